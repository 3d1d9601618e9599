"""What a merchant may say about a fit: less than was computed, never more."""

from typing import Annotated, Literal

from msgspec import Meta

from .bounds import Key, LineText, Record
from .fit import FitLevel

Lowered = Literal["partial", "unclear", "no"]
# How many approved phrasings a level has. The first is the usual one (`fit.LEVEL`), all say the same.
PHRASINGS: dict[FitLevel, int] = {"strong": 3, "partial": 3, "unclear": 3, "no": 2}


class Override(Record, frozen=True, kw_only=True):
    """For one *persona* and one *tier*: a lower *level*, a *but* of the shop's own, or both.

    *reason* is shown to the shopper and is required where the level is lowered. *feature* is the row
    that the *but* points at. *phrasing* chooses among the approved sentences of a label.
    """

    persona: Key
    tier: Key
    level: Lowered | None = None
    reason: LineText | None = None
    but: LineText | None = None
    feature: Key | None = None
    phrasing: Annotated[int, Meta(ge=0, le=9)] = 0


class Pick(Record, frozen=True, kw_only=True):
    """The shop's own pick, marked as its view and shown only while nothing is chosen."""

    tier: Key
    reason: LineText
    paid: bool = False
