"""How much of a good there is, and what a stated part of it costs.

Measures are compared in their base unit; the exact tables below know everyday units only.
"""

from collections.abc import Mapping
from decimal import Decimal

from ..money import ARITHMETIC, Money, rounded
from .model import Measure
from .quote import UnitPrice

_DIMENSIONS: tuple[Mapping[str, Decimal], ...] = (
    {"mg": Decimal("0.001"), "g": Decimal(1), "kg": Decimal(1000), "t": Decimal(1_000_000)},
    {"ml": Decimal(1), "cl": Decimal(10), "dl": Decimal(100), "l": Decimal(1000)},
    {"mm": Decimal(1), "cm": Decimal(10), "m": Decimal(1000)},
    {"cm2": Decimal("0.0001"), "m2": Decimal(1)},
)
_MASS = _DIMENSIONS[0]


def grams(measure: Measure | None, quantity: int) -> Decimal | None:
    """The weight of *quantity* units; None where it is not sold by weight."""
    held = _held(measure, _MASS) if measure is not None else None
    return None if held is None else ARITHMETIC.multiply(held, quantity)


def content(amount: str, unit: str) -> tuple[str, Decimal]:
    """*amount* *unit* in the smallest everyday unit of its kind, and that unit: 1.5 l are ``("ml", 1500)``.

    A unit that the tables do not know stays as it is.
    """
    for dimension in _DIMENSIONS:
        if unit in dimension:
            base = next(one for one, factor in dimension.items() if factor == 1)
            return base, ARITHMETIC.multiply(Decimal(amount), dimension[unit])
    return unit, Decimal(amount)


def unit_price(paid: Money, major: Decimal, measure: Measure, quantity: int) -> UnitPrice | None:
    """What the measure's stated part costs, half-up; None where the two units cannot be compared.

    *major* is *paid* in major units, for *quantity* times the measure.
    """
    parts = _parts(measure, quantity)
    if parts is None or parts <= 0:
        return None
    price = rounded(ARITHMETIC.divide(major, parts), paid.currency)
    return UnitPrice(price=price, amount=measure.per, unit=measure.per_unit)


def _parts(measure: Measure, quantity: int) -> Decimal | None:
    """How many of the parts that the price is said for there are in all."""
    dimension = next((one for one in _DIMENSIONS if measure.per_unit in one), None)
    if dimension is None:
        held, per = Decimal(measure.amount), Decimal(measure.per)
        same = measure.unit == measure.per_unit
    else:
        held_here = _held(measure, dimension)
        held, same = held_here or Decimal(0), held_here is not None
        per = ARITHMETIC.multiply(Decimal(measure.per), dimension[measure.per_unit])
    if not same or per <= 0:
        return None
    return ARITHMETIC.divide(ARITHMETIC.multiply(held, quantity), per)


def _held(measure: Measure, dimension: Mapping[str, Decimal]) -> Decimal | None:
    """One unit's content in the base of *dimension*; None if it is of another."""
    if measure.unit in dimension:
        return ARITHMETIC.multiply(Decimal(measure.amount), dimension[measure.unit])
    if measure.base is None or measure.base_unit is None or measure.base_unit not in dimension:
        return None
    return ARITHMETIC.multiply(Decimal(measure.base), dimension[measure.base_unit])
