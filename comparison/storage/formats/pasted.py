"""A table that was pasted from a spreadsheet: which way round it lies, and as plain CSV with a header.

Source: docs/admin.md, "Importing".
"""

import csv
import io
from collections.abc import Sequence
from typing import Literal, NamedTuple

from ...core.errors import RefusedFile
from ...core.messages import say
from .column_profiles import decimals_of
from .mapping_guess import heading_of, is_known_column
from .tables import DELIMITERS, MOST_CELL, Row
from .typed_cells import Manner

MOST_PASTED = 2_000_000
NAME = "상품명"
Direction = Literal["rows", "columns"]
Lines = list[list[str]]
# What stands in the corner of a table whose products are columns.
_CORNERS = frozenset(
    {
        "",
        "항목",
        "구분",
        "사양",
        "스펙",
        "기능",
        "spec",
        "specs",
        "feature",
        "features",
        "item",
        "plan",
        "요금제",
        "모델",
    }
)


class Pasted(NamedTuple):
    """The table as CSV, a product in each line, and where the products stood before."""

    content: bytes
    direction: Direction


def pasted_table(text: str, name: str, wanted: Direction | None = None) -> Pasted:
    """The table in *text*; *wanted* says where its products stand, else the table shows it.

    Raises:
        RefusedFile: there are not two lines and two columns.
    """
    lines = _lines(text, name)
    direction = wanted or _direction(lines)
    if direction == "columns":
        lines = [list(line) for line in zip(*lines, strict=True)]
    lines[0] = _named(lines[0], turned=direction == "columns")
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(line for line in lines if any(line))
    return Pasted(out.getvalue().encode(), direction)


def _lines(text: str, name: str) -> Lines:
    """Cells by line, each line of the same length, without a title above and without empty edges."""
    plain = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    mark = _mark(plain)
    try:
        read = [[cell.strip() for cell in line] for line in csv.reader(io.StringIO(plain), delimiter=mark)]
    except csv.Error:
        raise _refused(name) from None
    lines = [line for line in read if any(line)]
    while len(lines) > 1 and _stated(lines[0]) == 1 < _stated(lines[1]):
        del lines[0]
    width = max((_width(line) for line in lines), default=0)
    if len(lines) < 2 or width < 2 or any(len(cell) > MOST_CELL for line in lines for cell in line):
        raise _refused(name)
    return [(line + [""] * width)[:width] for line in lines]


def _mark(text: str) -> str:
    if "\t" in text:
        return "\t"
    lines = text.splitlines()[:20]
    return max(DELIMITERS, key=lambda mark: sum(line.count(mark) > 0 for line in lines))


def _direction(lines: Lines) -> Direction:
    """Columns have names that are known, and one kind of thing in all of their cells."""
    across, down = lines[0], [line[0] for line in lines]
    known = sum(map(_is_heading, across)), sum(map(_is_heading, down))
    if known[0] != known[1]:
        return "rows" if known[0] > known[1] else "columns"
    if _is_heading(across[0]):
        return "rows"
    turned = [list(line) for line in zip(*lines, strict=True)]
    as_rows, as_columns = _alike(turned), _alike(lines)
    if as_rows == as_columns and across[0].casefold() in _CORNERS:
        return "columns"
    return "columns" if as_columns > as_rows else "rows"


def _is_heading(cell: str) -> bool:
    return is_known_column(cell) or heading_of(cell).unit is not None


def _alike(lines: Lines) -> float:
    """Which part of *lines*, the first of which holds names, is of one kind all along."""
    cells = [[cell for cell in line[1:] if cell] for line in lines[1:]]
    manner = Manner(decimals_of(Row(0, dict(_numbered(line))) for line in cells))
    kinds = [{_kind(cell, manner) for cell in line} for line in cells if len(line) > 1]
    return sum(len(kind) == 1 for kind in kinds) / len(kinds) if kinds else 0


def _numbered(cells: Sequence[str]) -> list[tuple[str, str]]:
    return [(str(place), cell) for place, cell in enumerate(cells)]


def _kind(cell: str, manner: Manner) -> str:
    if manner.truth(cell):
        return "yes_no"
    return "number" if any(sign.isdigit() for sign in cell[:2]) or manner.number(cell) else "text"


def _named(header: list[str], *, turned: bool) -> list[str]:
    """*header* without an empty name or one that is there twice."""
    names: list[str] = []
    for place, cell in enumerate(header, 1):
        name = NAME if place == 1 and (turned or not cell) else cell or f"#{place}"
        taken = {one.casefold() for one in names}
        names.append(name if name.casefold() not in taken else f"{name} ({place})")
    return names


def _stated(line: list[str]) -> int:
    return sum(map(bool, line))


def _width(line: list[str]) -> int:
    return max((place for place, cell in enumerate(line, 1) if cell), default=0)


def _refused(name: str) -> RefusedFile:
    return RefusedFile(
        name, 0, "", say("import.reason.no_pasted_table"), say("import.accepted.no_pasted_table")
    )
