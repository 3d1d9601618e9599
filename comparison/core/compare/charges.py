"""What you pay: each charge once, as a row for all tiers, then the sums; and the receipt."""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from ..catalogue import ExcludedCost
from ..messages import Message, Period, say
from ..money import Money, rounded_text
from ..pricing.quote import Line, Quote
from ..view import ChargeCell, ChargeRow, Receipt
from .amounts import joined, per_interval
from .column import Bench, Column
from .labels import component_label
from .workings import workings

_KIND_ORDER = (
    "base", "seat", "usage", "addon", "fee", "surcharge", "delivery", "deposit", "consumable",
)  # fmt: skip
_PRICED = {"complete", "complete_ex_tax", "bounded", "open"}


def charge_rows(bench: Bench, columns: Sequence[Column]) -> tuple[ChargeRow, ...]:
    """A row for each charge that any tier has, the sums under them, and what is left out."""
    rows = [_charge_row(bench, columns, key, _price_cell) for key in _charges(columns)]
    return (*rows, *_sums(columns), *_excluded_rows(bench, columns))


def receipt(bench: Bench, columns: Sequence[Column]) -> Receipt:
    """How every sum adds up: the same rows with their workings, over the whole horizon."""
    rows = [_charge_row(bench, columns, key, _working_cell) for key in _charges(columns)]
    taxes = [row for row in (_tax_row(columns),) if row is not None]
    return Receipt(
        rows=(*rows, *_sums(columns), *taxes),
        excluded=_excluded_words(bench, columns),
        assumptions=_unique(message for column in columns for message in column.quote.assumptions),
        attested=_attested(bench, columns),
    )


class _Charge(msgspec.Struct, frozen=True):
    """What makes two tiers' lines the same row: component and add-on."""

    component: str
    add_on: str | None
    kind: str


def _charges(columns: Sequence[Column]) -> list[_Charge]:
    seen: dict[_Charge, int] = {}
    for column in columns:
        for line in column.quote.lines:
            seen.setdefault(_Charge(line.component, line.add_on, line.kind), len(seen))
    return sorted(seen, key=lambda charge: (_KIND_ORDER.index(charge.kind), seen[charge]))


def _lines(quote: Quote, charge: _Charge) -> list[Line]:
    return [
        line for line in quote.lines if (line.component, line.add_on) == (charge.component, charge.add_on)
    ]


Cell = Callable[[Column, _Charge], ChargeCell]


def _charge_row(bench: Bench, columns: Sequence[Column], charge: _Charge, cell: Cell) -> ChargeRow:
    return ChargeRow(
        key=charge.component if charge.add_on is None else f"{charge.add_on}-{charge.component}",
        label=say("page.plain", text=_label(bench, columns, charge)),
        cells=tuple(cell(column, charge) for column in columns),
    )


def _label(bench: Bench, columns: Sequence[Column], charge: _Charge) -> str:
    for column in columns:
        for line in _lines(column.quote, charge):
            return component_label(bench, column, line)
    return charge.component


def _price_cell(column: Column, charge: _Charge) -> ChargeCell:
    lines = _lines(column.quote, charge)
    if not lines:
        return _nothing(column, charge)
    words = tuple(_line_words(line) for line in lines[:3])
    text = words[0] if len(words) == 1 else say("page.commas", items=words)
    return ChargeCell(amount=lines[0].amount, text=text)


def _nothing(column: Column, charge: _Charge) -> ChargeCell:
    """What stands where a tier has no such charge."""
    if column.quote.status == "on_request":
        first = charge.kind in {"base", "seat"}
        return ChargeCell(amount=None, text=say("price.on_request" if first else "price.not_known"))
    if column.quote.status == "not_available":
        return ChargeCell(amount=None, text=say("price.not_available_short"))
    if column.quote.free and charge.kind in {"base", "seat"}:
        return ChargeCell(amount=None, text=say("price.free"))
    return ChargeCell(amount=None, text=say("price.none_of_this"))


def _line_words(line: Line) -> Message:
    if line.amount is None:
        return line.reason or say("price.amount_not_published")
    if line.low is not None and line.low != line.amount:
        return say("price.range", low=line.low, high=line.amount)
    if line.amount.minor == 0:
        return say("price.free")
    return per_interval(line.amount, line.every)


def _working_cell(column: Column, charge: _Charge) -> ChargeCell:
    lines = _lines(column.quote, charge)
    if not lines:
        return _nothing(column, charge)
    return ChargeCell(amount=_sum_of(lines), text=workings(column.quote, lines))


def _sum_of(lines: Sequence[Line]) -> Money | None:
    known = [line.amount * max(line.times, 1) for line in lines if line.amount is not None]
    if len(known) != len(lines) or not known:
        return None
    return sum(known[1:], known[0])


