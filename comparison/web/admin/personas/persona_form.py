"""A buyer type as the fields of its form, and back."""

from collections.abc import Sequence
from typing import Any, get_args

from .... import words
from ....core.bounds import SHORT
from ....core.catalogue import Category
from ....core.messages import Message, say
from ....core.personas import KnownFrom, Persona
from ...forms import REVISION, Form
from ..amounts_typed import as_before
from ..parts import Fields, Part, Parts, fields_of, plain, read_parts, read_rows, rows_of, tidied
from .known import Known
from .needs_form import need_parts, needs_fields, read_needs

KNOWN_FROM: tuple[str, ...] = get_args(KnownFrom)
PERS = ("now", "horizon", "month", "unit-month")
_SPOKEN = ("ko", "en")
# Twelve Korean letters, or twenty-four Latin ones, stand in one line of a chip.
WIDEST = 24

NOTES: Parts = (
    Part("who", "line", "admin_persona.who"),
    Part("wants", "line", "admin_persona.wants"),
    Part("struggles", "line", "admin_persona.struggles"),
)
FIRST: Parts = (Part("label", "label", "admin_persona.label", needed=True, help="admin_persona.label_help"),)
MORE: Parts = (
    Part("source", "label", "admin_persona.source", help="admin_persona.source_help"),
    Part("last_reviewed", "date", "admin_persona.last_reviewed"),
)


# Which fields there are; what can be chosen in them is for their forms to know.
_SIZE: Parts = tuple(Part(name, "text", "") for name in ("unit", "usual", "min", "max"))
_BUDGET: Parts = (
    Part("amount", "amount", ""),
    *(Part(name, "text", "") for name in ("currency", "per")),
    Part("hard", "flag", ""),
)


def size_parts(known: Known) -> Parts:
    """The fields of a quantity."""
    return (
        Part("unit", "choice", "admin_persona.size_unit", pairs=tuple(known.units)),
        Part("usual", "whole", "admin_persona.size_usual"),
        Part("min", "whole", "admin_persona.size_min"),
        Part("max", "whole", "admin_persona.size_max"),
    )


def budget_parts(known: Known) -> Parts:
    """The fields of a budget."""
    return (
        Part("amount", "amount", "admin_persona.budget_amount"),
        Part(
            "currency", "choice", "admin_persona.budget_currency", needed=True, pairs=tuple(known.currencies)
        ),
        Part("per", "choice", "admin_persona.budget_per", needed=True, choices=PERS, blank="now"),
        Part("hard", "flag", "admin_persona.budget_hard"),
    )


def lists_of(known: Known, persona: Persona | None = None) -> dict[str, Parts]:
    """The lists of the form of *persona*."""
    old = persona.needs if persona else ()
    return {"needs": need_parts(known.category, known.languages, old), "also": size_parts(known)}


def persona_fields(persona: Persona, revision: int) -> Fields:
    """*persona* as the fields of its form."""
    whole = plain(persona)
    return {
        REVISION: str(revision),
        **fields_of(whole, (*FIRST, *NOTES, *MORE)),
        "known_from": persona.known_from,
        "category": persona.category or "",
        **needs_fields("needs", whole["needs"]),
        **fields_of(whole.get("size") or {}, _SIZE, "size."),
        **rows_of("also", whole.get("also") or (), _SIZE),
        **fields_of(whole.get("budget") or {}, _BUDGET, "budget."),
    }


def persona_typed(form: Form, persona: Persona, known: Known) -> Persona | None:
    """*persona* with what was typed into a tidied form; None where an error was noted."""
    languages = known.shop.languages
    typed: dict[str, Any] = read_parts(form, (*FIRST, *NOTES, *MORE), languages)
    chosen = form.choices("known_from", KNOWN_FROM)
    typed |= {
        "known_from": list(chosen),
        "category": form.choice("category", ("", *dict(known.categories))) or None,
        "needs": read_needs(form, "needs", known.category, persona.needs),
        "size": _size(form, known),
        "also": [one for one in read_rows(form, "also", size_parts(known), languages) if one.get("unit")],
        "budget": _budget(form, known),
        "source": _source(typed.get("source"), persona, chosen, languages),
    }
    whole: dict[str, Any] = {"key": persona.key} | typed
    found = form.record(Persona, {name: value for name, value in whole.items() if value not in (None, [])})
    return as_before(found, persona) if found is not None else None


def in_order(form: Form, known: Known) -> Form:
    """*form* with its rows counted from 0."""
    return tidied(form, lists_of(known))


def labels_of(known: Known) -> dict[str, Message]:
    """What the fields that are no rows are called."""
    named = {part.name: say(part.words) for part in (*FIRST, *NOTES, *MORE)}
    inner = {
        f"{stem}.{part.name}": say(part.words)
        for stem, parts in (("size", size_parts(known)), ("budget", budget_parts(known)))
        for part in parts
    }
    return (
        named
        | inner
        | {
            "known_from": say("admin_persona.known_from"),
            "category": say("admin_products.category"),
        }
    )


def is_wide(text: str) -> bool:
    """Whether *text* is too long for one line of a chip on a phone."""
    return sum(2 if ord(one) >= 0x1100 else 1 for one in text) > WIDEST


def source_of(known_from: Sequence[str], languages: Sequence[str]) -> dict[str, str]:
    """What shoppers read of where it is known from: ``interviews, support calls``."""
    spoken = [one for one in languages if one in _SPOKEN] or languages[:1]
    return {
        one: ", ".join(words.speaker(one).text(f"admin_persona.known_{what}") for what in known_from)[:SHORT]
        for one in spoken
        if known_from
    }


def _source(
    typed: dict[str, str] | None, persona: Persona, known_from: Sequence[str], languages: Sequence[str]
) -> dict[str, str] | None:
    """What was typed; where that was only made from the ticks, what the ticks say by now."""
    made = source_of(persona.known_from, languages)
    if typed and typed != made:
        return typed
    return source_of(known_from, languages) or None


def _size(form: Form, known: Known) -> dict[str, Any] | None:
    typed = read_parts(form, size_parts(known), known.shop.languages, "size.")
    numbers = typed.keys() - {"unit"}
    if numbers and not typed.get("unit"):
        form.fail("size.unit", say("admin_form.choose"))
    return typed if numbers else None


def _budget(form: Form, known: Known) -> dict[str, Any] | None:
    if not form.get("budget.amount").strip():
        return None
    return read_parts(form, budget_parts(known), known.shop.languages, "budget.")


def empty_persona(category: Category | None, today: str) -> Persona:
    """A buyer type of which nothing was typed yet."""
    return Persona(key="new", label={}, category=category.key if category else None, last_reviewed=today)
