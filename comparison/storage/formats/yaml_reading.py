"""YAML as plain data in which text stays text, read from the C parser's events.

Only ``true``, ``false`` and ``null`` (three spellings each, as YAML 1.2 has them) and the empty
value are more than text: ``no``, ``1.10``, ``2026-11-22`` and ``.inf`` stay what was typed, and
keys are always text. No tag makes an object, and an alias cannot blow a document up.
"""

import re
from functools import cached_property
from typing import Any, NamedTuple, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    StreamEndEvent,
)

from ...core.errors import RefusedFile
from ...core.messages import Message, say
from .places import Path, spelled

MOST_BYTES = 20_000_000
MOST_DEPTH = 50
MOST_ANCHORS = 100
MOST_REPEATED_NODES = 100_000

_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_STANDARD = "tag:yaml.org,2002:"
_TEXT_TAGS = frozenset({"!", *(_STANDARD + name for name in ("str", "int", "float", "timestamp"))})
_WORD_TAGS = frozenset({_STANDARD + "bool", _STANDARD + "null"})
_COLLECTION_TAGS = frozenset({"!", _STANDARD + "map", _STANDARD + "seq"})
# What YAML calls unprintable; found here first, because the C parser names no line for it.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


class YamlDocument:
    """*data* is made of None, bool, str, list and dict with text keys; *text* is what it was read from."""

    def __init__(self, data: Any, text: str) -> None:
        self.data = data
        self.text = text

    def line_of(self, path: Path) -> int:
        """The 1-based line of *path*, or of the nearest place above it that exists.

        A key of a mapping stands where the key itself stands, an item of a list where it begins.
        """
        place = self._root
        for step in path:
            inner = place.inside.get(step)
            if inner is None:
                break
            place = inner
        return place.line

    @cached_property
    def _root(self) -> "_Place":
        return _Places(self.text).root()


def read_yaml(raw: bytes, file: str) -> YamlDocument:
    """Read one YAML document; *file* is only its name in errors. Numbers stay as typed: ``"1.10"``.

    Raises:
        RefusedFile: not UTF-8, not YAML, too large or deep, a key twice, a tag that would make an
            object, merge keys, more than 100 anchors, or an alias inside what it names.
    """
    text = utf8_text(raw, file)
    unprintable = _UNPRINTABLE.search(text)
    if unprintable:
        line = text.count("\n", 0, unprintable.start()) + 1
        reason = say("refused.character", character=f"U+{ord(unprintable[0]):04X}")
        raise RefusedFile(file, line, "$", reason, say("accepted.printable"))
    return YamlDocument(_Reading(text, file).document(), text)


def utf8_text(raw: bytes, file: str) -> str:
    """*raw* as text, without its byte order mark.

    Raises:
        RefusedFile: larger than 20 MB, or not UTF-8.
    """
    if len(raw) > MOST_BYTES:
        wanted = say("accepted.at_most_bytes", count=MOST_BYTES)
        raise RefusedFile(file, 0, "$", say("refused.bytes", count=len(raw)), wanted)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise RefusedFile(file, line, "$", say("refused.not_utf8"), say("accepted.utf8")) from None


def _line(event: Event) -> int:
    """1-based, as people count."""
    return event.start_mark.line + 1 if event.start_mark else 0


class _Anchored(NamedTuple):
    """What an anchor names: its value, and how many nodes and levels an alias of it adds."""

    value: Any
    nodes: int
    height: int


