"""Several writers and readers at the same moment, and writers that are killed."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from builders_store import MARKETS, NOON, catalogue, fill, finds_nothing, product

from comparison.core.catalogue import Product
from comparison.core.errors import StaleRevision
from comparison.core.publication import digest
from comparison.storage.editions import read_edition
from comparison.storage.moments import now
from comparison.storage.opening import open_store
from comparison.storage.publish import publish
from comparison.storage.store import Store

WRITERS, TIMES = 4, 300
SCRIPT = Path(__file__).parent / "writers.py"
ROOT = Path(__file__).parents[2]


@contextmanager
def process(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(SCRIPT), *arguments]
    environment = {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as started:
        try:
            yield started
        finally:
            started.kill()


def written(store: Store) -> tuple[str | None, int]:
    stored = store.get("acme", "product", "small")
    assert stored is not None
    assert isinstance(stored.record, Product)
    return stored.record.sku, stored.revision


@pytest.mark.parametrize("task", ["counting", "claiming"])
def test_of_four_processes_with_300_writes_each_none_loses_any_or_is_locked_out(
    store: Store, address: str, task: str
) -> None:
    store.save("acme", product(sku="0"), expected=0, by="anna")
    with ThreadPoolExecutor(WRITERS) as pool:
        said = list(pool.map(lambda name: run_to_its_end(task, address, f"w{name}"), range(WRITERS)))
    assert [code for code, _ in said] == [0] * WRITERS
    assert written(store) == (str(WRITERS * TIMES), WRITERS * TIMES + 1)


def run_to_its_end(task: str, address: str, name: str) -> tuple[int, str]:
    with process(task, address, name, str(TIMES)) as writer:
        said, _ = writer.communicate(timeout=120)
        return writer.returncode, said


def test_of_twenty_threads_with_one_revision_exactly_one_writes(store: Store) -> None:
    store.save("acme", product(), expected=0, by="anna")
    start = threading.Barrier(20)

    def write(name: int) -> bool:
        start.wait()
        try:
            store.save("acme", product(sku=f"by-{name}"), expected=1, by=str(name))
        except StaleRevision:
            return False
        return True

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(write, range(20))) == 1
    assert written(store)[1] == 2


def test_readers_never_see_a_torn_edition_while_a_writer_publishes(store: Store, address: str) -> None:
    fill(store, catalogue())
    publish(store, "acme", "air", by="a", note="0", now=now(), check=finds_nothing, markets=MARKETS)
    end = time.monotonic() + 2

    def write() -> int:
        mine = open_store(address)
        count = 1
        while time.monotonic() < end:
            count += 1
            mine.save("acme", product(sku=str(count)), expected=None, by="a")
            publish(mine, "acme", "air", by="a", note="", now=now(), check=finds_nothing, markets=MARKETS)
        mine.close()
        return count

    def read() -> int:
        mine = open_store(address)
        loads = highest = 0
        while time.monotonic() < end:
            row = mine.live("acme", "air", now())
            assert row is not None
            assert digest(row.document) == row.digest
            sku = read_edition(row).publication.products[0].sku
            assert row.number == int(sku or 1)
            assert row.number >= highest
            loads, highest = loads + 1, row.number
        mine.close()
        return loads

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        editions = pool.submit(write).result()
        loads = sum(reader.result() for reader in readers)
    assert editions > 10
    assert loads > 100


def test_a_batch_killed_in_the_middle_leaves_nothing(store: Store, address: str) -> None:
    with process("flooding", address) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "under way\n"
        writer.send_signal(signal.SIGKILL)
        writer.wait(timeout=10)
    reopened = open_store(address)
    assert reopened.shops() == []
    assert reopened.page("acme", "product") == []
    assert reopened.save_all("acme", catalogue(), by="import") == len(catalogue())
    reopened.close()


def test_a_publication_that_fails_half_way_leaves_nothing(store: Store, other: Store) -> None:
    fill(store, catalogue())

    def publish_and_fail() -> None:
        with store.writing():
            publish(store, "acme", "air", by="a", note="", now=NOON, check=finds_nothing, markets=MARKETS)
            raise KeyError("stop")

    with pytest.raises(KeyError):
        publish_and_fail()
    assert other.editions("acme", "air") == []
    assert other.product_editions("acme", "small") == []
    assert other.live_log("acme", "air") == []
