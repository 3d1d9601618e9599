"""Days and moments in a shop's time zone, and which names are one."""

import datetime
import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from ..core.pricing.schedule import add_days
from ..core.pricing.selling import LAST_DAY
from .moments import moment

_UNIVERSAL = frozenset(("UTC", "Etc/UTC", "GMT"))
# The areas of the time zone database, and countries by their old names; its others (EST5EDT, Etc/GMT+9,
# posixrules) name no place.
_PLACE = re.compile(
    "(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Europe|Indian|Mexico"
    "|Pacific|US)"
    "/[A-Za-z0-9_+-]{2,30}(/[A-Za-z0-9_+-]{2,30})?"
    "|Cuba|Egypt|Eire|GB|Hongkong|Iceland|Iran|Israel|Jamaica|Japan|Libya|NZ|PRC|Poland|Portugal|ROC|ROK"
    "|Singapore|Turkey"
)
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


def is_place(name: str) -> bool:
    """Whether *name* is ``UTC`` or the zone of a place (``Asia/Seoul``, ``Japan``) that this machine knows.

    A machine without zone files knows none, and takes whatever has the form of one. Names such as
    ``posixrules``, ``localtime``, ``Factory`` or ``right/Asia/Seoul`` are files beside them, and no places.
    """
    if _PLACE.fullmatch(name) is None:
        return name in _UNIVERSAL
    return zone_of(name) is not datetime.UTC or zone_of("Europe/London") is datetime.UTC


def place_names() -> tuple[str, ...]:
    """All time zones of places that this machine knows, and ``UTC``."""
    return tuple(sorted({"UTC", *filter(_PLACE.fullmatch, available_timezones())}))
