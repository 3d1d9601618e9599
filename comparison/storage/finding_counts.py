"""How many findings there were at a publication: apart from counting, which must not load the check."""

from collections import Counter
from collections.abc import Iterable, Iterator

from ..core.check.finding import Finding, Level
from .counts import CountRow

LEVELS: tuple[Level, ...] = ("error", "warning", "information")


def findings_rows(shop: str, comparison: str, day: str, findings: Iterable[Finding]) -> Iterator[CountRow]:
    """The findings at a publication on *day*, a row for each level, of which nothing was found too."""
    found = Counter(one.level for one in findings)
    for level in LEVELS:
        yield CountRow(
            shop=shop, comparison=comparison, day=day, kind="findings", key=level, count=found[level]
        )
