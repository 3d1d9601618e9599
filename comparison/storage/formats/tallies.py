"""What a reader of a format has to say when it is done: how often something was met, and which names."""

from collections.abc import Iterable

from ...core.messages import Message, say

MOST_NAMED = 30


class Tally:
    """Counts and names by the end of the key of their note (``import.note.X``)."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._names: dict[str, dict[str, None]] = {}

    def count(self, note: str, by: int = 1) -> None:
        """Met *by* more of what *note* tells about."""
        if by:
            self._counts[note] = self._counts.get(note, 0) + by

    def name(self, note: str, names: Iterable[str]) -> None:
        """Met *names* that *note* is to list; each is listed once."""
        known = self._names.setdefault(note, {})
        for name in names:
            if len(known) < MOST_NAMED:
                known.setdefault(name[:60])

    @property
    def notes(self) -> tuple[Message, ...]:
        """All there is to say, names first."""
        named = (
            say(f"import.note.{note}", names=tuple(names)) for note, names in self._names.items() if names
        )
        counted = (say(f"import.note.{note}", count=count) for note, count in self._counts.items())
        return (*named, *counted)
