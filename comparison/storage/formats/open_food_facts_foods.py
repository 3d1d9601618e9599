"""One product of Open Food Facts, the same whether it was a row of its table or a line of its JSON.

Source: docs/importing.md, "Open Food Facts". Three kinds of "don't know" (nothing, ``unknown``, a status
tag that says so) are all the same here: there is no value.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from ...core.errors import RefusedFile
from ...core.messages import Message, say
from .decoding import encoding_of, text_of
from .json_reading import KeyTwice, plain_json, refused_twice
from .reading import SourceFile
from .tables import Row, table_of

LINES = (".jsonl", ".ndjson")
MOST_LINE = 20_000_000
_UNKNOWN = frozenset(
    {"", "unknown", "null", "none", "undefined", "nan", "en:unknown", "en:null", "xx:unknown"}
)
NOT_APPLICABLE = "not-applicable"


class Food:
    """The fields of one product, by the names that the table has."""

    def __init__(self, file: str, line: int, fields: Mapping[str, Any]) -> None:
        self.file, self.line, self._fields = file, line, fields

    def get(self, *names: str) -> str:
        """The first text under *names* that says something."""
        return next((text for name in names if (text := self._text(name)).lower() not in _UNKNOWN), "")

    def tags(self, *names: str) -> list[str]:
        """The tags under the first of *names* that has any; a list, or words between commas."""
        for name in names:
            value = self._fields.get(name)
            parts = value if isinstance(value, list) else str(value or "").split(",")
            found = [clean for part in parts if (clean := _composed(part)).lower() not in _UNKNOWN]
            if found:
                return list(dict.fromkeys(found))
        return []

    def nutrient(self, name: str) -> str:
        """What there is of *name* in 100 g, as text; nothing where that is not known."""
        inner = self._fields.get("nutriments")
        value = inner.get(f"{name}_100g") if isinstance(inner, dict) else self._fields.get(f"{name}_100g")
        text = _composed(value)
        return "" if text.lower() in _UNKNOWN else text

    @property
    def names(self) -> frozenset[str]:
        """The names of the fields that say something."""
        own = {name for name, value in self._fields.items() if value not in (None, "", [], {})}
        inner = self._fields.get("nutriments")
        return frozenset(own - {"nutriments"} | (inner.keys() if isinstance(inner, dict) else set()))

    def refused(self, field: str, reason: str, accepted: str, **facts: object) -> RefusedFile:
        """A fault in one *field*."""
        because = say(f"import.reason.{reason}", **facts)
        return RefusedFile(self.file, self.line, field, because, say(f"import.accepted.{accepted}", **facts))

    def _text(self, name: str) -> str:
        value = self._fields.get(name)
        return "" if isinstance(value, list | dict | bool) else _composed(value)


@contextmanager
def foods_of(file: SourceFile) -> Iterator[Iterator[Food]]:
    """Every product of *file*, one by one.

    Raises:
        RefusedFile: it cannot be read; while it is walked, also a line that is no JSON object, holds a key
            twice, or is too long.
    """
    if PurePath(file.plain_name).suffix.lower() in LINES:
        with text_of(file, encoding_of(file)) as text:
            yield _of_lines(file.name, text)
        return
    with table_of(file) as header:
        mark = header.delimiter
    # In the table of the project a quotation mark is a letter; with commas it is one.
    with table_of(file, quoted=mark != "\t", delimiter=mark or None) as table:
        yield (_of_row(file.name, row) for row in table.rows)


def notes_of(file: SourceFile) -> tuple[Message, ...]:
    """What was chosen where the file does not say."""
    if PurePath(file.plain_name).suffix.lower() in LINES:
        return ()
    with table_of(file) as table:
        return table.notes


def _of_row(file: str, row: Row) -> Food:
    return Food(file, row.line, row.cells)


def _of_lines(file: str, text: Any) -> Iterator[Food]:
    number = 0
    while line := text.readline(MOST_LINE + 1):
        number += 1
        if len(line) > MOST_LINE:
            reason = say("import.reason.item_size")
            raise RefusedFile(file, number, "", reason, say("import.accepted.item_size", most=MOST_LINE))
        if line.strip("\ufeff \t\r\n"):
            yield Food(file, number, _object(file, number, line))


def _object(file: str, number: int, line: str) -> dict[str, Any]:
    try:
        data = plain_json(line.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        reason = say("refused.not_json", problem=error.msg)
        raise RefusedFile(file, number, "", reason, say("accepted.json")) from None
    except KeyTwice as error:
        raise refused_twice(file, number, line, error) from None
    except RecursionError:
        raise RefusedFile(file, number, "", say("refused.too_deep"), say("accepted.json")) from None
    if not isinstance(data, dict):
        raise RefusedFile(file, number, "", say("import.reason.not_a_map"), say("import.accepted.not_a_map"))
    return data


def _composed(value: object) -> str:
    text = "" if value is None else str(value)
    return (text if text.isascii() else unicodedata.normalize("NFC", text)).strip()
