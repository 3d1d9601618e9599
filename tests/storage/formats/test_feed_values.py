"""Numbers with units and amounts of money, as feeds and pages write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparison.storage.formats.quantities import CODES, decimal_text, quantity_of, unit_of
from comparison.storage.formats.stated_money import stated_money
from comparison.storage.formats.web_addresses import web_address
from comparison.storage.units import UNITS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("750 g", ("750", "g")),
        ("1,5 l", ("1.5", "l")),
        ("1,299.5 kg", None),
        ("22 in", ("22", "in")),
        ('22"', ("22", "in")),
        ("3 fl oz", ("3", "fl-oz")),
        ("2 qt", ("4", "pt")),
        ("5 m²", ("5", "m2")),
        ("1 cm3", ("1", "cm3")),
        ("10 sq m", ("10", "m2")),
        ("100oz", ("100", "oz")),
        ("12", ("12", None)),
        ("-3 g", ("-3", "g")),
        ("0012", None),
        ("two kg", None),
        ("5 apples", None),
        ("1 2", None),
        ("", None),
        ("9" * 100 + " g", None),
    ],
)
def test_a_quantity_is_a_number_and_a_known_unit(text: str, expected: tuple[str, str | None] | None):
    found = quantity_of(text)
    assert (None if found is None else (found.amount, found.unit)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.5928146880897", "12.59281468809"),
        ("1e-5", "0.00001"),
        ("1E+3", "1000"),
        ("1,299.50", "1299.5"),
        ("007", None),
        ("1e400", None),
        ("9999999999999", None),
        ("NaN", None),
        ("٣", None),
        ("-0.0", "0"),
    ],
)
def test_a_number_has_at_most_twelve_digits_on_either_side(text: str, expected: str | None):
    assert decimal_text(text) == expected


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=10))
def test_no_number_changes_its_value(number: Decimal):
    text = decimal_text(f"{number:f}")
    assert text is not None
    assert Decimal(text) == number


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("159.00 USD", "159", "USD"),
        ("USD 5", "5", "USD"),
        ("5usd", "5", "USD"),
        ("$750", "750", None),
        ("US$5", "5", "USD"),
        ("₩12,000", "12000", "KRW"),
        ("12,000원", "12000", "KRW"),
        ("15,99 EUR", "15.99", "EUR"),
        ("1.299,00 €", "1299", "EUR"),
        ("750", "750", None),
    ],
)
def test_money_names_its_currency_where_only_one_is_meant(text: str, amount: str, currency: str | None):
    assert stated_money(text) == (amount, currency)


@pytest.mark.parametrize(
    "text", ["", "free", "5 XYZ", "-5 USD", "5 USD EUR", "EUR", "1e3 USD", "9" * 70, "A$5"]
)
def test_what_is_no_money_is_none(text: str):
    assert stated_money(text) is None


def test_codes_of_measured_units_stand_for_units_that_can_be_compared():
    counted = {"piece", "pack", "pair", "percent", "c", "f", "v", "a", "db", "kmh", "bar", "lm"}
    assert {unit for unit in CODES.values() if unit not in UNITS} == counted


@pytest.mark.parametrize(
    ("code", "text", "unit"),
    [
        ("KGM", "", "kg"),
        ("kgm", "", "kg"),
        ("https://service.unece.org/trade/uncefact/vocabulary/rec20/#MTR", "", "m"),
        ("", "kg.", "kg"),
        ("", "inches", "in"),
        ("ZZ", "", None),
        ("", "", None),
    ],
)
def test_a_unit_is_told_by_its_code_or_its_name(code: str, text: str, unit: str | None):
    assert unit_of(code, text) == unit


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://x.example/a b", "https://x.example/a%20b"),
        ("  http://x.example ", "http://x.example"),
        ("javascript:alert(1)", None),
        ("x.example", None),
        ('https://x.example/"', None),
        ("https://x.example/" + "a" * 3_000, None),
    ],
)
def test_only_pages_are_addresses(text: str, address: str | None):
    assert web_address(text) == address
