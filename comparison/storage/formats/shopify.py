"""Shopify's product export: one good for each handle, its rows are variants or pictures.

Source: docs/importing.md, "Shopify". No row names a currency, and a price that was crossed out
("Compare At") is never taken for an earlier one.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import groupby

from ...core.catalogue import Stock
from ...core.messages import Message
from ...core.values import Number, Words
from .amounts import amount_of, number_of
from .cells import one_or_several
from .columns import LeftOut
from .faults import Faults
from .goods import Choice, Fact, Good, Sale
from .goods_records import reading_of_goods
from .names import slug, unique
from .once import OnlyOnce
from .reading import Reading, SourceFile, Wishes
from .tables import Row, header_of, table_of

_COLUMNS = frozenset({"handle", "title", "variant price", "option1 name"})
_OPTIONS = (1, 2, 3)
# The one option of a product that has none.
_NO_OPTION = ("title", "default title")
_SPELLINGS = {"colour": "Color"}
_OPEN = {"", "true", "active"}
_CARRIED = _COLUMNS | {
    *("body (html)", "vendor", "type", "tags", "published", "status"),
    *(f"option{number} {part}" for number in _OPTIONS for part in ("name", "value")),
    *(f"variant inventory {part}" for part in ("tracker", "qty", "policy")),
    *("variant sku", "variant grams", "variant compare at price", "variant barcode"),
    # Only the unit that the administration shows; the weight itself is always in grams.
    "variant weight unit",
}


def looks_like_shopify(file: SourceFile) -> bool:
    """Whether the columns are those of a product export."""
    return set(header_of(file)) >= _COLUMNS


def read(file: SourceFile, wishes: Wishes) -> Reading:
    """The goods of *file*. Raises RefusedFile as `reading_of_goods` does."""

    with table_of(file) as table:
        left_out, notes = LeftOut(table.columns, _CARRIED.__contains__), table.notes

    @contextmanager
    def walk(faults: Faults) -> Iterator[Iterator[Good]]:
        with table_of(file) as table:
            once = OnlyOnce(file.name)
            handles = _handles(left_out.watched(table.rows))
            yield faults.each(handles, lambda rows: _good(file.name, rows, once, wishes.language))

    def said_later() -> tuple[Message, ...]:
        return left_out.notes

    return reading_of_goods(file, wishes, walk, notes, said_later=said_later)


def _handles(rows: Iterator[Row]) -> Iterator[Sequence[Row]]:
    for _, group in groupby(rows, lambda row: row.get("Handle")):
        yield list(group)


def _good(file: str, rows: Sequence[Row], once: OnlyOnce, language: str) -> Good:
    first = rows[0]
    handle = once.take(first, "Handle", first.get("Handle"))
    sold = [row for row in rows if row.get("Variant Price") or row is first]
    names = _option_names(first)
    choices = _choices(file, sold, names)
    amounts = {choice.amount for choice in choices}
    single = amounts.pop() if len(amounts) == 1 else None
    compared = amount_of(file, first, "Variant Compare At Price")
    lowered = single is not None and compared is not None and Decimal(compared) > Decimal(single)
    return Good(
        line=first.line,
        source_key=handle,
        name=first.get("Title") or handle,
        category=tuple(part for part in (first.get("Type"),) if part),
        description=first.get("Body (HTML)") or None,
        facts=tuple(_facts(file, first, sold, names, language)),
        amount=compared if lowered else single,
        sale=Sale(amount=single) if lowered and single else None,
        choices=choices if len(choices) > 1 else (),
        sku=first.get("Variant SKU") or None,
        stock=Stock() if any(choice.available for choice in choices) else Stock(state="sold_out"),
        private=not {first.get("Published").lower(), first.get("Status").lower()} <= _OPEN,
    )


def _option_names(first: Row) -> tuple[str, ...]:
    """The names of the options of a product, in the file's own order; none where there is only one way."""
    names = tuple(first.get(f"Option{number} Name") for number in _OPTIONS)
    only = (names[0].lower(), first.get("Option1 Value").lower()) == _NO_OPTION
    return () if only else tuple(_SPELLINGS.get(name.lower(), name) for name in names if name)


def _choices(file: str, sold: Sequence[Row], names: Sequence[str]) -> tuple[Choice, ...]:
    taken: set[str] = set()
    return tuple(_choice(file, row, names, taken) for row in sold)


def _choice(file: str, row: Row, names: Sequence[str], taken: set[str]) -> Choice:
    values = [row.get(f"Option{number} Value") for number in _OPTIONS[: len(names)]]
    label = " / ".join(value for value in values if value)
    return Choice(
        key=unique(slug(label, fallback="choice"), taken),
        label=label or "1",
        amount=amount_of(file, row, "Variant Price"),
        sku=row.get("Variant SKU") or None,
        available=_is_available(file, row),
    )


def _is_available(file: str, row: Row) -> bool:
    """Out of stock only where stock is counted and the shop stops selling at none."""
    counted = bool(row.get("Variant Inventory Tracker"))
    stops = row.get("Variant Inventory Policy").lower() == "deny"
    left = number_of(file, row, "Variant Inventory Qty")
    return not (counted and stops and left is not None and Decimal(left) <= 0)


def _facts(file: str, first: Row, sold: Sequence[Row], names: Sequence[str], language: str) -> Iterator[Fact]:
    if first.get("Vendor"):
        yield Fact(label="Vendor", value=Words(text={language: first.get("Vendor")}))
    for place, name in enumerate(names, 1):
        values = list(dict.fromkeys(filter(None, (row.get(f"Option{place} Value") for row in sold))))
        if values:
            yield Fact(label=name, value=one_or_several(values, language))
    weight = _weight(file, sold)
    if weight is not None:
        yield Fact(label="Weight", value=weight)
    tags = [tag.strip() for tag in first.get("Tags").split(",") if tag.strip()]
    if tags:
        yield Fact(label="Tags", value=one_or_several(tags, language))
    if first.get("Variant Barcode"):
        yield Fact(label="Barcode", value=Words(text={language: first.get("Variant Barcode").lstrip("'")}))


def _weight(file: str, sold: Sequence[Row]) -> Number | None:
    """The weight that all variants share; Shopify keeps grams, and 0 where nobody weighed."""
    grams = {number_of(file, row, "Variant Grams") for row in sold} - {None, "0"}
    return Number(amount=grams.pop() or "0", unit="g") if len(grams) == 1 else None
