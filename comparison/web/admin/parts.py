"""Small records inside of a record (ways to ask, questions, needs) as rows of fields of one form.

A row's fields are called by its list and place, ``channels.0.address``; lists may stand inside of rows,
``answers.1.needs.0.feature``. A row in which nothing is typed is no row.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import msgspec

from ...core.bounds import LINE, PROSE, SHORT
from ..forms import Form
from .amounts_typed import read_amount, written
from .numbers_typed import read_number

MOST_NUMBER = 1_000_000_000
Fields = dict[str, str | Sequence[str]]
Kind = Literal[
    "label", "line", "prose", "text", "address", "date", "clock", "whole", "number",
    "amount", "choice", "choices", "flag", "rows", "group", "kept",
]  # fmt: skip
# What a browser sends of a row in which nobody has typed anything.
_UNTYPED: frozenset[Kind] = frozenset({"choice", "choices", "flag", "group", "kept"})
_TEXTS: dict[Kind, int] = {"label": SHORT, "line": LINE, "prose": PROSE}


class Part(NamedTuple):
    """One field: its *name* in the record, and what may be typed.

    ``label``, ``line`` and ``prose`` are texts in every language of the shop, up to 200, 400 and 2,000
    characters. An ``amount`` is of money, in the ``currency`` beside it. *words* is the key of its name for
    people, *help* of a sentence below it. The options of a choice are *choices*, each said by *words*, ``_``
    and itself, or *pairs* of a value and its words.
    ``rows`` are small records again, of *parts*, and a ``group`` is one; *fill* and *reads* do it another way
    than field by field. ``kept`` is not shown, only sent back. *blank* is what a new row begins with. *more*
    stands behind "more detail". *said* is its name itself where a merchant gave it.
    """

    name: str
    kind: Kind
    words: str
    needed: bool = False
    help: str = ""
    choices: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    parts: tuple["Part", ...] = ()
    blank: str | tuple[str, ...] = ""
    least: int = 0
    most: int = MOST_NUMBER
    more: bool = False
    said: str = ""
    fill: Callable[[str, Any], "Fields"] | None = None
    reads: Callable[[Form, str], Any] | None = None

    @property
    def accepted(self) -> tuple[str, ...]:
        """The values that can be chosen."""
        return (*self.choices, *(value for value, _ in self.pairs))


Parts = tuple[Part, ...]


def plain(value: Any) -> Any:
    """*value* as plain data with every field written out, what has its default too."""
    if isinstance(value, msgspec.Struct):
        return {name: plain(getattr(value, name)) for name in value.__struct_fields__}
    return [plain(one) for one in value] if isinstance(value, tuple) else value


def fields_of(record: Mapping[str, Any], parts: Parts, stem: str = "") -> Fields:
    """*record*, as `plain` data, as fields of a form."""
    found: Fields = {}
    for part in parts:
        value = record.get(part.name)
        if part.kind == "amount" and value and (currency := record.get("currency")):
            value = written(value, currency)
        found |= _fields(f"{stem}{part.name}", value, part)
    return found


def rows_of(name: str, records: Sequence[Mapping[str, Any]], parts: Parts) -> Fields:
    """The fields of a list called *name*."""
    found: Fields = {}
    for place, record in enumerate(records):
        found |= fields_of(record, parts, f"{name}.{place}.")
    return found


def _fields(name: str, value: Any, part: Part) -> Fields:
    if value is None:
        return {}
    if part.fill or part.parts:
        return _fields_inside(name, value, part)
    if part.kind in _TEXTS:
        return {f"{name}.{language}": text for language, text in value.items()}
    if part.kind == "flag":
        return {name: "1"} if value else {}
    return {name: list(value) if part.kind == "choices" else str(value)}


def _fields_inside(name: str, value: Any, part: Part) -> Fields:
    if part.fill:
        return part.fill(name, value)
    if part.kind == "group":
        return fields_of(value, part.parts, f"{name}.")
    return rows_of(name, value, part.parts)


def read_parts(form: Form, parts: Parts, languages: Sequence[str], stem: str = "") -> dict[str, Any]:
    """What was typed as plain data, what is empty left out; errors are noted in *form*."""
    found = {part.name: _read(form, f"{stem}{part.name}", part, languages) for part in parts}
    told = {part.name for part in parts if part.reads}
    return {
        name: value
        for name, value in found.items()
        if value or (value == 0 and (value is not False or name in told))
    }


def read_rows(form: Form, name: str, parts: Parts, languages: Sequence[str]) -> list[dict[str, Any]]:
    """Every row of the list *name*; bring the form into `tidied` order before."""
    return [read_parts(form, parts, languages, f"{name}.{place}.") for place in range(how_many(form, name))]


def _read(form: Form, name: str, part: Part, languages: Sequence[str]) -> Any:
    if part.reads or part.parts:
        return _read_inside(form, name, part, languages)
    if part.kind in _TEXTS:
        needed = languages[:1] if part.needed else ()
        most = _TEXTS[part.kind]
        return form.labels(name, languages, most=most, needed=needed, lines=part.kind == "prose")
    if part.kind == "flag":
        return form.flag(name)
    if part.kind == "choices":
        return list(form.choices(name, part.accepted, least=int(part.needed)))
    return _read_one(form, name, part)


def _read_inside(form: Form, name: str, part: Part, languages: Sequence[str]) -> Any:
    if part.reads:
        return part.reads(form, name)
    if part.kind == "rows":
        return read_rows(form, name, part.parts, languages)
    is_said = is_typed(form, f"{name}.", part.parts)
    return read_parts(form, part.parts, languages, f"{name}.") if is_said else None


def _read_one(form: Form, name: str, part: Part) -> Any:
    if part.kind == "choice":
        return form.choice(name, part.accepted if part.needed else ("", *part.accepted))
    if part.kind == "whole":
        is_typed = part.needed or form.get(name).strip()
        return form.whole(name, least=part.least, most=part.most) if is_typed else None
    if part.kind == "number":
        return read_number(form, name, needed=part.needed)
    if part.kind == "amount":
        return read_amount(form, name, needed=part.needed)
    most = 2_000 if part.kind == "address" else SHORT
    return form.text(name, least=int(part.needed), most=most)


# Rows of a form


def how_many(form: Form, name: str) -> int:
    """The rows of the list *name* in a tidied form."""
    return len(_places(form, name))


def tidied(form: Form, lists: Mapping[str, Parts]) -> Form:
    """*form* with the rows of *lists* counted from 0, without those in which nothing is typed."""
    for name, parts in lists.items():
        form = _tidied(form, name, parts)
    return form


def acted(form: Form) -> Form | None:
    """*form* after a button of a row: ``up:NAME:PLACE``, ``down:…``, ``drop:…``, ``more:NAME``.

    None where no such button was pressed.
    """
    act, _, rest = form.get("_do").partition(":")
    name, _, typed = rest.partition(":")
    if act == "more":
        return form
    place = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else -1
    if act == "drop":
        return _without(form, f"{name}.{place}.") if place >= 0 else form
    if act not in {"up", "down"}:
        return None
    other = place - 1 if act == "up" else place + 1
    places = {one: one for one in _places(form, name)}
    if place not in places or other not in places:
        return form
    return _renumbered(form, name, places | {place: other, other: place})


def wants_more(form: Form, name: str) -> bool:
    """Whether an empty row is to be shown: one was asked for, or there is none at all."""
    return form.get("_do") == f"more:{name}" or not how_many(form, name)


def _tidied(form: Form, name: str, parts: Parts) -> Form:
    inner = [part for part in parts if part.kind == "rows"]
    for place in _places(form, name):
        for part in inner:
            form = _tidied(form, f"{name}.{place}.{part.name}", part.parts)
    kept = [place for place in _places(form, name) if is_typed(form, f"{name}.{place}.", parts)]
    return _renumbered(form, name, {place: new for new, place in enumerate(kept)})


def is_typed(form: Form, stem: str, parts: Parts) -> bool:
    """Whether anything is typed into the fields of *parts* whose names begin with *stem*, groups included."""
    groups = [part for part in parts if part.kind == "group"]
    if any(is_typed(form, f"{stem}{part.name}.", part.parts) for part in groups):
        return True
    telling = [part for part in parts if part.kind not in _UNTYPED or _is_open(part)]
    stems = tuple(f"{stem}{part.name}" for part in (telling or parts))
    exact, inside = set(stems), tuple(f"{one}." for one in stems)
    return any(
        form.get(name).strip() for name in form.names(stem) if name in exact or name.startswith(inside)
    )


def _is_open(part: Part) -> bool:
    """Whether a choice begins with nothing chosen, so that choosing says something."""
    return part.kind == "choice" and not part.needed


def _places(form: Form, name: str) -> list[int]:
    pattern = re.compile(re.escape(name) + r"\.([0-9]{1,4})\.")
    found = (pattern.match(one) for one in form.names(f"{name}."))
    return sorted({int(one[1]) for one in found if one})


def _renumbered(form: Form, name: str, places: Mapping[int, int]) -> Form:
    """*form* with the rows of *name* at their new places; a row that has none is left out."""
    return Form(_moved(form, name, places))


def _moved(form: Form, name: str, places: Mapping[int, int]) -> Iterator[tuple[str, str]]:
    start = f"{name}."
    for field, value in form.pairs:
        step, _, rest = field.removeprefix(start).partition(".")
        if not field.startswith(start) or not step.isdigit():
            yield field, value
        elif int(step) in places:
            yield f"{start}{places[int(step)]}.{rest}", value


def _without(form: Form, stem: str) -> Form:
    return Form([(name, value) for name, value in form.pairs if not name.startswith(stem)])
