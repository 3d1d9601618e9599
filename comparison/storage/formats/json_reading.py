"""JSON as plain data: numbers stay the text that was typed, so that no amount goes by way of a float."""

import json
from typing import Any

from ...core.errors import RefusedFile
from ...core.messages import Message, say
from .yaml_reading import read_yaml

# Finding the line reads the text again, as YAML; of a longer one only the key is named.
_LONGEST_SEARCHED = 1_000_000


class KeyTwice(Exception):
    """An object holds the key in its argument twice."""


def plain_json(text: str, *, strict: bool = True) -> Any:
    """The data in *text*; control characters inside of texts are allowed where it is not *strict*.

    Raises:
        json.JSONDecodeError: it is no JSON.
        KeyTwice: an object holds a key twice.
        RecursionError: it is too deep to be read.
    """
    return json.loads(
        text,
        strict=strict,
        parse_int=str,
        parse_float=str,
        parse_constant=str,
        object_pairs_hook=_mapping,
    )


def refused_twice(file: str, line: int, text: str, error: KeyTwice) -> RefusedFile:
    """That a key stands twice in *text*, which begins on *line* of *file*: with its place, where YAML can
    follow the text."""
    if len(text) <= _LONGEST_SEARCHED:
        try:
            read_yaml(text.encode(errors="replace"), file)
        except RefusedFile as found:
            if isinstance(found.reason, Message) and found.reason.key == "refused.twice":
                return RefusedFile(
                    file, max(line, 1) + found.line - 1, found.path, found.reason, found.accepted
                )
    reason = say("refused.twice", name=str(error)[:60])
    return RefusedFile(file, line, "$", reason, say("accepted.once"))


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key, value in pairs:
        if key in mapping:
            raise KeyTwice(key)
        mapping[key] = value
    return mapping
