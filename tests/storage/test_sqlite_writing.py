"""Rights, locks, a full disk and a cut at any moment: what is written is whole or not there at all."""

import os
import shutil
import subprocess
import sys
import threading
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils
from builders_sqlite import published, put_out
from builders_store import LATER, product
from sqlite_utils import Database

from comparison.core.errors import StoreUnusable
from comparison.storage import sqlite_connections, sqlite_migrations
from comparison.storage.sqlite import SqliteStore
from comparison.storage.sqlite_driver import driver
from comparison.storage.store import Store

ROOT = Path(__file__).parents[2]


AS_NOBODY = """
import os, sys
from comparison.core.errors import StoreUnusable
from comparison.storage.opening import open_store
os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    open_store(sys.argv[1])
except StoreUnusable as error:
    print(error.facts["reason"])
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another user")
@pytest.mark.parametrize(("folder_mode", "word"), [(0o777, "read and written"), (0o755, "folder")])
def test_a_file_without_the_right_to_write_is_refused(
    path: Path, sqlite: SqliteStore, folder_mode: int, word: str
) -> None:
    sqlite.close()
    folder = Path("/tmp") / f"tier-compare-{os.getpid()}-{folder_mode:o}"  # noqa: S108  Others must reach it.
    folder.mkdir()
    try:
        folder.chmod(folder_mode)
        shutil.copy(path, folder / "shop.db")
        (folder / "shop.db").chmod(0o444)
        said = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, f"sqlite:{folder / 'shop.db'}"],
            env={"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    finally:
        shutil.rmtree(folder)
    assert word in said


def test_a_writer_that_waits_too_long_is_told_that_the_file_is_locked(
    monkeypatch: pytest.MonkeyPatch, path: Path, sqlite: SqliteStore
) -> None:
    monkeypatch.setattr(sqlite_connections, "BUSY_SECONDS", 0.05)
    other = SqliteStore(path)
    with sqlite.writing(), pytest.raises(StoreUnusable, match="locked for too long"):
        other.save("acme", product(), expected=0, by="ben")
    other.close()


def test_a_full_disk_is_said_and_nothing_is_half_written(path: Path, sqlite: SqliteStore) -> None:
    sqlite._connections.rows("pragma max_page_count = 60", ())
    with pytest.raises(StoreUnusable, match="disk is full"):
        sqlite.save_all("acme", (product(f"p{index}") for index in range(5_000)), by="import")
    assert sqlite.page("acme", "product") == []
    sqlite.save("acme", product(), expected=0, by="anna")


def test_the_connection_of_a_thread_that_ended_is_closed(sqlite: SqliteStore) -> None:
    for _ in range(5):
        thread = threading.Thread(target=sqlite.ping)
        thread.start()
        thread.join()
    assert len(sqlite._connections._all) == 1


def test_a_migration_that_fails_leaves_the_schema_as_it_was(
    monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    def fail(db: Database) -> None:
        db.execute("create table half (done)")
        db.execute("create table half (done)")

    steps = sqlite_utils.Migrations("tier-compare")
    steps(name="m0001_records")(sqlite_migrations.m0001_records)
    steps(name="m0002_fails")(fail)
    monkeypatch.setattr("comparison.storage.sqlite.MIGRATIONS", steps)
    store = SqliteStore(path)
    with pytest.raises(StoreUnusable, match="half"):
        store.migrate()
    assert store._connections.rows("select name from sqlite_master", ()) == []
    store.close()


def test_processes_that_migrate_at_the_same_moment_all_end_with_the_schema(path: Path) -> None:
    stores = [SqliteStore(path) for _ in range(6)]
    names: list[list[str]] = []
    threads = [threading.Thread(target=lambda one=store: names.append(one.migrate())) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in stores:
        store.close()
    assert sorted(names) == [[]] * 5 + [
        [
            "m0001_records",
            "m0002_editions",
            "m0003_checkouts",
            "m0004_watches",
            "m0005_reviews",
            "m0006_products_of_editions",
            "m0007_people",
            "m0008_product_search",
            "m0009_imports",
            "m0010_picture_uses",
            "m0011_counts",
            "m0012_second_steps",
            "m0013_saved_searches",
            "m0014_staging",
            "m0016_prepared",
        ]
    ]


def test_a_publication_cut_at_any_statement_is_made_whole_or_not_at_all(
    path: Path, sqlite: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(sqlite)
    other = SqliteStore(path)
    execute = Database.execute
    for failing in count(1):
        sqlite.save("acme", product("pro", sku=f"A{failing}"), expected=None, by="anna")
        calls = count(1)

        def cut(database: Database, *arguments: Any, at: int = failing, calls: Any = calls) -> Any:
            if next(calls) == at:
                raise driver.OperationalError("disk I/O error")
            return execute(database, *arguments)

        before = len(other.editions("acme", "air"))
        monkeypatch.setattr(Database, "execute", cut)
        try:
            put_out(sqlite, now=LATER)
        except StoreUnusable:
            assert published_state(other, monkeypatch, execute) == (before, before, before)
        else:
            assert published_state(other, monkeypatch, execute) == (before + 1, before + 1, before + 1)
            break
    other.close()
    assert failing > 10


def published_state(store: Store, monkeypatch: pytest.MonkeyPatch, execute: Any) -> tuple[int, int, int]:
    """How many editions, live entries and editions of the changed product there are."""
    monkeypatch.setattr(Database, "execute", execute)
    editions, log = store.editions("acme", "air"), store.live_log("acme", "air")
    return len(editions), len(log), len(store.product_editions("acme", "pro"))
