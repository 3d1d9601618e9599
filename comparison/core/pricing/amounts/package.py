"""Units sold in packages; a package begun is a package paid."""

from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from ...bounds import AmountText, Quantity, Record, UnitKey
from ...money import ARITHMETIC
from .worked import Part, Worked


class Package(Record, frozen=True, kw_only=True, tag="package", tag_field="is"):
    """*value* for each *size* units after *free_units*."""

    value: AmountText
    size: Annotated[int, Meta(ge=1, le=1_000_000_000)]
    free_units: Quantity = 0
    unit: UnitKey | None = None


def package_cost(amount: Package, quantity: int, unit: str) -> Worked:
    """As many packages as it takes; the part counts packages, not units."""
    packages = -(-max(quantity - amount.free_units, 0) // amount.size)
    exact = ARITHMETIC.multiply(Decimal(amount.value), packages)
    part = Part(units=packages, unit_amount=amount.value)
    return Worked(exact=exact, quantity=quantity, unit=unit, parts=(part,))
