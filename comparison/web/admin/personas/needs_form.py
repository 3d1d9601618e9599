"""Needs as rows of a form, and back: how much, which feature, at least or at most, how many of what."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from .... import words
from ....core.bounds import LINE, SHORT
from ....core.catalogue import Category, Feature
from ....core.languages import label
from ....core.messages import say
from ....core.personas import Need
from ...forms import Form
from ..numbers_typed import read_number
from ..parts import Fields, Part, Parts, how_many

LEVELS = ("must", "should", "nice", "never")
_CODES = {"has": "has", ">=": "least", "<=": "most", "==": "exactly", "in": "one_of"}
_OPS = {code: op for op, code in _CODES.items()}
_BETWEEN = ", "
_MOST_TEXTS = 50


def need_parts(category: Category | None, languages: Sequence[str], old: Sequence[Need] = ()) -> Parts:
    """The fields of a need, with the features of *category* and of the *old* needs to choose from."""
    known = {one.key: _named(one, languages) for one in category.features} if category else {}
    features = tuple(({need.feature: need.feature for need in old} | known).items())
    return (
        Part("level", "choice", "admin.level", needed=True, choices=LEVELS),
        Part("feature", "choice", "admin_persona.feature", pairs=features),
        Part("op", "choice", "admin_persona.op", needed=True, choices=tuple(_OPS)),
        Part("value", "text", "admin_persona.value"),
        Part("unit", "text", "admin_persona.unit"),
    )


def needs_part(category: Category | None, languages: Sequence[str], old: Sequence[Need]) -> Part:
    """Needs inside of a row; *old* are those that may have weights and reasons."""
    return Part(
        "needs",
        "rows",
        "admin_persona.needs",
        parts=need_parts(category, languages, old),
        fill=needs_fields,
        reads=lambda form, name: read_needs(form, name, category, old),
    )


def needs_fields(name: str, needs: Sequence[Mapping[str, Any]]) -> Fields:
    """*needs*, as `plain` data, as the rows of the list *name*."""
    found: Fields = {}
    for place, need in enumerate(needs):
        stem = f"{name}.{place}."
        found |= {
            f"{stem}level": need["level"],
            f"{stem}feature": need["feature"],
            f"{stem}op": _CODES[need["op"]],
            f"{stem}value": need["number"] or _BETWEEN.join(need["texts"]),
            f"{stem}unit": need["unit"] or "",
        }
    return found


def read_needs(form: Form, name: str, category: Category | None, old: Sequence[Need]) -> list[dict[str, Any]]:
    """The needs that were typed, in a tidied form. Weights and reasons stay with what they were given for.

    A need of *old* whose feature the category does not have is kept as it was.
    """
    features = {one.key: one for one in category.features} if category else {}
    kept: dict[tuple[str, str], Need] = {(need.feature, need.level): need for need in old}
    stems = [f"{name}.{place}." for place in range(how_many(form, name))]
    return [_with_notes(_read(form, stem, features, kept), kept) for stem in stems]


def _read(
    form: Form, stem: str, features: Mapping[str, Feature], kept: Mapping[tuple[str, str], Need]
) -> dict[str, Any]:
    level = form.choice(f"{stem}level", LEVELS)
    old = kept.get((form.get(f"{stem}feature"), level))
    if old is not None and old.feature not in features:
        # What equals a default is left out of a document, and what follows asks for the level.
        return {**msgspec.to_builtins(old), "level": level}
    feature = features.get(form.choice(f"{stem}feature", features))
    op = _OPS.get(form.choice(f"{stem}op", _OPS), "has")
    need = {"feature": feature.key if feature else "", "op": op, "level": level}
    if op == "has" or feature is None:
        return need
    return need | _asked(form, stem, feature, op, old.texts if old else ())


def _asked(form: Form, stem: str, feature: Feature, op: str, old: Sequence[str]) -> dict[str, Any]:
    """How much of *feature*, or which of its words."""
    if feature.kind == "number":
        if op == "in":
            form.fail(f"{stem}op", say("admin_persona.no_words_there"))
        return _number(form, stem)
    if op in {">=", "<="}:
        form.fail(f"{stem}op", say("admin_persona.no_number_there"))
        return {}
    return {"texts": _texts(form, f"{stem}value", old)}


def _number(form: Form, stem: str) -> dict[str, Any]:
    """A number; without a unit it is in the feature's own."""
    unit = form.text(f"{stem}unit", least=0).lower()
    number = read_number(form, f"{stem}value", needed=True)
    return {"number": number or "0", **({"unit": unit} if unit else {})}


def _texts(form: Form, name: str, old: Sequence[str]) -> list[str]:
    typed = form.text(name, most=LINE * 10)
    if typed == _BETWEEN.join(old):
        return list(old)
    found = [one.strip() for one in typed.split(",") if one.strip()]
    if any(len(one) > SHORT for one in found) or len(found) > _MOST_TEXTS:
        form.fail(name, say("admin_form.too_long", most=SHORT, length=max(map(len, found))))
        return []
    return found


def _with_notes(need: dict[str, Any], kept: Mapping[tuple[str, str], Need]) -> dict[str, Any]:
    old = kept.get((need["feature"], need["level"]))
    notes = msgspec.to_builtins(old) if old else {}
    return need | {name: notes[name] for name in ("weight", "why") if name in notes}


def _named(feature: Feature, languages: Sequence[str]) -> str:
    name = label(feature.label, tuple(languages))
    return f"{name} ({words.speaker(languages[0]).unit_name(feature.unit)})" if feature.unit else name
