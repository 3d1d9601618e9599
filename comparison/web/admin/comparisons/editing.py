"""A comparison: its title, which products stand in it and in what order, rows, buyer types, blocks."""

from litestar.handlers import HTTPRouteHandler

from .... import words
from ....core.catalogue import Comparison
from ....core.compare.amounts import tab
from ....core.errors import StaleRevision
from ....core.messages import say
from ....storage.store import Stored
from ...answers import Answer
from ...forms import Form
from ..conflicts import conflict
from ..desk import Desk, Page
from ..visit import Visit
from .comparison_form import (
    EVERY_BLOCK,
    HORIZONS,
    LABELS,
    fields_of,
    intervals_of,
    moved,
    read_comparison,
    units_of,
)
from .known import Known, known
from .places import ONE, address_of, page_of

ACT, FIND = "_act", "_find"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page and its form."""
    return [desk.shows(ONE, show), desk.changes(ONE, save)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form, as the draft is."""
    there = await desk.ask(known, desk.store, visit)
    form = visit.typed or Form.filled(fields_of(there.comparison, there.revision, there))
    return desk.page(visit, _page(visit, form, there))


async def save(desk: Desk, visit: Visit) -> Answer:
    """Take what was typed and moved; looking for products to add saves nothing."""
    act = visit.form.get(ACT)
    there = await desk.ask(known, desk.store, visit, visit.form.get(FIND).strip())
    form = moved(visit.form, act, there)
    if act == "find":
        return desk.page(visit, _page(visit, form, there))
    changed = read_comparison(form, there.comparison, there)
    if changed is None:
        return desk.refused(visit, _page(visit, form, there))
    try:
        await desk.save(visit, changed, expected=form.revision)
    except StaleRevision as stale:
        return _both(desk, visit, form, there, stale)
    after = await desk.ask(known, desk.store, visit)
    page = _page(visit, Form.filled(fields_of(after.comparison, after.revision, after)), after)
    return desk.done(visit, page, address_of(visit))


def _page(visit: Visit, form: Form, there: Known) -> Page:
    units = units_of(there.comparison, there)
    horizons = sorted({*HORIZONS, there.comparison.horizon})
    speaker = words.speaker(visit.language)
    values = {
        "form": form,
        "known": there,
        "units": units,
        "unit_name": speaker.unit_name,
        "horizon_options": [(str(months), speaker.period(months)) for months in horizons],
        "interval_options": [
            ("", speaker.say(say("admin_comparisons.interval_shortest"))),
            *((one, speaker.say(tab(one, goods=False))) for one in intervals_of(there.comparison, there)),
        ],
        "block_options": [(key, speaker.say(say(f"admin_comparisons.block_{key}"))) for key in EVERY_BLOCK],
    }
    return page_of("comparison", "edit", visit, there.title, **values)


def _both(desk: Desk, visit: Visit, form: Form, there: Known, stale: StaleRevision) -> Answer:
    current = stale.current
    if not isinstance(current, Stored) or not isinstance(current.record, Comparison):
        raise stale
    theirs = fields_of(current.record, current.revision, there)
    found = conflict(form, theirs, LABELS, current, address_of(visit))
    return desk.conflict(visit, _page(visit, form, there), found)
