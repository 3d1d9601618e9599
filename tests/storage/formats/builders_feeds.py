"""Feeds written by the test that reads them, and short ways to look at what became of them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from builders_pricing2yaml import NOW

from comparison.assets import CATALOG_DATA
from comparison.core.errors import RefusedFile
from comparison.storage.formats.reading import SourceFile
from comparison.storage.import_options import Options
from comparison.storage.importing import Imported, import_file
from comparison.storage.market_files import load_markets
from comparison.storage.store import Store

OPEN = '<?xml version="1.0"?>\n<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel>\n'
CLOSE = "</channel></rss>"
MERCHANT_ROW = {
    "ID": "one",
    "title": "One",
    "link": "https://x.example/1",
    "price": "10.00 USD",
    "Sale Price": "8.00 USD",
    "availability": "in stock",
    "gtin": "0012345678905",
}


def sold_in(store: Store, file: SourceFile | Path, **options: Any) -> Imported:
    """*file* imported into the shop ``acme``, where all markets are known and nothing is wished."""
    given = file if isinstance(file, SourceFile) else SourceFile(name=str(file), path=file)
    wished = Options(**{"shop": "acme", **options})
    return import_file(store, given, wished, markets=load_markets(CATALOG_DATA / "markets"), now=NOW)


def item(own: str = "one", **fields: object) -> str:
    """An item of a feed; a mapping is an attribute with parts, a list stands for several of them."""
    usual: dict[str, object] = {
        "id": own,
        "title": own.title(),
        "price": "10.00 USD",
        "availability": "in_stock",
    }
    lines = [line for name, value in (usual | fields).items() for line in _lines(name, value)]
    return "<item>\n" + "\n".join(lines) + "\n</item>\n"


def feed(*items: str, name: str = "feed.xml") -> SourceFile:
    """An RSS file of *items*."""
    return SourceFile(name=name, raw=(OPEN + "".join(items) + CLOSE).encode())


def shipping(country: str = "US", price: str = "4.95 USD", **parts: str) -> dict[str, str]:
    """A rate for delivery."""
    return {"country": country, **parts, "price": price}


def product(store: Store, key: str) -> Any:
    stored = store.get("acme", "product", key)
    assert stored is not None
    return stored.record


def products(store: Store) -> list[Any]:
    return [stored.record for stored in store.scan("acme", "product")]


def value(store: Store, key: str, feature: str) -> Any:
    return next(cell.value for cell in product(store, key).cells if cell.feature == feature)


def cell(store: Store, key: str, feature: str) -> Any:
    return next(cell for cell in product(store, key).cells if cell.feature == feature)


def features(store: Store, key: str) -> set[str]:
    return {
        cell.feature for cell in product(store, key).cells if cell.value.__class__.__name__ != "NotStated"
    }


def charges(store: Store, key: str, market: str = "US") -> dict[str, Any]:
    """The charges of the one price in *market*, by their keys."""
    (price,) = [price for price in product(store, key).prices if price.market == market]
    return {component.key: component.amount for component in price.components}


def notes(done: Any) -> dict[str, Any]:
    """What was noted: how often, or which names."""
    facts = {note.key.removeprefix("import.note."): note.arguments for note in done.notes}
    return {key: given.get("names", given.get("count")) for key, given in facts.items()}


def refusal(store: Store, file: SourceFile, **options: Any) -> RefusedFile:
    """Why *file* is refused; nothing of it is stored."""
    with pytest.raises(RefusedFile) as refused:
        sold_in(store, file, **options)
    assert store.shops() == []
    return refused.value


def _lines(name: str, value: object) -> Iterable[str]:
    if isinstance(value, list):
        for one in value:
            yield from _lines(name, one)
    elif isinstance(value, dict):
        inner = "".join(f"<g:{part}>{escape(str(text))}</g:{part}>" for part, text in value.items())
        yield f"<g:{name}>{inner}</g:{name}>"
    elif value is not None:
        yield f"<g:{name}>{escape(str(value))}</g:{name}>"
