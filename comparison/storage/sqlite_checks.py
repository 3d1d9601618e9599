"""Whether a file that is there already is a database of ours, whole, and not from a later release."""

from sqlite_utils import Database

from ..core.errors import StoreUnusable
from .sqlite_connections import Connections
from .sqlite_migrations import MIGRATIONS

# Takes about 0.1 s. Of a larger file only what is read is checked, document by document.
MOST_CHECKED_BYTES = 64_000_000

_TABLES = "select name from sqlite_master where type = 'table'"
_APPLIED = "select name from _sqlite_migrations where migration_set = ?"


def check(connections: Connections, *, whole: bool = False) -> None:
    """Look the file over; up to `MOST_CHECKED_BYTES`, or where the *whole* is asked for, every page of it.

    Raises:
        StoreUnusable: it is damaged, no database of ours, or was made by a later release.
    """
    if whole or connections.path.stat().st_size <= MOST_CHECKED_BYTES:
        _check_pages(connections)
    _check_schema(connections)
    # Only now: a database of another program is left as it is.
    connections.keep_a_log()


def _check_pages(connections: Connections) -> None:
    [(answer,)] = connections.rows("pragma integrity_check(1)", ())
    if answer != "ok":
        reason = (
            f"The database {connections.path} is damaged ({answer})."
            " Restore a backup: tier-compare restore FILE."
        )
        raise StoreUnusable(reason)


def _check_schema(connections: Connections) -> None:
    tables = {name for (name,) in connections.rows(_TABLES, ())}
    if not tables:
        return
    if MIGRATIONS.migrations_table not in tables:
        reason = f"{connections.path} is a database of another program."
        raise StoreUnusable(reason)
    # On an empty database every step is still to come.
    known = {step.name for step in MIGRATIONS.pending(Database(memory=True))}
    applied = {name for (name,) in connections.rows(_APPLIED, (MIGRATIONS.name,))}
    if applied - known:
        reason = f"The database {connections.path} was made by a later release ({max(applied - known)})."
        raise StoreUnusable(reason)
