"""What a cell says: the values of the file as values of the catalogue."""

import re
from typing import Literal

from ....core.bounds import LINE, MOST_QUANTITY, SHORT
from ....core.values import Listing, NotStated, Number, Unlimited, Value, ValueKind, Words, YesNo
from .amounts import decimal_of, plain
from .node import Node, is_number

ValueType = Literal["BOOLEAN", "NUMERIC", "TEXT"]
VALUE_TYPES: tuple[ValueType, ...] = ("BOOLEAN", "NUMERIC", "TEXT")

_ENDLESS = re.compile(r"\+?\.inf|\+?\.Inf|\+?\.INF")
_ENDLESS_WORDS = frozenset({"inf", "infinity", "unlimited"})
_POWER_OF_TEN = re.compile(rf"10{{{len(str(MOST_QUANTITY)) - 1},}}")
_NO_NUMBER = frozenset({".nan", ".NaN", ".NAN"})


def kind_of(value_type: ValueType, said: list[Node]) -> ValueKind:
    """The kind of a row. A text row is a list as soon as one of the values *said* in it is a list."""
    if value_type == "BOOLEAN":
        return "yes_no"
    if value_type == "NUMERIC":
        return "number"
    return "list" if any(isinstance(node.value, list) for node in said) else "text"


def value_of(node: Node, kind: ValueKind, unit: str | None, language: str) -> Value:
    """One value, as it was said: a text in a number row stays a text, true in a text row stays yes.

    Raises:
        RefusedFile: a mapping, or a text, number or list that is too long.
    """
    said = node.value
    if _says_nothing(said):
        return NotStated()
    if isinstance(said, bool):
        return YesNo(yes=said)
    if isinstance(said, list):
        return Listing(items=tuple({language: text} for text in node.texts()))
    return _of_text(node, kind, unit, language)


def _says_nothing(said: object) -> bool:
    return said is None or said in ("", []) or (isinstance(said, str) and said in _NO_NUMBER)


def _of_text(node: Node, kind: ValueKind, unit: str | None, language: str) -> Value:
    text = node.text(SHORT if kind == "list" else LINE) or ""
    if _ENDLESS.fullmatch(text) or (kind == "number" and _is_endless(text)):
        return Unlimited()
    if kind == "number" and is_number(text):
        return Number(amount=plain(decimal_of(node)), unit=unit)
    if kind == "list":
        return Listing(items=({language: text},))
    return Words(text={language: text})


def _is_endless(text: str) -> bool:
    return text.lower() in _ENDLESS_WORDS or is_stand_in(text)


def is_stand_in(said: object) -> bool:
    """Whether a number stands for unlimited: a power of ten that no quantity here can reach.

    Files older than ``.inf`` write 1000000000 or 10000000000000 for it.
    """
    return isinstance(said, str) and _POWER_OF_TEN.fullmatch(said) is not None
