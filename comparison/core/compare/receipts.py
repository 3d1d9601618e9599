"""The receipt: how every sum adds up over the whole horizon, and what it rests on."""

from collections.abc import Sequence

from ..content import ExcludedCost
from ..messages import Message, Quantified, say
from ..money import Money
from ..pricing.quote import Quote
from ..pricing.savings import per_unit_month
from ..view_rows import ChargeCell, ChargeRow, Receipt
from .amounts import joined
from .by_tier import said_once
from .charges import Charge, charge_row, charges_of, lines_of, nothing, sum_rows
from .column import Bench, Column
from .conditional import MOST_IN_HEAD, conditional
from .leaving import NONE, cancelling_row, changes_row, filled, next_charge_row
from .unstated import unstated_delivery
from .workings import workings

EMPTY = Receipt(rows=(), excluded=(), assumptions=(), attested=None)
_HINTS = frozenset({"price.free_delivery_hint", "price.cheaper_from"})


def receipt(bench: Bench, columns: Sequence[Column]) -> Receipt:
    """How every sum adds up: the same rows with their workings, then what happens later."""
    rows = [charge_row(bench, columns, key, _working_cell) for key in charges_of(columns)]
    more = (
        _tax_row(columns),
        _each_row(columns),
        _conditional_row(bench, columns),
        _hint_row(columns),
        changes_row(bench, columns),
        next_charge_row(bench, columns),
        cancelling_row(bench, columns),
        _attested_row(bench, columns),
    )
    return Receipt(
        rows=(*rows, *sum_rows(columns), *(row for row in more if row is not None)),
        excluded=_excluded_words(bench, columns),
        assumptions=_assumptions(columns),
        attested=_attested(bench, columns),
    )


def _working_cell(bench: Bench, column: Column, charge: Charge) -> ChargeCell:
    lines = lines_of(column.quote, charge)
    if not lines:
        return nothing(bench, column, charge)
    low = _sum_of([(line.low, line.times) for line in lines])
    high = _sum_of([(line.amount, line.times) for line in lines])
    if low is not None and high is not None and low != high:
        return ChargeCell(amount=None, text=say("price.range", low=low, high=high))
    return ChargeCell(amount=high, text=workings(column.quote, lines))


def _sum_of(charges: Sequence[tuple[Money | None, int]]) -> Money | None:
    """All charges of the horizon, each so many times; None while one is unknown."""
    known = [amount * max(times, 1) for amount, times in charges if amount is not None]
    if len(known) != len(charges) or not known:
        return None
    return sum(known[1:], known[0])


def _tax_row(columns: Sequence[Column]) -> ChargeRow | None:
    """How much of what is paid now is tax, where tax is inside."""
    cells = tuple(_tax_cell(column.quote) for column in columns)
    if all(cell.amount is None for cell in cells):
        return None
    return ChargeRow(key="tax", label=say("receipt.tax_inside"), cells=cells)


def _tax_cell(quote: Quote) -> ChargeCell:
    inside = [line for line in quote.lines if line.in_headline and line.tax is not None]
    if not quote.tax_included or not inside:
        return NONE
    taxes = [line.tax * line.headline_times for line in inside if line.tax is not None]
    rates = tuple(dict.fromkeys(line.tax_rate for line in inside if line.tax_rate))
    return ChargeCell(
        amount=sum(taxes[1:], taxes[0]),
        text=say("page.commas", items=tuple(_rate(rate) for rate in rates)),
    )


def _rate(rate: str) -> Message:
    return say("receipt.tax", rate=say("price.percent", percent=rate))


def _each_row(columns: Sequence[Column]) -> ChargeRow | None:
    """What one unit comes to in a month of the horizon, rounded up, where units are counted."""
    counted = [unit for column in columns if (unit := _counted_unit(column.quote)) is not None]
    if not counted:
        return None
    cells = tuple(_each_cell(column.quote, counted[0]) for column in columns)
    if all(cell.amount is None for cell in cells):
        return None
    one = Quantified(amount="1", unit=counted[0])
    return ChargeRow(key="each", label=say("totals.each_month", one=one), cells=cells)


def _counted_unit(quote: Quote) -> str | None:
    unit = quote.quantity_unit
    return unit if unit != "item" and any(line.unit == unit for line in quote.lines) else None


