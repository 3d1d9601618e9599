"""What the SQLite engine does with its file: addresses, rights, pragmas, tables."""

import os
import sqlite3
import threading
from pathlib import Path
from typing import get_args

import pytest
from builders_sqlite import published, refusal
from builders_store import fill, rich_catalogue
from sqlite_utils import Database
from sqlite_utils.db import sqlite3 as library_driver

from comparison.core.errors import StoreUnusable
from comparison.storage import opening
from comparison.storage.opening import open_store
from comparison.storage.sqlite import SqliteStore
from comparison.storage.sqlite_driver import driver
from comparison.storage.store import Kind


def test_a_plain_path_is_an_sqlite_file(path: Path) -> None:
    store = open_store(str(path))
    store.migrate()
    store.close()
    assert path.read_bytes().startswith(b"SQLite format 3")


def test_a_path_may_be_of_any_bytes_and_signs(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"100% caf\xe9?mode=memory#\xff.db")
    for _ in range(2):
        store = open_store(str(path))
        store.migrate()
        store.close()
    assert list(tmp_path.iterdir()) == [path]


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
