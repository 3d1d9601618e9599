"""Cells that say one quantity in two units are equal once they are saved; near ones are not."""

import pytest
from builders_store import category, feature, number, product

from comparison.core.catalogue import Cell
from comparison.core.diff import larger, same
from comparison.core.sources import Norm, Source
from comparison.core.values import Unlimited, Value, Words, YesNo
from comparison.storage.units import with_base_values, without_base_values


def saved(value: Value) -> Value:
    return with_base_values(product(cells=(Cell(feature="f", value=value),))).cells[0].value


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(("1000", "g"), ("1", "kg"), id="mass"),
        pytest.param(("16", "oz"), ("1", "lb"), id="mass, imperial"),
        pytest.param(("1", "m"), ("100", "cm"), id="length"),
        pytest.param(("1", "ft"), ("12", "in"), id="length, imperial"),
        pytest.param(("1", "m2"), ("10000", "cm2"), id="area"),
        pytest.param(("121", "pyeong"), ("400", "m2"), id="area, Korean"),
        pytest.param(("1.5", "l"), ("1500", "ml"), id="volume"),
        pytest.param(("1", "l"), ("1000", "cc"), id="volume, cubic centimetres"),
        pytest.param(("1", "tb"), ("1000", "gb"), id="data"),
        pytest.param(("1", "gib"), ("1024", "mib"), id="data, binary"),
        pytest.param(("1", "gbps"), ("1000", "mbps"), id="data rate"),
        pytest.param(("90", "min"), ("1.5", "h"), id="time"),
        pytest.param(("2", "year"), ("24", "month"), id="time, long"),
        pytest.param(("1", "kwh"), ("3.6", "mj"), id="energy"),
        pytest.param(("1", "kcal"), ("4.184", "kj"), id="energy, food"),
        pytest.param(("1.2", "kw"), ("1200", "w"), id="power"),
    ],
)
def test_one_quantity_in_two_units_is_the_same(left: tuple[str, str], right: tuple[str, str]) -> None:
    one, other = (saved(number(*pair)) for pair in (left, right))
    assert same(one, other)
    assert larger(one, other) == 0


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(number("1", "tb"), number("1", "tib"), id="a terabyte is no tebibyte"),
        pytest.param(number("1", "kg"), number("1", "l"), id="mass is not volume"),
        pytest.param(number("1", "kg"), number("1", "lb"), id="a kilogram is no pound"),
        pytest.param(number("1000", "gb"), Unlimited(), id="unlimited is no number"),
        pytest.param(number("1", "gb"), number("1", "gb-month"), id="in all is not a month"),
        pytest.param(number("1", "kg"), Words(text={"en": "1 kg"}), id="words are no number"),
        pytest.param(number("1", "kg"), YesNo(yes=True), id="a number is no yes"),
    ],
)
def test_what_only_looks_alike_differs(left: Value, right: Value) -> None:
    assert not same(saved(left), saved(right))


SOURCE = Source(title={"en": "A test"})


def test_the_ends_of_a_norm_get_their_base_and_lose_it_again() -> None:
    norm = Norm(low="0.5", high="2", source=SOURCE)
    plain = category(feature("volume", kind="number", unit="l", norm=norm))
    kept = with_base_values(plain).features[0].norm
    assert kept == Norm(low="0.5", high="2", source=SOURCE, base_low="500", base_high="2000", base_unit="ml")
    assert without_base_values(with_base_values(plain)) == plain


def test_a_norm_in_a_counted_unit_has_no_base() -> None:
    norm = Norm(low="45", high="50", source=SOURCE, base_low="1", base_high="2", base_unit="g")
    plain = category(feature("loudest", kind="number", unit="db", norm=norm))
    kept = with_base_values(plain).features[0].norm
    assert kept is not None
    assert (kept.base_low, kept.base_high, kept.base_unit) == (None, None, None)


def test_a_norm_whose_one_end_is_too_large_for_a_base_has_none() -> None:
    norm = Norm(low="1", high="999999999999", source=SOURCE)
    kept = with_base_values(category(feature("far", kind="number", unit="km", norm=norm))).features[0].norm
    assert kept is not None
    assert (kept.base_low, kept.base_high, kept.base_unit) == (None, None, None)
