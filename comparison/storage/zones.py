"""Days and moments in a shop's time zone."""

import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..core.pricing.schedule import add_days
from ..core.pricing.selling import LAST_DAY
from .moments import moment

_INSTANT = datetime.timedelta(microseconds=1)


def zone_of(name: str) -> datetime.tzinfo:
    """The time zone *name*; UTC where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # "Asia" is a folder of zones.
        return datetime.UTC


def day_of(at: str, zone: datetime.tzinfo) -> datetime.date:
    """The day of the moment *at* in *zone*."""
    return datetime.datetime.fromisoformat(at).astimezone(zone).date()


def last_day_before(end: str | None, zone: datetime.tzinfo) -> datetime.date:
    """The last day of what ends as the moment *end* begins; the end of all days for None."""
    if end is None:
        return LAST_DAY
    return (datetime.datetime.fromisoformat(end) - _INSTANT).astimezone(zone).date()


def last_moment_of(day: datetime.date, zone: datetime.tzinfo) -> str:
    """The last moment of *day* in *zone*."""
    midnight = datetime.datetime.combine(add_days(day, 1), datetime.time(), zone)
    return moment(midnight.astimezone(datetime.UTC) - _INSTANT)
