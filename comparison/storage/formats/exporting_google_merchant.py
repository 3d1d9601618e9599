"""Google Merchant: the shop's goods as an RSS 2.0 feed, item after item.

Source: docs/importing.md, "Export". The price is the headline: what cannot be avoided is in it, as the
market's law asks. Nothing is crossed out: an earlier price is no business of a feed.
"""

from collections.abc import Iterator
from typing import IO

from ...core.catalogue import AddOn, Category, Comparison, Feature, Product
from ...core.money import Money, major
from ...core.personas import Persona
from ...core.pricing.model import Measure
from ...core.pricing.quote import Quote
from ...core.structured import single_figure
from ...core.values import Number, Value
from .outgoing import Outgoing
from .outgoing_cells import cell_text, leave_beside
from .outgoing_quotes import current_prices, intervals_of, leave_price_details, offered, quote_of
from .xml_text import element

_MOST_ID = 50
_MOST_TITLE = 150
_MOST_DESCRIPTION = 5_000
_AVAILABLE = {"available": "in_stock", "sold_out": "out_of_stock"}
# Our units as the feed spells them; any other cannot be said there.
_UNITS = {
    **{
        unit: unit
        for unit in ("oz", "lb", "mg", "g", "kg", "pt", "gal", "ml", "cl", "l", "cm", "m", "in", "ft", "yd")
    },
    "fl-oz": "floz",
    "m2": "sqm",
    "ft2": "sqft",
    "m3": "cbm",
    "item": "ct",
}


def write(shop: Outgoing, target: IO[bytes]) -> None:
    """All goods that everybody can be offered, each with its one price."""
    shop.leave(AddOn, Persona, Comparison)
    categories = {category.key: category for category in shop.all(Category)}
    target.write(_head(shop).encode())
    for product in offered(shop):
        item = _item(product, categories.get(product.category), shop)
        if item is not None:
            target.write(f"<item>{item}</item>\n".encode())
    target.write(b"</channel></rss>\n")


def _head(shop: Outgoing) -> str:
    title = element("title", shop.text(shop.shop.name))
    link = element("link", shop.shop.home or "")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>'
        f"{title}{link}{element('description', shop.text(shop.shop.name))}\n"
    )


def _item(product: Product, category: Category | None, shop: Outgoing) -> str | None:
    """The item of *product*; None, and counted, where a feed could not state it truly."""
    if "once" not in intervals_of(product, shop):
        shop.left.count("not_goods")
        return None
    quote = quote_of(product, shop, "once")
    price = single_figure(quote)
    if price is None:
        shop.left.count("no_figure")
        return None
    if quote.tax_included is not (shop.market.tax == "included"):
        shop.left.count("tax_unknown")
        return None
    if product.offer is None or len(product.key) > _MOST_ID:
        shop.left.count("no_address" if product.offer is None else "long_keys")
        return None
    leave_price_details(product, shop)
    return "".join(_elements(product, category, quote, price, shop))


def _elements(
    product: Product, category: Category | None, quote: Quote, price: Money, shop: Outgoing
) -> Iterator[str]:
    name = shop.text(product.name)
    description = shop.text(product.description) or name
    shop.left.count("texts_cut", len(name) > _MOST_TITLE or len(description) > _MOST_DESCRIPTION)
    yield element("g:id", product.key)
    yield element("g:title", name[:_MOST_TITLE])
    yield element("g:description", description[:_MOST_DESCRIPTION])
    yield element("g:link", product.offer or "")
    yield element("g:availability", _AVAILABLE[product.stock.state])
    yield element("g:price", _money(price))
    yield from _shipping(quote, shop)
    yield from _unit_pricing(product, shop)
    if category is not None:
        yield element("g:product_type", shop.text(category.label))
        yield from _details(product, category, shop)


def _money(amount: Money) -> str:
    return f"{major(amount):f} {amount.currency}"


def _shipping(quote: Quote, shop: Outgoing) -> Iterator[str]:
    """What comes on top of the price for delivery: nothing where the market has it in the price."""
    apart = [one.estimate for one in quote.excluded if one.kind == "delivery"]
    inside = any(line.kind == "delivery" and line.in_headline for line in quote.lines)
    if apart and apart[0] is not None:
        amount = apart[0]
    elif inside:
        amount = Money(minor=0, currency=quote.currency)
    else:
        return
    country, _, region = shop.market.code.partition("-")
    place = element("g:country", country) + (element("g:region", region) if region else "")
    yield f"<g:shipping>{place}{element('g:price', _money(amount))}</g:shipping>"


def _unit_pricing(product: Product, shop: Outgoing) -> Iterator[str]:
    measure: Measure | None = next(
        (one.measure for one in current_prices(product, shop) if one.interval == "once" and one.measure), None
    )
    if measure is None:
        return
    if measure.unit not in _UNITS or measure.per_unit not in _UNITS:
        shop.left.count("measures")
        return
    yield element("g:unit_pricing_measure", f"{measure.amount} {_UNITS[measure.unit]}")
    yield element("g:unit_pricing_base_measure", f"{measure.per} {_UNITS[measure.per_unit]}")


def _details(product: Product, category: Category, shop: Outgoing) -> Iterator[str]:
    features = {feature.key: feature for feature in category.features}
    groups = {group.key: shop.text(group.label) for group in category.groups}
    for cell in product.cells:
        feature = features.get(cell.feature)
        text = cell_text(cell.value, feature, shop) if feature else ""
        if feature is None or not text:
            continue
        leave_beside(cell, shop)
        yield _detail(groups.get(feature.group or "", ""), feature, cell.value, text, shop)


def _detail(section: str, feature: Feature, value: Value, text: str, shop: Outgoing) -> str:
    """One row; a number is followed by its unit, because a feed has no place for it beside."""
    unit = feature.unit if isinstance(value, Number) and text == value.amount else None
    parts = (
        ("g:section_name", section),
        ("g:attribute_name", shop.text(feature.label)),
        ("g:attribute_value", f"{text} {unit}" if unit else text),
    )
    inside = "".join(element(name, said) for name, said in parts if said)
    return f"<g:product_detail>{inside}</g:product_detail>"
