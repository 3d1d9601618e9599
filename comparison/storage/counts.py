"""What shoppers did with a comparison, counted by day. Nothing here tells one shopper from another.

Days are those of the shop's own time zone. A row is a number and what was counted: no address, no
browser, no time of day.
"""

from collections.abc import Iterable
from typing import Literal, Protocol, get_args

import msgspec

# A view shown; a persona chosen; an answer given in the quiz (``QUESTION/ANSWER``); a tier's button pressed;
# whether the page helped (``yes``), or what held somebody back; findings when it was published, by level;
# and what was not counted because too much came at once.
CountKind = Literal["view", "persona", "quiz", "select", "helped", "why", "findings", "dropped"]
COUNT_KINDS: tuple[CountKind, ...] = get_args(CountKind)
REASONS = ("price", "delivery", "nothing", "hard")


class CountRow(msgspec.Struct, frozen=True, kw_only=True):
    """*count* times *kind* with *key* (empty: there is nothing to tell apart) on *day* (``2026-11-22``)."""

    shop: str
    comparison: str
    day: str
    kind: CountKind
    key: str
    count: int


class CountStore(Protocol):
    """What an engine does for counts."""

    def add_counts(self, rows: Iterable[CountRow]) -> None:
        """Add each row's count to what is there for its day, in one transaction."""

    def set_count(self, row: CountRow) -> None:
        """Put the row in the place of what is there."""

    def counts(self, shop: str, since: str, comparison: str = "") -> list[CountRow]:
        """The rows of *shop* from the day *since* on, of one *comparison* or of all; by day, kind and key."""

    def count_totals(self, shop: str, kind: CountKind, since: str) -> dict[str, int]:
        """What was counted of *kind* from the day *since* on, by comparison."""
