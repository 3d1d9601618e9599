"""When a parcel arrives: working days counted from a moment of ordering, in the shop's own time.

An order placed on a working day up to its cut-off counts as one of that day, any other as one of
the next working day. The cut-off's own minute is in time: with 14:00, an order at 14:00:59 is, one
at 14:01:00 is not. Moments here are wall clock time without a zone; an hour that a change of
summer time repeats is read as the clock shows it, both times.
"""

import datetime
from collections.abc import Callable

from .bounds import Result
from .catalogue import Arrival, RegionArrival

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = datetime.timedelta(days=1)
_MINUTE = datetime.timedelta(minutes=1)
_MIDNIGHT = datetime.time()

DaysOff = frozenset[datetime.date]
Calendar = Callable[[str, int], DaysOff | None]


class Clock(Result, frozen=True, kw_only=True):
    """What a date of arrival needs besides the day: the *time* in the shop's zone, and a calendar.

    *holidays* answers the public holidays of a country (ISO 3166-1) in a year, None where it does
    not know them: then no date is promised.
    """

    time: datetime.time
    holidays: Calendar


class Window(Result, frozen=True, kw_only=True):
    """An order placed now arrives from *first* to *last*, both included.

    *order_by* is today's cut-off where the order still meets it, else None. The answer holds up to
    and without *until*: the end of the cut-off's minute, or midnight.
    """

    first: datetime.date
    last: datetime.date
    order_by: datetime.time | None
    until: datetime.datetime


def region_of(arrival: Arrival, region: str | None) -> RegionArrival | None:
    """What *arrival* says about a delivery zone; None where it says nothing of its own."""
    return next((one for one in arrival.regions if one.region == region), None)


def window(
    arrival: Arrival, ordered: datetime.datetime, days_off: DaysOff, region: str | None = None
) -> Window | None:
    """When an order of the moment *ordered* arrives in *region*; None where it is not delivered.

    *days_off* must hold every holiday up to the last day of the answer.
    """
    zone = region_of(arrival, region)
    if zone is not None and not zone.delivers:
        return None
    more = zone.more_days if zone else 0
    soonest, latest = sorted((arrival.days_min, arrival.days_max))
    today = ordered.date()
    in_time = _is_working(arrival, today, days_off) and not _is_late(arrival, ordered)
    counted = today if in_time else _after(arrival, today, 1, days_off)
    first = _after(arrival, counted, soonest + more, days_off)
    order_by = _cutoff(arrival) if in_time else None
    return Window(
        first=first,
        last=_after(arrival, first, latest - soonest, days_off),
        order_by=order_by,
        until=_until(ordered, order_by),
    )


def _after(arrival: Arrival, day: datetime.date, working_days: int, days_off: DaysOff) -> datetime.date:
    while working_days:
        day += _DAY
        working_days -= _is_working(arrival, day, days_off)
    return day


def _is_working(arrival: Arrival, day: datetime.date, days_off: DaysOff) -> bool:
    return _WEEKDAYS[day.weekday()] in arrival.works_on and day not in days_off


def _cutoff(arrival: Arrival) -> datetime.time | None:
    return datetime.time.fromisoformat(arrival.cutoff) if arrival.cutoff else None


def _is_late(arrival: Arrival, ordered: datetime.datetime) -> bool:
    cutoff = _cutoff(arrival)
    return cutoff is not None and (ordered.hour, ordered.minute) > (cutoff.hour, cutoff.minute)


def _until(ordered: datetime.datetime, order_by: datetime.time | None) -> datetime.datetime:
    if order_by is None:
        return datetime.datetime.combine(ordered.date() + _DAY, _MIDNIGHT)
    end = datetime.datetime.combine(ordered.date(), order_by) + _MINUTE
    # Of two equal hours, the one that the order was placed in.
    return end.replace(fold=ordered.fold)
