"""Every engine that the contract is proved for, and a store of each on a fresh place."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from comparison.storage.opening import open_store
from comparison.storage.store import Store

# The address of a fresh store, given a folder of the test's own.
ENGINES: dict[str, Callable[[Path], str]] = {"sqlite": lambda folder: f"sqlite:{folder / 'shop.db'}"}


@pytest.fixture(params=ENGINES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store may be opened; several may be opened there at the same time."""
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
    store = open_store(f"sqlite:{tmp_path / 'second.db'}")
    store.migrate()
    yield store
    store.close()
