"""Keys that may stand in a file once: a second one would take the place of the first, or double it."""

from typing import Protocol

from ...core.messages import say
from .tables import refused_at


class Placed(Protocol):
    """Anything that begins on a line of the file."""

    @property
    def line(self) -> int: ...


class OnlyOnce:
    """Keys that were met, of one walk through a file."""

    def __init__(self, file: str) -> None:
        self._file = file
        # By their hashes: of a million keys the texts themselves would take a third of the memory there is.
        self._lines: dict[int, int] = {}

    def take(self, row: Placed, column: str, key: str) -> str:
        """*key*, which stands in *column* of *row*.

        Raises:
            RefusedFile: it is empty, or an earlier row has it.
        """
        if not key:
            raise refused_at(
                self._file, row.line, column, say("import.reason.no_key"), say("import.accepted.no_key")
            )
        line = self._lines.setdefault(hash(key), row.line)
        if line != row.line:
            reason = say("import.reason.key_twice", name=key[:60], line=line)
            raise refused_at(self._file, row.line, column, reason, say("import.accepted.key_twice"))
        return key
