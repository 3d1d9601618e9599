"""Finding products in SQLite: a row of facts for each product, and a full-text index of its words.

Triggers keep both in step with the table of products, in the transaction of the write itself. The index
holds every three letters in a row, so that a part of a Korean compound is found too; shorter words are
looked for in the rows.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlite_utils import Database

from .product_search import MOST_COUNTED, MOST_WORDS, FoundProduct, ShownIn, UndoStep, Wanted
from .sqlite_connections import Connections
from .sqlite_rows import insert, read, select

_INDEXED = 3
# What is known of a product: the names in every language, its numbers, and its brand where it has one.
_FACTS = """
    json_extract({row}.document, '$.category') as category,
    coalesce(
        json_extract({row}.document, '$.stock.state'),
        iif(coalesce(json_array_length({row}.document, '$.prices'), 0) > 0, 'available', 'unpriced')
    ) as state,
    coalesce((select group_concat(value, ' ') from json_each({row}.document, '$.name')), '')
    || ' ' || {row}.key || ' ' || coalesce(json_extract({row}.document, '$.sku'), '')
    || ' ' || coalesce(json_extract({row}.document, '$.source_key'), '')
    || ' ' || coalesce((select group_concat(text.value, ' ')
        from json_each({row}.document, '$.cells') as cell, json_each(cell.value, '$.value.text') as text
        where cell.value ->> 'feature' = 'brand'), '') as words
