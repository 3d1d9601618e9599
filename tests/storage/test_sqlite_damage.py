"""Files that were damaged, cut off, or belong to somebody else: no wrong answer, and left as they are."""

import random
import sqlite3
from pathlib import Path

import pytest
from builders_sqlite import everything, published, refusal
from builders_store import NOON, fill, product

from comparison.core.errors import StoreUnusable
from comparison.storage import sqlite_checks, sqlite_migrations
from comparison.storage.opening import open_store
from comparison.storage.sqlite import SqliteStore

FLIPS = 150


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
