"""Keys that may stand in a file once: a second one would take the place of the first, or double it."""

from ...core.messages import say
from .tables import Row, refused_at


class OnlyOnce:
    """Keys that were met, of one walk through a file."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._lines: dict[str, int] = {}

    def take(self, row: Row, column: str, key: str) -> str:
        """*key*, which stands in *column* of *row*.

        Raises:
            RefusedFile: it is empty, or an earlier row has it.
        """
        if not key:
            raise refused_at(
                self._file, row.line, column, say("import.reason.no_key"), say("import.accepted.no_key")
            )
        line = self._lines.setdefault(key, row.line)
        if line != row.line:
            reason = say("import.reason.key_twice", name=key[:60], line=line)
            raise refused_at(self._file, row.line, column, reason, say("import.accepted.key_twice"))
        return key
