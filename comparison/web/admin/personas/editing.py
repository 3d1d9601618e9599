"""One buyer type: who they are and what they need, with the fits beside the form; adding and deleting."""

from typing import Any

from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from ....core.catalogue import Comparison
from ....core.errors import StaleRevision
from ....core.languages import label
from ....core.messages import Message, say
from ....core.personas import Persona
from ....storage.auditing import save_noted
from ....storage.store import Store, Stored
from ...answers import Answer
from ...forms import Form
from ..conflicts import conflict
from ..desk import Desk, Page
from ..parts import Parts, acted, how_many, wants_more
from ..parts_compared import named, telling, with_names, without_untyped
from ..products.adding import free_key
from ..visit import Visit
from .fits import fit_table, today_of
from .known import Known, comparisons_of, known_of, shop_of
from .listing import persona_of
from .persona_form import (
    FIRST,
    KNOWN_FROM,
    MORE,
    NOTES,
    budget_parts,
    empty_persona,
    in_order,
    is_wide,
    labels_of,
    lists_of,
    persona_fields,
    persona_typed,
    size_parts,
)

NEW = "/admin/{shop:str}/new-persona"
PERSONA = "/admin/{shop:str}/personas/{persona:str}"
DELETE = "/admin/{shop:str}/personas/{persona:str}/delete"
MOST_IN_COMPARISON = 12


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Adding, editing and deleting a buyer type."""
    return [
        desk.shows(NEW, show),
        desk.changes(NEW, act),
        desk.shows(PERSONA, show),
        desk.changes(PERSONA, act),
        desk.shows(DELETE, ask),
        desk.changes(DELETE, delete),
    ]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form, with the fits of what is stored."""
    persona, revision = await _persona(desk, visit)
    form = visit.typed or Form.filled(persona_fields(persona, revision) | _wanted(visit))
    known = await _known(desk, visit, form, persona)
    return _page(desk, visit, in_order(form, known), persona, known)


async def act(desk: Desk, visit: Visit) -> Answer:
    """What the button says: save, only look at the fits, or change the rows of the form."""
    persona, _ = await _persona(desk, visit)
    known = await _known(desk, visit, visit.form, persona)
    form = in_order(visit.form, known)
    changed = acted(form)
    if changed is not None:
        return _page(desk, visit, in_order(changed, known), persona, known)
    typed = persona_typed(form, persona, known)
    if form.get("_do") == "try":
        return _tried(desk, visit, form, persona, known, typed)
    if typed is None:
        return _page(desk, visit, form, persona, known, status=422)
    return await _saved(desk, visit, form, typed, known)


async def ask(desk: Desk, visit: Visit) -> Answer:
    """What deleting it would mean."""
    persona, revision = await _persona(desk, visit)
    uses = await desk.ask(uses_of, desk.store, visit, persona.key)
    name = label(persona.label, (visit.language,))
    values = {"name": name, "revision": revision, "uses": uses, "back": visit.path.removesuffix("/delete")}
    return desk.page(visit, Page(name="product_delete", section="personas", tab="list", values=values))


async def delete(desk: Desk, visit: Visit) -> Answer:
    """Take it away; what was published stays as it is."""
    await _persona(desk, visit)
    try:
        await desk.delete(visit, "persona", visit.keys["persona"], expected=visit.form.revision)
    except StaleRevision:
        return desk.go(visit, visit.path)
    return desk.go(visit, f"/admin/{visit.shop}/personas?did=removed")


def uses_of(store: Store, visit: Visit, persona: str) -> list[Message]:
    """The comparisons that show it."""
    _, languages = shop_of(store, visit)
    return [
        say("admin_products.used_by_comparison", title=label(one.title, languages) or one.key)
        for one in comparisons_of(store, visit)
        if persona in one.personas
    ]


def add(store: Store, visit: Visit, persona: Persona, comparison: str) -> None:
    """Write a new buyer type, and show it in *comparison*, in one transaction."""
    by, now = visit.by, visit.moment
    with store.writing():
        save_noted(store, visit.shop, persona, expected=0, by=by, now=now)
        stored = store.get(visit.shop, "comparison", comparison) if comparison else None
        record = stored.record if stored else None
        if stored and isinstance(record, Comparison) and len(record.personas) < MOST_IN_COMPARISON:
            shown = replace(record, personas=(*record.personas, persona.key))
            save_noted(store, visit.shop, shown, expected=stored.revision, by=by, now=now)


