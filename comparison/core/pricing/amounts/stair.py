"""One flat amount for the step that the quantity falls in."""

from typing import Annotated

from msgspec import Meta

from ...bounds import AmountText, Quantity, Record, UnitKey


class Step(Record, frozen=True, kw_only=True):
    """Up to and including *up_to* units (None: any more) cost *value* in all."""

    value: AmountText
    up_to: Quantity | None = None


class Stair(Record, frozen=True, kw_only=True, tag="stair", tag_field="is"):
    """*steps* in rising order; the last is open."""

    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=30)]
    unit: UnitKey | None = None
