"""The records that a page of this section is about, or NotFound."""

from typing import TypeVar

from ....core.catalogue import AddOn, Category, Product, Shop
from ....core.errors import NotFound
from ....core.languages import label
from ....storage.product_search import Wanted as Search
from ....storage.store import KINDS, Store
from ...forms import Form
from ..visit import Visit

Wanted = TypeVar("Wanted", Shop, Category, Product, AddOn)
Options = list[tuple[str, str]]


def stored(store: Store, visit: Visit, record: type[Wanted], key: str) -> tuple[Wanted, int]:
    """The record of *key* in the visit's shop, and its revision.

    Raises:
        NotFound: there is none.
    """
    row = store.get(visit.shop, KINDS[record], key)
    if row is None or not isinstance(row.record, record):
        raise NotFound(KINDS[record], key)
    return row.record, row.revision


def resumed(visit: Visit, stem: str) -> Form | None:
    """The form that waited while one signed in again, if it is the one with fields that begin with *stem*."""
    return visit.typed if visit.typed and visit.typed.names(stem) else None


def shop_of(store: Store, visit: Visit) -> Shop:
    """The visit's shop."""
    return stored(store, visit, Shop, visit.shop)[0]


def products_found(store: Store, visit: Visit, wanted: Search) -> tuple[list[Product], int]:
    """A page of products, and the place from which the next one goes on; 0 where there is none."""
    found = store.find_products(visit.shop, wanted)
    rows = store.get_many(visit.shop, "product", [one.key for one in found])
    records = [rows[one.key].record for one in found if one.key in rows]
    following = found[-1].place if len(found) == wanted.limit else 0
    return [one for one in records if isinstance(one, Product)], following


def all_categories(store: Store, visit: Visit) -> list[Category]:
    """Every category of the shop by its key."""
    return [row.record for row in store.scan(visit.shop, "category") if isinstance(row.record, Category)]


def category_options(categories: list[Category], visit: Visit) -> Options:
    """Categories to choose from, by their names."""
    named = [(one.key, label(one.label, (visit.language,))) for one in categories]
    return sorted(named, key=lambda pair: pair[1])
