"""Values of several products at once, as in a spreadsheet: typed, pasted, saved together, undone."""

import dataclasses
from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from ....core.catalogue import Cell, Product
from ....core.errors import NotFound, StaleRevision
from ....core.languages import label
from ....core.messages import Message, say
from ....storage.product_search import UndoStep
from ....storage.saving_together import Drawn, save_together
from ....storage.store import Stored
from ...answers import Answer
from ...forms import Form
from ..conflicts import conflict
from ..desk import Desk, Page
from ..visit import Visit
from .found import category_options
from .grid_cells import EXTRA, NO, NOT_APPLICABLE, UNLIMITED, YES, Unreadable, cell_line, read_cell
from .grid_merging import merged
from .grid_shape import Held, Scope, lines_of, matrix_of, scope_of, stored_lines
from .pasting import pasted_into

VALUES = "/admin/{shop:str}/values"
UNDO = "values"
_MOST_TRIES = 2
_ASKED = ("category", "comparison", "before", "lang", "turn")


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """The cells that a product had before a change which made it *revision*."""

    product: str
    revision: int
    cells: tuple[Cell, ...]


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and its form."""
    return [desk.shows(VALUES, show), desk.changes(VALUES, act)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The grid as it is stored."""
    asked = visit.typed or Form.filled({name: visit.query.get(name, "") for name in _ASKED})
    scope = await desk.ask(scope_of, desk.store, visit, asked)
    form = visit.typed or _filled(scope, visit, asked)
    return await _page(desk, visit, scope, form)


async def act(desk: Desk, visit: Visit) -> Answer:
    """What the button says: save, put a pasted table in, or undo the last save."""
    scope = await desk.ask(scope_of, desk.store, visit, visit.form)
    doing = visit.form.get("_do")
    if doing == "undo":
        return await undo(desk, visit, scope)
    if doing == "paste":
        return await _pasted(desk, visit, scope)
    return await save(desk, visit, scope)


async def save(desk: Desk, visit: Visit, scope: Scope, *, tries: int = _MOST_TRIES) -> Answer:
    """Write what was typed on top of what is there now; ask where somebody else typed into the same cell."""
    now = merged(visit.form, stored_lines(scope, visit))
    visit = dataclasses.replace(visit, typed=now.form)
    if now.contested:
        return await _both(desk, visit, scope, now.contested)
    drawn = changed_products(now.form, scope, visit)
    if now.form.errors:
        return await _page(desk, visit, scope, now.form, status=422)
    try:
        await _write(desk, visit, scope, drawn)
    except StaleRevision:
        if tries <= 1:
            raise
        return await save(desk, visit, await desk.ask(scope_of, desk.store, visit, now.form), tries=tries - 1)
    return await _done(desk, visit, "saved")


def changed_products(form: Form, scope: Scope, visit: Visit) -> list[Drawn]:
    """The products that *form* says something else of, each with the revision it was drawn from."""
    drawn: list[Drawn] = []
    for held in scope.held:
        cells = _cells(form, scope, held, visit)
        if cells != held.product.cells:
            typed = form.get(f"r.{held.product.key}")
            revision = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else 0
            drawn.append((replace(held.product, cells=cells), revision))
    return drawn


async def undo(desk: Desk, visit: Visit, scope: Scope) -> Answer:
    """Put back what the last save replaced, if nobody changed it since."""
    step = await desk.change(desk.store.take_undo, visit.shop, visit.by, UNDO)
    before = msgspec.json.decode(step.document, type=list[Before]) if step else []
    rows = await desk.ask(desk.store.get_many, visit.shop, "product", [one.product for one in before])
    drawn: list[Drawn] = []
    for one in before:
        record = rows[one.product].record if one.product in rows else None
        if isinstance(record, Product):
            drawn.append((replace(record, cells=one.cells), one.revision))
    try:
        await desk.change(save_together, desk.store, visit.shop, drawn, by=visit.by, now=visit.moment)
    except StaleRevision as stale:
        visit.form.fail("", say("admin_grid.cannot_undo", name=_by(stale)))
        return await _page(desk, visit, scope, visit.form, status=409)
    return await _done(desk, visit, "undone")


def _cells(form: Form, scope: Scope, held: Held, visit: Visit) -> tuple[Cell, ...]:
    kept = {cell.feature: cell for cell in held.product.cells}
    for feature in scope.features:
        name = f"v.{held.product.key}.{feature.key}"
        old = kept.get(feature.key)
        typed = form.get(name).strip()
        if not form.all(name) or typed == cell_line(old, feature, scope.language, visit.language):
            continue
        try:
            cell = read_cell(typed, feature, old, scope.language, scope.add_ons)
        except Unreadable as wrong:
            form.fail(name, _at(wrong.message, scope, held, feature.key, visit))
            continue
        if cell is None:
            kept.pop(feature.key, None)
        else:
            kept[feature.key] = cell
    return tuple(kept.values())


