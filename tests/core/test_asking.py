"""Context parameters: what is taken, what is ignored, what is refused by name."""

import datetime

import pytest

from comparison.core.asking import read_asked
from comparison.core.errors import BadParameter


def test_names_nobody_knows_say_nothing() -> None:
    assert read_asked([("utm_source", "mail"), ("v", "1"), ("Persona", "x")]) == read_asked([])


def test_an_empty_value_says_nothing() -> None:
    assert read_asked([("persona", ""), ("qty.user", ""), ("diff", "")]) == read_asked([])


def test_a_list_is_given_by_commas_by_repetition_or_both() -> None:
    asked = read_asked([("tiers", "a,b"), ("tiers", "c"), ("tiers", "a")])
    assert asked.tiers == ("a", "b", "c")


def test_the_last_of_two_values_counts() -> None:
    assert read_asked([("interval", "month"), ("interval", "year")]).interval == "year"


def test_quantities_are_by_unit() -> None:
    assert read_asked([("qty.user", "14"), ("qty.site", "3")]).quantities == {"user": 14, "site": 3}


def test_answers_are_by_question() -> None:
    assert read_asked([("a.people", "ten")]).answers == {"people": "ten"}


def test_a_date_is_a_day_of_the_calendar() -> None:
    assert read_asked([("start", "2028-02-29")]).start == datetime.date(2028, 2, 29)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lang", "not_a_tag"),
        ("lang", "a" * 60),
        ("market", "korea"),
        ("market", "KR\n"),
        ("region", "Jeju!"),
        ("currency", "EURO"),
        ("currency", "ZZZ"),
        ("customer_type", "b2x"),
        ("qty.user", "-1"),
        ("qty.user", "1e3"),
        ("qty.user", "١٤"),
        ("qty.user", "9" * 30),
        ("interval", "fortnight"),
        ("interval", "0-month"),
        ("horizon", "0"),
        ("horizon", "121"),
        ("start", "2026-02-30"),
        ("start", "1999-12-31"),
        ("start", "20261122"),
        ("addons", "A"),
        ("coupon", "<script>"),
        ("first_purchase", "yes"),
        ("member", "2"),
        ("persona", "Team"),
        ("tiers", "a,b,c,d,e,f"),
        ("tiers", "a,B"),
        ("diff", "all"),
        ("view", "table"),
        ("edition", "0"),
        ("a.people", "Ten People"),
    ],
)
def test_a_value_of_the_wrong_form_is_refused_by_its_name(name: str, value: str) -> None:
    with pytest.raises(BadParameter) as refused:
        read_asked([(name, value)])
    assert refused.value.name == name
    assert refused.value.accepted


@pytest.mark.parametrize("blank", ["\u3000", "\u00a0", "  "])
def test_words_are_looked_for_whichever_blank_a_keyboard_writes(blank: str) -> None:
    assert read_asked([("find", f"{blank}air{blank}max ")]).find == "air max"


@pytest.mark.parametrize("words", ["air\nmax", "air\x00", "\u202eair", "x" * 61])
def test_a_line_that_no_keyboard_writes_is_refused(words: str) -> None:
    with pytest.raises(BadParameter):
        read_asked([("find", words)])


def test_an_overlong_value_is_cut_where_it_is_said_back() -> None:
    with pytest.raises(BadParameter) as refused:
        read_asked([("persona", "X" * 5_000)])
    assert len(refused.value.value) <= 80
