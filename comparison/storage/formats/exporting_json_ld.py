"""JSON-LD: the products with their offers as schema.org data, one object a line, ready for a page.

Source: docs/importing.md, "Export". The shape of a product is that of the share page.
"""

from collections.abc import Iterator, Mapping
from typing import IO, Any

import msgspec

from ...core.catalogue import AddOn, Category, Comparison, Feature, Product
from ...core.content import Rating
from ...core.personas import Persona
from ...core.pricing.schedule import interval_of
from ...core.structured import Availability, product_data, script_safe
from ...core.values import Listing, NotStated, Number, Value, Words, YesNo
from .outgoing import Outgoing
from .outgoing_cells import leave_beside
from .outgoing_quotes import intervals_of, leave_price_details, offered, quote_of

# What is gone for good is not among what everybody can be offered.
_AVAILABILITY: dict[str, Availability] = {"available": "InStock", "sold_out": "SoldOut"}
# UN/CEFACT's codes of the lengths of time.
_LENGTHS = {"day": "DAY", "week": "WEE", "month": "MON", "year": "ANN"}
_encoder = msgspec.json.Encoder(decimal_format="number")


def write(shop: Outgoing, target: IO[bytes]) -> None:
    """All that everybody can be offered, product after product."""
    shop.leave(AddOn, Persona, Comparison)
    categories = {category.key: category for category in shop.all(Category)}
    target.write(b'{"@context":"https://schema.org","@graph":[')
    for index, product in enumerate(offered(shop)):
        data = _data(product, categories.get(product.category), shop)
        text = script_safe(_encoder.encode(data).decode())
        target.write((",\n" if index else "\n").encode() + text.encode())
    target.write(b"\n]}\n")


def _data(product: Product, category: Category | None, shop: Outgoing) -> dict[str, Any]:
    intervals = intervals_of(product, shop)
    quote = quote_of(product, shop, intervals[0] if intervals else "once")
    data = product_data(
        sku=product.key,
        name=shop.text(product.name),
        description=shop.text(product.description) or None,
        quote=quote,
        availability=_AVAILABILITY[product.stock.state],
        address=product.offer,
    )
    if "offers" not in data:
        shop.left.count("no_figure")
    elif quote.interval != "once":
        data["offers"]["priceSpecification"] = _rhythm(data["offers"], quote.interval)
    shop.left.count("further_intervals", max(len(intervals) - 1, 0))
    leave_price_details(product, shop)
    return {**data, **_more(product, category, shop)}


def _rhythm(offer: Mapping[str, Any], interval: str) -> dict[str, Any]:
    """How long the price of *offer* pays for."""
    length = interval_of(interval)
    return {
        "@type": "UnitPriceSpecification",
        "price": offer["price"],
        "priceCurrency": offer["priceCurrency"],
        "referenceQuantity": {
            "@type": "QuantitativeValue",
            "value": str(length.n),
            "unitCode": _LENGTHS[length.unit],
        },
    }


def _more(product: Product, category: Category | None, shop: Outgoing) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if product.sku:
        more["productID"] = product.sku
    if category is not None:
        more["category"] = shop.text(category.label)
    if properties := list(_properties(product, category, shop)):
        more["additionalProperty"] = properties
    if product.rating is not None and product.rating.count:
        more["aggregateRating"] = _rating(product.rating)
    return more


def _rating(rating: Rating) -> dict[str, Any]:
    return {
        "@type": "AggregateRating",
        "ratingValue": rating.average,
        "bestRating": str(rating.scale),
        "worstRating": "1",
        "ratingCount": rating.count,
    }


def _properties(product: Product, category: Category | None, shop: Outgoing) -> Iterator[dict[str, Any]]:
    features = {feature.key: feature for feature in category.features} if category else {}
    for cell in product.cells:
        feature = features.get(cell.feature)
        value = _plain(cell.value, shop)
        if feature is None or value is None:
            continue
        leave_beside(cell, shop)
        yield {
            "@type": "PropertyValue",
            "name": shop.text(feature.label),
            **_said(cell.value, value, feature),
        }


def _said(value: Value, plain: object, feature: Feature) -> dict[str, Any]:
    unit = value.unit if isinstance(value, Number) else None
    said = {"propertyID": feature.key, "value": plain}
    return {**said, "unitText": unit} if unit else said


def _plain(value: Value, shop: Outgoing) -> str | bool | list[str] | None:
    """A value as schema.org can say it; None for one that nobody stated."""
    if isinstance(value, YesNo):
        return value.yes
    if isinstance(value, Number):
        return value.amount
    if isinstance(value, Words):
        return shop.text(value.text)
    if isinstance(value, Listing):
        return [shop.text(item) for item in value.items]
    shop.left.count("odd_values", not isinstance(value, NotStated))
    return None
