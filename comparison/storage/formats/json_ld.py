"""schema.org data in JSON-LD: from a file of its own, or from the scripts of a page.

Source: docs/importing.md, "JSON-LD". A page that has its products in microdata only is refused, with
that reason.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

from msgspec.structs import replace

from ...core.errors import RefusedFile
from ...core.messages import Message, say
from .faults import Faults
from .goods import Good
from .goods_records import reading_of_goods
from .json_ld_goods import good_of, things_in
from .json_ld_nodes import Graph
from .json_ld_scripts import PAGES, Scripts, scripts_of
from .json_ld_specs import Reader
from .reading import Reading, SourceFile, Wishes
from .tallies import Tally

SUFFIXES = (".jsonld", ".json", *PAGES)
_MARKS = (b'"@context"', b'"@type"', b'"@graph"')
_PLAIN = frozenset({"utf-8", "utf-8-sig", "utf-16"})


def looks_like_json_ld(file: SourceFile) -> bool:
    """Whether *file* is a page, or a document that speaks of a context, a type or a graph."""
    if PurePath(file.plain_name).suffix.lower() != ".json":
        return True
    return any(mark in file.head.replace(b"\0", b"") for mark in _MARKS)


def read(file: SourceFile, wishes: Wishes) -> Reading:
    """The goods of *file*. Raises RefusedFile as `reading_of_goods` does, and where nothing is for sale."""
    found = scripts_of(file)
    graph = Graph(found.scripts, wishes.language)
    things = list(things_in(graph))
    if not things:
        raise _nothing(file.name, found)
    reader, tally = Reader(file.name, graph), Tally()

    @contextmanager
    def walk(faults: Faults) -> Iterator[Iterator[Good]]:
        yield faults.each(things, lambda thing: good_of(thing, reader, wishes, tally))

    reading = reading_of_goods(file, wishes, walk, tuple(_notes(found)))
    # The records are walked later; what there is to say was found out in the walk before.
    return replace(reading, notes=(*reading.notes, *tally.notes))


def _notes(found: Scripts) -> Iterator[Message]:
    if found.encoding not in _PLAIN:
        yield say("import.note.encoding", encoding=found.encoding)
    if found.broken is not None:
        yield say("import.note.script_skipped", line=found.broken.line)


def _nothing(name: str, found: Scripts) -> RefusedFile:
    """Why there is nothing to import."""
    if found.broken is not None:
        return found.broken
    reason = "microdata_only" if found.microdata else "nothing_for_sale"
    return RefusedFile(name, 0, "", say(f"import.reason.{reason}"), say("import.accepted.nothing_for_sale"))
