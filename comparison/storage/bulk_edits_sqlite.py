"""Many records at once in SQLite: one statement for each, and nothing read meanwhile."""

import json
from collections.abc import Callable, Sequence
from typing import get_args

from ..core.errors import StaleRevision
from ..core.publication import digest
from .bulk_edits import EditedKind, Rewritten
from .sqlite_connections import Connections
from .staging_sqlite import put_in_order

# A record that is taken away keeps the digest of what it was, as with a single deletion.
_REWRITE = {
    kind: f"update {kind} set revision = revision + 1, document = nullif(?, ''),"  # noqa: S608  Our own words.
    " digest = coalesce(?, digest), updated_at = ?, updated_by = ?"
    " where shop = ? and key = ? and revision = ?"
    for kind in get_args(EditedKind)
}
_REVISION = {
    kind: f"select revision from {kind} where shop = ? and key = ?"  # noqa: S608  Our own words.
    for kind in get_args(EditedKind)
}

_GONE = {
    kind: f"select key, revision from {kind} where shop = ? and document is null"  # noqa: S608  Our own words.
    " and key in (select value from json_each(?))"
    for kind in get_args(EditedKind)
}


class SqliteBulkEdits:
    """Implements `BulkEditStore`."""

    _connections: Connections
    _clock: Callable[[], str]

    def rewrite(self, shop: str, kind: EditedKind, rows: Sequence[Rewritten], *, by: str) -> None:
        at = self._clock()
        values = [
            (row.document.decode(), digest(row.document) if row.document else None, at, by, shop, row.key)
            for row in rows
        ]
        put_in_order(self._connections, shop, kind, [row.key for row in rows])
        # No part of its own in the transaction: beside triggers a savepoint makes each row dearer than the
        # last (10,000 rows take 2.0 s instead of 0.14 s).
        for row, value in zip(rows, values, strict=True):
            if self._connections.run(_REWRITE[kind], (*value, row.revision)).rowcount != 1:
                there = self._connections.rows(_REVISION[kind], (shop, row.key))
                raise StaleRevision(row.key, row.revision, there[0][0] if there else 0, None)

    def gone_at(self, shop: str, kind: EditedKind, keys: Sequence[str]) -> dict[str, int]:
        return dict(self._connections.rows(_GONE[kind], (shop, json.dumps(list(keys)))))
