"""WooCommerce's product export: simple, variable, grouped and external products and their variations.

Source: docs/importing.md, "WooCommerce".
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import NamedTuple

from ...core.catalogue import Stock
from ...core.messages import Message, say
from ...core.values import Number, Words, YesNo
from .amounts import amount_of, number_of
from .cells import one_or_several
from .columns import LeftOut
from .faults import Faults
from .goods import Fact, Good
from .goods_records import reading_of_goods
from .names import slug
from .once import OnlyOnce
from .reading import Reading, SourceFile, Wishes
from .table_dates import date_of
from .tables import Row, Table, header_of, refused_at, table_of
from .variants import Offered, Variant, offered
from .web_addresses import web_address
from .woocommerce_cells import described, parts_of, paths_of, said, types_of
from .woocommerce_variations import Families, Family, attribute_numbers, is_off

_COLUMNS = frozenset({"type", "name", "regular price", "categories", "published"})
_MEASURES = re.compile(r"(?P<name>weight|length|width|height)(?: \((?P<unit>[a-z]+)\))?", re.IGNORECASE)
_UNITS = {"lbs": "lb", **{unit: unit for unit in ("kg", "g", "oz", "mm", "cm", "m", "in", "yd")}}
# Columns of one text each, by the label that they get here.
_TEXTS = {"gtin, upc, ean, or isbn": "GTIN", "brands": "Brand", "shipping class": "Shipping class"}
_SUBSCRIPTION = "meta: _subscription_period"
_EVERY = "meta: _subscription_period_interval"
_COUNT = re.compile("[1-9][0-9]?")
_OFTEN = say("accepted.whole_number", least=1, most=99)
_CARRIED = {
    *("id", "type", "sku", "name", "published", "visibility in catalog", "short description", "description"),
    *("date sale price starts", "date sale price ends", "tax status", "tax class", "in stock?", "stock"),
    *("sale price", "regular price", "categories", "tags", "parent", "external url"),
    *(*_TEXTS, _SUBSCRIPTION, _EVERY),
}
# What says nothing about the goods themselves.
_OWN = re.compile(
    r"is featured\?|low stock amount|backorders allowed\?|sold individually\?|allow customer reviews\?"
    r"|download limit|download expiry days|button text|position"
    r"|attribute [0-9]+ (name|value\(s\)|visible|global|default)|meta: .*"
)
_TAX_CLASSES = {"": "standard", "reduced-rate": "reduced", "zero-rate": "zero"}


def looks_like_woocommerce(file: SourceFile) -> bool:
    """Whether the columns are those of a product export."""
    return set(header_of(file)) >= _COLUMNS


def read(file: SourceFile, wishes: Wishes) -> Reading:
    """The goods of *file*. Raises RefusedFile as `reading_of_goods` does."""
    gathered = Faults()
    with table_of(file) as table:
        shape = _Shape.of(table, wishes.language)
        left_out = LeftOut(table.columns, _is_carried)
        families = Families(file.name, tuple(column for column, _, _ in shape.measures))
        for _ in gathered.each(left_out.watched(table.rows), families.gather):
            pass
        notes = (*table.notes, *left_out.notes, *_notes(families))

    @contextmanager
    def walk(faults: Faults) -> Iterator[Iterator[Good]]:
        faults.include(gathered)
        with table_of(file) as table:
            walker = _Walker(shape, families, OnlyOnce(file.name))
            yield faults.each(filter(families.is_product, table.rows), walker.good)

    return reading_of_goods(file, wishes, walk, notes)


class _Shape(NamedTuple):
    """What every row of one file is read by: *measures* are columns with their labels and units."""

    file: str
    language: str
    attributes: tuple[int, ...]
    measures: tuple[tuple[str, str, str | None], ...]

    @classmethod
    def of(cls, table: Table, language: str) -> "_Shape":
        measures = tuple(
            (column, *_labelled(found["name"], found["unit"]))
            for column in table.columns
            if (found := _MEASURES.fullmatch(column))
        )
        return cls(table.file, language, attribute_numbers(table.has), measures)


class _Walker:
    """Makes a good of every row that is a product."""

    def __init__(self, shape: _Shape, families: Families, once: OnlyOnce) -> None:
        self._shape, self._families, self._once = shape, families, once

    def good(self, row: Row) -> Good:
        family = self._families.of(row)
        offer = self._offer(row, family.variants)
        sku, name = said(row, "SKU"), said(row, "Name")
        return Good(
            line=row.line,
            source_key=self._once.take(row, "SKU", sku or row.get("ID") or name),
            name=name or sku or row.get("ID"),
            category=paths_of(row)[0],
            description=described(row, "Description") or described(row, "Short description") or None,
            facts=tuple(self._facts(row, family)),
            amount=offer.amount,
            interval=_interval(self._shape.file, row),
            tax_class=_tax_class(row),
            sale=offer.sale,
            choices=offer.choices,
            sku=sku or None,
            address=web_address(row.get("External URL")),
            stock=_stock(row) if offer.available else Stock(state="sold_out"),
            private=is_off(row) or row.get("Visibility in catalog") == "hidden" or "grouped" in types_of(row),
        )

    def _facts(self, row: Row, family: Family) -> Iterator[Fact]:
        yield from _facts(row, family, self._shape)
        if self._families.several_categories:
            yield from _category_fact(row, self._shape.language)

    def _offer(self, row: Row, variants: Sequence[Variant]) -> Offered:
        """What the variations are offered for, else what the product itself is."""
        if variants:
            return offered(variants)
        file = self._shape.file
        itself = Variant(
            label="1",
            amount=amount_of(file, row, "Regular price"),
            reduced=amount_of(file, row, "Sale price"),
            starts=date_of(file, row, "Date sale price starts"),
            ends=date_of(file, row, "Date sale price ends"),
        )
        return offered([itself])


def _labelled(name: str, unit: str | None) -> tuple[str, str | None]:
    """The label and the unit of a measure; a unit that no catalogue has stays in the label."""
    known = _UNITS.get((unit or "").lower())
    return (name.capitalize() if known or not unit else f"{name.capitalize()} ({unit})"), known


def _facts(row: Row, family: Family, shape: _Shape) -> Iterator[Fact]:
    for number in shape.attributes:
        name, values = said(row, f"Attribute {number} name"), said(row, f"Attribute {number} value(s)")
        if name and values:
            yield Fact(label=name, value=one_or_several(parts_of(values), shape.language))
    for column, label, unit in shape.measures:
        own = row if row.get(column) else Row(row.line, {column.casefold(): family.value(column)})
        amount = number_of(shape.file, own, column)
        # WooCommerce writes 0 where nobody measured.
        if amount is not None and Decimal(amount):
            yield Fact(label=label, value=Number(amount=amount, unit=unit))
    for kind in ("downloadable", "virtual"):
        if kind in types_of(row):
            yield Fact(label=kind.capitalize(), value=YesNo(yes=True))
    yield from _named_facts(row, shape.language)


def _category_fact(row: Row, language: str) -> Iterator[Fact]:
    shown = [" > ".join(path) for path in paths_of(row) if path]
    if shown:
        yield Fact(label="Categories", value=one_or_several(shown, language))


def _named_facts(row: Row, language: str) -> Iterator[Fact]:
    for column, label in _TEXTS.items():
        if row.get(column):
            yield Fact(label=label, value=Words(text={language: said(row, column)}))
    tags = parts_of(said(row, "Tags"))
    if tags:
        yield Fact(label="Tags", value=one_or_several(tags, language))


def _interval(file: str, row: Row) -> str:
    """How often a subscription is paid; anything else is paid once.

    Raises:
        RefusedFile: it is paid every so many of a period that nobody could say how often.
    """
    period = row.get(_SUBSCRIPTION).lower()
    if period not in {"day", "week", "month", "year"}:
        return "once"
    every = row.get(_EVERY) or "1"
    if not _COUNT.fullmatch(every):
        reason = say("import.reason.no_number", text=every[:60])
        raise refused_at(file, row.line, _EVERY, reason, _OFTEN)
    return period if every == "1" else f"{every}-{period}"


def _tax_class(row: Row) -> str:
    if row.get("Tax status").lower() == "none":
        return "exempt"
    named = row.get("Tax class").lower()
    return _TAX_CLASSES.get(named) or slug(named, fallback="standard")


def _stock(row: Row) -> Stock:
    if row.get("In stock?").lower() in {"0", "no", "false"}:
        return Stock(state="sold_out")
    left = row.get("Stock")
    return Stock(left=int(left)) if left.isascii() and left.isdigit() and len(left) < 10 else Stock()


def _is_carried(column: str) -> bool:
    return column in _CARRIED or bool(_MEASURES.fullmatch(column)) or bool(_OWN.fullmatch(column))


def _notes(families: Families) -> Iterator[Message]:
    for note, count in (
        ("grouped", families.grouped),
        ("orphans", families.orphans),
        ("mixed_sales", families.mixed),
    ):
        if count:
            yield say(f"import.note.{note}", count=count)
