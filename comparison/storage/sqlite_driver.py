"""The driver that sqlite-utils uses too. It brings its own SQLite; the machine's may be too old."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3 as driver  # The same interface, with types.
else:
    import pysqlite3 as driver

__all__ = ["driver"]
