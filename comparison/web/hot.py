"""Answers a page before any routing is done: one that is finished, or one that is made for it."""

import re

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from ..core.errors import ComparisonError
from .answers import Answer, answer, conditions, send_answer
from .at_once import AtOnce
from .codings import Coding
from .freshness import cache_control
from .packing import Packing
from .pages import Pages
from .places import Place
from .wanted import Kind, Wanted, wanted

_PAGE = re.compile(r"/(fragments|c)/([a-z0-9-]{1,64})(?:/([a-z0-9-]{1,64}))?")
_KINDS: dict[str, Kind] = {"fragments": "fragment", "c": "share"}


class FinishedBytes:
    """In front of the application: a page goes out in two messages. What cannot be one goes on to a route."""

    def __init__(self, application: ASGIApp, pages: Pages, at_once: AtOnce, packing: Packing) -> None:
        self._application, self._pages = application, pages
        self._at_once, self._packing = at_once, packing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        ready = await self._ready(scope) if scope["type"] == ScopeType.HTTP else None
        if ready is None:
            await self._application(scope, receive, send)
        else:
            await send_answer(ready, send)

    async def _ready(self, scope: Scope) -> Answer | None:
        match = _PAGE.fullmatch(scope["path"])
        if match is None or scope.get("method") not in {"GET", "HEAD"}:
            return None
        asked = conditions(scope)
        kind, shop, comparison = match.groups()
        try:
            page = wanted(_KINDS[kind], shop, comparison or "", scope["query_string"])
            place = await self._place(scope, page, asked.coding)
        except ComparisonError:
            # The route meets it again, and knows how to say it.
            return None
        return answer(place.found, asked, cache_control(place.fresh, self._pages.now()))

    async def _place(self, scope: Scope, page: Wanted, coding: Coding) -> Place:
        """The page, finished before or made now: what the route would do, without the way to it."""
        place, hit = await self._pages.found_or_made(page, coding)
        if hit is not None:
            self._at_once.remember(scope, page, hit)
            self._packing.count(hit.key, place)
        return place
