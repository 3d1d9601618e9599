"""The words of a cell: what each kind of value says."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..core.languages import label, lookup
from ..core.messages import Message, Quantified
from ..core.values import (
    Extra,
    Listing,
    NotApplicable,
    NotStated,
    Number,
    Unlimited,
    Value,
    Words,
    YesNo,
)
from . import units

if TYPE_CHECKING:
    from .speaker import Speaker

Extras = Mapping[str, Message]


def cell_text(speaker: "Speaker", value: Value, extras: Extras) -> str:
    """What *value* says; *extras* are the prices of add-ons, by key, for what costs extra."""
    return _WAYS[type(value)](speaker, value, extras)


def labelled(speaker: "Speaker", text: Mapping[str, str]) -> str:
    """The merchant's text in the speaker's language, else in its first."""
    return label(text, (lookup(speaker.language, tuple(text)) or speaker.language,))


def _yes_no(speaker: "Speaker", value: YesNo, _: Extras) -> str:
    return speaker.text("cell.yes" if value.yes else "cell.no")


def _number(speaker: "Speaker", value: Number, _: Extras) -> str:
    return speaker.quantity(value.amount, value.unit)


def _words(speaker: "Speaker", value: Words, _: Extras) -> str:
    return labelled(speaker, value.text)


def _listing(speaker: "Speaker", value: Listing, _: Extras) -> str:
    return speaker.listing([labelled(speaker, item) for item in value.items])


def _unlimited(speaker: "Speaker", value: Unlimited, _: Extras) -> str:
    fair_use = value.fair_use
    if fair_use is None:
        return speaker.text("cell.unlimited")
    parts = units.split(units.canonical(fair_use.unit or ""))
    slowed = parts is not None and parts[0] in units.DATA_UNITS
    amount = Quantified(amount=fair_use.amount, unit=fair_use.unit or "")
    return speaker.text("cell.unlimited_speed" if slowed else "cell.unlimited_fair", amount=amount)


def _extra(speaker: "Speaker", value: Extra, extras: Extras) -> str:
    price = extras.get(value.add_on)
    return speaker.text("cell.extra_plain") if price is None else speaker.text("cell.extra", price=price)


def _not_stated(speaker: "Speaker", _value: NotStated, _: Extras) -> str:
    return speaker.text("cell.not_stated")


def _not_applicable(speaker: "Speaker", _value: NotApplicable, _: Extras) -> str:
    return speaker.text("cell.not_applicable")


_WAYS: Mapping[type, Callable[["Speaker", Any, Extras], str]] = {
    YesNo: _yes_no,
    Number: _number,
    Words: _words,
    Listing: _listing,
    Unlimited: _unlimited,
    Extra: _extra,
    NotStated: _not_stated,
    NotApplicable: _not_applicable,
}
KINDS = frozenset(_WAYS)
