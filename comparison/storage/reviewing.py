"""Reviews of a file into the store: joined to their products, counted once, added up into ratings."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from ..core.catalogue import Comparison, Product
from ..core.messages import Message, say
from .applying import Difference
from .ratings import rating_of
from .reviews import Review, ReviewBatch, ReviewRow, folded
from .store import Store

Item = TypeVar("Item")
_BATCH = 500
_MOST_NAMED = 20


class Reviewed(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the reviews of a file: how they differ from those that were there, how many products
    got another rating, the *comparisons* that show one of those, and what there is to say."""

    reviews: Difference
    products: int
    comparisons: tuple[str, ...]
    notes: tuple[Message, ...]

    @property
    def changed(self) -> int:
        """How many reviews and products were written."""
        return self.reviews.new + self.reviews.changed + self.products


def take_in(
    store: Store, shop: str, batch: ReviewBatch, *, now: str, today: datetime.date, by: str
) -> Reviewed:
    """Write the reviews of *batch* and the ratings that they change, inside a transaction held open.

    A review is joined to the product of its SKU, its key, its key in the file it came from, or its
    name, in this order; a word that two products share joins none.
    """
    taker = _Taker(store, shop, _products(store, shop, batch.wanted), now)
    for some in _batches(batch.each):
        taker.take(some)
    rated = rate(store, shop, taker.touched, today=today, by=by)
    return Reviewed(
        reviews=taker.difference,
        products=len(rated),
        comparisons=tuple(_showing(store, shop, rated)),
        notes=tuple(taker.notes()),
    )


def rate(store: Store, shop: str, products: Iterable[str], *, today: datetime.date, by: str) -> set[str]:
    """Write the rating of each of *products* that has reviews; those that it changed."""
    changed: set[str] = set()
    for keys in _batches(sorted(products)):
        for key, stored in store.get_many(shop, "product", keys).items():
            record = stored.record
            if not isinstance(record, Product):
                continue
            rating = rating_of(store.review_tallies(shop, key), today, record.rating)
            if rating and store.save_all(shop, [replace(record, rating=rating)], by=by):
                changed.add(key)
    return changed


class _Taker:
    """Takes reviews batch by batch and remembers what it did."""

    def __init__(self, store: Store, shop: str, products: Mapping[str, str], now: str) -> None:
        self._store, self._shop, self._products, self._now = store, shop, products, now
        self._new = self._changed = self._unchanged = self._waiting = 0
        self._unknown: dict[str, None] = {}
        self.touched: set[str] = set()

    def take(self, reviews: list[Review]) -> None:
        rows = [self._row(review) for review in reviews]
        known = self._store.reviews_by_id(self._shop, [row.id for row in rows])
        fresh = [row for row in rows if row.id not in known]
        changed = [row for row in rows if row.id in known and _said(row) != _said(known[row.id])]
        self._store.save_reviews([*fresh, *changed])
        self._new += len(fresh)
        self._changed += len(changed)
        self._unchanged += len(rows) - len(fresh) - len(changed)
        self.touched.update(row.product for row in (*fresh, *changed) if row.product)
        self.touched.update(known[row.id].product for row in changed if known[row.id].product)

    @property
    def difference(self) -> Difference:
        return Difference(new=self._new, changed=self._changed, unchanged=self._unchanged)

    def notes(self) -> Iterator[Message]:
        if self._waiting:
            names = tuple(self._unknown)
            yield say("import.note.waiting_reviews", count=self._waiting, names=names)

    def _row(self, review: Review) -> ReviewRow:
        found = (self._products.get(folded(one)) for one in review.references)
        product = next(filter(None, found), "")
        if not product:
            self._waiting += 1
            if len(self._unknown) < _MOST_NAMED:
                self._unknown[review.references[0][:60]] = None
        return ReviewRow(
            shop=self._shop,
            id=review.id,
            product=product,
            reference=review.references[0],
            grade=review.grade,
            scale=review.scale,
            day=review.day,
            title=review.title,
            text=review.text,
            author=review.author,
            language=review.language,
            verified=review.verified,
            entered_at=self._now,
        )


def _said(row: ReviewRow) -> ReviewRow:
    return replace(row, entered_at="")


def _products(store: Store, shop: str, wanted: frozenset[str]) -> dict[str, str]:
    """The products that are called one of *wanted*, by that word; one that two share is left out."""
    found: dict[str, tuple[int, str | None]] = {}
    for stored in store.scan(shop, "product"):
        if not isinstance(stored.record, Product):
            continue
        for rank, word in _called(stored.record):
            if word not in wanted:
                continue
            known_rank, known = found.get(word, (rank + 1, None))
            if rank < known_rank:
                found[word] = (rank, stored.record.key)
            elif rank == known_rank and known != stored.record.key:
                found[word] = (rank, None)
    return {word: key for word, (_, key) in found.items() if key}


def _called(product: Product) -> Iterator[tuple[int, str]]:
    """What *product* may be called, the surest first."""
    for rank, text in enumerate((product.sku, product.key, product.source_key)):
        if text:
            yield rank, folded(text)
    yield from ((3, folded(name)) for name in product.name.values())


def _showing(store: Store, shop: str, products: set[str]) -> Iterator[str]:
    """The comparisons in which one of *products* is a tier."""
    for stored in store.scan(shop, "comparison") if products else ():
        record = stored.record
        if isinstance(record, Comparison) and any(tier.product in products for tier in record.tiers):
            yield record.key


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    walk = iter(items)
    while batch := list(islice(walk, _BATCH)):
        yield batch
