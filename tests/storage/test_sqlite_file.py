"""What the SQLite engine does with its file: rights, pragmas, damage, and files of others."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, get_args

import pytest
import sqlite_utils
from builders_store import LATER, MARKETS, NOON, fill, finds_nothing, product, rich_catalogue
from sqlite_utils import Database
from sqlite_utils.db import sqlite3 as library_driver

from comparison.core.errors import StoreUnusable
from comparison.storage import opening, sqlite_checks, sqlite_connections, sqlite_migrations
from comparison.storage.editions import read_edition, read_product_edition
from comparison.storage.opening import open_store
from comparison.storage.publish import publish
from comparison.storage.sqlite import SqliteStore
from comparison.storage.sqlite_driver import driver
from comparison.storage.store import Kind, Store

ROOT = Path(__file__).parents[2]
FLIPS = 150


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shop.db"


@pytest.fixture
def sqlite(path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(path)
    store.migrate()
    yield store
    store.close()


def refusal(address: str) -> str:
    """The sentence with which opening *address* is refused."""
    with pytest.raises(StoreUnusable) as refused:
        open_store(address)
    return str(refused.value.facts["reason"])


def test_a_plain_path_is_an_sqlite_file(path: Path) -> None:
    store = open_store(str(path))
    store.migrate()
    store.close()
    assert path.read_bytes().startswith(b"SQLite format 3")


def test_opening_makes_nothing(path: Path) -> None:
    open_store(f"sqlite:{path}").close()
    assert not path.exists()


def test_before_its_schema_a_store_says_how_to_make_it(path: Path) -> None:
    store = open_store(f"sqlite:{path}")
    with pytest.raises(StoreUnusable, match="tier-compare migrate"):
        store.ping()
    path.touch()
    with pytest.raises(StoreUnusable, match="tier-compare migrate"):
        store.ping()
    store.close()


@pytest.mark.parametrize("address", ["mysql://localhost/shop", "postgresql:shop", "http://shop.example/"])
def test_an_unknown_engine_is_named(address: str) -> None:
    assert address.partition(":")[0] in refusal(address)


@pytest.mark.parametrize("address", ["sqlite:", "", "sqlite::memory:", "sqlite:///shop.db"])
def test_an_address_without_a_path_says_what_one_looks_like(address: str) -> None:
    assert "sqlite:tier-compare.db" in refusal(address)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert str(tmp_path / "nowhere") in refusal(f"sqlite:{tmp_path}/nowhere/shop.db")


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert "is a folder" in refusal(f"sqlite:{tmp_path}")


def test_only_the_owner_may_read_the_files(path: Path, sqlite: SqliteStore) -> None:
    fill(sqlite, rich_catalogue())
    files = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert files == {"shop.db": 0o600, "shop.db-wal": 0o600, "shop.db-shm": 0o600}


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10_000)],
)
def test_every_connection_is_set_up_for_safety(sqlite: SqliteStore, pragma: str, value: str | int) -> None:
    def asked() -> object:
        [(answer,)] = sqlite._connections.rows(f"pragma {pragma}", ())
        return answer

    answers = [asked()]
    thread = threading.Thread(target=lambda: answers.append(asked()))
    thread.start()
    thread.join()
    assert answers == [value, value]


def test_every_table_is_strict(path: Path, sqlite: SqliteStore) -> None:
    tables = {table.name: table.strict for table in Database(path).tables}
    tables.pop("_sqlite_migrations")
    # The full-text index makes its tables itself.
    tables = {name: strict for name, strict in tables.items() if not name.startswith("product_words")}
    logs = {"editions", "product_editions", "live"}
    assert set(tables) == {
        *get_args(Kind),
        *logs,
        "checkouts",
        "tokens",
        "watches",
        "reviews",
        "edition_products",
        *("users", "roles", "links", "sessions", "pending", "attempts", "audit"),
        *("product_search", "undo_steps", "imports", "import_files", "import_mappings", "counts"),
        *("saved_searches", "import_batches"),
        *("totp", "recovery_codes", "passkeys", "half_sessions", "challenges"),
        "prepared",
    }
    assert all(tables.values())


def test_records_can_be_read_with_any_sqlite_tool(path: Path, sqlite: SqliteStore) -> None:
    fill(sqlite, rich_catalogue())
    connection = sqlite3.connect(path)
    rows = connection.execute("select shop, key, revision, document ->> '$.name.ko' from product").fetchall()
    connection.close()
    assert rows == [("acme", "pro", 1, "프로"), ("acme", "basic", 1, None)]


@pytest.mark.parametrize("table", ["editions", "product_editions", "live"])
@pytest.mark.parametrize("statement", ["delete from {}", "update {} set shop = 'zeta'"])
def test_what_was_published_can_only_grow(sqlite: SqliteStore, table: str, statement: str) -> None:
    published(sqlite)
    with pytest.raises(driver.IntegrityError, match=f"{table} only grow"):
        sqlite._connections.run(statement.format(table), ())


def test_an_sqlite_with_the_log_reset_fault_is_refused(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    class Old:
        sqlite_version, sqlite_version_info = "3.51.2", (3, 51, 2)

    monkeypatch.setattr(opening, "driver", Old)
    assert "3.51.2" in refusal(f"sqlite:{path}")


def test_the_library_uses_the_driver_whose_version_is_checked() -> None:
    assert library_driver is driver
    assert driver.sqlite_version_info >= (3, 51, 3)


def published(store: Store) -> None:
    fill(store, rich_catalogue())
    put_out(store)


def put_out(store: Store, now: str = NOON) -> None:
    publish(store, "acme", "air", by="anna", note="", now=now, check=finds_nothing, markets=MARKETS)


def everything(store: Store) -> list[object]:
    """All documents that a reader can get, editing side and published side."""
    records = [[stored.record for stored in store.scan("acme", kind)] for kind in get_args(Kind)]
    live, live_product = (store.live("acme", "air", NOON), store.live_product("acme", "pro", NOON))
    return [records, live and read_edition(live), live_product and read_product_edition(live_product)]


def test_of_150_flipped_bits_none_gives_a_wrong_answer(path: Path, sqlite: SqliteStore) -> None:
    published(sqlite)
    right = everything(sqlite)
    sqlite.close()
    whole, dice, refused = path.read_bytes(), random.Random(20261122), 0  # noqa: S311  A seed, so that it can be run again.
    for _ in range(FLIPS):
        damaged = bytearray(whole)
        damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
        path.write_bytes(damaged)
        store = None
        try:
            store = open_store(f"sqlite:{path}")
            assert everything(store) == right
        except StoreUnusable:
            refused += 1
        finally:
            if store is not None:
                store.close()
            for log in path.parent.glob("shop.db-*"):
                log.unlink()
    assert refused > 0


@pytest.mark.parametrize("size", [100, 5_000, 50_000])
def test_a_file_cut_off_is_refused_and_left_as_it_is(path: Path, sqlite: SqliteStore, size: int) -> None:
    published(sqlite)
    sqlite.close()
    path.write_bytes(cut := path.read_bytes()[:size])
    assert "tier-compare restore" in refusal(f"sqlite:{path}")
    assert path.read_bytes() == cut


def test_a_picture_is_no_database(path: Path) -> None:
    path.write_bytes(picture := b"\xff\xd8\xff\xe0\x00\x10JFIF" * 400)
    assert "is no database" in refusal(f"sqlite:{path}")
    assert path.read_bytes() == picture


def test_an_empty_file_beside_a_full_log_is_not_begun_anew(path: Path, sqlite: SqliteStore) -> None:
    published(sqlite)
    log = Path(f"{path}-wal")
    kept = log.read_bytes()
    sqlite.close()
    path.write_bytes(b"")
    log.write_bytes(kept)
    assert "cut off" in refusal(f"sqlite:{path}")
    assert log.read_bytes() == kept


def test_a_database_of_another_program_is_left_as_it_is(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("create table notes (text)")
    connection.close()
    before = path.read_bytes()
    assert "another program" in refusal(f"sqlite:{path}")
    assert path.read_bytes() == before


def test_a_database_of_a_later_release_is_refused(path: Path, sqlite: SqliteStore) -> None:
    sqlite._connections.run(
        "insert into _sqlite_migrations (migration_set, name, applied_at) values (?, ?, ?)",
        (sqlite_migrations.MIGRATIONS.name, "m9999_later", NOON),
    )
    assert "later release (m9999_later)" in refusal(f"sqlite:{path}")


def test_a_large_file_is_opened_without_reading_all_of_it(
    monkeypatch: pytest.MonkeyPatch, path: Path, sqlite: SqliteStore
) -> None:
    fill(sqlite, [product()])
    sqlite.close()
    monkeypatch.setattr(sqlite_checks, "MOST_CHECKED_BYTES", 10)
    monkeypatch.setattr(sqlite_checks, "_check_pages", None)
    store = open_store(f"sqlite:{path}")
    assert store.get("acme", "product", "small") is not None
    store.close()


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
