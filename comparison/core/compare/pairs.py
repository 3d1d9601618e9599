"""What a phone's pair of columns has of the differences that all shown columns have."""

from collections.abc import Sequence

from ..diff import cells_differ
from ..view_rows import RowView
from .column import Bench, Column
from .rows import cell_of


def differing_in_pair(
    bench: Bench, columns: Sequence[Column], pair: Sequence[str], rows: Sequence[RowView]
) -> int | None:
    """How many of the *rows* of all *columns* differ between the two of the *pair*.

    None where those are all there are, or differ in every row that differs at all.
    """
    if len(pair) == len(columns):
        return None
    two = [column for column in columns if column.tier.key in pair]
    differing = [row.feature for row in rows if row.differs]
    count = bench.kept.once(
        "pair", (tuple(pair), tuple(differing), bench.today), lambda: _count(bench, two, differing)
    )
    return count if count < len(differing) else None


def _count(bench: Bench, columns: Sequence[Column], features: Sequence[str]) -> int:
    return sum(cells_differ([cell_of(bench, one, key) for one in columns], bench.today) for key in features)
