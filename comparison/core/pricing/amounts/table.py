"""Amounts looked up by where it goes, how heavy it is, or how large the basket is."""

from typing import Annotated, Literal

from msgspec import Meta

from ...bounds import AmountText, Key, NumberText, Record


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
