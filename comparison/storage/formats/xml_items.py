"""Feeds in XML, read item by item: never whole, never with a document type, never past its bounds.

The parser is defusedxml's, which refuses document types and entities, built on Python's own class:
that one knows on which line it is. Names are small letters without their prefix.
"""

import codecs
import io
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from xml.parsers.expat import ErrorString, ExpatError

import msgspec
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from ...core.errors import RefusedFile
from ...core.messages import say
from .decoding import encoding_of, refused_in
from .source_file import SourceFile

MOST_DEPTH = 20
MOST_ITEM_CHARACTERS = 1_000_000
MOST_ITEM_ELEMENTS = 5_000
MOST_ITEMS = 10_000_000
_CHUNK = 65_536
# A tag or a text that is not even finished by now belongs to no item that could be taken.
_MOST_UNFINISHED = 4 * MOST_ITEM_CHARACTERS
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
# What a file may say that it is in; anything else is found out instead of believed.
_BELIEVED = frozenset(
    {"utf-8", "ascii", "iso8859-1", "iso8859-15", "cp1252", "euc_kr", "cp949", "euc_jp", "shift_jis", "cp932"}
)


class Element(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One element: its *name*, the *line* it begins on, its own *text*, *attributes* and *children*."""

    name: str
    line: int
    text: str
    attributes: dict[str, str]
    children: tuple["Element", ...]


# An element that is not closed yet: its name, line and attributes, and the texts and children so far.
# Of a feed of a million items there are sixteen million, so it is no object of a class.
_Open = tuple[str, int, dict[str, str], list[str], list[Element]]


@contextmanager
def items_of(file: SourceFile, names: frozenset[str]) -> Iterator[Iterator[Element]]:
    """Every element of *file* whose name is one of *names*, in the order of the file.

    Raises:
        RefusedFile: while it is walked: it is no XML, has a document type, is cut off, or is deeper or
            holds larger or more items than the bounds allow.
    """
    with file.opened() as stream, io.TextIOWrapper(stream, encoding=xml_encoding(file)) as text:
        yield _Reader(file, names).items(text)


def xml_encoding(file: SourceFile) -> str:
    """In which encoding *file* is: as its byte order mark or its first line says, else found out.

    Raises:
        RefusedFile: it is in none that can be read.
    """
    declared = _DECLARED.match(file.head.removeprefix(codecs.BOM_UTF8).lstrip()[:300])
    if declared is None or file.head.startswith(codecs.BOM_UTF8):
        return encoding_of(file)
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name
    except LookupError:
        return encoding_of(file)
    return name if name in _BELIEVED else encoding_of(file)


class _Reader:
    """Feeds one parser, and keeps the items that were finished in the meantime."""

    def __init__(self, file: SourceFile, names: frozenset[str]) -> None:
        self._file, self._names = file, names
        self._parser = DefusedXMLParser(forbid_dtd=True)
        # The handlers of the class build a tree of everything; these build the items only.
        self._expat: Any = self._parser.parser
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._text
        self._expat.CommentHandler = self._expat.ProcessingInstructionHandler = None
        self._expat.DefaultHandlerExpand = None
        # A text in one piece instead of one for each line and each entity in it.
        self._expat.buffer_text = True
        self._open: list[_Open] = []
        # Those of the innermost open element; None outside of an item.
        self._texts: list[str] | None = None
        self._done: list[Element] = []
        self._depth = self._characters = self._elements = self._count = 0

    def items(self, text: io.TextIOWrapper) -> Iterator[Element]:
        fed = 0
        while chunk := self._chunk(text):
            self._feed(chunk)
            fed += len(chunk)
            if fed - self._expat.CurrentByteIndex > _MOST_UNFINISHED and not self._done:
                raise self._refused("item_size", "item_size", most=MOST_ITEM_CHARACTERS)
            yield from self._done
            self._done.clear()
        self._close()
        yield from self._done

    def _chunk(self, text: io.TextIOWrapper) -> str:
        try:
            return text.read(_CHUNK)
        except UnicodeError:
            raise refused_in(self._file, text.encoding) from None

    def _feed(self, chunk: str) -> None:
        try:
            self._parser.feed(chunk)
        except DefusedXmlException:
            raise self._refused("document_type", "document_type") from None
        except ParseError as error:
            raise self._broken(error) from None
        except ExpatError as error:
            raise self._broken(error) from None

    def _close(self) -> None:
        try:
            self._expat.Parse(b"", 1)
        except ExpatError as error:
            raise self._broken(error) from None

    def _start(self, name: str, attributes: list[str]) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise self._refused("too_deep_xml", "too_deep_xml", most=MOST_DEPTH)
        plain = _plain(name)
        if not self._open:
            if plain not in self._names:
                return
            self._characters = self._elements = 0
        self._elements += 1
        pairs = {}
        if attributes or self._elements > MOST_ITEM_ELEMENTS:
            self._took(sum(map(len, attributes)))
            pairs = dict(zip(map(_plain, attributes[::2]), attributes[1::2], strict=True))
        self._texts = []
        self._open.append((plain, self._expat.CurrentLineNumber, pairs, self._texts, []))

    def _text(self, text: str) -> None:
        if self._texts is None:
            return
        self._texts.append(text)
        self._characters += len(text)
        if self._characters > MOST_ITEM_CHARACTERS:
            self._took(0)

    def _end(self, _: str) -> None:
        self._depth -= 1
        if not self._open:
            return
        element = _closed(*self._open.pop())
        if self._open:
            outer = self._open[-1]
            outer[4].append(element)
            self._texts = outer[3]
            return
        self._texts = None
        self._count += 1
        if self._count > MOST_ITEMS:
            raise self._refused("too_many_items", "too_many_items", most=MOST_ITEMS)
        self._done.append(element)

    def _took(self, characters: int) -> None:
        self._characters += characters
        if self._characters > MOST_ITEM_CHARACTERS or self._elements > MOST_ITEM_ELEMENTS:
            raise self._refused("item_size", "item_size", most=MOST_ITEM_CHARACTERS)

    def _broken(self, error: Any) -> RefusedFile:
        line = getattr(error, "lineno", None) or error.position[0]
        reason = say("import.reason.not_xml", problem=ErrorString(error.code) or "")
        return RefusedFile(self._file.name, line, "", reason, say("import.accepted.not_xml"))

    def _refused(self, reason: str, accepted: str, **facts: object) -> RefusedFile:
        because = say(f"import.reason.{reason}", **facts)
        place = self._open[0][0] if self._open else ""
        wanted = say(f"import.accepted.{accepted}", **facts)
        return RefusedFile(self._file.name, self._expat.CurrentLineNumber, place, because, wanted)


def _closed(
    name: str, line: int, attributes: dict[str, str], texts: list[str], children: list[Element]
) -> Element:
    text = (texts[0] if len(texts) == 1 else "".join(texts)).strip()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return Element(name=name, line=line, text=text, attributes=attributes, children=tuple(children))


@lru_cache(maxsize=1_000)
def _plain(name: str) -> str:
    """``http://base.google.com/ns/1.0}Price`` as ``price``."""
    return name.rsplit("}", 1)[-1].lower()
