"""A good sold in variants, as feeds bring it: its choice is its price, and stands in the row of prices."""

import pytest
from builders_compare import product
from builders_totals import cell_words, cells, charge, korea, one_of, optional, said, seen, won
from msgspec.structs import replace

from comparison.core.pricing.model import Component, Once, OneOf, Price
from comparison.core.publication import Edition
from comparison.core.view import View


def variant(key: str, amount: str) -> Component:
    return charge(key, amount, "base", when=Once(), obligation=OneOf(group="choice"))


def bought(*parts: Component) -> Price:
    return replace(won("1"), interval="once", components=parts)


def line_up(*prices: Price) -> Edition:
    return korea(*(product(f"p{at}", price) for at, price in enumerate(prices)), noun="product")


PLAIN = bought(charge("price", "9000", "base", when=Once()))
SIZES = bought(variant("small", "10000"), variant("large", "12000"))
SCENTS = bought(variant("rose", "5000"), variant("lime", "8000"))


def price_row(shown: View) -> tuple[str | None, list[str]]:
    [row] = [row for row in shown.charges if row.emphasis == "charge"]
    return said(row.label), [cell_words(cell) for cell in row.cells]


def test_an_open_choice_stands_in_the_row_of_the_others_price() -> None:
    assert price_row(seen(line_up(PLAIN, SIZES))) == ("Price", ["₩9,000 = ₩9,000", "₩10,000–12,000"])


def test_the_order_of_the_columns_makes_no_second_row() -> None:
    assert price_row(seen(line_up(SIZES, PLAIN))) == ("Price", ["₩10,000–12,000", "₩9,000 = ₩9,000"])


def test_a_choice_that_was_made_is_named_beside_its_price() -> None:
    [row] = [row for row in seen(line_up(SIZES, SIZES), {"addons": "small"}).charges if row.key == "price"]
    assert [(cell_words(cell), said(cell.detail)) for cell in row.cells] == [
        ("₩10,000 = ₩10,000", "Small")
    ] * 2


def test_different_choices_share_one_row_that_nobody_s_variant_names() -> None:
    assert price_row(seen(line_up(SIZES, SCENTS))) == ("Price", ["₩10,000–12,000", "₩5,000–8,000"])


def test_the_receipt_has_the_same_row() -> None:
    receipt = seen(line_up(PLAIN, SIZES)).receipt
    assert cells(receipt.rows, "price") == ["₩9,000", "₩10,000–12,000"]
    assert "large" not in [row.key for row in receipt.rows]


def test_a_choice_on_top_of_a_price_keeps_a_row_of_its_own() -> None:
    extra = bought(
        charge("price", "9000", "base", when=Once()), one_of("white", "0"), one_of("black", "2000")
    )
    shown = seen(line_up(PLAIN, extra))
    assert cells(shown.charges, "price") == ["₩9,000 = ₩9,000"] * 2
    assert cells(shown.charges, "black") == ["None", "₩0–2,000"]


@pytest.mark.parametrize("asked", [{}, {"addons": "large"}])
def test_no_column_with_a_price_says_that_it_has_none(asked: dict[str, str]) -> None:
    shown = seen(line_up(PLAIN, SIZES, SCENTS), asked)
    priced = [at for at, tier in enumerate(shown.tiers) if tier.quote.is_computed]
    assert all(cell_words(row.cells[at]) != "None" for row in shown.charges for at in priced)


def test_a_tier_without_the_choice_that_was_made_stays_as_it_is() -> None:
    shown = seen(line_up(PLAIN, SIZES, SCENTS), {"addons": "large"})
    assert price_row(shown) == ("Price", ["₩9,000 = ₩9,000", "₩12,000 = ₩12,000", "₩5,000–8,000"])
    assert [tier.quote.status for tier in shown.tiers] == ["complete", "complete", "bounded"]


def test_a_tier_without_a_charge_that_was_added_cannot_be_had_like_that() -> None:
    shown = seen(line_up(PLAIN, bought(*PLAIN.components, optional("gift", "500"))), {"addons": "gift"})
    assert [tier.quote.status for tier in shown.tiers] == ["not_available", "complete"]
