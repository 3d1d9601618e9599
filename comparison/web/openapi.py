"""The API's description (OpenAPI 3.1), made from the structs it answers with."""

import inspect
from typing import Any, NamedTuple

import msgspec

from .. import __version__
from ..core.values import Value
from ..core.view import View
from ..storage.formats.native import NativeShop
from . import openapi_proof
from .shapes import Fits, Quotes

Schema = dict[str, Any]
_REFERENCE = "#/components/schemas/{name}"
_SAID = ("Money", "Message", "UnitAmount", "Quantified", "Period")
_CELLS = tuple(kind.__name__ for kind in Value.__args__)
_KEY: Schema = {"type": "string", "pattern": "^[a-z0-9-]{1,64}$"}


class Parameter(NamedTuple):
    """A context parameter as the description states it."""

    name: str
    schema: Schema
    description: str


def _text(pattern: str = "") -> Schema:
    return {"type": "string", "pattern": pattern} if pattern else {"type": "string"}


def _list(most: int, item: Schema | None = None) -> Schema:
    return {"type": "array", "items": item or _KEY, "maxItems": most}


_ANSWERS = "Answers of the quiz, written a.QUESTION=ANSWER; they go before a persona"
_QUANTITIES = "How many of each unit, written qty.UNIT=NUMBER: qty.user=14"
CONTEXT = (
    Parameter("lang", _text(), "BCP 47; looked up in the shop's languages (RFC 4647), else its first"),
    Parameter("market", _text("^[A-Z]{2}(-[A-Z0-9]{1,3})?$"), "Whose rules prices are shown by"),
    Parameter("region", _KEY, "Delivery zone inside the market"),
    Parameter("currency", _text("^[A-Z]{3}$"), "ISO 4217; the market's own unasked"),
    Parameter("customer_type", {"enum": ["b2c", "b2b"]}, "Who buys"),
    Parameter("qty", {"type": "object", "additionalProperties": {"type": "integer"}}, _QUANTITIES),
    Parameter("interval", _text(), "once, day, week, month, year, or several as in 6-month"),
    Parameter("horizon", {"type": "integer", "minimum": 1, "maximum": 120}, "Months the longer sum covers"),
    Parameter("start", {"type": "string", "format": "date"}, "First day; today in the shop's zone unasked"),
    Parameter(
        "addons",
        _list(20, _text("^(option\\.)?[a-z0-9-]{1,64}$")),
        "Add-ons and optional charges to count in",
    ),
    Parameter("coupon", _text("^[0-9A-Za-z_-]{1,64}$"), "A coupon that the shopper has"),
    Parameter("first_purchase", {"enum": ["1", "0"]}, "Whether this is the shopper's first purchase"),
    Parameter("member", {"enum": ["1", "0"]}, "Whether the shopper is a member"),
    Parameter("persona", _KEY, "Whom it is for"),
    Parameter("pain", _KEY, "A pain point; rows that answer it are lit, and the cheapest tier is named"),
    Parameter("quiz", _KEY, "start, or the question that the quiz goes on from"),
    Parameter("a", {"type": "object", "additionalProperties": _KEY}, _ANSWERS),
    Parameter("tiers", _list(5), "Which tiers to show; the first five unasked"),
    Parameter("against", _KEY, "The tier that numbers and charges of the others are held against"),
    Parameter("current", _KEY, "The tier or product whose page the shopper is on; unknown ones are ignored"),
    Parameter("diff", {"enum": ["only"]}, "Only rows that differ"),
    Parameter("view", {"enum": ["awareness", "consideration", "decision"]}, "How much is shown at once"),
    Parameter("edition", {"type": "integer", "minimum": 1}, "An earlier edition instead of the live one"),
)
_PRODUCTS = Parameter("products", _list(10), "Products to put side by side, in this order")
_FIND = Parameter("find", _text(), "A name to look for among the shop's products; together.found holds them")


