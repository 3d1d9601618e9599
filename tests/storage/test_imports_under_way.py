"""Imports are done by a process of their own: what ends it, or the server, leaves nothing half."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from builders_store import NOON, shop
from msgspec.structs import replace

from comparison.storage import import_runs
from comparison.storage.import_answers import ImportWishes, kept
from comparison.storage.imports import MOST_KEPT_FILES, ImportJob, ImportState
from comparison.storage.moments import now
from comparison.storage.opening import open_store
from comparison.storage.store import Store

SERVER = """
import sys, time
from msgspec.structs import replace
from comparison.storage import import_runs
from comparison.storage.opening import open_store
store = open_store(sys.argv[1])
job = store.import_job("acme", "big")
assert import_runs.begin(store, replace(job, state="storing"), expected=("ready",))
time.sleep(120)
"""


@pytest.fixture
def held(tmp_path: Path) -> Store:
    """A store with a shop."""
    store = open_store(f"sqlite:{tmp_path / 'shop.db'}")
    store.migrate()
    store.save("acme", shop(), expected=0, by="test")
    return store


def job(name: str, state: ImportState = "ready") -> ImportJob:
    wishes = kept(ImportWishes(currency="EUR", market="DE"))
    return ImportJob(
        id=name, shop="acme", by="anna", name="goods.csv", origin="file", size=1, state=state, wishes=wishes,
        made_at=now(), changed_at=NOON,
    )  # fmt: skip


def rows(count: int) -> bytes:
    return b"sku,name,price\n" + b"".join(b"S%d,Thing %d,%d\n" % (n, n, n + 1) for n in range(count))


def until(store: Store, name: str, state: ImportState) -> ImportJob:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        found = store.import_job("acme", name)
        assert found is not None
        found = import_runs.as_it_is(store, found)
        if found.state == state:
            return found
        time.sleep(0.05)
    raise AssertionError(found)


def test_a_killed_server_leaves_nothing_and_the_job_is_shown_as_stopped(held: Store) -> None:
    held.add_import(job("big"), rows(30_000))
    server = subprocess.Popen([sys.executable, "-c", SERVER, held.url])
    while (held.import_job("acme", "big") or job("big")).walked == 0:
        assert server.poll() is None
        time.sleep(0.05)
    os.kill(server.pid, signal.SIGKILL)
    server.wait()
    until(held, "big", "stopped")
    time.sleep(0.5)
    assert held.page("acme", "product") == []
    assert held.import_content("acme", "big") == rows(30_000)
    assert held.audit("acme") == []
    assert list(Path(held.url.removeprefix("sqlite:")).parent.glob("*.import-*")) == []


def test_a_job_that_is_cancelled_on_the_way_stores_nothing(held: Store) -> None:
    held.add_import(job("big"), rows(20_000))
    assert import_runs.begin(held, replace(job("big"), state="storing"), expected=("ready",))
    while (held.import_job("acme", "big") or job("big")).walked == 0:
        time.sleep(0.02)
    assert import_runs.cancel(held, job("big"))
    until(held, "big", "cancelled")
    # What was cancelled is not begun again.
    assert not import_runs.begin(held, replace(job("big"), state="storing"), expected=("ready",))
    assert held.page("acme", "product") == []
    assert held.import_content("acme", "big") is None


def test_others_write_while_a_file_is_looked_at(held: Store) -> None:
    assert import_runs.begin(held, job("big", "looking"), rows(5_000))
    begun = time.monotonic()
    held.save("acme", replace(shop(), time_zone="Asia/Seoul"), expected=1, by="anna")
    assert time.monotonic() - begun < 5
    assert until(held, "big", "ready").answer


def test_only_the_last_files_are_kept(held: Store) -> None:
    for number in range(MOST_KEPT_FILES + 2):
        made = f"2026-11-22T00:00:0{number}.000000Z"
        held.add_import(replace(job(f"job-{number}"), made_at=made), b"x")
    there = [
        held.import_content("acme", f"job-{number}") is not None for number in range(MOST_KEPT_FILES + 2)
    ]
    assert there == [False, False, *[True] * MOST_KEPT_FILES]


def test_a_job_of_another_shop_is_not_there(held: Store) -> None:
    held.add_import(job("own"), b"x")
    assert held.import_job("other", "own") is None
    assert held.import_content("other", "own") is None
