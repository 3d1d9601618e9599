"""Saved searches in SQLite."""

import msgspec
from sqlite_utils import Database

from .saved_searches import SavedSearch
from .sqlite_connections import Connections
from .sqlite_rows import insert, read, select

_COLUMNS = SavedSearch.__struct_fields__
_ALL = select("saved_searches", SavedSearch, "where shop = ? order by name, key")
_KEEP = insert("saved_searches", SavedSearch, replacing=True)
_FORGET = "delete from saved_searches where shop = ? and key = ?"


def make_tables(db: Database) -> None:
    """One row for each search."""
    db.table("saved_searches").create(
        dict.fromkeys(_COLUMNS, str), pk=("shop", "key"), not_null=set(_COLUMNS), strict=True
    )


class SqliteSavedSearches:
    """Implements `SavedSearchStore`."""

    _connections: Connections

    def saved_searches(self, shop: str) -> list[SavedSearch]:
        return read(SavedSearch, self._connections.rows(_ALL, (shop,)))

    def keep_search(self, row: SavedSearch) -> None:
        with self._connections.writing():
            self._connections.run(_KEEP, msgspec.structs.asdict(row))

    def forget_search(self, shop: str, key: str) -> None:
        with self._connections.writing():
            self._connections.run(_FORGET, (shop, key))