def _tried(
    desk: Desk, visit: Visit, form: Form, persona: Persona, known: Known, typed: Persona | None
) -> Answer:
    """The fits of what is typed by now: alone where a script asks, else the page, with its errors."""
    if visit.is_partial:
        return desk.part(visit, "admin/_fits.html", **_fits(visit, form, known, typed))
    return _page(desk, visit, form, persona, known, status=200 if typed else 422)


async def _saved(desk: Desk, visit: Visit, form: Form, typed: Persona, known: Known) -> Answer:
    if "persona" not in visit.keys:
        key = await desk.ask(free_key, desk.store, visit.shop, "persona", dict(typed.label))
        shown = form.choice("comparison", ("", *dict(known.comparisons))) if form.get("comparison") else ""
        await desk.change(add, desk.store, visit, replace(typed, key=key), shown)
        return desk.go(visit, f"/admin/{visit.shop}/personas/{key}?did=saved")
    try:
        revision = await desk.save(visit, typed, expected=form.revision)
    except StaleRevision as stale:
        return _both(desk, visit, form, known, stale)
    if not visit.is_partial:
        return desk.go(visit, f"{visit.path}?did=saved")
    fresh = Form.filled(persona_fields(typed, revision) | {"comparison": form.get("comparison")})
    return _page(desk, visit, fresh, typed, known, did="saved")


def _fits(visit: Visit, form: Form, known: Known, typed: Persona | None) -> dict[str, Any]:
    """What the table beside the form needs; nothing is computed of what cannot be."""
    names = [form.get(name) for name in form.names("label.")]
    return {
        "fits": fit_table(visit, known.draft, typed) if typed else None,
        "is_wide": any(is_wide(name) for name in names),
        "waits": typed is None,
        "comparisons": known.comparisons,
        "form": form,
        "is_new": "persona" not in visit.keys,
    }


def _page(
    desk: Desk,
    visit: Visit,
    form: Form,
    persona: Persona,
    known: Known,
    *,
    status: int = 200,
    did: str = "",
) -> Answer:
    typed = persona_typed(Form(form.pairs), persona, known)
    is_new = "persona" not in visit.keys
    values = {
        **_fits(visit, form, known, typed),
        "persona": persona,
        "name": label(persona.label, known.languages),
        "is_new": is_new,
        "known": known,
        "languages": known.shop.languages,
        "known_from": KNOWN_FROM,
        "parts": _parts(known, persona),
        "address": visit.path,
        "row_count": how_many,
        "row_more": wants_more,
    }
    page = Page(name="persona", section="personas", tab="list", values=values | ({"did": did} if did else {}))
    return desk.page(visit, page, status=status)


def _parts(known: Known, persona: Persona) -> dict[str, Parts]:
    single = {"first": FIRST, "notes": NOTES, "more": MORE}
    return single | {"size": size_parts(known), "budget": budget_parts(known)} | lists_of(known, persona)


async def _persona(desk: Desk, visit: Visit) -> tuple[Persona, int]:
    if "persona" in visit.keys:
        return await desk.ask(persona_of, desk.store, visit)
    return empty_persona(None, today_of(visit).isoformat()), 0


async def _known(desk: Desk, visit: Visit, form: Form, persona: Persona) -> Known:
    category = form.get("category") or persona.category or ""
    chosen = form.get("comparison") or visit.query.get("comparison", "")
    old = persona if "persona" in visit.keys else None
    return await desk.ask(known_of, desk.store, visit, old, category, chosen)


def _wanted(visit: Visit) -> dict[str, str]:
    return {name: visit.query[name] for name in ("category", "comparison") if visit.query.get(name)}


def _both(desk: Desk, visit: Visit, form: Form, known: Known, stale: StaleRevision) -> Answer:
    current = stale.current
    if not isinstance(current, Stored) or not isinstance(current.record, Persona):
        raise stale
    theirs = persona_fields(current.record, current.revision)
    asked = Form([pair for pair in form.pairs if pair[0] != "comparison"])
    groups = {"budget": budget_parts(known), "size": size_parts(known)}
    mine, shown = telling(without_untyped(asked, lists_of(known), groups), theirs)
    every = Form([*mine.pairs, *Form.filled(theirs).pairs])
    labels = named(every, lists_of(known)) | labels_of(known)
    page = Page(name="persona", section="personas", tab="list", values={})
    mine = with_names(mine, labels)
    return desk.conflict(visit, page, conflict(mine, shown, labels, current, visit.path))
