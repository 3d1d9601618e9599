"""A view in a small shop and in a large one: what a shopper waits for must not grow with the shop."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from comparison.core.asking import read_asked
from comparison.core.compare import compare
from comparison.storage.editions import read_edition
from comparison.storage.opening import open_store
from comparison.storage.publish import publish
from comparison.storage.store import AnyRecord, EditionRow, Store

from .catalogue import NOW, SHOP, category, comparison, markets, persona, plain_price, product, shop
from .measuring import Case, Row, calls, row, seconds

SMALL, LARGE = 10, 100_000
MOST = 1.2
# Few rows, so that what the database costs is a large part of a view.
ROWS, TIERS = 4, 5
ROUNDS = 41
_ASKED = read_asked([])
_TODAY = datetime.date(2026, 11, 22)
_AT_ONCE = 500
# A prime that divides no count of comparisons: one step is far from the next, and all are reached.
_STEP = 7_919


def rows() -> Iterator[Row]:
    """One comparison again and again, and another one each time, in both shops."""
    with _filled(SMALL) as small, _filled(LARGE) as large:
        yield from _compared(small, large)


def _compared(small: Store, large: Store) -> Iterator[Row]:
    both = ((SMALL, small), (LARGE, large))
    reads = [Case(f"live row, {count:,} products", calls(partial(_live, store, 1))) for count, store in both]
    views = [
        Case(f"view of one comparison, {count:,} products", calls(partial(_view, store, 1)))
        for count, store in both
    ]
    others = [
        Case(f"view of another comparison each time, {count:,} products", _wandering(store, count))
        for count, store in both
    ]
    for pair in (reads, views, others):
        # Each pair alone: measured among the others, one of two equal views came out 7 % faster.
        samples = seconds(pair, rounds=ROUNDS)
        yield row(pair[1].name, pair[0].name, samples, most=MOST if pair is views else None)


def _live(store: Store, number: int) -> EditionRow:
    found = store.live(SHOP, f"plans-{number}", NOW)
    assert found is not None
    return found


def _view(store: Store, number: int) -> None:
    compare(read_edition(_live(store, number)), _ASKED, _TODAY)


def _wandering(store: Store, products: int) -> Callable[[int], None]:
    count = products // TIERS
    numbers = cycle(step * _STEP % count for step in range(count))
    return calls(lambda: _view(store, next(numbers)))


@contextmanager
def _filled(products: int) -> Iterator[Store]:
    """A store with so many products, all of them in published comparisons of five."""
    with TemporaryDirectory(prefix="tier-compare-bench-") as folder:
        store = open_store(f"sqlite:{Path(folder) / 'shop.db'}")
        store.migrate()
        store.save_all(SHOP, [shop(), category("plans", ROWS), persona("team", 2)], by="bench")
        for first in range(0, products // TIERS, _AT_ONCE):
            _publish(store, range(first, min(first + _AT_ONCE, products // TIERS)))
        yield store
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
