"""Numbers with units in their base unit, worked out once, when a record is saved.

The units library takes a moment to load, so it is imported at the first number that needs it.
Units that are only counted (user, site), and levels like the decibel, stay plain: they are
compared as they stand.
"""

from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from msgspec.structs import replace

from ..core.asked_needs import with_needs
from ..core.catalogue import AddOn, Category, Cell, Comparison, Feature, Product
from ..core.money import ARITHMETIC
from ..core.personas import Need, Persona
from ..core.pricing.model import Measure, Price
from ..core.sources import Norm
from ..core.values import Number, Unlimited, Value

if TYPE_CHECKING:
    import pint

Record = TypeVar("Record")
_FINEST = Decimal("1E-12")
_FACTOR_PLACES = Decimal("1E-20")
_LARGEST = Decimal("1E+12")


class Dimension(NamedTuple):
    """What a unit measures, the key of the unit it is compared in, and the library's name of that."""

    name: str
    base: str
    library: str


class Unit(NamedTuple):
    """A unit of ours: its dimension, and what the units library calls it."""

    dimension: Dimension
    library: str


# Bases are chosen so that everyday amounts stay within 12 digits on either side of the point.
_LENGTH = Dimension("length", "mm", "millimeter")
_MASS = Dimension("mass", "g", "gram")
_AREA = Dimension("area", "m2", "meter ** 2")
_VOLUME = Dimension("volume", "ml", "milliliter")
_DATA = Dimension("data", "mb", "megabyte")
_RATE = Dimension("data rate", "mbps", "megabit / second")
_TIME = Dimension("time", "s", "second")
_ENERGY = Dimension("energy", "j", "joule")
_POWER = Dimension("power", "w", "watt")
_FREQUENCY = Dimension("frequency", "hz", "hertz")
_CHARGE = Dimension("charge", "mah", "milliampere_hour")
_FLOW = Dimension("flow", "m3-h", "meter ** 3 / hour")

UNITS: dict[str, Unit] = {
    key: Unit(dimension, library)
    for dimension, units in {
        _LENGTH: "mm=millimeter cm=centimeter m=meter km=kilometer in=inch ft=foot yd=yard mi=mile",
        _MASS: "mg=milligram g=gram kg=kilogram t=metric_ton oz=ounce lb=pound",
        _AREA: "mm2=millimeter**2 cm2=centimeter**2 m2=meter**2 ha=hectare km2=kilometer**2"
        " in2=inch**2 ft2=foot**2 acre=acre pyeong=pyeong",
        _VOLUME: "ml=milliliter cl=centiliter dl=deciliter l=liter cm3=centimeter**3 m3=meter**3"
        " cc=centimeter**3 fl-oz=US_fluid_ounce pt=US_pint gal=US_liquid_gallon in3=inch**3 ft3=foot**3",
        _DATA: "byte=byte kb=kilobyte mb=megabyte gb=gigabyte tb=terabyte pb=petabyte"
        " kib=kibibyte mib=mebibyte gib=gibibyte tib=tebibyte",
        _RATE: "kbps=kilobit/second mbps=megabit/second gbps=gigabit/second",
        _TIME: "ms=millisecond s=second min=minute h=hour day=day week=week month=month year=year"
        " second=second minute=minute hour=hour",
        _ENERGY: "j=joule kj=kilojoule mj=megajoule"
        " wh=watt_hour kwh=kilowatt_hour cal=calorie kcal=kilocalorie",
        _POWER: "w=watt kw=kilowatt",
        _FREQUENCY: "hz=hertz khz=kilohertz mhz=megahertz ghz=gigahertz",
        _CHARGE: "mah=milliampere_hour ah=ampere_hour",
        _FLOW: "m3-h=meter**3/hour l-min=liter/minute l-s=liter/second cfm=foot**3/minute",
    }.items()
    for key, library in (unit.split("=") for unit in units.split())
}


def dimension_of(unit: str | None) -> str | None:
    """``mass`` for ``kg``; None for a unit that is only counted, and for none at all."""
    return UNITS[unit].dimension.name if unit in UNITS else None


@lru_cache(maxsize=4_000)
def base_of(amount: str | None, unit: str | None) -> tuple[str, str] | None:
    """``("1", "kg")`` is ``("1000", "g")``, and so is ``("1000", "g")``.

    None where the unit is only counted, where there is no amount, and where the base value would
    need more than 12 digits before the point.
    """
    if amount is None or unit not in UNITS:
        return None
    with localcontext(ARITHMETIC):
        base = Decimal(amount) * _factor(unit)
        if abs(base) >= _LARGEST:
            return None
        return _plain(base.quantize(_FINEST, rounding=ROUND_HALF_EVEN)), UNITS[unit].dimension.base


