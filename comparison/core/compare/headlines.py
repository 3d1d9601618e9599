"""The headline of a tier: its largest figure and those that must equal it, by kind of price."""

from ..messages import Message, say
from ..money import Money
from ..pricing.quote import Quote
from ..view import Beside, Headline
from .amounts import bare, is_paid_ahead, is_paid_in_parts, joined, per_interval, span
from .column import Bench, Column
from .labels import written_names
from .seconds import conditions, is_this_year, second, second_short

_NO_INTERVAL = "price.reason.no_interval"


def headline(bench: Bench, column: Column) -> Headline:
    """The headline of *column*, whatever the status of its quote."""
    quote = column.quote
    if quote.free:
        return _plain(say("price.free"), None)
    if quote.status == "not_available":
        return _plain(say("price.not_available_short"), _refusal(bench, quote))
    if quote.status == "on_request" or quote.headline is None or _is_nothing_known(quote):
        return _plain(say("price.on_request"), _asked_words(bench, column))
    if quote.status == "open":
        return _at_least(bench, column, quote.headline)
    if quote.headline_low is not None and quote.headline_low != quote.headline:
        return _bounded(bench, column, quote.headline_low, quote.headline)
    return _settled(bench, column, quote.headline)


def _plain(words: Message, second_line: Message | None) -> Headline:
    return Headline(
        lead=None, figure=words, amount=words, unit=None, second=second_line, second_short=second_line
    )


UNSAID = _plain(say("page.plain", text=""), None)


def _refusal(bench: Bench, quote: Quote) -> Message | None:
    """Why it cannot be had; a missing tab in the words of the tabs."""
    if quote.reason is None or quote.reason.key != _NO_INTERVAL:
        return quote.reason
    if quote.interval == "year" and bench.publication.comparison.noun == "plan":
        return say("interval.no_yearly")
    if quote.interval != "once" and bench.publication.comparison.noun == "product":
        return say("totals.no_subscription")
    return quote.reason


def _asked_words(bench: Bench, column: Column) -> Message | None:
    """The seller's own words for a price on request, or why there is no figure."""
    for price in column.product.prices:
        if price.status == "on_request" and bench.is_sold_here(price) and price.words:
            return say("page.plain", text=bench.label(price.words))
    return column.quote.reason or say("price.amount_not_published") if column.quote.status == "open" else None


def _is_nothing_known(quote: Quote) -> bool:
    """Whether "at least 0" would stand for amounts of which not one is known."""
    in_headline = [line for line in quote.lines if line.in_headline]
    return quote.status == "open" and all(line.amount is None for line in in_headline)


def _at_least(bench: Bench, column: Column, least: Money) -> Headline:
    quote = column.quote
    unknown = [line for line in quote.lines if line.amount is None]
    extra = written_names(bench, column, unknown)
    figure = (
        say("price.at_least_plus", amount=least, extra=extra)
        if extra
        else say("price.at_least", amount=least)
    )
    why = quote.reason or say("price.amount_not_published")
    missing = say("page.plain", text=extra) if extra else why
    return Headline(
        lead=None,
        figure=figure,
        amount=say("price.at_least", amount=least),
        unit=_unit(bench, quote),
        second=joined(why, conditions(quote)),
        second_short=joined(missing, conditions(quote)),
        beside=_beside(bench, quote),
    )


def _bounded(bench: Bench, column: Column, low: Money, high: Money) -> Headline:
    quote = column.quote
    words = say("price.range", low=low, high=high)
    by_address = any(line.low != line.amount and line.kind == "delivery" for line in quote.lines)
    why = say("price.depends_on_address") if by_address else quote.reason
    return Headline(
        lead=_lead(quote),
        figure=_figure(bench, quote, words),
        amount=words,
        unit=_unit(bench, quote),
        second=joined(why, second(bench, column)),
        second_short=joined(why, second_short(bench, column)),
        beside=_beside(bench, quote),
    )


def _settled(bench: Bench, column: Column, amount: Money) -> Headline:
    quote = column.quote
    return Headline(
        lead=_lead(quote),
        figure=_figure(bench, quote, bare(amount)),
        amount=bare(amount),
        unit=_unit(bench, quote),
        second=second(bench, column),
        second_short=second_short(bench, column),
        beside=_beside(bench, quote),
    )


def _beside(bench: Bench, quote: Quote) -> tuple[Beside, ...]:
    """Today's amount where the headline is due later, and the amount that it changes to."""
    found: list[Beside] = []
    later = quote.headline_from is not None or is_paid_in_parts(quote)
    if later and quote.due_today is not None:
        found.append(_today(quote, quote.due_today))
    if quote.steady is not None and quote.steady_from is not None:
        words = per_interval(quote.steady, quote.interval)
        key = "price.from_date" if is_this_year(bench, quote.steady_from) else "price.from_date_far"
        unit = say(key, price=_rhythm(quote), date=quote.steady_from)
        figure = say("price.then_from", price=words, date=quote.steady_from)
        found.append(Beside(figure=figure, amount=bare(quote.steady), unit=unit))
    return tuple(found)


def _today(quote: Quote, due: Money) -> Beside:
    """What is due today; one end of it where today's charges are not all settled."""
    today = [line for line in quote.lines if line.due_today]
    if any(line.amount is None for line in today):
        least = say("price.at_least", amount=due)
        return Beside(figure=say("price.today", amount=least), amount=least, unit=say("totals.today"))
    if any(line.low != line.amount for line in today):
        most = say("totals.at_most", amount=due)
        return Beside(figure=say("price.today", amount=most), amount=bare(due), unit=say("totals.today_most"))
    return Beside(figure=say("price.today", amount=due), amount=bare(due), unit=say("totals.today"))


def _figure(bench: Bench, quote: Quote, amount: Message) -> Message:
    """*amount* with its rhythm, and from when on it is paid where that is not today."""
    if quote.interval == "once" or _holds_one_off(quote):
        return _dated(bench, quote, amount)
    if is_paid_ahead(quote.interval):
        return _dated(bench, quote, say("price.paid_for", amount=amount, span=span(quote.interval)))
    return _dated(bench, quote, per_interval(amount, quote.interval))


def _holds_one_off(quote: Quote) -> bool:
    """Whether the first of the monthly payments holds what is paid only once, so that it is no month's."""
    if is_paid_ahead(quote.interval) or quote.steady is None:
        return False
    return any(line.in_headline and line.every == "once" and line.amount for line in quote.lines)


def _lead(quote: Quote) -> Message | None:
    """Goods and prepaid stretches are paid now; what comes each month says so in the figure."""
    if quote.headline_from is not None or is_paid_in_parts(quote):
        return None
    paid_now = is_paid_ahead(quote.interval) or _holds_one_off(quote)
    return say("price.you_pay_now") if paid_now else None


def _unit(bench: Bench, quote: Quote) -> Message | None:
    if (lead := _lead(quote)) is not None:
        return lead
    if quote.interval == "once":
        return None
    if _holds_one_off(quote):
        return _dated(bench, quote, say("price.first_payment"))
    return _dated(bench, quote, _rhythm(quote))


def _rhythm(quote: Quote) -> Message:
    return say("price.monthly_label") if quote.interval == "month" else span(quote.interval)


def _dated(bench: Bench, quote: Quote, words: Message) -> Message:
    """*words* with the day of the first payment, where that is not today."""
    if quote.headline_from is None:
        return words
    key = "price.from_date" if is_this_year(bench, quote.headline_from) else "price.from_date_far"
    return say(key, price=words, date=quote.headline_from)
