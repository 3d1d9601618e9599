"""A value that a type takes, for a line of the template that is switched off."""

from typing import Any

from msgspec import inspect

from ...core.bounds import (
    AmountText,
    ClockText,
    CountryCode,
    CurrencyCode,
    DateText,
    IntervalText,
    Key,
    LanguageTag,
    MarketCode,
    NumberText,
    RateText,
    UnitKey,
    WebAddress,
)
from ...core.colours import ColourText
from ...core.content import ContactAddress, Digest
from ...core.theme import RoundingText, TypeName, TypeSizeText

_FORMS = {
    AmountText: "10.00",
    ClockText: "14:00",
    ColourText: "#1a56db",
    ContactAddress: "https://shop.example/ask",
    CountryCode: "KR",
    CurrencyCode: "KRW",
    DateText: "2026-11-22",
    Digest: "0" * 64,
    IntervalText: "month",
    Key: "a-key",
    LanguageTag: "ko",
    MarketCode: "KR",
    NumberText: "10",
    RateText: "10",
    RoundingText: "8px",
    TypeName: "Noto Sans KR",
    TypeSizeText: "1.1em",
    UnitKey: "item",
    WebAddress: "https://shop.example/",
}
_BY_TYPE = [(inspect.type_info(form), text) for form, text in _FORMS.items()]
_TEXTS = {"ko": "글", "en": "words"}


def bare(wanted: inspect.Type) -> inspect.Type:
    """*wanted* without its limits, and without None where it may be that."""
    if isinstance(wanted, inspect.Metadata):
        return bare(wanted.type)
    if isinstance(wanted, inspect.UnionType):
        parts = [part for part in wanted.types if not isinstance(part, inspect.NoneType)]
        return bare(parts[0]) if len(parts) == 1 else wanted
    return wanted


def sample(wanted: inspect.Type, *, other_than: object = None) -> Any:
    """Something that fits *wanted*, where there is a choice not the same as *other_than*."""
    for form, text in _BY_TYPE:
        if form in _alternatives(wanted):
            return text
    kind = bare(wanted)
    if isinstance(kind, inspect.LiteralType):
        return next((one for one in kind.values if one != other_than), kind.values[0])
    if isinstance(kind, inspect.BoolType):
        return not other_than
    if isinstance(kind, inspect.IntType):
        return max(kind.ge or 0, 1)
    return _composed(kind)


def _composed(kind: inspect.Type) -> Any:
    if isinstance(kind, inspect.VarTupleType):
        return [sample(kind.item_type)]
    if isinstance(kind, inspect.DictType):
        return dict(_TEXTS)
    if isinstance(kind, inspect.UnionType):
        return sample(kind.types[0])
    if isinstance(kind, inspect.StructType):
        return _fields(kind)
    return "words"


def _fields(kind: inspect.StructType) -> dict[str, Any]:
    """What a struct cannot do without; where that is nothing, its first field."""
    needed = {field.encode_name: sample(field.type) for field in kind.fields if field.required}
    if kind.tag_field is not None:
        return {kind.tag_field: kind.tag, **needed}
    return needed or {field.encode_name: sample(field.type) for field in kind.fields[:1]}


def _alternatives(wanted: inspect.Type) -> tuple[inspect.Type, ...]:
    return tuple(wanted.types) if isinstance(wanted, inspect.UnionType) else (wanted,)
