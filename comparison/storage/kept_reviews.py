"""Reviews that a shop keeps: all of them one after the other, and one of them taken away for good."""

import datetime
from collections.abc import Iterator

from msgspec.structs import replace

from ..core.catalogue import Product
from ..core.errors import NotFound
from .reviewing import rate
from .reviews import ReviewRow
from .store import Store

_PAGE = 500
_WAITING = ""


def every_review(store: Store, shop: str) -> Iterator[ReviewRow]:
    """Those that wait for their product, then product after product, each in the order of their ids."""
    yield from reviews_of(store, shop, _WAITING)
    for stored in store.scan(shop, "product"):
        yield from reviews_of(store, shop, stored.record.key)


def reviews_of(store: Store, shop: str, product: str) -> Iterator[ReviewRow]:
    """The reviews of *product*; of an empty one those that wait."""
    after = ""
    while page := store.reviews(shop, product, after=after, limit=_PAGE):
        yield from page
        after = page[-1].id


def take_away(store: Store, shop: str, review: str, *, today: datetime.date, by: str) -> str:
    """Take *review* away for good, and out of the rating of its product; the key of that, empty if it waited.

    Raises:
        NotFound: there is no such review.
    """
    with store.writing():
        row = store.reviews_by_id(shop, [review]).get(review)
        if row is None:
            raise NotFound("review", review)
        store.delete_review(shop, review)
        if row.product and store.review_tallies(shop, row.product):
            rate(store, shop, [row.product], today=today, by=by)
        elif row.product:
            _unrate(store, shop, row.product, by)
    return row.product


def _unrate(store: Store, shop: str, product: str, by: str) -> None:
    """A product without any review is no rated one."""
    stored = store.get(shop, "product", product)
    if stored is not None and isinstance(stored.record, Product):
        store.save_all(shop, [replace(stored.record, rating=None)], by=by)
