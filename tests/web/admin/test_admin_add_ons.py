"""Add-ons: what can be bought besides, what it goes with, and its price by the form of every price."""

from pathlib import Path

import pytest
from builders_admin import Browser, Office
from builders_comparisons import air_office, at_the_desk, draft, main_of

from comparison.core.catalogue import AddOn, Extension
from comparison.core.values import YesNo

ALL, NEW = "/admin/acme/add-ons", "/admin/acme/new-add-on"
ONE = f"{ALL}/longer-warranty"


@pytest.fixture
def at(tmp_path: Path) -> Office:
    return air_office(tmp_path)


@pytest.fixture
def owner(at: Office) -> Browser:
    browser = at_the_desk(at)
    got = browser.send(NEW, {"name.en": "Longer warranty", "available_for": ["air-max"]})
    assert got.status == 303, got.text
    return browser


def add_on(at: Office, key: str = "longer-warranty") -> AddOn:
    return at.store.get("acme", "add_on", key).record


def test_a_new_one_is_called_and_goes_with_what_was_ticked(at: Office, owner: Browser):
    assert add_on(at) == AddOn(
        key="longer-warranty", name={"en": "Longer warranty"}, available_for=("air-max",)
    )
    assert "Longer warranty" in owner.page(ALL).text
    assert "1 product" in owner.page(ALL).text


def test_two_of_one_name_have_keys_of_their_own(at: Office, owner: Browser):
    assert owner.send(NEW, {"name.en": "Longer warranty"}).status == 303
    assert add_on(at, "longer-warranty-2").name == {"en": "Longer warranty"}


def test_without_a_name_it_is_refused_at_that_field(at: Office, owner: Browser):
    got = owner.send(NEW, {"name.en": ""})
    assert got.status == 422
    assert [one["id"] for one in main_of(got).every("p") if one["class"] == "fault"] == ["e-name.en"]


def test_what_it_brings_and_raises_comes_through_the_form(at: Office, owner: Browser):
    page = owner.page(ONE)
    given = [one["value"] for one in page.every("input") if one["name"] == "cells"]
    [limits] = [one for one in page.every("select") if one["name"] == "extensions.0.feature"]
    limit = next(one["value"] for one in limits.every("option"))
    typed = {"cells": given[:1], "extensions.0.feature": limit, "extensions.0.amount": "1,000"}
    assert owner.send(ONE, typed).status == 303
    assert [(one.feature, one.value) for one in add_on(at).cells] == [(given[0], YesNo(yes=True))]
    assert add_on(at).extensions == (Extension(feature=limit, amount="1000"),)
    assert owner.send(ONE, {"cells": []}).status == 303
    assert add_on(at).cells == ()
    assert add_on(at).extensions == (Extension(feature=limit, amount="1000"),)


def test_its_price_is_typed_in_the_form_of_every_price(at: Office, owner: Browser):
    got = owner.send(f"{ONE}/prices/new", {"sale": "29.00", "delivery": "0", "closed": "1", "_do": "save"})
    assert got.status == 303, got.text
    assert got.headers["location"].startswith(f"{ONE}/prices/")
    [price] = add_on(at).prices
    assert price.currency == "USD"
    assert "$29.00" in owner.page(ONE).text
    place = got.headers["location"].partition("?")[0]
    assert owner.get(f"{place}/full").status == 200
    assert owner.send(f"{place}/remove", {}).status == 303
    assert add_on(at).prices == ()


def test_a_comparison_offers_what_is_ticked_there(at: Office, owner: Browser):
    assert owner.send("/admin/acme/comparisons/air/marks", {"add_ons": ["longer-warranty"]}).status == 303
    assert draft(at).add_ons == ("longer-warranty",)
    assert draft(at).title["en"] in owner.page(f"{ONE}/delete").text


def test_it_is_taken_away_once_what_that_means_was_said(at: Office, owner: Browser):
    revision = next(
        one["value"] for one in owner.page(f"{ONE}/delete").every("input") if one["name"] == "_revision"
    )
    assert owner.post(f"{ONE}/delete", owner.filled(ONE) | {"_revision": revision}).status == 303
    assert at.store.get("acme", "add_on", "longer-warranty") is None
    assert owner.get(ONE).status == 404
