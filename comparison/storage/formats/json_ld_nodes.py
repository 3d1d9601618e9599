"""JSON-LD as nodes: properties by their schema.org names, references followed, one language chosen.

A context of schema.org is taken for granted; names of other vocabularies keep their prefix and so
mean nothing here.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from .json_ld_scripts import Script
from .places import Path

_SCHEMA = ("https://schema.org/", "http://schema.org/", "https://www.schema.org/", "http://www.schema.org/")
_CONTAINERS = ("@list", "@set")


def local_name(name: str) -> str:
    """``https://schema.org/name`` and ``schema:name`` as ``name``; other names as they are."""
    for prefix in _SCHEMA:
        if name.startswith(prefix):
            return name[len(prefix) :]
    return name.removeprefix("schema:")


class Node:
    """One object of the graph, at its *path* in the *script* of that number."""

    def __init__(self, graph: "Graph", data: dict[str, Any], script: int, path: Path) -> None:
        self._graph, self._data = graph, data
        self.script, self.path = script, path
        self._properties: dict[str, list[Any]] = {}
        self._places: dict[int, Path] = {}
        for key, value in data.items():
            if key != "@context":
                self._take(local_name(key), value, (*path, key))

    def _take(self, name: str, value: Any, path: Path) -> None:
        for one, place in _flat(value, path):
            self._properties.setdefault(name, []).append(one)
            if isinstance(one, dict):
                self._places[id(one)] = place

    @property
    def types(self) -> frozenset[str]:
        """The names of its types."""
        return frozenset(local_name(one) for one in self._properties.get("@type", ()) if isinstance(one, str))

    @property
    def own_id(self) -> str:
        """Its ``@id``; nothing where it has none."""
        return next((one for one in self._properties.get("@id", ()) if isinstance(one, str)), "")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its properties."""
        return tuple(name for name in self._properties if not name.startswith("@"))

    def nodes(self, name: str) -> list["Node"]:
        """The objects under *name*, those only referred to as well."""
        found = (self._node(one) for one in self._properties.get(name, ()) if isinstance(one, dict))
        return [node for node in found if node is not None]

    def texts(self, name: str) -> list[str]:
        """The texts under *name* in the graph's language, else in the first one; numbers are text too."""
        values = self._properties.get(name, ())
        tagged = [one for one in values if isinstance(one, dict) and "@value" in one]
        plain = [clean for one in values if isinstance(one, str) and (clean := _composed(one))]
        if plain or not tagged:
            return plain
        wished = [one for one in tagged if _language(one) == self._graph.language]
        chosen = wished or [one for one in tagged if _language(one) == _language(tagged[0])]
        return [clean for one in chosen if (clean := _composed(str(one["@value"])))]

    def text(self, name: str) -> str:
        """The first text under *name*, else the name of the first object there, else nothing."""
        texts = self.texts(name)
        if texts:
            return texts[0]
        named = [label for node in self.nodes(name) if (label := node.text("name") if name != "name" else "")]
        return named[0] if named else ""

    def flag(self, name: str) -> bool | None:
        """Yes or no under *name*, None where it says neither."""
        for value in self._properties.get(name, ()):
            if isinstance(value, bool):
                return value
            if isinstance(value, str) and local_name(value).lower() in {"true", "false"}:
                return local_name(value).lower() == "true"
        return None

    def has(self, name: str) -> bool:
        """Whether there is anything under *name*."""
        return bool(self._properties.get(name))

    def inner(self) -> Iterator[tuple[str, "Node"]]:
        """Every object right inside it, with the name it is under; what it only refers to is none."""
        for name, values in self._properties.items():
            for value in values:
                if isinstance(value, dict) and set(value) != {"@id"} and "@value" not in value:
                    yield name, self._graph.node(value, self.script, self._places[id(value)])

    def _node(self, value: dict[str, Any]) -> "Node | None":
        if set(value) == {"@id"}:
            return self._graph.referred(value["@id"])
        if "@value" in value:
            return None
        return self._graph.node(value, self.script, self._places[id(value)])


class Graph:
    """All nodes of a file. *language* is the one that texts are wished in."""

    def __init__(self, scripts: Sequence[Script], language: str) -> None:
        self.scripts, self.language = scripts, language.partition("-")[0].lower()
        self._nodes: dict[int, Node] = {}
        self._by_id: dict[str, Node] = {}
        self.roots = [
            self.node(data, number, path)
            for number, script in enumerate(scripts)
            for data, path in _flat(script.data, ())
            if isinstance(data, dict)
        ]
        self._index()

    def node(self, data: dict[str, Any], script: int, path: Path) -> Node:
        """The node of *data*; one and the same every time."""
        known = self._nodes.get(id(data))
        if known is None:
            known = self._nodes[id(data)] = Node(self, data, script, path)
        return known

    def referred(self, own_id: object) -> Node | None:
        """The node that says most under this ``@id``; None where the file has none."""
        return self._by_id.get(own_id) if isinstance(own_id, str) else None

    def walk(self, descend: Callable[[str], bool]) -> Iterator[Node]:
        """Every node once, in the order of the file; below a property only if *descend* says so."""
        seen: set[int] = set()
        waiting = list(reversed(self.roots))
        while waiting:
            node = waiting.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            yield node
            waiting.extend(reversed([inner for name, inner in node.inner() if descend(name)]))

    def _index(self) -> None:
        for node in self.walk(lambda _: True):
            known = self._by_id.get(node.own_id)
            if node.own_id and (known is None or len(node.names) > len(known.names)):
                self._by_id[node.own_id] = node


def _flat(value: Any, path: Path) -> Iterator[tuple[Any, Path]]:
    """The values of a property with their places, of lists in lists as well; nulls are none."""
    if isinstance(value, list):
        for index, one in enumerate(value):
            yield from _flat(one, (*path, index))
    elif isinstance(value, dict) and any(name in value for name in _CONTAINERS):
        for name in _CONTAINERS:
            yield from _flat(value.get(name), (*path, name))
    elif value is not None:
        yield value, path


def _language(tagged: dict[str, Any]) -> str:
    return str(tagged.get("@language", "")).partition("-")[0].lower()


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
