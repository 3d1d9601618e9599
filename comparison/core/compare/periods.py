"""Billing intervals side by side: the tabs, and what each of them saves. Never flattering."""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from ..messages import Message, say
from ..pricing.intervals import intervals_sold
from ..pricing.quote import Line, Quote
from ..pricing.savings import paid_within
from ..pricing.schedule import interval_of
from ..view_controls import Choice
from .amounts import tab
from .column import Bench, Column, asked_for
from .competitors import ours

_MOST_REACH = 240


class Periods(msgspec.Struct, frozen=True, kw_only=True):
    """The intervals that a shown tier is sold in, shortest first, and every tier's quote in each.

    The quotes look ahead over the context's horizon, and over two of the longest interval at least.
    """

    sold: tuple[str, ...]
    quotes: dict[tuple[str, str], Quote]

    def quote(self, column: Column, interval: str) -> Quote | None:
        """The settled quote of *column* in *interval*; None where it is not sold like that."""
        found = self.quotes.get((column.tier.key, interval))
        if found is None or not found.is_settled or found.free or found.interval != interval:
            return None
        return found


def periods_of(bench: Bench, columns: Sequence[Column]) -> Periods:
    """What the shop sells of *columns*, priced with the add-ons that the context names; nothing where
    neither the tabs nor the sums over time are shown."""
    if bench.unshown >= {"choices", "totals"}:
        return Periods(sold=(), quotes={})
    mine = ours(columns)
    context = bench.context
    sold = intervals_sold(
        [column.product for column in mine],
        context.market,
        context.customer_type,
        context.currency,
        bench.market.inherits,
        context.start.isoformat(),
    )
    if len(sold) < 2:
        return Periods(sold=sold, quotes={})
    longest = max(interval_of(interval).months for interval in sold)
    reach = max(context.horizon, min(2 * longest, _MOST_REACH), 12)
    contexts = {interval: replace(context, interval=interval, horizon=reach) for interval in sold}
    quotes = {
        (column.tier.key, interval): bench.quote(
            column.tier.key, column.product, asked_for(bench, column.product), asked
        )
        for column in mine
        for interval, asked in contexts.items()
    }
    return Periods(sold=sold, quotes=quotes)


def intervals(bench: Bench, columns: Sequence[Column], periods: Periods) -> tuple[Choice, ...]:
    """A tab for each interval in which a shown tier is sold; none where there is nothing to choose."""
    chosen, sold = bench.context.interval, periods.sold
    if not sold or sold == (chosen,):
        return ()
    return tuple(
        Choice(
            value=interval,
            label=_with_saving(bench, columns, periods, interval),
            selected=interval == chosen,
        )
        for interval in sold
    )


def interval_name(bench: Bench, periods: Periods, interval: str) -> Message:
    """What *interval* is called on its tab, told from every other one that is sold."""
    goods = bench.publication.comparison.noun == "product"
    again = [one for one in periods.sold if one != "once"]
    return tab(interval, goods=goods, only=len(again) < 2)


def _with_saving(bench: Bench, columns: Sequence[Column], periods: Periods, interval: str) -> Message:
    """The tab's name with the whole range of what it saves; without where any tier is dearer by it."""
    name, shortest = interval_name(bench, periods, interval), periods.sold[0]
    if interval == shortest:
        return name
    found = [_saving(bench, column, periods, shortest, interval) for column in columns]
    savings = [saving for saving in found if saving is not None]
    if not savings or min(savings) < 0 or max(savings) < 1:
        return name
    low, high = min(savings), max(savings)
    words = (
        say("price.percent", percent=str(low))
        if low == high
        else say("price.percent_range", low=str(low), high=str(high))
    )
    return say("interval.with_saving", interval=name, saving=words)


def _saving(bench: Bench, column: Column, periods: Periods, shortest: str, interval: str) -> int | None:
    shorter, longer = periods.quote(column, shortest), periods.quote(column, interval)
    if shorter is None or longer is None:
        return None
    if shortest == "once":
        return _of_one_delivery(bench, column, shorter, longer)
    return _of_a_period(bench, shorter, longer)


def _of_a_period(bench: Bench, shorter: Quote, longer: Quote) -> int | None:
    """Whole percent that the longer interval saves over one of its periods, the less of the first two.

    What is cheaper in the first period only (an introductory price) saves no more than it does later.
    """
    months = interval_of(longer.interval).months
    if not months or min(shorter.horizon_months, longer.horizon_months) < 2 * months:
        return None
    start = bench.context.start
    first, both = (
        tuple(paid_within(quote, reach, start).minor for quote in (shorter, longer))
        for reach in (months, 2 * months)
    )
    percents = [_percent(*first), _percent(both[0] - first[0], both[1] - first[1])]
    known = [percent for percent in percents if percent is not None]
    return min(known) if len(known) == len(percents) else None


def _of_one_delivery(bench: Bench, column: Column, once: Quote, again: Quote) -> int | None:
    """Whole percent that one charge of a regular delivery is below one purchase of the same goods.

    Delivery that costs the same either way is left out; of two charges to come the dearer counts.
    """
    if once.headline is None or again.headline is None or not _are_same_goods(bench, column, once, again):
        return None
    charged = max(again.headline.minor, again.steady.minor if again.steady else 0)
    before, after = once.headline.minor, charged
    apart = _delivery(once)
    if apart == _delivery(again):
        before, after = before - apart, after - apart
    return _percent(before, after)


def _are_same_goods(bench: Bench, column: Column, once: Quote, again: Quote) -> bool:
    """Whether both sell as much of the same: equal quantity, and equal measure or list price.

    What is rented or paid for in instalments is not: its charge is no price of the goods.
    """
    if bench.publication.comparison.noun != "product" or once.quantity != again.quantity:
        return False
    one, other = (
        price.measure if price else None
        for quote in (once, again)
        for price in [bench.price(column.product, replace(bench.context, interval=quote.interval))]
    )
    if one is not None or other is not None:
        return one == other
    listed = [_list_price(quote.lines) for quote in (once, again)]
    return listed[0] is not None and listed[0] == listed[1]


def _list_price(lines: Sequence[Line]) -> str | None:
    goods = [line.unit_amount for line in lines if line.kind == "base" and line.in_headline]
    return goods[0] if len(goods) == 1 else None


def _delivery(quote: Quote) -> int:
    return sum(
        line.amount.minor * line.headline_times
        for line in quote.lines
        if line.kind == "delivery" and line.amount is not None
    )


def _percent(before: int, after: int) -> int | None:
    """Whole percent that *after* is below *before*, rounded down: below 0 where it is above."""
    return (before - after) * 100 // before if before > 0 else None
