"""What is wrong in single rows of a file: gathered, so that a merchant mends them all at once."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from ...core.errors import RefusedFile, RefusedRows

MOST_FAULTS = 20

Item = TypeVar("Item")
Made = TypeVar("Made")


class Faults:
    """The faults of one walk through a file: the first ones, and how many there were."""

    def __init__(self) -> None:
        self.first: list[RefusedFile] = []
        self.count = 0

    def each(self, items: Iterable[Item], make: Callable[[Item], Made]) -> Iterator[Made]:
        """What *make* makes of each of *items*; those that it refuses are left out and remembered."""
        for item in items:
            try:
                made = make(item)
            except RefusedFile as fault:
                self._take(fault)
                continue
            yield made

    def include(self, other: "Faults") -> None:
        """Count the faults of *other*, an earlier walk, as faults of this one."""
        self.count += other.count
        self.first.extend(other.first[: MOST_FAULTS - len(self.first)])

    def raise_any(self) -> None:
        """Refuse the file for them all.

        Raises:
            RefusedRows: there was a fault.
        """
        if self.first:
            raise RefusedRows(tuple(self.first), rest=self.count - len(self.first))

    def _take(self, fault: RefusedFile) -> None:
        self.count += 1
        if len(self.first) < MOST_FAULTS:
            self.first.append(fault)
