"""What the tests of the web room share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from builders_prepared import AIR, Both, edition_of, store_of
from builders_web import NOON, Client, Clock, client, new_store, publication, publish
from structlog.testing import capture_logs

from comparison.storage.store import Store


@pytest.fixture
def log() -> Iterator[list]:
    """Everything that is logged."""
    with capture_logs() as entries:
        yield entries
    structlog.reset_defaults()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The small shop's store, with its comparison published."""
    store = new_store(tmp_path)
    publish(store, publication())
    yield store
    store.close()


@pytest.fixture
def clock() -> Clock:
    """What time it is for `asking`."""
    return Clock()


@pytest.fixture
def asking(tmp_path: Path, store: Store, clock: Clock) -> Client:
    """The application over `store`."""
    return client(tmp_path, clock=clock)


@pytest.fixture
def air(tmp_path: Path) -> Iterator[Both]:
    """The small shop's comparison, prepared, and its pages with and without that."""
    both = Both(store_of([edition_of()], tmp_path), NOON)
    both.prepare(*AIR)
    yield both
    both.store.close()
