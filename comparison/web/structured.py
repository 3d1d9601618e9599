"""A view for machines in a page: the list that analytics count, and schema.org data."""

from collections.abc import Iterator
from typing import Any

import msgspec
from markupsafe import Markup

from ..core.money import major
from ..core.pricing.quote import Quote
from ..core.view import TierView, View
from .shapes import settled

_SCRIPT_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_encoder = msgspec.json.Encoder(decimal_format="number")


def item_list(view: View) -> str:
    """The GA4 list of the shown tiers, as JSON: what a shop's tag manager counts."""
    where = view.publication
    key = f"{where.shop}/{where.comparison}"
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
        "productGroupID": f"{where.shop}/{where.comparison}",
        "name": view.title,
        "url": address,
        "brand": {"@type": "Brand", "name": view.shop_name},
        "variesBy": "tier",
        "hasVariant": [_variant(tier) for tier in view.tiers],
    }
    text = _encoder.encode(group).decode()
    for mark, escape in _SCRIPT_ESCAPES.items():
        text = text.replace(mark, escape)
    return Markup(text)  # noqa: S704  JSON, and every character that could end the script is escaped.


def _variant(tier: TierView) -> dict[str, Any]:
    product: dict[str, Any] = {"@type": "Product", "sku": tier.product, "name": tier.name}
    if tier.description:
        product["description"] = tier.description
    offers = list(_offers(tier))
    return {**product, "offers": offers[0]} if offers else product


def _offers(tier: TierView) -> Iterator[dict[str, Any]]:
    quote = tier.quote
    if quote.headline is None or not settled(quote):
        return
    offer: dict[str, Any] = {
        "@type": "Offer",
        "price": f"{major(quote.headline):f}",
        "priceCurrency": quote.headline.currency,
        "availability": f"https://schema.org/{'SoldOut' if tier.stock else 'InStock'}",
    }
    yield {**offer, "url": tier.action.href} if tier.action else offer


def _priced(quote: Quote) -> dict[str, Any]:
    """One end of a range, or the least of an open price, is not the price."""
    return {"price": major(quote.headline)} if quote.headline is not None and settled(quote) else {}
