"""Sentences under the price rows: from when a longer interval pays, and above what a dearer tier does."""

from collections.abc import Iterator, Sequence

from ..messages import Message, Period, say
from ..pricing.quote import Quote
from ..pricing.savings import break_even_month, paid_within
from ..pricing.schedule import interval_of
from .by_tier import said_once
from .column import Bench, Column
from .competitors import ours
from .crossings import crossings
from .periods import Periods, interval_name


def totals(bench: Bench, columns: Sequence[Column], periods: Periods) -> tuple[Message, ...]:
    """What the price rows mean over time and with growing sales."""
    mine = ours(columns)
    return (*_break_evens(bench, mine, periods), *crossings(bench, mine))


def _break_evens(bench: Bench, columns: Sequence[Column], periods: Periods) -> Iterator[Message]:
    """For each interval longer than the shortest, the first month by whose end it has cost less."""
    if not periods.quotes or periods.sold[0] == "once":
        return
    for interval in periods.sold[1:]:
        both = [
            (column.name, shorter, longer)
            for column in columns
            if (shorter := periods.quote(column, periods.sold[0])) is not None
            and (longer := periods.quote(column, interval)) is not None
        ]
        said = [(name, _sentence(bench, periods, shorter, longer)) for name, shorter, longer in both]
        yield from said_once(((name, words) for name, words in said if words is not None), len(both))


def _sentence(bench: Bench, periods: Periods, shorter: Quote, longer: Quote) -> Message | None:
    """From which month on the longer interval is cheaper; over a horizon at which it is not, by how much."""
    horizon, start = bench.context.horizon, bench.context.start
    if horizon > interval_of(longer.interval).months:
        less, more = (paid_within(quote, horizon, start) for quote in (shorter, longer))
        if more.minor > less.minor:
            name = interval_name(bench, periods, shorter.interval)
            period = Period(months=horizon)
            return say("totals.cheaper_over", period=period, interval=name, amount=more - less)
    month = break_even_month(shorter, longer, start)
    if month is None:
        return None
    return say("totals.break_even", count=month, interval=interval_name(bench, periods, longer.interval))
