"""Other processes of the tests: they write to a store and tell how it went on standard output.

Run as ``python writers.py TASK ADDRESS …``.
"""

import sys
from collections.abc import Iterator
from itertools import count

from builders_store import product, shop

from comparison.core.catalogue import Product
from comparison.core.errors import StaleRevision
from comparison.storage.opening import open_store
from comparison.storage.store import AnyRecord, Store


def counting(store: Store, name: str, times: str) -> None:
    """Read a product and write it back with its count raised, *times* times; stale writes are tried again."""
    stale = 0
    for _ in range(int(times)):
        while not _counted(store, name):
            stale += 1
    print(stale)


def _counted(store: Store, name: str) -> bool:
    stored = store.get("acme", "product", "small")
    assert stored is not None
    assert isinstance(stored.record, Product)
    raised = int(stored.record.sku or 0) + 1
    try:
        store.save("acme", product(sku=str(raised)), expected=stored.revision, by=name)
    except StaleRevision:
        return False
    return True


def claiming(store: Store, name: str, times: str) -> None:
    """Read and write inside one transaction, which never is stale."""
    for _ in range(int(times)):
        with store.writing():
            assert _counted(store, name)
    print(0)


def flooding(store: Store) -> None:
    """One endless import; its first line says that it is under way."""

    def records() -> Iterator[AnyRecord]:
        yield shop()
        for index in count():
            yield product(f"p{index}")
            if index == 2_000:
                print("under way", flush=True)

    store.save_all("acme", records(), by="import")


if __name__ == "__main__":
    _, task, address, *arguments = sys.argv
    {"counting": counting, "claiming": claiming, "flooding": flooding}[task](open_store(address), *arguments)
