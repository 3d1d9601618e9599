"""What nobody can have meant is refused by name; what one tier cannot take leaves the others standing."""

import json
from urllib.parse import quote

import msgspec
import pytest
from builders_web import client, new_store, price, product, publication, publish

from comparison.core.pricing.amounts import Flat, PerUnit
from comparison.core.pricing.model import Component, Once, OneOf, Optional

FRAGMENT, QUOTES = "/fragments/acme/air", "/api/v1/quotes/acme/air"
LONG = "9" * 30


def component(key, amount, **more):
    return Component(
        key=key, label={"en": key.title()}, kind="fee", when=Once(), amount=Flat(value=amount), **more
    )


@pytest.fixture
def asking(tmp_path):
    """Lite holds at most 10 people in fives and can be set up; max is sold by the year too."""
    store = new_store(tmp_path)
    seat = Component(key="seat", label={"en": "Seat"}, kind="seat", amount=PerUnit(value="2", unit="user"))
    lite = price(
        "10",
        components=(
            seat,
            component("setup", "5", obligation=Optional()),
            component("white", "0", obligation=OneOf(group="colour")),
            component("black", "3", obligation=OneOf(group="colour")),
        ),
        quantity_unit="user",
        max_quantity=10,
        quantity_step=5,
    )
    largest = (price("25"), price("250", interval="year"))
    publish(
        store,
        publication(
            products=(
                product("lite", "1", rooms="1", quiet=False, prices=(lite,)),
                product("max", "1", rooms="4", quiet=True, prices=largest),
            )
        ),
    )
    yield client(tmp_path)
    store.close()


REFUSED = [
    # A wrong form.
    ("horizon", "twelve"), ("horizon", "-1"), ("horizon", "1.5"), ("horizon", "1e400"), ("horizon", "NaN"),
    ("qty.user", "-3"), ("qty.user", "1e400"), ("qty.user", "NaN"), ("qty.user", "2.5"), ("qty.user", LONG),
    ("qty.user", "٣"), ("qty.user", "0x10"), ("start", "tomorrow"), ("start", "2026-02-30"),
    ("interval", "fortnight"), ("interval", "0-month"), ("addons", "SETUP"), ("addons", "a.b"),
    ("addons", "option."), ("coupon", "50% off"), ("first_purchase", "yes"), ("lang", "!"),
    # Out of bounds.
    ("horizon", "0"), ("horizon", "121"), ("horizon", LONG), ("qty.user", "1000000001"), ("start", "1999-12-31"),
    ("edition", "0"), ("tiers", "a,b,c,d,e,f"),
    # An unknown code.
    ("market", "KR"), ("region", "jeju"), ("persona", "nobody"), ("tiers", "gold"), ("currency", "ZZZ"),
    ("addons", "gift"), ("addons", "option.gift"), ("addons", "white,black"), ("edition", "7"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_a_value_nobody_can_have_meant_is_named_with_what_is_accepted(asking, name, value):
    query = f"{name}={quote(value)}"
    got = asking.get(f"{QUOTES}?{query}")
    problem = json.loads(got.text)
    assert (got.status, problem["parameter"]) == (400, name)
    assert name in problem["detail"]
    page = asking.get(f"{FRAGMENT}?{query}")
    assert page.status == 400
    assert name in page.text


def test_what_is_accepted_is_listed(asking):
    problem = json.loads(asking.get(f"{QUOTES}?addons=gift").text)
    assert problem["accepted"] == ["setup", "white", "black"]
    both = json.loads(asking.get(f"{QUOTES}?addons=white,black").text)
    assert both["accepted"] == ["white", "black"]


def tiers(asking, query):
    got = asking.get(f"{QUOTES}?{query}")
    assert got.status == 200, got.text
    return {
        tier["tier"]: (tier["status"], tier["reason"] and tier["reason"]["text"])
        for tier in json.loads(got.text)["tiers"]
    }


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("qty.user=11", "Sold up to 10 people; you asked for 11 people"),
        ("interval=year", "Not sold by the year"),
    ],
)
def test_what_one_tier_cannot_take_leaves_the_others(asking, query, reason):
    found = tiers(asking, query)
    assert found["lite"] == ("not_available", reason)
    assert found["max"][0] == "complete_ex_tax"


def test_a_charge_that_only_one_tier_has_makes_the_other_unavailable(asking):
    found = tiers(asking, "addons=setup,white")
    assert found["lite"][0] == "complete_ex_tax"
    assert found["max"] == ("not_available", "Setup can't be added here")


def test_a_quantity_between_steps_is_raised_and_said(asking):
    tier = json.loads(asking.get(f"{QUOTES}?qty.user=6&addons=white").text)["tiers"][0]
    assert tier["headline_total"]["minor"] == 2_000
    assert "You asked for 6 people and pay for 10 people" in [note["text"] for note in tier["assumptions"]]


def test_an_unresolved_choice_has_two_ends_and_no_total(asking):
    tier = json.loads(asking.get(f"{QUOTES}?qty.user=5").text)["tiers"][0]
    assert (tier["status"], tier["headline_total"]) == ("bounded", None)
    assert (tier["headline_low"]["minor"], tier["headline_high"]["minor"]) == (1_000, 1_300)


def test_a_price_that_is_not_available_stands_in_the_page_with_its_reason(asking):
    text = asking.get(f"{FRAGMENT}?interval=year").text
    assert "Not available like this" in text
    assert "$250.00" in text


def test_unknown_names_are_ignored(asking):
    assert asking.get(f"{FRAGMENT}?utm_source=x&price=1").text == asking.get(FRAGMENT).text


@pytest.mark.parametrize("amount", ["1e400", "NaN", "-1", LONG, "1.2345678901234", "Infinity", "", " 1"])
def test_no_catalogue_holds_an_amount_that_is_no_amount(amount):
    document = json.dumps({"is": "flat", "value": amount})
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(document, type=Flat)
