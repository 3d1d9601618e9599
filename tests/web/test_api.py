"""The JSON API over the whole application."""

import json

import msgspec
import pytest
from builders_schema import misfits
from builders_web import client, new_store, price, product, publication, publish

from comparison.core.asking import read_asked
from comparison.core.pricing.amounts import Span, Unknown
from comparison.core.pricing.model import Component
from comparison.storage.formats.native import NativeShop
from comparison.web.openapi import CONTEXT, catalogue_schema, openapi

QUOTES, FITS, WHOLE = (f"/api/v1/{kind}/acme/air" for kind in ("quotes", "fits", "comparisons"))


@pytest.fixture
def asking(tmp_path):
    store = new_store(tmp_path)
    publish(store, publication())
    yield client(tmp_path)
    store.close()


def data(asking, target):
    got = asking.get(target)
    assert got.status == 200, got.text
    return json.loads(got.text)


def test_money_is_minor_units_a_currency_and_its_text(asking):
    lite = data(asking, QUOTES)["tiers"][0]
    assert lite["headline_total"] == {"minor": 1000, "currency": "USD", "text": "$10.00"}
    assert data(asking, f"{QUOTES}?lang=ko")["tiers"][0]["headline_total"]["text"] != "$10.00"


def test_a_quote_names_its_edition_and_its_context(asking):
    quotes = data(asking, f"{QUOTES}?persona=flat")
    assert quotes["publication"]["shop"] == "acme"
    assert quotes["publication"]["number"] == 1
    assert len(quotes["publication"]["digest"]) == 64
    assert quotes["context"]["persona"] == "flat"
    assert quotes["context"]["interval"] == "month"


def test_a_quote_has_the_promised_members(asking):
    promised = "tier status headline_total headline_period due_today then horizon_total commitment_total unit_price lines excluded assumptions"
    assert set(promised.split()) <= data(asking, QUOTES)["tiers"][0].keys()


def test_a_line_stands_for_all_its_charges(asking):
    [line] = data(asking, f"{QUOTES}?horizon=24")["tiers"][0]["lines"]
    assert (line["component"], line["times"]) == ("base", 24)


def test_only_the_tiers_asked_for_are_quoted(asking):
    assert [tier["tier"] for tier in data(asking, f"{QUOTES}?tiers=max")["tiers"]] == ["max"]


def test_an_unknown_price_is_null_and_never_nothing(tmp_path):
    store = new_store(tmp_path)
    asked = product("lite", "1", rooms="1", quiet=True)
    asked = msgspec.structs.replace(asked, prices=(price("1", status="on_request", components=()),))
    publish(store, publication(products=(asked, publication().products[1])))
    lite = data(client(tmp_path), QUOTES)["tiers"][0]
    assert (lite["status"], lite["headline_total"]) == ("on_request", None)
    store.close()


@pytest.mark.parametrize(
    ("amount", "status", "ends"),
    [
        (Span(low="3", high="9", depends_on={"en": "your address"}), "bounded", (1300, 1900)),
        (Unknown(how={"en": "not published"}), "open", (1000, None)),
    ],
)
def test_a_price_that_is_not_settled_has_ends_and_no_total(tmp_path, amount, status, ends):
    store = new_store(tmp_path)
    sold = price("10")
    fee = Component(key="fee", label={"en": "Fee"}, kind="fee", amount=amount)
    sold = msgspec.structs.replace(sold, components=(*sold.components, fee))
    lite = msgspec.structs.replace(publication().products[0], prices=(sold,))
    publish(store, publication(products=(lite, publication().products[1])))
    tier = data(client(tmp_path), f"{QUOTES}?horizon=1")["tiers"][0]
    assert (tier["status"], tier["headline_total"], tier["horizon_total"]) == (status, None, None)
    for name in ("headline", "horizon"):
        found = tuple(end and end["minor"] for end in (tier[f"{name}_low"], tier[f"{name}_high"]))
        assert found == ends
    store.close()


def test_a_fit_says_why_and_what_speaks_against_it(asking):
    fits = data(asking, f"{FITS}?persona=flat")
    most, lite = fits["tiers"]
    assert (fits["persona"], fits["answer"]) == ("flat", "max")
    assert (lite["level"], lite["but"][0]["feature"]) == ("no", "quiet")
    assert (most["level"], most["because"][0]["feature"]) == ("strong", "quiet")
    assert {"tier", "level", "because", "but", "flags", "points"} <= lite.keys()


def test_the_best_fit_comes_first(asking):
    assert [tier["tier"] for tier in data(asking, f"{FITS}?persona=flat")["tiers"]] == ["max", "lite"]


def test_without_a_persona_the_personas_are_named_and_nothing_is_fitted(asking):
    fits = data(asking, FITS)
    assert (fits["persona"], fits["personas"], fits["answer"], fits["tiers"]) == (None, ["flat"], None, [])


def test_the_api_names_the_tier_that_the_page_names(asking):
    answer = data(asking, f"{FITS}?persona=flat")["answer"]
    whole = data(asking, f"{WHOLE}?persona=flat")
    assert [tier["key"] for tier in whole["tiers"] if tier["answer"]] == [answer]
    assert "Max" in asking.get("/fragments/acme/air?persona=flat").text


def test_the_whole_view_says_every_sentence(asking):
    def sentences(value):
        if isinstance(value, dict):
            if "key" in value and "arguments" in value:
                yield value["text"]
            for item in value.values():
                yield from sentences(item)
        if isinstance(value, list):
            for item in value:
                yield from sentences(item)

    said = list(sentences(data(asking, f"{WHOLE}?persona=flat")))
    assert len(said) > 10
    assert all(said)


