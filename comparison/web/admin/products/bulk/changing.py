"""The page of a change to many products: choose it, look at it, do it, take it back."""

from typing import Any

from litestar.handlers import HTTPRouteHandler

from .....core.catalogue import Product
from .....core.errors import StaleRevision
from .....core.languages import label
from .....core.messages import say
from .....core.money import Money
from .....storage.bulk_editing import UNDO, edit_together, undo_together
from .....storage.store import Store
from ....answers import Answer
from ....forms import Form
from ...desk import Desk, Page
from ...visit import Visit
from ..searching import search_address
from .choosing import MOST_ATTESTED, carried_of, chosen, known_of
from .deed import Known
from .planning import DEEDS, Outlook, looked_ahead, most_for
from .price_deeds import STEPS, TAXES, WAYS, tax_classes
from .product_deeds import STATES

BULK = "/admin/{shop:str}/bulk"
BULK_UNDO = "/admin/{shop:str}/bulk/undo"
_MOST_NAMED = 20
_FIRST = {"way": "percent", "step": "1", "tax": "included", "new_state": "sold_out"}


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page with its form, and taking the last change back."""
    return [
        desk.shows(BULK, show, least="editor"),
        desk.changes(BULK, act),
        desk.changes(BULK_UNDO, undo, shown_at=BULK),
    ]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form with what was typed before signing in again; else where to begin."""
    return await _choose(desk, visit, visit.form)


async def act(desk: Desk, visit: Visit) -> Answer:
    """What the button says: choose, look ahead, do it, or look at what follows."""
    doing, form = visit.form.get("_do"), visit.form
    if doing == "all":
        form = Form([*form.pairs, ("all", "1")])
    if doing not in {"look", "apply"}:
        return await _choose(desk, visit, form)
    outlook = await desk.change(looked_ahead, desk.store, visit, form)
    if outlook is None:
        return await _choose(desk, visit, form, status=422)
    if doing == "look":
        return _look(desk, visit, form, outlook)
    return await _do(desk, visit, form, outlook)


async def undo(desk: Desk, visit: Visit) -> Answer:
    """Take the last change back, where nobody changed it since."""
    try:
        undone = await desk.change(undo_together, desk.store, visit.shop, by=visit.by, now=visit.moment)
    except StaleRevision:
        visit.form.fail("", say("admin_bulk.changed_just_now"))
        return await _choose(desk, visit, visit.form, status=409)
    stayed = await desk.ask(_names, desk.store, visit, undone.stayed[:_MOST_NAMED])
    return _done(desk, visit, Form(), {"undone": undone, "stayed": stayed})


async def _do(desk: Desk, visit: Visit, form: Form, outlook: Outlook) -> Answer:
    if form.get("_seen") != outlook.seen:
        return _changed_meanwhile(desk, visit, form, outlook)
    deed, edits, steps = outlook.doing.deed, outlook.edits, 0
    try:
        if edits:
            by, now = visit.by, visit.moment
            # What follows in a search belongs to the same edit.
            goes_on = form.get("before") != ""
            steps = await desk.change(
                edit_together, desk.store, visit.shop, deed, edits, by=by, now=now, goes_on=goes_on
            )
    except StaleRevision:
        now_there = await desk.change(looked_ahead, desk.store, visit, form)
        return _changed_meanwhile(desk, visit, form, now_there or outlook)
    return _done(desk, visit, form, {"outlook": outlook, "steps": steps})


def _changed_meanwhile(desk: Desk, visit: Visit, form: Form, outlook: Outlook) -> Answer:
    form.fail("", say("admin_bulk.changed_meanwhile"))
    return _look(desk, visit, form, outlook, status=409)


async def _choose(desk: Desk, visit: Visit, form: Form, *, status: int = 200) -> Answer:
    known = await desk.ask(known_of, desk.store, visit)
    them = await desk.change(chosen, desk.store, visit, form, most_for(form.get("deed")))
    if not them.held and form.get("_do") == "choose":
        form.fail("", say("admin_bulk.none_ticked"))
        status = 422
    filled = Form.filled(_FIRST | {name: form.all(name) for name in form.names()})
    filled.errors.update(form.errors)
    values = {
        "form": filled,
        "chosen": them,
        "most_attested": MOST_ATTESTED,
        "deeds": [key for key in DEEDS if key != "comparison" or known.comparisons],
        "known": known,
        **_options(known, visit),
        **await _shared(desk, visit, form),
    }
    return desk.page(visit, _page("bulk", values), status=status)


def _look(desk: Desk, visit: Visit, form: Form, outlook: Outlook, *, status: int = 200) -> Answer:
    values = {
        "form": form,
        "outlook": outlook,
        "deed": form.get("deed"),
        "carried": carried_of(form),
        "asked": [pair for pair in form.pairs if pair[0] in _ASKED],
    }
    return desk.page(visit, _page("bulk_look", values), status=status)


def _done(desk: Desk, visit: Visit, form: Form, values: dict[str, Any]) -> Answer:
    outlook: Outlook | None = values.get("outlook")
    following = outlook.chosen.following if outlook else 0
    following_form = [pair for pair in carried_of(form) if pair[0] != "before"]
    page = _page(
        "bulk_done",
        {
            "outlook": outlook,
            "undone": values.get("undone"),
            "stayed": values.get("stayed", ()),
            "steps": values.get("steps", 0),
            "deed": form.get("deed"),
            "asked": [pair for pair in form.pairs if pair[0] in _ASKED],
            "chosen": carried_of(form),
            "following": [*following_form, ("before", str(following))] if following else [],
            "back": search_address(visit.shop, form.get),
        },
    )
    return desk.page(visit, page)


_ASKED = frozenset(
    "deed new_state new_category brand tax tax_class fee free_from market way by step sure comparison".split()
)


async def _shared(desk: Desk, visit: Visit, form: Form) -> dict[str, Any]:
    return {
        "carried": carried_of(form),
        "back": search_address(visit.shop, form.get),
        "can_undo": await desk.ask(desk.store.has_undo, visit.shop, visit.by, UNDO),
    }


def _options(known: Known, visit: Visit) -> dict[str, Any]:
    language = (visit.language,)
    currency = next(iter(known.rows.values())).currency if known.rows else "USD"
    return {
        "states": STATES,
        "categories": sorted(
            ((one.key, label(one.label, language)) for one in known.categories), key=lambda pair: pair[1]
        ),
        "comparisons": [(one.key, label(one.title, language)) for one, _ in known.comparisons],
        "taxes": TAXES,
        "tax_classes": tax_classes(known),
        "ways": WAYS,
        "steps": [(step, Money(minor=int(step), currency=currency)) for step in STEPS],
        "currency": currency,
    }


def _names(store: Store, visit: Visit, keys: list[str]) -> list[tuple[str, str]]:
    rows = store.get_many(visit.shop, "product", keys)
    found = {key: row.record for key, row in rows.items()}
    return [
        (key, label(one.name, (visit.language,)) if isinstance(one := found.get(key), Product) else key)
        for key in keys
    ]


def _page(name: str, values: dict[str, Any]) -> Page:
    return Page(name=name, section="products", tab="list", values=values)
