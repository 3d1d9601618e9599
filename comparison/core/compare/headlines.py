"""The headline of a tier: its largest figure, and the line under it, by kind of price."""

import datetime
from collections.abc import Iterable

from ..messages import Message, Period, Quantified, say
from ..money import Money
from ..pricing.quote import Line, Quote
from ..view import Headline
from .amounts import bare, interval_parts, joined, per_interval, span, unit_money
from .column import Bench, Column
from .labels import component_label

_USAGE_WORDS = {"sales": "price.usage_sales", "order": "price.usage_orders"}


def headline(bench: Bench, column: Column) -> Headline:
    """The headline of *column*, whatever the status of its quote."""
    quote = column.quote
    if quote.free and quote.status in {"complete", "complete_ex_tax"}:
        return _plain(say("price.free"), None)
    if quote.status == "not_available":
        return _plain(say("price.not_available_short"), quote.reason)
    if quote.status == "on_request" or quote.headline is None:
        return _plain(say("price.on_request"), _asked_words(bench, column))
    if quote.status == "open":
        return _at_least(bench, column, quote.headline)
    if quote.headline_low is not None and quote.headline_low != quote.headline:
        return _bounded(bench, column, quote.headline_low, quote.headline)
    return _settled(bench, column, quote.headline)


def _plain(words: Message, second: Message | None) -> Headline:
    return Headline(lead=None, figure=words, amount=words, unit=None, second=second, second_short=second)


def _asked_words(bench: Bench, column: Column) -> Message | None:
    """The seller's own words for a price on request."""
    for price in column.product.prices:
        if price.status == "on_request" and bench.is_sold_here(price) and price.words:
            return say("page.plain", text=bench.label(price.words))
    return None


def _at_least(bench: Bench, column: Column, least: Money) -> Headline:
    unknown = [line for line in column.quote.lines if line.amount is None]
    extra = tuple(dict.fromkeys(component_label(bench, column, line) for line in unknown))
    figure = (
        say("price.at_least_plus", amount=least, extra=extra)
        if extra
        else say("price.at_least", amount=least)
    )
    why = say("price.amount_not_published")
    return Headline(
        lead=None,
        figure=figure,
        amount=say("price.at_least", amount=least),
        unit=_unit(bench, column.quote),
        second=joined(why, _term(column.quote), _tax(column.quote)),
        second_short=joined(
            say("page.plain", text=extra) if extra else why, _term(column.quote), _tax(column.quote)
        ),
    )


def _bounded(bench: Bench, column: Column, low: Money, high: Money) -> Headline:
    quote = column.quote
    words = say("price.range", low=low, high=high)
    by_address = any(line.low != line.amount and line.kind == "delivery" for line in quote.lines)
    why = say("price.depends_on_address") if by_address else None
    return Headline(
        lead=_lead(quote),
        figure=_figure(bench, quote, words),
        amount=words,
        unit=_unit(bench, quote),
        second=joined(why, _second(bench, column)),
        second_short=joined(why, _second_short(bench, column)),
    )


def _settled(bench: Bench, column: Column, amount: Money) -> Headline:
    quote = column.quote
    return Headline(
        lead=_lead(quote),
        figure=_figure(bench, quote, bare(amount)),
        amount=bare(amount),
        unit=_unit(bench, quote),
        second=_second(bench, column),
        second_short=_second_short(bench, column),
    )


def _figure(bench: Bench, quote: Quote, amount: Message) -> Message:
    """*amount* with its rhythm, and from when on it is paid where that is not today."""
    if quote.interval == "once":
        return _dated(bench, quote, amount)
    if _is_paid_ahead(quote.interval):
        return _dated(bench, quote, say("price.paid_for", amount=amount, span=span(quote.interval)))
    return _dated(bench, quote, per_interval(amount, quote.interval))


def _is_paid_ahead(interval: str) -> bool:
    """Whether one charge pays for goods or for a longer stretch, and not for the month."""
    count, unit = interval_parts(interval)
    return unit in {"once", "year"} or (unit == "month" and count > 1)


def _lead(quote: Quote) -> Message | None:
    """Goods and prepaid stretches are paid now; what comes each month says so in the figure."""
    paid_now = _is_paid_ahead(quote.interval) and quote.headline_from is None
    return say("price.you_pay_now") if paid_now else None


def _unit(bench: Bench, quote: Quote) -> Message | None:
    if (lead := _lead(quote)) is not None:
        return lead
    if quote.interval == "once":
        return None
    words = say("price.monthly_label") if quote.interval == "month" else span(quote.interval)
    return _dated(bench, quote, words)


