"""What buyers said in numbers, for how many something is, whose holidays count, and an add-on's numbers."""

from pathlib import Path

import pytest
from builders_admin import Browser, Office
from builders_comparisons import air_office, at_the_desk, main_of
from msgspec.structs import replace

from comparison.core.catalogue import AddOn, Cell, Product, Shop
from comparison.core.content import PartRating, Rating
from comparison.core.sizes import SizeRange
from comparison.core.values import Number, YesNo

CONTENT = "/admin/acme/content/products/air-lite"
RATED = f"{CONTENT}/rated"
ADD_ON = "/admin/acme/add-ons/longer-warranty"
TYPED = {"rating.average": "4.5", "rating.scale": "5"}


@pytest.fixture
def at(tmp_path: Path) -> Office:
    return air_office(tmp_path)


@pytest.fixture
def owner(at: Office) -> Browser:
    return at_the_desk(at)


def product(at: Office) -> Product:
    return at.store.get("acme", "product", "air-lite").record


def wrong(got) -> list[str]:
    assert got.status == 422, got.status
    return [one["id"] for one in main_of(got).every("p") if one["class"] == "fault"]


def choices(owner: Browser, address: str, name: str) -> list[str]:
    [field] = [one for one in owner.page(address).every("select") if one["name"] == name]
    return [one["value"] for one in field.every("option") if one["value"]]


def test_a_rating_is_typed_with_all_that_it_rests_on(at: Office, owner: Browser):
    persona = next(one for one in choices(owner, RATED, "rating.parts.0.about") if one.startswith("persona:"))
    basis = {"rating.count": "64", "rating.period": "12", "rating.verified": "purchase"}
    part = {"rating.parts.0.about": persona, "rating.parts.0.average": "4.8", "rating.parts.0.count": "20"}
    assert owner.send(RATED, TYPED | basis | part | {"rating.spread": "1, 0, 3, 20, 40"}).status == 303
    assert product(at).rating == Rating(
        average="4.5",
        scale=5,
        count=64,
        period=12,
        verified="purchase",
        spread=(1, 0, 3, 20, 40),
        parts=(PartRating(of="persona", key=persona.partition(":")[2], average="4.8", count=20),),
    )
    assert owner.filled(RATED)["rating.spread"] == "1, 0, 3, 20, 40"
    assert owner.send(RATED, {}).status == 303
    assert product(at).rating.parts[0].count == 20


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"rating.average": "good", "rating.scale": "5"}, ["e-rating.average"]),
        ({"rating.average": "4.5"}, ["e-rating.scale"]),
        ({"rating.count": "12"}, ["e-rating.average", "e-rating.scale"]),
        (TYPED | {"rating.scale": "1"}, ["e-rating.scale"]),
        (TYPED | {"rating.spread": "1, many"}, ["e-rating.spread"]),
        (TYPED | {"rating.period": "0"}, ["e-rating.period"]),
        (TYPED | {"rating.parts.0.average": "4", "rating.parts.0.count": "9"}, ["e-rating.parts.0.about"]),
        ({"capacity.0.unit": "user", "capacity.0.min": "5", "capacity.0.max": "2"}, ["e-capacity.0.max"]),
        (
            {
                "capacity.0.unit": "user",
                "capacity.0.max": "2",
                "capacity.1.unit": "user",
                "capacity.1.max": "3",
            },
            ["e-capacity.1.unit"],
        ),
    ],
)
def test_what_cannot_be_is_said_at_its_field(at: Office, owner: Browser, typed, fields):
    assert wrong(owner.send(RATED, typed)) == fields
    assert (product(at).rating, product(at).capacity) == (None, ())


@pytest.mark.parametrize("text", ["1,0,3,20,40", "1 0 3 20 40", " 1, 0, 3 , 20,  40 ", "1/0/3/20/40"])
def test_counts_are_read_however_they_are_parted(at: Office, owner: Browser, text: str):
    owner.send(RATED, TYPED | {"rating.spread": text})
    assert product(at).rating.spread == (1, 0, 3, 20, 40)


