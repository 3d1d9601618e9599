"""Comparisons: the list, editing, the preview of the draft, checking and publishing, history, installing."""

from litestar.handlers import HTTPRouteHandler

from ..desk import Desk
from . import checking, editing, history, installing, listing, marks, offline, preview, removing, restoring

_PAGES = (listing, editing, marks, removing, checking, history, restoring, offline, preview, installing)


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Every page of the section."""
    return [handler for page in _PAGES for handler in page.routes(desk)]
