"""Merchant product feeds: RSS 2.0, Atom and tables, read item by item.

Source: docs/importing.md, "Google Merchant". The items go by in a stream; the variants of a good are put
together, and what is not carried over is named.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import PurePath

from msgspec.structs import replace

from ...core.messages import Message, say
from .faults import Faults
from .goods import Good
from .goods_records import reading_of_goods
from .google_merchant_entries import Entry, columns_of, entry_of_element, entry_of_row, plain_name
from .google_merchant_goods import good_of
from .google_merchant_groups import Groups
from .reading import Reading, SourceFile, Wishes
from .tables import header_of, table_of
from .tallies import Tally
from .xml_items import items_of, xml_encoding

XML_SUFFIXES = (".xml", ".rss", ".atom")
_ITEMS = frozenset({"item", "entry"})
_NAMESPACE = b"base.google.com/ns/1.0"
_FEEDS = (b"<rss", b"<feed", b"<rdf:rdf")
_COLUMNS = frozenset({"id", "title", "link", "price", "availability"})

Entries = Callable[[], AbstractContextManager[Iterator[Entry]]]


def looks_like_google_merchant(file: SourceFile) -> bool:
    """Whether *file* is a feed: XML with its namespace or with items that have a price, or a table with
    its columns."""
    if not _is_xml(file):
        return {plain_name(name.partition("(")[0]) for name in header_of(file)} >= _COLUMNS
    head = file.head.replace(b"\0", b"").lower()
    if _NAMESPACE in head:
        return True
    has_items = b"<item" in head or b"<entry" in head
    return has_items and b"price>" in head and any(one in head for one in _FEEDS)


def read(file: SourceFile, wishes: Wishes) -> Reading:
    """The goods of *file*. Raises RefusedFile as `reading_of_goods` does."""
    entries, notes = _of_xml(file) if _is_xml(file) else _of_table(file)
    groups, tallies = Groups(file.name), [Tally()]

    @contextmanager
    def walk(faults: Faults) -> Iterator[Iterator[Good]]:
        tally = tallies[-1]
        with entries() as found:
            yield faults.each(groups.walk(found), lambda several: good_of(file.name, several, wishes, tally))

    reading = reading_of_goods(file, wishes, walk, notes)
    if groups.is_scattered:
        with entries() as found:
            groups.gather(found)
        tallies.append(Tally())
        reading = reading_of_goods(file, wishes, walk, notes)
    # The records are walked later; what there is to say was found out in the walk before.
    return replace(reading, notes=(*reading.notes, *tallies[-1].notes))


def _is_xml(file: SourceFile) -> bool:
    """By what stands in it; an empty file by its name."""
    start = file.head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1]
    return start == b"<" or (not start and PurePath(file.plain_name).suffix.lower() in XML_SUFFIXES)


def _of_xml(file: SourceFile) -> tuple[Entries, tuple[Message, ...]]:
    @contextmanager
    def entries() -> Iterator[Iterator[Entry]]:
        with items_of(file, _ITEMS) as items:
            yield (entry_of_element(item) for item in items)

    encoding = xml_encoding(file)
    plain = encoding in {"utf-8", "utf-8-sig", "utf-16", "ascii"}
    return entries, () if plain else (say("import.note.encoding", encoding=encoding),)


def _of_table(file: SourceFile) -> tuple[Entries, tuple[Message, ...]]:
    @contextmanager
    def entries() -> Iterator[Iterator[Entry]]:
        with table_of(file) as table:
            columns = columns_of(table)
            yield (entry_of_row(row, columns) for row in table.rows)

    with table_of(file) as table:
        return entries, table.notes
