"""Restore an earlier edition: what shoppers will see change, then one button."""

from typing import NamedTuple

from litestar.handlers import HTTPRouteHandler

from ....core.bounds import LINE
from ....core.errors import NotFound, PublishingRefused
from ....core.messages import say
from ....storage.editions import read_edition
from ....storage.noted_publishing import Doing, roll_back_noted
from ....storage.store import EditionRow, Store
from ...answers import Answer
from ..desk import Desk, Page
from ..visit import Visit
from .drafting import live_edition, now_there
from .known import title_in
from .looking import reasons
from .places import ONE, address_of, page_of
from .seen_changes import Day, Seen, seen_changes

RESTORE = f"{ONE}/history/{{number:str}}"


class Earlier(NamedTuple):
    """The edition to restore. *seen* is None where nothing is live, or it is live already (*is_live*)."""

    title: str
    row: EditionRow
    is_live: bool
    seen: Seen | None


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The question, and what its form does."""
    return [desk.shows(RESTORE, show), desk.changes(RESTORE, restore)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """What would change."""
    return desk.page(visit, await _page(desk, visit))


async def restore(desk: Desk, visit: Visit) -> Answer:
    """Make the edition live again, byte for byte."""
    page, note = await _page(desk, visit), visit.form.text("note", least=0, most=LINE)
    if visit.form.errors:
        return desk.refused(visit, page)
    doing = Doing(visit.shop, visit.keys["comparison"], visit.by, note, visit.moment)
    try:
        await desk.change(roll_back_noted, desk.store, doing, _number(visit))
    except PublishingRefused as refused:
        visit.form.fail("", say("admin_publish.refused"))
        return desk.refused(visit, await _page(desk, visit, reasons(refused.findings, visit)))
    await desk.prepare(visit, doing.comparison)
    return desk.go(visit, f"{address_of(visit, '/history')}?did=restored")


def earlier(store: Store, visit: Visit) -> Earlier:
    """The edition that the address names, beside what is live.

    Raises:
        NotFound: there is none.
    """
    row = store.edition(visit.shop, visit.keys["comparison"], _number(visit))
    if row is None:
        raise NotFound("edition", visit.keys["number"])
    live = live_edition(store, visit)
    is_live = live is not None and live.number == row.number
    seen = None
    if live is not None and not is_live:
        seen = seen_changes(live, read_edition(row), Day(now_there(visit), visit.language))
    return Earlier(title_in(store, visit), row, is_live, seen)


def _number(visit: Visit) -> int:
    text = visit.keys["number"]
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise NotFound("edition", text)
    return int(text)


async def _page(desk: Desk, visit: Visit, why: list[str] | None = None) -> Page:
    found = await desk.change(earlier, desk.store, visit)
    values = {"form": visit.form, "earlier": found, "reasons": why or []}
    return page_of("comparison_restore", "history", visit, found.title, **values)
