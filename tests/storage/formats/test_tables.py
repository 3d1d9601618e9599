"""Delimited text and spreadsheets as rows with their lines."""

import weakref
from datetime import date

import pytest
from builders_tables import table, workbook

from comparison.core.errors import RefusedFile
from comparison.storage.formats import tables
from comparison.storage.formats.source_file import SourceFile
from comparison.storage.formats.tables import header_of, table_of


def read(raw: bytes | str, name: str = "a.csv", **how: bool) -> list[dict[str, str]]:
    content = raw.encode() if isinstance(raw, str) else raw
    with table_of(SourceFile(name=name, raw=content), **how) as found:
        return [dict(row.cells) for row in found.rows]


def refusal(raw: bytes | str, **how: bool) -> RefusedFile:
    with pytest.raises(RefusedFile) as refused:
        read(raw, **how)
    return refused.value


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiter_and_line_ends_are_found_out(mark: str, end: str):
    text = f"Name{mark}Price{end}Tea{mark}3{end}"
    assert read(text) == [{"name": "Tea", "price": "3"}]


def test_a_cell_may_hold_lines_marks_and_quotation_marks():
    text = 'Name,Price\n"A ""big""\nthing, really",3\nB,4\n'
    with table_of(SourceFile(name="a.csv", raw=text.encode())) as found:
        rows = list(found.rows)
    assert rows[0].get("NAME") == 'A "big"\nthing, really'
    assert [row.line for row in rows] == [3, 4]


def test_quotation_marks_can_be_taken_literally():
    assert read('Name\tSize\n17" screen\t1\n"open\t2\n', quoted=False) == [
        {"name": '17" screen', "size": "1"},
        {"name": '"open', "size": "2"},
    ]


def test_spaces_after_a_closing_mark_can_be_allowed():
    assert read('Name  ,Price\n"A, b"   ,3\n', padded=True)[0]["price"] == "3"


def test_a_bar_code_keeps_its_zeros():
    assert read("Code\n0012\n")[0]["code"] == "0012"


def test_empty_rows_are_passed_over_and_short_ones_are_no_fault():
    assert read("a,b\n,\n1\n\n") == [{"a": "1"}]


def test_letters_are_composed():
    assert read("Name\nCafe\u0301\n") == [{"name": "Caf\u00e9"}]


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("", "no_header", 1),
        (",,\n1,2,3\n", "no_header", 1),
        ("a,A\n1,2\n", "column_twice", 1),
        ("a,b\n1,2,3\n", "too_many_cells", 2),
        ('a,b\n1,"open\n2,3\n', "not_a_table", 3),
        ('a,b\n"1" 2,3\n', "not_a_table", 2),
        ("a\n" + "x" * (tables.MOST_CELL + 1) + "\n", "cell_too_long", 2),
        (",".join(f"c{number}" for number in range(1_001)) + "\n", "too_many_columns", 1),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(text: str, reason: str, line: int):
    refused = refusal(text)
    assert (refused.reason.key, refused.line) == (f"import.reason.{reason}", line)


def test_a_nul_is_refused_with_its_column():
    refused = refusal("a,b\n1,2\0\n")
    assert (refused.line, refused.path) == (2, "b")


def test_a_spreadsheet_gives_its_first_sheet_as_text():
    raw = workbook(["Name", "Price", "Days", "Since", "Ok"], ["Tea", 12.5, 3, date(2026, 11, 2), True])
    assert read(raw, "a.xlsx") == [
        {"name": "Tea", "price": "12.5", "days": "3", "since": "2026-11-02", "ok": "true"}
    ]


def test_a_spreadsheet_that_is_none_is_refused():
    with pytest.raises(RefusedFile):
        read(b"not a workbook", "a.xlsx")


def test_the_header_of_no_table_is_empty():
    assert header_of(SourceFile(name="a.csv", raw=b"\x00\xff\x81")) == ()
    assert header_of(table([["Name", "Price"]])) == ("name", "price")


def test_a_spreadsheet_is_opened_once_however_many_formats_ask_for_its_header(
    monkeypatch: pytest.MonkeyPatch,
):
    opened, rows = list[SourceFile](), tables.spreadsheets.sheet_rows

    def counted(file: SourceFile, longest: int):
        opened.append(file)
        return rows(file, longest)

    monkeypatch.setattr(tables.spreadsheets, "sheet_rows", counted)
    first, second = (SourceFile(name="a.xlsx", raw=workbook(["Name", column])) for column in ("Price", "SKU"))
    asked = [header_of(file) for file in (first, second, first, second)]
    assert asked == [("name", "price"), ("name", "sku")] * 2
    assert opened == [first, second]


def test_a_file_whose_header_was_asked_for_goes_with_the_last_who_reads_it():
    file = table([["Name", "Price"]])
    gone = weakref.ref(file)
    header_of(file)
    del file
    assert gone() is None
