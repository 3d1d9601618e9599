"""Taking a comparison away: only once nobody can see it, and after asking."""

from litestar.handlers import HTTPRouteHandler

from ....core.errors import StaleRevision
from ....core.languages import label
from ....core.messages import say
from ...answers import Answer
from ...forms import REVISION, Form
from ..desk import Desk, Page
from ..visit import Visit
from .known import comparison_of
from .places import ONE, page_of

REMOVE = f"{ONE}/remove"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The question, and what its form does."""
    return [desk.shows(REMOVE, show, least="editor"), desk.changes(REMOVE, remove)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The question, or why it cannot be."""
    comparison, revision = await desk.ask(comparison_of, desk.store, visit)
    form = Form.filled({REVISION: str(revision)})
    return desk.page(visit, await _page(desk, visit, form, label(comparison.title, (visit.language,))))


async def remove(desk: Desk, visit: Visit) -> Answer:
    """Take it away; its history stays."""
    comparison, _ = await desk.ask(comparison_of, desk.store, visit)
    page = await _page(desk, visit, visit.form, label(comparison.title, (visit.language,)))
    if page.values["live"]:
        return desk.refused(visit, page)
    try:
        await desk.delete(visit, "comparison", comparison.key, expected=visit.form.revision)
    except StaleRevision:
        visit.form.fail("", say("admin_comparisons.changed_meanwhile"))
        return desk.page(visit, page, status=409)
    return desk.go(visit, f"/admin/{visit.shop}/comparisons?did=removed")


async def _page(desk: Desk, visit: Visit, form: Form, title: str) -> Page:
    live = await desk.ask(desk.store.live, visit.shop, visit.keys["comparison"], visit.moment)
    planned = await desk.ask(desk.store.scheduled, visit.shop, visit.moment)
    is_shown = live is not None or any(one.comparison == visit.keys["comparison"] for one in planned)
    return page_of("comparison_remove", "edit", visit, title, form=form, live=is_shown)
