"""What pages are made from, ready, in SQLite."""

import json
from collections.abc import Iterable

import msgspec
from sqlite_utils import Database

from .prepared import PreparedRow
from .sqlite_connections import Connections

_COLUMNS = ("shop", "comparison", "digest", "query", "maker", "body")
_BODY = (
    "select body from prepared where shop = ? and comparison = ? and digest = ? and query = ? and maker = ?"
)
_PUT = (
    "insert into prepared (shop, comparison, digest, query, maker, body)"
    " values (:shop, :comparison, :digest, :query, :maker, :body)"
    " on conflict (shop, comparison, digest, query)"
    " do update set maker = excluded.maker, body = excluded.body"
)
_SWEEP = (
    "delete from prepared where shop = ? and comparison = ?"
    " and digest not in (select value from json_each(?))"
)


def make_tables(db: Database) -> None:
    """One row for each language and market of the edition that was live when it was made."""
    columns = {**dict.fromkeys(_COLUMNS, str), "body": bytes}
    db.table("prepared").create(
        columns, pk=("shop", "comparison", "digest", "query"), not_null=set(columns), strict=True
    )


class SqlitePrepared:
    """Implements `PreparedStore`."""

    _connections: Connections

    def prepared(self, shop: str, comparison: str, digest: str, query: str, maker: str) -> bytes | None:
        rows = self._connections.rows(_BODY, (shop, comparison, digest, query, maker))
        return rows[0][0] if rows else None

    def keep_prepared(
        self, shop: str, comparison: str, digests: Iterable[str], rows: Iterable[PreparedRow]
    ) -> None:
        with self._connections.writing():
            self._connections.run(_SWEEP, (shop, comparison, json.dumps(list(digests))))
            for row in rows:
                self._connections.run(_PUT, msgspec.structs.asdict(row))
