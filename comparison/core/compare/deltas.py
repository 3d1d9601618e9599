"""Steps from a reference column, once a shopper has chosen one: in rows of numbers and in charges."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from ..catalogue import Feature
from ..diff import Direction, difference
from ..messages import Message, Quantified, say
from ..money import Money
from ..values import Number, Value
from ..view_controls import Choice
from ..view_rows import ChargeCell, ChargeRow
from .amounts import joined
from .column import Bench, Column, written_name
from .labels import named_choice

# A charge is held against another of the same rhythm; each of these says the rhythm by its key.
_RHYTHMS = frozenset(
    f"price.{name}"
    for name in (
        "a_day", "a_week", "a_month", "a_year", "every_days", "every_weeks", "every_months", "every_years",
    )
)  # fmt: skip
_ONCE, _NEVER = ("once", 0), ("never", 0)
Rhythm = tuple[str, int]


def references(bench: Bench, columns: Sequence[Column]) -> tuple[Choice, ...]:
    """The columns that the others can be held against, none chosen unasked; none for a single column."""
    if len(columns) < 2:
        return ()
    chosen = bench.context.against
    none = Choice(value="", label=say("delta.no_reference"), selected=chosen is None)
    rest = (
        named_choice(
            bench, one.tier.key, written_name(one.tier, one.product), selected=one.tier.key == chosen
        )
        for one in columns
    )
    return (none, *rest)


def reference_place(bench: Bench, columns: Sequence[Column]) -> int | None:
    """Where the chosen reference column stands; None if none was chosen or it is not shown."""
    keys = [column.tier.key for column in columns]
    against = bench.context.against
    return keys.index(against) if against in keys else None


def row_deltas(
    feature: Feature, values: Sequence[Value], best: Sequence[Message | None], place: int | None
) -> tuple[Message | None, ...]:
    """The step of every number in a row from the one at *place*; None where there is none to say.

    What is marked *best* is not called better besides.
    """
    if place is None:
        return (None,) * len(values)
    return tuple(
        _step("none" if mark else feature.direction, value, values[place])
        for value, mark in zip(values, best, strict=True)
    )


def charges_against(rows: Sequence[ChargeRow], place: int | None) -> tuple[ChargeRow, ...]:
    """*rows* with how much more or less each cell is than the one at *place*."""
    if place is None:
        return tuple(rows)
    return tuple(replace(row, cells=tuple(_cells(row, row.cells[place]))) for row in rows)


def _step(direction: Direction, value: Value, reference: Value) -> Message | None:
    if not isinstance(value, Number) or not isinstance(reference, Number):
        return None
    gap = difference(value, reference)
    if gap is None or not Decimal(gap.amount):
        return None
    more = Decimal(gap.amount) > 0
    amount = Quantified(amount=gap.amount.lstrip("-"), unit=gap.unit or "")
    return joined(say("delta.plus" if more else "delta.minus", amount=amount), _judged(direction, more=more))


def _judged(direction: Direction, *, more: bool) -> Message | None:
    if direction == "none":
        return None
    return say("delta.better" if more is (direction == "higher") else "delta.worse")


def _cells(row: ChargeRow, reference: ChargeCell) -> Iterator[ChargeCell]:
    for cell in row.cells:
        gap = _gap(cell, reference)
        yield cell if gap is None or not gap.minor else replace(cell, delta=_said(gap))


def _gap(cell: ChargeCell, reference: ChargeCell) -> Money | None:
    rhythms = {_rhythm(cell), _rhythm(reference)} - {_NEVER}
    if None in rhythms or len(rhythms) > 1 or cell.amount is None or reference.amount is None:
        return None
    same_money = cell.amount.currency == reference.amount.currency
    return cell.amount - reference.amount if same_money else None


def _said(gap: Money) -> Message:
    return say("delta.dearer", delta=gap) if gap.minor > 0 else say("delta.cheaper", delta=gap * -1)


def _rhythm(cell: ChargeCell) -> Rhythm | None:
    """How often the amount of *cell* is paid; None where that cannot be told from its words.

    What is free is paid at any rhythm.
    """
    if cell.text is None or cell.text.key == "page.plain":
        return _ONCE
    if cell.text.key == "price.free":
        return _NEVER
    known = cell.text.key in _RHYTHMS
    return (cell.text.key, cell.text.arguments.get("count", 1)) if known else None
