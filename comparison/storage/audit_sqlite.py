"""The audit log in SQLite."""

import msgspec
from sqlite_utils import Database

from .audit import AuditRow
from .sqlite_connections import Connections
from .sqlite_rows import read, select

_FIELDS = AuditRow.__struct_fields__
_ADD = (
    f"insert into audit (place, {', '.join(_FIELDS)})"  # noqa: S608  Our own words.
    f" select coalesce(max(place), 0) + 1, {', '.join(f':{one}' for one in _FIELDS)} from audit"
    " where shop = :shop"
)
_PAGE = (
    f"select place, {', '.join(_FIELDS)} from audit"  # noqa: S608  Our own words.
    " where shop = :shop and (:before = 0 or place < :before) order by place desc limit :limit"
)
_OF = select("audit", AuditRow, "where shop = ? and kind = ? and key = ? order by place desc limit ?")


def make_tables(db: Database) -> None:
    """Lines by shop and place; a trigger for each verb keeps them as they are."""
    columns: dict[str, type] = {"place": int} | dict.fromkeys(_FIELDS, str)
    db.table("audit").create(columns, pk=("shop", "place"), not_null=set(columns), strict=True)
    db.table("audit").create_index(["shop", "kind", "key", "place"])
    for verb in ("update", "delete"):
        db.execute(
            f"create trigger audit_no_{verb} before {verb} on audit"
            " begin select raise(abort, 'audit only grows'); end"
        )


class SqliteAudit:
    """Implements `AuditStore`."""

    _connections: Connections

    def add_audit(self, row: AuditRow) -> None:
        with self._connections.writing():
            self._connections.run(_ADD, msgspec.structs.asdict(row))

    def audit(self, shop: str, *, before: int = 0, limit: int = 100) -> list[tuple[int, AuditRow]]:
        rows = self._connections.rows(_PAGE, {"shop": shop, "before": before, "limit": limit})
        lines = read(AuditRow, [row[1:] for row in rows])
        return [(int(row[0]), line) for row, line in zip(rows, lines, strict=True)]

    def audit_of(self, shop: str, kind: str, key: str, *, limit: int = 20) -> list[AuditRow]:
        return read(AuditRow, self._connections.rows(_OF, (shop, kind, key, limit)))
