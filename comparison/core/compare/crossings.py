"""Above how much of the shopper's own (sales) a plan with a lower fee costs less than a cheaper one."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from ..bounds import MOST_QUANTITY
from ..messages import Message, Quantified, say
from ..money import Money, rounded_text
from ..pricing.amounts import Percent
from ..pricing.model import Component
from ..pricing.obligations import counted_units
from ..pricing.savings import cheaper_above
from .column import Bench, Column, requoted


def crossings(bench: Bench, columns: Sequence[Column]) -> Iterator[Message]:
    """From the tier that is cheapest without any on, which one becomes cheaper, and above what."""
    settled = [column for column in columns if column.quote.is_settled and not column.quote.free]
    for unit in _shares(settled):
        yield from _crossings_of(bench, settled, unit)


def _shares(columns: Iterable[Column]) -> tuple[str, ...]:
    """The quantities that some tier takes a percentage of."""
    units = (
        line.share.of_quantity for column in columns for line in column.quote.lines if line.share is not None
    )
    return tuple(dict.fromkeys(unit for unit in units if unit is not None))


def _crossings_of(bench: Bench, columns: Sequence[Column], unit: str) -> Iterator[Message]:
    now = min(columns, key=lambda column: _without(column, unit), default=None)
    while now is not None:
        found = [
            (above, column)
            for column in columns
            if (above := cheaper_above(now.quote, column.quote, unit)) is not None and above > 0
        ]
        above, other = min(found, key=lambda one: one[0], default=(0, None))
        if other is None or not _holds(bench, now, other, unit, above):
            return
        yield _crossing(bench, now, other, unit, above)
        now = other


def _without(column: Column, unit: str) -> tuple[int, int]:
    """The headline without what is a share of *unit*, and with it: of equals the lower fee comes first."""
    whole = column.quote.headline.minor if column.quote.headline else 0
    shares = sum(
        line.amount.minor * line.headline_times
        for line in column.quote.lines
        if line.share is not None and line.share.of_quantity == unit and line.amount is not None
    )
    return whole - shares, whole


def _holds(bench: Bench, now: Column, other: Column, unit: str, above: int) -> bool:
    """Whether *other* is no cheaper at the threshold and is from there on; tried out where it need not be."""
    if above > MOST_QUANTITY:
        return False
    if all(_is_proportional(column, unit) for column in (now, other)):
        return True
    points = [(above, False), (above + above // 100 + 1, True), (min(above * 10, MOST_QUANTITY), True)]
    for count, cheaper in points:
        before, after = (_headline(bench, column, unit, count) for column in (now, other))
        if before is None or after is None or (after.minor < before.minor) is not cheaper:
            return False
    return True


def _is_proportional(column: Column, unit: str) -> bool:
    """Whether all that depends on *unit* is a plain percentage of it: no least, no most, no reduction."""
    price = column.price
    if price is None or price.discounts or any(line.add_on for line in column.quote.lines):
        return False
    return all(_is_plain(component, unit, price.quantity_unit) for component in price.components)


def _is_plain(component: Component, unit: str, own: str) -> bool:
    amount = component.amount
    if not isinstance(amount, Percent):
        return unit not in {own if counted is None else counted for counted in counted_units(amount)}
    bounded = amount.min is not None or amount.max is not None
    return amount.of_quantity is not None and not bounded and amount.plus_per != unit


def _headline(bench: Bench, column: Column, unit: str, count: int) -> Money | None:
    context = replace(bench.context, quantities={**bench.context.quantities, unit: count})
    quote = requoted(bench, column, context)
    return quote.headline if quote.is_settled else None


def _crossing(bench: Bench, now: Column, other: Column, unit: str, above: int) -> Message:
    if unit == "sales":
        amount = rounded_text(str(above), bench.context.currency)
        return say("totals.cheaper_above_sales", tier=other.name, other=now.name, amount=amount)
    amount_of = Quantified(amount=str(above), unit=unit)
    return say("totals.cheaper_above", tier=other.name, other=now.name, amount=amount_of)
