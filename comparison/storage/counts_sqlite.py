"""Counts in SQLite."""

from collections.abc import Iterable

import msgspec
from sqlite_utils import Database

from .counts import CountKind, CountRow
from .sqlite_connections import Connections
from .sqlite_rows import insert, read, select

_KEY = ("shop", "day", "comparison", "kind", "key")
_SET = insert("counts", CountRow, replacing=True)
_ADD = insert("counts", CountRow) + " on conflict do update set count = count + excluded.count"
_ORDER = "order by day, comparison, kind, key"
_ALL = select("counts", CountRow, f"where shop = ? and day >= ? {_ORDER}")
_TOTALS = (
    "select comparison, sum(count) from counts where shop = ? and kind = ? and day >= ? group by comparison"
)
_OF_ONE = select("counts", CountRow, f"where shop = ? and day >= ? and comparison = ? {_ORDER}")


def make_tables(db: Database) -> None:
    """Counts by shop, day, comparison and what was counted."""
    columns: dict[str, type] = dict.fromkeys(CountRow.__struct_fields__, str) | {"count": int}
    db.table("counts").create(columns, pk=_KEY, not_null=set(columns), strict=True)


class SqliteCounts:
    """Implements `CountStore`."""

    _connections: Connections

    def add_counts(self, rows: Iterable[CountRow]) -> None:
        with self._connections.writing():
            for row in rows:
                self._connections.run(_ADD, msgspec.structs.asdict(row))

    def set_count(self, row: CountRow) -> None:
        with self._connections.writing():
            self._connections.run(_SET, msgspec.structs.asdict(row))

    def counts(self, shop: str, since: str, comparison: str = "") -> list[CountRow]:
        if comparison:
            return read(CountRow, self._connections.rows(_OF_ONE, (shop, since, comparison)))
        return read(CountRow, self._connections.rows(_ALL, (shop, since)))

    def count_totals(self, shop: str, kind: CountKind, since: str) -> dict[str, int]:
        return {one: int(count) for one, count in self._connections.rows(_TOTALS, (shop, kind, since))}
