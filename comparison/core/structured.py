"""Products as schema.org data, of one shape wherever they are stated."""

from typing import Any, Literal

from .money import Money, major
from .pricing.quote import Quote

Availability = Literal["InStock", "SoldOut", "Discontinued"]
_SCRIPT_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def single_figure(quote: Quote) -> Money | None:
    """The headline, where it is a single figure: an end of a range is not the price."""
    return quote.headline if quote.is_settled else None


def product_data(
    *,
    sku: str,
    name: str,
    description: str | None,
    quote: Quote,
    availability: Availability,
    address: str | None,
) -> dict[str, Any]:
    """A Product with its Offer; without a single figure it has no Offer, because unknown is never 0."""
    product: dict[str, Any] = {"@type": "Product", "sku": sku, "name": name}
    if description:
        product["description"] = description
    price = single_figure(quote)
    if price is None:
        return product
    offer: dict[str, Any] = {
        "@type": "Offer",
        "price": f"{major(price):f}",
        "priceCurrency": price.currency,
        "availability": f"https://schema.org/{availability}",
    }
    return {**product, "offers": {**offer, "url": address} if address else offer}


def script_safe(json_text: str) -> str:
    """*json_text* with every character escaped that could end the script element around it."""
    for mark, escape in _SCRIPT_ESCAPES.items():
        json_text = json_text.replace(mark, escape)
    return json_text
