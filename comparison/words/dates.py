"""Days and times of day as a language writes them (CLDR)."""

import datetime
from functools import lru_cache
from typing import Literal

from babel.dates import format_interval, format_skeleton, format_time

_REMEMBERED = 4_096
DayStyle = Literal["full", "day", "weekday", "month"]
_SKELETONS: dict[DayStyle, str] = {"full": "yMMMd", "day": "MMMd", "weekday": "MMMEd", "month": "yMMMM"}
_WITH_YEAR: dict[DayStyle, str] = {"full": "yMMMd", "day": "yMMMd", "weekday": "yMMMEd", "month": "yMMM"}
_CLOCK = {"ko": "aaaa h:mm"}  # CLDR abbreviates to PM; Koreans read 오후.
_THIN_SPACE = "\N{THIN SPACE}"


@lru_cache(_REMEMBERED)
def day(date: datetime.date, style: DayStyle, language: str) -> str:
    """*full* names the year, *day* and *weekday* do not, *month* leaves out the day."""
    return _unbroken(format_skeleton(_SKELETONS[style], date, locale=language))


@lru_cache(_REMEMBERED)
def day_range(first: datetime.date, last: datetime.date, style: DayStyle, language: str) -> str:
    """Both ends included; the same day twice is said once, and two years are both named."""
    if first == last:
        return day(first, style, language)
    skeletons = _SKELETONS if first.year == last.year else _WITH_YEAR
    text = format_interval(first, last, skeletons[style], locale=language)
    # Narrow cells: Korean dates are joined without spaces; a thin space shows as a box in some fonts.
    return _unbroken(text.replace(" ~ ", "~").replace(_THIN_SPACE, " "))


def _unbroken(text: str) -> str:
    """*text* in which no line ends between a date and the weekday in brackets behind it."""
    return text.replace(" (", "\u00a0(")


def clock(time: datetime.time, language: str) -> str:
    """A time of day to the minute."""
    return format_time(time, _CLOCK.get(language, "short"), locale=language).replace("\u202f", " ")
