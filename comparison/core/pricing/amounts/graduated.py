"""Each band's units at that band's price."""

from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from ...bounds import Record, UnitKey
from ...money import ARITHMETIC
from .bands import Band, band_of
from .worked import NOTHING, Part, Worked


class Graduated(Record, frozen=True, kw_only=True, tag="graduated", tag_field="is"):
    """*bands* in rising order; the last is open."""

    bands: Annotated[tuple[Band, ...], Meta(min_length=1, max_length=30)]
    unit: UnitKey | None = None


def graduated_cost(amount: Graduated, quantity: int, unit: str) -> Worked:
    """Splits *quantity* over the bands, in band order; a band's flat part is paid once it is entered.

    Raises:
        NotSold: *quantity* is past the last band.
    """
    band_of(amount.bands, quantity, unit)
    exact, below = NOTHING, 0
    parts = []
    for band in amount.bands:
        units = (quantity if band.up_to is None else min(quantity, band.up_to)) - below
        if units <= 0:
            break
        exact = ARITHMETIC.add(exact, ARITHMETIC.fma(Decimal(band.value), units, Decimal(band.flat)))
        parts.append(Part(units=units, unit_amount=band.value, flat=band.flat))
        below += units
    return Worked(exact=exact, quantity=quantity, unit=unit, parts=tuple(parts))
