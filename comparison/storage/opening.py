"""Opens the store that an address names, or says in one sentence why it cannot be used."""

import os
import re
from pathlib import Path

from ..core.errors import StoreUnusable
from .sqlite import SqliteStore
from .sqlite_driver import driver
from .store import Store

_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]+):(?P<place>.*)", re.DOTALL)
# Before it, two connections that write and checkpoint at the same moment can damage the file.
_OLDEST_SQLITE = (3, 51, 3)


def open_store(url: str) -> Store:
    """The store at ``sqlite:PATH``, or at a plain path. Nothing is made or changed yet; a file
    that is not there is made by the store's `migrate`.

    Raises:
        StoreUnusable: an unknown scheme, no such folder, a file that cannot be written, is
            damaged, or was made by a newer release, or too old an SQLite.
    """
    named = _SCHEME.fullmatch(url)
    if named and named["scheme"] != "sqlite":
        reason = f"There is no engine for {named['scheme']}: (only for sqlite:PATH)."
        raise StoreUnusable(reason)
    return _open_sqlite(named["place"] if named else url)


def restoring(database: Path) -> Path:
    """Where lies what a restore takes the place of, from its first move to its last."""
    return Path(f"{database}.restoring")


def _open_sqlite(place: str) -> SqliteStore:
    if driver.sqlite_version_info < _OLDEST_SQLITE:
        oldest = ".".join(str(part) for part in _OLDEST_SQLITE)
        reason = f"SQLite {driver.sqlite_version} can damage a database; {oldest} or later is needed."
        raise StoreUnusable(reason)
    if place in {"", ":memory:"} or place.startswith("//"):
        reason = "A database needs a path, as in sqlite:tier-compare.db."
        raise StoreUnusable(reason)
    path = Path(place).absolute()
    _check_place(path)
    store = SqliteStore(path)
    if path.exists():
        try:
            store.check()
        except StoreUnusable:
            store.close()
            raise
    return store


def _check_place(path: Path) -> None:
    try:
        reason = _unfit(path)
    except OSError as error:  # Its name is too long, or a folder above it may not be read.
        reason = f"The database {path} cannot be reached ({error.strerror})."
    if reason:
        raise StoreUnusable(reason)


def _unfit(path: Path) -> str | None:
    folder = path.parent
    if not folder.is_dir():
        return f"There is no folder {folder} for the database."
    if path.is_dir():
        return f"{path} is a folder, not a database."
    if not os.access(folder, os.W_OK):
        return f"The folder {folder} of the database cannot be written."
    if not path.exists():
        return _cut_off_restore(path)
    if not os.access(path, os.R_OK | os.W_OK):
        return f"The database {path} cannot be read and written by this user."
    return _lost_beginning(path)


def _cut_off_restore(path: Path) -> str | None:
    """A new database would hide that the old one lies aside."""
    if restoring(path).exists():
        return f"A restore of the database {path} was cut off. Run it again: tier-compare restore FILE."
    return None


def _lost_beginning(path: Path) -> str | None:
    """An empty file with a full log beside it was cut off; the driver would throw the log away."""
    log = Path(f"{path}-wal")
    if path.stat().st_size == 0 and log.exists() and log.stat().st_size > 0:
        return f"The database {path} is damaged (cut off). Restore a backup: tier-compare restore FILE."
    return None
