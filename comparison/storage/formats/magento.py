"""Magento 2's product export: simple products, and composed ones made of them.

Source: docs/importing.md, "Magento". A simple product that is "Not Visible Individually" is a part:
the composed one names it by SKU, and its price is taken from its own row wherever that stands.
"""

import html
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal

from ...core.catalogue import Stock
from ...core.messages import Message, say
from ...core.values import Number, Words, YesNo
from .amounts import number_of
from .cells import one_or_several
from .columns import LeftOut
from .faults import Faults
from .goods import Fact, Good, Offer
from .goods_records import reading_of_goods
from .magento_packed import pairs_of, paths_of, values_of
from .magento_parts import Parts, is_hidden, variant
from .names import plain_label
from .once import OnlyOnce
from .reading import Reading, SourceFile, Wishes
from .tables import Row, header_of, table_of
from .variants import Offered, offered

_COLUMNS = frozenset({"sku", "product_type", "additional_attributes", "attribute_set_code"})
# Switches of Magento's own, and flags that claim a reduction or novelty, which only a history can prove.
_OWN = {"has_options", "required_options", "new", "sale", "sku"}
_CARRIED = {
    *("sku", "store_view_code", "product_type", "categories", "name", "description", "short_description"),
    *("weight", "product_online", "visibility", "price", "special_price", "special_price_from_date"),
    *("special_price_to_date", "country_of_manufacture", "additional_attributes", "allow_backorders"),
    *("is_in_stock", "bundle_price_type", "bundle_values", "configurable_variations"),
}
# What says nothing about the goods: how Magento shows, counts and files them.
_MEANINGLESS = {
    *("attribute_set_code", "product_websites", "tax_class_name", "url_key", "created_at", "updated_at"),
    *("display_product_options_in", "options_container", "product_options_container", "page_layout"),
    *("gift_message_available", "map_enabled", "msrp_display_actual_price_type", "website_id"),
    *("qty", "out_of_stock_qty", "is_qty_decimal", "min_cart_qty", "max_cart_qty", "notify_on_stock_below"),
    *("manage_stock", "qty_increments", "enable_qty_increments", "is_decimal_divided", "bundle_sku_type"),
    *("bundle_weight_type", "bundle_price_view", "bundle_shipment_type", "configurable_variation_labels"),
}


def looks_like_magento(file: SourceFile) -> bool:
    """Whether the columns are those of a product export."""
    return set(header_of(file)) >= _COLUMNS


def read(file: SourceFile, wishes: Wishes) -> Reading:
    """The goods of *file*. Raises RefusedFile as `reading_of_goods` does."""
    gathered, parts, views = Faults(), Parts(file.name), _StoreViews()
    with table_of(file) as table:
        left_out = LeftOut(table.columns, _is_carried)
        for row in views.without(left_out.watched(table.rows)):
            parts.name(row)
        notes = (*table.notes, *left_out.notes)
    with table_of(file) as table:
        for _ in gathered.each(table.rows, parts.gather):
            pass

    @contextmanager
    def walk(faults: Faults) -> Iterator[Iterator[Good]]:
        faults.include(gathered)
        with table_of(file) as table:
            walker = _Walker(file.name, parts, wishes.language)
            yield faults.each(walker.products(table.rows), walker.good)

    return reading_of_goods(file, wishes, walk, (*notes, *_notes(parts, views)))


class _StoreViews:
    """Tells the rows that say a product again, in the words of another store view."""

    def __init__(self) -> None:
        self.left_out = 0

    def without(self, rows: Iterable[Row]) -> Iterator[Row]:
        """*rows* but for those, which are counted."""
        met: set[str] = set()
        for row in rows:
            if row.get("store_view_code") and row.get("sku") in met:
                self.left_out += 1
                continue
            met.add(row.get("sku"))
            yield row


def _notes(parts: Parts, views: _StoreViews) -> Iterator[Message]:
    for note, count in (
        ("grouped", parts.grouped),
        ("store_views", views.left_out),
        ("loose_parts", parts.loose),
    ):
        if count:
            yield say(f"import.note.{note}", count=count)


class _Walker:
    """Makes a good of every row that is a product."""

    def __init__(self, file: str, parts: Parts, language: str) -> None:
        self._file, self._parts, self._language = file, parts, language
        self._once = OnlyOnce(file)

    def products(self, rows: Iterable[Row]) -> Iterator[Row]:
        """*rows* without parts and without what other store views say of a product."""
        return (row for row in _StoreViews().without(rows) if not self._parts.is_part(row))

    def good(self, row: Row) -> Good:
        variations = tuple(self._parts.variations(row))
        offer = offered(variations or [variant(self._file, row)])
        span = self._parts.span(row) if row.get("product_type") == "bundle" else None
        paths = paths_of(row.get("categories"))
        return Good(
            line=row.line,
            source_key=self._once.take(row, "sku", row.get("sku")),
            name=html.unescape(row.get("name")) or row.get("sku"),
            category=max(paths, key=len, default=()),
            description=row.get("description") or row.get("short_description") or None,
            facts=tuple(self._facts(row, paths)),
            sku=row.get("sku"),
            stock=Stock() if offer.available else Stock(state="sold_out"),
            private=_is_private(row),
            offers=(_offer(row, offer, span),),
        )

    def _facts(self, row: Row, paths: list[tuple[str, ...]]) -> Iterator[Fact]:
        found = {name: values_of(value) for name, value in pairs_of(row.get("additional_attributes")).items()}
        for name, values in self._parts.options(row).items():
            found.setdefault(name, []).extend(values)
        for name, values in found.items():
            if values and name not in _OWN:
                yield Fact(label=plain_label(name), value=one_or_several(values, self._language))
        weight = number_of(self._file, row, "weight")
        if weight is not None and Decimal(weight):
            yield Fact(label="Weight", value=Number(amount=weight))
        if row.get("country_of_manufacture"):
            text = {self._language: row.get("country_of_manufacture")}
            yield Fact(label="Country of manufacture", value=Words(text=text))
        if row.get("product_type") == "downloadable":
            yield Fact(label="Downloadable", value=YesNo(yes=True))
        if paths and self._parts.several_categories:
            shown = [" / ".join(path) for path in paths]
            yield Fact(label="Categories", value=one_or_several(shown, self._language))


def _offer(row: Row, offer: Offered, span: tuple[str, str] | None) -> Offer:
    if row.get("product_type") == "bundle":
        if span is None:
            return Offer()
        low, high = span
        return Offer(amount=low) if low == high else Offer(low=low, high=high)
    if row.get("product_type") == "grouped":
        return Offer()
    return Offer(amount=offer.amount, sale=offer.sale, choices=offer.choices)


def _is_private(row: Row) -> bool:
    """Switched off, sold only as a part of something, or a group that has no price of its own."""
    off = row.get("product_online") in {"0", "2"}
    return off or is_hidden(row) or row.get("product_type") == "grouped"


def _is_carried(column: str) -> bool:
    return column in _CARRIED or column in _MEANINGLESS or column.startswith("use_config_")
