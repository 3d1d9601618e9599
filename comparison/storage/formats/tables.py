"""Tables as shops export them: delimited text or a spreadsheet, row by row and never whole.

Header names are told apart without regard to case and to spaces around them; a cell keeps its text
exactly (but for Unicode's composed form), so a bar code keeps its zeros.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TextIO

import msgspec
from python_calamine import CalamineError, CalamineWorkbook

from ...core.errors import RefusedFile
from ...core.messages import Message, say
from .decoding import encoding_of, text_of
from .source_file import SourceFile

MOST_COLUMNS = 1_000
MOST_CELL = 200_000
DELIMITERS = (",", ";", "\t", "|")
_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods")
csv.field_size_limit(MOST_CELL)
_TOO_MUCH = frozenset({"import.reason.packed_to_hurt", "import.reason.file_size"})


class Row(msgspec.Struct, frozen=True):
    """One row: the 1-based *line* on which it ends in the file, and its cells by column name."""

    line: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """The cell's text without the spaces around it; nothing where there is no such column."""
        return self.cells.get(column.casefold(), "").strip()


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table's *columns* as the file spells them, how it is written, and its rows, walked once."""

    file: str
    columns: tuple[str, ...]
    rows: Iterator[Row]
    encoding: str
    delimiter: str

    def has(self, *columns: str) -> bool:
        """Whether all of *columns* are there."""
        known = {column.casefold() for column in self.columns}
        return all(column.casefold() in known for column in columns)

    @property
    def notes(self) -> tuple[Message, ...]:
        """What was chosen where the file does not say."""
        if self.encoding in {"utf-8", "utf-8-sig", "utf-16", ""}:
            return ()
        return (say("import.note.encoding", encoding=self.encoding),)


@contextmanager
def table_of(
    file: SourceFile, *, quoted: bool = True, padded: bool = False, delimiter: str | None = None
) -> Iterator[Table]:
    """The table in *file*: a spreadsheet's first sheet, else delimited text.

    *quoted* False takes quotation marks literally; *padded* allows spaces after a closing one.
    *delimiter* None finds it out from the header.

    Raises:
        RefusedFile: it cannot be read, or has no header, a column twice, or more than the bounds
            allow; while its rows are walked, also a row with more cells than the header, a quotation
            mark that is never closed, or a NUL.
    """
    if file.plain_name.lower().endswith(_SPREADSHEETS):
        yield _spreadsheet(file)
        return
    encoding = encoding_of(file)
    with text_of(file, encoding) as text:
        mark = delimiter or _delimiter(file, encoding)
        reader = _reader(text, mark, quoted=quoted, padded=padded)
        numbered = _numbered(file, reader)
        _, first = next(numbered, (1, []))
        columns = _columns(file, first)
        yield Table(
            file=file.name,
            columns=columns,
            rows=_rows(file, columns, _closed(file, numbered) if padded else numbered),
            encoding=encoding,
            delimiter=mark,
        )


def header_of(file: SourceFile) -> tuple[str, ...]:
    """The names of the columns, case-folded; empty where *file* is no table. For telling formats apart.

    Raises:
        RefusedFile: it is too large, or packed to hurt: whatever it is, it cannot be taken.
    """
    try:
        with table_of(file) as table:
            return tuple(column.casefold() for column in table.columns)
    except RefusedFile as error:
        reason = error.facts["reason"]
        if isinstance(reason, Message) and reason.key in _TOO_MUCH:
            raise
        return ()


def refused_at(file: str, line: int, column: str, reason: Message, accepted: Message) -> RefusedFile:
    """A fault in one cell: its line, and the column as its place."""
    return RefusedFile(file, line, column, reason, accepted)


def _reader(text: TextIO, mark: str, *, quoted: bool, padded: bool) -> Any:
    if not quoted:
        return csv.reader(text, delimiter=mark, quoting=csv.QUOTE_NONE)
    return csv.reader(_ended(text) if padded else text, delimiter=mark, strict=not padded)


def _ended(lines: Iterable[str]) -> Iterator[str]:
    """*lines*, the last one with an end too, for a quotation mark that is never closed to take in."""
    return (line if line.endswith(("\n", "\r")) else f"{line}\n" for line in lines)


def _delimiter(file: SourceFile, encoding: str) -> str:
    """The mark that splits the header into most names."""
    with text_of(file, encoding) as text:
        header = text.readline(MOST_CELL)
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader(io.StringIO(header), delimiter=mark), [])))


def _numbered(file: SourceFile, reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows with their lines. A fault of the form is refused where it stands."""
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except UnicodeDecodeError:
            raise _refused(file, reader.line_num, "encoding", "encoding") from None
        except csv.Error as error:
            problem = "cell_too_long" if "field larger" in str(error) else "not_a_table"
            raise _refused(file, reader.line_num, problem, "table", most=MOST_CELL) from None
        yield reader.line_num, row


def _closed(file: SourceFile, numbered: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Rows of a reader that passes over a quotation mark that is never closed: it takes in the last
    line's end."""
    line, row = 1, [""]
    for line, row in numbered:
        yield line, row
    if row and row[-1].endswith(("\n", "\r")):
        raise _refused(file, line, "not_a_table", "table", most=MOST_CELL)


def _columns(file: SourceFile, header: list[str]) -> tuple[str, ...]:
    names = tuple(unicodedata.normalize("NFC", name).strip().lstrip("\ufeff") for name in header)
    if not any(names):
        raise _refused(file, 1, "no_header", "header")
    if len(names) > MOST_COLUMNS:
        raise _refused(file, 1, "too_many_columns", "columns", most=MOST_COLUMNS)
    seen: set[str] = set()
    for name in names:
        if name and name.casefold() in seen:
            raise _refused(file, 1, "column_twice", "header", column=name[:60])
        seen.add(name.casefold())
    return names


def _rows(
    file: SourceFile, columns: tuple[str, ...], numbered: Iterator[tuple[int, list[str]]]
) -> Iterator[Row]:
    folded = [name.casefold() for name in columns]
    for line, cells in numbered:
        if not any(cells):
            continue
        if len(cells) > len(folded) and any(cells[len(folded) :]):
            raise _refused(file, line, "too_many_cells", "cells", count=len(cells), most=len(folded))
        for name, cell in zip(folded, cells, strict=False):
            if "\0" in cell:
                raise RefusedFile(
                    file.name,
                    line,
                    name,
                    say("refused.character", character="U+0000"),
                    say("accepted.printable"),
                )
        yield Row(line, dict(zip(folded, map(_composed, cells), strict=False)))


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _spreadsheet(file: SourceFile) -> Table:
    with file.opened() as stream:
        content = io.BytesIO(stream.read())
    try:
        workbook = CalamineWorkbook.from_filelike(content)
        sheet = workbook.get_sheet_by_index(0)
        numbered = ((index, [_cell(cell) for cell in row]) for index, row in enumerate(sheet.iter_rows(), 1))
        _, first = next(numbered, (1, []))
    except (CalamineError, IndexError):
        raise _refused(file, 0, "not_a_spreadsheet", "table", most=MOST_CELL) from None
    columns = _columns(file, first)
    return Table(
        file=file.name, columns=columns, rows=_rows(file, columns, numbered), encoding="", delimiter=""
    )


def _cell(value: object) -> str:
    """A spreadsheet's value as text: whole numbers without a point, dates as ISO 8601."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _refused(file: SourceFile, line: int, reason: str, accepted: str, **facts: object) -> RefusedFile:
    because = say(f"import.reason.{reason}", **facts)
    return RefusedFile(file.name, line, "", because, say(f"import.accepted.{accepted}", **facts))
