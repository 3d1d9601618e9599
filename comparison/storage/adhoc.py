"""Products that a shopper put side by side: their live editions, read as one."""

from collections.abc import Sequence
from typing import NamedTuple

from ..core.adhoc import put_together
from ..core.errors import NotFound
from ..core.languages import label
from ..core.publication import Edition, digest
from .editions import read_product_edition
from .store import ProductEditionRow, Store
from .units import dimension_of

Hit = tuple[str, str]
_MOST_HITS = 8


class Products(NamedTuple):
    """The live editions of the products asked for, in that order, and the keys of those that were
    sold here once and are no longer."""

    rows: tuple[ProductEditionRow, ...]
    gone: tuple[str, ...]

    @property
    def digest(self) -> str:
        """Of all editions together and of what is gone: another one as soon as any of them changes."""
        return digest("\n".join((*(row.digest for row in self.rows), *self.gone)).encode())

    @property
    def document(self) -> bytes:
        """The documents one after another; no JSON, but every date of them is in it."""
        return b"\n".join(row.document for row in self.rows)


def live_products(store: Store, shop: str, products: Sequence[str], now: str) -> Products:
    """What is live of *products* at the moment *now*.

    Raises:
        NotFound: one of them was never published in *shop*, or none of them is any more; names it.
    """
    found = {product: store.live_product(shop, product, now) for product in products}
    gone = tuple(product for product, row in found.items() if row is None)
    for product in gone:
        if not _was_published(store, shop, product, now):
            raise NotFound("product", product)
    rows = tuple(row for row in found.values() if row is not None)
    if not rows:
        raise NotFound("product", ", ".join(gone))
    return Products(rows, gone)


def named_products(store: Store, shop: str, words: str, languages: Sequence[str], now: str) -> list[Hit]:
    """Products of *shop* that are live and called by *words* in some language, each with its name in the
    first of *languages* that it has."""
    keys = store.products_named(shop, words, limit=_MOST_HITS)
    rows = [row for key in keys if (row := store.live_product(shop, key, now)) is not None]
    products = [read_product_edition(row).publication.products[0] for row in rows]
    return [(product.key, label(product.name, languages)) for product in products]


def edition_together(products: Products) -> Edition:
    """The comparison of *products*.

    Raises:
        NewerFormat: a later release published one of them.
        StoreUnusable: a document is damaged.
    """
    return put_together([read_product_edition(row) for row in products.rows], products.gone, _family)


def _was_published(store: Store, shop: str, product: str, now: str) -> bool:
    return any(row.published_at <= now for row in store.product_editions(shop, product))


def _family(unit: str | None) -> str | None:
    return dimension_of(unit) or unit
