"""The pain points of a comparison: what bothers shoppers today, and what answers it."""

from typing import Any

from litestar.handlers import HTTPRouteHandler

from .... import words
from ....core.catalogue import Comparison
from ....core.personas import Need
from ....storage.formats.names import slug, unique
from ....storage.store import AnyRecord, Store
from ...answers import Answer
from ..desk import Desk
from ..parts import Part, Parts
from ..sheets import Section, Sheet, act_on_sheet, show_sheet
from ..visit import Visit
from .needs_form import needs_part
from .of_comparison import Around, around, choosing

PAINS = "/admin/{shop:str}/pains"
ONE = "/admin/{shop:str}/pains/{comparison:str}"
CHARGES = ("now", "horizon", "measure", "usage")


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Which comparison, and its pain points."""
    return [desk.shows(PAINS, choosing("pains")), desk.shows(ONE, show), desk.changes(ONE, act)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form."""
    return show_sheet(desk, visit, await desk.ask(sheet_of, desk.store, visit))


async def act(desk: Desk, visit: Visit) -> Answer:
    """Save it, or change its rows."""
    return await act_on_sheet(desk, visit, await desk.ask(sheet_of, desk.store, visit))


def sheet_of(store: Store, visit: Visit) -> Sheet[Comparison]:
    """The pain points of the comparison of the address."""
    known = around(store, visit)
    speaker = words.speaker(visit.language)
    section = Section("pains", _parts(known), "admin.pain_points", "admin_quiz.pains_help", is_list=True)
    return Sheet(
        tab="pains",
        title=known.title,
        sections=(section,),
        languages=known.shop.languages,
        inner=known.comparison,
        revision=known.revision,
        put=lambda changed: changed,
        take=_comparison,
        trail=((f"/admin/{visit.shop}/pains", speaker.text("admin.pain_points")),),
        section="personas",
        settle=_with_keys,
    )


def _parts(known: Around) -> Parts:
    old: list[Need] = [need for pain in known.comparison.pains for need in pain.needs]
    return (
        Part("key", "kept", "admin_quiz.key"),
        Part("label", "label", "admin_quiz.pain", needed=True),
        Part("charge", "choice", "admin_quiz.charge", choices=CHARGES),
        needs_part(known.category, known.languages, old),
    )


def _with_keys(whole: dict[str, Any]) -> dict[str, Any]:
    taken = {one["key"] for one in whole.get("pains", ()) if one.get("key")}
    pains = [with_key(one, one.get("label", {}), "pain", taken) for one in whole.get("pains", ())]
    return whole | {"pains": pains}


def with_key(record: dict[str, Any], names: dict[str, str], stem: str, taken: set[str]) -> dict[str, Any]:
    """*record* with a key of its own, made of its name where it has none yet."""
    if record.get("key"):
        return record
    return record | {"key": unique(slug(names.get("en", ""), fallback=stem), taken)}


def _comparison(record: AnyRecord) -> Comparison | None:
    return record if isinstance(record, Comparison) else None
