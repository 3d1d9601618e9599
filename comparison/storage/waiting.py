"""Whoever waits to write says so while somebody lays many records ready, who then lets them go first.

An engine with one writer at a time does not queue those who wait: they look again and again. So whoever
writes piece by piece would have to pause after each, for nobody most of the time. A file beside the database
is there for as long as anybody lays records ready; those who wait hold a shared lock on it.
"""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..core.errors import StoreUnusable
from .file_locks import is_locked, lock

# Another program cannot say that it waits, so there is a moment for it after each piece.
_SHARE, _LEAST_SECONDS = 0.2, 0.002
_LOOK_SECONDS, _MOST_SECONDS = 0.001, 0.5


def file_of_waiting(database: Path) -> Path:
    """The file of those who wait for *database*, the same by whichever name that is called."""
    return Path(f"{database.resolve()}.waiting")


@contextmanager
def waiting(place: Path) -> Iterator[None]:
    """Say at *place* that somebody waits; nothing where nobody lays records ready."""
    try:
        file = os.open(place, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        with contextlib.suppress(StoreUnusable):
            lock(file, fcntl.LOCK_SH, place)
        yield
    finally:
        os.close(file)


@contextmanager
def listening(place: Path) -> Iterator[None]:
    """Let others say at *place* that they wait."""
    with contextlib.suppress(OSError):
        os.close(os.open(place, os.O_CREAT | os.O_RDONLY, 0o600))
    try:
        yield
    finally:
        place.unlink(missing_ok=True)


def let_others_in(place: Path, took: float) -> None:
    """Between two pieces of which the last *took* so many seconds: whoever waits goes first."""
    time.sleep(min(max(took * _SHARE, _LEAST_SECONDS), _MOST_SECONDS))
    let_waiting_in(place)


def let_waiting_in(place: Path) -> None:
    """Whoever says at *place* that they wait goes first; without a moment for those who cannot say it."""
    until = time.monotonic() + _MOST_SECONDS
    while is_awaited(place) and time.monotonic() < until:
        time.sleep(_LOOK_SECONDS)


def is_awaited(place: Path) -> bool:
    """Whether anybody says at *place* that they wait."""
    return is_locked(place)
