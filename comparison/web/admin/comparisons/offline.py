"""Take a comparison offline: ask first, then show nothing of it any more; its history stays."""

from litestar.handlers import HTTPRouteHandler

from ....core.bounds import LINE
from ....core.errors import NotFound, PublishingRefused
from ....core.messages import say
from ....storage.noted_publishing import Doing, take_offline_noted
from ...answers import Answer
from ..desk import Desk, Page
from ..visit import Visit
from .known import title_in
from .looking import reasons
from .places import ONE, address_of, page_of

OFFLINE = f"{ONE}/offline"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The question, and what its form does."""
    return [desk.shows(OFFLINE, show), desk.changes(OFFLINE, take)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The question."""
    live = await desk.ask(desk.store.live, visit.shop, visit.keys["comparison"], visit.moment)
    if live is None:
        raise NotFound("edition", visit.keys["comparison"])
    return desk.page(visit, await _page(desk, visit))


async def take(desk: Desk, visit: Visit) -> Answer:
    """Take it offline now."""
    note = visit.form.text("note", least=0, most=LINE)
    if visit.form.errors:
        return desk.refused(visit, await _page(desk, visit))
    doing = Doing(visit.shop, visit.keys["comparison"], visit.by, note, visit.moment)
    try:
        await desk.change(take_offline_noted, desk.store, doing)
    except PublishingRefused as refused:
        visit.form.fail("", say("admin_publish.refused"))
        return desk.refused(visit, await _page(desk, visit, reasons(refused.findings, visit)))
    return desk.go(visit, f"{address_of(visit, '/history')}?did=offline")


async def _page(desk: Desk, visit: Visit, why: list[str] | None = None) -> Page:
    title = await desk.ask(title_in, desk.store, visit)
    values = {"form": visit.form, "reasons": why or []}
    return page_of("comparison_offline", "history", visit, title, **values)
