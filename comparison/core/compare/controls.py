"""The shopper's controls: who it is for, quantity, region, and the phone's picker."""

from collections.abc import Sequence

from ..adhoc import most_side_by_side
from ..bounds import MOST_QUANTITY
from ..catalogue import Product
from ..messages import Message, say
from ..pricing.model import Price
from ..view_controls import Choice, Stepper
from .column import Bench, Column, written_name
from .labels import named_choice, quantity_label


def personas(bench: Bench) -> tuple[Choice, ...]:
    """One choice for each persona, and the one that takes the choice back."""
    if not bench.publication.personas:
        return ()
    chosen = bench.context.persona
    none = Choice(value="", label=say("control.persona_none"), selected=chosen is None)
    rest = (
        named_choice(bench, one.key, one.label, selected=one.key == chosen)
        for one in bench.publication.personas
    )
    return (*rest, none) if chosen else tuple(rest)


def steppers(bench: Bench, columns: Sequence[Column]) -> tuple[Stepper, ...]:
    """The quantities that the prices count, as far as a shopper would set them (not pieces of goods)."""
    here = [price for column in columns if (price := column.price) is not None]
    prices = here or [price for column in columns for price in column.product.prices]
    return tuple(
        _stepper(unit, value, [price for price in prices if price.quantity_unit == unit])
        for unit, value in bench.context.quantities.items()
        if unit != "item"
    )


def _stepper(unit: str, value: int, prices: Sequence[Price]) -> Stepper:
    least, most, step = _limits(prices) if prices else (0, MOST_QUANTITY, _round_step(value))
    fewer = min(-(-value // step) * step - step, most)
    more = max(value // step * step + step, least)
    return Stepper(
        unit=unit,
        label=quantity_label(unit),
        value=value,
        least=least,
        most=most,
        step=step,
        fewer=fewer if fewer >= least else None,
        more=more if more <= most else None,
    )


def _round_step(value: int) -> int:
    """A step that suits the size of *value*: 1,000 for 10,000 of sales, 10 for 200 orders."""
    return int("1".ljust(len(str(value)) - 1, "0"))


def regions(bench: Bench) -> tuple[Choice, ...]:
    """Delivery zones of the market, where any price or arrival depends on them."""
    if not bench.market.regions or not _depends_on_region(bench.publication.products):
        return ()
    none = Choice(value="", label=say("control.region_none"), selected=bench.context.region is None)
    rest = (
        named_choice(bench, one.key, one.label, selected=one.key == bench.context.region)
        for one in bench.market.regions
    )
    return (none, *rest)


def product_names(bench: Bench) -> dict[str, str]:
    """What each product is called, by key."""
    return {product.key: bench.label(product.name) for product in bench.publication.products}


def picker(bench: Bench) -> tuple[Choice, ...]:
    """Every tier of the comparison, those shown selected; what waits for a place is not among them."""
    products = {product.key: product for product in bench.publication.products}
    tiers = bench.publication.comparison.tiers
    if bench.context.products:
        tiers = tiers[: most_side_by_side(bench.publication)]
    return tuple(
        named_choice(
            bench,
            tier.key,
            written_name(tier, products[tier.product]),
            selected=tier.key in bench.context.tiers,
        )
        for tier in tiers
        if tier.product in products
    )


def all_tiers(bench: Bench) -> Message | None:
    """What the link says that leads back to the tiers shown unasked; None where these are shown."""
    if "tiers" not in dict(bench.context.canonical):
        return None
    count, most = len(bench.publication.comparison.tiers), most_side_by_side(bench.publication)
    return say("control.all_tiers", count=count) if count <= most else say("control.first_tiers", count=most)


def _depends_on_region(products: Sequence[Product]) -> bool:
    if any(product.arrival is not None and product.arrival.regions for product in products):
        return True
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
    # Steps count from zero: of packs of 5, at least 3 means 5.
    return -(-max(least, 1) // step) * step, most // step * step, step
