"""One flat amount for the step that the quantity falls in."""

from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from ...bounds import AmountText, Quantity, Record, UnitKey
from .bands import past_the_last
from .worked import NOTHING, Part, Worked


class Step(Record, frozen=True, kw_only=True):
    """Up to and including *up_to* units (None: any more) cost *value* in all."""

    value: AmountText
    up_to: Quantity | None = None


class Stair(Record, frozen=True, kw_only=True, tag="stair", tag_field="is"):
    """*steps* in rising order; the last is open."""

    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=30)]
    unit: UnitKey | None = None


def stair_cost(amount: Stair, quantity: int, unit: str) -> Worked:
    """The amount of the step that *quantity* falls in; no units cost nothing.

    Raises:
        NotSold: *quantity* is past the last step.
    """
    if quantity == 0:
        return Worked(exact=NOTHING, quantity=0, unit=unit)
    for step in amount.steps:
        if step.up_to is None or quantity <= step.up_to:
            part = Part(units=0, unit_amount="0", flat=step.value)
            return Worked(exact=Decimal(step.value), quantity=quantity, unit=unit, parts=(part,))
    raise past_the_last(quantity, amount.steps[-1].up_to, unit)
