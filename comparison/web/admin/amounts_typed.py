"""Amounts of money as people write them (``289,000``, ``289000원``, ``$8.75``), and as forms show them."""

import re
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar, get_args

import msgspec
from msgspec import Meta, inspect

from ...core.bounds import AmountText, NumberText
from ...core.messages import say
from ...core.money import exponent
from ..forms import Form

_MARKS = "₩$€£¥원 "
_CODE = re.compile(r"^[A-Z]{3}\s*|\s*[A-Z]{3}$")
_PLAIN = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3}){1,3}(\.[0-9]{1,12})?")
[_AMOUNT, _NUMBER] = [
    one.pattern for kind in (AmountText, NumberText) for one in get_args(kind) if isinstance(one, Meta)
]
Whole = TypeVar("Whole", bound=msgspec.Struct)


def read_amount(form: Form, name: str, *, needed: bool = False) -> str | None:
    """The amount in a field as decimal text, None where nothing was typed.

    A comma stands only between thousands; ``1.299,00`` is refused, because it may mean two things.
    """
    typed = form.text(name, least=int(needed))
    bare = _CODE.sub("", typed.strip(_MARKS)).strip(_MARKS)
    if not bare:
        return None
    if _PLAIN.fullmatch(bare) or _GROUPED.fullmatch(bare):
        whole, point, places = bare.replace(",", "").partition(".")
        return f"{whole.lstrip('0') or '0'}{point}{places}"
    form.fail(name, say("admin_price.no_amount"))
    return None


def written(amount: str, currency: str) -> str:
    """*amount* with the decimals of *currency*: ``14.90`` USD, ``14900`` KRW, ``1.500`` KWD.

    What is finer than the currency stays (``0.0025``); nothing is rounded.
    """
    whole, _, places = amount.partition(".")
    shown = places.rstrip("0").ljust(exponent(currency), "0")
    return f"{whole}.{shown}" if shown else whole


def is_amount(kind: inspect.Type) -> bool:
    """Whether a field of *kind* holds an amount of money."""
    return isinstance(kind, inspect.StrType) and kind.pattern == _AMOUNT


def as_before(typed: Whole, before: Whole) -> Whole:
    """*typed* with every number that is worth what it was written as it was written *before*.

    A form shows ``14.9`` as ``14.90``; saving it unchanged changes nothing.
    """
    found = {name: _same(typed, before, name) for name in typed.__struct_fields__}
    return msgspec.structs.replace(typed, **found)


def _same(typed: msgspec.Struct, before: msgspec.Struct, name: str) -> Any:
    mine, theirs = getattr(typed, name), getattr(before, name)
    if name in _numbers_of(type(typed)) and mine is not None and theirs is not None:
        return theirs if Decimal(mine) == Decimal(theirs) else mine
    return _inside(mine, theirs)


def _inside(mine: Any, theirs: Any) -> Any:
    if isinstance(mine, msgspec.Struct):
        return as_before(mine, theirs) if type(mine) is type(theirs) else mine
    if isinstance(mine, tuple) and isinstance(theirs, tuple):
        there = _by_key(theirs)
        return tuple(_inside(one, there.get(key)) for key, one in _by_key(mine).items())
    return mine


def _by_key(items: tuple[Any, ...]) -> dict[Any, Any]:
    """*items* by their place, each told from others of its name: charges keep theirs where one is dropped."""
    found: dict[Any, Any] = {}
    for place, item in enumerate(items):
        key = getattr(item, "key", place)
        found[key if key not in found else (key, place)] = item
    return found


@cache
def _numbers_of(struct: type[msgspec.Struct]) -> frozenset[str]:
    """The fields of *struct* that hold decimal text: amounts of money, and where a charge ends."""
    found = inspect.type_info(struct)
    fields = found.fields if isinstance(found, inspect.StructType) else ()
    return frozenset(field.name for field in fields if _may_be_number(field.type))


def _may_be_number(kind: inspect.Type) -> bool:
    if isinstance(kind, inspect.Metadata):
        return _may_be_number(kind.type)
    if isinstance(kind, inspect.UnionType):
        return any(_may_be_number(one) for one in kind.types)
    return isinstance(kind, inspect.StrType) and kind.pattern in {_AMOUNT, _NUMBER}
