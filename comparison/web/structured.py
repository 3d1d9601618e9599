"""A view for machines in a page: the list that analytics count, and schema.org data."""

from typing import Any

import msgspec
from markupsafe import Markup

from ..core.content import Rating
from ..core.money import major
from ..core.pricing.quote import Quote
from ..core.structured import Availability, product_data, script_safe, single_figure
from ..core.view import TierView, View

_encoder = msgspec.json.Encoder(decimal_format="number")


def item_list(view: View) -> str:
    """The GA4 list of the shown tiers, as JSON: what a shop's tag manager counts."""
    where = view.publication
    key = where.place
    items = [
        {
            "item_id": tier.product,
            "item_name": tier.name,
            "item_variant": tier.key,
            "item_list_id": key,
            **_priced(tier.quote),
            "index": index,
            "quantity": tier.quote.quantity,
        }
        for index, tier in enumerate(view.tiers)
        if tier.competitor is None
    ]
    listed = {"item_list_id": key, "item_list_name": view.title, "currency": view.context.currency}
    return _encoder.encode({**listed, "items": items}).decode()


def product_group(view: View, address: str) -> Markup:
    """The shown tiers as a schema.org ProductGroup, safe inside a script element.

    A tier without a computed price has no Offer: unknown is never 0.
    """
    where = view.publication
    group = {
        "@context": "https://schema.org",
        "@type": "ProductGroup",
        "productGroupID": where.place,
        "name": view.title,
        "url": address,
        "brand": {"@type": "Brand", "name": view.shop_name},
        "variesBy": "tier",
        "hasVariant": [_variant(tier) for tier in view.tiers if tier.competitor is None],
    }
    return Markup(script_safe(_encoder.encode(group).decode()))  # noqa: S704  JSON, and every character that could end the script is escaped.


def _variant(tier: TierView) -> dict[str, Any]:
    product = product_data(
        sku=tier.product,
        name=tier.name,
        description=tier.description,
        quote=tier.quote,
        availability=_availability(tier),
        address=tier.action.href if tier.action else None,
    )
    return {**product, **_rated(tier.rating)}


def _rated(rating: Rating | None) -> dict[str, Any]:
    """The rating that the page shows, where it rests on purchases: of others nobody knows who gave them
    (Directive 2005/29 Annex I 23b)."""
    if rating is None or rating.verified != "purchase":
        return {}
    grades = {"ratingValue": rating.average, "bestRating": rating.scale, "worstRating": 1}
    return {"aggregateRating": {"@type": "AggregateRating", **grades, "ratingCount": rating.count}}


def _availability(tier: TierView) -> Availability:
    if tier.stock is None:
        return "InStock"
    return "Discontinued" if tier.stock.key == "delivery.gone_plain" else "SoldOut"


def _priced(quote: Quote) -> dict[str, Any]:
    """One end of a range, or the least of an open price, is not the price."""
    price = single_figure(quote)
    return {"price": major(price)} if price is not None else {}
