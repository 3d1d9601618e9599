"""When each shown tier arrives, in words, and until when that stays true."""

import datetime
from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from ..catalogue import Arrival
from ..delivery import Calendar, Clock, DaysOff, Window, region_of, window
from ..markets import Region
from ..messages import Message, say
from ..money import Money, total
from ..pricing.quote import Quote
from ..view import TierView
from .column import Bench, Column, requoted

_NOT_DELIVERED = "price.reason.not_delivered"


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a tier's arrival. *notes* say what differs elsewhere, *until* when it changes."""

    text: Message
    notes: tuple[Message, ...] = ()
    until: datetime.datetime | None = None


Promises = Mapping[str, Promise]


def promises_of(bench: Bench, columns: Sequence[Column]) -> Promises:
    """The promise of each tier that can be bought now, by its key.

    A tier that states none is asked about where another does; where none does there is nothing.
    """
    open_ones = [column for column in columns if column.product.stock.state == "available"]
    stated = {
        column.tier.key: _promise(bench, column, column.product.arrival)
        for column in open_ones
        if column.product.arrival is not None
    }
    if not stated:
        return {}
    unknown = Promise(text=say("delivery.unknown"))
    return {column.tier.key: stated.get(column.tier.key, unknown) for column in open_ones}


def promised(tiers: Sequence[TierView], promises: Promises) -> tuple[TierView, ...]:
    """*tiers* with what is said of their arrival."""
    return tuple(
        replace(tier, arrival=promise.text, arrival_notes=promise.notes)
        if (promise := promises.get(tier.key))
        else tier
        for tier in tiers
    )


def holds_until(promises: Promises) -> datetime.datetime | None:
    """When the first of the dates promised changes, in the shop's own time; None without dates."""
    return min((one.until for one in promises.values() if one.until is not None), default=None)


def _promise(bench: Bench, column: Column, arrival: Arrival) -> Promise:
    region = bench.context.region
    here = next((one for one in bench.market.regions if one.key == region), None)
    if here is not None and not _is_delivered(arrival, column.quote, here):
        return Promise(text=_not_to(bench, here))
    found = _window(bench, arrival, region) if bench.clock else None
    text = _dated(arrival, found) if found else _undated(arrival, region)
    notes = _region_notes(bench, column, arrival) if here is None else ()
    own = (say("page.plain", text=bench.label(arrival.note)),) if arrival.note else ()
    return Promise(text=text, notes=(*notes, *own), until=found.until if found else None)


def _window(bench: Bench, arrival: Arrival, region: str | None) -> Window | None:
    """The window by the clock; None where the calendar does not reach as far as it does."""
    clock: Clock | None = bench.clock
    if clock is None:
        return None
    ordered = datetime.datetime.combine(bench.today, clock.time)
    country = arrival.country or bench.market.code[:2]
    last_year = bench.today.year
    while True:
        days_off = _days_off(clock.holidays, country, bench.today.year, last_year)
        found = window(arrival, ordered, days_off, region) if days_off is not None else None
        # A holiday can only make it later, so the years seen so far say how many are needed.
        if found is None or found.last.year <= last_year:
            return found
        last_year = found.last.year


def _days_off(calendar: Calendar, country: str, first: int, last: int) -> DaysOff | None:
    years = [calendar(country, year) for year in range(first, last + 1)]
    known = [days for days in years if days is not None]
    return frozenset().union(*known) if len(known) == len(years) else None


def _dated(arrival: Arrival, found: Window) -> Message:
    days = (found.first, found.last)
    if arrival.slow:
        return say("delivery.slow", range=days)
    if found.order_by is None:
        return say("delivery.arrival_plain", range=days)
    return say("delivery.arrival", time=found.order_by, range=days)


def _undated(arrival: Arrival, region: str | None) -> Message:
    zone = region_of(arrival, region)
    more = zone.more_days if zone else 0
    low, high = (days + more for days in sorted((arrival.days_min, arrival.days_max)))
    if high == 0:
        return say("delivery.same_day")
    days = say("delivery.working_days", count=high)
    if low != high:
        days = say("delivery.working_days_range", low=low, high=high)
    return say("delivery.slow_days" if arrival.slow else "delivery.days", range=days)


def _is_delivered(arrival: Arrival, quote: Quote, region: Region) -> bool:
    zone = region_of(arrival, region.key)
    refused = quote.reason is not None and quote.reason.key == _NOT_DELIVERED
    return not refused and (zone is None or zone.delivers)


def _not_to(bench: Bench, region: Region) -> Message:
    return say("delivery.region_none", region=bench.label(region.label))


def _region_notes(bench: Bench, column: Column, arrival: Arrival) -> tuple[Message, ...]:
    """What differs in each delivery zone of the market while none is chosen."""
    notes = (_region_note(bench, column, arrival, region) for region in bench.market.regions)
    return tuple(note for note in notes if note is not None)


def _region_note(bench: Bench, column: Column, arrival: Arrival, region: Region) -> Message | None:
    # The same basket, sent there: free delivery may begin at a sum.
    there = requoted(bench, column, replace(bench.context, region=region.key))
    if not _is_delivered(arrival, there, region):
        return _not_to(bench, region)
    zone = region_of(arrival, region.key)
    days = zone.more_days if zone else 0
    amount = _dearer_by(column.quote, there)
    name = bench.label(region.label)
    if amount is not None and days:
        return say("delivery.region_more", region=name, amount=amount, count=days)
    if amount is not None:
        return say("delivery.region_amount", region=name, amount=amount)
    return say("delivery.region_days", region=name, count=days) if days else None


def _dearer_by(here: Quote, there: Quote) -> Money | None:
    """By how much delivery is dearer there; None where it is not, or cannot be told."""
    if not (here.is_settled and there.is_settled):
        return None
    delta = _delivery(there) - _delivery(here)
    return delta if delta.minor > 0 else None


def _delivery(quote: Quote) -> Money:
    lines = (line for line in quote.lines if line.kind == "delivery" and line.due_today)
    return total([line.amount for line in lines if line.amount is not None], quote.currency)
