"""Prices of many products at once: tax, delivery, amounts, and the word on them."""

from pathlib import Path

import pytest
from builders_admin import Browser, Office, fields_of
from builders_bulk import (
    LITE,
    MAX,
    RIVAL,
    WORD,
    amount,
    asked,
    cells,
    done,
    goods,
    looked,
    page_of,
    put,
    stocked,
    there,
    thing,
)
from msgspec.structs import replace

from comparison import words
from comparison.core.pricing.amounts import Flat
from comparison.core.pricing.model import Attestation, Component, Discount, Once
from comparison.web.admin.guesses import markets
from comparison.web.admin.products.bulk.deed import Refused


@pytest.fixture
def at(tmp_path: Path) -> Office:
    return stocked(tmp_path)


def test_tax_is_stated_and_the_word_on_the_price_before_is_gone(at: Office, owner: Browser):
    done(owner, "tax", {"tax": "excluded"})
    price = there(at, MAX).prices[0]
    assert (price.tax, price.closed) == ("excluded", None)


def test_a_class_of_tax_alone_leaves_the_rest(at: Office, owner: Browser):
    known = sorted({rate.tax_class for rate in markets()["KR"].rates} - {"standard"})
    done(owner, "tax", {"tax": "", "tax_class": known[0]}, LITE)
    price = there(at, LITE).prices[0]
    assert (price.tax, price.tax_class) == ("included", known[0])
    assert looked(owner, "tax", {"tax": "", "tax_class": ""}).status == 422


def test_delivery_is_added_and_changed_and_a_far_zone_keeps_its_own(at: Office, owner: Browser):
    done(owner, "delivery", {"fee": "3,000", "free_from": "50000"})
    first = there(at, LITE).prices[0].components[-1]
    assert (first.kind, first.when, first.amount.rows[0].value) == ("delivery", Once(), "3000")
    got = done(owner, "delivery", {"fee": "0"}, LITE)
    assert "1 product changed" in got.text
    assert there(at, LITE).prices[0].components[-1].amount == Flat(value="0")
    assert len(there(at, LITE).prices[0].components) == 2


def test_delivery_of_another_kind_is_left_alone_and_said(at: Office, owner: Browser):
    usual = there(at, LITE).prices[0]
    two = [
        Component(key=f"d{n}", label={"en": "D"}, kind="delivery", amount=Flat(value="1")) for n in range(2)
    ]
    put(at, replace(there(at, LITE), prices=(replace(usual, components=(*usual.components, *two)),)))
    got = looked(owner, "delivery", {"fee": "0"}, LITE)
    assert "Its delivery is charged in another way" in got.text
    assert "Nothing changes" in got.text


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ({"way": "percent", "by": "3", "step": "1"}, "10300"),
        ({"way": "percent", "by": "-12.345", "step": "1"}, "8766"),
        ({"way": "percent", "by": "3.33", "step": "100"}, "10300"),
        ({"way": "percent", "by": "5", "step": "1000"}, "11000"),
        ({"way": "amount", "by": "1,250", "step": "100"}, "11300"),
        ({"way": "amount", "by": "-9999", "step": "1"}, "1"),
    ],
)
def test_amounts_go_up_and_down_and_are_rounded_half_up(typed: dict[str, str], after: str):
    changed = asked("amounts", typed).change(thing("lite", goods("10000", closed=WORD)))
    assert changed.after == thing("lite", goods(after, checked_on="2026-11-22"))


def test_the_rounding_is_shown_and_a_new_amount_was_looked_at_today(at: Office, owner: Browser):
    got = looked(owner, "amounts", {"way": "percent", "by": "3.333", "step": "100"}, LITE)
    assert cells(got) == [["₩10,000", "₩10,300  ₩10,333.3 before rounding"]]
    done(owner, "amounts", {"way": "percent", "by": "3.333", "step": "100"}, LITE)
    assert there(at, LITE).prices[0].checked_on == "2026-11-22"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"reduced_since": "2026-11-01"}, "announced as a reduction"),
        (
            {"discounts": (Discount(key="d", label={"en": "D"}, kind="percent", value="5"),)},
            "a trial or a discount",
        ),
        ({"components": ()}, "no single amount"),
    ],
)
def test_a_price_on_which_another_amount_hangs_is_left_out(changes: dict[str, object], why: str):
    raising = asked("amounts", {"way": "percent", "by": "3", "step": "1"})
    with pytest.raises(Refused) as refused:
        raising.change(thing("lite", goods("10000", **changes)))
    assert why in words.speaker("en").say(refused.value.message)


def test_what_is_rounded_to_what_it_was_stays():
    raising = asked("amounts", {"way": "percent", "by": "4.5", "step": "1000"})
    assert raising.change(thing("lite", goods("10000", closed=WORD))) is None


def test_nothing_is_lowered_to_nothing(at: Office, owner: Browser):
    got = looked(owner, "amounts", {"way": "amount", "by": "-10000", "step": "1", "market": "KR"})
    assert "Nothing or less would be left" in got.text
    assert [amount(at, key) for key in (LITE, MAX)] == ["10000", "25500"]


def test_an_amount_that_would_be_longer_than_twelve_digits_is_left_out():
    raising = asked("amounts", {"way": "percent", "by": "1000", "step": "1"})
    with pytest.raises(Refused) as refused:
        raising.change(thing("lite", goods("999999999999")))
    assert words.speaker("en").say(refused.value.message) == "The amount would be longer than 12 digits"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"way": "percent", "by": "0", "step": "1"}, "by"),
        ({"way": "percent", "by": "-100", "step": "1"}, "by"),
        ({"way": "percent", "by": "much", "step": "1"}, "by"),
        ({"way": "amount", "by": "5", "step": "1", "market": ""}, "market"),
        ({"way": "percent", "by": "5", "step": "3"}, "step"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_kept(owner: Browser, typed: dict[str, str], field: str):
    got = looked(owner, "amounts", typed, LITE)
    assert got.status == 422
    assert f'id="e-{field}"' in got.text
    [kept] = [fields_of(one)["by"] for one in page_of(got).every("form") if "by" in fields_of(one)]
    assert kept == typed["by"]


def test_the_word_is_given_by_whom_and_when_where_nobody_gave_it(at: Office, owner: Browser):
    got = looked(owner, "closed", {"sure": "1"})
    assert "owner confirms today that 1 price has no other charge" in got.text
    done(owner, "closed", {"sure": "1"})
    assert there(at, LITE).prices[0].closed == Attestation(by="owner", on="2026-11-22")
    assert there(at, MAX).prices[0].closed == WORD


def test_the_word_needs_its_tick(owner: Browser):
    assert looked(owner, "closed", {}).status == 422


def test_the_word_is_never_given_for_a_price_that_something_speaks_against(at: Office, owner: Browser):
    put(at, thing("lite", goods("10000", tax="unknown")))
    put(at, thing("max", goods("10000"), competitor=RIVAL))
    got = looked(owner, "closed", {"sure": "1"})
    assert "2 are left out" in got.text
    assert "another seller" in got.text
    assert "Nothing changes" in got.text
    assert there(at, LITE).prices[0].closed is None
