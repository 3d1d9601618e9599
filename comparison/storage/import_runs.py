"""Begins the work on imports, looks after it, and knows which of it still goes on.

A file beside the database is locked as long as somebody works on a job: whatever ends a server ends the lock
too, so that every other worker sees that nobody works on it any more.
"""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Collection
from pathlib import Path

from msgspec.structs import replace

from ..core.messages import say
from ..settings import scheme_and_place
from .file_locks import is_locked, lock
from .import_answers import Fault, kept, read_looked
from .imports import WORKING, ImportJob, ImportState
from .moments import now
from .staging_room import tidy
from .store import Store

PATIENCE_SECONDS = 900
_MOST_AT_ONCE = 2
_TRIES, _BETWEEN_SECONDS = 60, 0.05
_slots = threading.BoundedSemaphore(_MOST_AT_ONCE)


def begin(
    store: Store, job: ImportJob, content: bytes | None = None, *, expected: Collection[ImportState] = ()
) -> bool:
    """Write *job*, whose state says what is to be done, and have it done by a process of its own.

    With *content* it is a new one, else it has to be in one of the *expected* states; False where it is not.
    """
    place = _lock_file(store, job)
    file = _locked(place)
    if file is None:
        return False
    if content is not None:
        store.add_import(job, content)
    elif not store.move_import(job, expected=expected):
        _unlock(place, file)
        return False
    threading.Thread(target=_look_after, args=(store, job, place, file), daemon=True).start()
    return True


def cancel(store: Store, job: ImportJob) -> bool:
    """End *job*; whoever works on it sees that. False where it was done already."""
    ended = replace(job, state="cancelled", changed_at=now())
    return store.move_import(ended, expected=("looking", "ready", "refused", "storing", "stopped"))


def as_it_is(store: Store, job: ImportJob) -> ImportJob:
    """*job*, stopped where nobody works on it any more although somebody should."""
    if job.state not in WORKING or is_locked(_lock_file(store, job)):
        return job
    stopped = replace(job, state="stopped", changed_at=now())
    if store.move_import(stopped, expected=(job.state,)):
        _lock_file(store, job).unlink(missing_ok=True)
        tidy(store)
        return stopped
    return store.import_job(job.shop, job.id) or job


def _look_after(store: Store, job: ImportJob, place: Path, file: int) -> None:
    """Wait for the process, and say what became of the job where it could not."""
    with _slots:
        command = [sys.executable, "-m", "comparison.storage.import_work", store.url, job.shop, job.id]
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)  # noqa: S603  Our own module.
        try:
            code = child.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            code = child.wait()
        finally:
            if child.stdin:
                child.stdin.close()
    if code:
        tidy(store)
    _conclude(store, job, code)
    _unlock(place, file)


def _conclude(store: Store, job: ImportJob, code: int) -> None:
    current = store.import_job(job.shop, job.id)
    if current is None or current.state != job.state:
        return
    too_long = code in {-signal.SIGXCPU, -signal.SIGKILL}
    fault = Fault(
        line=0,
        path="",
        reason=say("import.reason.too_much" if too_long else "import.reason.broken"),
        accepted="",
    )
    answer = kept(replace(read_looked(current.answer), fault=fault))
    store.move_import(
        replace(current, state="refused", answer=answer, changed_at=now()), expected=(job.state,)
    )


def _locked(place: Path) -> int | None:
    """The file of a job, locked, waited for while the work before it comes to its end.

    Raises:
        StoreUnusable: the disk knows no locks.
    """
    for _ in range(_TRIES):
        file = os.open(place, os.O_CREAT | os.O_RDWR, 0o600)
        # Where the work before it took the file away after it was opened, another one is begun.
        if lock(file, fcntl.LOCK_EX | fcntl.LOCK_NB, place) and place.exists():
            return file
        os.close(file)
        time.sleep(_BETWEEN_SECONDS)
    return None


def _unlock(place: Path, file: int) -> None:
    with contextlib.suppress(FileNotFoundError):
        place.unlink()
    os.close(file)


def _lock_file(store: Store, job: ImportJob) -> Path:
    return Path(f"{scheme_and_place(store.url)[1]}.import-{job.id}")
