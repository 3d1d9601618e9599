"""XLSX: the shop as a spreadsheet, written row by row; texts stay texts, so that SKUs keep their zeros."""

from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any

from .outgoing import Outgoing
from .outgoing_tables import Value, table_rows

if TYPE_CHECKING:
    from openpyxl import Workbook

# What the format itself can hold.
MOST_ROWS = 1_048_576
# A spreadsheet keeps 15 digits of a number; a longer one is text.
_MOST_DIGITS = 15
_MOST_CHARACTERS = 32_767


def write(shop: Outgoing, target: IO[bytes], *, most_rows: int = MOST_ROWS) -> None:
    """The table of *shop*; a sheet that is full is followed by another with the same header."""
    from openpyxl import Workbook  # noqa: PLC0415  Takes 0.1 s, of every command.

    workbook = Workbook(write_only=True)
    sheet: Any = None
    header: list[Value] = []
    count = 0
    for row in table_rows(shop):
        header = header or row
        if sheet is None or count == most_rows:
            sheet = _sheet(workbook, len(workbook.worksheets) + 1)
            count = 0 if row is header else _append(sheet, header)
        count += _append(sheet, row)
    workbook.save(target)


def _sheet(workbook: "Workbook", number: int) -> Any:
    sheet = workbook.create_sheet(f"Products {number}" if number > 1 else "Products")
    sheet.freeze_panes = "C2"
    return sheet


def _append(sheet: Any, row: list[Value]) -> int:
    sheet.append([_cell(sheet, value) for value in row])
    return 1


def _cell(sheet: Any, value: Value) -> object:
    if isinstance(value, Decimal):
        if len(value.as_tuple().digits) <= _MOST_DIGITS:
            return value
        value = f"{value:f}"
    if not value:
        return None
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  As above.

    cell = WriteOnlyCell(sheet, value=value[:_MOST_CHARACTERS])
    # The library takes "#N/A" for an error and "=…" for a formula; here every text is a text.
    cell.data_type = "s"
    return cell
