"""What is wrong with data that does not fit its struct: where, what was found, what is accepted.

msgspec names the place and the broken rule in one English sentence; here the place is looked
up again in the data and in the type, so that the answer is facts for any language.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect

from ...core.lifts import fitting
from ...core.messages import Message, say
from .places import Path, parsed, spelled

_AT = re.compile(r"(?s)(?P<problem>.*?)(?: - at (?P<key>`key` in )?`(?P<path>\$.*)`)?")
_FIELD = re.compile(r"Object (?P<how>contains unknown|missing required) field `(?P<name>.*)`")
_MOST_SHOWN = 60
_NOTHING: Any = object()


class Fault(NamedTuple):
    """One thing that does not fit. *reason* and *accepted* are said in any language."""

    path: Path
    reason: Message
    accepted: Message

    @property
    def spelled(self) -> str:
        """The place as people read it: ``$.products[3].prices[0]``."""
        return spelled(self.path)


class _Spot(NamedTuple):
    """A place with the type that is wanted there, and what lies there."""

    wanted: inspect.Type
    found: Any


def explained(error: msgspec.ValidationError, struct: type, data: Any) -> Fault:
    """Why *data* is no *struct*, given the *error* that converting it raised."""
    said = _AT.fullmatch(str(error))
    problem, path = (said["problem"], said["path"] or "$") if said else (str(error), "$")
    place = parsed(path)
    spot = _spot(_information(struct), data, place)
    if field := _FIELD.fullmatch(problem):
        return _field_fault(place, spot, field["name"], unknown=field["how"] == "contains unknown")
    mapping = fitting(spot.wanted, spot.found)
    if isinstance(mapping, inspect.DictType) and isinstance(spot.found, dict):
        place, spot = _offender(place, spot.found, mapping, keys=bool(said and said["key"]))
    return Fault(place, _found(spot.found), accepted(spot.wanted, spot.found))


@lru_cache(maxsize=32)
def _information(struct: type) -> inspect.Type:
    return inspect.type_info(struct)


def _spot(wanted: inspect.Type, found: Any, path: Path) -> _Spot:
    for step in path:
        union = wanted
        wanted = fitting(wanted, found)
        found = _inside(found, step)
        if isinstance(wanted, inspect.StructType):
            if step == wanted.tag_field:
                return _Spot(_tags(union), found)
            wanted = _field_type(wanted, step)
        elif isinstance(wanted, inspect.DictType):
            wanted = wanted.value_type
        elif isinstance(wanted, inspect.VarTupleType | inspect.ListType):
            wanted = wanted.item_type
    return _Spot(wanted, found)


def _inside(found: Any, step: str | int) -> Any:
    try:
        return found[step]
    except (KeyError, IndexError, TypeError):
        return _NOTHING


def _field_type(struct: inspect.StructType, name: str | int) -> inspect.Type:
    return next((field.type for field in struct.fields if field.encode_name == name), inspect.AnyType())


def _tags(union: inspect.Type) -> inspect.LiteralType:
    tags = (str(part.tag) for part in _parts(union) if isinstance(part, inspect.StructType))
    return inspect.LiteralType(values=tuple(tags))


def _parts(wanted: inspect.Type) -> list[inspect.Type]:
    """What *wanted* may be besides nothing at all."""
    inner = wanted.type if isinstance(wanted, inspect.Metadata) else wanted
    if isinstance(inner, inspect.UnionType):
        return [part for one in inner.types for part in _parts(one)]
    return [] if isinstance(inner, inspect.NoneType) else [wanted]


def _field_fault(place: Path, spot: _Spot, name: str, *, unknown: bool) -> Fault:
    struct = fitting(spot.wanted, spot.found)
    if unknown or not isinstance(struct, inspect.StructType) or name == struct.tag_field:
        reason = say("refused.unknown_field" if unknown else "refused.missing_field", name=name)
        return Fault(place, reason, accepted(spot.wanted, spot.found))
    wanted = accepted(_field_type(struct, name), _NOTHING)
    return Fault(place, say("refused.missing_field", name=name), wanted)


def _offender(
    place: Path, found: dict[str, Any], mapping: inspect.DictType, *, keys: bool
) -> tuple[Path, _Spot]:
    """The entry of a mapping that breaks the rule; msgspec does not say which one it is."""
    for key, value in found.items():
        if keys and _breaks(key, mapping.key_type):
            return place, _Spot(mapping.key_type, key)
        if not keys and _breaks(value, mapping.value_type):
            return (*place, key), _Spot(mapping.value_type, value)
    return place, _Spot(mapping, found)


def _breaks(text: Any, wanted: inspect.Type) -> bool:
    wanted = wanted.type if isinstance(wanted, inspect.Metadata) else wanted
    if not isinstance(wanted, inspect.StrType) or not isinstance(text, str):
        return True
    too_short = len(text) < (wanted.min_length or 0)
    too_long = wanted.max_length is not None and len(text) > wanted.max_length
    return too_short or too_long or bool(wanted.pattern and not re.search(wanted.pattern, text))


def _found(found: Any) -> Message:
    if found is _NOTHING or found is None:
        return say("refused.nothing")
    if isinstance(found, dict):
        return say("refused.mapping")
    if isinstance(found, list | tuple):
        return say("refused.list", count=len(found))
    text = str(found) if not isinstance(found, bool) else str(found).lower()
    shown = text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN] + "…"
    return say("refused.value", value=shown, length=len(text))


def accepted(wanted: inspect.Type, found: Any) -> Message:
    """What would be taken where *found* was not."""
    fits = fitting(wanted, found)
    if isinstance(fits, inspect.StructType) and isinstance(found, dict):
        return _fields(fits)
    parts = _parts(wanted)
    tags = _tags(wanted).values
    if len(tags) > 1 and isinstance(parts[0], inspect.StructType):
        return say("accepted.mapping_of", field=str(parts[0].tag_field), values=tags)
    return _accepted(parts[0]) if parts else say("accepted.nothing")


def _accepted(wanted: inspect.Type) -> Message:
    if isinstance(wanted, inspect.Metadata):
        form = (wanted.extra_json_schema or {}).get("description")
        return say("accepted.form", form=str(form)) if form else _accepted(wanted.type)
    for kind, answer in _ANSWERS.items():
        if isinstance(wanted, kind):
            return answer(wanted)
    return say("accepted.mapping")


def _fields(struct: inspect.StructType) -> Message:
    return say("accepted.fields", names=tuple(field.encode_name for field in struct.fields))


def _text(wanted: inspect.StrType) -> Message:
    if wanted.max_length is None:
        return say("accepted.any_text")
    return say("accepted.text", least=wanted.min_length or 0, most=wanted.max_length)


def _whole_number(wanted: inspect.IntType) -> Message:
    if wanted.ge is None or wanted.le is None:
        return say("accepted.any_whole_number")
    return say("accepted.whole_number", least=int(wanted.ge), most=int(wanted.le))


def _list(wanted: inspect.VarTupleType) -> Message:
    if wanted.max_length is None:
        return say("accepted.any_list")
    return say("accepted.list", least=wanted.min_length or 0, most=wanted.max_length)


_ANSWERS: dict[type, Callable[[Any], Message]] = {
    inspect.LiteralType: lambda it: say("accepted.one_of", values=tuple(str(value) for value in it.values)),
    inspect.StrType: _text,
    inspect.IntType: _whole_number,
    inspect.BoolType: lambda _: say("accepted.truth"),
    inspect.VarTupleType: _list,
    inspect.StructType: _fields,
}
