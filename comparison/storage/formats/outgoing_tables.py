"""A shop as a table: a row for each price of each product, a column for each row of a comparison.

Source: docs/importing.md, "Export". Values are text, or `Decimal` where they are numbers. A text that
a spreadsheet would take for a formula gets an apostrophe before it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ...core.catalogue import AddOn, Category, Comparison, Feature, Product
from ...core.personas import Persona
from ...core.pricing.amounts import Amount, Flat, PerUnit, Span
from ...core.pricing.model import Always, Component, EachCycle, Once, Price
from .outgoing import Outgoing
from .outgoing_cells import cell_text, leave_beside
from .xml_text import allowed

Value = str | Decimal
FIXED = (
    "key name category sku description link availability private market currency interval customer_type "
    "status price per delivery tax further_charges valid_from valid_to checked_on"
).split()
# As many as our own reader takes.
MOST_COLUMNS = 1_000
_BEGINS_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_GOODS = frozenset({"base", "seat"})
# As feeds and our own reader of tables spell it.
_AVAILABILITY = {"available": "available", "sold_out": "sold out", "gone": "unavailable"}
_NOTHING = ("",) * 13


class Column(NamedTuple):
    """The column of a row of a comparison: its name in the header, and the feature in each category."""

    header: str
    features: dict[str, Feature]


def safe(text: str) -> str:
    """*text* as no spreadsheet runs it: a formula is text, a plain negative number stays as it is."""
    plain = allowed(text)
    if not plain.startswith(_BEGINS_FORMULA) or _NUMBER.fullmatch(plain):
        return plain
    return f"'{plain}"


def table_rows(shop: Outgoing) -> Iterator[list[Value]]:
    """The header, then the rows, product after product."""
    shop.leave(AddOn, Persona, Comparison)
    shop.left.count("languages", len(shop.shop.languages) - 1)
    categories = {category.key: category for category in shop.all(Category)}
    columns = columns_of(categories.values(), shop)
    yield [*FIXED, *(safe(column.header) for column in columns)]
    for product in shop.all(Product):
        values = _values(product, columns, shop)
        for price in _prices(product, shop) or (None,):
            yield [*_about(product, shop), *_price(price, shop), *values]


def _prices(product: Product, shop: Outgoing) -> Sequence[Price]:
    """All prices; those of the wished market where one is wished."""
    if shop.wishes.market is None:
        return product.prices
    here = {shop.market.code, shop.market.inherits}
    found = [price for price in product.prices if price.market in here]
    shop.left.count("other_prices", len(product.prices) - len(found))
    return found


def columns_of(categories: Iterable[Category], shop: Outgoing) -> list[Column]:
    """One for each label and unit that a feature has; of two in one category the second adds its key."""
    columns: dict[str, Column] = {}
    for category in categories:
        for feature in category.features:
            header = _header(feature, category, columns, shop)
            if header not in columns and len(columns) >= MOST_COLUMNS - len(FIXED):
                shop.left.count("columns")
                continue
            columns.setdefault(header, Column(header, {})).features[category.key] = feature
    return list(columns.values())


def _header(feature: Feature, category: Category, known: dict[str, Column], shop: Outgoing) -> str:
    label = " ".join(shop.text(feature.label).split()) or feature.key
    named = f"{label} ({feature.unit})" if feature.unit else label
    folded = {name.casefold(): name for name in known}
    there = folded.get(named.casefold())
    taken = there is not None and category.key in known[there].features
    if taken or named.casefold() in FIXED:
        return f"{named} [{feature.key}]"
    return there or named


def _values(product: Product, columns: Sequence[Column], shop: Outgoing) -> list[Value]:
    cells = {cell.feature: cell for cell in product.cells}
    values: list[Value] = []
    for column in columns:
        feature = column.features.get(product.category)
        cell = cells.get(feature.key) if feature else None
        if feature is None or cell is None:
            values.append("")
            continue
        leave_beside(cell, shop)
        values.append(_figure(cell_text(cell.value, feature, shop), feature))
    return values


def _figure(text: str, feature: Feature) -> Value:
    return Decimal(text) if feature.kind == "number" and _NUMBER.fullmatch(text) else safe(text)


def _about(product: Product, shop: Outgoing) -> list[Value]:
    shop.left.count("competitors_as_own", product.competitor is not None)
    shop.left.count("excluded_costs", len(product.excluded))
    return [
        product.key,
        safe(shop.text(product.name)),
        product.category,
        safe(product.sku or ""),
        safe(shop.text(product.description)),
        product.offer or "",
        _AVAILABILITY[product.stock.state],
        "yes" if product.private else "",
    ]


def _price(price: Price | None, shop: Outgoing) -> Sequence[Value]:
    if price is None:
        return _NOTHING
    base, delivery = _base(price), delivery_of(price)
    others = [one for one in price.components if one is not base and one is not delivery]
    shop.left.count("charges_in_words", len(others))
    shop.left.count("discounts", len(price.discounts))
    shop.left.count("terms", price.term is not None or bool(price.phases))
    return [
        price.market,
        price.currency,
        price.interval,
        price.customer_type,
        price.status,
        _amount(price, base),
        _per(price, base),
        _amount(price, delivery) if delivery else "",
        price.tax,
        safe(_in_words(price, others, shop)),
        price.valid_from or "",
        price.valid_to or "",
        price.checked_on or "",
    ]


def is_whole(price: Price) -> bool:
    """Whether the columns of the amount and of delivery say all of *price* that there is to pay, for any
    number."""
    if price.status == "free":
        return True
    base, delivery = _base(price), delivery_of(price)
    parts = len(price.components) - (delivery is not None)
    return parts == 1 and base is not None and _per(price, base) in {"", "item"}


def delivery_of(price: Price) -> Component | None:
    """The charge for delivery, where there is one and it is a plain amount, as our own reader makes it."""
    found = [one for one in price.components if one.kind == "delivery"]
    if len(found) != 1 or not isinstance(found[0].amount, Flat) or price.status != "priced":
        return None
    one, when = found[0], Once() if price.interval == "once" else EachCycle()
    plain = Component(key=one.key, label=one.label, kind="delivery", amount=one.amount, when=when)
    return one if one == plain else None


def _base(price: Price) -> Component | None:
    """The charge for the thing itself, where there is one and it is a plain amount."""
    found = [one for one in price.components if one.kind in _GOODS and isinstance(one.obligation, Always)]
    plain = len(found) == 1 and isinstance(found[0].amount, Flat | PerUnit) and not found[0].included
    return found[0] if plain else None


def _amount(price: Price, base: Component | None) -> Value:
    if price.status == "free":
        return Decimal(0)
    amount = base.amount if base else None
    return Decimal(amount.value) if isinstance(amount, Flat | PerUnit) else ""


def _per(price: Price, base: Component | None) -> str:
    """What the amount is multiplied by, and where it is a month's although it is paid less often."""
    amount = base.amount if base else None
    unit = (amount.unit or price.quantity_unit) if isinstance(amount, PerUnit) else ""
    month = "month" if base and base.stated_per == "month" and price.interval != "month" else ""
    return "/".join(part for part in (unit, month) if part)


def _in_words(price: Price, others: Sequence[Component], shop: Outgoing) -> str:
    if price.status == "on_request":
        return shop.text(price.words)
    if price.status == "range":
        return f"{price.low}–{price.high}"
    return "; ".join(f"{shop.text(one.label)}: {_amount_words(one.amount)}" for one in others)


def _amount_words(amount: Amount) -> str:
    if isinstance(amount, Flat | PerUnit):
        return amount.value
    return f"{amount.low}–{amount.high}" if isinstance(amount, Span) else "varies"
