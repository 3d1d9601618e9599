"""What a phone's pair of columns has of the differences that all shown columns have."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from ..diff import cells_differ
from ..kept import Kept
from ..view_rows import RowView
from .column import Bench, Column
from .rows import cell_of


class PairQuestion(NamedTuple):
    """All that the count depends on but for the edition: the *pair* of tiers, the features that differ."""

    pair: tuple[str, ...]
    differing: tuple[str, ...]
    today: datetime.date


def differing_in_pair(
    bench: Bench, columns: Sequence[Column], pair: Sequence[str], rows: Sequence[RowView]
) -> int | None:
    """How many of the *rows* of all *columns* differ between the two of the *pair*.

    None where those are all there are, or differ in every row that differs at all.
    """
    if len(pair) == len(columns):
        return None
    two = [column for column in columns if column.tier.key in pair]
    differing = _differing(rows)
    question = PairQuestion(tuple(pair), differing, bench.today)
    count = bench.kept.once("pair", question, lambda: _count(bench, two, differing))
    return count if count < len(differing) else None


def keep_pair(
    kept: Kept, pair: tuple[str, ...], rows: Sequence[RowView], today: datetime.date, found: int | None
) -> None:
    """*found* is what `differing_in_pair` answers for *rows* that are shown *today*."""
    differing = _differing(rows)
    count = len(differing) if found is None else found
    kept.once("pair", PairQuestion(pair, differing, today), lambda: count)


def _differing(rows: Sequence[RowView]) -> tuple[str, ...]:
    return tuple(row.feature for row in rows if row.differs)


def _count(bench: Bench, columns: Sequence[Column], features: Sequence[str]) -> int:
    return sum(cells_differ([cell_of(bench, one, key) for one in columns], bench.today) for key in features)
