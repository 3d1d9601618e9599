"""What pictures are used for, in SQLite."""

import re

from sqlite_utils import Database

from .sqlite_connections import Connections

_DIGEST = "document ->> '$.image.digest'"
_WITH = f"select key from product where shop = ? and {_DIGEST} = ? order by key limit ?"  # noqa: S608  Our own words.
# A document is looked at as text: what has the form of a digest may be one, wherever it stands.
_PLACES = (
    *(("product", "document"), ("product", "staged")),
    *(("editions", "document"), ("product_editions", "document")),
)
_AFTER = (
    "select rowid, {column} from {table} where rowid > ? and {column} is not null order by rowid limit 100"
)
_NAMED = re.compile(r'"([0-9a-f]{64})"')


def make_index(db: Database) -> None:
    """Products that have a picture, by its digest."""
    db.execute(f"create index product_pictures on product (shop, {_DIGEST}, key) where {_DIGEST} is not null")


class SqlitePictureUses:
    """Implements `PictureUseStore`."""

    _connections: Connections

    def products_with_picture(self, shop: str, digest: str, *, limit: int) -> list[str]:
        return [key for (key,) in self._connections.rows(_WITH, (shop, digest, limit))]

    def pictures_named(self) -> set[str]:
        found: set[str] = set()
        with self._connections.reading():
            for table, column in _PLACES:
                self._collect(_AFTER.format(table=table, column=column), found)
        return found

    def _collect(self, statement: str, found: set[str]) -> None:
        place = 0
        while rows := self._connections.rows(statement, (place,)):
            place = rows[-1][0]
            for _, document in rows:
                found.update(_NAMED.findall(document))
