"""Plain tables: delimited text, a spreadsheet, or JSON as a list of objects.

In a list an item's number stands in for its line, a list inside a cell is its parts with commas between
them, and null is an empty cell: the same table as JSON and as CSV reads the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ...core.errors import RefusedFile
from ...core.messages import say
from .documents import read_document
from .source_file import SourceFile
from .tables import MOST_CELL, MOST_COLUMNS, Row, Table, table_of

_JSON = ".json"


@contextmanager
def plain_table(file: SourceFile) -> Iterator[Table]:
    """The table in *file*. Raises RefusedFile as `table_of` and `read_document` do."""
    if file.plain_name.lower().endswith(_JSON):
        yield _listed(file)
        return
    with table_of(file) as table:
        yield table


def is_list_of_objects(file: SourceFile) -> bool:
    """Whether *file* is JSON that may be a table: it begins as a list with an object in it."""
    start = file.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"[") and start[1:].lstrip().startswith(b"{")


def _listed(file: SourceFile) -> Table:
    items = read_document(file.raw, file.plain_name).data
    if not isinstance(items, list) or not items:
        raise _refused(file, 0)
    columns: dict[str, str] = {}
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            raise _refused(file, number)
        for name in item:
            columns.setdefault(name.casefold(), name)
    if len(columns) > MOST_COLUMNS:
        reason = say("import.reason.too_many_columns")
        raise RefusedFile(file.name, 0, "", reason, say("import.accepted.columns", most=MOST_COLUMNS))
    rows = (Row(number, _cells(file, number, item)) for number, item in enumerate(items, 1))
    return Table(file=file.name, columns=tuple(columns.values()), rows=rows, encoding="", delimiter="")


def _cells(file: SourceFile, number: int, item: dict[str, Any]) -> dict[str, str]:
    cells = {name.casefold(): _said(file, number, name, value) for name, value in item.items()}
    if len(cells) < len(item):
        folded = [name.casefold() for name in item]
        twice = next(name for name in folded if folded.count(name) > 1)
        reason = say("import.reason.column_twice", column=twice[:60])
        raise RefusedFile(file.name, number, twice[:60], reason, say("accepted.once"))
    for name, text in cells.items():
        if len(text) > MOST_CELL:
            reason = say("import.reason.cell_too_long", most=MOST_CELL)
            raise RefusedFile(file.name, number, name, reason, say("import.accepted.table", most=MOST_CELL))
    return cells


def _said(file: SourceFile, number: int, name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(part, dict | list) for part in value):
        return ",".join(_said(file, number, name, part) for part in value)
    if isinstance(value, str):
        return value
    reason = say("import.reason.nested_cell")
    raise RefusedFile(file.name, number, name, reason, say("import.accepted.nested_cell"))


def _refused(file: SourceFile, number: int) -> RefusedFile:
    reason = say("import.reason.no_list_of_objects")
    return RefusedFile(file.name, number, "", reason, say("import.accepted.no_list_of_objects"))
