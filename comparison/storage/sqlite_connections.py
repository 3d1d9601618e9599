"""Connections to one SQLite file: one for each thread, each set up for safety.

Two traps of the libraries are avoided here and nowhere else: a ``with`` block over a
connection does not make writes atomic, and a plain ``BEGIN`` fails at once when another
writer was faster. Every transaction begins with ``BEGIN IMMEDIATE``.
"""

import os
import threading
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlite_utils import Database

from .sqlite_driver import driver
from .sqlite_errors import unusable
from .waiting import file_of_waiting, waiting

BUSY_SECONDS = 10
_PRAGMAS = (
    "pragma foreign_keys = on",
    "pragma synchronous = full",
    "pragma journal_size_limit = 67108864",
    "pragma trusted_schema = off",
    "pragma cell_size_check = on",
)
_WAL = "pragma journal_mode = wal"
Parameters = Sequence[Any] | dict[str, Any]


class Connections:
    """Runs statements on the calling thread's own connection to *path*, which must exist."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._waiting = file_of_waiting(path)
        self._local = threading.local()
        # Weak: the connection of a thread that ended is closed with it.
        self._all: weakref.WeakSet[Database] = weakref.WeakSet()
        self._lock = threading.Lock()

    def database(self) -> Database:
        """The calling thread's connection, opened at its first use.

        Raises:
            StoreUnusable: the file is missing, damaged, locked or not a database.
        """
        database: Database | None = getattr(self._local, "database", None)
        if database is None:
            database = self._local.database = self._opened()
            with self._lock:
                self._all.add(database)
        return database

    def rows(self, statement: str, parameters: Parameters) -> list[tuple[Any, ...]]:
        """All rows at once: an open cursor would pin the thread to an old state of the file."""
        cursor = self.run(statement, parameters)
        try:
            return cursor.fetchall()
        except (driver.DatabaseError, UnicodeDecodeError) as error:
            raise unusable(error, self.path) from error

    def run(self, statement: str, parameters: Parameters) -> driver.Cursor:
        """Run one *statement*.

        Raises:
            StoreUnusable: the database did not answer. A broken constraint passes as the
                driver's own ``IntegrityError``, for the caller to say what it means.
        """
        database = self.database()
        try:
            return database.execute(statement, parameters)
        except (driver.IntegrityError, driver.ProgrammingError):
            raise
        except (driver.DatabaseError, UnicodeDecodeError) as error:
            raise unusable(error, self.path) from error

    def keep_a_log(self) -> None:
        """Readers and one writer at the same time; the file remembers it."""
        self.rows(_WAL, ())

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction; inside another one it is a part that can fail by itself.

        Raises RuntimeError inside of `reading`, whose end would take it back without a word.
        """
        database = self.database()
        if getattr(self._local, "reads", False):
            raise RuntimeError("Nothing is written while one moment is read.")
        if database.conn.in_transaction:
            yield from self._part(database)
            return
        with waiting(self._waiting):
            self.run("begin immediate", ())
        try:
            yield
            self.run("commit", ())
        except BaseException:
            self._roll_back(database)
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One moment of the file for all that is read inside; writers are not held up."""
        database = self.database()
        if database.conn.in_transaction:
            yield
            return
        # It only reads, so the trap of a plain BEGIN has nothing to catch here.
        self.run("begin", ())
        self._local.reads = True
        try:
            yield
        finally:
            self._local.reads = False
            self._roll_back(database)

    def _part(self, database: Database) -> Iterator[None]:
        try:
            with database.atomic():
                yield
        except driver.OperationalError as error:
            raise unusable(error, self.path) from error

    def close(self) -> None:
        """Close every thread's connection."""
        with self._lock:
            for database in self._all:
                database.close()
            self._all.clear()
        self._local = threading.local()

    def _opened(self) -> Database:
        address = f"file:{quote(os.fsencode(self.path))}?mode=rw"
        try:
            # Used by one thread only; the check is off so that `close` can close them all.
            connection = driver.connect(
                address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            database = Database(connection)
            for pragma in _PRAGMAS:
                database.execute(pragma).fetchall()
        except (driver.DatabaseError, UnicodeDecodeError) as error:
            raise unusable(error, self.path) from error
        return database

    def _roll_back(self, database: Database) -> None:
        try:
            database.rollback()
        except driver.DatabaseError:
            # A connection that cannot even undo is given up; closing it undoes what it began.
            self._local.database = None
            database.close()
