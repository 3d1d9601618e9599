"""Locks on files, by which processes of one machine know of each other."""

import fcntl
import os
from pathlib import Path

from ..core.errors import StoreUnusable


def lock(file: int, how: int, place: Path) -> bool:
    """Lock the open *file* at *place*; *how* is one of `fcntl.LOCK_…`. False where others forbid it at once.

    Raises:
        StoreUnusable: the disk knows no locks.
    """
    try:
        fcntl.flock(file, how)
    except BlockingIOError:
        return False
    except OSError as error:
        reason = f"The disk of {place} keeps no locks ({error.strerror}). Put the database on one that does."
        raise StoreUnusable(reason) from error
    return True


def is_locked(place: Path) -> bool:
    """Whether anybody holds a lock on the file at *place*; nobody does where there is no file.

    Raises StoreUnusable as `lock` does.
    """
    try:
        file = os.open(place, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        return not lock(file, fcntl.LOCK_EX | fcntl.LOCK_NB, place)
    finally:
        os.close(file)
