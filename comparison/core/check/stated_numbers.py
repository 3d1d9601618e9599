"""The numbers that a text states, read as its language writes them.

"1,000" is a thousand in English and one in German; "5만 원" are 50,000 won, "Nov 2, 2026" holds the numbers
of 2026-11-02, "2 p.m." is 14, and "1 kg" as much as "1,000 g". A number in words ("two", 두) counts as said.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from .numeral_words import (
    BEFORE,
    COMMA_LANGUAGES,
    MOST_WORDED,
    SPACED_LANGUAGES,
    TIMES,
    UNITS,
    WORDED,
    months_of,
)

_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_ROUND_THE_CLOCK = re.compile(r"(?<![0-9])24\s?/\s?7(?![0-9])|24시간\s?365일|365일\s?24시간")
_DATE = re.compile(r"(?<![0-9a-z])([0-9]{1,4})([./-])([0-9]{1,2})\2([0-9]{1,4})(?![0-9])")
_CLOCK = re.compile(
    r"(오후|午後)?\s?(?<![0-9])([0-2]?[0-9])(?::([0-5][0-9])|시(?!간)|時(?!間)|(?=\s?[ap]\.?m))(\s?p\.?m)?"
)
# A digit inside a name (A4, MP3, m2) counts nothing.
_NUMBER = re.compile(
    r"(?<![a-z0-9_])([0-9]+(?:[.,'\u00a0\u202f][0-9]{3})*(?:[.,][0-9]+)?)"
    rf"(?:\s?({'|'.join(sorted(TIMES, key=len, reverse=True))})(?![a-z]))?(?![0-9])"
)
_SPACE_INSIDE = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
_FORENOON = 12
Numbers = Callable[[re.Match[str]], list[Decimal]]


class Stated(NamedTuple):
    """A number as written, and where it has a unit its *kind* and its *size* in the smallest of that kind."""

    value: Decimal
    kind: str = ""
    size: Decimal = Decimal(0)


def differing_numbers(left: str, left_language: str, right: str, right_language: str) -> tuple[str, ...]:
    """The numbers that only one of two texts states; empty where both state the same."""
    ours, theirs = stated_numbers(left, left_language), stated_numbers(right, right_language)
    return (
        *_unsaid(ours, theirs, right, right_language),
        *_unsaid(theirs, ours, left, left_language),
    )


@lru_cache(maxsize=4_096)
def stated_numbers(words: str, language: str) -> tuple[Stated, ...]:
    """Every number of *words*, dates and times of day among them as the numbers they are made of."""
    text = words.translate(_FULL_WIDTH).lower()
    spoken = language.partition("-")[0].lower()
    if spoken in SPACED_LANGUAGES:
        text = _SPACE_INSIDE.sub("\u00a0", text)
    text, special = _taken_out(text, spoken)
    return (*special, *_added_up(text, spoken))


def _taken_out(text: str, language: str) -> tuple[str, list[Stated]]:
    """*text* without its dates, times and names of months, and their numbers."""
    found: list[Stated] = []
    for pattern, numbers in (*_SPECIAL, *_months(language)):
        for match in pattern.finditer(text):
            found += map(Stated, numbers(match))
        text = pattern.sub(" ", text)
    return text, found


@cache
def _months(language: str) -> tuple[tuple[re.Pattern[str], Numbers], ...]:
    """The names of months beside a number: "may" alone is none."""
    return tuple(
        (re.compile(rf"(?<=[0-9])(?:\.|st|nd|rd|th)?\s{name}\b|\b{name}(?=\.?\s[0-9])"), _always(month))
        for name, month in months_of(language).items()
    )


def _always(number: int) -> Numbers:
    return lambda _: [Decimal(number)]


def _date(date: re.Match[str]) -> list[Decimal]:
    return [Decimal(date[group]) for group in (1, 3, 4)]


def _time(time: re.Match[str]) -> list[Decimal]:
    hour, minutes = int(time[2]), int(time[3] or 0)
    in_the_afternoon = bool(time[1] or time[4]) and hour < _FORENOON
    hours = Decimal(hour + _FORENOON if in_the_afternoon else hour)
    return [hours, Decimal(minutes)] if minutes else [hours]


_SPECIAL: tuple[tuple[re.Pattern[str], Numbers], ...] = (
    (_ROUND_THE_CLOCK, _always(24)),
    (_DATE, _date),
    (_CLOCK, _time),
)


def _added_up(text: str, language: str) -> Iterator[Stated]:
    """The numbers of *text*; parts of one (1만 2천) are added up."""
    whole, least, end = Decimal(0), Decimal(0), 0
    for match in _NUMBER.finditer(text):
        times = TIMES.get(match[2] or "", Decimal(1))
        part = _value(match[1], language) * times
        if whole and (part >= least or match.start() > end + 1):
            yield Stated(whole)
            whole = Decimal(0)
        whole, least, end = whole + part, times, match.end()
        if times == 1 or _unit(text, match):
            yield _with_unit(whole, text, match)
            whole = Decimal(0)
    if whole:
        yield Stated(whole)


def _with_unit(value: Decimal, text: str, match: re.Match[str]) -> Stated:
    unit = _unit(text, match)
    return Stated(value, unit[0], value * unit[1]) if unit else Stated(value)


def _unit(text: str, match: re.Match[str]) -> tuple[str, Decimal] | None:
    before = text[: match.start()].rstrip()[-1:]
    if before in BEFORE:
        return BEFORE[before], Decimal(1)
    for pattern, kind, size in UNITS:
        if pattern.match(text, match.end()):
            return kind, size
    return None


def _value(written: str, language: str) -> Decimal:
    """*written* as a number, by the separators of *language*."""
    digits = re.sub(r"['\u00a0\u202f]", "", written)
    point, grouping = (",", ".") if language in COMMA_LANGUAGES else (".", ",")
    if point in digits and grouping in digits:
        last = max(point, grouping, key=digits.rindex)
        return Decimal(digits.replace("," if last == "." else ".", "").replace(last, "."))
    if grouping in digits and re.fullmatch(rf"[0-9]{{1,3}}(?:\{grouping}[0-9]{{3}})+", digits):
        return Decimal(digits.replace(grouping, ""))
    if digits.count(point) > 1:
        return Decimal(digits.replace(point, ""))
    return Decimal(digits.replace(",", "."))


def _unsaid(
    numbers: tuple[Stated, ...], others: tuple[Stated, ...], words: str, language: str
) -> Iterator[str]:
    """Those of *numbers* that the other text has neither among its numbers nor in *words*."""
    for number in numbers:
        if not any(_same(number, other) for other in others) and not _is_worded(
            number.value, words, language
        ):
            yield format(number.value.normalize(), "f")


def _same(left: Stated, right: Stated) -> bool:
    if left.kind and right.kind:
        return (left.kind, left.size) == (right.kind, right.size)
    return left.value == right.value


def _is_worded(number: Decimal, words: str, language: str) -> bool:
    table = WORDED.get(language.partition("-")[0].lower())
    if table is None:
        return number <= MOST_WORDED
    pattern = table.get(int(number)) if number == int(number) else None
    return pattern is not None and pattern.search(words.lower()) is not None
