"""Vendure's product table: a row with a name begins a product, rows without one are its variants.

Source: docs/importing.md, "Vendure". Lists are ``a|b``, facets ``brand:Hanui``. Columns of texts may be
there once for each language (``name:en``, ``name:de``).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal

from ...core.catalogue import Stock
from ...core.messages import Message, say
from .amounts import amount_of, number_of
from .cells import one_or_several, split_escaped
from .columns import LeftOut
from .faults import Faults
from .goods import Fact, Good
from .goods_records import reading_of_goods
from .names import plain_label, slug
from .once import OnlyOnce
from .reading import Reading, SourceFile, Wishes
from .tables import Row, Table, header_of, refused_at, table_of
from .variants import Variant, offered

_COLUMNS = frozenset({"name", "slug", "facets", "optiongroups", "optionvalues", "price"})
_TEXTS = frozenset({"name", "slug", "description", "facets", "optiongroups", "optionvalues"})
_CATEGORY = "category"
_CARRIED = _COLUMNS | {
    *("description", "sku", "taxcategory", "stockonhand", "trackinventory", "variantfacets", "enabled"),
}
_CUSTOM = ("product:", "variant:")


def looks_like_vendure(file: SourceFile) -> bool:
    """Whether the columns are those of a product table."""
    return {column.partition(":")[0] for column in header_of(file)} >= _COLUMNS


def read(file: SourceFile, wishes: Wishes) -> Reading:
    """The goods of *file*. Raises RefusedFile as `reading_of_goods` does."""
    with table_of(file, padded=True) as table:
        tongues = _tongues(table, wishes.language)
        left_out = LeftOut(table.columns, lambda column: _is_carried(column, tongues[0]))
        notes = table.notes

    @contextmanager
    def walk(faults: Faults) -> Iterator[Iterator[Good]]:
        with table_of(file, padded=True) as table:
            reader = _Reader(table, tongues, wishes.language)
            yield faults.each(reader.products(left_out.watched(table.rows)), reader.good)

    def said_later() -> tuple[Message, ...]:
        return left_out.notes

    return reading_of_goods(file, wishes, walk, notes, said_later=said_later)


def _tongues(table: Table, language: str) -> tuple[str, ...]:
    """What may stand after the columns of texts, the wished one first: nothing, or ``:de``.

    Raises:
        RefusedFile: there is no such column.
    """
    names = [column.partition(":") for column in table.columns]
    ends = dict.fromkeys(f"{colon}{end}" for name, colon, end in names if name.casefold() in _TEXTS)
    if not ends:
        reason, accepted = (say(f"import.{part}.no_field", name="name") for part in ("reason", "accepted"))
        raise refused_at(table.file, 1, "name", reason, accepted)
    plain = language.partition("-")[0]
    return tuple(sorted(ends, key=lambda end: end.casefold().lstrip(":").partition("-")[0] != plain))


class _Reader:
    """Reads the rows of one table in one language."""

    def __init__(self, table: Table, tongues: tuple[str, ...], language: str) -> None:
        self._file, self._tongues, self._language = table.file, tongues, language
        self._custom = [column for column in table.columns if column.casefold().startswith(_CUSTOM)]
        self._once = OnlyOnce(table.file)

    def products(self, rows: Iterator[Row]) -> Iterator[list[Row]]:
        """The rows of each product."""
        found: list[Row] = []
        for row in rows:
            if self._text(row, "name") and found:
                yield found
                found = []
            found.append(row)
        if found:
            yield found

    def good(self, rows: Sequence[Row]) -> Good:
        first = rows[0]
        name, own = self._text(first, "name"), self._text(first, "slug")
        offer = offered([self._variant(row) for row in rows])
        facets = self._facets(rows)
        return Good(
            line=first.line,
            source_key=self._once.take(first, "slug", own or name),
            name=name or own,
            category=tuple(value for facet, value in facets if facet == _CATEGORY),
            description=self._text(first, "description") or None,
            facts=tuple(self._facts(rows, facets)),
            amount=offer.amount,
            choices=offer.choices,
            tax_class=slug(first.get("taxCategory"), fallback="standard"),
            sku=first.get("sku") or None,
            stock=Stock() if offer.available else Stock(state="sold_out"),
            private=first.get("enabled").lower() in {"false", "0"},
        )

    def _text(self, row: Row, column: str) -> str:
        return next(filter(None, (row.get(column + tongue) for tongue in self._tongues)), "")

    def _variant(self, row: Row) -> Variant:
        options = split_escaped(self._text(row, "optionValues"), "|")
        counted = row.get("trackInventory").lower() == "true"
        left = number_of(self._file, row, "stockOnHand")
        return Variant(
            label=" / ".join(options) or row.get("sku") or self._text(row, "name") or "1",
            sku=row.get("sku") or None,
            amount=amount_of(self._file, row, "price"),
            available=not (counted and left is not None and Decimal(left) <= 0),
        )

    def _facets(self, rows: Sequence[Row]) -> list[tuple[str, str]]:
        """The facets of the product, then those of its variants."""
        packed = [self._text(rows[0], "facets"), *(self._text(row, "variantFacets") for row in rows)]
        pairs = [facet.partition(":") for cell in packed for facet in split_escaped(cell, "|")]
        return [(name.strip(), value.strip()) for name, _, value in pairs if value.strip()]

    def _facts(self, rows: Sequence[Row], facets: Sequence[tuple[str, str]]) -> Iterator[Fact]:
        values: dict[str, list[str]] = {}
        for name, value in facets:
            if name != _CATEGORY:
                values.setdefault(name, []).append(value)
        groups = split_escaped(self._text(rows[0], "optionGroups"), "|")
        for row in rows:
            for name, value in zip(groups, split_escaped(self._text(row, "optionValues"), "|"), strict=False):
                values.setdefault(name, []).append(value)
            for column in self._custom:
                if row.get(column):
                    values.setdefault(column.partition(":")[2], []).append(row.get(column))
        for name, stated in values.items():
            yield Fact(label=plain_label(name), value=one_or_several(stated, self._language))


def _is_carried(column: str, tongue: str) -> bool:
    name, colon, end = column.partition(":")
    in_words = name == "slug" or f"{colon}{end}" in {"", tongue.casefold()}
    return (name in _CARRIED and in_words) or column.startswith(_CUSTOM)
