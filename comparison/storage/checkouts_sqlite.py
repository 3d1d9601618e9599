"""Checked checkouts in SQLite."""

import msgspec
from sqlite_utils import Database

from .checkouts import CheckoutDay, CheckoutRow, DriftRow
from .sqlite_connections import Connections

_COLUMNS = "shop, quote, reference, checked_at, day, comparison, tier, charges, differing"
_ADD = (
    f"insert into checkouts ({_COLUMNS}, document) values (:shop, :quote, :reference, :checked_at, :day,"  # noqa: S608  Our own words.
    " :comparison, :tier, :charges, :differing, :document) on conflict (shop, quote, reference) do nothing"
)
_ONE = (
    f"select {_COLUMNS}, cast(document as blob) from checkouts"  # noqa: S608  Our own words.
    " where shop = :shop and quote = :quote and reference = :reference"
)
_COUNTS = "select count(*), coalesce(sum(differing), 0) from checkouts where shop = ? and day >= ?"
_DAYS = (
    "select day, comparison, count(*), coalesce(sum(differing), 0) from checkouts"
    " where shop = ? and day >= ? group by day, comparison order by day, comparison"
)
_DRIFTS = (
    "select day, exists(select 1 from checkouts as later where later.shop = checkouts.shop"
    " and later.comparison = checkouts.comparison and later.tier = checkouts.tier"
    " and later.charges = checkouts.charges and later.differing = 0"
    " and later.checked_at > checkouts.checked_at), cast(document as blob)"
    " from checkouts where shop = ? and differing = 1 and day >= ?"
    " order by checked_at desc, quote, reference limit ?"
)


def make_tables(db: Database) -> None:
    """The log of checked checkouts. Nothing in it is ever changed or deleted."""
    columns: dict[str, type] = dict.fromkeys(CheckoutRow.__struct_fields__, str)
    columns["differing"] = int
    table = db.table("checkouts")
    table.create(columns, pk=("shop", "quote", "reference"), not_null=set(columns), strict=True)
    # The counts are read from the first index alone, the later checkouts of a charge from the second.
    table.create_index(["shop", "day", "differing"])
    table.create_index(["shop", "comparison", "tier", "charges", "differing", "checked_at"])
    for verb in ("update", "delete"):
        db.execute(
            f"create trigger checkouts_no_{verb} before {verb} on checkouts"
            " begin select raise(abort, 'checkouts only grow'); end"
        )


class SqliteCheckouts:
    """Implements `CheckoutStore`."""

    _connections: Connections

    def add_checkout(self, row: CheckoutRow) -> CheckoutRow:
        named = msgspec.structs.asdict(row)
        named |= {"differing": int(row.differing), "document": row.document.decode()}
        with self._connections.writing():
            self._connections.run(_ADD, named)
            [found] = self._connections.rows(_ONE, named)
        values = dict(zip(CheckoutRow.__struct_fields__, found, strict=True))
        return CheckoutRow(**values | {"differing": bool(values["differing"])})

    def checkout_counts(self, shop: str, since_day: str) -> tuple[int, int]:
        [(checked, differing)] = self._connections.rows(_COUNTS, (shop, since_day))
        return int(checked), int(differing)

    def checkout_days(self, shop: str, since_day: str) -> list[CheckoutDay]:
        rows = self._connections.rows(_DAYS, (shop, since_day))
        return [
            CheckoutDay(day=day, comparison=comparison, checked=int(checked), differing=int(differing))
            for day, comparison, checked, differing in rows
        ]

    def drifts(self, shop: str, since_day: str, limit: int) -> list[DriftRow]:
        rows = self._connections.rows(_DRIFTS, (shop, since_day, limit))
        return [DriftRow(day=day, settled=bool(settled), document=text) for day, settled, text in rows]