def test_there_is_no_number_with_a_point(asking):
    def floats(value):
        if isinstance(value, dict):
            return [found for item in value.values() for found in floats(item)]
        if isinstance(value, list):
            return [found for item in value for found in floats(item)]
        return [value] if isinstance(value, float) else []

    assert floats(data(asking, WHOLE)) == []
    assert floats(data(asking, QUOTES)) == []


@pytest.mark.parametrize("target", [QUOTES, FITS, WHOLE])
def test_an_answer_of_the_api_is_open_conditional_and_in_the_coding_asked_for(asking, target):
    got = asking.get(target, {"accept-encoding": "br"})
    assert got.headers["content-type"] == "application/json"
    assert got.headers["access-control-allow-origin"] == "*"
    assert got.headers["content-encoding"] == "br"
    assert asking.get(target, {"accept-encoding": "br", "if-none-match": got.headers["etag"]}).status == 304


def test_what_states_today_s_date_is_not_kept_past_midnight(asking):
    assert "stale-if-error=43200" in asking.get(QUOTES).headers["cache-control"]


@pytest.mark.parametrize("target", [QUOTES, FITS, WHOLE])
def test_a_mistake_is_a_problem(asking, target):
    got = asking.get(f"{target}?persona=nobody")
    problem = json.loads(got.text)
    assert (got.status, got.headers["content-type"]) == (400, "application/problem+json")
    assert (problem["parameter"], problem["accepted"]) == ("persona", ["flat"])


@pytest.mark.parametrize("target", ["/api/v1/quotes/acme/nothing", "/api/v1/nothing", "/api"])
def test_what_is_not_there_is_a_problem(asking, target):
    got = asking.get(target)
    assert got.status == 404
    if target != "/api":
        assert json.loads(got.text)["status"] == 404


def test_head_answers_for_every_address(asking):
    for target in (QUOTES, FITS, WHOLE, "/api/v1/schema", "/api/v1/catalogue-schema.json"):
        head, get = asking.get(target, method="HEAD"), asking.get(target)
        assert (head.status, head.headers, head.body) == (200, get.headers, b"")


def test_the_description_is_served_as_it_is_made(asking):
    assert asking.get("/api/v1/schema").body == msgspec.json.encode(openapi("https://compare.example"))
    assert asking.get("/api/v1/catalogue-schema.json").body == msgspec.json.encode(catalogue_schema())


def test_the_description_leads_to_no_other_host(asking):
    text = asking.get("/api/v1/schema").text.replace("https://compare.example", "")
    assert "http" not in text


def references(value):
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for item in value.values():
            yield from references(item)
    if isinstance(value, list):
        for item in value:
            yield from references(item)


def test_every_reference_of_the_description_leads_somewhere():
    described = openapi("https://compare.example")
    names = {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    assert set(references(described)) <= names


@pytest.mark.parametrize("kind", ["comparisons", "quotes", "fits"])
@pytest.mark.parametrize("query", ["", "?persona=flat", "?persona=flat&lang=ko&horizon=24"])
def test_answers_are_what_the_description_says(asking, kind, query):
    described = openapi("https://compare.example")
    operation = described["paths"][f"/api/v1/{kind}/{{shop}}/{{comparison}}"]["get"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    answer = data(asking, f"/api/v1/{kind}/acme/air{query}")
    assert list(misfits(answer, schema, described["components"]["schemas"])) == []


def test_problems_are_what_the_description_says(asking):
    described = openapi("https://compare.example")
    problem = json.loads(asking.get(f"{QUOTES}?persona=nobody").text)
    schema = described["components"]["schemas"]["Problem"]
    assert list(misfits(problem, schema, {})) == []


EXAMPLES = {
    "lang": "ko",
    "market": "KR",
    "region": "jeju",
    "currency": "USD",
    "customer_type": "b2b",
    "interval": "6-month",
    "horizon": "24",
    "start": "2026-12-01",
    "addons": "ai",
    "coupon": "WELCOME",
    "first_purchase": "1",
    "member": "1",
    "persona": "flat",
    "pain": "noise",
    "quiz": "start",
    "tiers": "max",
    "against": "max",
    "current": "max",
    "diff": "only",
    "view": "decision",
    "edition": "1",
}


def test_the_described_parameters_are_those_that_are_read():
    described = {parameter.name for parameter in CONTEXT}
    assert described == EXAMPLES.keys() | {"qty", "a"}
    asked = read_asked([*EXAMPLES.items(), ("qty.user", "14"), ("a.room", "hall")])
    left_out = {name for name, value in msgspec.structs.asdict(asked).items() if not value}
    assert left_out == {"products", "find"}


def test_products_side_by_side_are_described_with_all_that_is_read_of_them():
    [one, together] = (
        {parameter["name"] for parameter in openapi("")["paths"][path]["get"]["parameters"]}
        for path in ("/api/v1/comparisons/{shop}/{comparison}", "/api/v1/comparisons/{shop}")
    )
    assert together - one == {"products", "find"}
    assert one - together == {"comparison", "edition"}


def test_the_schema_of_a_catalogue_describes_every_kind_of_record():
    schema = catalogue_schema()
    native = schema["$defs"]["NativeShop"]["properties"]
    assert native.keys() == set(NativeShop.__struct_fields__)
    assert {"Product", "Price", "Persona", "Comparison", "Category"} <= schema["$defs"].keys()
