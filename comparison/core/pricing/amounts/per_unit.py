"""An amount for each unit."""

from decimal import Decimal

from ...bounds import AmountText, Record, UnitKey
from ...money import ARITHMETIC
from .worked import Worked


class PerUnit(Record, frozen=True, kw_only=True, tag="per_unit", tag_field="is"):
    """*value* in major units for each *unit*; without one, for each of the price's own unit."""

    value: AmountText
    unit: UnitKey | None = None


def per_unit_cost(amount: PerUnit, quantity: int, unit: str) -> Worked:
    """*quantity* times the value."""
    exact = ARITHMETIC.multiply(Decimal(amount.value), quantity)
    return Worked(exact=exact, unit_amount=amount.value, quantity=quantity, unit=unit)