def _at(message: Message, scope: Scope, held: Held, feature: str, visit: Visit) -> Message:
    wanted = (visit.language, scope.language)
    row = next(label(one.label, wanted) for one in scope.features if one.key == feature)
    return say("admin_grid.at", row=row, column=label(held.product.name, wanted), message=message)


async def _write(desk: Desk, visit: Visit, scope: Scope, drawn: list[Drawn]) -> None:
    if not drawn:
        return
    changed = {record.key for record, _ in drawn}
    before = [
        Before(product=one.product.key, revision=one.revision + 1, cells=one.product.cells)
        for one in scope.held
        if one.product.key in changed
    ]
    step = UndoStep(shop=visit.shop, by=visit.by, what=UNDO, document=msgspec.json.encode(before).decode())
    by, now = visit.by, visit.moment
    await desk.change(save_together, desk.store, visit.shop, drawn, by=by, now=now, undo=step)


async def _done(desk: Desk, visit: Visit, did: str) -> Answer:
    if not visit.is_partial:
        return desk.go(visit, f"{address_of(visit, visit.form)}did={did}")
    scope = await desk.ask(scope_of, desk.store, visit, visit.form)
    return await _page(desk, visit, scope, _filled(scope, visit, visit.form), did=did)


async def _pasted(desk: Desk, visit: Visit, scope: Scope) -> Answer:
    pasted = pasted_into(scope, visit.form.get("_table"))
    stood = {name: visit.form.all(name) for name in visit.form.names() if name != "_table"}
    form = Form.filled({**stood, **pasted.lines})
    for message in pasted.unplaced[:10]:
        form.errors.setdefault(f"_table.{len(form.errors)}" if form.errors else "_table", message)
    did = "filled" if pasted.lines else ""
    return await _page(desk, visit, scope, form, status=422 if pasted.unplaced else 200, did=did)


async def _page(
    desk: Desk, visit: Visit, scope: Scope, form: Form, *, status: int = 200, did: str = ""
) -> Answer:
    can_undo = await desk.ask(desk.store.has_undo, visit.shop, visit.by, UNDO)
    values: dict[str, Any] = {
        "form": form,
        "scope": scope,
        "categories": category_options(scope.categories, visit),
        "matrix": matrix_of(scope, visit, turned=form.get("turn") == "1"),
        "can_undo": can_undo,
        "choices": _choices(scope, visit.language),
        "address": f"/admin/{visit.shop}/values",
        "turned": address_of(visit, form, turn="" if form.get("turn") == "1" else "1"),
        "following": address_of(visit, form, before=str(scope.following)) if scope.following else "",
    }
    page = Page(
        name="values", section="products", tab="values", values=values | ({"did": did} if did else {})
    )
    return desk.page(visit, page, status=status)


def _choices(scope: Scope, spoken: str) -> dict[str, list[str]]:
    """What is offered while one types, by the kind of the row."""
    extras = [f"{EXTRA[spoken]}: {key}" for key in scope.add_ons]
    anywhere = [NOT_APPLICABLE[spoken], *extras]
    return {
        "yes_no": [YES[spoken], NO[spoken], *anywhere],
        "number": [UNLIMITED[spoken], *anywhere],
        "text": anywhere,
        "list": anywhere,
    }


def address_of(visit: Visit, form: Form, **changes: str) -> str:
    """The address of the same grid with *changes* made, ready for one more parameter."""
    asked = {name: form.get(name) for name in _ASKED} | changes
    query = urlencode({name: text for name, text in asked.items() if text})
    return f"/admin/{visit.shop}/values?{query}{'&' if query else ''}"


def _filled(scope: Scope, visit: Visit, asked: Form) -> Form:
    return Form.filled({name: asked.get(name) for name in _ASKED} | lines_of(scope, visit))


async def _both(desk: Desk, visit: Visit, scope: Scope, contested: list[str]) -> Answer:
    """Both versions of every cell that both changed; all else is put together already."""
    current = await desk.ask(desk.store.get, visit.shop, "product", contested[0].split(".")[1])
    if current is None:
        raise NotFound("product", contested[0].split(".")[1])
    stored = lines_of(scope, visit)
    mine = {name: visit.form.all(name) for name in visit.form.names()}
    theirs = mine | {name: [stored[name]] for name in contested}
    labels = {field.name: say("page.plain", text=field.spoken) for _, fields in
              matrix_of(scope, visit, turned=False).rows for field in fields}  # fmt: skip
    found = conflict(visit.form, theirs, labels, current, f"/admin/{visit.shop}/values")
    return desk.conflict(visit, Page(name="values", section="products", tab="values"), found)


def _by(stale: StaleRevision) -> str:
    return stale.current.updated_by if isinstance(stale.current, Stored) else ""
