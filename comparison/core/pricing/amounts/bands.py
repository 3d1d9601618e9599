"""Bands of quantities: each stores its upper end only, so a gap or an overlap cannot be written."""

from collections.abc import Sequence

from ...bounds import AmountText, Quantity, Record
from ...messages import Quantified
from ..refusals import NotSold


class Band(Record, frozen=True, kw_only=True):
    """Units up to and including *up_to* (None: all the rest) cost *value* each, and *flat* once."""

    up_to: Quantity | None = None
    value: AmountText = "0"
    flat: AmountText = "0"


def past_the_last(quantity: int, most: int | None, unit: str | None) -> NotSold:
    """The refusal of a *quantity* above *most*, the end of the last band or step."""
    return NotSold(
        "price.reason.over_most",
        asked=Quantified(amount=str(quantity), unit=unit or ""),
        most=Quantified(amount=str(most or 0), unit=unit or ""),
    )


def band_of(bands: Sequence[Band], quantity: int, unit: str | None) -> Band:
    """The band that *quantity* falls in.

    Raises:
        NotSold: *quantity* is past the last band.
    """
    for band in bands:
        if band.up_to is None or quantity <= band.up_to:
            return band
    raise past_the_last(quantity, bands[-1].up_to, unit)
