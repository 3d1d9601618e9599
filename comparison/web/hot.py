"""Answers a page that is already finished before any routing is done."""

import re

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from ..core.errors import ComparisonError
from .answers import Answer, answer, conditions, send_answer
from .at_once import AtOnce
from .freshness import cache_control
from .packing import Packing
from .pages import Kind, Pages, wanted

_PAGE = re.compile(r"/(fragments|c)/([a-z0-9-]{1,64})(?:/([a-z0-9-]{1,64}))?")
_KINDS: dict[str, Kind] = {"fragments": "fragment", "c": "share"}


class FinishedBytes:
    """In front of the application: a page that is here goes out in two messages."""

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
            hit = await self._pages.found(page, asked.coding)
        except ComparisonError:
            # The route meets it again, and knows how to say it.
            return None
        if hit is None:
            return None
        self._at_once.remember(scope, page, hit)
        self._packing.count(hit.key, hit.place)
        return answer(hit.place.found, asked, cache_control(hit.place.fresh, self._pages.now()))
