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
from .file_locks import lock
from .staging import Batch
from .store import Store
from .waiting import file_of_waiting, let_others_in, listening

# So few rows in one transaction that it is short, then others get their turn; as many as the machine can do
# at this moment, for each transaction has its price too.
_FIRST_ROWS, _LEAST_ROWS, _MOST_ROWS = 60, 30, 250
_SHORT_SECONDS, _LONG_SECONDS = 0.01, 0.025
_PATIENCE_SECONDS = 0.3


@contextmanager
def room(store: Store, *, waits: bool = True) -> Iterator[bool]:
    """The only room for batches that are not live; False where somebody else has it and nobody *waits*."""
    # Beside the file itself, by whichever name it was opened: two rooms would clear each other out.
    place = Path(f"{_database(store).resolve()}.staging")
    file = _locked(place, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
    if file is None:
        yield False
        return
    try:
        with listening(waiting_for(store)):
            yield True
    finally:
        place.unlink(missing_ok=True)
        os.close(file)


def put_right(store: Store) -> None:
    """Bring every batch to its end; the caller has the room, so nobody works on any of them."""
    for batch in store.batches():
        end(store, batch)


def tidy(store: Store) -> None:
    """`put_right` where nobody has the room; what is not to be had now is left to the next one."""
    with contextlib.suppress(StoreUnusable), room(store, waits=False) as is_ours:
        if is_ours:
            put_right(store)


def tidy_first(store: Store) -> None:
    """`tidy_beside`, and wait for it a little: products are found by the rows that a killed import left."""
    tidy_beside(store, patience=_PATIENCE_SECONDS)


def tidy_beside(store: Store, *, patience: float = 0) -> None:
    """`tidy` in a thread of its own, where there is anything to put right; waited for *patience* seconds."""
    with contextlib.suppress(StoreUnusable):
        if store.batches():
            tidying = threading.Thread(target=tidy, args=(store,), daemon=True)
            tidying.start()
            tidying.join(patience)


def end(store: Store, batch: Batch) -> None:
    """Put the rows of a live batch in order, or take a batch away that is not live."""
    place = waiting_for(store)
    with store.lightly():
        _in_pieces(lambda most: (store.settle if batch.is_live else store.discard)(batch, limit=most), place)


def waiting_for(store: Store) -> Path:
    """Where those say so who wait to write to *store*."""
    return file_of_waiting(_database(store))


def _in_pieces(some: Callable[[int], int], place: Path) -> None:
    rows = _FIRST_ROWS
    while True:
        begun = time.monotonic()
        if some(rows) < rows:
            return
        took = time.monotonic() - begun
        let_others_in(place, took)
        rows = _next_rows(rows, took)


def _next_rows(rows: int, took: float) -> int:
    """How many to do at once after *rows* that *took* so many seconds."""
    if took < _SHORT_SECONDS:
        return min(rows * 2, _MOST_ROWS)
    return max(rows // 2, _LEAST_ROWS) if took > _LONG_SECONDS else rows


def _database(store: Store) -> Path:
    return Path(scheme_and_place(store.url)[1])


def _locked(place: Path, how: int) -> int | None:
    while True:
        file = _opened(place)
        try:
            if not lock(file, how, place):
                os.close(file)
                return None
        except StoreUnusable:
            os.close(file)
            raise
        # Who had it before may have taken the file away after it was opened here.
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(file), place.stat()):
                return file
        os.close(file)


def _opened(place: Path) -> int:
    try:
        return os.open(place, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        reason = f"The file {place}, which one import at a time holds, cannot be opened ({error.strerror})."
        raise StoreUnusable(reason) from None
