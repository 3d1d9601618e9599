"""Numbers and amounts of money as a language writes them (CLDR), without ever rounding."""

import re
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.numbers import format_currency, format_decimal, format_percent

from ..core.messages import UnitAmount
from ..core.money import Money, exponent, major

_REMEMBERED = 8_192
# CLDR sets a space between a code of letters and the digits; Babel leaves it out.
_CODE_BEFORE_DIGIT = re.compile(r"(?<=[A-Za-z])(?=[0-9])")


def plain(text: str) -> Decimal:
    """*text* as a decimal without idle zeros: ``1.50`` is 1.5, and ``100`` stays 100."""
    exact = Decimal(text)
    whole = exact.to_integral_value()
    return whole if exact == whole else exact.normalize()


@lru_cache(_REMEMBERED)
def number(text: str, language: str) -> str:
    """Decimal *text* with the language's grouping: ``1204`` is ``1,204``."""
    return format_decimal(plain(text), locale=language, decimal_quantization=False)


@lru_cache(_REMEMBERED)
def percent(text: str, language: str) -> str:
    """*text* is in per cent: ``2.9`` is ``2.9%``."""
    return format_percent(Decimal(text).scaleb(-2), locale=language, decimal_quantization=False)


@lru_cache(_REMEMBERED)
def money(amount: Money, language: str) -> str:
    """The amount with all the decimals of its currency."""
    return _with_currency(major(amount), amount.currency, exponent(amount.currency), language)


@lru_cache(_REMEMBERED)
def money_whole(amount: Money, language: str) -> str:
    """The amount without decimals where they are all zero: ``$10,000``, but ``$10,000.50``."""
    exact = major(amount)
    if exact != exact.to_integral_value():
        return money(amount, language)
    return _with_currency(exact, amount.currency, 0, language)


@lru_cache(_REMEMBERED)
def money_short(amount: Money, language: str) -> str:
    """The amount for a narrow column: the Korean won without its word, all others whole."""
    return money_digits(amount, language) if _is_won(amount.currency, language) else money(amount, language)


@lru_cache(_REMEMBERED)
def money_digits(amount: Money, language: str) -> str:
    """The digits alone, for the second end of a range."""
    return format_decimal(
        major(amount), format=_pattern("#,##0.00", exponent(amount.currency)), locale=language
    )


@lru_cache(_REMEMBERED)
def unit_amount(amount: UnitAmount, language: str) -> str:
    """At least the decimals of the currency, and as many more as the amount has."""
    exact = plain(amount.amount)
    places = max(exponent(amount.currency), -int(exact.as_tuple().exponent))
    return _with_currency(exact, amount.currency, places, language)


def _with_currency(exact: Decimal, currency: str, places: int, language: str) -> str:
    if _is_won(currency, language):
        return format_decimal(exact, format=_pattern("#,##0.00", places), locale=language) + "원"
    standard = Locale.parse(language).currency_formats["standard"].pattern
    # CLDR's own decimals differ from ISO 4217 (no fils in a dinar) and would round silently.
    text = format_currency(
        exact, currency, format=_pattern(standard, places), locale=language, currency_digits=False
    )
    return _CODE_BEFORE_DIGIT.sub("\N{NO-BREAK SPACE}", text)


def _is_won(currency: str, language: str) -> bool:
    # The one exception to CLDR: Koreans write 341,000원.
    return currency == "KRW" and language == "ko"


def _pattern(pattern: str, places: int) -> str:
    return pattern.replace("0.00", "0." + "0" * places if places else "0")
