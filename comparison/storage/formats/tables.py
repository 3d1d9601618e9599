"""Tables as shops export them: delimited text or a spreadsheet, row by row and never whole.

Header names are told apart without regard to case and to spaces around them; a cell keeps its text
exactly (but for Unicode's composed form), so a bar code keeps its zeros.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any, TextIO
from weakref import WeakKeyDictionary

import msgspec

from ...core.errors import RefusedFile
from ...core.messages import Message, say
from . import spreadsheets
from .decoding import encoding_of, text_of
from .source_file import SourceFile

MOST_COLUMNS = 1_000
MOST_CELL = 200_000
# The rarest in texts first: of two that split a header into as many names it is more likely meant.
DELIMITERS = ("\t", ";", "|", ",")
Numbered = Iterator[tuple[int, list[str]]]
# What some spreadsheets write above a table: "sep=;".
_TOLD = "sep="
# Empty lines that may stand above the header.
_MOST_ABOVE = 100
csv.field_size_limit(MOST_CELL)
_TOO_MUCH = frozenset(f"import.reason.{what}" for what in ("packed_to_hurt", "file_size", "far_cell"))
# One format after the other asks about the same file, and a spreadsheet is read whole for it. What was found
# goes with the file.
_HEADERS = WeakKeyDictionary[SourceFile, tuple[str, ...]]()


class Row(msgspec.Struct, frozen=True):
    """One row: the 1-based *line* on which it ends in the file, and its cells by column name."""

    line: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """The cell's text without the spaces around it; nothing where there is no such column."""
        return self.cells.get(column.casefold(), "").strip()


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table's *columns* as the file spells them on *header_line*, how it is written, and its rows, walked
    once.

    *unnamed* are the places, from 1 on, of columns without a name that held anything in the rows walked so
    far.
    """

    file: str
    columns: tuple[str, ...]
    rows: Iterator[Row]
    encoding: str
    delimiter: str
    header_line: int = 1
    unnamed: set[int] = msgspec.field(default_factory=set)

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
    if file.plain_name.lower().endswith(spreadsheets.SUFFIXES):
        yield _table(file, spreadsheets.sheet_rows(file, MOST_CELL))
        return
    encoding = encoding_of(file)
    with text_of(file, encoding) as text:
        mark = delimiter or _delimiter(file, encoding)
        reader = _reader(text, mark, quoted=quoted, padded=padded)
        numbered = _numbered(file, reader)
        yield _table(file, _closed(file, numbered) if padded else numbered, encoding, mark)


def header_of(file: SourceFile) -> tuple[str, ...]:
    """The names of the columns, case-folded; empty where *file* is no table. For telling formats apart.

    Raises:
        RefusedFile: it is too large, or packed to hurt: whatever it is, it cannot be taken.
    """
    if file not in _HEADERS:
        _HEADERS[file] = _header(file)
    return _HEADERS[file]


def _header(file: SourceFile) -> tuple[str, ...]:
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
    """The mark that the first line tells, else the one that splits the header into most names."""
    with text_of(file, encoding) as text:
        lines = islice(iter(partial(text.readline, MOST_CELL), ""), _MOST_ABOVE + 1)
        header = next((line for line in lines if line.strip()), "")
    told = header.rstrip("\r\n").removeprefix(_TOLD)
    if header.startswith(_TOLD) and told in DELIMITERS:
        return told
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader(io.StringIO(header), delimiter=mark), [])))


def _numbered(file: SourceFile, reader: Any) -> Numbered:
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


def _closed(file: SourceFile, numbered: Numbered) -> Numbered:
    """Rows of a reader that passes over a quotation mark that is never closed: it takes in the last
    line's end."""
    line, row = 1, [""]
    for line, row in numbered:
        yield line, row
    if row and row[-1].endswith(("\n", "\r")):
        raise _refused(file, line, "not_a_table", "table", most=MOST_CELL)


def _table(file: SourceFile, numbered: Numbered, encoding: str = "", delimiter: str = "") -> Table:
    """The table whose first row is its header. An empty line is none; one of empty cells names nothing."""
    line, header = next((row for row in numbered if not _is_above(row[1])), (1, []))
    columns, unnamed = _columns(file, line, header), set[int]()
    return Table(
        file=file.name,
        columns=columns,
        rows=_rows(file, columns, numbered, unnamed),
        encoding=encoding,
        delimiter=delimiter,
        header_line=line,
        unnamed=unnamed,
    )


def _is_above(cells: list[str]) -> bool:
    """Whether a row is no header yet: an empty line, or the one that tells the mark between cells."""
    return cells == [_TOLD, ""] or (len(cells) < 2 and not "".join(cells).strip())


def _columns(file: SourceFile, line: int, header: list[str]) -> tuple[str, ...]:
    names = tuple(_name(cell) for cell in header)
    if not any(names):
        raise _refused(file, line, "no_header", "header")
    if "\0" in "".join(names):
        # Every other byte is one where UTF-16 is read as anything else.
        raise _refused(file, line, "encoding", "encoding")
    if len(names) > MOST_COLUMNS:
        raise _refused(file, line, "too_many_columns", "columns", most=MOST_COLUMNS)
    seen: set[str] = set()
    for name in names:
        if name and name.casefold() in seen:
            raise _refused(file, line, "column_twice", "header", column=name[:60])
        seen.add(name.casefold())
    return names


def _name(cell: str) -> str:
    """The name of a column, which may be broken into lines."""
    return " ".join(unicodedata.normalize("NFC", cell).lstrip("\ufeff").split("\n")).strip()


def _rows(file: SourceFile, columns: tuple[str, ...], numbered: Numbered, unnamed: set[int]) -> Iterator[Row]:
    folded = [name.casefold() for name in columns]
    nameless = [place for place, name in enumerate(folded) if not name]
    for line, cells in numbered:
        if not any(map(str.strip, cells)):
            continue
        unnamed.update(place + 1 for place in nameless if place < len(cells) and cells[place].strip())
        if len(cells) > len(folded) and any(map(str.strip, cells[len(folded) :])):
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


def _refused(file: SourceFile, line: int, reason: str, accepted: str, **facts: object) -> RefusedFile:
    because = say(f"import.reason.{reason}", **facts)
    return RefusedFile(file.name, line, "", because, say(f"import.accepted.{accepted}", **facts))
