"""Amounts looked up by where it goes, how heavy it is, or how large the basket is."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from ...bounds import AmountText, Key, NumberText, Record
from .worked import Worked


class TableRow(Record, frozen=True, kw_only=True):
    """Applies in *regions* (empty: any) up to but not including *below* (None: any more).

    *below* is in major units for a basket, in grams for a weight. *value* None: not offered there.
    """

    value: AmountText | None = None
    regions: Annotated[tuple[Key, ...], Meta(max_length=60)] = ()
    below: NumberText | None = None


class Table(Record, frozen=True, kw_only=True, tag="table", tag_field="is"):
    """The first row that applies counts. ``by`` names what *below* is measured in."""

    by: Literal["region", "weight", "basket"]
    rows: Annotated[tuple[TableRow, ...], Meta(min_length=1, max_length=100)]


def applies(row: TableRow, region: str | None, measured: Decimal | None) -> bool:
    """Whether *row* holds in *region* for what was *measured*.

    An unknown region is none of the named ones; an unknown measure may be any.
    """
    if row.regions and region not in row.regions:
        return False
    return row.below is None or measured is None or measured < Decimal(row.below)


def rows_that_may_apply(table: Table, region: str | None, measured: Decimal | None) -> Sequence[TableRow]:
    """The row that counts; several where region or measure is unknown and the table cannot do without.

    None are left where nothing is offered.
    """
    here = []
    for row in table.rows:
        if applies(row, region, measured):
            here.append(row)
            if row.below is None or measured is not None:
                break
    if here or region is not None:
        return here
    named = dict.fromkeys(key for row in table.rows for key in row.regions)
    return [row for key in named for row in rows_that_may_apply(table, key, measured)]


def rows_between(table: Table, region: str | None, low: Decimal, high: Decimal) -> Sequence[TableRow]:
    """The rows that count for anything measured from *low* to *high*, both included."""
    ends = {Decimal(row.below) for row in table.rows if row.below is not None}
    measures = sorted({low, high, *(end for end in ends if low < end < high)})
    return [row for measured in measures for row in rows_that_may_apply(table, region, measured)]


def row_cost(value: str) -> Worked:
    """The amount of one row."""
    return Worked(exact=Decimal(value), unit_amount=value)


def next_cheaper_row(table: Table, row: TableRow, region: str | None) -> tuple[Decimal, Decimal] | None:
    """From which basket on the charge is lower than in *row*, and what it is then; None if never."""
    if row.below is None or row.value is None or table.by != "basket":
        return None
    threshold = Decimal(row.below)
    found = next((one for one in table.rows if applies(one, region, threshold)), None)
    if found is None or found.value is None or Decimal(found.value) >= Decimal(row.value):
        return None
    return threshold, Decimal(found.value)
