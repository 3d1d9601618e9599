"""Text as it may enter the catalogue: one form of each character, and none that hides or deceives."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from ...core.errors import RefusedFile
from ...core.messages import Message, say
from .places import Path
from .yaml_reading import MOST_DEPTH

Refused = Callable[[Path, Message, Message], RefusedFile]

# Control characters but tab and newline, and halves of surrogate pairs.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# These turn the text around them: "$100" can be made to read "001$".
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NAMES = frozenset(
    # The last three are said before a date or an amount, which they could turn around as well.
    {"key", "name", "saasName", "label", "title", "sku", "source_key", "source_name", "best", "coupon"}
    | {"seller", "body", "reason"}
)
# A list of records is one without a key twice; cells are known by the feature they are for.
_KEYS_OF_LISTS = {"cells": "feature"}


def cleaned(data: Any, refused: Refused, path: Path = ()) -> Any:
    """*data* with every text in Unicode's composed form (NFC).

    Raises:
        RefusedFile: what *refused* makes of the place, the reason and what is accepted, for a
            control character anywhere, a direction mark in a name or a key, a key twice among
            the records of a list, and data deeper than 50 levels.
    """
    if isinstance(data, str):
        return _text(data, refused, path)
    if isinstance(data, dict | list) and len(path) >= MOST_DEPTH:
        raise refused(path, say("refused.too_deep"), say("accepted.at_most_levels", count=MOST_DEPTH))
    if isinstance(data, dict):
        return _mapping(data, refused, path)
    if isinstance(data, list):
        items = [cleaned(item, refused, (*path, index)) for index, item in enumerate(data)]
        _each_once(items, refused, path)
        return items
    return data


def _text(text: str, refused: Refused, path: Path, *, is_key: bool = False) -> str:
    if text.isascii() and text.isprintable():
        return text
    if found := _CONTROLS.search(text):
        raise refused(path, _character(found[0]), say("accepted.printable"))
    if (is_key or not _NAMES.isdisjoint(path)) and (found := _DIRECTIONS.search(text)):
        raise refused(path, _character(found[0]), say("accepted.no_direction_marks"))
    return unicodedata.normalize("NFC", text)


def _character(character: str) -> Message:
    return say("refused.character", character=f"U+{ord(character):04X}")


def _mapping(data: dict[str, Any], refused: Refused, path: Path) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key, value in data.items():
        name = _text(key, refused, path, is_key=True)
        if name in mapping:
            raise refused((*path, key), say("refused.twice", name=name[:60]), say("accepted.once"))
        mapping[name] = cleaned(value, refused, (*path, key))
    return mapping


def _each_once(items: list[Any], refused: Refused, path: Path) -> None:
    name = _KEYS_OF_LISTS.get(str(path[-1]), "key") if path else "key"
    seen: set[str] = set()
    for index, item in enumerate(items):
        key = item.get(name) if isinstance(item, dict) else None
        if not isinstance(key, str):
            continue
        if key in seen:
            raise refused((*path, index, name), say("refused.twice", name=key[:60]), say("accepted.once"))
        seen.add(key)
