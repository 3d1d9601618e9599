"""A form for any record of the catalogue, planned from the record's own type.

A field is named by its place in the document (``components.0.amount.value``), so whatever the type refuses is
said at the very field. `plan` says what to draw, `read` makes the document of what was typed again.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import msgspec
from msgspec import inspect

from ..forms import Form
from .amounts_typed import is_amount, written

Shape = Literal["text", "number", "flag", "choice", "labels", "names", "struct", "union", "many"]
THERE, TAG = "there", "is"
_MOST_ITEMS = 100


class Spot(NamedTuple):
    """A place in the form: *name* is its path, *word* what it is called in the catalogue.

    *rare* places are folded away. An *optional* struct is there where its box is ticked (*is_there*).
    """

    name: str
    word: str
    shape: Shape
    options: tuple[str, ...] = ()
    children: tuple["Spot", ...] = ()
    value: str = ""
    rare: bool = False
    optional: bool = False
    is_there: bool = True


class Manner(NamedTuple):
    """How a form is drawn: fields *left_out*, and those that are *rare*, as ``Struct.field``.

    What is *made* elsewhere where it was left empty (keys) is not asked for.
    """

    left_out: frozenset[str]
    rare: frozenset[str]
    made: frozenset[str] = frozenset()


@lru_cache(maxsize=16)
def struct_of(record: type[msgspec.Struct]) -> inspect.StructType:
    """What is known of *record*."""
    found = inspect.type_info(record)
    if not isinstance(found, inspect.StructType):
        raise TypeError(record)
    return found


def plan(record: type[msgspec.Struct], form: Form, manner: Manner) -> tuple[Spot, ...]:
    """The places of *record*, as many as *form* has."""
    return _struct_spots(struct_of(record), "", form, manner)


def flattened(document: Mapping[str, Any], record: type[msgspec.Struct]) -> dict[str, str]:
    """The fields that say *document*, which is a *record* as plain data; amounts as `written`."""
    fields: dict[str, str] = {}
    _flatten(document, struct_of(record), "", fields, str(document.get("currency") or ""))
    return fields


def kinds_of(wanted: inspect.Type) -> list[inspect.Type]:
    """What *wanted* may be besides nothing at all, without its bounds."""
    if isinstance(wanted, inspect.Metadata):
        return kinds_of(wanted.type)
    if isinstance(wanted, inspect.UnionType):
        return [one for inner in wanted.types for one in kinds_of(inner)]
    return [] if isinstance(wanted, inspect.NoneType) else [wanted]


def structs_in(wanted: inspect.Type) -> list[inspect.StructType]:
    """The structs that *wanted* may be."""
    return [one for one in kinds_of(wanted) if isinstance(one, inspect.StructType)]


def chosen(structs: Sequence[inspect.StructType], name: str, form: Form) -> inspect.StructType:
    """Which of tagged *structs* the form has at *name*; the first where it says none."""
    typed = form.get(f"{name}.{TAG}")
    return next((one for one in structs if str(one.tag) == typed), structs[0])


def places_of(name: str, form: Form) -> list[int]:
    """The numbers of the items at *name*, in order."""
    numbers = {one.removeprefix(f"{name}.").partition(".")[0] for one in form.names(f"{name}.")}
    return sorted(int(one) for one in numbers if one.isascii() and one.isdigit() and len(one) < 4)[
        :_MOST_ITEMS
    ]


def at(path: str, name: str) -> str:
    """The path of *name* inside of *path*."""
    return f"{path}.{name}" if path else name


def _struct_spots(struct: inspect.StructType, path: str, form: Form, manner: Manner) -> tuple[Spot, ...]:
    return tuple(
        _spot(
            field,
            at(path, field.encode_name),
            form,
            manner,
            rare=f"{_name(struct)}.{field.name}" in manner.rare,
        )
        for field in struct.fields
        if f"{_name(struct)}.{field.name}" not in manner.left_out
    )


def _name(struct: inspect.StructType) -> str:
    return struct.cls.__name__


def _spot(field: inspect.Field, name: str, form: Form, manner: Manner, *, rare: bool) -> Spot:
    kinds = kinds_of(field.type)
    structs = structs_in(field.type)
    word = field.encode_name
    if structs:
        return _inner(structs, word, name, form, manner, rare=rare, optional=len(kinds) < _parts(field.type))
    if isinstance(kinds[0], inspect.VarTupleType):
        return _several(kinds[0], word, name, form, manner, rare=rare)
    return _plain_spot(field, kinds[0], name, form)._replace(rare=rare)


def _plain_spot(field: inspect.Field, kind: inspect.Type, name: str, form: Form) -> Spot:
    word, typed, may_be_none = field.encode_name, form.get(name), _parts(field.type) > 1
    if isinstance(kind, inspect.DictType):
        return Spot(name, word, "labels")
    if isinstance(kind, inspect.LiteralType):
        options = tuple(str(one) for one in kind.values)
        offered = ("", *options) if may_be_none else options
        return Spot(name, word, "choice", offered, value=typed or _default(field))
    if isinstance(kind, inspect.BoolType) and may_be_none:
        return Spot(name, word, "choice", ("", "1", "0"), value=typed)
    if isinstance(kind, inspect.BoolType):
        usual = "1" if field.default is True and _is_fresh(name, form) else ""
        return Spot(name, word, "flag", value=typed or usual)
    return Spot(name, word, "number" if isinstance(kind, inspect.IntType) else "text", value=typed)


def _inner(
    structs: Sequence[inspect.StructType],
    word: str,
    name: str,
    form: Form,
    manner: Manner,
    *,
    rare: bool,
    optional: bool,
) -> Spot:
    is_there = not optional or bool(form.get(f"{name}.{THERE}"))
    struct = chosen(structs, name, form)
    children = _struct_spots(struct, name, form, manner) if is_there else ()
    shape: Shape = "union" if len(structs) > 1 else "struct"
    options = tuple(str(one.tag) for one in structs) if len(structs) > 1 else ()
    value = str(struct.tag) if len(structs) > 1 else ""
    return Spot(name, word, shape, options, children, value, rare, optional, is_there)


def _several(
    kind: inspect.VarTupleType, word: str, name: str, form: Form, manner: Manner, *, rare: bool
) -> Spot:
    structs = structs_in(kind.item_type)
    if not structs:
        return Spot(name, word, "names", value=form.get(name), rare=rare)
    items = tuple(
        Spot(
            f"{name}.{place}",
            word,
            "struct",
            children=_struct_spots(structs[0], f"{name}.{place}", form, manner),
        )
        for place in places_of(name, form)
    )
    return Spot(name, word, "many", children=items, rare=rare)


def _is_fresh(name: str, form: Form) -> bool:
    """Whether the struct around *name* is there, and nothing of it was ever typed."""
    path = name.rpartition(".")[0]
    return bool(path) and not set(form.names(f"{path}.")) - {f"{path}.{THERE}", f"{path}.{TAG}"}


def _parts(wanted: inspect.Type) -> int:
    """How many alternatives *wanted* has, nothing being one of them."""
    inner = wanted.type if isinstance(wanted, inspect.Metadata) else wanted
    return len(inner.types) if isinstance(inner, inspect.UnionType) else 1


def _default(field: inspect.Field) -> str:
    return field.default if isinstance(field.default, str) else ""


def _flatten(
    value: Any, struct: inspect.StructType, path: str, fields: dict[str, str], currency: str
) -> None:
    # The value of a discount is an amount of money or percent, as its kind says.
    of_money = "" if value.get("kind") == "percent" else currency
    for field in struct.fields:
        name = at(path, field.encode_name)
        said = value.get(field.encode_name, field.default)
        if said is None or said is msgspec.NODEFAULT or said == ():
            continue
        if of_money and isinstance(said, str) and is_amount(kinds_of(field.type)[0]):
            fields[name] = written(said, of_money)
        else:
            _flatten_one(said, field, name, fields, currency)


def _flatten_one(said: Any, field: inspect.Field, name: str, fields: dict[str, str], currency: str) -> None:
    structs = structs_in(field.type)
    data = msgspec.to_builtins(said)
    if structs:
        struct = next((one for one in structs if str(one.tag) == data.get(TAG)), structs[0])
        fields |= {f"{name}.{TAG}": str(struct.tag)} if len(structs) > 1 else {f"{name}.{THERE}": "1"}
        _flatten(data, struct, name, fields, currency)
    elif isinstance(data, dict):
        fields |= {f"{name}.{language}": text for language, text in data.items()}
    elif isinstance(data, list | tuple):
        _flatten_several(data, kinds_of(field.type)[0], name, fields, currency)
    elif isinstance(data, bool):
        several = len(kinds_of(field.type)) < _parts(field.type)
        fields |= {name: "1"} if data else ({name: "0"} if several else {})
    else:
        fields[name] = str(data)


def _flatten_several(
    items: Sequence[Any], kind: inspect.Type, name: str, fields: dict[str, str], currency: str
) -> None:
    structs = structs_in(kind.item_type) if isinstance(kind, inspect.VarTupleType) else []
    if not structs:
        fields[name] = ", ".join(str(item) for item in items)
        return
    for place, item in enumerate(items):
        _flatten(item, structs[0], f"{name}.{place}", fields, currency)
