"""How long an answer stays true: until midnight, until a date in it passes, or as long as it is kept."""

import contextlib
import datetime
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from ..core.kept import Kept
from ..core.view import View

_BROWSER, _WHILE_REVALIDATING, _IF_ERROR = 30, 30, 86_400
# How long a shared cache holds an answer before it asks again, at most.
SHARED_SECONDS = 60
_DATE = re.compile(rb'"([0-9]{4}-[0-9]{2}-[0-9]{2})"')
_DAY = datetime.timedelta(days=1)
_FOREVER = datetime.date(9000, 1, 1)  # 9999-12-31 means no end, and has no day after it.
# What holds dates that no reader sees, and the columns, which are looked at one by one. The rows of
# features, most of a view, say only dates of the document.
_UNSAID = frozenset({"context", "quote", "tiers", "groups"})


class Freshness(msgspec.Struct, frozen=True, kw_only=True):
    """*day_ends* is when the shop's day or an earlier cut-off ends; no worker uses its bytes after it.

    *true_until* is when a word of the answer becomes untrue, None if none does by itself. Both
    count seconds as `time.time` does.
    """

    day_ends: float
    true_until: float | None


def freshness(view: View, document: bytes, zone: datetime.tzinfo, kept: Kept | None = None) -> Freshness:
    """How long *view*, made from *document*, stays true; *kept* is what the views of that edition share.

    A date in the document (valid to, offered from, evidence) may change figures on it and on the
    day after. A date that the view says and the document does not hold was counted from today. A
    promise of arrival ends with its cut-off.
    """
    today = view.context.today
    ends = day_ends(view, zone)
    in_document = (kept or Kept()).once("dates", (), lambda: dates_in(document))
    said = dates_in(msgspec.json.encode(_sayings(view)))
    if any(day >= today for day in said - in_document):
        turns = [today + _DAY]
    else:
        turns = [turn for day in in_document for turn in (day, day + _DAY) if turn > today]
    turning = [start_of(turn, zone) for turn in turns] + ([_promised_until(ends)] if view.holds_until else [])
    return Freshness(day_ends=ends, true_until=min(turning, default=None))


def until_midnight(view: View, zone: datetime.tzinfo) -> Freshness:
    """For answers that state dates throughout: true for the rest of the shop's day, or up to a cut-off."""
    ends = day_ends(view, zone)
    return Freshness(day_ends=ends, true_until=_promised_until(ends) if view.holds_until else ends)


def cache_control(fresh: Freshness, now: float) -> str:
    """The header's value at the moment *now*; nothing is kept past the moment it becomes untrue."""
    return kept_header(fresh, now)[1].decode()


def kept_header(fresh: Freshness, now: float) -> tuple[bytes, bytes]:
    """The whole header that `cache_control` is the value of."""
    if fresh.true_until is None:
        return _kept_for(_IF_ERROR)
    return _kept_for(min(_IF_ERROR, max(0, int(fresh.true_until - now))))


@lru_cache(1_024)
def _kept_for(left: int) -> tuple[bytes, bytes]:
    value = (
        f"public, max-age={min(_BROWSER, left)}, s-maxage={min(SHARED_SECONDS, left)}, "
        f"stale-while-revalidate={min(_WHILE_REVALIDATING, left)}, stale-if-error={left}"
    )
    return b"cache-control", value.encode()


def next_turn(document: bytes, today: datetime.date, zone: datetime.tzinfo) -> float | None:
    """When a date of *document* may next change a figure, counted as `Freshness` does; None if none may."""
    turns = turns_of(document, today)
    return start_of(min(turns), zone) if turns else None


def turns_of(document: bytes, today: datetime.date) -> set[datetime.date]:
    """The days after *today* from which a date of *document* may change a figure."""
    return {turn for day in dates_in(document) for turn in (day, day + _DAY) if turn > today}


@lru_cache(1_024)
def start_of(day: datetime.date, zone: datetime.tzinfo) -> float:
    """The midnight that begins *day* in *zone*, in seconds as `time.time` counts them."""
    return datetime.datetime.combine(day, datetime.time(), zone).timestamp()


def day_ends(view: View, zone: datetime.tzinfo) -> float:
    """Midnight, or before it the moment when a promise of arrival changes, in seconds as `time.time` says."""
    midnight = start_of(view.context.today + _DAY, zone)
    return midnight if view.holds_until is None else min(midnight, _instant(view.holds_until, zone))


def _promised_until(ends: float) -> float:
    """A cache may show an answer for as long again as it was kept: no promise is kept that long."""
    return ends - SHARED_SECONDS


def _instant(wall: datetime.datetime, zone: datetime.tzinfo) -> float:
    """When the clock in *zone* shows *wall*; where summer time leaves *wall* out, when it jumps past."""
    instant = wall.replace(tzinfo=zone).timestamp()
    earlier = wall.replace(tzinfo=zone, fold=1).timestamp()
    if wall.fold or earlier >= instant:
        return instant
    minutes = range(int(earlier), int(instant), 60)
    return next((at for at in minutes if _wall(at, zone) >= wall), instant)


def _wall(at: float, zone: datetime.tzinfo) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(at, zone).replace(tzinfo=None)


def _sayings(view: View) -> tuple[object, ...]:
    """Everything a reader sees; quotes and the context hold dates that are not said."""
    return (_without(view, _UNSAID), [_without(tier, _UNSAID) for tier in view.tiers])


def _without(struct: msgspec.Struct, names: frozenset[str]) -> dict[str, object]:
    return {name: getattr(struct, name) for name in struct.__struct_fields__ if name not in names}


def keep_dates(kept: Kept, dates: frozenset[datetime.date]) -> None:
    """*dates* are all that the document of the views that share *kept* holds."""
    kept.once("dates", (), lambda: dates)


def dates_in(document: bytes) -> frozenset[datetime.date]:
    """The dates in *document*, which is JSON."""
    return frozenset(_valid(match.decode() for match in _DATE.findall(document)))


def _valid(texts: Iterable[str]) -> Iterator[datetime.date]:
    for text in texts:
        with contextlib.suppress(ValueError):
            day = datetime.date.fromisoformat(text)
            if day < _FOREVER:
                yield day
