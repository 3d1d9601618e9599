"""All units at the price of the band that the quantity falls in."""

from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from ...bounds import Record, UnitKey
from ...money import ARITHMETIC
from .bands import Band, band_of
from .worked import NOTHING, Part, Worked


class Volume(Record, frozen=True, kw_only=True, tag="volume", tag_field="is"):
    """*bands* in rising order; the last is open."""

    bands: Annotated[tuple[Band, ...], Meta(min_length=1, max_length=30)]
    unit: UnitKey | None = None


def volume_cost(amount: Volume, quantity: int, unit: str) -> Worked:
    """Every unit at one band's price, and that band's flat part; no units cost nothing.

    Raises:
        NotSold: *quantity* is past the last band.
    """
    if quantity == 0:
        return Worked(exact=NOTHING, quantity=0, unit=unit)
    band = band_of(amount.bands, quantity, unit)
    exact = ARITHMETIC.fma(Decimal(band.value), quantity, Decimal(band.flat))
    part = Part(units=quantity, unit_amount=band.value, flat=band.flat)
    plain = Decimal(band.flat) == 0
    return Worked(
        exact=exact,
        unit_amount=band.value if plain else None,
        quantity=quantity,
        unit=unit,
        parts=() if plain else (part,),
    )
