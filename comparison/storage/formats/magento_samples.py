"""The tables of Magento's sample data: one column for each attribute, several values on lines of one cell.

Source: docs/importing.md, "Magento's sample tables". The tables that define attributes hold no goods.
"""

import html
from collections.abc import Iterator
from contextlib import contextmanager

from ...core.catalogue import Stock
from ...core.errors import RefusedFile
from ...core.messages import say
from ...core.values import YesNo
from .amounts import amount_of, number_of
from .cells import one_or_several
from .faults import Faults
from .goods import Fact, Good
from .goods_records import reading_of_goods
from .names import plain_label
from .once import OnlyOnce
from .reading import Reading, SourceFile, Wishes
from .tables import Row, header_of, table_of
from .variants import Variant, offered

_COLUMNS = frozenset({"category", "name", "sku", "price", "attribute_set"})
_DEFINITIONS = frozenset({"attribute_code", "frontend_input", "attribute_set"})
_FLAGS = {"eco_collection", "performance_fabric", "erin_recommends"}
# Places of their own, and flags that claim a reduction or novelty, which only a history can prove.
_NO_VALUES = _COLUMNS | {"qty", "description", "special_price", "new", "sale", ""}
# The first names say where a good stands in the shop, the others which campaigns it belongs to.
_PATH = 2


def looks_like_magento_samples(file: SourceFile) -> bool:
    """Whether the columns are those of a table of goods, or of one that defines attributes."""
    columns = set(header_of(file))
    return columns >= _COLUMNS or columns >= _DEFINITIONS


def read(file: SourceFile, wishes: Wishes) -> Reading:
    """The goods of *file*.

    Raises:
        RefusedFile: as `reading_of_goods` does, and for a table that defines attributes.
    """
    with table_of(file) as table:
        notes = table.notes
        if not table.has(*_COLUMNS):
            reason = say("import.reason.only_definitions")
            raise RefusedFile(file.name, 1, "", reason, say("import.accepted.only_definitions"))

    @contextmanager
    def walk(faults: Faults) -> Iterator[Iterator[Good]]:
        with table_of(file) as table:
            columns = tuple(name for name in table.columns if name.casefold() not in _NO_VALUES)
            once = OnlyOnce(file.name)
            yield faults.each(table.rows, lambda row: _good(file.name, row, columns, once, wishes.language))

    return reading_of_goods(file, wishes, walk, notes)


def _good(file: str, row: Row, columns: tuple[str, ...], once: OnlyOnce, language: str) -> Good:
    sku = once.take(row, "sku", row.get("sku"))
    regular, reduced = amount_of(file, row, "price"), amount_of(file, row, "special_price")
    offer = offered([Variant(sku, amount=regular, reduced=reduced)])
    return Good(
        line=row.line,
        source_key=sku,
        name=html.unescape(row.get("name")) or sku,
        category=tuple(_lines(row, "category")[:_PATH]),
        description=row.get("description") or None,
        facts=tuple(_facts(row, columns, language)),
        amount=offer.amount,
        sale=offer.sale,
        sku=sku,
        stock=_stock(number_of(file, row, "qty")),
    )


def _facts(row: Row, columns: tuple[str, ...], language: str) -> Iterator[Fact]:
    for column in columns:
        values = _lines(row, column)
        if values and column.casefold() in _FLAGS and values[0] in {"0", "1"}:
            yield Fact(label=plain_label(column), value=YesNo(yes=values[0] == "1"))
        elif values:
            yield Fact(label=plain_label(column), value=one_or_several(values, language))
    categories = _lines(row, "category")
    if categories:
        yield Fact(label="Category", value=one_or_several(categories, language))


def _lines(row: Row, column: str) -> list[str]:
    return [line for part in row.get(column).splitlines() if (line := html.unescape(part).strip())]


def _stock(count: str | None) -> Stock:
    if count is None or not count.isdigit():
        return Stock()
    return Stock(left=min(int(count), 1_000_000_000)) if int(count) else Stock(state="sold_out")
