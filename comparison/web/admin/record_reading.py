"""What was typed into the form of a record (`record_plan`) as plain data; items added, items dropped."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import inspect

from ...core.messages import say
from ..forms import Form
from .amounts_typed import is_amount, read_amount
from .record_plan import TAG, THERE, Manner, at, chosen, kinds_of, places_of, struct_of, structs_in

_NOTHING: Any = object()
Data = dict[str, Any]


def read(record: type[msgspec.Struct], form: Form, manner: Manner, languages: Sequence[str]) -> Data:
    """The document of *record* that *form* says; what is missing and needed is noted as an error."""
    return _struct(struct_of(record), "", form, manner, languages)


def with_item(form: Form, name: str, fields: dict[str, str]) -> Form:
    """*form* with one more item at *name*, of which *fields* are filled in."""
    place = max(places_of(name, form), default=-1) + 1
    added = [(f"{name}.{place}.{field}", text) for field, text in fields.items()]
    return Form([*form.pairs, *added])


def without_item(form: Form, name: str) -> Form:
    """*form* without the item of *name* (``components.1``)."""
    return Form([(one, text) for one, text in form.pairs if not one.startswith(f"{name}.")])


def _struct(
    struct: inspect.StructType, path: str, form: Form, manner: Manner, languages: Sequence[str]
) -> Data:
    data: Data = {}
    for field in struct.fields:
        place, name = f"{struct.cls.__name__}.{field.name}", at(path, field.encode_name)
        if place in manner.left_out or (place in manner.made and not form.get(name).strip()):
            continue
        found = _field(field, name, form, manner, languages)
        if found is not _NOTHING:
            data[field.encode_name] = found
    return data


def _field(field: inspect.Field, name: str, form: Form, manner: Manner, languages: Sequence[str]) -> Any:
    if structs := structs_in(field.type):
        return _inner(structs, name, form, manner, languages)
    kind = kinds_of(field.type)[0]
    if isinstance(kind, inspect.BoolType):
        typed = form.get(name)
        return _NOTHING if not typed and field.default is None else form.flag(name)
    if isinstance(kind, inspect.DictType):
        needed = languages[:1] if field.required else ()
        known = dict.fromkeys((*languages, *(one.rpartition(".")[2] for one in form.names(f"{name}."))))
        return form.labels(name, list(known), needed=needed) or _NOTHING
    if isinstance(kind, inspect.VarTupleType):
        return _several(kind, name, form, manner, languages)
    return _text(field, kind, name, form)


def _text(field: inspect.Field, kind: inspect.Type, name: str, form: Form) -> Any:
    typed = form.get(name).strip()
    if not typed:
        if field.required:
            form.fail(name, say("admin_form.needed"))
        return _NOTHING
    if is_amount(kind):
        amount = read_amount(form, name)
        return _NOTHING if amount is None else amount
    if isinstance(kind, inspect.IntType):
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else typed
    return typed


def _inner(
    structs: Sequence[inspect.StructType], name: str, form: Form, manner: Manner, languages: Sequence[str]
) -> Any:
    if len(structs) > 1:
        struct = chosen(structs, name, form)
        return {TAG: struct.tag, **_struct(struct, name, form, manner, languages)}
    if not form.get(f"{name}.{THERE}"):
        return _NOTHING
    return _struct(structs[0], name, form, manner, languages)


def _several(
    kind: inspect.VarTupleType, name: str, form: Form, manner: Manner, languages: Sequence[str]
) -> Any:
    if structs := structs_in(kind.item_type):
        places = places_of(name, form)
        return [
            _struct(structs[0], f"{name}.{place}", form, manner, languages) for place in places
        ] or _NOTHING
    items = [part.strip() for part in form.get(name).split(",") if part.strip()]
    return items or _NOTHING
