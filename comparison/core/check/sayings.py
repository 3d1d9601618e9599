"""Everything that an edition says in a language, with its place: found by the form of the records."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

import msgspec

from ..catalogue import AddOn, Product, Shop, Tier
from ..content import Image
from ..sources import Competitor, Source
from .examined import Examined

# Names of things need not be translated; what is said about them does.
_NAMES: Mapping[type, str] = {
    Shop: "name",
    Product: "name",
    AddOn: "name",
    Tier: "label",
    Competitor: "seller",
    Source: "title",
}
# What a merchant writes. Markets are ours, earlier prices come out of the history.
_PARTS = ("shop", "comparison", "category", "products", "add_ons", "personas")


class Saying(NamedTuple):
    """One text in all its languages. *record* is the place of the record it belongs to."""

    path: str
    text: Mapping[str, str]
    record: str
    is_name: bool


@lru_cache(maxsize=1)  # Two rules read the same texts of one edition, one after the other.
def sayings(examined: Examined) -> tuple[Saying, ...]:
    """Every text of the merchant's, in the order of the document."""
    return tuple(_sayings(examined))


def _sayings(examined: Examined) -> Iterator[Saying]:
    for part in _PARTS:
        value = getattr(examined.publication, part)
        if isinstance(value, tuple):
            for index, one in enumerate(value):
                yield from _inside(one, f"$.{part}[{index}]", f"$.{part}[{index}]")
        else:
            yield from _inside(value, f"$.{part}", f"$.{part}")


def _inside(record: msgspec.Struct, path: str, whole: str) -> Iterator[Saying]:
    if isinstance(record, Image) and record.decorative:
        return
    for name in text_fields(type(record)):
        value = getattr(record, name)
        if value is None or value == ():
            continue
        place = f"{path}.{name}"
        if isinstance(value, dict):
            yield Saying(place, value, whole, _NAMES.get(type(record)) == name)
        elif isinstance(value, tuple):
            yield from _among(value, place, whole)
        else:
            yield from _inside(value, place, whole)


def _among(values: tuple[Any, ...], path: str, whole: str) -> Iterator[Saying]:
    for index, value in enumerate(values):
        place = f"{path}[{index}]"
        if isinstance(value, dict):
            yield Saying(place, value, whole, is_name=False)
        else:
            yield from _inside(value, place, whole)


@cache
def text_fields(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields of *struct* that hold texts, or records that do: the only ones worth a look."""
    return tuple(
        field.name
        for field in msgspec.structs.fields(struct)
        if _may_say(msgspec.inspect.type_info(field.type))
    )


def _may_say(info: msgspec.inspect.Type) -> bool:
    if isinstance(info, msgspec.inspect.Metadata):
        return _may_say(info.type)
    if isinstance(info, msgspec.inspect.UnionType):
        return any(_may_say(one) for one in info.types)
    if isinstance(info, msgspec.inspect.VarTupleType):
        return _may_say(info.item_type)
    if isinstance(info, msgspec.inspect.StructType):
        return bool(text_fields(info.cls))
    return isinstance(info, msgspec.inspect.DictType)
