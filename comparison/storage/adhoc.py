"""Products that a shopper put side by side: their live editions, read as one."""

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from ..core.adhoc import put_together
from ..core.errors import NewerFormat, NotFound, StoreUnusable
from ..core.languages import label
from ..core.publication import Edition, digest
from .editions import read_product_edition
from .store import ProductEditionRow, Store
from .units import dimension_of

# Its key, its name, and what its category is called.
Hit = tuple[str, str, str]
_MOST_HITS = 8


class Products(NamedTuple):
    """The live editions of the products asked for, in that order, and those that were sold here once and
    are no longer: their keys, and their last editions where one was live."""

    rows: tuple[ProductEditionRow, ...]
    gone: tuple[str, ...]
    last: tuple[ProductEditionRow, ...] = ()

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
    last = [_last_edition(store, shop, product, now) for product in gone]
    rows = tuple(row for row in found.values() if row is not None)
    if not rows:
        raise NotFound("product", ", ".join(gone))
    return Products(rows, gone, tuple(row for row in last if row is not None))


def named_products(store: Store, shop: str, words: str, languages: Sequence[str], now: str) -> list[Hit]:
    """Products of *shop* that are live and called by *words* in some language, each with its name and its
    category's in the first of *languages* that they have."""
    keys = store.live_products_named(shop, words, now, limit=_MOST_HITS)
    rows = [row for key in keys if (row := store.live_product(shop, key, now)) is not None]
    found = [read_product_edition(row).publication for row in rows]
    return [
        (one.products[0].key, label(one.products[0].name, languages), label(one.category.label, languages))
        for one in found
    ]


def edition_together(products: Products) -> Edition:
    """The comparison of *products*.

    Raises:
        NewerFormat: a later release published one of them.
        StoreUnusable: a document is damaged.
    """
    names: dict[str, dict[str, str]] = {}
    for row in products.last:
        # What is not sold any more does not have to be readable: its key says it too.
        with suppress(NewerFormat, StoreUnusable):
            names[row.product] = read_product_edition(row).publication.products[0].name
    editions = [read_product_edition(row) for row in products.rows]
    return put_together(editions, products.gone, _family, gone_names=names)


def _last_edition(store: Store, shop: str, product: str, now: str) -> ProductEditionRow | None:
    """The edition that was live last; None where none ever was.

    Raises:
        NotFound: none was published.
    """
    editions = store.product_editions(shop, product)
    moments = sorted({row.published_at for row in editions if row.published_at <= now}, reverse=True)
    if not moments:
        raise NotFound("product", product)
    shown = (store.live_product(shop, product, moment) for moment in moments)
    return next((row for row in shown if row is not None), None)


def _family(unit: str | None) -> str | None:
    return dimension_of(unit) or unit
