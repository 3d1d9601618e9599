"""The first sheet of a spreadsheet as rows of text, each with its line."""

import io
from collections.abc import Iterable, Iterator
from decimal import Decimal

from python_calamine import CalamineError, CalamineWorkbook

from ...core.errors import RefusedFile
from ...core.messages import say
from .far_cells import check_extent
from .source_file import SourceFile

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")


def sheet_rows(file: SourceFile, longest: int) -> Iterator[tuple[int, list[str]]]:
    """The rows of *file* from the first line on; of one in which nothing stands no cells at all.

    Raises:
        RefusedFile: it is no spreadsheet, or its values stand too far apart to be kept; while it is walked,
            also a cell of more than *longest* characters.
    """
    with file.opened() as stream:
        content = io.BytesIO(stream.read())
    check_extent(file.name, content)
    try:
        sheet = CalamineWorkbook.from_filelike(content).get_sheet_by_index(0)
        return _numbered(file, sheet.iter_rows(), longest)
    except (CalamineError, IndexError):
        wanted = say("import.accepted.table", most=longest)
        raise RefusedFile(file.name, 0, "", say("import.reason.not_a_spreadsheet"), wanted) from None


def _numbered(
    file: SourceFile, rows: Iterable[Iterable[object]], longest: int
) -> Iterator[tuple[int, list[str]]]:
    for line, row in enumerate(rows, 1):
        cells = [_cell(value) for value in row]
        if max(map(len, cells), default=0) > longest:
            reason = say("import.reason.cell_too_long", most=longest)
            raise RefusedFile(file.name, line, "", reason, say("import.accepted.table", most=longest))
        yield line, cells if any(cells) else []


def _cell(value: object) -> str:
    """A spreadsheet's value as text: whole numbers without a point, dates as ISO 8601."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        # Spreadsheets keep 0.1 + 0.2 as 0.30000000000000004, and show fifteen digits of it.
        return str(int(value)) if value.is_integer() else f"{Decimal(f'{value:.15g}'):f}"
    return str(value)
