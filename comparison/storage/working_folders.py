"""Hidden folders in which one process works, and clearing away those whose process was killed."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..core.errors import StoreUnusable
from .file_locks import is_locked, lock

_PREFIX = ".tier-compare-"


@contextmanager
def working_folder(beside: Path) -> Iterator[Path]:
    """A folder in *beside* for the owner alone, gone afterwards; those of processes that are gone go first.

    A process holds a lock on its folder as long as it lives; on a disk that keeps no locks nothing is
    cleared.
    """
    folder, held = _taken(beside)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
        os.close(held)


def _taken(beside: Path) -> tuple[Path, int]:
    """A new folder and the open file by which it is locked."""
    around = os.open(beside, os.O_RDONLY)
    try:
        # One at a time: between its making and its lock a folder looks like one that was left.
        if has_locks := _locks(around, beside):
            _clear(beside)
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=beside))
        held = os.open(folder, os.O_RDONLY)
        if has_locks:
            lock(held, fcntl.LOCK_EX | fcntl.LOCK_NB, folder)
    finally:
        os.close(around)
    return folder, held


def _locks(file: int, place: Path) -> bool:
    try:
        return lock(file, fcntl.LOCK_EX, place)
    except StoreUnusable:
        return False


def _clear(beside: Path) -> None:
    for folder in beside.glob(f"{_PREFIX}*"):
        # What belongs to somebody else stays.
        with suppress(OSError):
            if folder.is_dir() and not folder.is_symlink() and not is_locked(folder):
                shutil.rmtree(folder)