"""
# Names and expressions of this file alone reach these statements.
_NAMES = "shop, key, category, state, words"
_ADD = f"insert into product_search ({_NAMES}) select new.shop, new.key, {_FACTS.format(row='new')}"
_CHANGE = (
    f"update product_search set (category, state, words) = (select {_FACTS.format(row='new')})"  # noqa: S608
    " where shop = new.shop and key = new.key"
)
_REMOVE = "delete from product_search where shop = new.shop and key = new.key"
_INDEX = "insert into product_words (rowid, words) values (new.id, new.words)"
_UNINDEX = "insert into product_words (product_words, rowid, words) values ('delete', old.id, old.words)"
_TRIGGERS = {
    "product_found": ("after insert on product when new.document is not null", _ADD),
    "product_found_again": (
        "after update of document on product when old.document is null and new.document is not null",
        _ADD,
    ),
    "product_refound": (
        "after update of document on product when old.document is not null and new.document is not null",
        _CHANGE,
    ),
    "product_lost": ("after update of document on product when new.document is null", _REMOVE),
    "product_words_added": ("after insert on product_search", _INDEX),
    "product_words_removed": ("after delete on product_search", _UNINDEX),
    "product_words_changed": (
        "after update of words on product_search when old.words is not new.words",
        f"{_UNINDEX}; {_INDEX}",
    ),
}
_BY_WORDS = (
    # The words first, whatever else is asked for: the other way round the index is asked once for each row.
    "select found.id, found.key from product_words cross join product_search as found"
    " on found.id = product_words.rowid where product_words match :match and found.shop = :shop"
)
_PLAIN = "select found.id, found.key from product_search as found where found.shop = :shop"
_BEYOND = {"latest": "<", "earliest": ">"}
_DIRECTION = {"latest": "desc", "earliest": "asc"}
_COUNT_ALL = "select count(*) from (select 1 from product_search where shop = :shop limit :most)"
_COUNT_OF = (
    "select count(*) from (select 1 from product_search"
    " where shop = :shop and category = :category limit :most)"
)
# A damaged document shows nothing; whoever reads it is told that it is damaged.
_SHOWN_IN = (
    "select tier.value ->> 'product' as product, comparison.key, comparison.document -> '$.title'"
    " from comparison, json_each(iif(json_valid(comparison.document), comparison.document, '{}'), '$.tiers')"
    " as tier where comparison.shop = ? and comparison.document is not null"
    " and product in (select value from json_each(?)) order by product, comparison.key"
)
_KEEP = insert("undo_steps", UndoStep, replacing=True)
_KEPT = select("undo_steps", UndoStep, "where shop = ? and by = ? and what = ?")
# A step may be of megabytes, so it is not read to find out whether it is there.
_IS_KEPT = "select 1 from undo_steps where shop = ? and by = ? and what = ?"
_TAKE = "delete from undo_steps where shop = ? and by = ? and what = ?"


def make_tables(db: Database) -> None:
    """The rows, their index, what keeps them in step, and the steps to undo."""
    db.execute(
        "create table product_search (id integer primary key, shop text not null, key text not null,"
        " category text not null, state text not null, words text not null,"
        " unique (shop, key)) strict"
    )
    for columns in (["shop", "id", "words"], ["shop", "category"], ["shop", "state"]):
        db.table("product_search").create_index(columns)
    db.execute(
        "create virtual table product_words using"
        " fts5(words, content='product_search', content_rowid='id', tokenize='trigram', columnsize=0)"
    )
    for name, (event, action) in _TRIGGERS.items():
        db.execute(f"create trigger {name} {event} begin {action}; end")
    db.execute(
        f"insert into product_search ({_NAMES}) select shop, key, {_FACTS.format(row='product')}"  # noqa: S608
        " from product where document is not null order by shop, key"
    )
    step = dict.fromkeys(UndoStep.__struct_fields__, str)
    db.table("undo_steps").create(step, pk=("shop", "by", "what"), not_null=set(step), strict=True)


class SqliteProductSearch:
    """Implements `ProductSearchStore`."""

    _connections: Connections

    def find_products(self, shop: str, wanted: Wanted) -> list[FoundProduct]:
        statement, values = _question(shop, wanted)
        return [
            FoundProduct(place=place, key=key) for place, key in self._connections.rows(statement, values)
        ]

    def count_found(self, shop: str, wanted: Wanted, *, most: int = MOST_COUNTED) -> int:
        statement, values = _question(shop, msgspec.structs.replace(wanted, before=0, limit=most))
        [(count,)] = self._connections.rows(f"select count(*) from ({statement})", values)  # noqa: S608  Our own words.
        return int(count)

    def shown_in(self, shop: str, products: Sequence[str]) -> list[ShownIn]:
        asked = (shop, msgspec.json.encode(list(products)).decode())
        return [
            ShownIn(product=product, comparison=key, title=msgspec.json.decode(title, type=dict[str, str]))
            for product, key, title in self._connections.rows(_SHOWN_IN, asked)
        ]

    def count_products(self, shop: str, category: str = "", *, most: int = MOST_COUNTED) -> int:
        named = {"shop": shop, "category": category, "most": most}
        [(count,)] = self._connections.rows(_COUNT_OF if category else _COUNT_ALL, named)
        return int(count)

    def keep_undo(self, step: UndoStep) -> None:
        with self._connections.writing():
            self._connections.run(_KEEP, msgspec.structs.asdict(step))

    def kept_undo(self, shop: str, by: str, what: str) -> UndoStep | None:
        found = read(UndoStep, self._connections.rows(_KEPT, (shop, by, what)))
        return found[0] if found else None

    def take_undo(self, shop: str, by: str, what: str) -> UndoStep | None:
        with self._connections.writing():
            found = read(UndoStep, self._connections.rows(_KEPT, (shop, by, what)))
            self._connections.run(_TAKE, (shop, by, what))
        return found[0] if found else None

    def has_undo(self, shop: str, by: str, what: str) -> bool:
        return bool(self._connections.rows(_IS_KEPT, (shop, by, what)))


def _either_case(letter: str) -> str:
    """*letter* in a pattern that minds case; it is twice as quick as one that does not."""
    if letter in "*?[":
        return f"[{letter}]"
    small, large = letter.lower(), letter.upper()
    return f"[{small}{large}]" if small != large and len(small) == len(large) == 1 else letter


def _question(shop: str, wanted: Wanted) -> tuple[str, dict[str, Any]]:
    # The index takes a NUL for the end of a question.
    words = wanted.words[:MOST_WORDS].replace("\0", " ").split()
    indexed = [word for word in words if len(word) >= _INDEXED]
    short = [word for word in words if len(word) < _INDEXED]
    values: dict[str, Any] = {"shop": shop, "before": wanted.before, "limit": wanted.limit}
    place = "product_words.rowid" if indexed else "found.id"
    parts = [_BY_WORDS if indexed else _PLAIN]
    if wanted.before:
        parts.append(f"{place} {_BEYOND[wanted.order]} :before")
    if indexed:
        values["match"] = " ".join('"' + word.replace('"', '""') + '"' for word in indexed)
    for number, word in enumerate(short):
        values[f"short{number}"] = f"*{''.join(_either_case(letter) for letter in word)}*"
        parts.append(f"found.words glob :short{number}")
    if wanted.category:
        values["category"] = wanted.category
        parts.append("found.category = :category")
    if wanted.state:
        values["state"] = wanted.state
        parts.append("found.state = :state")
    return f"{' and '.join(parts)} order by {place} {_DIRECTION[wanted.order]} limit :limit", values
