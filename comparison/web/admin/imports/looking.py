"""One import: what the file is, what its columns mean, what it would change, and what became of it."""

from typing import Literal

from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from ....core.catalogue import Shop
from ....core.errors import NotFound
from ....core.messages import say
from ....storage import import_runs
from ....storage.import_answers import ImportWishes, Looked, kept, read_looked
from ....storage.import_answers import read_wishes as kept_wishes
from ....storage.imports import WORKING, ImportJob
from ....storage.store import Store
from ...answers import Answer
from ...forms import Form
from ..desk import Desk, Page
from ..guesses import markets
from ..price_answers import delivery_label
from ..visit import Visit
from . import saying
from .handing_in import settled
from .wishing import DIRECTIONS, INTERVALS, KINDS, MOST_COLUMNS, ROLES, fields_of, read_wishes

IMPORT = "/admin/{shop:str}/import/{job:str}"
_CHANGEABLE = ("ready", "refused", "stopped")
_ROLE_WORDS = {role: say(f"admin_import.role_{role}") for role in ROLES}
_KIND_WORDS = {kind: say(f"admin_import.cells_{kind}") for kind in KINDS}
_DIRECTION_WORDS = {one: say(f"admin_import.better_{one}") for one in DIRECTIONS}
_INTERVAL_WORDS = {one: say(f"admin_import.paid_{one}") for one in INTERVALS}


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and its form."""
    return [desk.shows(IMPORT, show), desk.changes(IMPORT, act)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """How far it is, or what was found."""
    job = await _job(desk, visit)
    return desk.page(visit, await _page(desk, visit, job, visit.typed))


async def act(desk: Desk, visit: Visit) -> Answer:
    """Look again as was said, store it, or leave it."""
    job, form = await _job(desk, visit), visit.form
    if form.get("act") == "cancel":
        await desk.change(import_runs.cancel, desk.store, job)
        return await _shown(desk, visit, job)
    if job.state not in _CHANGEABLE:
        return await _shown(desk, visit, job)
    wishes, known = kept_wishes(job.wishes), await desk.ask(saying.lines_of, desk.store, visit.shop)
    looked = read_looked(job.answer)
    # Where the process was ended nothing is asked: there are the file and what was said last.
    asks = job.state != "stopped" and form.get("act") != "again"
    said = read_wishes(form, wishes, looked, [one.key for one in known]) if asks else wishes
    if form.errors:
        return desk.refused(visit, await _page(desk, visit, job, form))
    if said.delivery:
        shop = await desk.ask(_shop, desk.store, visit.shop)
        said = replace(said, delivery_label=delivery_label(shop.languages))
    await _carry_on(desk, visit, job, said, looked)
    return await _shown(desk, visit, job)


async def _carry_on(desk: Desk, visit: Visit, job: ImportJob, said: ImportWishes, looked: Looked) -> None:
    """Store what was looked at; where something else was said meanwhile, look again before."""
    wanted = visit.form.get("act")
    skip = wanted == "skip"
    ready = job.state == "ready" and _same(said, job)
    if not ready:
        job = await _begun(desk, visit, job, said, "looking")
        found = read_looked(job.answer)
        ready = job.state == "ready" and _alike(found, looked)
        said = kept_wishes(job.wishes)
    if ready and ((wanted == "store" and not read_looked(job.answer).refused) or skip):
        await _begun(desk, visit, job, replace(said, skip=skip), "storing")


async def _begun(
    desk: Desk, visit: Visit, job: ImportJob, wishes: ImportWishes, state: Literal["looking", "storing"]
) -> ImportJob:
    begun = replace(
        job, state=state, wishes=kept(wishes), by=visit.by, walked=0, total=0, changed_at=visit.moment
    )
    if await desk.change(import_runs.begin, desk.store, begun, expected=(job.state,)):
        await settled(desk, begun)
    return await _job(desk, visit)


def _same(said: ImportWishes, job: ImportJob) -> bool:
    return replace(said, skip=False) == replace(kept_wishes(job.wishes), skip=False)


def _alike(found: Looked, before: Looked) -> bool:
    """Whether an answer to a question changed nothing of what was shown about products."""
    same = found.differences.get("product") == before.differences.get("product")
    return same and not found.fault and found.refused == before.refused


async def _job(desk: Desk, visit: Visit) -> ImportJob:
    job = await desk.ask(desk.store.import_job, visit.shop, visit.keys["job"])
    if job is None:
        raise NotFound("import", visit.keys["job"])
    return await desk.change(import_runs.as_it_is, desk.store, job) if job.state in WORKING else job


async def _shown(desk: Desk, visit: Visit, job: ImportJob) -> Answer:
    address = f"/admin/{visit.shop}/import/{job.id}"
    if not visit.is_partial:
        return desk.go(visit, address)
    return desk.page(visit, await _page(desk, visit, await _job(desk, visit), None))


async def _page(desk: Desk, visit: Visit, job: ImportJob, form: Form | None) -> Page:
    looked, wishes = read_looked(job.answer), kept_wishes(job.wishes)
    shop = await desk.ask(_shop, desk.store, visit.shop)
    compared = await desk.ask(_compared, desk.store, visit)
    values = {
        "job": job,
        "looked": looked,
        "form": form or Form.filled(fields_of(wishes, looked)),
        "state": saying.STATE_WORDS[job.state],
        "found_as": saying.format_words(looked.format) if looked.format else None,
        "fault": saying.fault_of(looked, job),
        "faults": saying.faults_of(looked.refusals, job),
        "samples": saying.samples_of(looked.samples),
        "changes": saying.changes_of(looked.changed),
        "questions": [saying.question(doubt) for doubt in looked.doubts],
        "notes": saying.notes_of(looked),
        "kind_words": saying.KIND_WORDS,
        "formats": saying.formats(),
        "columns": looked.columns[:MOST_COLUMNS],
        "compared": [(one.key, one.title) for one in compared],
        "came": [one for one in compared if one.key in looked.comparisons],
        "shop": shop,
        "markets": markets(),
        "currencies": [(code, code) for code in _currencies(shop)],
        "words_of": {
            "role": _ROLE_WORDS,
            "kind": _KIND_WORDS,
            "direction": _DIRECTION_WORDS,
            "interval": _INTERVAL_WORDS,
        },
    }
    return Page(name="import", section="products", tab="import", values=values)


def _shop(store: Store, key: str) -> Shop:
    stored = store.get(key, "shop", key)
    if stored is None or not isinstance(stored.record, Shop):
        raise NotFound("shop", key)
    return stored.record


def _compared(store: Store, visit: Visit) -> list[saying.Compared]:
    return saying.lines_of(store, visit.shop, language=visit.language)


def _currencies(shop: Shop) -> list[str]:
    """The currencies of all markets, those of the shop before the others."""
    rows = markets()
    own = [rows[code].currency for code in shop.markets if code in rows]
    return list(dict.fromkeys((*own, *sorted(row.currency for row in rows.values()))))
