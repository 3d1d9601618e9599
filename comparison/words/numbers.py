"""Numbers and amounts of money as a language writes them (CLDR), without ever rounding."""

import re
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.numbers import NumberPattern, format_decimal, format_percent, get_currency_symbol, parse_pattern

from ..core.messages import UnitAmount
from ..core.money import Money, exponent, major

# Of every kind and all languages together. Each takes some 400 bytes, so that more would be more than the
# pages they stand on.
_REMEMBERED = 1_024
_SIGN = "\N{CURRENCY SIGN}"
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
    return format_decimal(plain(text), locale=_locale(language), decimal_quantization=False)


@lru_cache(_REMEMBERED)
def percent(text: str, language: str) -> str:
    """*text* is in per cent: ``2.9`` is ``2.9%``."""
    return format_percent(Decimal(text).scaleb(-2), locale=_locale(language), decimal_quantization=False)


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
        return format_decimal(exact, format=_pattern("#,##0.00", places), locale=_locale(language)) + "원"
    # CLDR's own decimals differ from ISO 4217 (no fils in a dinar) and would round silently.
    text: str = _standard(currency, places, language).apply(
        exact, _locale(language), currency=currency, currency_digits=False
    )
    return _CODE_BEFORE_DIGIT.sub("\N{NO-BREAK SPACE}", text)


@lru_cache(_REMEMBERED)
def _standard(currency: str, places: int, language: str) -> NumberPattern:
    """The usual pattern of money, the sign of *currency* in it: Babel looks that up for each amount."""
    locale = _locale(language)
    standard = parse_pattern(_with_places(locale.currency_formats["standard"].pattern, places))
    sign = get_currency_symbol(currency, locale)
    (before, before_less), (after, after_less) = standard.prefix, standard.suffix
    standard.prefix = before.replace(_SIGN, sign), before_less.replace(_SIGN, sign)
    standard.suffix = after.replace(_SIGN, sign), after_less.replace(_SIGN, sign)
    return standard


def _is_won(currency: str, language: str) -> bool:
    # The one exception to CLDR: Koreans write 341,000원.
    return currency == "KRW" and language == "ko"


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


@lru_cache(_REMEMBERED)
def _pattern(pattern: str, places: int) -> NumberPattern:
    return parse_pattern(_with_places(pattern, places))


def _with_places(pattern: str, places: int) -> str:
    return pattern.replace("0.00", "0." + "0" * places if places else "0")