def _dated(bench: Bench, quote: Quote, words: Message) -> Message:
    """*words* with the day of the first payment, where that is not today."""
    if quote.headline_from is None:
        return words
    key = "price.from_date" if _is_this_year(bench, quote.headline_from) else "price.from_date_far"
    return say(key, price=words, date=quote.headline_from)


def _is_this_year(bench: Bench, day: datetime.date) -> bool:
    return day.year == bench.today.year


def _second(bench: Bench, column: Column) -> Message | None:
    quote = column.quote
    return joined(
        _today(quote),
        _cancelling(bench, column),
        _usage(column),
        _horizon(bench, column),
        _seats(quote),
        _steady(quote),
        _term(quote),
        _equivalent(quote),
        _per_measure(quote),
        _deposit(quote),
        _tax(quote),
    )


def _second_short(bench: Bench, column: Column) -> Message | None:
    """One figure beside the headline, and every condition that a shopper must not miss."""
    quote = column.quote
    return joined(
        _today(quote), _cancelling(bench, column), _beside(quote), _term(quote), _deposit(quote), _tax(quote)
    )


def _beside(quote: Quote) -> Message | None:
    if quote.interval == "once" and quote.horizon_total not in {None, quote.headline}:
        return say(
            "price.over_years_short", amount=quote.horizon_total, period=Period(months=quote.horizon_months)
        )
    if quote.unit_price:
        return _measure(quote)
    return _steady(quote) or _seats(quote) or _equivalent(quote)


def _today(quote: Quote) -> Message | None:
    if quote.headline_from is None or quote.due_today is None:
        return None
    return say("price.today", amount=quote.due_today)


def _cancelling(bench: Bench, column: Column) -> Message | None:
    """Until when a free trial can be left for nothing."""
    quote = column.quote
    in_trial = any(line.phase == "trial" for line in quote.lines)
    if quote.headline_from is None or quote.due_today is None or quote.due_today.minor or not in_trial:
        return None
    if any(price.term is not None and price.term.notice_days for price in column.product.prices):
        return None  # A period of notice may begin before the trial ends, or may not count in it.
    last = quote.headline_from - datetime.timedelta(days=1)
    return say("price.cancel_by" if _is_this_year(bench, last) else "price.cancel_by_far", date=last)


def _deposit(quote: Quote) -> Message | None:
    return say("price.deposit", amount=quote.deposit) if quote.deposit else None


def _horizon(bench: Bench, column: Column) -> Message | None:
    """The sum over the horizon, wherever running costs make it differ from what is paid first."""
    quote = column.quote
    if quote.interval != "once" or quote.horizon_total in {None, quote.headline}:
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
    amount = unit_money(line.unit_amount or "0", quote.currency)
    return say(
        "price.quantity_times",
        quantity=Quantified(amount=str(line.quantity), unit=line.unit or ""),
        amount=amount,
    )


def _usage(column: Column) -> Message | None:
    """What of the shopper's own the price depends on: sales, orders."""
    counted = [line for line in column.quote.lines if line.kind == "usage" and line.unit]
    said = {line.unit or "": _usage_words(column.quote, line) for line in counted}
    return say("price.based_on", usage=tuple(said.values())) if said else None


def _usage_words(quote: Quote, line: Line) -> Message:
    unit = line.unit or ""
    if unit == "sales":
        return say(_USAGE_WORDS[unit], amount=Money(minor=line.quantity * 100, currency=quote.currency))
    if unit in _USAGE_WORDS:
        return say(_USAGE_WORDS[unit], count=line.quantity)
    return say("page.plain", text=Quantified(amount=str(line.quantity), unit=unit))


def _steady(quote: Quote) -> Message | None:
    if quote.steady is None or quote.steady_from is None:
        return None
    return say("price.then_from", price=per_interval(quote.steady, quote.interval), date=quote.steady_from)


def _term(quote: Quote) -> Message | None:
    if not quote.commitment_months:
        return None
    if quote.commitment_total is None:
        return say("price.minimum_term_plain", months=quote.commitment_months)
    return say("price.minimum_term", months=quote.commitment_months, amount=quote.commitment_total)


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


def _tax(quote: Quote) -> Message | None:
    left_out = quote.status == "complete_ex_tax" or any(item.kind == "tax" for item in quote.excluded)
    return say("price.tax_separate") if left_out else None
