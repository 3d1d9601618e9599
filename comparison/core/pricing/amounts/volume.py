"""All units at the price of the band that the quantity falls in."""

from typing import Annotated

from msgspec import Meta

from ...bounds import Record, UnitKey
from .bands import Band


class Volume(Record, frozen=True, kw_only=True, tag="volume", tag_field="is"):
    """*bands* in rising order; the last is open."""

    bands: Annotated[tuple[Band, ...], Meta(min_length=1, max_length=30)]
    unit: UnitKey | None = None
