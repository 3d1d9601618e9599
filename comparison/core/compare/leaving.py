"""Rows of the receipt about later: what the price changes to, when it is charged again, how one leaves."""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..messages import Message, say
from ..money import Money, rounded
from ..pricing.model import Price, Term
from ..pricing.quote import Quote
from ..pricing.schedule import charge_date, interval_of
from ..view_rows import ChargeCell, ChargeRow
from .amounts import interval_parts, joined, per_interval
from .column import Bench, Column

NONE = ChargeCell(amount=None, text=say("price.none_of_this"))
_RENEWS = {
    "day": "totals.renews_days",
    "week": "totals.renews_weeks",
    "month": "totals.renews_months",
    "year": "totals.renews_years",
}


def filled(key: str, label: Message, cells: Sequence[ChargeCell]) -> ChargeRow | None:
    """The row, unless nothing stands in any of its *cells*."""
    if all(cell == NONE for cell in cells):
        return None
    return ChargeRow(key=key, label=label, cells=tuple(cells))


def changes_row(bench: Bench, columns: Sequence[Column]) -> ChargeRow | None:
    """Every later amount of a trial, an introductory price or a rise, with the day it begins."""
    cells = tuple(_changes_cell(bench, column.quote) for column in columns)
    return filled("changes", say("totals.changes"), cells)


def next_charge_row(bench: Bench, columns: Sequence[Column]) -> ChargeRow | None:
    """The day after today on which each tier is charged again.

    Only of what could be bought once instead, and of a price that changes: any other goes without
    saying, and an answer that counts no date from today stays true past midnight.
    """
    dated = any(column.quote.headline_from or column.quote.steady_from for column in columns)
    if not dated and not any(_is_sold_once_too(bench, column) for column in columns):
        return None
    cells = tuple(_next_cell(bench, column.quote) for column in columns)
    return filled("next", say("totals.next_charge"), cells)


def cancelling_row(bench: Bench, columns: Sequence[Column]) -> ChargeRow | None:
    """How each tier goes on by itself, how it is left, and what that costs; none where nobody says."""
    prices = [column.price for column in columns]
    if not any(price is not None and price.term is not None for price in prices):
        return None
    cells = tuple(_cancelling_cell(bench, column) for column in columns)
    return filled("cancelling", say("totals.cancelling"), cells)


def _is_sold_once_too(bench: Bench, column: Column) -> bool:
    return any(price.interval == "once" and bench.is_sold_here(price) for price in column.product.prices)


def _is_recurring(quote: Quote) -> bool:
    return quote.is_computed and not quote.free and quote.interval != "once"


def _next_cell(bench: Bench, quote: Quote) -> ChargeCell:
    if not _is_recurring(quote):
        return NONE
    usual = charge_date(bench.context.start, interval_of(quote.interval), 1)
    day = min((later.first for later in quote.then), default=usual)
    return ChargeCell(amount=None, text=say("page.plain", text=day))


def _changes_cell(bench: Bench, quote: Quote) -> ChargeCell:
    if not _is_recurring(quote):
        return NONE
    before = _first_charge(quote)
    changes = list(_changes(quote, before))
    if not changes or not (quote.steady or any(line.phase for line in quote.lines)):
        return NONE
    said = [
        say("price.from_date_far", price=per_interval(amount, quote.interval), date=day)
        for day, amount in changes
    ]
    days = bench.market.consent_days
    rises = any(
        after.minor > first for (_, after), first in zip(changes, _befores(before, changes), strict=True)
    )
    consent = say("totals.consent", count=days) if days and rises else None
    return ChargeCell(amount=None, text=joined(*said, consent))


def _first_charge(quote: Quote) -> int:
    """What is charged today of all that comes again each interval, in minor units."""
    return sum(
        line.amount.minor
        for line in quote.lines
        if line.due_today and line.every == quote.interval and line.amount is not None and line.in_horizon
    )


def _changes(quote: Quote, before: int) -> Iterator[tuple[datetime.date, Money]]:
    """The days on which another amount is charged than *before*; the regular one past the horizon too."""
    seen = before
    last: datetime.date | None = None
    for later in quote.then:
        if later.every == quote.interval and later.amount.minor != seen:
            yield later.first, later.amount
            seen, last = later.amount.minor, later.first
    if quote.steady is None or quote.steady_from is None or quote.steady.minor == seen:
        return
    if last is None or last < quote.steady_from:
        yield quote.steady_from, quote.steady


def _befores(before: int, changes: Sequence[tuple[datetime.date, Money]]) -> list[int]:
    return [before, *(amount.minor for _, amount in changes[:-1])]


def _cancelling_cell(bench: Bench, column: Column) -> ChargeCell:
    price = column.price
    if price is None or not _is_recurring(column.quote):
        return NONE
    if price.term is None:
        return ChargeCell(amount=None, text=say("cell.not_stated"))
    said = joined(*_term_words(bench, price, price.term))
    return ChargeCell(amount=None, text=said, address=price.term.cancel)


def _term_words(bench: Bench, price: Price, term: Term) -> Iterator[Message]:
    if term.min_months:
        yield say("price.minimum_term_plain", months=term.min_months)
    if term.auto_renew:
        count, unit = interval_parts(term.renews_every or price.interval)
        yield say(_RENEWS.get(unit, "totals.renews_months"), count=max(count, 1))
    else:
        yield say("totals.ends")
    if term.how_to_cancel:
        yield say("page.plain", text=bench.label(term.how_to_cancel))
    if term.notice_days:
        yield say("totals.notice", count=term.notice_days)
    if term.exit_fee is not None:
        yield say("totals.exit_fee", amount=rounded(Decimal(term.exit_fee), price.currency))
    if any(phase.needs_card for phase in price.phases):
        yield say("totals.needs_card")