def with_base_values(record: Record) -> Record:
    """*record* with the base value of every number, measure and need filled in, or taken away
    where there is none. Typed-in base values are never believed."""
    return _changed(record, _based)


def without_base_values(record: Record) -> Record:
    """*record* as people write it: what can be worked out is left out."""
    return _changed(record, _unbased)


@lru_cache(maxsize=1)
def _registry() -> "pint.UnitRegistry[Decimal]":
    import pint  # noqa: PLC0415  Takes 0.4 s, so only for the first number with a unit.

    registry: pint.UnitRegistry[Decimal] = pint.UnitRegistry(non_int_type=Decimal)
    # Korean floor space: one pyeong is 400/121 square metres.
    registry.define("pyeong = 400 / 121 * meter ** 2")
    return registry


@lru_cache(maxsize=len(UNITS))
def _factor(unit: str) -> Decimal:
    """How many base units one *unit* is. Rounding takes away the dust of the library's own
    divisions: an inch is 25.4 mm, not 25.40000000000000000000000000203."""
    if UNITS[unit].library == UNITS[unit].dimension.library:
        # The library is not needed for it, and takes a while to load.
        return Decimal(1).quantize(_FACTOR_PLACES)
    with localcontext(ARITHMETIC):
        one = _registry().Quantity(Decimal(1), UNITS[unit].library)
        factor = Decimal(one.to(UNITS[unit].dimension.library).magnitude)
        return factor.quantize(_FACTOR_PLACES, rounding=ROUND_HALF_EVEN)


def _plain(number: Decimal) -> str:
    """Decimal text without an exponent and without zeros at its end; zero has no sign."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


Measured = TypeVar("Measured", Number, Measure, Need)


class Change(Protocol):
    """Gives a number, a measure or a need another base value."""

    def __call__(self, measured: Measured) -> Measured: ...


def _based(measured: Measured) -> Measured:
    base = base_of(_amount(measured), measured.unit)
    return _with_base(measured, *(base or (None, None)))


def _unbased(measured: Measured) -> Measured:
    return _with_base(measured, None, None)


def _amount(measured: Number | Measure | Need) -> str | None:
    return measured.number if isinstance(measured, Need) else measured.amount


def _with_base(measured: Measured, base: str | None, base_unit: str | None) -> Measured:
    if (measured.base, measured.base_unit) == (base, base_unit):
        return measured
    return replace(measured, base=base, base_unit=base_unit)


def _changed(record: Record, change: Change) -> Record:
    if isinstance(record, Product | AddOn):
        cells = tuple(_changed_cell(cell, change) for cell in record.cells)
        prices = tuple(_changed_price(price, change) for price in record.prices)
        return replace(record, cells=cells, prices=prices)
    if isinstance(record, Persona):
        return replace(record, needs=tuple(change(need) for need in record.needs))
    if isinstance(record, Comparison):
        changed = with_needs(record, change)
        return replace(record, pains=changed.pains, quiz=changed.quiz)
    if isinstance(record, Category):
        return replace(record, features=tuple(_changed_feature(one, change) for one in record.features))
    return record


def _changed_cell(cell: Cell, change: Change) -> Cell:
    value = _changed_value(cell.value, change)
    return cell if value is cell.value else replace(cell, value=value)


def _changed_value(value: Value, change: Change) -> Value:
    if isinstance(value, Number):
        return change(value)
    if isinstance(value, Unlimited) and value.fair_use:
        return replace(value, fair_use=change(value.fair_use))
    return value


def _changed_feature(feature: Feature, change: Change) -> Feature:
    return (
        replace(feature, norm=_changed_norm(feature.norm, feature.unit, change)) if feature.norm else feature
    )


def _changed_norm(norm: Norm, unit: str | None, change: Change) -> Norm:
    low, high = (change(Number(amount=amount, unit=unit)) for amount in (norm.low, norm.high))
    if low.base is None or high.base is None:
        return replace(norm, base_low=None, base_high=None, base_unit=None)
    return replace(norm, base_low=low.base, base_high=high.base, base_unit=low.base_unit)


def _changed_price(price: Price, change: Change) -> Price:
    return replace(price, measure=change(price.measure)) if price.measure else price
