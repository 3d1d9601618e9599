"""Numbers in their base unit: exact, the same text for the same quantity, and only for real units."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from builders_store import number, price, product
from examples import tried
from hypothesis import given, settings
from hypothesis import strategies as st

from comparison.core.catalogue import AddOn, Cell
from comparison.core.money import ARITHMETIC
from comparison.core.personas import Need, Persona
from comparison.core.pricing.model import Measure
from comparison.core.values import Number, Unlimited
from comparison.storage.units import UNITS, base_of, dimension_of, with_base_values, without_base_values

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("amount", "unit", "base"),
    [
        ("1", "kg", ("1000", "g")),
        ("1000", "g", ("1000", "g")),
        ("1.0", "kg", ("1000", "g")),
        ("1", "lb", ("453.59237", "g")),
        ("1", "in", ("25.4", "mm")),
        ("0.1", "m", ("100", "mm")),
        ("47", "m2", ("47", "m2")),
        ("10", "pyeong", ("33.057851239669", "m2")),
        ("1.5", "l", ("1500", "ml")),
        ("1", "gal", ("3785.411784", "ml")),
        ("1", "tb", ("1000000", "mb")),
        ("1", "kib", ("0.001024", "mb")),
        ("24", "month", ("63115200", "s")),
        ("2", "year", ("63115200", "s")),
        ("90", "min", ("5400", "s")),
        ("1", "kwh", ("3600000", "j")),
        ("1.2", "kw", ("1200", "w")),
        ("-18.5", "cm", ("-185", "mm")),
        ("0", "kg", ("0", "g")),
        ("0.000", "kg", ("0", "g")),
        ("-0", "kg", ("0", "g")),
        ("0.000000000001", "g", ("0.000000000001", "g")),
    ],
)
def test_an_amount_is_said_in_its_base_unit_without_an_exponent(
    amount: str, unit: str, base: tuple[str, str]
) -> None:
    assert base_of(amount, unit) == base


@pytest.mark.parametrize("unit", ["user", "site", "db", "gb-month", None])
def test_a_counted_unit_stays_plain(unit: str | None) -> None:
    assert base_of("5", unit) is None
    assert dimension_of(unit) is None


def test_a_base_value_past_12_digits_is_left_out() -> None:
    assert base_of("999999999999", "km") is None


def test_the_dimension_of_a_unit_is_known() -> None:
    assert (dimension_of("kg"), dimension_of("pyeong")) == ("mass", "area")


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_every_unit_is_known_to_the_library_and_keeps_its_order(unit: str) -> None:
    less, more = base_of("1", unit), base_of("2", unit)
    assert less is not None
    assert more is not None
    assert 0 < Decimal(less[0]) < Decimal(more[0])
    assert base_of(less[0], less[1]) == less


@given(st.sampled_from(sorted(UNITS)), st.decimals("-99999", "99999", places=4))
@settings(max_examples=tried(200))
def test_the_base_value_is_one_that_a_record_can_hold(unit: str, amount: Decimal) -> None:
    base = base_of(f"{amount:f}", unit)
    if base is not None:
        whole, _, places = base[0].lstrip("-").partition(".")
        assert len(whole) <= 12
        assert len(places) <= 12
        assert not places.endswith("0")


@given(st.integers(0, 10**9), st.sampled_from([("kg", "g", 1000), ("year", "month", 12), ("gb", "mb", 1000)]))
def test_the_same_quantity_has_the_same_base_text(many: int, pair: tuple[str, str, int]) -> None:
    large, small, times = pair
    fewer = ARITHMETIC.divide(Decimal(many), times)
    if fewer == fewer.quantize(Decimal("1E-12"), context=ARITHMETIC):
        assert base_of(f"{fewer:f}", large) == base_of(str(many), small)


def test_numbers_fair_uses_measures_and_needs_get_their_base() -> None:
    limit = Cell(feature="b", value=Unlimited(fair_use=number("2", "gb")))
    sold = product(
        cells=(Cell(feature="a", value=number("1", "kg")), limit),
        prices=(price(measure=Measure(amount="0.5", unit="kg")),),
    )
    saved = with_base_values(sold)
    assert saved.cells[0].value == Number(amount="1", unit="kg", base="1000", base_unit="g")
    assert saved.cells[1].value == Unlimited(
        fair_use=Number(amount="2", unit="gb", base="2000", base_unit="mb")
    )
    assert saved.prices[0].measure is not None
    assert (saved.prices[0].measure.base, saved.prices[0].measure.base_unit) == ("500", "g")
    gift = with_base_values(AddOn(key="g", name={"en": "G"}, cells=sold.cells))
    assert gift.cells == saved.cells
    need = Need(feature="a", op="<=", number="2", unit="kg")
    persona = with_base_values(Persona(key="p", label={"en": "P"}, needs=(need,)))
    assert (persona.needs[0].base, persona.needs[0].base_unit) == ("2000", "g")


def test_a_base_that_was_typed_in_is_not_believed() -> None:
    lie = Number(amount="1", unit="user", base="900", base_unit="g")
    saved = with_base_values(product(cells=(Cell(feature="a", value=lie),)))
    assert saved.cells[0].value == number("1", "user")


def test_what_can_be_worked_out_is_left_out_when_written_for_people() -> None:
    sold = product(cells=(Cell(feature="a", value=number("1", "kg")),))
    assert without_base_values(with_base_values(sold)) == sold


def test_the_units_library_is_imported_at_the_first_unit_only() -> None:
    script = (
        "import sys\n"
        "import comparison.storage.opening, comparison.storage.publish, comparison.storage.formats.native\n"
        "import comparison.storage.market_files\n"
        "from comparison.storage.units import base_of\n"
        "base_of('5', 'user')\n"
        "assert 'pint' not in sys.modules\n"
        "base_of('5', 'kg')\n"
        "assert 'pint' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], env={"PYTHONPATH": str(ROOT)}, check=True)
