"""The SQLite engine. Each method is one statement, or one transaction of a few."""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import msgspec

from ..core.errors import NotFound, StaleRevision
from ..core.publication import digest
from . import moments
from . import sqlite_statements as sql
from .accounts_sqlite import SqliteAccounts
from .audit_sqlite import SqliteAudit
from .bulk_edits_sqlite import SqliteBulkEdits
from .checkouts_sqlite import SqliteCheckouts
from .counts_sqlite import SqliteCounts
from .factors_sqlite import SqliteFactors
from .imports_sqlite import SqliteImports
from .picture_uses_sqlite import SqlitePictureUses
from .prepared_sqlite import SqlitePrepared
from .product_search_sqlite import SqliteProductSearch
from .records import read_record, stored_document
from .reviews_sqlite import SqliteReviews
from .saved_searches_sqlite import SqliteSavedSearches
from .sessions_sqlite import SqliteSessions
from .sqlite_checks import check
from .sqlite_connections import Connections
from .sqlite_driver import driver
from .sqlite_errors import unusable
from .sqlite_migrations import MIGRATIONS
from .staging_sqlite import SqliteStaging, put_in_order
from .store import KINDS, AnyRecord, EditionRow, Kind, LiveEntry, ProductEditionRow, Stored
from .tokens_sqlite import SqliteTokens
from .watches_sqlite import SqliteWatches

_SCAN_ROWS = 200


