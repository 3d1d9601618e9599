"""Computes what a tier costs in a context, and the receipt that proves it.

Source: docs/pricing.md. Nothing is assumed silently: what the answer rests on is in its
*assumptions*, what it leaves out in *excluded*.
"""

from collections.abc import Sequence

from ..catalogue import AddOn, Product
from ..context import Context
from ..errors import AmountTooLarge
from ..markets import Market
from ..messages import Message, say
from .answering import answer
from .assumptions import notes_before
from .choices import accounts
from .frame import Frame, frame_of
from .model import Price
from .obligations import taken
from .offers import Offer, add_on_offers, tier_offer
from .quote import Quote
from .refusals import NotSold
from .selection import price_for_tier
from .worth import charge_of


def quote_tier(
    tier: str, product: Product, add_ons: Sequence[AddOn], context: Context, market: Market
) -> Quote:
    """The price of *product* with *add_ons* in *context*, shown by the rules of *market*.

    *add_ons* are those that the context or a need asks for and those the product requires. The
    quote is always answered: what cannot be had has status ``not_available`` and a reason. The
    context's start lies in the years 2000 to 2100.
    """
    return quote_in(tier, product, add_ons, frame_of(context, market))


def quote_in(
    tier: str, product: Product, add_ons: Sequence[AddOn], frame: Frame, price: Price | None = None
) -> Quote:
    """`quote_tier` in a *frame*, which may be that of several quotes; *price* is the one that counts there,
    where that is known already."""
    try:
        return _quoted(tier, product, add_ons, frame, price)
    except NotSold as refusal:
        return _unpriced(tier, frame, refusal.reason)
    except AmountTooLarge:
        return _unpriced(tier, frame, say("price.reason.too_large"))


def _quoted(
    tier: str, product: Product, add_ons: Sequence[AddOn], frame: Frame, known: Price | None
) -> Quote:
    if not product.prices:
        return _on_request(tier, frame, None, None)
    price = known or price_for_tier(product.prices, frame)
    lead = tier_offer(product, price, frame)
    if price.status == "on_request" or (price.status == "priced" and not price.components):
        words = frame.label(price.words) if price.words else None
        return _on_request(tier, frame, words, lead)
    offers = [lead, *add_on_offers(product, add_ons, frame)]
    counted = [taken(offer, frame) for offer in offers]
    notes = notes_before(offers, counted, frame)
    certain = [
        charge_of(component, offer, frame)
        for offer, part in zip(offers, counted, strict=True)
        for component in part.components
    ]
    choices = [choice for part in counted for choice in part.choices]
    named = [one for part in counted for one in part.excluded]
    return answer(tier, product, accounts(certain, choices, offers, frame, notes), named, notes)


def _unpriced(tier: str, frame: Frame, reason: Message) -> Quote:
    return Quote(
        tier=tier,
        status="not_available",
        currency=frame.currency,
        interval=frame.context.interval,
        market=frame.market.code,
        reason=reason,
        horizon_months=frame.context.horizon,
    )


def _on_request(tier: str, frame: Frame, words: str | None, lead: Offer | None) -> Quote:
    """No figure, and the seller's own *words* for it, if there are any."""
    return Quote(
        tier=tier,
        status="on_request",
        currency=frame.currency,
        interval=frame.context.interval,
        market=frame.market.code,
        reason=say("price.words", words=words) if words else say("price.not_published"),
        horizon_months=frame.context.horizon,
        quantity=lead.quantity if lead else 1,
        quantity_unit=lead.price.quantity_unit if lead else "item",
        quantity_asked=lead.asked if lead else 1,
        checked_on=lead.price.checked_on if lead else None,
    )
