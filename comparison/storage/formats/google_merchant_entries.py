"""One item of a Merchant feed, the same whether it was an XML element or a row of a table.

Names are small letters with underscores and without prefix. An attribute that has parts
(``shipping``) holds them by name; a table, and sometimes an XML file, writes them with colons between.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from ...core.errors import RefusedFile
from ...core.messages import say
from .tables import Row, Table
from .xml_items import Element

# The order of the parts where none is named, and where an attribute may stand several times in one cell.
PARTS: dict[str, tuple[str, ...]] = {
    "shipping": (
        "country",
        "region",
        "service",
        "price",
        "min_handling_time",
        "max_handling_time",
        "min_transit_time",
        "max_transit_time",
    ),
    "free_shipping_threshold": ("country", "price_threshold"),
    "installment": ("months", "amount", "downpayment", "credit_type"),
    "subscription_cost": ("period", "period_length", "amount"),
    "product_detail": ("section_name", "attribute_name", "attribute_value"),
    "certification": ("certification_authority", "certification_name", "certification_code"),
    "structured_title": ("digital_source_type", "content"),
    "structured_description": ("digital_source_type", "content"),
}
# A comma begins the next value only where parts follow: ``US:::4,95 EUR`` is one.
_NEXT = re.compile(r"(?<!\\),(?=[^,]*:)")
# Several values in one cell of a table; in XML each has an element of its own.
_LISTED = frozenset({"product_highlight"})
_HEADER = re.compile(r"(?P<name>[^()]{1,200}?)\s{0,20}(?:\((?P<parts>[^()]*)\))?")
_SPACES = re.compile(r"[\s_]+")


class Part(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One value of an attribute: its *text*, its *parts* by name, and the *line* it stands on."""

    line: int
    text: str
    parts: dict[str, str] = {}


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One item. *values* are never empty."""

    line: int
    values: dict[str, tuple[Part, ...]]

    def get(self, name: str) -> str:
        """The text of the first value of *name*; nothing where there is none."""
        found = self.values.get(name)
        return found[0].text if found else ""

    def all(self, name: str) -> tuple[str, ...]:
        """The texts of every value of *name*."""
        found = self.values.get(name, ())
        if len(found) == 1:
            return (found[0].text,) if found[0].text else ()
        return tuple([part.text for part in found if part.text])

    def parts(self, name: str) -> tuple[Part, ...]:
        """Every value of *name* that has parts."""
        found = self.values.get(name)
        return tuple([part for part in found if part.parts]) if found else ()

    def line_of(self, name: str) -> int:
        """The line that *name* stands on, else that of the item."""
        found = self.values.get(name)
        return found[0].line if found else self.line

    def refused(self, file: str, attribute: str, reason: str, accepted: str, **facts: object) -> RefusedFile:
        """A fault in one *attribute*."""
        because = say(f"import.reason.{reason}", **facts)
        wanted = say(f"import.accepted.{accepted}", **facts)
        return RefusedFile(file, self.line_of(attribute), attribute, because, wanted)


class Column(NamedTuple):
    """A column of a table: the attribute, and the order of its parts where the header names it."""

    key: str
    name: str
    parts: tuple[str, ...]


def entry_of_element(element: Element) -> Entry:
    """The item in an ``item`` or ``entry`` element."""
    values: dict[str, tuple[Part, ...]] = {}
    for child in element.children:
        name = plain_name(child.name)
        if child.text and not child.children and not child.attributes and name not in PARTS:
            # Most say a text without parts, which needs no closer look.
            parts: tuple[Part, ...] = (Part(child.line, child.text),)
        else:
            parts = tuple(_parts_of_element(name, child))
        if parts:
            values[name] = values[name] + parts if name in values else parts
    return Entry(element.line, values)


def columns_of(table: Table) -> tuple[Column, ...]:
    """What the columns of *table* hold, those without a name left out."""
    found = ((column, _HEADER.fullmatch(column.strip())) for column in table.columns if column.strip())
    return tuple(
        Column(column.casefold(), plain_name(header["name"]), _named_parts(header["parts"]))
        for column, header in found
        if header
    )


def entry_of_row(row: Row, columns: Sequence[Column]) -> Entry:
    """The item in a row of a table."""
    values: dict[str, tuple[Part, ...]] = {}
    for column in columns:
        text = row.cells.get(column.key, "").strip()
        for one in _listed(text) if column.name in _LISTED else [text]:
            read = tuple(_parts_of_text(column.name, one, row.line, column.parts))
            values[column.name] = (*values.get(column.name, ()), *read)
    return Entry(row.line, {name: parts for name, parts in values.items() if parts})


@lru_cache(maxsize=1_000)
def plain_name(name: str) -> str:
    """``g:Sale Price`` as ``sale_price``."""
    return _SPACES.sub("_", name.strip().lower().removeprefix("g:"))


def _parts_of_element(name: str, element: Element) -> Iterator[Part]:
    if element.children:
        parts = {plain_name(child.name): child.text for child in element.children if child.text}
        yield Part(element.line, "", parts)
    elif name == "link" and element.attributes.get("href"):
        # Atom has several links; the page of the product is the one that says nothing else.
        if element.attributes.get("rel", "alternate") == "alternate":
            yield Part(element.line, element.attributes["href"].strip())
    elif element.text:
        yield from _parts_of_text(name, element.text, element.line, ())


def _parts_of_text(name: str, text: str, line: int, order: Sequence[str]) -> Iterator[Part]:
    if name not in PARTS:
        yield from (Part(line, one) for one in (text,) if one)
        return
    for one, parts in _parted(name, text, tuple(order)):
        yield Part(line, one, parts)


# A shop delivers most of its goods for one of a few prices. Nobody changes the parts.
@lru_cache(maxsize=1_000)
def _parted(name: str, text: str, order: tuple[str, ...]) -> list[tuple[str, dict[str, str]]]:
    """Every value in *text*, with its parts by name."""
    values = (one.strip() for one in _NEXT.split(text))
    return [(one, dict(_by_name(name, _split(one, ":"), order))) for one in values if one]


def _by_name(name: str, texts: Sequence[str], order: Sequence[str]) -> Iterator[tuple[str, str]]:
    names = order or PARTS[name]
    if not order and name == "shipping" and 1 < len(texts) < 4:
        # ``US:4.95 USD`` and ``US:Standard:4.95 USD``: the price comes last.
        names = ("country", "service", "price") if len(texts) == 3 else ("country", "price")
    whole = (*texts[: len(names) - 1], ":".join(texts[len(names) - 1 :]))
    for part, text in zip(names, whole, strict=False):
        if text:
            yield part, text


def _named_parts(text: str | None) -> tuple[str, ...]:
    return tuple(plain_name(part) for part in text.split(":")) if text else ()


def _listed(text: str) -> list[str]:
    """The values between commas; one in quotation marks may hold commas itself."""
    return [one.strip() for one in next(csv.reader([text], skipinitialspace=True), [])]


def _split(text: str, mark: str) -> list[str]:
    """The parts of *text* between *mark*, empty ones too; a backslash before it makes it text."""
    pieces = re.split(rf"(?<!\\){re.escape(mark)}", text)
    return [piece.replace(f"\\{mark}", mark).strip() for piece in pieces]
