"""Any record that the types allow: strategies made from the structs themselves."""

import unicodedata
from functools import cache
from typing import Any

from hypothesis import strategies as st
from msgspec import inspect

from comparison.core.bounds import (
    AmountText,
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
    ZoneName,
)
from comparison.core.colours import ColourText
from comparison.core.content import ContactAddress
from comparison.core.theme import RoundingText, TypeName, TypeSizeText

# Strings of a fixed form, some of them words that YAML would like to turn into something else.
_FORMS = {
    Key: ("a", "no", "null", "y", "0", "1-10", "true", "2026-11-22", "on", "x" * 64),
    LanguageTag: ("ko", "en", "no", "zh-Hant"),
    CurrencyCode: ("KRW", "USD", "ALL"),
    MarketCode: ("KR", "NO", "US-CA"),
    IntervalText: ("once", "month", "6-month"),
    UnitKey: ("kg", "y", "null", "user"),
    AmountText: ("0", "8.75", "1.10", "007", "999999999999.999999999999"),
    NumberText: ("-1", "0", "1.10", "010", "-0.000000000001"),
    RateText: ("19", "2.90"),
    ContactAddress: (
        "mailto:help@shop.example?subject=tea",
        "tel:+82-2-000-0000",
        "https://shop.example/ask",
    ),
    WebAddress: ("https://shop.example/a?b=c&d=1#e", "http://xn--hq1bm8jm9l.example/"),
    DateText: ("2026-11-22", "2024-02-29"),
    ColourText: ("#0b7a3b", "#111", "rgb(11, 122, 59)", "oklch(51% 0.13 151)"),
    TypeName: ("Noto Sans KR", "no", "null", "sans-serif"),
    RoundingText: ("0", "8px", "0.5em"),
    ZoneName: ("UTC", "Asia/Seoul", "America/Argentina/Buenos_Aires"),
    TypeSizeText: ("17px", "1.1rem"),
}
_EXAMPLES = [(inspect.type_info(form), st.sampled_from(examples)) for form, examples in _FORMS.items()]
# Direction marks are refused in names; that is a test of its own.
_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters=_MARKS)
_LINES = ("\n", " lead", "trail ", "a\n\nb\n", "  a\n b", "a\n", "\ta", "a\u2028b", "x" * 150, "한 줄 " * 30)
_WORDS = (
    "no null ~ true 1.10 1e3 2026-11-22 .inf 0x1F 1_000 - -a a: #c ' \" | % *x &x !x << = @ ` { ] ? : , é 😀"
)
_ODD = st.sampled_from(("", "\ufeff", "a: b", "a #c", "a, b", *_LINES, *_WORDS.split()))


@cache
def any_of(record: Any) -> st.SearchStrategy[Any]:
    """Any value of the struct *record*."""
    return _any(inspect.type_info(record))


def _any(wanted: inspect.Type) -> st.SearchStrategy[Any]:
    for form, examples in _EXAMPLES:
        if wanted == form:
            return examples
    if isinstance(wanted, inspect.Metadata):
        return _any(wanted.type)
    for kind, make in _MAKERS.items():
        if isinstance(wanted, kind):
            return make(wanted)
    raise AssertionError(wanted)


def _struct(wanted: inspect.StructType) -> st.SearchStrategy[Any]:
    fields = {}
    for field in wanted.fields:
        values = st.deferred(lambda its=field.type: _any(its))
        fields[field.name] = values if field.required else st.none() | values
    return st.fixed_dictionaries(fields).map(lambda given: _made(wanted.cls, given))


def _made(struct: type, given: dict[str, Any]) -> Any:
    """A None that stands for a default is left out; a field that may be None gets it as its default."""
    return struct(**{name: value for name, value in given.items() if value is not None})


def _text(wanted: inspect.StrType) -> st.SearchStrategy[str]:
    most = wanted.max_length if wanted.max_length is not None else 30
    if wanted.pattern is not None:
        pattern = wanted.pattern.replace("$(?!\\n)", "")
        return st.from_regex(pattern, fullmatch=True).filter(lambda text: len(text) <= most)
    texts = _ODD | st.text(_CHARACTERS | st.sampled_from("\n\t "), max_size=min(most, 12))
    composed = texts.map(lambda text: unicodedata.normalize("NFC", text))
    return composed.filter(lambda text: (wanted.min_length or 0) <= len(text) <= most)


def _tuple(wanted: inspect.VarTupleType) -> st.SearchStrategy[tuple[Any, ...]]:
    least = wanted.min_length or 0
    items = st.lists(_any(wanted.item_type), min_size=least, max_size=max(least, 2), unique_by=_identity)
    return items.map(tuple)


def _identity(item: Any) -> Any:
    """Records of one list have different keys, and cells different features."""
    return getattr(item, "key", None) or getattr(item, "feature", None) or repr(item)


def _whole(wanted: inspect.IntType) -> st.SearchStrategy[int]:
    return st.integers(wanted.ge, wanted.le)


def _texts(wanted: inspect.DictType) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(
        _any(wanted.key_type), _any(wanted.value_type), min_size=wanted.min_length or 0, max_size=2
    )


_MAKERS: dict[type, Any] = {
    inspect.UnionType: lambda it: st.one_of(*(_any(part) for part in it.types)),
    inspect.StructType: _struct,
    inspect.StrType: _text,
    inspect.IntType: _whole,
    inspect.BoolType: lambda _: st.booleans(),
    inspect.NoneType: lambda _: st.none(),
    inspect.LiteralType: lambda it: st.sampled_from(it.values),
    inspect.VarTupleType: _tuple,
    inspect.DictType: _texts,
}
