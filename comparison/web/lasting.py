"""How long a view stays what it is: to the end of its day, or past dates that turn out to change nothing."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

import msgspec
from msgspec.structs import replace

from ..core.publication import Publication
from ..core.view import TierView, View
from .freshness import day_ends, freshness, start_of, turns_of

# So far ahead it is tried whether a view stays the same, past so many dates of the document.
LONGEST, MOST_TURNS = datetime.timedelta(days=35), 6
# What pages say of a quote in sentences only. Their templates read its headline and its quantity.
_UNSAID: Mapping[str, Any] = {
    "lines": (),
    "then": (),
    **dict.fromkeys(("headline_from", "steady", "steady_from", "due_today", "horizon_total", "horizon_low")),
    **dict.fromkeys(("commitment_total", "commitment_whole", "monthly_equivalent", "unit_price", "deposit")),
}
SUMS = frozenset(_UNSAID)
_DAY = datetime.timedelta(days=1)
# Twelve months have 52 weeks or 53, by the day on which they begin.
_COUNTS_DAYS = re.compile(rb'"(?:[0-9]+-)?(?:day|week)"|"days":')

Viewing = Callable[[datetime.date], View]


def lasting_until(
    publication: Publication, document: bytes, view: View, zone: datetime.tzinfo, viewing: Viewing
) -> float:
    """Until which moment *view* of *publication*, whose *document* it is, stays as it is.

    *viewing* makes it for another day. The moment counts seconds as `time.time` does.
    """
    today = view.context.today
    turns = turns_of(document, today)
    next_turn = min((start_of(turn, zone) for turn in turns), default=None)
    # What is counted from today, a promise of arrival and sums of weeks are of their day only.
    if (
        freshness(view, document, zone).true_until != next_turn
        or view.holds_until is not None
        or _counts_days(publication)
    ):
        return day_ends(view, zone)
    last = _last_day(view, turns, viewing)
    return day_ends(view, zone) if last == today else start_of(last + _DAY, zone)


def _last_day(view: View, turns: Iterable[datetime.date], viewing: Viewing) -> datetime.date:
    """The last day on which *view* is what it is today, as far as it was looked at.

    Between two *turns* it is one view where the last day's is the first day's.
    """
    today = view.context.today
    ends = sorted(turn - _DAY for turn in turns if today < turn - _DAY <= today + LONGEST)
    for end in islice((*ends, today + LONGEST), MOST_TURNS):
        if _without_dates(viewing(end), view) != _without_dates(view, view):
            break
        today = end
    return today


def _counts_days(publication: Publication) -> bool:
    sold = [one.prices for one in publication.products], [one.prices for one in publication.add_ons]
    return _COUNTS_DAYS.search(msgspec.json.encode(sold)) is not None


def without_sums(view: View) -> View:
    """*view* without the `SUMS` of its quotes, which no reader sees but in sentences."""
    return replace(view, tiers=tuple(map(_without_sum, view.tiers)))


def _without_sum(tier: TierView) -> TierView:
    return replace(tier, quote=replace(tier.quote, **_UNSAID))


def _without_dates(view: View, same: View) -> View:
    return replace(without_sums(view), context=same.context)
