"""How long an answer stays true: until midnight, until a date in it passes, or as long as it is kept."""

import contextlib
import datetime
import re
import zoneinfo
from collections.abc import Iterable, Iterator

import msgspec

from ..core.view import View

_BROWSER, _SHARED, _WHILE_REVALIDATING, _IF_ERROR = 30, 60, 30, 86_400
_DATE = re.compile(rb'"([0-9]{4}-[0-9]{2}-[0-9]{2})"')
_DAY = datetime.timedelta(days=1)
_FOREVER = datetime.date(9000, 1, 1)  # 9999-12-31 means no end, and has no day after it.


class Freshness(msgspec.Struct, frozen=True, kw_only=True):
    """*day_ends* is when the shop's day ends; no worker uses its bytes after it.

    *true_until* is when a word of the answer becomes untrue, None if none does by itself. Both
    count seconds as `time.time` does.
    """

    day_ends: float
    true_until: float | None


def zone_of(name: str) -> datetime.tzinfo:
    """The time zone *name*; UTC where this machine does not know it."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):  # "Asia" is a folder of zones.
        return datetime.UTC


def freshness(view: View, document: bytes, zone: datetime.tzinfo) -> Freshness:
    """How long *view*, made from *document*, stays true.

    A date in the document (valid to, offered from, evidence) may change figures on it and on the
    day after. A date that the view says and the document does not hold was counted from today.
    """
    today = view.context.today
    in_document = _dates(document)
    said = _dates(msgspec.json.encode(_sayings(view)))
    if any(day >= today for day in said - in_document):
        turns = [today + _DAY]
    else:
        turns = [turn for day in in_document for turn in (day, day + _DAY) if turn > today]
    return Freshness(
        day_ends=_start_of(today + _DAY, zone),
        true_until=_start_of(min(turns), zone) if turns else None,
    )


def until_midnight(view: View, zone: datetime.tzinfo) -> Freshness:
    """For answers that state dates throughout: true for the rest of the shop's day."""
    ends = _start_of(view.context.today + _DAY, zone)
    return Freshness(day_ends=ends, true_until=ends)


def cache_control(fresh: Freshness, now: float) -> str:
    """The header's value at the moment *now*; nothing is kept past the moment it becomes untrue."""
    left = _IF_ERROR if fresh.true_until is None else max(0, int(fresh.true_until - now))
    return (
        f"public, max-age={min(_BROWSER, left)}, s-maxage={min(_SHARED, left)}, "
        f"stale-while-revalidate={min(_WHILE_REVALIDATING, left)}, stale-if-error={min(_IF_ERROR, left)}"
    )


def _start_of(day: datetime.date, zone: datetime.tzinfo) -> float:
    return datetime.datetime.combine(day, datetime.time(), zone).timestamp()


def _sayings(view: View) -> tuple[object, ...]:
    """Everything a reader sees; quotes and the context hold dates that are not said."""
    tiers = [
        (one.fit_label, one.mark, one.headline, one.stock, one.why, one.give_up, one.cheaper)
        for one in view.tiers
    ]
    blocks = (view.answer, view.charges, view.groups, view.receipt, view.footnotes, view.notices)
    return (*blocks, view.announcement, tiers)


def _dates(document: bytes) -> set[datetime.date]:
    return set(_valid(match.decode() for match in _DATE.findall(document)))


def _valid(texts: Iterable[str]) -> Iterator[datetime.date]:
    for text in texts:
        with contextlib.suppress(ValueError):
            day = datetime.date.fromisoformat(text)
            if day < _FOREVER:
                yield day
