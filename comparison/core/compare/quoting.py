"""Prices a tier as the shopper asked for it, chosen charges included."""

from collections.abc import Hashable, Sequence
from operator import attrgetter

from msgspec.structs import replace

from ..catalogue import AddOn, Product
from ..context import Context
from ..extras import chosen_extras, extras_of
from ..languages import label
from ..markets import Market
from ..messages import say
from ..pricing.engine import quote_tier
from ..pricing.frame import frame_of
from ..pricing.model import Price
from ..pricing.quote import Quote
from ..pricing.refusals import NotSold
from ..pricing.selection import price_for_tier
from ..publication import Publication

# What a shopper sees or has chosen besides; no price depends on it.
_NO_PRICE = frozenset(
    "quantity_typed persona pain quiz answers against tiers products diff view edition canonical gone "
    "current find".split()
)
_BY_UNIT = "quantities"
_priced = attrgetter(*(name for name in Context.__struct_fields__ if name not in {*_NO_PRICE, _BY_UNIT}))


def priced_by(context: Context) -> Hashable:
    """All of *context* that a price can depend on."""
    return _priced(context), tuple(context.quantities.items())


def quoted(
    tier: str,
    product: Product,
    add_ons: Sequence[AddOn],
    context: Context,
    publication: Publication,
    market: Market,
) -> Quote:
    """The quote of *product* with *add_ons* and the optional charges that *context* names.

    A tier without a charge that was chosen cannot be had like this, as it cannot with an add-on that
    is not for it.
    """
    if not context.addons:
        return quote_tier(tier, product, add_ons, context, market)
    chosen = chosen_extras(context.addons, publication)
    found = quote_tier(tier, product, add_ons, replace(context, addons=chosen), market)
    if not found.is_computed or product.competitor is not None:
        return found
    offered = _charges(product, add_ons, context, market)
    missing = next((key for key in chosen if key not in offered), None)
    if missing is None:
        return found
    words = next(one.label for one in extras_of(publication) if one.key == missing)
    name = label(words, (context.lang,))
    return Quote(
        tier=tier,
        status="not_available",
        currency=found.currency,
        interval=context.interval,
        market=found.market,
        reason=say("price.reason.add_on_not_for", add_on=name),
        horizon_months=context.horizon,
    )


def price_in(product: Product, context: Context, market: Market) -> Price | None:
    """The price of *product* that counts in *context*; None where it is not sold like that."""
    try:
        return price_for_tier(product.prices, frame_of(context, market)) if product.prices else None
    except NotSold:
        return None


def _charges(product: Product, add_ons: Sequence[AddOn], context: Context, market: Market) -> set[str]:
    price = price_in(product, context, market)
    prices = [*([price] if price else []), *(one for add_on in add_ons for one in add_on.prices)]
    return {component.key for one in prices for component in one.components}
