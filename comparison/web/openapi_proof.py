"""The part of the API's description that speaks of checked checkouts."""

from typing import Any

from .proof_shapes import DriftReport, Verified
from .verifying import Verification

Schema = dict[str, Any]
STRUCTS = (Verification, Verified, DriftReport)
SECURITY: Schema = {
    "shop": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "Bearer and a token, which is made by: tier-compare token add SHOP",
    }
}
_REFUSALS = {
    "400": "A field that cannot be taken; names it and what is accepted",
    "401": "No token, or none that is good now",
    "403": "The quote is of another shop than the token",
    "410": "The quote has expired",
    "413": "The body is larger than 150 kB",
    "422": "No key of ours signed this; says whether its form, its key or its signature is wrong",
}


def proof_paths(schemas: tuple[Schema, ...], problem: Schema) -> Schema:
    """The two addresses; *schemas* are those of `STRUCTS`, *problem* the content of a refusal."""
    body, answer, drift = schemas
    count = {"description": "The count, and the newest that differed", "content": _json(drift)}
    told = {"200": {"description": "Equal, or where not", "content": _json(answer)}}
    refusals = {status: {"description": said, "content": problem} for status, said in _REFUSALS.items()}
    return {
        "/api/v1/quotes/verify": {
            "post": {
                "operationId": "verify",
                "summary": "Hold what a checkout charged against the quote it was given",
                "security": [{"shop": []}],
                "requestBody": {"required": True, "content": _json(body)},
                "responses": {**told, **refusals},
            }
        },
        "/api/v1/drift/{shop}": {
            "get": {
                "operationId": "drift",
                "summary": "How many checked checkouts differed in the last 30 days, and where",
                "parameters": [
                    {"name": "shop", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "lang", "in": "query", "schema": {"type": "string"}, "description": "BCP 47"},
                ],
                "responses": {
                    "200": count,
                    "404": {"description": "No such shop", "content": problem},
                },
            }
        },
    }


def _json(schema: Schema) -> Schema:
    return {"application/json": {"schema": schema}}
