"""What a shop holds after an import, in short words."""

import csv
from pathlib import Path
from typing import Any

from comparison.core.pricing.amounts import Flat
from comparison.core.pricing.model import Price
from comparison.storage.store import Store


def product(store: Store, key: str) -> Any:
    """The product of that key."""
    stored = store.get("acme", "product", key)
    assert stored is not None, f"no product {key}: {sorted(keys(store))}"
    return stored.record


def category(store: Store, key: str) -> Any:
    """The category of that key."""
    stored = store.get("acme", "category", key)
    assert stored is not None
    return stored.record


def keys(store: Store) -> set[str]:
    """The keys of all products."""
    return {stored.record.key for stored in store.scan("acme", "product")}


def value(store: Store, key: str, feature: str) -> Any:
    """What the product *key* says in the row *feature*."""
    return next(cell.value for cell in product(store, key).cells if cell.feature == feature)


def amounts(store: Store, key: str) -> list[str]:
    """The amounts of the one price that the product *key* has."""
    (price,) = product(store, key).prices
    return amounts_in(price)


def amounts_in(price: Price) -> list[str]:
    """The amounts of *price*, in its own order."""
    return [component.amount.value for component in price.components if isinstance(component.amount, Flat)]


def choices(store: Store, key: str) -> dict[str, str]:
    """What each of the choices of the product *key* costs, by its label."""
    (price,) = product(store, key).prices
    return {component.label["en"]: component.amount.value for component in price.components}


def plain_rows(path: Path, **how: Any) -> list[dict[str, str]]:
    """The rows of a real table as Python's own reader has them."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file, **how))


def notes(imported: Any) -> dict[str, Any]:
    """What an import said: the count, else the names, by the end of the note's key."""
    return {
        note.key.removeprefix("import.note."): note.arguments.get("count", note.arguments.get("names"))
        for note in imported.notes
    }
