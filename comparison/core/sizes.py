"""How many of something."""

from typing import Annotated

from msgspec import Meta

from .bounds import Record, UnitKey


class SizeRange(Record, frozen=True, kw_only=True):
    """How many *unit* something is for; both ends belong to it, None is open."""

    unit: UnitKey
    min: Annotated[int, Meta(ge=0, le=1_000_000_000)] | None = None
    max: Annotated[int, Meta(ge=0, le=1_000_000_000)] | None = None
    usual: Annotated[int, Meta(ge=0, le=1_000_000_000)] | None = None
