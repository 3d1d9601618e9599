"""The other ways a sentence may say an argument: ``%(date)s{weekday}``, ``%(items)s{and}``."""

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..core.messages import Quantified
from ..core.money import Money
from . import numbers

if TYPE_CHECKING:
    from .speaker import Speaker

Form = Callable[["Speaker", Any], str]


def _short(speaker: "Speaker", amount: Money) -> str:
    return speaker.money_short(amount)


def _whole(speaker: "Speaker", amount: Money) -> str:
    return numbers.money_whole(amount, speaker.language)


def _digits(speaker: "Speaker", amount: Money | Quantified) -> str:
    if isinstance(amount, Money):
        return numbers.money_digits(amount, speaker.language)
    return speaker.number(amount.amount)


def _first(speaker: "Speaker", end: Money | Quantified) -> str:
    """The low end of a range: with its unit only where that stands before the number (``₩28,900``)."""
    text, digits = speaker.said(end), _digits(speaker, end)
    return text if text.endswith(digits) else digits


def _last(speaker: "Speaker", end: Money | Quantified) -> str:
    """The high end of a range: with its unit only where that stands after the number (``50 dB``)."""
    text, digits = speaker.said(end), _digits(speaker, end)
    return digits if text.endswith(digits) else text


def _day(speaker: "Speaker", date: datetime.date) -> str:
    return speaker.day(date, "day")


def _weekday(speaker: "Speaker", date: datetime.date) -> str:
    return speaker.day(date, "weekday")


def _month(speaker: "Speaker", date: datetime.date) -> str:
    return speaker.day(date, "month")


def _days(speaker: "Speaker", ends: tuple[datetime.date, datetime.date]) -> str:
    return speaker.day_range(ends[0], ends[-1])


def _plain(_speaker: "Speaker", number: int) -> str:
    return str(number)


def _unit(speaker: "Speaker", unit: str) -> str:
    return speaker.unit_name(unit)


def _language(speaker: "Speaker", tag: str) -> str:
    return speaker.language_name(tag)


def _dots(speaker: "Speaker", items: tuple[object, ...]) -> str:
    return " · ".join(speaker.said(item) for item in items)


def _times(speaker: "Speaker", factors: tuple[object, ...]) -> str:
    return " × ".join(speaker.said(factor) for factor in factors)


def _plus(speaker: "Speaker", terms: tuple[object, ...]) -> str:
    return " + ".join(speaker.said(term) for term in terms)


def _commas(speaker: "Speaker", items: tuple[object, ...]) -> str:
    return speaker.listing(items)


def _and(speaker: "Speaker", items: tuple[object, ...]) -> str:
    return speaker.listing(items, "and")


def _or(speaker: "Speaker", items: tuple[object, ...]) -> str:
    return speaker.listing(items, "or")


FORMS: Mapping[str, Form] = {
    "short": _short,
    "whole": _whole,
    "digits": _digits,
    "first": _first,
    "last": _last,
    "day": _day,
    "weekday": _weekday,
    "month": _month,
    "days": _days,
    "plain": _plain,
    "unit": _unit,
    "language": _language,
    "·": _dots,
    "×": _times,
    "+": _plus,
    ",": _commas,
    "and": _and,
    "or": _or,
}
