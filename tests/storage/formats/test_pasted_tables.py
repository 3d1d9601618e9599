"""Tables that were pasted: which way round they lie, and what of them is doubtful."""

import csv
import io

import pytest

from comparison.core.errors import RefusedFile
from comparison.storage.formats.pasted import pasted_table


def read(text: str, wanted: str | None = None) -> tuple[str, list[list[str]]]:
    found = pasted_table(text, "table.csv", wanted)
    return found.direction, list(csv.reader(io.StringIO(found.content.decode())))


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("name\tprice\nA\t1\nB\t2", "rows"),
        ("상품명,가격\nA,100\nB,200", "rows"),
        ("\tLite\tPlus\nprice\t1\t2\nweight (kg)\t3\t4", "columns"),
        ("요금제,Basic,Pro\n사용자,1,10\n월 요금,10,20\n로고,아니요,예", "columns"),
        ("품목,무게,색\n사과,3,빨강\n배,4,노랑", "rows"),
        ("spec;A;B\nbattery;10 h;12 h\napp;yes;no\nstrap;steel;leather", "columns"),
    ],
)
def test_the_table_shows_where_its_products_stand(text: str, direction: str) -> None:
    assert read(text)[0] == direction


def test_columns_of_products_become_lines_of_products() -> None:
    assert read("\tLite\tPlus\nprice\t1\t2\n")[1] == [["상품명", "price"], ["Lite", "1"], ["Plus", "2"]]


def test_a_merchant_may_say_where_the_products_stand() -> None:
    assert read("name\tprice\nA\t1\n", "columns")[1] == [["상품명", "A"], ["price", "1"]]


def test_a_title_above_and_empty_edges_are_passed_over() -> None:
    assert read("Our goods\t\t\n\t\t\nname\tprice\t\nA\t1\t\n")[1] == [["name", "price"], ["A", "1"]]


def test_a_name_that_is_there_twice_and_one_that_is_not_there_get_their_place() -> None:
    assert read("name\tsize\tsize\t\nA\t1\t2\t3\n")[1][0] == ["name", "size", "size (3)", "#4"]


def test_a_comma_in_a_cell_of_a_spreadsheet_parts_nothing() -> None:
    assert read("name\tprice\nA\t1,299\n")[1] == [["name", "price"], ["A", "1,299"]]


@pytest.mark.parametrize("text", ["", "one", "one\ttwo", "one\ntwo\nthree", '"', '\ta"b\n"'])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(RefusedFile):
        pasted_table(text, "table.csv")
