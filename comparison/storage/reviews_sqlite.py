"""Reviews in SQLite."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlite_utils import Database

from ..core.errors import NotFound
from .reviews import ReviewRow, ReviewTally
from .sqlite_connections import Connections

_FIELDS = ReviewRow.__struct_fields__
_LIST = ", ".join(_FIELDS)
_SAID = [name for name in _FIELDS if name not in {"shop", "id", "entered_at"}]
_SAVE = (
    f"insert into reviews ({_LIST}) values ({', '.join(f':{one}' for one in _FIELDS)})"  # noqa: S608  Our own words.
    f" on conflict (shop, id) do update set {', '.join(f'{one} = excluded.{one}' for one in _SAID)}"
    f" where {' or '.join(f'{one} <> excluded.{one}' for one in _SAID)}"
)
_SOME = f"select {_LIST} from reviews where shop = ? and id in (select value from json_each(?))"  # noqa: S608  Our own words.
_PAGE = f"select {_LIST} from reviews where shop = ? and product = ? and id > ? order by id limit ?"  # noqa: S608  Our own words.
_TALLIES = (
    "select grade, scale, verified, count(*), sum(day <> ''), coalesce(min(nullif(day, '')), ''), max(day)"
    " from reviews where shop = ? and product = ?"
    " group by grade, scale, verified order by scale, grade, verified"
)
_COUNT = "select count(*), coalesce(sum(product = ''), 0) from reviews where shop = ?"
_DELETE = "delete from reviews where shop = ? and id = ?"


def make_tables(db: Database) -> None:
    """Reviews by shop and id, found by product. They can be taken away: people may ask for it."""
    columns: dict[str, type] = dict.fromkeys(_FIELDS, str)
    columns["scale"] = int
    table = db.table("reviews")
    table.create(columns, pk=("shop", "id"), not_null=set(columns), strict=True)
    table.create_index(["shop", "product", "id"])


class SqliteReviews:
    """Implements `ReviewStore`."""

    _connections: Connections

    def save_reviews(self, rows: Iterable[ReviewRow]) -> int:
        with self._connections.writing():
            return sum(self._connections.run(_SAVE, msgspec.structs.asdict(row)).rowcount for row in rows)

    def reviews_by_id(self, shop: str, ids: Sequence[str]) -> dict[str, ReviewRow]:
        rows = self._connections.rows(_SOME, (shop, json.dumps(list(ids))))
        return {review.id: review for review in map(_review, rows)}

    def reviews(self, shop: str, product: str, *, after: str = "", limit: int = 100) -> list[ReviewRow]:
        rows = self._connections.rows(_PAGE, (shop, product, after, limit))
        return [_review(row) for row in rows]

    def review_tallies(self, shop: str, product: str) -> list[ReviewTally]:
        rows = self._connections.rows(_TALLIES, (shop, product))
        return [ReviewTally(**dict(zip(ReviewTally.__struct_fields__, row, strict=True))) for row in rows]

    def review_count(self, shop: str) -> tuple[int, int]:
        [(count, waiting)] = self._connections.rows(_COUNT, (shop,))
        return int(count), int(waiting)

    def delete_review(self, shop: str, review: str) -> None:
        with self._connections.writing():
            if not self._connections.run(_DELETE, (shop, review)).rowcount:
                raise NotFound("review", review)


def _review(row: Sequence[Any]) -> ReviewRow:
    return ReviewRow(**dict(zip(_FIELDS, row, strict=True)))