class SqliteStore(
    SqliteAccounts,
    SqliteAudit,
    SqliteBulkEdits,
    SqliteCheckouts,
    SqliteCounts,
    SqliteFactors,
    SqliteImports,
    SqlitePictureUses,
    SqlitePrepared,
    SqliteProductSearch,
    SqliteReviews,
    SqliteSavedSearches,
    SqliteSessions,
    SqliteStaging,
    SqliteTokens,
    SqliteWatches,
):
    """Implements `Store` on one file. Any thread may use it; each gets its own connection."""

    def __init__(self, path: Path, *, clock: Callable[[], str] = moments.now) -> None:
        self.path = path
        self._clock = clock
        self._connections = Connections(path)

    @property
    def url(self) -> str:
        return f"sqlite:{self.path}"

    def close(self) -> None:
        self._connections.close()

    def ping(self) -> None:
        self._connections.rows(sql.ANY_LIVE, ())

    def check(self, *, whole: bool = False) -> None:
        """Raises StoreUnusable where the file is damaged, not ours, or from a later release."""
        check(self._connections, whole=whole)

    def migrate(self) -> list[str]:
        if not self.path.exists():
            # Made here and not by the driver, so that no moment passes in which others may read it.
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        self._connections.keep_a_log()
        with self.writing():
            database = self._connections.database()
            try:
                names = [migration.name for migration in MIGRATIONS.pending(database)]
                MIGRATIONS.apply(database)
            except driver.DatabaseError as error:
                raise unusable(error, self.path) from error
        return names

    def writing(self) -> AbstractContextManager[None]:
        return self._connections.writing()

    def reading(self) -> AbstractContextManager[None]:
        return self._connections.reading()

    def shops(self) -> list[str]:
        return [shop for (shop,) in self._connections.rows(sql.SHOPS, ())]

    def get(self, shop: str, kind: Kind, key: str) -> Stored | None:
        rows = self._connections.rows(sql.GET[kind], (shop, key))
        return _stored(shop, kind, rows[0]) if rows else None

    def get_many(self, shop: str, kind: Kind, keys: Sequence[str]) -> dict[str, Stored]:
        rows = self._connections.rows(sql.GET_MANY[kind], (shop, json.dumps(list(keys))))
        return {row[0]: _stored(shop, kind, row) for row in rows}

    def page(self, shop: str, kind: Kind, *, after: str = "", limit: int = 1_000) -> list[Stored]:
        rows = self._connections.rows(sql.PAGE[kind], (shop, after, limit))
        return [_stored(shop, kind, row) for row in rows]

    def live_products_named(self, shop: str, words: str, now: str, *, limit: int) -> list[str]:
        escaped = re.sub(r"([\\%_])", r"\\\1", words)
        named = {"shop": shop, "words": f"%{escaped}%", "now": now, "limit": limit}
        return [key for (key,) in self._connections.rows(sql.LIVE_NAMED_LIKE, named)]

    def scan(self, shop: str, kind: Kind) -> Iterator[Stored]:
        after = ""
        while page := self.page(shop, kind, after=after, limit=_SCAN_ROWS):
            yield from page
            after = page[-1].record.key

    def save(self, shop: str, record: AnyRecord, *, expected: int | None, by: str) -> int:
        kind = KINDS[type(record)]
        row = self._row(shop, record, by)
        with self.writing():
            self._found(shop, kind, record.key, expected)
            put_in_order(self._connections, shop, kind, (record.key,))
            self._connections.run(sql.SAVE[kind], row)
            [(revision,)] = self._connections.rows(sql.REVISION[kind], (shop, record.key))
        return int(revision)

    def save_all(self, shop: str, records: Iterable[AnyRecord], *, by: str) -> int:
        changed = 0
        # The usual 2 MB would be written to the log and read again many times in one large transaction.
        self._connections.run("pragma cache_size = -16000", ())
        with self.writing():
            for record in records:
                kind, row = KINDS[type(record)], self._row(shop, record, by)
                put_in_order(self._connections, shop, kind, (record.key,))
                changed += self._connections.run(sql.SAVE[kind], row).rowcount
        return changed

    def delete(self, shop: str, kind: Kind, key: str, *, expected: int | None, by: str) -> None:
        with self.writing():
            if self._found(shop, kind, key, expected) == 0:
                raise NotFound(kind, key)
            put_in_order(self._connections, shop, kind, (key,))
            self._connections.run(sql.DELETE[kind], (self._clock(), by, shop, key))

    def add_edition(self, row: EditionRow) -> None:
        values = (row.shop, row.comparison, row.number, row.digest, row.published_at)
        more = (row.published_by, row.note, row.document.decode())
        with self.writing():
            try:
                self._connections.run(sql.ADD_EDITION, (*values, *more))
                self._connections.run(sql.INDEX_PRODUCTS, values[:3])
            except driver.IntegrityError:
                there = self.edition(row.shop, row.comparison, row.number)
                raise StaleRevision(row.comparison, row.number - 1, row.number, there) from None

    def add_product_editions(self, rows: Iterable[ProductEditionRow]) -> None:
        with self.writing():
            for row in rows:
                self._add_product_edition(row)

    def add_live(self, entry: LiveEntry) -> None:
        with self.writing():
            try:
                self._connections.run(sql.ADD_LIVE, msgspec.structs.asdict(entry))
            except driver.IntegrityError:
                raise NotFound("edition", f"{entry.comparison}/{entry.number}") from None

    def live(self, shop: str, comparison: str, now: str) -> EditionRow | None:
        rows = self._connections.rows(sql.LIVE, {"shop": shop, "comparison": comparison, "now": now})
        return _edition(rows[0]) if rows else None

    def live_digest(self, shop: str, comparison: str, now: str) -> str | None:
        rows = self._connections.rows(sql.LIVE_DIGEST, (shop, comparison, now))
        return rows[0][0] if rows else None

    def live_product(self, shop: str, product: str, now: str | None = None) -> ProductEditionRow | None:
        named = {"shop": shop, "product": product, "now": now or self._clock()}
        rows = self._connections.rows(sql.LIVE_PRODUCT, named)
        row = _product_edition(rows[0]) if rows else None
        return row if row and row.document else None

    def product_editions(self, shop: str, product: str) -> list[ProductEditionRow]:
        rows = self._connections.rows(sql.PRODUCT_EDITIONS, {"shop": shop, "product": product})
        return [_product_edition(row) for row in rows]

    def edition(self, shop: str, comparison: str, number: int) -> EditionRow | None:
        named = {"shop": shop, "comparison": comparison, "number": number}
        rows = self._connections.rows(sql.EDITION, named)
        return _edition(rows[0]) if rows else None

    def editions_with(self, shop: str, product: str) -> list[tuple[str, int]]:
        return [(key, number) for key, number in self._connections.rows(sql.EDITIONS_WITH, (shop, product))]

    def editions(self, shop: str, comparison: str) -> list[EditionRow]:
        rows = self._connections.rows(sql.EDITIONS, {"shop": shop, "comparison": comparison})
        return [_edition(row) for row in rows]

    def live_log(self, shop: str, comparison: str) -> list[LiveEntry]:
        rows = self._connections.rows(sql.LIVE_LOG, (shop, comparison))
        return [_live_entry(row) for row in rows]

    def scheduled(self, shop: str, after: str) -> list[LiveEntry]:
        return [_live_entry(row) for row in self._connections.rows(sql.SCHEDULED, (shop, after))]

    def live_comparisons(self, shop: str, now: str) -> list[str]:
        return [key for (key,) in self._connections.rows(sql.LIVE_COMPARISONS, (shop, now))]

    def _row(self, shop: str, record: AnyRecord, by: str) -> tuple[str, ...]:
        document = stored_document(shop, record)
        return shop, record.key, document.decode(), digest(document), self._clock(), by

    def _found(self, shop: str, kind: Kind, key: str, expected: int | None) -> int:
        """The revision of the record that is there now, 0 where there is none.

        Raises:
            StaleRevision: it is not *expected*.
        """
        current = self.get(shop, kind, key)
        found = current.revision if current else 0
        if expected is not None and expected != found:
            raise StaleRevision(key, expected, found, current)
        return found

    def _add_product_edition(self, row: ProductEditionRow) -> None:
        values = (row.shop, row.product, row.number, row.digest, row.published_at, row.document.decode())
        try:
            self._connections.run(sql.ADD_PRODUCT_EDITION, values)
        except driver.IntegrityError:
            raise StaleRevision(row.product, row.number - 1, row.number, None) from None


def _stored(shop: str, kind: Kind, row: Sequence[Any]) -> Stored:
    key, document, its_digest, revision, updated_at, updated_by = row
    record = read_record(kind, f"{shop}/{key}", document, its_digest)
    return Stored(record=record, revision=revision, updated_at=updated_at, updated_by=updated_by)


def _live_entry(row: Sequence[Any]) -> LiveEntry:
    return LiveEntry(**dict(zip(LiveEntry.__struct_fields__, row, strict=True)))


def _edition(row: Sequence[Any]) -> EditionRow:
    return EditionRow(**dict(zip(EditionRow.__struct_fields__, row, strict=True)))


def _product_edition(row: Sequence[Any]) -> ProductEditionRow:
    return ProductEditionRow(**dict(zip(ProductEditionRow.__struct_fields__, row, strict=True)))