def _sums(columns: Sequence[Column]) -> list[ChargeRow]:
    rows = [
        ChargeRow(
            key="now",
            label=_now_label(columns),
            cells=tuple(
                _sum_cell(column.quote, column.quote.headline, column.quote.headline_low)
                for column in columns
            ),
            emphasis="now",
        )
    ]
    if any(_looks_further(column.quote) for column in columns):
        months = max(column.quote.horizon_months for column in columns)
        rows.append(
            ChargeRow(
                key="later",
                label=say("price.over_years_label", period=Period(months=months)),
                cells=tuple(
                    _sum_cell(column.quote, column.quote.horizon_total, column.quote.horizon_low)
                    for column in columns
                ),
                emphasis="later",
            )
        )
    return rows


def _now_label(columns: Sequence[Column]) -> Message:
    if any(column.quote.headline_from or column.quote.steady for column in columns):
        return say("price.first_payment")
    monthly = all(column.quote.interval == "month" for column in columns)
    return say("price.each_month" if monthly else "price.you_pay_now")


def _looks_further(quote: Quote) -> bool:
    return quote.horizon_total is not None and quote.horizon_total != quote.headline


def _sum_cell(quote: Quote, amount: Money | None, low: Money | None) -> ChargeCell:
    if quote.free and quote.status in _PRICED:
        return ChargeCell(amount=amount, text=say("price.free"))
    if quote.status == "on_request":
        return ChargeCell(amount=None, text=say("price.on_request"))
    if quote.status == "not_available" or amount is None:
        return ChargeCell(amount=None, text=say("price.not_available_short"))
    if quote.status == "open":
        return ChargeCell(amount=None, text=say("price.at_least", amount=amount))
    if low is not None and low != amount:
        return ChargeCell(amount=None, text=say("price.range", low=low, high=amount))
    return ChargeCell(amount=amount)


def _tax_row(columns: Sequence[Column]) -> ChargeRow | None:
    """How much of what is paid now is tax, where tax is inside."""
    cells = tuple(_tax_cell(column.quote) for column in columns)
    if all(cell.amount is None for cell in cells):
        return None
    return ChargeRow(key="tax", label=say("receipt.tax_inside"), cells=cells)


def _tax_cell(quote: Quote) -> ChargeCell:
    taxes = [line.tax for line in quote.lines if line.in_headline and line.tax is not None]
    if not quote.tax_included or not taxes:
        return ChargeCell(amount=None, text=say("price.none_of_this"))
    amount = sum(taxes[1:], taxes[0])
    rates = tuple(dict.fromkeys(line.tax_rate for line in quote.lines if line.in_headline and line.tax_rate))
    return ChargeCell(
        amount=amount,
        text=say("page.commas", items=tuple(_rate(rate) for rate in rates)),
    )


def _rate(rate: str) -> Message:
    return say("receipt.tax", rate=say("price.percent", percent=rate))


def _excluded_rows(bench: Bench, columns: Sequence[Column]) -> list[ChargeRow]:
    keys: dict[str, ExcludedCost] = {}
    for column in columns:
        for cost in column.product.excluded:
            keys.setdefault(cost.key, cost)
    return [
        ChargeRow(
            key=f"excluded-{cost.key}",
            label=say("price.not_included", item=bench.label(cost.label)),
            cells=tuple(_excluded_cell(column, cost.key) for column in columns),
        )
        for cost in keys.values()
    ]


def _excluded_cell(column: Column, key: str) -> ChargeCell:
    cost = next((one for one in column.product.excluded if one.key == key), None)
    if cost is None:
        return ChargeCell(amount=None, text=say("price.none_of_this"))
    if cost.estimate is None or cost.currency is None:
        return ChargeCell(amount=None, text=say("price.depends_on_use"))
    estimate = rounded_text(cost.estimate, cost.currency)
    return ChargeCell(amount=estimate, text=per_interval(estimate, cost.every or "once"))


def _excluded_words(bench: Bench, columns: Sequence[Column]) -> tuple[Message, ...]:
    costs = {cost.key: cost for column in columns for cost in column.product.excluded}
    named = [
        say("price.not_included_why", item=bench.label(cost.label), reason=_why(bench, cost))
        for cost in costs.values()
    ]
    left_out = {item.kind for column in columns for item in column.quote.excluded}
    by_law = [
        say("price.not_included", item=say(f"price.item_{kind}"))
        for kind in ("tax", "delivery", "deposit")
        if kind in left_out
    ]
    return (*named, *by_law)


def _why(bench: Bench, cost: ExcludedCost) -> Message:
    method = say("page.plain", text=bench.label(cost.method)) if cost.method else None
    reason = say("page.plain", text=bench.label(cost.reason))
    return joined(reason, method) or reason


def _attested(bench: Bench, columns: Sequence[Column]) -> Message | None:
    """The shop's word that nothing else is unavoidable, if it stands for every tier shown."""
    if not columns or not all(column.quote.closed for column in columns):
        return None
    dates = [
        price.closed.on for column in columns for price in column.product.prices if price.closed is not None
    ]
    return say("price.nothing_else", date=bench.day(min(dates))) if dates else say("price.nothing_else_short")


def _unique(messages: Iterable[Message]) -> tuple[Message, ...]:
    unique: list[Message] = []
    for message in messages:
        if message not in unique:
            unique.append(message)
    return tuple(unique)