def test_capacity_is_stated_and_taken_back(at: Office, owner: Browser):
    typed = {"capacity.0.unit": "user", "capacity.0.max": "1,000"}
    assert wrong(owner.send(RATED, typed)) == ["e-capacity.0.max"]
    assert owner.send(RATED, typed | {"capacity.0.max": "12"}).status == 303
    assert product(at).capacity == (SizeRange(unit="user", max=12),)
    owner.send(RATED, {"capacity.0.unit": "", "capacity.0.max": ""})
    assert product(at).capacity == ()


def test_the_country_whose_holidays_count_is_chosen(at: Office, owner: Browser):
    typed = {"arrival.days_min": "1", "arrival.days_max": "2", "arrival.country": "DE"}
    assert wrong(owner.send(CONTENT, typed | {"arrival.country": "XX"})) == ["e-arrival.country"]
    assert owner.send(CONTENT, typed).status == 303
    assert product(at).arrival.country == "DE"
    assert owner.filled(CONTENT)["arrival.country"] == "DE"


def test_a_country_alone_is_no_promise_of_arrival(at: Office, owner: Browser):
    assert wrong(owner.send(CONTENT, {"arrival.country": "DE"})) == [
        "e-arrival.days_min",
        "e-arrival.days_max",
    ]


def test_what_a_static_build_spreads_out_is_ticked(at: Office, owner: Browser):
    def build() -> tuple[str, ...]:
        record = at.store.get("acme", "shop", "acme").record
        assert isinstance(record, Shop)
        return record.build

    before = build()
    assert owner.send("/admin/acme/settings", {}).status == 303
    assert build() == before
    assert owner.send("/admin/acme/settings", {"build": ["persona", "view"]}).status == 303
    assert build() == ("persona", "view")
    assert wrong(owner.send("/admin/acme/settings", {"build": ["qty"]})) == ["e-build"]


def test_an_add_on_brings_numbers_and_keeps_what_its_form_does_not_show(at: Office, owner: Browser):
    owner.send("/admin/acme/new-add-on", {"name.en": "Longer warranty"})
    limits = choices(owner, ADD_ON, "numbers.0.feature")
    [given] = [one["value"] for one in owner.page(ADD_ON).every("input") if one["name"] == "cells"][:1]
    typed = {"cells": [given], "numbers.0.feature": limits[0], "numbers.0.amount": "1,200.5"}
    assert owner.send(ADD_ON, typed).status == 303
    units = {one.key: one.unit for one in at.store.get("acme", "category", "air").record.features}
    yes, number = add_on(at).cells
    assert (yes.feature, yes.value) == (given, YesNo(yes=True))
    assert isinstance(number.value, Number)
    assert (number.feature, number.value.amount, number.value.unit) == (limits[0], "1200.5", units[limits[0]])
    assert owner.filled(ADD_ON)["numbers.0.amount"] == "1200.5"
    assert owner.send(ADD_ON, {}).status == 303
    assert add_on(at).cells == (yes, number)


def test_a_row_of_numbers_is_there_once(at: Office, owner: Browser):
    owner.send("/admin/acme/new-add-on", {"name.en": "Longer warranty"})
    limit = choices(owner, ADD_ON, "numbers.0.feature")[0]
    rows = {
        f"numbers.{place}.{name}": value
        for place in (0, 1)
        for name, value in (("feature", limit), ("amount", "3"))
    }
    assert wrong(owner.send(ADD_ON, rows)) == ["e-numbers.1.feature"]
    assert wrong(owner.send(ADD_ON, {"numbers.0.feature": limit, "numbers.0.amount": "a lot"})) == [
        "e-numbers.0.amount"
    ]


def test_a_row_with_a_number_in_another_unit_says_none_beside_it(at: Office, owner: Browser):
    owner.send("/admin/acme/new-add-on", {"name.en": "Longer warranty"})
    limit = choices(owner, ADD_ON, "numbers.0.feature")[0]
    kept = Cell(feature=limit, value=Number(amount="3", unit="parsec"))
    at.store.save("acme", replace(add_on(at), cells=(kept,)), expected=None, by="test")
    typed = {"numbers.0.feature": limit, "numbers.0.amount": "4"}
    assert wrong(owner.send(ADD_ON, typed)) == ["e-numbers.0.feature"]
    assert add_on(at).cells == (kept,)


def add_on(at: Office) -> AddOn:
    record = at.store.get("acme", "add_on", "longer-warranty").record
    assert isinstance(record, AddOn)
    assert all(isinstance(one, Cell) for one in record.cells)
    return record
