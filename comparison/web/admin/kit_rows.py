"""A kit for a comparison that has products: which of its rows are there already, proposed and confirmed."""

from collections.abc import Sequence
from typing import NamedTuple

from litestar.handlers import HTTPRouteHandler

from ...core.bounds import MOST_FEATURES
from ...core.catalogue import Feature
from ...core.errors import NotFound, StaleRevision
from ...core.languages import label
from ...core.messages import Message, say
from ...storage.kit_joining import (
    MOST_PERSONAS,
    Joined,
    Joining,
    SameRow,
    could_be,
    is_joined,
    join_kit,
    joined_at,
    needs_unit,
    proposed,
    too_many,
    too_many_personas,
)
from ...storage.kits import Kit
from ...storage.row_names import worded_unit
from ...storage.store import Store
from ...storage.units import UNITS, dimension_of
from ..answers import Answer
from ..forms import Form
from .desk import Desk, Page
from .imports.saying import Compared, lines_of
from .products.found import shop_of
from .visit import Visit

ROWS = "/admin/{shop:str}/start/{kit:str}"
_SEEN = "_seen"


class OfferedRow(NamedTuple):
    """A row of the kit: the shop's rows that it could be, and units where the chosen one states none."""

    key: str
    label: str
    options: list[tuple[str, str]]
    units: list[str]


def routes(desk: Desk, kits: Sequence[Kit]) -> list[HTTPRouteHandler]:
    """The page, and its form; of one of *kits*."""

    async def show(desk: Desk, visit: Visit) -> Answer:
        """Which rows are the same, as it seems."""
        kit = _kit(kits, visit)
        lines = await desk.ask(filled_lines, desk.store, visit)
        wanted = visit.typed.get("into") if visit.typed else visit.query.get("into", "")
        if not lines:
            return desk.go(visit, f"/admin/{visit.shop}/start")
        joined = await desk.ask(joined_at, desk.store, visit.shop, wanted or lines[0].key)
        form = visit.typed or _proposal(kit, joined)
        return desk.page(visit, _page(visit, form, kit, joined, lines))

    async def join(desk: Desk, visit: Visit) -> Answer:
        """Bring the kit to the comparison, with the rows that were said to be the same."""
        kit, form = _kit(kits, visit), visit.form
        lines = await desk.ask(filled_lines, desk.store, visit)
        joined = await desk.ask(joined_at, desk.store, visit.shop, form.get("into"))
        joining = Joining(kit, joined, _read(form, kit, joined, visit.language))
        if await desk.ask(is_joined, desk.store, visit.shop, kit, joined):
            form.fail("", say("admin_kits.used"))
        elif no_room := _no_room(joining):
            form.fail("", no_room)
        elif form.get(_SEEN) != _seen(joined) or not (form.errors or await _joined(desk, visit, joining)):
            form.fail("", say("admin_kits.changed"))
        if form.errors:
            return desk.refused(visit, _page(visit, form, kit, joined, lines))
        return desk.go(visit, f"/admin/{visit.shop}/comparisons/{joined.comparison.key}?did=joined")

    return [desk.shows(ROWS, show), desk.changes(ROWS, join)]


def filled_lines(store: Store, visit: Visit) -> list[Compared]:
    """Those of the first comparisons that have products."""
    return [one for one in lines_of(store, visit.shop, language=visit.language) if one.tiers]


def _no_room(joining: Joining) -> Message | None:
    if too_many(joining):
        return say("admin_category.too_many", most=MOST_FEATURES)
    return say("admin_kits.too_many_types", most=MOST_PERSONAS) if too_many_personas(joining) else None


async def _joined(desk: Desk, visit: Visit, joining: Joining) -> bool:
    shop = await desk.ask(shop_of, desk.store, visit)
    by, now = visit.by, visit.moment
    try:
        await desk.change(join_kit, desk.store, visit.shop, joining, shop.languages, by=by, now=now)
    except StaleRevision:
        return False
    return True


def _kit(kits: Sequence[Kit], visit: Visit) -> Kit:
    found = next((kit for kit in kits if kit.key == visit.keys["kit"]), None)
    if found is None:
        raise NotFound("kit", visit.keys["kit"])
    return found


def _proposal(kit: Kit, joined: Joined) -> Form:
    met, rows = proposed(kit, joined.category), {row.key: row for row in kit.category.features}
    same = {f"row.{key}": one.feature.key for key, one in met.items()}
    units = {f"unit.{key}": _named_unit(rows[key], one.feature) for key, one in met.items()}
    return Form.filled({"into": joined.comparison.key, **same, **units})


def _named_unit(row: Feature, there: Feature) -> str:
    """The unit that the name of *there* ends in, as one of `_units`; empty where it ends in none."""
    for name in (*there.label.values(), there.source_key or ""):
        worded = worded_unit(name)
        if worded and dimension_of(worded[1]) == dimension_of(row.unit) is not None:
            return next(one for one in _units(row) if UNITS[one].library == UNITS[worded[1]].library)
    return ""


def _read(form: Form, kit: Kit, joined: Joined, language: str) -> dict[str, SameRow]:
    """The rows that are the same. Where one is wrong, the form has an error by then."""
    there = {one.key: one for one in joined.category.features}
    same: dict[str, SameRow] = {}
    for row in kit.category.features:
        options = [key for key, one in there.items() if could_be(row, one)]
        key, name = form.choice(f"row.{row.key}", ("", *options)), label(row.label, (language,))
        unit = form.get(f"unit.{row.key}") if key and needs_unit(row, there[key]) else None
        if key and key in {one.key for one in same.values()}:
            form.fail(f"row.{row.key}", say("admin_kits.row_twice", row=name))
        elif unit is not None and unit not in _units(row):
            form.fail(f"unit.{row.key}", say("admin_kits.which_unit", row=name))
        elif key:
            same[row.key] = SameRow(key, unit)
    return same


def _units(row: Feature) -> list[str]:
    """The units that numbers of *row* may be in, its own first; of two names of one unit the first."""
    alike = [unit for unit in UNITS if dimension_of(unit) == dimension_of(row.unit)]
    named = {UNITS[unit].library: unit for unit in reversed(alike)}
    if row.unit in UNITS:
        named[UNITS[row.unit].library] = row.unit
    return sorted(named.values(), key=lambda unit: (unit != row.unit, alike.index(unit)))


def _page(visit: Visit, form: Form, kit: Kit, joined: Joined, lines: Sequence[Compared]) -> Page:
    rows = [_offered(visit, form, row, joined.category.features) for row in kit.category.features]
    values = {
        "form": form,
        "kit": label(kit.label, (visit.language,)),
        "address": f"/admin/{visit.shop}/start/{kit.key}",
        "key": kit.key,
        "into": joined.comparison.key,
        "comparisons": [(one.key, one.title) for one in lines],
        "seen": form.get(_SEEN) or _seen(joined),
        "rows": rows,
    }
    return Page(name="kit_rows", section="home", values=values)


def _offered(visit: Visit, form: Form, row: Feature, there: Sequence[Feature]) -> OfferedRow:
    fitting = [one for one in there if could_be(row, one)]
    options = [(one.key, label(one.label, (visit.language,))) for one in fitting]
    chosen = next((one for one in fitting if one.key == form.get(f"row.{row.key}")), None)
    units = _units(row) if chosen and needs_unit(row, chosen) else []
    return OfferedRow(row.key, label(row.label, (visit.language,)), options, units)


def _seen(joined: Joined) -> str:
    return ".".join(map(str, joined.revisions))
