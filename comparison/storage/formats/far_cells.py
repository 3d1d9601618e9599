"""How far apart the values of a spreadsheet stand.

Its reader keeps every cell between the first one and the last one, empty ones too: one value in the farthest
corner would take hundreds of gigabytes. So a sheet is walked before, cell by cell, without keeping any.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO, NamedTuple

from ...core.errors import RefusedFile
from ...core.messages import say

# As many as forty columns of a sheet's most rows: 1.3 GB in the reader's memory.
MOST_SHEET_CELLS = 40 * 1_048_576
_BLOCK = _LONGEST_TAG = 1 << 20
# What a zip file raises that is damaged, locked or no such file; the reader says what it is.
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, ValueError)
# A cell that holds something; from the forty-first column on, without which no sheet is too large.
# The first place that a tag names is its only one: a tag that names many would be walked once for each.
_HELD = rb'<(?:\w+:)?c\s(?>(?:[^<>]*?\s)?r="(%s)([0-9]{1,7})")[^<>]*+(?<!/)>'
_ANY_CELL = re.compile(_HELD % rb"[A-Z]{1,3}")
_WIDE_CELL = re.compile(_HELD % rb"A[O-Z]|[B-Z][A-Z]|[A-Z]{3}")
_FIRST_SHEET = re.compile(rb'<(?:\w+:)?sheet\s[^<>]*?:id="([^"<>]+)"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^<>]*)>")
_ODS = re.compile(rb"<table:(table-row|table-cell|covered-table-cell)\b([^<>]*)>|</table:table>")
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="([0-9]{1,7})"')


class _Extent(NamedTuple):
    """The last row and the last column that hold something, from 1 on, and a cell of that column."""

    rows: int
    columns: int
    cell: str


def check_extent(name: str, content: BinaryIO) -> None:
    """Raise RefusedFile where the first sheet of the file *name* would have more cells than can be kept."""
    try:
        with zipfile.ZipFile(content) as archive:
            found = _extent(archive)
    except _DAMAGED:
        return
    finally:
        content.seek(0)
    if found.rows * found.columns > MOST_SHEET_CELLS:
        reason = say("import.reason.far_cell", cell=found.cell, rows=found.rows, columns=found.columns)
        raise RefusedFile(name, 0, "", reason, say("import.accepted.far_cell", most=MOST_SHEET_CELLS))


def _extent(archive: zipfile.ZipFile) -> _Extent:
    if "content.xml" in archive.namelist():
        return _extent_of_ods(archive)
    part = _first_sheet(archive)
    wide = ((_number(one[1]), int(one[2]), one[1]) for one in _found(archive, part, _WIDE_CELL))
    columns, row, letters = max(wide, default=(0, 0, b""))
    rows = max((int(one[2]) for one in _found(archive, part, _ANY_CELL)), default=0) if columns else 0
    return _Extent(rows, columns, f"{letters.decode()}{row}")


def _first_sheet(archive: zipfile.ZipFile) -> str:
    """The part of the first sheet. Raises KeyError where none is named."""
    first = _FIRST_SHEET.search(archive.read("xl/workbook.xml"))
    wanted = b'Id="%s"' % first[1] if first else b""
    for relation in _RELATION.finditer(archive.read("xl/_rels/workbook.xml.rels")):
        target = re.search(rb'Target="([^"<>]+)"', relation[1])
        if wanted and wanted in relation[1] and target is not None:
            path = target[1].decode()
            return path.removeprefix("/") if path.startswith("/") else f"xl/{path}"
    raise KeyError("sheet")


def _extent_of_ods(archive: zipfile.ZipFile) -> _Extent:
    row, more, column, found = 0, 1, 0, _Extent(0, 0, "")
    for one in _found(archive, "content.xml", _ODS):
        if one[1] is None:
            break
        count = _repeated(one[2])
        if one[1] == b"table-row":
            row, more, column = row + more if row else 1, count, 0
            continue
        column += count
        if b"value-type=" in one[2]:
            found = _wider(found, row + more - 1, column)
    return found


def _wider(found: _Extent, row: int, column: int) -> _Extent:
    cell = f"{_letters(column)}{row}" if column >= found.columns else found.cell
    return _Extent(max(found.rows, row), max(found.columns, column), cell)


def _found(archive: zipfile.ZipFile, part: str, pattern: re.Pattern[bytes]) -> Iterator[re.Match[bytes]]:
    """What *pattern*, which is one tag, matches in a part of the file, read piece by piece."""
    with closing(archive.open(part)) as stream:
        left = b""
        while block := stream.read(_BLOCK):
            left += block
            whole = left.rfind(b">") + 1
            yield from pattern.finditer(left, 0, whole)
            left = left[whole:][-_LONGEST_TAG:]


def _repeated(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1


def _number(letters: bytes) -> int:
    """Which column that is: ``A`` is 1, ``XFD`` 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _letters(column: int) -> str:
    text = ""
    while column:
        column, place = divmod(column - 1, 26)
        text = chr(ord("A") + place) + text
    return text
