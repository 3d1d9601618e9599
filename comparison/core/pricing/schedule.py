"""Dates of charges: intervals, month ends clamped to the anchor day, and counting without a loop.

Source: docs/pricing.md, "When charges fall due".
"""

import datetime
from calendar import monthrange
from functools import lru_cache
from typing import Literal

from ..bounds import Result

Unit = Literal["once", "day", "week", "month", "year"]
_UNITS: dict[str, Unit] = {"once": "once", "day": "day", "week": "week", "month": "month", "year": "year"}
# Only for sorting: a month is taken as 30.4 days.
_TENTHS_OF_DAYS: dict[Unit, int] = {"once": 0, "day": 10, "week": 70, "month": 304, "year": 3652}


class Interval(Result, frozen=True, kw_only=True):
    """*n* times *unit*. *months* is its length in months, 0 where it is not a whole number of them."""

    text: str
    n: int
    unit: Unit
    months: int
    days: int

    @property
    def rank(self) -> int:
        """Orders intervals from short to long; ``once`` comes first."""
        return self.n * _TENTHS_OF_DAYS[self.unit]


@lru_cache(maxsize=1_024)
def interval_of(text: str) -> Interval:
    """``6-month`` is six months, ``year`` one year, ``once`` no interval at all."""
    number, _, word = text.rpartition("-")
    n, unit = int(number or 1), _UNITS[word]
    months = {"month": n, "year": 12 * n}.get(unit, 0)
    days = {"day": n, "week": 7 * n}.get(unit, 0)
    return Interval(text=text, n=n, unit=unit, months=months, days=days)


@lru_cache(maxsize=4_096)
def add_months(day: datetime.date, months: int) -> datetime.date:
    """*day* so many months later; a day the month does not have becomes its last.

    Nothing falls after the last day of the calendar: that day stands for all later ones.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > datetime.MAXYEAR:
        return datetime.date.max
    if day.day <= 28:
        return datetime.date(year, month + 1, day.day)
    return datetime.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: datetime.date, days: int) -> datetime.date:
    """*day* so many days later, at most the last day of the calendar."""
    return day + datetime.timedelta(days=min(days, (datetime.date.max - day).days))


def as_day(text: str | None) -> datetime.date | None:
    """The day that *text* of a catalogue names; None for nothing, and for a day no calendar has."""
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def charge_date(anchor: datetime.date, interval: Interval, index: int) -> datetime.date:
    """The date of charge *index* (0 is the anchor itself).

    Each is counted from the anchor, so 31 January, 28 February, 31 March.
    """
    if index == 0 or interval.unit == "once":
        return anchor
    if interval.months:
        return add_months(anchor, interval.months * index)
    return add_days(anchor, interval.days * index)


def charges_before(anchor: datetime.date, interval: Interval, end: datetime.date) -> int:
    """How many charges fall on a date before *end*, the anchor's own among them."""
    if end <= anchor:
        return 0
    if interval.unit == "once":
        return 1
    if interval.days:
        return -(-(end - anchor).days // interval.days)
    months = (end.year - anchor.year) * 12 + end.month - anchor.month
    index = months // interval.months
    return index + (charge_date(anchor, interval, index) < end)


class Run(Result, frozen=True, kw_only=True):
    """Charges number *index* to *index + length - 1* of an anchor, all of the same amount.

    *first* is the date of the first of them, *length* None goes on for ever. *cycle* is the billing
    cycle of the first (0: not of a cycle), *paid* its number among the cycles that are paid for (0:
    free, or not of a cycle), *phase* the place of its phase in the price.
    """

    anchor: datetime.date
    interval: Interval
    first: datetime.date
    index: int = 0
    length: int | None = None
    cycle: int = 0
    paid: int = 0
    phase: int | None = None

    def date(self, number: int) -> datetime.date:
        """The date of charge *number* of this run, counted from 0."""
        return charge_date(self.anchor, self.interval, self.index + number)

    def times_before(self, end: datetime.date) -> int:
        """How many of these charges fall before *end*."""
        if end <= self.first:
            return 0
        count = charges_before(self.anchor, self.interval, end) - self.index
        return count if self.length is None else min(count, self.length)

    def part(self, skip: int, length: int | None) -> "Run":
        """*length* charges of this run, after the first *skip*."""
        return Run(
            anchor=self.anchor,
            interval=self.interval,
            first=self.date(skip),
            index=self.index + skip,
            length=length,
            cycle=self.cycle + skip if self.cycle else 0,
            paid=self.paid + skip if self.paid else 0,
            phase=self.phase,
        )


def run_from(anchor: datetime.date, interval: Interval, index: int = 0, length: int | None = None) -> Run:
    """Charges from number *index* of *anchor* on that belong to no billing cycle."""
    first = charge_date(anchor, interval, index)
    return Run(anchor=anchor, interval=interval, first=first, index=index, length=length)
