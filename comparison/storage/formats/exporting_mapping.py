"""The mapping file that says what the columns of our own CSV and XLSX export mean, to read them back by."""

import itertools
from typing import IO, Any

from ...core.catalogue import AddOn, Category, Product
from .native_writing import plain_yaml
from .outgoing import Outgoing
from .outgoing_cells import SEPARATOR, extra_text
from .outgoing_tables import Column, columns_of, delivery_of, is_whole, safe

_MOST_WORDS = 50
_PLACES = {
    "name": "name",
    "key": "key",
    "sku": "sku",
    "category": "category",
    "description": "description",
    "address": "link",
    "stock": "availability",
}


def write(shop: Outgoing, target: IO[bytes]) -> None:
    """The mapping of every column of a row; the others have a place of their own, or say nothing new."""
    categories = {category.key: category for category in shop.all(Category)}
    columns = columns_of(categories.values(), shop)
    document: dict[str, Any] = {
        **_PLACES,
        **_price(shop),
        "missing": _unsaid(shop),
        "others": "ignore",
        "columns": {safe(column.header): _row(column, categories, shop) for column in columns},
    }
    target.write(plain_yaml(document))


def _price(shop: Outgoing) -> dict[str, str]:
    """The columns of the price with what all prices have in common; nothing where they are not the whole
    price, because a price that is read back must not look lower than it is."""
    found: set[tuple[str, str, str]] = set()
    parts = delivered = 0
    for product in shop.all(Product):
        for price in product.prices:
            found.add((price.currency, price.interval, price.tax))
            parts += not is_whole(price)
            delivered += delivery_of(price) is not None
    if not found or len(found) > 1 or parts:
        shop.left.count("unreadable_prices", parts or len(found))
        return {}
    currency, interval, tax = found.pop()
    known = {} if tax == "unknown" else {"tax": tax}
    delivery = {"delivery": "delivery"} if delivered else {}
    return {"price": "price", **delivery, "currency": currency, "interval": interval, **known}


def _unsaid(shop: Outgoing) -> list[str]:
    """What our own tables say where there is no value: to be had for money is neither yes nor no."""
    extras = (extra_text(add_on.key) for add_on in shop.all(AddOn))
    return ["n/a", *itertools.islice(extras, _MOST_WORDS - 1)]


def _row(column: Column, categories: dict[str, Category], shop: Outgoing) -> dict[str, Any]:
    category, feature = next(iter(column.features.items()))
    groups = {group.key: group for group in categories[category].groups}
    row: dict[str, Any] = {"label": dict(feature.label), "key": feature.key, "kind": feature.kind}
    if feature.unit:
        row["unit"] = feature.unit
    if feature.direction != "none":
        row["direction"] = feature.direction
    if feature.group in groups:
        row["group"] = shop.text(groups[feature.group].label)
    if feature.kind == "list":
        row["split"] = SEPARATOR.strip()
    return row
