"""Prices a tier as the shopper asked for it, chosen charges included."""

from collections.abc import Hashable, Sequence
from operator import attrgetter

from msgspec.structs import replace

from ..catalogue import AddOn, Product
from ..context import Context
from ..extras import chosen_extras, extras_of
from ..markets import Market
from ..messages import say
from ..pricing.engine import quote_in
from ..pricing.frame import Frame, frame_of
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


def frame_in(context: Context, publication: Publication, market: Market) -> Frame:
    """The frame of all quotes in *context*, the optional charges that it names by their own keys."""
    if context.addons:
        context = replace(context, addons=chosen_extras(context.addons, publication))
    return frame_of(context, market)


def quoted(
    tier: str,
    product: Product,
    add_ons: Sequence[AddOn],
    frame: Frame,
    price: Price | None,
    publication: Publication,
) -> Quote:
    """The quote of *product*, of which *price* counts, with *add_ons* and the optional charges that are
    chosen in *frame*.

    A tier without a charge that was added cannot be had like this, as it cannot with an add-on that
    is not for it. One choice of a group is no addition: a tier without it stays as it is.
    """
    found, context = quote_in(tier, product, add_ons, frame, price), frame.context
    if not context.addons or not found.is_computed or product.competitor is not None:
        return found
    offered = _charges(price, add_ons)
    missing = [key for key in context.addons if key not in offered]
    added = (one.label for one in extras_of(publication) if one.key in missing and one.group is None)
    words = next(added, None) if missing else None
    if words is None:
        return found
    return Quote(
        tier=tier,
        status="not_available",
        currency=found.currency,
        interval=context.interval,
        market=found.market,
        reason=say("price.reason.add_on_not_for", add_on=frame.label(words)),
        horizon_months=context.horizon,
    )


def price_in(product: Product, frame: Frame) -> Price | None:
    """The price of *product* that counts in *frame*; None where it is not sold like that."""
    try:
        return price_for_tier(product.prices, frame) if product.prices else None
    except NotSold:
        return None


def _charges(price: Price | None, add_ons: Sequence[AddOn]) -> set[str]:
    prices = [*([price] if price else []), *(one for add_on in add_ons for one in add_on.prices)]
    return {component.key for one in prices for component in one.components}