class _Reading:
    """One pass over the events. Recursion is safe: no node lies deeper than `MOST_DEPTH`."""

    def __init__(self, text: str, file: str) -> None:
        self._loader = yaml.CSafeLoader(text)
        self._file = file
        self._path: list[str | int] = []
        self._anchors: dict[str, _Anchored | None] = {}
        self._anchors_seen = 0
        self._nodes = self._repeated = self._depth = self._reach = 0

    def document(self) -> Any:
        self._next()
        if isinstance(self._next(), StreamEndEvent):
            return None
        first = self._next()
        data = self._node(first)
        self._next()
        more = self._next()
        if isinstance(more, DocumentStartEvent):
            self._refuse(more, "second_document", say("accepted.one_document"))
        return data

    def _next(self) -> Any:
        try:
            return self._loader.get_event()
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            reason = say("refused.not_yaml", problem=str(getattr(error, "problem", None) or error))
            line, path = mark.line + 1 if mark else 0, spelled(tuple(self._path))
            raise RefusedFile(self._file, line, path, reason, say("accepted.yaml")) from None

    def _refuse(self, event: Event, what: str, accepted: Message, **facts: str) -> NoReturn:
        reason = say(f"refused.{what}", **facts)
        raise RefusedFile(self._file, _line(event), spelled(tuple(self._path)), reason, accepted)

    def _node(self, event: NodeEvent) -> Any:
        self._nodes += 1
        if isinstance(event, AliasEvent):
            return self._alias(event)
        return self._content(event) if event.anchor is None else self._anchored(event)

    def _content(self, event: NodeEvent) -> Any:
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        return self._collection(event)

    def _scalar(self, event: ScalarEvent) -> Any:
        if event.tag is None:
            return _WORDS.get(event.value, event.value) if event.implicit[0] else event.value
        if event.tag in _WORD_TAGS and event.value in _WORDS:
            return _WORDS[event.value]
        if event.tag not in _TEXT_TAGS:
            self._refuse(event, "tag", say("accepted.no_tag"), tag=event.tag[:60])
        return event.value

    def _collection(self, event: Any) -> Any:
        if event.tag is not None and event.tag not in _COLLECTION_TAGS:
            self._refuse(event, "tag", say("accepted.no_tag"), tag=event.tag[:60])
        self._depth += 1
        self._reach = max(self._reach, self._depth)
        if self._depth > MOST_DEPTH:
            self._refuse(event, "too_deep", say("accepted.at_most_levels", count=MOST_DEPTH))
        data = self._mapping() if isinstance(event, MappingStartEvent) else self._sequence()
        self._depth -= 1
        return data

    def _mapping(self) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while isinstance(event := self._next(), NodeEvent):
            key = self._key(event)
            self._path.append(key)
            if key in mapping:
                self._refuse(event, "twice", say("accepted.once"), name=key[:60])
            mapping[key] = self._node(self._next())
            self._path.pop()
        return mapping

    def _key(self, event: NodeEvent) -> str:
        self._nodes += 1
        if not isinstance(event, ScalarEvent) or event.anchor:
            self._refuse(event, "key_not_text", say("accepted.text_key"))
        if event.value == "<<" and event.implicit[0]:
            self._refuse(event, "merge_key", say("accepted.written_out"))
        return str(event.value)

    def _sequence(self) -> list[Any]:
        items: list[Any] = []
        self._path.append(0)
        while isinstance(event := self._next(), NodeEvent):
            items.append(self._node(event))
            self._path[-1] = len(items)
        self._path.pop()
        return items

    def _anchored(self, event: NodeEvent) -> Any:
        name = str(event.anchor)
        self._anchors_seen += 1
        if self._anchors_seen > MOST_ANCHORS:
            self._refuse(event, "anchors", say("accepted.at_most_anchors", count=MOST_ANCHORS))
        nodes, reach = self._nodes, self._reach
        self._anchors[name], self._reach = None, self._depth
        value = self._content(event)
        self._anchors[name] = _Anchored(value, self._nodes - nodes + 1, self._reach - self._depth)
        self._reach = max(reach, self._reach)
        return value

    def _alias(self, event: AliasEvent) -> Any:
        anchored = self._anchors.get(str(event.anchor))
        if anchored is None:
            self._refuse(event, "alias", say("accepted.earlier_anchor"), anchor=str(event.anchor)[:60])
        self._nodes += anchored.nodes
        self._repeated += anchored.nodes
        self._reach = max(self._reach, self._depth + anchored.height)
        if self._repeated > MOST_REPEATED_NODES or self._reach > MOST_DEPTH:
            self._refuse(event, "grows", say("accepted.written_out"))
        return anchored.value


class _Place(NamedTuple):
    """A line and, by key or index, the places inside."""

    line: int
    inside: "dict[str | int, _Place]"


class _Places:
    """The lines of a document that was read before, and so is known to be sound and shallow."""

    def __init__(self, text: str) -> None:
        self._loader = yaml.CSafeLoader(text)
        self._anchors: dict[str, _Place] = {}

    def root(self) -> _Place:
        self._loader.get_event()
        if isinstance(self._loader.get_event(), StreamEndEvent):
            return _Place(1, {})
        return self._node(self._loader.get_event(), 1)

    def _node(self, event: Any, line: int) -> _Place:
        if isinstance(event, AliasEvent):
            return _Place(line, self._anchors[str(event.anchor)].inside)
        place = _Place(line, {})
        if isinstance(event, MappingStartEvent):
            self._mapping(place)
        elif isinstance(event, CollectionStartEvent):
            self._sequence(place)
        if event.anchor:
            self._anchors[str(event.anchor)] = place
        return place

    def _mapping(self, place: _Place) -> None:
        while isinstance(key := self._loader.get_event(), ScalarEvent):
            place.inside[key.value] = self._node(self._loader.get_event(), _line(key))

    def _sequence(self, place: _Place) -> None:
        while isinstance(event := self._loader.get_event(), NodeEvent):
            place.inside[len(place.inside)] = self._node(event, _line(event))
