"""Reads the document of any edition this release knows, however old.

A document of today's format is decoded as it stands. An older one is lifted, one format at a
time, by pure functions over plain data. Fields that a later release of the same format added
are left out; a later format is refused, so that a reader keeps the edition it has. (A new member
of a union is no field: it needs a new format.)
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import inspect

from .errors import NewerFormat
from .publication import FORMAT, Publication

Plain = dict[str, Any]
# From the format in the key to the next one. A lift is never changed once it was released.
LIFTS: Mapping[int, Callable[[Plain], Plain]] = {}

_decoder = msgspec.json.Decoder(Publication)


class _Head(msgspec.Struct, frozen=True):
    format: int


_head = msgspec.json.Decoder(_Head)


def read_publication(document: bytes) -> Publication:
    """The publication in *document*, in today's form.

    Raises:
        NewerFormat: a later release wrote it.
        msgspec.MsgspecError: it is no edition, or it was damaged.
    """
    try:
        publication = _decoder.decode(document)
    except msgspec.ValidationError:
        return _read_leniently(document)
    if publication.format != FORMAT:
        return _read_leniently(document)
    return publication


def _read_leniently(document: bytes) -> Publication:
    found = _head.decode(document).format
    if found > FORMAT:
        raise NewerFormat(found, FORMAT)
    plain = lifted(msgspec.json.decode(document), LIFTS, to=FORMAT)
    return msgspec.convert(pruned(plain, _information(Publication)), Publication)


def lifted(plain: Plain, lifts: Mapping[int, Callable[[Plain], Plain]], *, to: int) -> Plain:
    """*plain* after every lift from its own format up to *to*, with its new format written in."""
    for step in range(plain["format"], to):
        plain = {**lifts[step](plain), "format": step + 1}
    return plain


def pruned(plain: Any, wanted: inspect.Type) -> Any:
    """*plain* without the fields that the structs of *wanted* do not know."""
    wanted = fitting(wanted, plain)
    if isinstance(wanted, inspect.StructType) and isinstance(plain, dict):
        fields = {field.encode_name: field.type for field in wanted.fields}
        kept = {name: pruned(plain[name], its_type) for name, its_type in fields.items() if name in plain}
        return {wanted.tag_field: wanted.tag, **kept} if wanted.tag_field else kept
    if isinstance(wanted, inspect.DictType) and isinstance(plain, dict):
        return {key: pruned(value, wanted.value_type) for key, value in plain.items()}
    if isinstance(wanted, inspect.VarTupleType) and isinstance(plain, list):
        return [pruned(item, wanted.item_type) for item in plain]
    return plain


def fitting(wanted: inspect.Type, plain: Any) -> inspect.Type:
    """The member of a union that *plain* is meant to be; any other type is that type itself."""
    members = list(_members(wanted))
    if isinstance(plain, dict):
        return _struct_or_mapping(members, plain)
    for kind, plain_type in _PLAIN_TYPES:
        if isinstance(plain, plain_type):
            return next((member for member in members if isinstance(member, kind)), members[0])
    return members[0]


_PLAIN_TYPES: tuple[tuple[Any, type], ...] = (
    (inspect.VarTupleType, list),
    (inspect.BoolType, bool),
    ((inspect.LiteralType, inspect.StrType), str),
    (inspect.IntType, int),
    (inspect.NoneType, type(None)),
)


def _members(wanted: inspect.Type) -> Iterator[inspect.Type]:
    if isinstance(wanted, inspect.Metadata):
        yield from _members(wanted.type)
    elif isinstance(wanted, inspect.UnionType):
        for member in wanted.types:
            yield from _members(member)
    else:
        yield wanted


def _struct_or_mapping(members: list[inspect.Type], plain: Plain) -> inspect.Type:
    structs = [member for member in members if isinstance(member, inspect.StructType)]
    for struct in structs:
        if struct.tag_field is None or plain.get(struct.tag_field) == struct.tag:
            return struct
    mappings = (member for member in members if isinstance(member, inspect.DictType))
    return next(mappings, structs[0] if structs else members[0])


@lru_cache(maxsize=4)
def _information(struct: type) -> inspect.Type:
    return inspect.type_info(struct)
