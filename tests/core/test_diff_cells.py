"""Typed comparison of cells: a table of pairs, rows that differ, and the best of a row."""

import datetime
import unicodedata

import pytest

from comparison.core.catalogue import Cell, Evidence, Product
from comparison.core.diff import (
    best_in_row,
    cells_differ,
    difference,
    row_differs,
    same,
    value_of,
)
from comparison.core.values import (
    Extra,
    Listing,
    NotApplicable,
    NotStated,
    Number,
    Unlimited,
    Words,
    YesNo,
)

TODAY = datetime.date(2026, 11, 22)
YES, NO = YesNo(yes=True), YesNo(yes=False)
KILO = Number(amount="1", unit="kg", base="1000", base_unit="g")
GRAMS = Number(amount="1000", unit="g", base="1000", base_unit="g")
YEARS = Number(amount="3", unit="year", base="94672800", base_unit="s")
MONTHS = Number(amount="24", unit="month", base="63115200", base_unit="s")
POUND = Number(amount="1", unit="lb", base="453.59237", base_unit="g")


def number(amount: str, unit: str | None = None, **base: str) -> Number:
    return Number(amount=amount, unit=unit, **base)


def words(**texts: str) -> Words:
    return Words(text=texts)


def listing(*items: str) -> Listing:
    return Listing(items=tuple({"en": item} for item in items))


PAIRS = [
    ("a kilogram is 1000 grams", KILO, GRAMS, True),
    ("a gram without a base is the other's base unit", KILO, number("1000", "g"), True),
    ("trailing zeros mean nothing", number("2.50"), number("2.5"), True),
    ("numbers in units that do not meet differ", number("5", "user"), number("5", "site"), False),
    ("a bare number stands in the row's unit", number("5"), number("5", "user"), True),
    ("larger is not equal", number("5", "user"), number("6", "user"), False),
    ("yes is yes", YES, YES, True),
    ("yes is not no", YES, NO, False),
    ("the word yes is yes", words(en="Yes"), YES, True),
    ("the word true is yes", YES, words(en="TRUE"), True),
    ("있음 is yes", words(ko="있음"), YES, True),
    ("없음 is no", words(ko="없음"), NO, True),
    ("the word no is not yes", words(en="no"), YES, False),
    ("the words yes and 있음 agree without a shared language", words(en="yes"), words(ko="있음"), True),
    ("case means nothing in a text", words(en="USB-C"), words(en="usb-c"), True),
    ("space means nothing in a text", words(en="two  years\u00a0 long"), words(en=" two years long "), True),
    (
        "composed and decomposed letters are equal",
        words(ko="가나"),
        words(ko=unicodedata.normalize("NFD", "가나")),
        True,
    ),
    ("sharp s is folded", words(de="Straße"), words(de="STRASSE"), True),
    (
        "one shared language that agrees is enough",
        words(en="Paper", ko="종이"),
        words(ko="종이", en="Card"),
        True,
    ),
    ("texts without a shared language differ", words(en="Paper"), words(ko="종이"), False),
    ("the order of a list means nothing", listing("card", "invoice"), listing("Invoice", "Card"), True),
    ("an item more is a difference", listing("card"), listing("card", "invoice"), False),
    ("a list of one is its text", listing("card"), words(en="Card"), True),
    ("unlimited is unlimited", Unlimited(), Unlimited(), True),
    ("unlimited is no number", Unlimited(), number("99999"), False),
    ("fair use sets it apart", Unlimited(), Unlimited(fair_use=KILO), False),
    ("another fair use differs", Unlimited(fair_use=KILO), Unlimited(fair_use=number("2", "kg")), False),
    ("one fair use in two units is one", Unlimited(fair_use=KILO), Unlimited(fair_use=GRAMS), True),
    ("extra through one add-on", Extra(add_on="ai"), Extra(add_on="ai"), True),
    ("extra through another add-on", Extra(add_on="ai"), Extra(add_on="atlas"), False),
    ("extra is not included", Extra(add_on="ai"), YES, False),
    ("both not stated", NotStated(), NotStated(), True),
    ("not stated is not no", NotStated(), NO, False),
    ("not applicable is not the same as not stated", NotApplicable(), NotStated(), False),
    ("a number is not yes", number("1"), YES, False),
]


@pytest.mark.parametrize(
    ("left", "right", "expected"), [pytest.param(*pair[1:], id=pair[0]) for pair in PAIRS]
)
def test_two_cells_say_the_same_or_not(left, right, expected):
    assert same(left, right) is expected


@pytest.mark.parametrize(("left", "right"), [pytest.param(*pair[1:3], id=pair[0]) for pair in PAIRS])
def test_sameness_does_not_depend_on_which_comes_first(left, right):
    assert same(left, right) is same(right, left)


def test_a_row_differs_where_only_the_last_pair_does():
    assert row_differs([YES, words(en="yes"), YES, NO])


