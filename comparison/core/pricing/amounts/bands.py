"""Bands of quantities: each stores its upper end only, so a gap or an overlap cannot be written."""

from ...bounds import AmountText, Quantity, Record


class Band(Record, frozen=True, kw_only=True):
    """Units up to and including *up_to* (None: all the rest) cost *value* each, and *flat* once."""

    up_to: Quantity | None = None
    value: AmountText = "0"
    flat: AmountText = "0"
