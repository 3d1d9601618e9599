"""Locks on files, by which processes of one machine know of each other."""

import fcntl
import os
from pathlib import Path


def is_locked(place: Path) -> bool:
    """Whether anybody holds a lock on the file at *place*; nobody does where there is no file."""
    try:
        lock = os.open(place, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False
