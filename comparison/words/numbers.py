"""Numbers and amounts of money as a language writes them (CLDR), without ever rounding."""

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from babel import Locale
from babel.numbers import (
    NumberPattern,
    format_decimal,
    format_percent,
    get_currency_symbol,
    get_decimal_symbol,
    get_group_symbol,
    parse_pattern,
)

from ..core.messages import UnitAmount
from ..core.money import Money, exponent, major

# Of every kind and all languages together. Each takes some 400 bytes, so that more would be more than the
# pages they stand on.
_REMEMBERED = 1_024
_SIGN = "\N{CURRENCY SIGN}"
# CLDR sets a space between a code of letters and the digits; Babel leaves it out.
_CODE_BEFORE_DIGIT = re.compile(r"(?<=[A-Za-z])(?=[0-9])")
_THOUSANDS = (3, 3)


class Figures(NamedTuple):
    """How whole digits become an amount: what stands around them, above zero and below, and between."""

    before: tuple[str, str]
    after: tuple[str, str]
    group: str
    point: str

    def written(self, minor: int, places: int) -> str:
        """So many *minor* units, the last *places* digits of them behind the point."""
        below = minor < 0
        whole, rest = divmod(abs(minor), 10**places)
        digits = f"{whole:,}".replace(",", self.group)
        behind = f"{self.point}{rest:0{places}}" if places else ""
        return f"{self.before[below]}{digits}{behind}{self.after[below]}"


def plain(text: str) -> Decimal:
    """*text* as a decimal without idle zeros: ``1.50`` is 1.5, and ``100`` stays 100."""
    exact = Decimal(text)
    whole = exact.to_integral_value()
    return whole if exact == whole else exact.normalize()


@lru_cache(_REMEMBERED)
def number(text: str, language: str) -> str:
    """Decimal *text* with the language's grouping: ``1204`` is ``1,204``."""
    if text.isascii() and text.isdigit() and (figures := _counting(language)) is not None:
        return figures.written(int(text), 0)
    return format_decimal(plain(text), locale=_locale(language), decimal_quantization=False)


@lru_cache(_REMEMBERED)
def percent(text: str, language: str) -> str:
    """*text* is in per cent: ``2.9`` is ``2.9%``."""
    return format_percent(Decimal(text).scaleb(-2), locale=_locale(language), decimal_quantization=False)


@lru_cache(_REMEMBERED)
def money(amount: Money, language: str) -> str:
    """The amount with all the decimals of its currency."""
    return _with_currency(amount.minor, amount.currency, exponent(amount.currency), language)


@lru_cache(_REMEMBERED)
def money_whole(amount: Money, language: str) -> str:
    """The amount without decimals where they are all zero: ``$10,000``, but ``$10,000.50``."""
    exact = major(amount)
    if exact != exact.to_integral_value():
        return money(amount, language)
    return _with_currency(int(exact), amount.currency, 0, language)


@lru_cache(_REMEMBERED)
def money_short(amount: Money, language: str) -> str:
    """The amount for a narrow column: the Korean won without its word, all others in full."""
    return money_digits(amount, language) if _is_won(amount.currency, language) else money(amount, language)


@lru_cache(_REMEMBERED)
def money_digits(amount: Money, language: str) -> str:
    """The digits alone, for the second end of a range."""
    return _with_currency(amount.minor, "", exponent(amount.currency), language)


@lru_cache(_REMEMBERED)
def unit_amount(amount: UnitAmount, language: str) -> str:
    """At least the decimals of the currency, and as many more as the amount has."""
    exact = plain(amount.amount)
    places = max(exponent(amount.currency), -int(exact.as_tuple().exponent))
    return _with_currency(int(exact.scaleb(places)), amount.currency, places, language)


def _with_currency(minor: int, currency: str, places: int, language: str) -> str:
    """So many *minor* units of *currency*, of none where that is empty, with *places* decimals."""
    figures = _figures(currency, places, language)
    if figures is not None:
        return figures.written(minor, places)
    return _by_pattern(Decimal(minor).scaleb(-places), currency, places, language)


@lru_cache(_REMEMBERED)
def _figures(currency: str, places: int, language: str) -> Figures | None:
    """What Babel finds out again for each amount; None for digits in another script or other groups."""
    locale, pattern = _locale(language), _pattern_of(currency, places, language)
    if pattern.grouping != _THOUSANDS or locale.default_numbering_system != "latn":
        return None
    before = [_CODE_BEFORE_DIGIT.sub("\N{NO-BREAK SPACE}", f"{one}0")[:-1] for one in pattern.prefix]
    return Figures(
        before=(before[0], before[1]),
        after=(pattern.suffix[0], pattern.suffix[1]),
        group=get_group_symbol(locale),
        point=get_decimal_symbol(locale),
    )


@cache
def _counting(language: str) -> Figures | None:
    """The figures of a plain whole number, where the language groups by thousands."""
    usual = _locale(language).decimal_formats[None]
    return _figures("", 0, language) if usual.grouping == _THOUSANDS else None


def _by_pattern(exact: Decimal, currency: str, places: int, language: str) -> str:
    # CLDR's own decimals differ from ISO 4217 (no fils in a dinar) and would round silently.
    text: str = _pattern_of(currency, places, language).apply(
        exact, _locale(language), currency=currency or None, currency_digits=False
    )
    return _CODE_BEFORE_DIGIT.sub("\N{NO-BREAK SPACE}", text)


def _pattern_of(currency: str, places: int, language: str) -> NumberPattern:
    if not currency or _is_won(currency, language):
        return _plain(places, "원" if currency else "")
    return _standard(currency, places, language)


@lru_cache(_REMEMBERED)
def _plain(places: int, after: str) -> NumberPattern:
    return parse_pattern(_with_places("#,##0.00", places) + after)


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


def _with_places(pattern: str, places: int) -> str:
    return pattern.replace("0.00", "0." + "0" * places if places else "0")
