"""A value of the file together with where it stands, so that every refusal can name its line."""

import re
from typing import Any

from ....core.bounds import SHORT
from ....core.errors import RefusedFile
from ....core.messages import Message, say
from ..documents import line_of
from ..places import Path, spelled
from ..texts import cleaned
from ..yaml_reading import YamlDocument

NUMBER = re.compile(r"[+-]?[0-9][0-9_]*(\.[0-9_]*)?|[+-]?\.[0-9]+")
_NULL_KEYS = frozenset({"", "~", "null", "Null", "NULL"})


class Node:
    """*value* at *path* of a document. A key that is not there is a node whose value is None."""

    def __init__(self, document: YamlDocument, file: str, path: Path = (), value: Any = None) -> None:
        self._document = document
        self._file = file
        self.path = path
        self.value = value

    @classmethod
    def top(cls, document: YamlDocument, file: str) -> "Node":
        """The whole document, its texts in one form of each character.

        Raises:
            RefusedFile: a text with characters that hide or deceive.
        """

        def refused(path: Path, reason: Message, accepted: Message) -> RefusedFile:
            return RefusedFile(file, line_of(document, path), spelled(path), reason, accepted)

        return cls(document, file, (), cleaned(document.data, refused))

    @property
    def key(self) -> str:
        """The last step of the path."""
        return str(self.path[-1]) if self.path else ""

    def refusal(self, fault: str, **facts: Any) -> RefusedFile:
        """What is wrong here, to be raised: ``import.reason.FAULT`` and ``import.accepted.FAULT`` say it."""
        line = line_of(self._document, self.path)
        reason, accepted = (say(f"import.{part}.{fault}", **facts) for part in ("reason", "accepted"))
        return RefusedFile(self._file, line, spelled(self.path), reason, accepted)

    def at(self, key: str) -> "Node":
        """The child *key* of a mapping."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return self._child(key, value)

    def has(self, key: str) -> bool:
        return isinstance(self.value, dict) and key in self.value

    def names(self) -> tuple[str, ...]:
        """The keys of a mapping; anything else has none."""
        return tuple(self.value) if isinstance(self.value, dict) else ()

    def mapping(self) -> "Node":
        """This node, which must be a mapping.

        Raises:
            RefusedFile: it is anything else, or a key in it is null.
        """
        if not isinstance(self.value, dict):
            raise self.refusal("not_a_map")
        for key in self.value:
            if key in _NULL_KEYS:
                raise self.at(key).refusal("null_key")
        return self

    def children(self) -> list["Node"]:
        """The nodes inside a mapping, by their keys; a null has none.

        Raises:
            RefusedFile: as `mapping`.
        """
        if self.value is None:
            return []
        return [self.at(key) for key in self.mapping().value]

    def named(self) -> list[tuple[str, "Node"]]:
        """What a mapping holds under its keys, or a list under the ``name`` of each of its items.

        Raises:
            RefusedFile: neither of the two, an item without a name, or a name twice.
        """
        if not isinstance(self.value, list):
            return [(child.key, child.mapping()) for child in self.children()]
        items = [self._child(index, item).mapping() for index, item in enumerate(self.value)]
        names: list[str] = []
        for item in items:
            name = item.at("name").text()
            if not name or name in names:
                raise item.at("name").refusal("bad_name")
            names.append(name)
        return list(zip(names, items, strict=True))

    def items(self) -> list["Node"]:
        """The items of a list; a null has none.

        Raises:
            RefusedFile: it is anything else.
        """
        if self.value is None:
            return []
        if not isinstance(self.value, list):
            raise self.refusal("not_a_list")
        return [self._child(index, item) for index, item in enumerate(self.value)]

    def text(self, most: int = SHORT) -> str | None:
        """Text of at most *most* characters; null and empty text are None.

        Raises:
            RefusedFile: it is a mapping, a list, true or false, or longer.
        """
        if self.value is None or self.value == "":
            return None
        if not isinstance(self.value, str):
            raise self.refusal("not_text", most=most)
        if len(self.value) > most:
            raise self.refusal("too_long", most=most)
        return self.value

    def flag(self) -> bool:
        """True or false; null is false.

        Raises:
            RefusedFile: it is anything else, text such as "true" too.
        """
        if not isinstance(self.value, bool | None):
            raise self.refusal("not_a_flag")
        return bool(self.value)

    def texts(self) -> tuple[str, ...]:
        """A list of texts, each of which is there.

        Raises:
            RefusedFile: it is anything else.
        """
        items = self.items()
        for item in items:
            if not item.text():
                raise item.refusal("not_text", most=SHORT)
        return tuple(str(item.value) for item in items)

    def _child(self, step: str | int, value: Any) -> "Node":
        return Node(self._document, self._file, (*self.path, step), value)


def is_number(value: object) -> bool:
    return isinstance(value, str) and NUMBER.fullmatch(value) is not None
