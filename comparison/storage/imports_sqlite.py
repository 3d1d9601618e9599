"""Imports under way in SQLite, their files, and what columns mean."""

from collections.abc import Collection

import msgspec
from sqlite_utils import Database

from .imports import ENDED, MOST_JOBS, MOST_KEPT_FILES, ImportJob, ImportState
from .sqlite_connections import Connections
from .sqlite_rows import insert, read, select

_ADD = insert("imports", ImportJob)
_ADD_FILE = "insert into import_files (shop, id, content) values (?, ?, ?)"
_ONE = select("imports", ImportJob, "where shop = ? and id = ?")
_NEWEST = select("imports", ImportJob, "where shop = ? order by made_at desc, id limit ?").replace(
    "wishes, answer", "'{}', ''"
)
_CONTENT = "select content from import_files where shop = ? and id = ?"
_MOVE = (
    "update imports set state = :state, wishes = :wishes, answer = :answer, walked = :walked, total = :total,"
    " changed_at = :changed_at where shop = :shop and id = :id"
    " and state in (select value from json_each(:expected))"
)
_NOTE = "update imports set walked = ?, total = ? where shop = ? and id = ?"
_DROP_FILE = "delete from import_files where shop = ? and id = ?"
_OLD = "(select id from imports where shop = ? order by made_at desc, id limit ?)"
_DROP_FILES = f"delete from import_files where shop = ? and id not in {_OLD}"  # noqa: S608  Our own words.
_DROP_JOBS = f"delete from imports where shop = ? and id not in {_OLD}"  # noqa: S608  Our own words.
_KEEP = "insert or replace into import_mappings (shop, header, document, kept_at) values (?, ?, ?, ?)"
_KEPT = "select document from import_mappings where shop = ? and header = ?"


def make_tables(db: Database) -> None:
    """Jobs and files by shop and id, mappings by shop and header."""
    whole = {"size", "walked", "total"}
    job: dict[str, type] = {name: int if name in whole else str for name in ImportJob.__struct_fields__}
    db.table("imports").create(job, pk=("shop", "id"), not_null=set(job), strict=True)
    db.table("imports").create_index(["shop", "made_at"])
    file: dict[str, type] = {"shop": str, "id": str, "content": bytes}
    db.table("import_files").create(file, pk=("shop", "id"), not_null=set(file), strict=True)
    mapping = dict.fromkeys(("shop", "header", "document", "kept_at"), str)
    db.table("import_mappings").create(mapping, pk=("shop", "header"), not_null=set(mapping), strict=True)


class SqliteImports:
    """Implements `ImportStore`."""

    _connections: Connections

    def add_import(self, job: ImportJob, content: bytes) -> None:
        with self._connections.writing():
            self._connections.run(_ADD, msgspec.structs.asdict(job))
            self._connections.run(_ADD_FILE, (job.shop, job.id, content))
            self._connections.run(_DROP_FILES, (job.shop, job.shop, MOST_KEPT_FILES))
            self._connections.run(_DROP_JOBS, (job.shop, job.shop, MOST_JOBS))

    def import_job(self, shop: str, id_: str) -> ImportJob | None:
        return next(iter(read(ImportJob, self._connections.rows(_ONE, (shop, id_)))), None)

    def import_jobs(self, shop: str, *, limit: int = 10) -> list[ImportJob]:
        return read(ImportJob, self._connections.rows(_NEWEST, (shop, limit)))

    def import_content(self, shop: str, id_: str) -> bytes | None:
        rows = self._connections.rows(_CONTENT, (shop, id_))
        return bytes(rows[0][0]) if rows else None

    def move_import(self, job: ImportJob, *, expected: Collection[ImportState]) -> bool:
        states = msgspec.json.encode(list(expected)).decode()
        with self._connections.writing():
            values = msgspec.structs.asdict(job) | {"expected": states}
            moved = self._connections.run(_MOVE, values).rowcount == 1
            if moved and job.state in ENDED:
                self._connections.run(_DROP_FILE, (job.shop, job.id))
        return moved

    def note_import(self, shop: str, id_: str, walked: int, total: int) -> None:
        with self._connections.writing():
            self._connections.run(_NOTE, (walked, total, shop, id_))

    def keep_mapping(self, shop: str, header: str, document: str, at: str) -> None:
        with self._connections.writing():
            self._connections.run(_KEEP, (shop, header, document, at))

    def kept_mapping(self, shop: str, header: str) -> str | None:
        rows = self._connections.rows(_KEPT, (shop, header))
        return rows[0][0] if rows else None
