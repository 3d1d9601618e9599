"""Watches in SQLite."""

import msgspec
from sqlite_utils import Database

from .sqlite_connections import Connections
from .watches import WatchRow

_FIELDS = WatchRow.__struct_fields__
_ONE = f"select {', '.join(_FIELDS)} from watches where shop = ? and source = ?"  # noqa: S608  Our own words.
_VALUES = ", ".join(f":{one}" for one in _FIELDS)
_SAVE = f"insert or replace into watches ({', '.join(_FIELDS)}) values ({_VALUES})"  # noqa: S608  Our own words.


def make_tables(db: Database) -> None:
    """Sources that are watched, by shop and by path or address."""
    columns: dict[str, type] = dict.fromkeys(_FIELDS, str)
    db.table("watches").create(columns, pk=("shop", "source"), not_null=set(columns), strict=True)


class SqliteWatches:
    """Implements `WatchStore`."""

    _connections: Connections

    def watched(self, shop: str, source: str) -> WatchRow | None:
        rows = self._connections.rows(_ONE, (shop, source))
        return WatchRow(**dict(zip(_FIELDS, rows[0], strict=True))) if rows else None

    def save_watched(self, row: WatchRow) -> None:
        with self._connections.writing():
            self._connections.run(_SAVE, msgspec.structs.asdict(row))
