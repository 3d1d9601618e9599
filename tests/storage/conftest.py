"""Every engine that the contract is proved for, and a store of each on a fresh place."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fresh import with_schema

from comparison.storage.opening import open_store
from comparison.storage.sqlite import SqliteStore
from comparison.storage.store import Store

# The address of a fresh store, given a folder of the test's own.
ENGINES: dict[str, Callable[[Path], str]] = {"sqlite": lambda folder: f"sqlite:{folder / 'shop.db'}"}
# How a fresh place comes by its schema faster than by its own `migrate`, which is called all the same.
PREPARED: dict[str, Callable[[Path], None]] = {"sqlite": lambda folder: with_schema(folder / "shop.db")}


@pytest.fixture(params=ENGINES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store may be opened; several may be opened there at the same time."""
    PREPARED[request.param](tmp_path)
    return ENGINES[request.param](tmp_path)


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """A fresh store with its schema."""
    opened = open_store(address)
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def other(address: str, store: Store) -> Iterator[Store]:
    """A second connection to the same store, as another process has it."""
    opened = open_store(address)
    yield opened
    opened.close()


@pytest.fixture
def second(tmp_path: Path) -> Iterator[Store]:
    """An empty store in a file of its own, for what comes back from the first."""
    with_schema(tmp_path / "second.db")
    store = open_store(f"sqlite:{tmp_path / 'second.db'}")
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where an SQLite file may be."""
    return tmp_path / "shop.db"


@pytest.fixture
def sqlite(path: Path) -> Iterator[SqliteStore]:
    """The engine itself, on a file of its own."""
    store = SqliteStore(path)
    store.migrate()
    yield store
    store.close()