def openapi(address: str) -> Schema:
    """The whole description; nothing in it leads to another host."""
    kinds = [View, Quotes, Fits, *openapi_proof.STRUCTS]
    answers, components = msgspec.json.schema_components(kinds, ref_template=_REFERENCE)
    view, quotes, fits, *proof = answers
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tier Compare", "version": __version__, "license": {"name": "MIT"}},
        "servers": [{"url": address}],
        "paths": {
            "/api/v1/comparisons/{shop}/{comparison}": _reading("comparison", "The whole view", view),
            "/api/v1/quotes/{shop}/{comparison}": _reading("quotes", "What every shown tier costs", quotes),
            "/api/v1/fits/{shop}/{comparison}": _reading("fits", "How every shown tier fits", fits),
            "/api/v1/comparisons/{shop}": _together("comparison", "The whole view", view),
            "/api/v1/quotes/{shop}": _together("quotes", "What every product costs, unsigned", quotes),
            "/api/v1/fits/{shop}": _together("fits", "How every product fits", fits),
            **openapi_proof.proof_paths(tuple(proof), _problem("")["content"]),
        },
        "components": {
            "schemas": {**_with_text(components), "Problem": _PROBLEM},
            "securitySchemes": openapi_proof.SECURITY,
        },
    }


def catalogue_schema() -> Schema:
    """The JSON Schema of a whole shop as one file, by which editors check and complete it."""
    schema = msgspec.json.schema(NativeShop)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _reading(name: str, summary: str, answer: Schema) -> Schema:
    """A GET with the context parameters and its three answers."""
    path = [{"name": key, "in": "path", "required": True, "schema": _KEY} for key in ("shop", "comparison")]
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": [*path, *(_query(parameter) for parameter in CONTEXT)],
            "responses": {
                "200": {"description": summary, "content": {"application/json": {"schema": answer}}},
                "304": {"description": "What If-None-Match names is still true"},
                "400": _problem("A parameter that cannot be taken; names it and what is accepted"),
                "404": _problem("No such comparison, or it is not live"),
                "503": _problem("The store does not answer; try again after Retry-After seconds"),
            },
        }
    }


def _together(name: str, summary: str, answer: Schema) -> Schema:
    """As `_reading`, for products that an address names instead of a comparison."""
    get = _reading(f"{name}-of-products", summary, answer)["get"]
    kept = [one for one in get["parameters"] if one["name"] not in {"comparison", "edition"}]
    more = [{**_query(_PRODUCTS), "required": True}, _query(_FIND)]
    return {"get": {**get, "parameters": [*kept, *more]}}


def _query(parameter: Parameter) -> Schema:
    # OpenAPI has no style for qty.user=14; an exploded object says that such names exist.
    explode = parameter.schema.get("type") == "object"
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.description,
        "style": "form",
        "explode": explode,
        "schema": parameter.schema,
    }


def _problem(description: str) -> Schema:
    reference = {"$ref": _REFERENCE.format(name="Problem")}
    return {"description": description, "content": {"application/problem+json": {"schema": reference}}}


def _with_text(components: dict[str, Schema]) -> dict[str, Schema]:
    """The schemas as `words.with_text` writes them: text beside each value, no inner tags."""
    for name in _SAID:
        if name in components:
            _drop(components[name], "type")
            _add_text(components[name])
    for name in _CELLS:
        if name in components:
            components[name].pop("additionalProperties", None)
            _add_text(components[name])
    _drop(components["Listing"], "items")
    for schema in components.values():
        schema["description"] = inspect.cleandoc(schema.get("description", ""))
    return components


def _drop(schema: Schema, name: str) -> None:
    schema["properties"].pop(name, None)
    schema["required"] = [one for one in schema.get("required", []) if one != name]


def _add_text(schema: Schema) -> None:
    schema["properties"]["text"] = {"type": "string"}
    schema["required"] = [*(one for one in schema.get("required", []) if one != "text"), "text"]


_PROBLEM: Schema = {
    "title": "Problem",
    "description": "RFC 9457. *code* is the same in every language, *detail* is a sentence.",
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "parameter": {"type": "string"},
        "accepted": {"type": "array", "items": {"type": "string"}},
        "instance": {"type": "string"},
        "reason": {"type": "string"},
        "expires": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail", "code"],
}
