"""The demo catalogues and the page that explains them, as the native reader takes them."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from builders_markets import KR, US, VAT
from msgspec.structs import replace

from comparison.core.catalogue import AddOn, Category, Product
from comparison.core.markets import Region
from comparison.core.personas import Persona
from comparison.core.publication import FORMAT, Edition, Publication, digest, encoded
from comparison.storage.formats.native import NativeShop, read_native
from comparison.storage.units import with_base_values

CATALOG_DATA = Path(__file__).parents[2] / "catalog_data"
SHOPS = ("coffee", "hanui", "shop-plans", "team-chat")
Keyed = TypeVar("Keyed", Product, AddOn, Persona, Category)
# Only what these prices need; the whole rows are in catalog_data/markets.
MARKETS = {
    "US": US,
    "KR": replace(
        KR,
        rates=(VAT,),
        regions=(Region(key="jeju-islands", label={"en": "Jeju and islands", "ko": "제주·도서산간"}),),
    ),
}
_FENCED_YAML = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)


@cache
def demo_shop(key: str) -> NativeShop:
    file = CATALOG_DATA / "demo" / f"{key}.yaml"
    return read_native(file.read_bytes(), file.name)


def product_of(shop: NativeShop, key: str) -> Product:
    return next(product for product in shop.products if product.key == key)


@cache
def demo_edition(shop: str, comparison: str) -> Edition:
    """A comparison as it would be published, its numbers in base units."""
    records = demo_shop(shop)
    assert records.shop is not None
    shown = next(one for one in records.comparisons if one.key == comparison)
    publication = Publication(
        format=FORMAT,
        policy_version="2026-01-01",
        shop=records.shop,
        comparison=with_base_values(shown),
        category=_named(records.categories, [shown.category])[0],
        products=_named(records.products, [tier.product for tier in shown.tiers]),
        add_ons=_named(records.add_ons, shown.add_ons),
        personas=_named(records.personas, shown.personas),
        markets=tuple(MARKETS[code] for code in records.shop.markets),
    )
    return Edition(
        number=1,
        digest=digest(encoded(publication)),
        published_at="2026-11-22T00:00:00.000000Z",
        publication=publication,
    )


def _named(records: Iterable[Keyed], keys: Iterable[str]) -> tuple[Keyed, ...]:
    by_key = {record.key: record for record in records}
    return tuple(with_base_values(by_key[key]) for key in keys)


def explained() -> str:
    """The page that explains every key."""
    return (CATALOG_DATA / "README.md").read_text("utf-8")


def example_document() -> bytes:
    """The YAML blocks of that page, one after another."""
    return "\n".join(_FENCED_YAML.findall(explained())).encode()


def texts_in(value: Any, path: str = "$") -> Iterator[tuple[str, dict[str, str]]]:
    """Every text for shoppers in *value*, with its place."""
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from texts_in(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts_in(item, f"{path}[{index}]")
    elif isinstance(value, dict):
        yield path, value
