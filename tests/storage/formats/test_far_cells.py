"""A value far from all others: a spreadsheet that would take all memory is refused, and the cell is named."""

import io
import time
import zipfile

import openpyxl
import pytest
from builders_tables import workbook

from comparison.core.errors import RefusedFile
from comparison.storage.formats import far_cells
from comparison.storage.formats.source_file import SourceFile
from comparison.storage.formats.tables import header_of, table_of
from comparison.words.failures import sentence_of

VALUE = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
EMPTY_ROWS = (
    '<table:table-row table:number-rows-repeated="1048574">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


def sheet(**cells: str) -> SourceFile:
    """An XLSX file with a small table in the second of two sheets, and *cells* beside it in the first one."""
    book = openpyxl.Workbook()
    for place, value in {"A1": "name", "B1": "price", "A2": "Anvil", "B2": "10", **cells}.items():
        book.active[place] = value
    book.create_sheet("other")["XFD1048576"] = "of no concern"
    raw = io.BytesIO()
    book.save(raw)
    return SourceFile(name="goods.xlsx", raw=raw.getvalue())


def ods(*rows: str) -> SourceFile:
    names = {"office": "office", "table": "table", "text": "text"}
    spaces = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for one, name in names.items()
    )
    body = f'<table:table table:name="A">{"".join(rows)}</table:table>'
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>{body}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return SourceFile(name="goods.ods", raw=raw.getvalue())


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def blank(columns: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{columns}"/>'


@pytest.mark.parametrize(
    ("file", "cell"),
    [
        (sheet(XFD1048576="x"), "XFD1048576"),
        (sheet(A1048576="x", AO3="y"), "AO3"),
        (ods(row(VALUE, VALUE), EMPTY_ROWS, row(blank(16_383), VALUE)), "XFD1048576"),
    ],
    ids=["corner", "two sides", "ods"],
)
def test_a_value_in_a_far_corner_is_refused_by_its_cell(file: SourceFile, cell: str):
    with pytest.raises(RefusedFile) as refused, table_of(file):
        pass
    assert f"in cell {cell}" in sentence_of(refused.value, "en")
    with pytest.raises(RefusedFile):
        header_of(file)


@pytest.mark.parametrize(
    "file",
    [
        sheet(),
        sheet(A20000="x"),
        sheet(XFD3="x"),
        sheet(AN20000="x"),
        ods(row(VALUE, VALUE), EMPTY_ROWS),
        ods(row(VALUE, VALUE, blank(16_382)), row(VALUE, VALUE), EMPTY_ROWS),
    ],
    ids=["small", "far down", "far right", "both", "ods", "ods to the edge"],
)
def test_what_can_be_kept_is_read(file: SourceFile):
    far_cells.check_extent(file.name, io.BytesIO(file._bytes or b""))


def test_a_sheet_of_opendocument_is_read_as_any_other():
    number = (
        '<table:table-cell office:value-type="float" office:value="10"><text:p>10</text:p></table:table-cell>'
    )
    with table_of(ods(row(VALUE, VALUE.replace("x", "price")), row(VALUE, number), EMPTY_ROWS)) as table:
        assert table.columns == ("x", "price")
        assert [one.cells for one in table.rows] == [{"x": "x", "price": "10"}]


def test_empty_cells_with_a_look_of_their_own_are_no_values():
    book = openpyxl.Workbook()
    book.active.append(["name", "price"])
    book.active["XFD1048576"].font = openpyxl.styles.Font(bold=True)
    raw = io.BytesIO()
    book.save(raw)
    with table_of(SourceFile(name="goods.xlsx", raw=raw.getvalue())) as table:
        assert table.columns == ("name", "price")


def test_a_tag_is_found_wherever_the_pieces_of_a_file_end(monkeypatch: pytest.MonkeyPatch):
    file = sheet(XFD1048576="x")
    for size in (1, 7, 64):
        monkeypatch.setattr(far_cells, "_BLOCK", size)
        with pytest.raises(RefusedFile):
            far_cells.check_extent(file.name, io.BytesIO(file._bytes or b""))


@pytest.mark.parametrize("raw", [b"", b"no archive", workbook(["a"])[:200]])
def test_what_is_no_spreadsheet_is_left_for_its_reader_to_say(raw: bytes):
    far_cells.check_extent("goods.xlsx", io.BytesIO(raw))


def test_a_tag_that_names_many_places_is_walked_once():
    raw, kept = io.BytesIO(), zipfile.ZipFile(io.BytesIO(sheet(XFD3="x")._bytes or b""))
    tag = b"<c " + b'r="A1" ' * 8_000 + b"/></sheetData>"
    with zipfile.ZipFile(raw, "w") as archive:
        for name in kept.namelist():
            archive.writestr(name, kept.read(name).replace(b"</sheetData>", tag))
    begun = time.process_time()
    far_cells.check_extent("goods.xlsx", raw)
    assert time.process_time() - begun < 2
