"""One import at a time lays records ready; what an earlier one left, is put right first.

A file beside the database is locked for as long: whatever ends a process ends the lock too.
"""

import contextlib
import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..core.errors import StoreUnusable
from ..settings import scheme_and_place
from .staging import Batch
from .store import Store

# So few rows in one transaction that it is short, then a pause as long as it took: others get their turn.
_ROWS = 60
_LEAST_PAUSE, _MOST_PAUSE = 0.002, 0.5


@contextmanager
def room(store: Store, *, waits: bool = True) -> Iterator[bool]:
    """The only room for batches that are not live; False where somebody else has it and nobody *waits*."""
    # Beside the file itself, by whichever name it was opened: two rooms would clear each other out.
    place = Path(f"{Path(scheme_and_place(store.url)[1]).resolve()}.staging")
    lock = _locked(place, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
    try:
        yield lock is not None
    finally:
        if lock is not None:
            place.unlink(missing_ok=True)
            os.close(lock)


def put_right(store: Store) -> None:
    """Bring every batch to its end; the caller has the room, so nobody works on any of them."""
    for batch in store.batches():
        end(store, batch)


def tidy(store: Store) -> None:
    """`put_right` where nobody has the room; what is not to be had now is left to the next one."""
    with contextlib.suppress(StoreUnusable), room(store, waits=False) as is_ours:
        if is_ours:
            put_right(store)


def tidy_beside(store: Store) -> None:
    """`tidy` in a thread of its own, where there is anything to put right."""
    with contextlib.suppress(StoreUnusable):
        if store.batches():
            threading.Thread(target=tidy, args=(store,), daemon=True).start()


def end(store: Store, batch: Batch) -> None:
    """Put the rows of a live batch in order, or take a batch away that is not live."""
    with store.lightly():
        _in_pieces(lambda: (store.settle if batch.is_live else store.discard)(batch, limit=_ROWS))


def _in_pieces(some: Callable[[], int]) -> None:
    while True:
        begun = time.monotonic()
        if some() < _ROWS:
            return
        time.sleep(min(max(time.monotonic() - begun, _LEAST_PAUSE), _MOST_PAUSE))


def _locked(place: Path, how: int) -> int | None:
    while True:
        lock = _opened(place)
        try:
            fcntl.flock(lock, how)
        except BlockingIOError:
            os.close(lock)
            return None
        # Who had it before may have taken the file away after it was opened here.
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(lock), place.stat()):
                return lock
        os.close(lock)


def _opened(place: Path) -> int:
    try:
        return os.open(place, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        reason = f"The file {place}, which one import at a time holds, cannot be opened ({error.strerror})."
        raise StoreUnusable(reason) from None
