"""The shapes of JSON and of the command line: every wordless value with its text beside it."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from ..core.messages import Message, Period, Quantified, UnitAmount
from ..core.money import Money
from ..core.values import Listing, Words
from .cells import KINDS
from .speaker import Speaker, speaker


def with_text(value: object, lang: str) -> Any:
    """*value* as dicts, lists, strings, ints, booleans and None, in the language of *lang*.

    Money is ``{"minor", "currency", "text"}``, a message ``{"key", "arguments", "text"}``; unit
    amounts, quantities, periods and the values of cells gain ``text`` too. Dates are ISO 8601.
    Fields keep their names and order.

    Raises:
        TypeError: something in *value* has no shape here (a float, a set, an object).
    """
    return _shape(value, speaker(lang))


def _shape(value: object, said_by: Speaker) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _shape(item, said_by) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_shape(item, said_by) for item in value]
    if isinstance(value, msgspec.Struct):
        shape: Callable[[Any, Speaker], dict[str, Any]] = _SAID.get(type(value), _fields)
        return shape(value, said_by)
    raise TypeError(f"No shape for {type(value).__name__}")


def _fields(struct: msgspec.Struct, said_by: Speaker) -> dict[str, Any]:
    names = struct.__struct_fields__
    return {name: _shape(getattr(struct, name), said_by) for name in names}


def _and_text(struct: msgspec.Struct, said_by: Speaker) -> dict[str, Any]:
    return {**_fields(struct, said_by), "text": said_by.said(struct)}


def _cell(struct: msgspec.Struct, said_by: Speaker) -> dict[str, Any]:
    """A value says which kind it is; its labels are left out for the one text in the language."""
    kind = struct.__struct_config__.tag
    labels = isinstance(struct, Words | Listing)
    fields = {} if labels else _fields(struct, said_by)
    return {"is": kind, **fields, "text": said_by.said(struct)}


_SAID: Mapping[type, Callable[[Any, Speaker], dict[str, Any]]] = {
    **dict.fromkeys((Money, UnitAmount, Message, Quantified, Period), _and_text),
    **dict.fromkeys(KINDS, _cell),
}
