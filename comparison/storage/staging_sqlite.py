"""Records that lie ready, in SQLite: in columns of their own beside the record that counts."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

import msgspec
from sqlite_utils import Database

from ..core.errors import StoreUnusable
from ..core.publication import digest
from .sqlite_connections import Connections
from .sqlite_rows import insert, read, select
from .staging import Batch, StagedRow

KINDS = ("category", "product", "add_on", "persona", "comparison")
# Waiting for the disk is most of a short transaction. And whoever fills the log beyond so many pages writes
# them into the file: it shall not be the others. The usual 2 MB of pages are too few for the indexes.
_LIGHT = ("pragma synchronous = normal", "pragma wal_autocheckpoint = 250", "pragma cache_size = -16000")
_USUAL = ("pragma synchronous = full", "pragma wal_autocheckpoint = 1000")
_OVERTAKEN = "batch is not null and revision is not made_from and not (document is null and made_from = 0)"
_ADD = insert("import_batches", Batch)
_ALL = select("import_batches", Batch, "order by at, id")
_ANY_LIVE = "select 1 from import_batches where is_live limit 1"
_GO_LIVE = "update import_batches set is_live = 1 where id = ?"
_END = "delete from import_batches where id = ?"
# The kinds are literals of this file, so nothing typed by anyone reaches these statements.
_STAGE = {
    kind: f"insert into {kind} (shop, key, revision, document, digest, updated_at, updated_by,"  # noqa: S608
    " staged, staged_digest, made_from, batch) values (?, ?, 0, null, '', ?, ?, ?, ?, ?, ?)"
    " on conflict (shop, key) do update set staged = excluded.staged,"
    " staged_digest = excluded.staged_digest, made_from = excluded.made_from, batch = excluded.batch"
    f" where case when {kind}.batch is excluded.batch then {kind}.staged is not excluded.staged"
    f" or {kind}.made_from is not excluded.made_from else {kind}.document is not excluded.staged end"
    for kind in KINDS
}
# With the plus the keys are looked up one by one; the index of batches would be walked through at each call.
_STAGED = {
    kind: f"select key, cast(staged as blob), made_from from {kind}"  # noqa: S608
    " where shop = ? and +batch = ? and key in (select value from json_each(?))"
    for kind in KINDS
}
_OVERTAKEN_OF = {
    kind: f"select '{kind}', key from {kind} where batch = ? and {_OVERTAKEN}"  # noqa: S608
    for kind in KINDS
}
_SETTLE = {
    kind: f"update {kind} set document = staged, digest = staged_digest, revision = revision + 1,"  # noqa: S608
    f" updated_at = (select at from import_batches where id = {kind}.batch),"
    f" updated_by = (select by from import_batches where id = {kind}.batch),"
    " staged = null, staged_digest = null, made_from = null, batch = null where "
    for kind in KINDS
}
_SETTLE_SOME = {
    kind: f"{settle}rowid in (select rowid from {kind} where batch = ? limit ?)"  # noqa: S608
    for kind, settle in _SETTLE.items()
}
_SETTLE_ONE = {
    kind: f"{settle}shop = ? and key = ?"  # noqa: S608
    " and batch in (select id from import_batches where is_live)"
    for kind, settle in _SETTLE.items()
}
_DROP_NEW = {
    kind: f"delete from {kind} where rowid in (select rowid from {kind}"  # noqa: S608
    " where batch = ? and revision = 0 and document is null limit ?)"
    for kind in KINDS
}
_CLEAR = {
    kind: f"update {kind} set staged = null, staged_digest = null, made_from = null, batch = null"  # noqa: S608
    f" where rowid in (select rowid from {kind} where batch = ? limit ?)"
    for kind in KINDS
}


def make_tables(db: Database) -> None:
    """Room for one more record in every row, and the batches."""
    columns: dict[str, type] = dict.fromkeys(Batch.__struct_fields__, str) | {"is_live": int}
    db.table("import_batches").create(columns, pk="id", not_null=set(columns), strict=True)
    for kind in KINDS:
        for column in ("staged text", "staged_digest text", "made_from integer", "batch text"):
            db.execute(f"alter table {kind} add column {column}")
        db.execute(f"create index {kind}_batch on {kind} (batch) where batch is not null")
        # Asked while everybody waits, so that it holds nothing but what was overtaken.
        db.execute(f"create index {kind}_overtaken on {kind} (batch, key) where {_OVERTAKEN}")


def put_in_order(connections: Connections, shop: str, kind: str, keys: Collection[str]) -> None:
    """Put the rows of *keys* in order before they are written, inside of the transaction that writes them."""
    if kind in KINDS and connections.rows(_ANY_LIVE, ()):
        for key in keys:
            connections.run(_SETTLE_ONE[kind], (shop, key))


class SqliteStaging:
    """Implements `StagingStore`."""

    _connections: Connections

    @contextmanager
    def lightly(self) -> Iterator[None]:
        if self._connections.database().conn.in_transaction:
            yield
            return
        for pragma in _LIGHT:
            self._connections.rows(pragma, ())
        try:
            yield
        finally:
            for pragma in _USUAL:
                self._connections.rows(pragma, ())

    def add_batch(self, batch: Batch) -> None:
        with self._connections.writing():
            self._connections.run(_ADD, msgspec.structs.asdict(batch))

    def batches(self) -> list[Batch]:
        return [
            msgspec.structs.replace(one, is_live=bool(one.is_live))
            for one in read(Batch, self._connections.rows(_ALL, ()))
        ]

    def stage(self, batch: Batch, kind: str, rows: Sequence[StagedRow]) -> int:
        values = [
            (batch.shop, row.key, batch.at, batch.by, row.document.decode(), digest(row.document),
             row.made_from, batch.id)
            for row in rows
        ]  # fmt: skip
        with self._connections.writing():
            return sum(self._connections.run(_STAGE[kind], one).rowcount for one in values)

    def staged(self, batch: Batch, kind: str, keys: Collection[str]) -> dict[str, StagedRow]:
        if kind not in KINDS:
            return {}
        asked = (batch.shop, batch.id, msgspec.json.encode(list(keys)).decode())
        return {row.key: row for row in read(StagedRow, self._connections.rows(_STAGED[kind], asked))}

    def overtaken(self, batch: Batch) -> list[tuple[str, str]]:
        found = (self._connections.rows(statement, (batch.id,)) for statement in _OVERTAKEN_OF.values())
        return [(kind, key) for rows in found for kind, key in rows]

    def go_live(self, batch: Batch) -> None:
        with self._connections.writing():
            if self._connections.run(_GO_LIVE, (batch.id,)).rowcount != 1:
                reason = "What lay ready was taken away meanwhile."
                raise StoreUnusable(reason)

    def settle(self, batch: Batch, *, limit: int) -> int:
        return self._end_some(batch, [_SETTLE_SOME[kind] for kind in KINDS], limit)

    def discard(self, batch: Batch, *, limit: int) -> int:
        statements = [one[kind] for kind in KINDS for one in (_DROP_NEW, _CLEAR)]
        return self._end_some(batch, statements, limit)

    def _end_some(self, batch: Batch, statements: Sequence[str], limit: int) -> int:
        done = 0
        with self._connections.writing():
            for statement in statements:
                done += self._connections.run(statement, (batch.id, limit - done)).rowcount
                if done >= limit:
                    return done
            self._connections.run(_END, (batch.id,))
        return done
