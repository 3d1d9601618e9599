"""Numbers, ranges, products, units and yes or no, as people write them into cells."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparison.core.values import Number, Unlimited, YesNo
from comparison.storage.formats.typed_cells import Manner, money_figure, product_of, unit_in

POINTS, COMMAS, EITHER = Manner(decimal="."), Manner(decimal=","), Manner()


def number(text: str, manner: Manner = EITHER, unit: str | None = None) -> tuple[str, str | None] | None:
    found = manner.number(text, unit)
    assert found is None or isinstance(found.value, Number)
    return (found.value.amount, found.value.unit) if found and isinstance(found.value, Number) else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.9 kg", ("2.9", "kg")),
        ("2.9kg", ("2.9", "kg")),
        ("13 inch", ("13", "in")),
        ('13"', ("13", "in")),
        ("1,5 l", ("1.5", "l")),
        ("1,500", ("1500", None)),
        ("1 500 g", ("1500", "g")),
        ("1\u00a0500 g", ("1500", "g")),
        ("1,500.5 kg", ("1500.5", "kg")),
        ("−5 °C", ("-5", "celsius")),
        ("24 dB", ("24", "db")),
        ("50%", ("50", "percent")),
        ("5 m²", ("5", "m2")),
        ("+3", ("3", None)),
        ("-0", ("0", None)),
        ("12 fl oz", ("12", "fl-oz")),
        ("27인치", ("27", "in")),
        ("90일", ("90", "day")),
        ("12개월", ("12", "month")),
        ("3 か月", ("3", "month")),
        ("24시간", ("24", "h")),
        ("2 Jahre", ("2", "year")),
        ("30평", ("30", "pyeong")),
    ],
)  # fmt: skip
def test_a_number_with_its_unit(text: str, expected: tuple[str, str | None]):
    assert number(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "kg", "16:9", "2020-11", "4k", "1080p", "802.11ax", "1.2.3", "1,2,3", "0012", "5,6000", "1e400",
        "2560 x 1440", "20 x 30 cm", "9999999999999", "12 blorps", "--5", "5-", "NaN", "٣", "1/2",
        "2024년", "12월", "5명",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_number_is_none(text: str):
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "points", "commas"),
    [
        ("1.500", ("1.5", None), ("1500", None)),
        ("1,500", ("1500", None), ("1.5", None)),
        ("2.9", ("2.9", None), None),
        ("1.299,50", None, ("1299.5", None)),
        ("1,299.50", ("1299.5", None), None),
        ("2,16", None, ("2.16", None)),
        ("1,5 l", ("1.5", "l"), ("1.5", "l")),
    ],
)
def test_the_mark_before_the_places_is_the_table_s(
    text: str, points: tuple[str, str | None] | None, commas: tuple[str, str | None] | None
):
    assert (number(text, POINTS), number(text, COMMAS)) == (points, commas)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10–12", "10", "12"),
        ("10-12 h", "10", "12"),
        ("10 h - 12 h", "10", "12"),
        ("10 to 12 kg", "10", "12"),
        ("2,4–5 GHz", "2.4", "5"),
        ("5~7일", "5", "7"),
        ("12–10", None, None),
    ],
)
def test_a_range_is_the_end_that_promises_less(text: str, low: str | None, high: str | None):
    ends = [EITHER.number(text, direction=direction) for direction in ("higher", "lower")]  # type: ignore[arg-type]
    assert [one.value.amount if one else None for one in ends] == [low, high]  # type: ignore[union-attr]
    assert all(one is None or one.note == text for one in ends)


@pytest.mark.parametrize(
    ("text", "expected"), [("2 × 16 GB", ("32", "gb")), ("4x500 ml", ("2000", "ml")), ("6*1,5 l", ("9", "l"))]
)
def test_a_product_is_its_total(text: str, expected: tuple[str, str]):
    found = EITHER.number(text)
    assert found is not None
    assert isinstance(found.value, Number)
    assert ((found.value.amount, found.value.unit), found.note) == (expected, text)


def test_a_unit_stands_in_for_a_cell_that_names_none_and_never_for_one_that_does():
    assert number("5", unit="kg") == ("5", "kg")
    assert number("5 g", unit="kg") == ("5", "g")
    assert number("7200 rpm", unit="rpm") == ("7200", "rpm")
    assert number("7200 rpm", unit="hz") is None


def test_no_limit_is_a_value():
    assert [EITHER.number(text).value for text in ("unlimited", "무제한", "∞")] == [Unlimited()] * 3  # type: ignore[union-attr]


@pytest.mark.parametrize(("text", "yes"), [("Yes", True), ("있음", True), ("✗", False), ("FALSE", False)])
def test_yes_and_no_in_several_languages(text: str, yes: bool):
    assert EITHER.truth(text) == YesNo(yes=yes)


def test_a_table_may_have_words_of_its_own():
    manner = Manner.of(None, yes=("Y*",), no=("Yes",), missing=("None",))
    assert manner.truth("y*") == YesNo(yes=True)
    assert manner.truth("yes") == YesNo(yes=False)
    assert manner.is_missing("NONE")
    assert not EITHER.is_missing("none")


@pytest.mark.parametrize("text", ["", "-", "–", "n/a", "N/A", "?", "정보 없음"])
def test_these_say_that_nobody_knows(text: str):
    assert EITHER.is_missing(text)


@pytest.mark.parametrize(
    ("text", "manner", "figure"),
    [
        ("1.299,00 €", COMMAS, "1299 €"),
        ("$1,299.00", POINTS, "$1299"),
        ("12,5", EITHER, "12.5"),
        ("x", EITHER, "x"),
    ],
)
def test_the_figure_of_a_price_is_read_as_the_table_writes_it(text: str, manner: Manner, figure: str):
    assert money_figure(text, manner) == figure


def test_a_unit_is_known_by_its_words():
    assert [unit_in(word, None) for word in ("KG", " Zoll", "gib", "", None)] == [
        "kg",
        None,
        "gib",
        None,
        None,
    ]


@given(st.decimals(min_value=0, max_value=10**9, places=3))
def test_plain_numbers_come_through_exactly(amount: Decimal):
    found = number(f"{amount:f} kg", POINTS)
    assert found is not None
    assert Decimal(found[0]) == amount


@given(st.lists(st.integers(min_value=1, max_value=999), min_size=1, max_size=4))
def test_a_total_is_the_product_of_its_parts(parts: list[int]):
    expected = 1
    for part in parts:
        expected *= part
    total = product_of(map(str, parts))
    assert total == (str(expected) if expected < 10**12 else None)


@given(st.text(max_size=30))
def test_no_cell_breaks_the_reader(text: str):
    for manner in (POINTS, COMMAS, EITHER):
        found = manner.number(text)
        assert found is None or isinstance(found.value, Number | Unlimited)


@pytest.mark.parametrize("text", ["미표기", "Not stated", "記載なし", "Keine Angabe"])
def test_what_our_own_tables_say_of_the_unknown_is_nothing_known(text: str):
    assert Manner().is_missing(text)
