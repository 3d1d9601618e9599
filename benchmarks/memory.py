"""Memory of a serving process, against the same server with one bare route of the same framework.

Proportional set size (PSS) of the server and its worker: a page of memory that several processes
share counts in parts. The interpreter's own pages are shared with the benchmark, too.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from comparison.storage.opening import open_store
from comparison.storage.publish import publish

from .catalogue import NOW, SHOP, markets, shop, table
from .measuring import Row, row
from .serving import BARE, OURS, fetch, proportional_size, serving

FRAGMENTS, FURTHER, ROUNDS = 200, 400, 3


class Used(NamedTuple):
    """Bytes that a server uses after its first answer, after 200 different ones, and for each further one.

    *body* are the bytes of one answer as they are sent.
    """

    first: float
    after: float
    further: float
    body: float


def rows() -> Iterator[Row]:
    """After one fragment, after 200 different ones of 4 × 47, and for each one that is kept beyond them."""
    first, after = "serving, after 1 fragment", f"serving, after {FRAGMENTS} different fragments"
    further, body = "each further fragment that is kept", "its bytes as they are sent (brotli)"
    bare_first, bare_after = "bare Litestar route, after 1 answer", f"bare Litestar route, after {FRAGMENTS}"
    with TemporaryDirectory(prefix="tier-compare-bench-") as folder:
        database = filled(Path(folder))
        rounds = [(_used(OURS, database), _used(BARE, database)) for _ in range(ROUNDS)]
    samples = {
        first: [ours.first for ours, _ in rounds],
        after: [ours.after for ours, _ in rounds],
        further: [ours.further for ours, _ in rounds],
        body: [ours.body for ours, _ in rounds],
        bare_first: [bare.first for _, bare in rounds],
        bare_after: [bare.after for _, bare in rounds],
    }
    yield row(first, bare_first, samples, "bytes")
    yield row(after, bare_after, samples, "bytes")
    yield row(further, body, samples, "bytes")


def filled(folder: Path, rows: int = 47) -> str:
    """The address of a database with one published comparison of 4 × *rows*."""
    database = f"sqlite:{folder / 'shop.db'}"
    store = open_store(database)
    store.migrate()
    store.save_all(SHOP, [shop(), *table("plans", 4, rows)], by="bench")
    publish(store, SHOP, "plans", by="bench", note="", now=NOW, check=lambda *_: (), markets=markets())
    store.close()
    return database


def _used(target: str, database: str) -> Used:
    with serving(target, database) as (process, port):
        body = len(fetch(port, _addresses(range(1, 2))))
        first = proportional_size(process)
        fetch(port, _addresses(range(2, FRAGMENTS + 1)))
        after = proportional_size(process)
        fetch(port, _addresses(range(FRAGMENTS + 1, FRAGMENTS + FURTHER + 1)))
        further = (proportional_size(process) - after) / FURTHER
    return Used(first=first, after=after, further=further, body=body)


def _addresses(quantities: Iterable[int]) -> Iterator[str]:
    return (f"/fragments/{SHOP}/plans?qty.user={quantity}" for quantity in quantities)
