"""The shopper's controls: who it is for, billing, quantity, region, extras, and the phone's picker."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from ..bounds import MOST_QUANTITY
from ..catalogue import Product
from ..messages import Message, say
from ..money import Money
from ..pricing.engine import quote_tier
from ..pricing.intervals import intervals_sold
from ..pricing.model import Price
from ..pricing.savings import saving_percent
from ..view import Choice, Stepper
from .amounts import tab
from .column import Bench, Column
from .labels import quantity_label


def personas(bench: Bench) -> tuple[Choice, ...]:
    """One choice for each persona, and the one that takes the choice back."""
    if not bench.publication.personas:
        return ()
    chosen = bench.context.persona
    none = Choice(value="", label=say("control.persona_none"), selected=chosen is None)
    rest = (
        Choice(value=one.key, label=_plain(bench, one.label), selected=one.key == chosen)
        for one in bench.publication.personas
    )
    return (*rest, none) if chosen else tuple(rest)


def intervals(bench: Bench, columns: Sequence[Column]) -> tuple[Choice, ...]:
    """Tabs of the intervals that are sold, none where there is only one. Each says what it saves."""
    context = bench.context
    products = [column.product for column in columns]
    sold = intervals_sold(
        products, context.market, context.customer_type, context.currency, bench.market.inherits
    )
    if len(sold) < 2:
        return ()
    goods = bench.publication.comparison.noun == "product"
    return tuple(
        Choice(
            value=interval,
            label=_with_saving(bench, columns, sold[0], interval, tab(interval, goods=goods)),
            selected=interval == context.interval,
        )
        for interval in sold
    )


def steppers(bench: Bench, columns: Sequence[Column]) -> tuple[Stepper, ...]:
    """The quantities that the prices count, as far as a shopper would set them (not pieces of goods)."""
    prices = [price for column in columns for price in column.product.prices]
    return tuple(
        _stepper(unit, value, [price for price in prices if price.quantity_unit == unit])
        for unit, value in bench.context.quantities.items()
        if unit != "item"
    )


def _stepper(unit: str, value: int, prices: Sequence[Price]) -> Stepper:
    least, most, step = _limits(prices) if prices else (0, MOST_QUANTITY, _round_step(value))
    return Stepper(
        unit=unit,
        label=quantity_label(unit),
        value=value,
        least=least,
        most=most,
        step=step,
        fewer=value - step if value - step >= least else None,
        more=value + step if value + step <= most else None,
    )


def _round_step(value: int) -> int:
    """A step that suits the size of *value*: 1,000 for 10,000 of sales, 10 for 200 orders."""
    return int("1".ljust(len(str(value)) - 1, "0"))


def regions(bench: Bench) -> tuple[Choice, ...]:
    """Delivery zones of the market, where any price depends on them."""
    if not bench.market.regions or not _depends_on_region(bench.publication.products):
        return ()
    none = Choice(value="", label=say("control.region_none"), selected=bench.context.region is None)
    rest = (
        Choice(value=one.key, label=_plain(bench, one.label), selected=one.key == bench.context.region)
        for one in bench.market.regions
    )
    return (none, *rest)


def add_ons(bench: Bench, columns: Sequence[Column]) -> tuple[Choice, ...]:
    """Extras with a price that any shown tier can take. None is ever preselected."""
    sellable = {one.key: one for column in columns for one in column.add_ons if _has_price(one.prices)}
    return tuple(
        Choice(value=one.key, label=_plain(bench, one.name), selected=one.key in bench.context.addons)
        for one in sellable.values()
    )


def picker(bench: Bench) -> tuple[Choice, ...]:
    """Every tier of the comparison, those shown selected."""
    products = {product.key: product for product in bench.publication.products}
    return tuple(
        Choice(
            value=tier.key,
            label=_plain(bench, tier.label or products[tier.product].name),
            selected=tier.key in bench.context.tiers,
        )
        for tier in bench.publication.comparison.tiers
        if tier.product in products
    )


def _plain(bench: Bench, text: Mapping[str, str]) -> Message:
    return say("page.plain", text=bench.label(text))


def _has_price(prices: Sequence[Price]) -> bool:
    return any(price.status == "priced" for price in prices)


def _depends_on_region(products: Sequence[Product]) -> bool:
    components = (part for product in products for price in product.prices for part in price.components)
    for component in components:
        condition = getattr(component.obligation, "condition", None)
        if condition is not None and condition.regions:
            return True
        if any(row.regions for row in getattr(component.amount, "rows", ())):
            return True
    return False


def _limits(prices: Sequence[Price]) -> tuple[int, int, int]:
    least = min(price.min_quantity for price in prices)
    tops = [price.max_quantity for price in prices]
    most = max(MOST_QUANTITY if top is None else top for top in tops)
    step = min(price.quantity_step for price in prices)
    return max(least, 1), most, step


def _with_saving(
    bench: Bench, columns: Sequence[Column], shortest: str, interval: str, name: Message
) -> Message:
    """The tab's name, with the whole range of savings rounded down where it saves anything."""
    if shortest in {interval, "once"}:
        return name
    savings = [
        saving for column in columns if (saving := _saving(bench, column, shortest, interval)) is not None
    ]
    if not savings or max(savings) < 1:
        return name
    low, high = min(savings), max(savings)
    words = (
        say("price.percent", percent=str(low))
        if low == high
        else say("price.percent_range", low=str(low), high=str(high))
    )
    return say("interval.with_saving", interval=name, saving=words)


def _saving(bench: Bench, column: Column, shortest: str, interval: str) -> int | None:
    """Whole percent that a year costs less at *interval* than at *shortest*, None if unknown."""
    shorter, longer = (_year(bench, column, one) for one in (shortest, interval))
    if shorter is None or longer is None or shorter.minor <= 0:
        return None
    return saving_percent(shorter, longer)


def _year(bench: Bench, column: Column, interval: str) -> Money | None:
    context = replace(bench.context, interval=interval, horizon=12)
    quote = quote_tier(column.tier.key, column.product, (), context, bench.market)
    settled = (
        quote.status in {"complete", "complete_ex_tax"} and quote.interval == interval and not quote.free
    )
    return quote.horizon_total if settled else None
