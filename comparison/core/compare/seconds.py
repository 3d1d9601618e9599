"""The line under a headline: what the figure rests on, and every condition a shopper must not miss."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from ..messages import Message, Period, Quantified, say
from ..money import rounded
from ..pricing.quote import Line, Quote
from .amounts import interval_parts, joined, unit_money
from .column import Bench, Column
from .labels import component_label
from .unstated import unstated_delivery

_USAGE_WORDS = {"sales": "price.usage_sales", "order": "price.usage_orders"}


def second(bench: Bench, column: Column) -> Message | None:
    """Everything there is to say, for the answer block."""
    quote = column.quote
    return joined(
        _cancelling(bench, column),
        _usage(column),
        _horizon(bench, column),
        _seats(quote),
        term(quote),
        _way_out(quote),
        _equivalent(quote),
        _per_measure(quote),
        _delivery(quote),
        _deposit(quote),
        unstated_delivery(bench, column),
        tax(quote),
    )


def second_short(bench: Bench, column: Column) -> Message | None:
    """One figure beside the headline and every condition, for a column head."""
    quote = column.quote
    return joined(
        _cancelling(bench, column), _one_more(quote), unstated_delivery(bench, column), conditions(quote)
    )


def conditions(quote: Quote) -> Message | None:
    """What no headline may leave unsaid: the term, and what the market keeps out of it."""
    return joined(term(quote), _delivery(quote), _deposit(quote), tax(quote))


def term(quote: Quote) -> Message | None:
    """The minimum term with all that is paid to its end."""
    if not quote.commitment_months:
        return None
    if quote.commitment_whole is None:
        return say("price.minimum_term_plain", months=quote.commitment_months)
    return say("price.minimum_term", months=quote.commitment_months, amount=quote.commitment_whole)


def tax(quote: Quote) -> Message | None:
    """What a figure without tax, or of unknown tax, must say."""
    if quote.tax_included is None:
        return say("totals.tax_not_stated")
    left_out = quote.status == "complete_ex_tax" or any(item.kind == "tax" for item in quote.excluded)
    return say("price.tax_separate") if left_out else None


def is_this_year(bench: Bench, day: datetime.date) -> bool:
    """Whether *day* can be said without its year."""
    return day.year == bench.today.year


def _one_more(quote: Quote) -> Message | None:
    if quote.interval == "once" and quote.then and quote.horizon_total not in {None, quote.headline}:
        return say(
            "price.over_years_short", amount=quote.horizon_total, period=Period(months=quote.horizon_months)
        )
    if quote.unit_price:
        return _measure(quote)
    return None if quote.steady else _seats(quote) or _equivalent(quote)


def _cancelling(bench: Bench, column: Column) -> Message | None:
    """Until when a free trial can be left for nothing."""
    quote = column.quote
    in_trial = any(line.phase == "trial" for line in quote.lines)
    if quote.headline_from is None or quote.due_today is None or quote.due_today.minor or not in_trial:
        return None
    price = column.price
    if price is not None and price.term is not None and price.term.notice_days:
        return None  # A period of notice may begin before the trial ends, or may not count in it.
    last = quote.headline_from - datetime.timedelta(days=1)
    return say("price.cancel_by" if is_this_year(bench, last) else "price.cancel_by_far", date=last)


def _delivery(quote: Quote) -> Message | None:
    """What delivery adds where the market keeps it out of the headline."""
    today = (line for line in quote.lines if line.due_today and not line.in_headline)
    apart = [line for line in today if line.kind == "delivery"]
    if not apart or not any(item.kind == "delivery" for item in quote.excluded):
        return None
    line = apart[0]
    if len(apart) > 1 or line.amount is None or line.low is None:
        return say("price.delivery_extra_unknown")
    if line.low == line.amount:
        return say("price.delivery_extra", amount=line.amount)
    return say("price.delivery_extra", amount=say("price.range", low=line.low, high=line.amount))


def _deposit(quote: Quote) -> Message | None:
    if quote.deposit is None:
        return None
    inside = any(line.kind == "deposit" and line.in_headline for line in quote.lines)
    return say("price.deposit_inside" if inside else "price.deposit", amount=quote.deposit)


def _horizon(bench: Bench, column: Column) -> Message | None:
    """The sum over the horizon, wherever running costs make it differ from what is paid first."""
    quote = column.quote
    if quote.interval != "once" or not quote.then or quote.horizon_total in {None, quote.headline}:
        return None
    later = tuple(_times(bench, column, line) for line in _running(quote.lines))
    period = Period(months=quote.horizon_months)
    if not later:
        return say("price.over_years", amount=quote.horizon_total, period=period)
    return say("price.over_years_including", amount=quote.horizon_total, period=period, items=later)


def _running(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.in_horizon and not line.in_headline and line.amount and line.times]


def _times(bench: Bench, column: Column, line: Line) -> Message:
    words = component_label(bench, column, line)
    amount = line.amount * line.times if line.amount else line.amount
    return say("price.item_times", count=line.times, label=words, amount=amount)


def _seats(quote: Quote) -> Message | None:
    """ "14 people × $8.75" for the one charge that is counted by head."""
    seats = [line for line in quote.lines if line.kind in {"seat", "base"} and line.unit and line.in_headline]
    if len(seats) != 1 or seats[0].unit_amount is None or seats[0].unit == "item":
        return None
    line = seats[0]
    return say(
        "price.quantity_times",
        quantity=Quantified(amount=str(line.quantity), unit=line.unit or ""),
        amount=unit_money(line.unit_amount or "0", quote.currency),
    )


def _usage(column: Column) -> Message | None:
    """What of the shopper's own the price depends on: sales, orders."""
    counted = [line for line in column.quote.lines if line.kind == "usage" and line.unit]
    said = {
        line.unit or "": usage_words(column.quote.currency, line.unit or "", line.quantity)
        for line in counted
    }
    return say("price.based_on", usage=tuple(said.values())) if said else None


def usage_words(currency: str, unit: str, quantity: int) -> Message:
    """ "$10,000 in sales", "200 orders"."""
    if unit == "sales":
        return say(_USAGE_WORDS[unit], amount=rounded(Decimal(quantity), currency))
    if unit in _USAGE_WORDS:
        return say(_USAGE_WORDS[unit], count=quantity)
    return say("page.plain", text=Quantified(amount=str(quantity), unit=unit))


def _way_out(quote: Quote) -> Message | None:
    """What leaving before the end of the term costs at least."""
    whole, least = quote.commitment_whole, quote.commitment_total
    if not quote.commitment_months or whole is None or least is None or least.minor >= whole.minor:
        return None
    return say("totals.leaving_early", amount=least)


def _equivalent(quote: Quote) -> Message | None:
    if (
        quote.monthly_equivalent is None
        or interval_parts(quote.interval)[1] == "once"
        or quote.interval == "month"
    ):
        return None
    return say("price.works_out_a_month", amount=quote.monthly_equivalent)


def _measure(quote: Quote) -> Message | None:
    if quote.unit_price is None:
        return None
    measure = Quantified(amount=quote.unit_price.amount, unit=quote.unit_price.unit)
    return say("price.per_measure", amount=quote.unit_price.price, measure=measure)


def _per_measure(quote: Quote) -> Message | None:
    measure = _measure(quote)
    if measure is None or not any(line.kind == "delivery" for line in quote.lines):
        return measure
    return say("page.bracketed", text=measure, note=say("price.delivery_separate"))
