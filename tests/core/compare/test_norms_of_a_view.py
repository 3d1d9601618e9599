"""What is usual in the trade: each number stands above it, at it or below it."""

import pytest
from builders_compare import edition, feature, monthly, product, view

from comparison.core.sources import Norm, Source
from comparison.core.values import NotStated, Number, Unlimited, Value, YesNo
from comparison.words import speaker

SOURCE = Source(title={"en": "Consumer agency"}, as_of="2021-12-06")
LOUD = Norm(low="45", high="50", source=SOURCE)


def standing(value: Value, norm: Norm = LOUD, **row: object) -> str | None:
    """What the cell of *value* says of the norm, by key."""
    one = product("a", monthly("1"), f=value)
    rows = [feature("f", "number", norm=norm, **row)]
    cell = view(edition([one, product("b", monthly("2"))], rows)).groups[0].rows[0].cells[0]
    return cell.against_norm.key if cell.against_norm else None


@pytest.mark.parametrize(
    ("amount", "direction", "said"),
    [
        ("52", "none", "norm.above"),
        ("50", "none", "norm.at"),
        ("45", "none", "norm.at"),
        ("44.9", "none", "norm.below"),
        ("52", "lower", "norm.worse"),
        ("44", "lower", "norm.better"),
        ("52", "higher", "norm.better"),
        ("44", "higher", "norm.worse"),
        ("47", "higher", "norm.at"),
    ],
)
def test_a_number_stands_to_what_is_usual(amount: str, direction: str, said: str) -> None:
    assert standing(Number(amount=amount, unit="db"), unit="db", direction=direction) == said


@pytest.mark.parametrize("unit", ["won", "usd", "won-year"])
@pytest.mark.parametrize(
    ("amount", "said"), [("51", "norm.dearer"), ("50", "norm.at"), ("44", "norm.cheaper")]
)
def test_a_sum_is_dearer_or_cheaper_than_usual(unit: str, amount: str, said: str) -> None:
    assert standing(Number(amount=amount, unit=unit), unit=unit, direction="lower") == said


def test_another_unit_is_held_against_the_norm_by_base_values() -> None:
    litres = Norm(low="1", high="2", source=SOURCE, base_low="1000", base_high="2000", base_unit="ml")
    cup = Number(amount="2500", unit="ml", base="2500", base_unit="ml")
    assert standing(cup, litres, unit="l") == "norm.above"


def test_a_limit_that_is_not_there_is_above_any_norm() -> None:
    assert standing(Unlimited()) == "norm.above"


@pytest.mark.parametrize("value", [NotStated(), YesNo(yes=True), Number(amount="60", unit="site")])
def test_what_is_no_number_of_its_kind_stands_nowhere(value: Value) -> None:
    assert standing(value, unit="db") is None


def test_the_row_says_the_range_with_its_source_and_date() -> None:
    rows = [feature("f", "number", norm=LOUD, unit="db")]
    shown = view(edition([product("a", monthly("1")), product("b", monthly("2"))], rows))
    row = shown.groups[0].rows[0]
    assert row.norm is not None
    assert speaker("en").say(row.norm) == "Usually 45–50 dB (Consumer agency, Dec 6, 2021)"


def test_a_row_without_a_norm_says_nothing_of_one() -> None:
    shown = view(edition([product("a", monthly("1"), f=3), product("b", monthly("2"))], [feature("f")]))
    assert {cell.against_norm for cell in shown.groups[0].rows[0].cells} == {None}
