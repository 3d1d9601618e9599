"""Each band's units at that band's price."""

from typing import Annotated

from msgspec import Meta

from ...bounds import Record, UnitKey
from .bands import Band


class Graduated(Record, frozen=True, kw_only=True, tag="graduated", tag_field="is"):
    """*bands* in rising order; the last is open."""

    bands: Annotated[tuple[Band, ...], Meta(min_length=1, max_length=30)]
    unit: UnitKey | None = None
