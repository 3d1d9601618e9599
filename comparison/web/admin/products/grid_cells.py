"""A cell's value as one line that people type, and back: ``23 m²``, ``있음``, ``무제한 (50 GB)``."""

import re
from collections.abc import Collection

from msgspec.structs import replace

from ....core.bounds import LINE, SHORT
from ....core.catalogue import Cell, Feature
from ....core.languages import label
from ....core.messages import Message, say
from ....core.values import (
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
from ....storage.formats.cells import MOST_ITEMS
from ....storage.formats.typed_cells import Manner, Stated
from ....storage.units import dimension_of

YES, NO = {"ko": "있음", "en": "Yes"}, {"ko": "없음", "en": "No"}
NOT_APPLICABLE = {"ko": "해당 없음", "en": "Not applicable"}
UNLIMITED = {"ko": "무제한", "en": "Unlimited"}
EXTRA = {"ko": "추가", "en": "Extra"}
PARTLY = {"ko": "일부", "en": "Partly"}
_NOT_STATED = frozenset({"", "미표기", "not stated", "unknown", "-", "–", "—", "?"})
_NOT_APPLICABLE = frozenset({"해당 없음", "해당없음", "not applicable", "n/a", "na"})
_MANNER = Manner.of(
    None, ("o", "○", "●", "v", "1", "t", "됨", "가능"), ("x", "✕", "×", "0", "f", "안 됨", "불가"), ()
)
_UNLIMITED = re.compile(r"(?:무제한|unlimited|∞)\s*(?:\((?P<number>[^()]+)\))?", re.IGNORECASE)
_EXTRA = re.compile(r"(?:추가|extra)\s*:\s*(?P<add_on>[a-z0-9-]{1,64})", re.IGNORECASE)
_PARTLY = re.compile(r"(?:일부|partly)\s*:\s*(?P<text>.+)", re.IGNORECASE)
_PART = "|"


class Unreadable(Exception):
    """A cell that cannot be read; *message* says what is accepted there."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.key)
        self.message = message


def cell_line(cell: Cell | None, feature: Feature, texts: str, spoken: str) -> str:
    """What *cell* says, its words in the language *texts*, ours in *spoken*; empty where nobody said."""
    value = cell.value if cell else NotStated()
    if isinstance(value, YesNo):
        return (YES if value.yes else NO)[spoken]
    if isinstance(value, Number):
        return _number_line(value, feature.unit)
    if isinstance(value, Words):
        said = value.text.get(texts, "")
        return f"{PARTLY[spoken]}: {said}" if feature.kind == "yes_no" and said else said
    if isinstance(value, Listing):
        return f" {_PART} ".join(label(item, (texts,)).replace(_PART, "/") for item in value.items)
    return _odd_line(value, feature, spoken)


def read_cell(
    line: str, feature: Feature, old: Cell | None, texts: str, add_ons: Collection[str]
) -> Cell | None:
    """The cell that *line* says in place of *old*; None where it says nothing.

    What stood beside another value (a note, evidence) goes with it.

    Raises:
        Unreadable: *line* is nothing that *feature* takes.
    """
    stated = _stated(line.strip(), feature, old, texts, add_ons)
    note = {texts: stated.note} if stated.note else None
    if old is None:
        is_silent = isinstance(stated.value, NotStated)
        return None if is_silent else Cell(feature=feature.key, value=stated.value, note=note)
    if isinstance(stated.value, NotStated) and not old.claim:
        return None
    return replace(old, value=stated.value, note=note, evidence=None, source=None)


def _stated(line: str, feature: Feature, old: Cell | None, texts: str, add_ons: Collection[str]) -> Stated:
    if line.casefold() in _NOT_STATED:
        return Stated(NotStated())
    if line.casefold() in _NOT_APPLICABLE:
        return Stated(NotApplicable())
    if found := _EXTRA.fullmatch(line):
        if found["add_on"].lower() not in add_ons:
            raise Unreadable(say("admin_grid.no_add_on", add_on=found["add_on"]))
        return Stated(Extra(add_on=found["add_on"].lower()))
    if feature.kind == "yes_no":
        return Stated(_truth(line, old, texts))
    if feature.kind == "number":
        return _number(line, feature)
    return Stated(_words(line, feature, old, texts))


def _truth(line: str, old: Cell | None, texts: str) -> Value:
    if found := _PARTLY.fullmatch(line):
        return _worded(found["text"], old, texts)
    truth = _MANNER.truth(line)
    if truth is None:
        raise Unreadable(say("admin_grid.yes_or_no"))
    return truth


def _number(line: str, feature: Feature) -> Stated:
    if found := _UNLIMITED.fullmatch(line):
        fair = _number(found["number"], feature).value if found["number"] else None
        return Stated(Unlimited(fair_use=fair if isinstance(fair, Number) else None))
    stated = _MANNER.number(line, feature.unit, feature.direction)
    if stated is None or not isinstance(stated.value, Number) or not _fits(stated.value.unit, feature.unit):
        wanted = "admin_grid.number_in" if feature.unit else "admin_grid.number"
        raise Unreadable(say(wanted, **({"unit": feature.unit} if feature.unit else {})))
    return stated


def _fits(unit: str | None, wanted: str | None) -> bool:
    return unit == wanted or (dimension_of(unit) is not None and dimension_of(unit) == dimension_of(wanted))


def _words(line: str, feature: Feature, old: Cell | None, texts: str) -> Value:
    if feature.kind != "list":
        return _worded(line, old, texts)
    items = list(dict.fromkeys(part.strip() for part in line.split(_PART) if part.strip()))
    if not items or len(items) > MOST_ITEMS or any(len(item) > SHORT for item in items):
        raise Unreadable(say("admin_grid.items", most=MOST_ITEMS, length=SHORT))
    before = old.value.items if old and isinstance(old.value, Listing) else ()
    same = before if len(before) == len(items) else ()
    return Listing(
        items=tuple({**(same[place] if same else {}), texts: item} for place, item in enumerate(items))
    )


def _worded(text: str, old: Cell | None, texts: str) -> Words:
    if len(text) > LINE:
        raise Unreadable(say("admin_form.too_long", most=LINE, length=len(text)))
    before = old.value.text if old and isinstance(old.value, Words) else {}
    return Words(text={**before, texts: text})


def _number_line(number: Number, unit: str | None) -> str:
    return number.amount if number.unit in {None, unit} else f"{number.amount} {number.unit}"


def _odd_line(value: Value, feature: Feature, spoken: str) -> str:
    if isinstance(value, Unlimited):
        fair = f" ({_number_line(value.fair_use, feature.unit)})" if value.fair_use else ""
        return f"{UNLIMITED[spoken]}{fair}"
    if isinstance(value, Extra):
        return f"{EXTRA[spoken]}: {value.add_on}"
    return NOT_APPLICABLE[spoken] if isinstance(value, NotApplicable) else ""