def _each_cell(quote: Quote, unit: str) -> ChargeCell:
    amount = per_unit_month(quote) if _counted_unit(quote) == unit else None
    if amount is not None:
        return ChargeCell(amount=amount)
    # An amount that nobody states is not none.
    if quote.status == "on_request":
        return ChargeCell(amount=None, text=say("price.on_request"))
    return ChargeCell(amount=None, text=say("price.free")) if quote.free else NONE


def _conditional_row(bench: Bench, columns: Sequence[Column]) -> ChargeRow | None:
    """The conditional prices for which a column head has no room."""
    cells = tuple(_listed(conditional(bench, column)[MOST_IN_HEAD:]) for column in columns)
    return filled("conditional", say("totals.conditional"), cells)


def _hint_row(columns: Sequence[Column]) -> ChargeRow | None:
    """How much more in the basket makes delivery free or cheaper."""
    cells = tuple(
        _listed([note for note in column.quote.assumptions if note.key in _HINTS]) for column in columns
    )
    return filled("hint", say("totals.hint"), cells)


def _listed(messages: Sequence[Message]) -> ChargeCell:
    text = joined(*messages)
    return NONE if text is None else ChargeCell(amount=None, text=text)


def _assumptions(columns: Sequence[Column]) -> tuple[Message, ...]:
    """What every priced tier rests on once; what only some do, with their names."""
    priced = [column for column in columns if column.quote.is_computed and not column.quote.free]
    notes = (
        (column.name, note)
        for column in columns
        for note in column.quote.assumptions
        if note.key not in _HINTS
    )
    return said_once(notes, len(priced))


def _excluded_words(bench: Bench, columns: Sequence[Column]) -> tuple[Message, ...]:
    named: dict[str, list[tuple[str, Message]]] = {}
    for column in columns:
        for cost in column.product.excluded:
            words = say("price.not_included_why", item=bench.label(cost.label), reason=_why(bench, cost))
            named.setdefault(cost.key, []).append((column.name, words))
    left_out = {item.kind for column in columns for item in column.quote.excluded}
    by_law = [
        say("price.not_included", item=say(f"price.item_{kind}"))
        for kind in ("tax", "delivery", "deposit")
        if kind in left_out
    ]
    unstated = [
        (column.name, note) for column in columns if (note := unstated_delivery(bench, column)) is not None
    ]
    return (
        *(one for said in named.values() for one in said_once(said, len(said))),
        *by_law,
        *said_once(unstated, len(columns)),
    )


def _why(bench: Bench, cost: ExcludedCost) -> Message:
    method = say("page.plain", text=bench.label(cost.method)) if cost.method else None
    reason = say("page.plain", text=bench.label(cost.reason))
    return joined(reason, method) or reason


def _attested(bench: Bench, columns: Sequence[Column]) -> Message | None:
    """The shop's word that nothing else is unavoidable, if it stands for every tier shown."""
    days = [_attested_on(bench, column) for column in columns]
    known = [day for day in days if day is not None]
    if not known or len(known) != len(days):
        return None
    return say("price.nothing_else", date=bench.day(min(known)))


def _attested_row(bench: Bench, columns: Sequence[Column]) -> ChargeRow | None:
    """The same tier by tier, where it stands for some of them only."""
    days = [_attested_on(bench, column) for column in columns]
    if None not in days or not any(days):
        return None
    cells = tuple(
        ChargeCell(
            amount=None,
            text=say("totals.attested", date=bench.day(day)) if day else say("totals.not_attested"),
        )
        for day in days
    )
    return ChargeRow(key="attested", label=say("totals.other_charges"), cells=cells)


def _attested_on(bench: Bench, column: Column) -> str | None:
    """The day on which the price of *column* was attested; None while an add-on's was not."""
    if not column.quote.is_computed or column.product.competitor is not None:
        return None
    price = column.price
    taken = {line.add_on for line in column.quote.lines if line.add_on}
    open_ones = [
        one.key
        for one in bench.publication.add_ons
        if one.key in taken and not all(price.closed for price in one.prices)
    ]
    closed = price.closed if price is not None and not open_ones else None
    return closed.on if closed else None
