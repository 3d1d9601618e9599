"""Views in words: the same view with every sentence said, in a form that is read and written fast.

A view in words answers a template as the view itself does, in its own language. The forms are made of
`View` and all that it holds: a message becomes what was `Said`, so does the amount of a charge, and a struct
the same struct as an array.
"""

import types
from functools import cache, reduce
from operator import or_
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

import msgspec

from ..core.context import Context
from ..core.messages import Message, Period, Quantified, Said, UnitAmount
from ..core.money import Money
from ..core.view import View
from ..core.view_rows import ChargeCell, GroupView, Receipt
from .speaker import Speaker

_MONEY = "money"
# Read by their exact type (a speaker says them), or written as they stand (an address is made of them).
_AS_THEY_ARE = frozenset({Context, Money, Period, Quantified, UnitAmount})


def in_words(view: View, speaker: Speaker) -> View:
    """*view* with everything said by *speaker*; a message in it is a `Said`."""
    return cast("View", _spoken(view, speaker))


def encoded(view: View) -> bytes:
    """What `decoded` reads; *view* is one that is in words."""
    return _encoder.encode(view)


def decoded(written: bytes) -> View:
    """The view that was `encoded`.

    Raises:
        msgspec.MsgspecError: it was none, or one of another release.
    """
    return cast("View", _decoder(View).decode(written))


def encoded_group(group: GroupView) -> bytes:
    """What `decoded_group` reads; *group* is one of a view in words."""
    return _encoder.encode(group)


def decoded_group(written: bytes) -> GroupView:
    """The group that was `encoded_group`. Raises as `decoded` does."""
    return cast("GroupView", _decoder(GroupView).decode(written))


def encoded_receipt(receipt: Receipt) -> bytes:
    """What `decoded_receipt` reads; *receipt* is that of a view in words."""
    return _encoder.encode(receipt)


def decoded_receipt(written: bytes) -> Receipt:
    """The receipt that was `encoded_receipt`. Raises as `decoded` does."""
    return cast("Receipt", _decoder(Receipt).decode(written))


def _spoken(value: Any, speaker: Speaker) -> Any:
    kind = type(value)
    if kind is Message:
        return Said(key=value.key, text=speaker.say(value))
    if kind is tuple:
        return tuple(_spoken(item, speaker) for item in value)
    form = _forms().get(kind)
    if form is None:
        return value
    said = {name: _spoken(getattr(value, name), speaker) for name in kind.__struct_fields__}
    if kind is ChargeCell and value.amount is not None:
        said["amount"] = Said(key=_MONEY, text=speaker.money(value.amount))
    return form(**said)


_encoder = msgspec.msgpack.Encoder()


@cache
def _decoder(kind: type) -> msgspec.msgpack.Decoder[Any]:
    """Reads a view, its receipt or one of its groups."""
    return msgspec.msgpack.Decoder(_forms()[kind])


@cache
def _forms() -> dict[type, Any]:
    """The form of `View` and of every struct in it."""
    forms: dict[type, Any] = {}
    _form(View, forms)
    return forms


def _form(hint: Any, forms: dict[type, Any]) -> Any:
    """The type of what stands in the place of *hint*; *forms* gains those that are new."""
    if hint is Message:
        return Said
    if _is_struct(hint):
        return _struct(hint, forms)
    if get_origin(hint) is tuple:
        return types.GenericAlias(tuple, tuple(_form(item, forms) for item in get_args(hint)))
    if get_origin(hint) in {Union, types.UnionType}:
        members = get_args(hint)
        # Of several structs each says which it is by its tag, which an array has no place for.
        if sum(map(_is_struct, members)) > 1:
            return hint
        return reduce(or_, [_form(member, forms) for member in members])
    return hint


def _struct(hint: Any, forms: dict[type, Any]) -> Any:
    if hint in _AS_THEY_ARE:
        return hint
    if hint not in forms:
        hints = get_type_hints(hint)
        fields = [(name, _form(hints[name], forms)) for name in hint.__struct_fields__]
        if hint is ChargeCell:
            fields = [(name, Said | None if name == "amount" else form) for name, form in fields]
        forms[hint] = msgspec.defstruct(
            hint.__name__,
            fields,
            bases=(hint,),
            frozen=True,
            kw_only=True,
            array_like=True,
            tag=False,
            forbid_unknown_fields=True,
        )
    return forms[hint]


def _is_struct(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, msgspec.Struct)
