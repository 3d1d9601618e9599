"""Sessions, kept forms and counted attempts in SQLite."""

import msgspec
from sqlite_utils import Database

from .sessions import MOST_BUCKETS, MOST_PENDING, PendingRow, SessionRow
from .sqlite_connections import Connections
from .sqlite_rows import insert, read, select

_ADD = insert("sessions", SessionRow)
_ONE = select("sessions", SessionRow, "where digest = ?")
_TOUCH = "update sessions set seen_at = ? where digest = ?"
_END = "delete from sessions where digest = ?"
_END_HALVES = "delete from half_sessions where user = ?"
_END_ALL = "delete from sessions where user = ? and digest <> ?"
_DROP = "delete from sessions where made_at < ? or seen_at < ?"
_KEEP = insert("pending", PendingRow)
_FORGET_OLD = (
    "delete from pending where user = ? and id not in"
    " (select id from pending where user = ? order by made_at desc, id limit ?)"
)
_PENDING = select("pending", PendingRow, "where user = ? and id = ?")
_TAKE = "delete from pending where user = ? and id = ?"
_COUNT = (
    "insert into attempts (bucket, since, count) values (:bucket, :now, 1) on conflict (bucket) do update set"
    " count = case when since < :began then 1 else count + 1 end,"
    " since = case when since < :began then excluded.since else since end"
)
_COUNTED = "select count from attempts where bucket = ?"
_BOUND = (
    "delete from attempts where bucket in (select bucket from attempts where bucket <> ? order by since"
    " limit max(0, (select count(*) from attempts) - ?))"
)


def make_tables(db: Database) -> None:
    """Sessions and kept forms by digest and id; attempts by bucket."""
    for table, row, key in (("sessions", SessionRow, "digest"), ("pending", PendingRow, "id")):
        columns: dict[str, type] = dict.fromkeys(row.__struct_fields__, str)
        db.table(table).create(columns, pk=key, not_null=set(columns), strict=True)
        db.table(table).create_index(["user"])
    attempts: dict[str, type] = {"bucket": str, "since": str, "count": int}
    db.table("attempts").create(attempts, pk="bucket", not_null=set(attempts), strict=True)
    db.table("attempts").create_index(["since"])


class SqliteSessions:
    """Implements `SessionStore`."""

    _connections: Connections

    def add_session(self, row: SessionRow) -> None:
        with self._connections.writing():
            self._connections.run(_ADD, msgspec.structs.asdict(row))

    def session(self, digest: str) -> SessionRow | None:
        return next(iter(read(SessionRow, self._connections.rows(_ONE, (digest,)))), None)

    def touch_session(self, digest: str, seen_at: str) -> None:
        with self._connections.writing():
            self._connections.run(_TOUCH, (seen_at, digest))

    def end_session(self, digest: str) -> None:
        with self._connections.writing():
            self._connections.run(_END, (digest,))

    def end_sessions(self, user: str, *, but: str = "") -> int:
        with self._connections.writing():
            self._connections.run(_END_HALVES, (user,))
            return int(self._connections.run(_END_ALL, (user, but)).rowcount)

    def drop_sessions(self, *, made_before: str, seen_before: str) -> None:
        with self._connections.writing():
            self._connections.run(_DROP, (made_before, seen_before))

    def keep_pending(self, row: PendingRow) -> None:
        with self._connections.writing():
            self._connections.run(_KEEP, msgspec.structs.asdict(row))
            self._connections.run(_FORGET_OLD, (row.user, row.user, MOST_PENDING))

    def take_pending(self, user: str, id_: str) -> PendingRow | None:
        with self._connections.writing():
            found = read(PendingRow, self._connections.rows(_PENDING, (user, id_)))
            self._connections.run(_TAKE, (user, id_))
        return found[0] if found else None

    def count_attempt(self, bucket: str, now: str, *, window_began: str) -> int:
        with self._connections.writing():
            self._connections.run(_COUNT, {"bucket": bucket, "now": now, "began": window_began})
            self._connections.run(_BOUND, (bucket, MOST_BUCKETS))
            [(count,)] = self._connections.rows(_COUNTED, (bucket,))
        return int(count)

    def forget_attempts(self, bucket: str) -> None:
        with self._connections.writing():
            self._connections.run("delete from attempts where bucket = ?", (bucket,))
