"""The audit log of a shop, newest first."""

from litestar.handlers import HTTPRouteHandler

from ...storage.auditing import COMMAND_LINE, changes_of
from ..answers import Answer
from .desk import Desk, Page
from .visit import Visit

CHANGES = "/admin/{shop:str}/changes"
A_PAGE = 50


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page."""
    return [desk.shows(CHANGES, show)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """`A_PAGE` lines, from below the place that ``before`` names."""
    before = visit.query.get("before", "")
    place = int(before) if before.isascii() and before.isdigit() and len(before) < 16 else 0
    lines = await desk.ask(desk.store.audit, visit.shop, before=place, limit=A_PAGE + 1)
    shown = [(row, changes_of(row)) for _, row in lines[:A_PAGE]]
    older = lines[A_PAGE - 1][0] if len(lines) > A_PAGE else 0
    values = {"lines": shown, "older": older, "command_line": COMMAND_LINE}
    return desk.page(visit, Page(name="changes", section="settings", tab="changes", values=values))
