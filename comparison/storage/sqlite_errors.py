"""The driver's errors as one clear sentence for the one who runs the server."""

from pathlib import Path

from ..core.errors import StoreUnusable
from .sqlite_driver import driver

_RESTORE = "Restore a backup: tier-compare restore FILE."
_SENTENCES = {
    "SQLITE_CORRUPT": "The database {path} is damaged ({detail}). " + _RESTORE,
    "SQLITE_NOTADB": "The file {path} is no database, or its beginning is damaged. " + _RESTORE,
    "SQLITE_BUSY": "Another program kept the database {path} locked for too long. Try again.",
    "SQLITE_LOCKED": "Another program kept the database {path} locked for too long. Try again.",
    "SQLITE_READONLY": "The database {path} cannot be written: the file or its disk is read-only.",
    "SQLITE_FULL": "The database {path} cannot grow: its disk is full.",
    "SQLITE_CANTOPEN": "The database {path} cannot be opened. Make it: tier-compare migrate.",
    "SQLITE_IOERR": "The disk of the database {path} failed ({detail}).",
}
_NO_TABLES = "The database {path} has no tables yet ({detail}). Make them: tier-compare migrate."
_OTHER = "The database {path} does not answer ({detail})."


def unusable(error: driver.DatabaseError | UnicodeDecodeError, path: Path) -> StoreUnusable:
    """What went wrong with the database at *path*, and what to do about it."""
    return StoreUnusable(_sentence(error).format(path=path, detail=error))


def _sentence(error: driver.DatabaseError | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError) or "UTF-8" in str(error):
        return _SENTENCES["SQLITE_CORRUPT"]
    # The name has its extension behind it: SQLITE_IOERR_WRITE, SQLITE_READONLY_DBMOVED.
    name = "_".join((getattr(error, "sqlite_errorname", None) or "").split("_")[:2])
    if name in _SENTENCES:
        return _SENTENCES[name]
    return _NO_TABLES if "no such table" in str(error) else _OTHER
