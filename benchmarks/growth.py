"""A view in a small shop and in larger ones: neither what a shopper waits for nor memory grows with it."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from comparison.core.asking import read_asked
from comparison.core.compare import compare
from comparison.storage.editions import read_edition
from comparison.storage.opening import open_store
from comparison.storage.publish import publish
from comparison.storage.store import AnyRecord, EditionRow, Store

from .catalogue import NOW, SHOP, category, comparison, markets, persona, plain_price, product, shop
from .measuring import Case, Row, calls, row, seconds
from .serving import OURS, fetch, proportional_size, serving

SMALLEST, LARGEST = 100, 100_000
MOST, MOST_MEMORY = 1.2, 1.3
# Few rows, so that what the database costs is a large part of a view.
ROWS, TIERS = 4, 5
ROUNDS, MEMORY_ROUNDS = 41, 3
_ASKED = read_asked([])
_TODAY = datetime.date(2026, 11, 22)
_AT_ONCE = 500
# A prime that divides no count of comparisons: one step is far from the next, and all are reached.
_STEP = 7_919
_SERVED = 200


class _Shop(NamedTuple):
    """A shop of so many products, in a database at *address*."""

    products: int
    store: Store
    address: str

    def numbers(self) -> Iterator[int]:
        """The numbers of its comparisons, in wide steps, again and again."""
        count = self.products // TIERS
        return cycle(step * _STEP % count for step in range(count))


def rows(largest: int = LARGEST) -> Iterator[Row]:
    """Shops ten times as large each, up to *largest* products, against the smallest."""
    with _filled(SMALLEST) as small:
        products = SMALLEST * 10
        while products <= largest:
            with _filled(products) as large:
                yield from _compared(small, large)
                yield _memory(small, large)
            products *= 10


def _compared(small: _Shop, large: _Shop) -> Iterator[Row]:
    both = (small, large)
    reads = [
        Case(f"live row, {one.products:,} products", calls(partial(_live, one.store, 1))) for one in both
    ]
    views = [
        Case(f"view of one comparison, {one.products:,} products", calls(partial(_view, one.store, 1)))
        for one in both
    ]
    others = [
        Case(f"view of another comparison each time, {one.products:,} products", _wandering(one))
        for one in both
    ]
    for pair in (reads, views, others):
        # Each pair alone: measured among the others, one of two equal views came out 7 % faster.
        samples = seconds(pair, rounds=ROUNDS)
        yield row(pair[1].name, pair[0].name, samples, most=MOST if pair is views else None)


def _memory(small: _Shop, large: _Shop) -> Row:
    """What a server and its worker have in memory once they answered for as many different comparisons."""
    names = {f"serving {_SERVED} views, {one.products:,} products": one for one in (small, large)}
    samples = {name: [_served(one) for _ in range(MEMORY_ROUNDS)] for name, one in names.items()}
    base, name = names
    return row(name, base, samples, "bytes", most=MOST_MEMORY)


def _served(shop: _Shop) -> float:
    with serving(OURS, shop.address) as (process, port):
        fetch(port, (f"/fragments/{SHOP}/plans-{number}" for number in islice(shop.numbers(), _SERVED)))
        return proportional_size(process)


def _live(store: Store, number: int) -> EditionRow:
    found = store.live(SHOP, f"plans-{number}", NOW)
    assert found is not None
    return found


def _view(store: Store, number: int) -> None:
    compare(read_edition(_live(store, number)), _ASKED, _TODAY)


def _wandering(shop: _Shop) -> Callable[[int], None]:
    numbers = shop.numbers()
    return calls(lambda: _view(shop.store, next(numbers)))


@contextmanager
def _filled(products: int) -> Iterator[_Shop]:
    """A shop of so many products, all of them in published comparisons of five."""
    with TemporaryDirectory(prefix="tier-compare-bench-") as folder:
        address = f"sqlite:{Path(folder) / 'shop.db'}"
        store = open_store(address)
        store.migrate()
        store.save_all(SHOP, [shop(), category("plans", ROWS), persona("team", 2)], by="bench")
        for first in range(0, products // TIERS, _AT_ONCE):
            _publish(store, range(first, min(first + _AT_ONCE, products // TIERS)))
        yield _Shop(products, store, address)
        store.close()


def _publish(store: Store, numbers: Sequence[int]) -> None:
    with store.writing():
        store.save_all(SHOP, (record for number in numbers for record in _records(number)), by="bench")
        # The check is measured with the imports; here it would only make the filling longer.
        for number in numbers:
            publish(
                store,
                SHOP,
                f"plans-{number}",
                by="bench",
                note="",
                now=NOW,
                check=lambda *_: (),
                markets=markets(),
            )


def _records(number: int) -> Iterator[AnyRecord]:
    keys = [f"plan-{number}-{place}" for place in range(TIERS)]
    for place, key in enumerate(keys):
        yield product(key, "plans", place, ROWS, plain_price(place))
    yield comparison(f"plans-{number}", "plans", keys, ["team"])
