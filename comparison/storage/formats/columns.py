"""Columns that a reader has no place for: named once, where they hold anything at all."""

from collections.abc import Callable, Iterable, Iterator

from ...core.messages import Message, say
from .tables import Row

MOST_NAMED = 30


class LeftOut:
    """Watches the rows of a table for values in columns that are not *carried* over.

    *carried* is asked about each of *columns* in small letters, and answers yes too for those that
    say nothing about goods.
    """

    def __init__(self, columns: Iterable[str], carried: Callable[[str], bool]) -> None:
        named = {column.casefold(): column for column in columns if column}
        self._unmet = {folded: name for folded, name in named.items() if not carried(folded)}
        self._met: dict[str, None] = {}

    def watched(self, rows: Iterable[Row]) -> Iterator[Row]:
        """*rows*, each of them looked through on its way."""
        for row in rows:
            for folded in [folded for folded in self._unmet if row.get(folded)]:
                self._met[self._unmet.pop(folded)[:60]] = None
            yield row

    @property
    def notes(self) -> tuple[Message, ...]:
        """Which columns were left out, of those that held something."""
        if not self._met:
            return ()
        names, count = tuple(self._met)[:MOST_NAMED], len(self._met)
        return (say("import.note.columns_left_out", names=names, count=count),)
