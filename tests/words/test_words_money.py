import re
from decimal import Decimal

import pytest
from babel import Locale
from babel.numbers import format_decimal, parse_pattern
from builders_words import decimals, in_currency, won
from hypothesis import given
from hypothesis import strategies as st

from comparison.core.bounds import MOST_MINOR
from comparison.core.messages import UnitAmount
from comparison.core.money import CURRENCIES, Money, major
from comparison.words import LANGUAGES, numbers, speaker

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("minor", "currency", "ko", "en"),
    [
        (341_000, "KRW", "341,000원", "₩341,000"),
        (0, "KRW", "0원", "₩0"),
        (-500, "KRW", "-500원", "-₩500"),
        (9_900, "JPY", "JP¥9,900", "¥9,900"),
        (12_250, "USD", "US$122.50", "$122.50"),
        (-1_250, "USD", "-US$12.50", "-$12.50"),
        (1_299, "EUR", "€12.99", "€12.99"),
        (1_299, "GBP", "£12.99", "£12.99"),
        (2_900, "AUD", "AU$29.00", "A$29.00"),
        (1_234, "KWD", f"KWD{NBSP}1.234", f"KWD{NBSP}1.234"),
        (1_234, "IQD", f"IQD{NBSP}1.234", f"IQD{NBSP}1.234"),
        (1_250, "CHF", f"CHF{NBSP}12.50", f"CHF{NBSP}12.50"),
        (1_200, "XAF", f"FCFA{NBSP}1,200", f"FCFA{NBSP}1,200"),
        (12_345, "CLF", f"CLF{NBSP}1.2345", f"CLF{NBSP}1.2345"),
    ],
)
def test_money_is_written_as_the_language_writes_it(minor: int, currency: str, ko: str, en: str):
    amount = in_currency(minor, currency)
    assert (speaker("ko").money(amount), speaker("en").money(amount)) == (ko, en)


def read_back(text: str, language: str) -> tuple[str, str, bool]:
    """Whole part, decimals and sign of a written amount, read by the signs of its language."""
    signs = Locale.parse(language).number_symbols["latn"]
    group, point = re.escape(signs["group"]), re.escape(signs["decimal"])
    digits = re.fullmatch(rf"(-?)[^0-9]*([0-9]+(?:{group}[0-9]{{3}})*)(?:{point}([0-9]+))?[^0-9]*", text)
    assert digits is not None, text
    return digits[2].replace(signs["group"], ""), digits[3] or "", bool(digits[1])


@pytest.mark.parametrize("language", LANGUAGES)
@given(minor=st.integers(-MOST_MINOR, MOST_MINOR), currency=st.sampled_from(sorted(CURRENCIES)))
def test_the_digits_of_the_text_are_the_very_amount(language: str, minor: int, currency: str):
    amount = Money(minor=minor, currency=currency)
    whole, places, negative = read_back(speaker(language).money(amount), language)
    assert Decimal(f"{'-' if negative else ''}{whole}.{places or 0}") == major(amount)
    assert len(places) == decimals(currency)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("currency", ["KRW", "JPY"])
def test_won_and_yen_have_no_decimals(language: str, currency: str):
    assert read_back(speaker(language).money(in_currency(123_456_789, currency)), language)[1] == ""


def test_the_largest_amount_keeps_every_digit():
    assert speaker("ko").money(won(MOST_MINOR)) == "9,000,000,000,000,000원"


@pytest.mark.parametrize(
    ("amount", "currency", "ko", "en"),
    [
        ("8.75", "USD", "US$8.75", "$8.75"),
        ("8.7", "USD", "US$8.70", "$8.70"),
        ("8.750000", "USD", "US$8.75", "$8.75"),
        ("0.0025", "USD", "US$0.0025", "$0.0025"),
        ("0.000000000001", "USD", "US$0.000000000001", "$0.000000000001"),
        ("100", "USD", "US$100.00", "$100.00"),
        ("12.5", "KRW", "12.5원", "₩12.5"),
        ("3400", "KRW", "3,400원", "₩3,400"),
    ],
)
def test_a_unit_amount_is_never_rounded(amount: str, currency: str, ko: str, en: str):
    unit_amount = UnitAmount(amount=amount, currency=currency)
    assert (speaker("ko").unit_amount(unit_amount), speaker("en").unit_amount(unit_amount)) == (ko, en)


def test_only_idle_decimals_are_left_out_of_sales():
    english = speaker("en")
    assert english.text("price.usage_sales", amount=in_currency(1_000_000, "USD")) == "$10,000 in sales"
    assert english.text("price.usage_sales", amount=in_currency(1_000_050, "USD")) == "$10,000.50 in sales"


@pytest.mark.parametrize("language", ["en", "ko", "ja", "de"])
@pytest.mark.parametrize("currency", ["USD", "EUR", "JPY", "CHF", "KWD", "SEK"])
@pytest.mark.parametrize("minor", [0, 5, -1_234_567, 98_765_432])
def test_money_is_written_as_cldr_writes_it_with_the_decimals_of_iso_4217(language, currency, minor):
    places = {"JPY": 0, "KWD": 3}.get(currency, 2)
    pattern = Locale(language).currency_formats["standard"].pattern
    fitting = pattern.replace("0.00", "0." + "0" * places if places else "0")
    exact = Decimal(minor).scaleb(-places)
    said = parse_pattern(fitting).apply(exact, Locale(language), currency=currency, currency_digits=False)
    written = speaker(language).money(Money(minor=minor, currency=currency))
    assert written.replace("\N{NO-BREAK SPACE}", "") == said.replace("\N{NO-BREAK SPACE}", "")


def by_babel(amount: Money, language: str) -> str:
    """What Babel makes of *amount* by the language's own pattern, with the decimals of ISO 4217."""
    locale, places = Locale.parse(language), decimals(amount.currency)
    usual = locale.currency_formats["standard"].pattern
    pattern = parse_pattern(usual.replace("0.00", "0." + "0" * places if places else "0"))
    text = pattern.apply(major(amount), locale, currency=amount.currency, currency_digits=False)
    return re.sub(r"(?<=[A-Za-z])(?=[0-9])", NBSP, text)


@pytest.mark.parametrize("language", [*LANGUAGES, "fr", "hi", "fa"])
@given(minor=st.integers(-MOST_MINOR, MOST_MINOR), currency=st.sampled_from(sorted(CURRENCIES - {"KRW"})))
def test_amounts_are_those_that_babel_writes(language: str, minor: int, currency: str):
    amount = Money(minor=minor, currency=currency)
    assert numbers.money(amount, language) == by_babel(amount, language)


@pytest.mark.parametrize("language", [*LANGUAGES, "fr", "hi", "fa"])
@given(count=st.integers(0, 10**15))
def test_whole_numbers_are_those_that_babel_writes(language: str, count: int):
    assert numbers.number(str(count), language) == format_decimal(count, locale=language)
