"""One amount, whatever the quantity."""

from decimal import Decimal

from ...bounds import AmountText, Record
from .worked import Worked


class Flat(Record, frozen=True, kw_only=True, tag="flat", tag_field="is"):
    """*value* in major units."""

    value: AmountText


def flat_cost(amount: Flat) -> Worked:
    """The amount itself."""
    return Worked(exact=Decimal(amount.value), unit_amount=amount.value)