def test_a_row_of_one_quantity_in_two_units_does_not_differ():
    assert not row_differs([KILO, GRAMS, number("1000", "g")])


def test_a_text_that_agrees_with_both_neighbours_does_not_hide_that_they_differ():
    assert row_differs([words(en="Paper"), words(en="Paper", ko="종이"), words(ko="종이")])


@pytest.mark.parametrize("values", [[], [YES]])
def test_a_row_of_fewer_than_two_cells_does_not_differ(values):
    assert not row_differs(values)


def test_a_row_of_something_unstated_and_something_stated_differs():
    assert row_differs([NotStated(), YES])


def test_a_missing_cell_is_not_stated():
    product = Product(key="p", name={"en": "P"}, category="c", cells=(Cell(feature="a", value=YES),))
    assert (value_of(product, "a"), value_of(product, "b")) == (YES, NotStated())


def claim(valid_to: str | None) -> Cell:
    evidence = Evidence(body="Body", number="1", valid_to=valid_to) if valid_to else None
    return Cell(feature="organic", value=YES, claim=True, evidence=evidence)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (claim("2027-01-01"), claim("2028-01-01"), False),
        (claim("2027-01-01"), claim(None), True),
        (claim("2026-11-22"), claim("2026-11-21"), True),
        (claim(None), claim("2026-11-21"), False),
    ],
)
def test_claims_differ_where_only_one_has_evidence_that_holds_today(left, right, expected):
    assert cells_differ([left, right], TODAY) is expected


def test_cells_differ_in_their_small_print():
    plain, noted = (
        Cell(feature="calls", value=YES),
        Cell(feature="calls", value=YES, note={"en": "one to one"}),
    )
    assert cells_differ([plain, noted], TODAY)
    assert not cells_differ([noted, Cell(feature="calls", value=YES, note={"en": "One to one"})], TODAY)


def test_a_missing_cell_and_one_not_stated_are_the_same():
    assert not cells_differ([None, Cell(feature="a", value=NotStated())], TODAY)
    assert cells_differ([None, Cell(feature="a", value=YES)], TODAY)


def numbers(*amounts: str) -> list[Number]:
    return [number(amount, "db") for amount in amounts]


@pytest.mark.parametrize(
    ("values", "direction", "best"),
    [
        pytest.param(numbers("24", "20", "21"), "lower", (1,), id="the quietest"),
        pytest.param(numbers("23", "47", "82"), "higher", (2,), id="the largest"),
        pytest.param(numbers("24", "20", "20"), "lower", (1, 2), id="two that tie"),
        pytest.param(numbers("20", "20"), "lower", (), id="nobody where all are equal"),
        pytest.param(numbers("1", "2"), "none", (), id="nobody without a direction"),
        pytest.param([number("90", "day"), Unlimited()], "higher", (1,), id="unlimited is most"),
        pytest.param([number("90", "day"), Unlimited()], "lower", (0,), id="a limit is least"),
        pytest.param(
            [number("90", "gb"), Unlimited(fair_use=number("50", "gb"))], "higher", (0,), id="by fair use"
        ),
        pytest.param(
            [number("1"), NotStated(), number("2")], "higher", (), id="nobody where one has not said"
        ),
        pytest.param(
            [number("1"), NotApplicable(), number("2")], "higher", (2,), id="who is not concerned is left out"
        ),
        pytest.param([number("1"), NotApplicable()], "higher", (), id="nobody where only one is concerned"),
        pytest.param(
            [number("1", "user"), number("2", "site")], "higher", (), id="nobody where units do not meet"
        ),
        pytest.param([KILO, number("900", "g")], "higher", (0,), id="in base units"),
        pytest.param([YES, NO], "higher", (), id="having it is not being best"),
        pytest.param([words(en="one"), words(en="two")], "higher", (), id="words are not ranked"),
    ],
)
def test_the_best_of_a_row(values, direction, best):
    assert best_in_row(values, direction) == best


@pytest.mark.parametrize(
    ("larger", "smaller", "expected"),
    [
        (number("82", "m2"), number("47", "m2"), number("35", "m2")),
        (number("1.50", "kg"), number("1", "kg"), number("0.5", "kg")),
        (KILO, number("400", "g"), number("0.6", "kg")),
        (YEARS, MONTHS, number("1", "year")),
        (MONTHS, YEARS, number("-12", "month")),
        (POUND, number("400", "g"), number("0.12", "lb")),
        (POUND, number("453", "g"), number("0.59237", "g")),
        (number("0", "kg", base="0", base_unit="g"), number("4", "g"), number("-4", "g")),
        (number("5"), number("3", "user"), number("2", "user")),
        (number("100"), number("20"), number("80")),
        (number("5", "user"), number("3", "site"), None),
    ],
)
def test_a_difference_is_said_in_the_unit_of_the_first(larger, smaller, expected):
    assert difference(larger, smaller) == expected
