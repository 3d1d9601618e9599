"""What you pay: each charge once, as a row for all tiers, then the sums and what is left out."""

from collections.abc import Callable, Sequence

import msgspec

from ..content import ExcludedCost
from ..messages import Message, Period, say
from ..money import Money, rounded_text
from ..pricing.quote import Line, Quote
from ..view_rows import ChargeCell, ChargeRow
from .amounts import is_paid_in_parts, per_interval
from .column import Bench, Column
from .labels import charge_names, component_label, component_language
from .leaving import next_charge_row
from .unstated import unstated_delivery
from .variants import row_of_variants, variant_lines

_KIND_ORDER = (
    "base", "seat", "usage", "addon", "fee", "surcharge", "delivery", "deposit", "consumable",
)  # fmt: skip


def charge_rows(bench: Bench, columns: Sequence[Column]) -> tuple[ChargeRow, ...]:
    """A row for each charge that any tier has, the sums under them, and what is left out."""
    rows = [charge_row(bench, columns, key, _price_cell) for key in charges_of(columns)]
    # Of plans the next charge is in the receipt; a regular delivery is chosen by it.
    goods = bench.publication.comparison.noun == "product"
    coming = next_charge_row(bench, columns) if goods else None
    return (*rows, *sum_rows(columns), *([coming] if coming else []), *_excluded_rows(bench, columns))


class Charge(msgspec.Struct, frozen=True):
    """What makes two tiers' lines the same row: component and add-on. *kind* is that of the first.

    *variants* is True for the row of prices in which choices stand, whatever their components.
    """

    component: str
    add_on: str | None
    kind: str
    variants: bool = False

    @property
    def key(self) -> str:
        """What its row is called."""
        return self.component if self.add_on is None else f"{self.add_on}-{self.component}"


def charges_of(columns: Sequence[Column]) -> list[Charge]:
    """Every charge of *columns* once: the price itself first, running costs last."""
    seen: dict[tuple[str, str | None], Charge] = {}
    home = row_of_variants(columns)
    if home is not None:
        seen[home, None] = Charge(home, None, "base", variants=True)
    for column in columns:
        chosen = variant_lines(column.quote) if home is not None else ()
        for line in column.quote.lines:
            if line not in chosen:
                seen.setdefault((line.component, line.add_on), Charge(line.component, line.add_on, line.kind))
    return sorted(seen.values(), key=lambda charge: _KIND_ORDER.index(charge.kind))


def lines_of(quote: Quote, charge: Charge) -> list[Line]:
    """The lines of *charge*, one for each phase."""
    chosen = variant_lines(quote) if charge.variants else []
    return chosen or [
        line for line in quote.lines if (line.component, line.add_on) == (charge.component, charge.add_on)
    ]


Cell = Callable[[Bench, Column, Charge], ChargeCell]


def charge_row(bench: Bench, columns: Sequence[Column], charge: Charge, cell: Cell) -> ChargeRow:
    """*charge* as a row; *cell* says what stands in each column."""
    label, lang = _label(bench, columns, charge)
    cells = tuple(cell(bench, column, charge) for column in columns)
    return ChargeRow(key=charge.key, label=label, cells=cells, lang=lang)


def _label(bench: Bench, columns: Sequence[Column], charge: Charge) -> tuple[Message, str | None]:
    """The merchant's name of it, and its language as in `ChargeRow`; all names of a choice that nobody has
    made yet."""
    for column in columns:
        for line in lines_of(column.quote, charge):
            if charge.variants and line.component != charge.component:
                break
            options = [keys for keys in column.quote.open_choices if line.component in keys]
            if options and line.add_on is None:
                return say("page.commas", items=charge_names(bench, column, options[0])), None
            name = say("page.plain", text=component_label(bench, column, line))
            return name, component_language(bench, column, line)
    return say("price.whole"), None


def _price_cell(bench: Bench, column: Column, charge: Charge) -> ChargeCell:
    lines = lines_of(column.quote, charge)
    if not lines:
        return nothing(bench, column, charge)
    words = tuple(line_words(line) for line in lines)
    text = words[0] if len(words) == 1 else say("page.commas", items=words)
    settled = lines[0].low == lines[0].amount
    return ChargeCell(
        amount=lines[0].amount if settled else None,
        text=text,
        detail=_variant(bench, column, lines[0]) if charge.variants else None,
    )


def _variant(bench: Bench, column: Column, line: Line) -> Message | None:
    """Which variant it is the price of, once that is settled."""
    is_open = any(line.component in keys for keys in column.quote.open_choices)
    if line.obligation != "one_of" or is_open:
        return None
    return say("page.plain", text=component_label(bench, column, line))


def nothing(bench: Bench, column: Column, charge: Charge) -> ChargeCell:
    """What stands where a tier has no such charge."""
    if column.quote.status == "on_request":
        first = charge.kind in {"base", "seat"}
        return ChargeCell(amount=None, text=say("price.on_request" if first else "price.not_known"))
    if column.quote.status == "not_available":
        return ChargeCell(amount=None, text=say("price.not_available_short"))
    if column.quote.free and charge.kind in {"base", "seat"}:
        return ChargeCell(amount=None, text=say("price.free"))
    unknown = charge.kind == "delivery" and unstated_delivery(bench, column) is not None
    return ChargeCell(amount=None, text=say("price.not_known" if unknown else "price.none_of_this"))


def line_words(line: Line) -> Message:
    """One charge with its rhythm, or why there is no amount."""
    if line.amount is None:
        return line.reason or say("price.amount_not_published")
    if line.low is not None and line.low != line.amount:
        return say("price.range", low=line.low, high=line.amount)
    if line.amount.minor == 0:
        return say("price.free")
    return per_interval(line.amount, line.every)


def sum_rows(columns: Sequence[Column]) -> list[ChargeRow]:
    """What is paid first, and over the horizon where that is more than the first payment."""
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
    if any(is_paid_in_parts(column.quote) for column in columns):
        return say("price.first_period")
    if any(column.quote.headline_from or column.quote.steady for column in columns):
        return say("price.first_payment")
    monthly = all(column.quote.interval == "month" for column in columns)
    return say("price.each_month" if monthly else "price.you_pay_now")


def _looks_further(quote: Quote) -> bool:
    return bool(quote.then) and quote.horizon_total is not None and quote.horizon_total != quote.headline


def _sum_cell(quote: Quote, amount: Money | None, low: Money | None) -> ChargeCell:
    if quote.free:
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
