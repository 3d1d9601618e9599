"""The three-valued test of one need against one cell."""

import datetime

import pytest
from builders_fit import (
    NO,
    NOT_STATED,
    TODAY,
    YES,
    extra,
    listing,
    must,
    need,
    number,
    unlimited,
    words,
)

from comparison.core.catalogue import Cell, Evidence
from comparison.core.fitting.outcomes import outcome, outcome_of
from comparison.core.values import NotApplicable

NOT_APPLICABLE = NotApplicable()
FAIR_50 = unlimited(number(50, "gb"))


@pytest.mark.parametrize(
    ("op", "wanted", "value", "expected"),
    [
        ("has", None, YES, "met"),
        ("has", None, NO, "unmet"),
        ("has", None, words(en="yes"), "met"),
        ("has", None, words(ko="없음"), "unmet"),
        ("has", None, words(en="Public repositories only"), "unknown"),
        ("has", None, number(1), "met"),
        ("has", None, number(0), "unmet"),
        ("has", None, unlimited(), "met"),
        ("has", None, unlimited(number(0)), "unmet"),
        ("has", None, listing("card"), "met"),
        ("has", None, extra("ai"), "unmet"),
        ("has", None, NOT_APPLICABLE, "unmet"),
        ("has", None, NOT_STATED, "unknown"),
        (">=", "10", number("9.99"), "unmet"),
        (">=", "10", number(10), "met"),
        (">=", "10", unlimited(), "met"),
        (">=", "10", NO, "unmet"),
        (">=", "10", YES, "unknown"),
        (">=", "10", words(en="many"), "unknown"),
        (">=", "10", extra("seats"), "unmet"),
        (">=", "10", NOT_APPLICABLE, "unmet"),
        (">=", "10", NOT_STATED, "unknown"),
        (">=", None, number(10), "unknown"),
        (">=", None, unlimited(), "unknown"),
        ("<=", "22", number(22), "met"),
        ("<=", "22", number("22.01"), "unmet"),
        ("<=", "22", unlimited(), "unmet"),
        ("<=", "22", NO, "unknown"),
        ("<=", "22", NOT_APPLICABLE, "unknown"),
        ("==", "5", number("5.0"), "met"),
        ("==", "5", number(6), "unmet"),
        ("==", "5", unlimited(), "unmet"),
        ("==", "5", words(en="5"), "unknown"),
        ("==", ("card", "invoice"), listing("Invoice", "Card"), "met"),
        ("==", ("card",), listing("card", "invoice"), "unmet"),
        ("==", ("card", "invoice"), listing("card"), "unmet"),
        ("==", ("paper",), words(en="Paper"), "met"),
        ("==", ("paper",), NO, "unmet"),
        ("==", (), words(en="Paper"), "unknown"),
        ("in", ("paper", "glass"), words(en=" PAPER "), "met"),
        ("in", ("종이",), words(en="Paper", ko="종이"), "met"),
        ("in", ("paper",), words(en="Mixed film"), "unmet"),
        ("in", ("card",), listing("Invoice", "Card"), "met"),
        ("in", ("cash",), listing("Invoice", "Card"), "unmet"),
        ("in", ("cash",), NOT_STATED, "unknown"),
        ("in", ("cash",), number(3), "unknown"),
        ("in", (), words(en="Paper"), "unknown"),
    ],
)
def test_a_value_answers_a_need(op, wanted, value, expected):
    assert outcome(need("row", op, wanted), value) == expected


@pytest.mark.parametrize(
    ("op", "wanted", "expected"),
    [(">=", 50, "met"), (">=", 51, "unmet"), ("<=", 50, "met"), ("<=", 49, "unmet"), ("==", 50, "met")],
)
def test_unlimited_with_fair_use_is_tested_with_that_number(op, wanted, expected):
    assert outcome(need("data", op, wanted, unit="gb"), FAIR_50) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (number(1, "kg", "1000", "g"), "met"),
        (number(999, "g", "999", "g"), "unmet"),
        (number(1000), "met"),
        (number(5, "l", "5000", "ml"), "unknown"),
    ],
)
def test_a_need_is_compared_in_base_units(value, expected):
    wanted = must("weight", ">=", 1000, unit="g", base="1000", base_unit="g")
    assert outcome(wanted, value) == expected


def test_a_need_without_a_unit_is_asked_in_the_row_s_own():
    assert outcome(must("history", ">=", 90), number(90, "day")) == "met"


def claim(value, valid_to=None):
    evidence = Evidence(body="Body", number="1", valid_to=valid_to) if valid_to else None
    return Cell(feature="organic", value=value, claim=True, evidence=evidence)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (None, "unknown"),
        (claim(YES), "unknown"),
        (claim(YES, "2026-11-22"), "met"),
        (claim(YES, "2026-11-21"), "unknown"),
        (claim(NO), "unmet"),
        (claim(NO, "2027-01-01"), "unmet"),
        (Cell(feature="organic", value=YES), "met"),
    ],
)
def test_a_claim_meets_a_need_only_by_evidence_that_holds_today(cell, expected):
    assert outcome_of(must("organic"), cell, TODAY) == expected


def test_evidence_lapses_on_the_day_after_its_last():
    cell = claim(YES, "2026-11-22")
    assert outcome_of(must("organic"), cell, TODAY + datetime.timedelta(days=1)) == "unknown"
