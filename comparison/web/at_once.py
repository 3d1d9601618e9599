"""Answers an address that was answered before, without reading it again.

Of a request nothing is looked at but path, query and two headers, and of the database one row:
whether the edition is still the live one. Whatever is not quite as it was goes the long way.
"""

from collections.abc import Iterable
from typing import NamedTuple

from litestar.types import Scope

from ..core.errors import StoreUnusable
from .answers import Answer, Conditions, Header, answer
from .codings import chosen_coding
from .freshness import cache_control, kept_header
from .outer import headers_of
from .packing import Packing
from .pages import Hit, Pages
from .places import Place, Recent, key_of
from .wanted import Wanted

_READING = frozenset({"GET", "HEAD"})
_ENTRY_BYTES, _MOST_ADDRESS = 900, 600


class _Known(NamedTuple):
    """What an address led to when it was last answered in the long way."""

    page: Wanted
    hit: Hit
    more: tuple[Header, ...]


class AtOnce:
    """Finished pages by the very bytes of their addresses. *address* is where this installation is."""

    def __init__(self, pages: Pages, packing: Packing, address: str) -> None:
        recent = pages.places.recent
        self._pages, self._packing = pages, packing
        self._known: Recent[_Known] = Recent(recent.most_entries * 2, recent.most_bytes // 8)
        self._more = {
            kind: tuple(headers_of("GET", path, address))
            for kind, path in (("fragment", "/fragments/"), ("share", "/c/"))
        }

    def remember(self, scope: Scope, page: Wanted, hit: Hit) -> None:
        """The address of *scope* leads to *page*, which is *hit*."""
        key = _address_key(scope)
        # Products put together and earlier editions depend on more than one row.
        if page.comparison and page.asked.edition is None and len(key) <= _MOST_ADDRESS:
            known = _Known(page, hit, self._more[page.kind])
            self._known.put(key, known, _ENTRY_BYTES + len(key))

    async def answer(self, scope: Scope) -> Answer | None:
        """The whole answer to *scope*, or None where it has to go the long way."""
        known = self._known.get(_address_key(scope))
        if known is None or scope.get("method") not in _READING:
            return None
        at = self._pages.reader.clock()
        try:
            is_current = await self._pages.is_current(known.page, known.hit, at)
        except StoreUnusable:
            # The long way meets it again, and knows how to say it.
            return None
        return self._answer(scope, known, at.timestamp()) if is_current else None

    def _answer(self, scope: Scope, known: _Known, now: float) -> Answer | None:
        accepted, held = _conditions(scope["headers"])
        coding = chosen_coding(accepted.decode("latin-1"))
        place = self._pages.places.exactly(key_of(known.hit.key, coding), now)
        if place is None:
            return None
        self._packing.count(known.hit.key, place)
        return _said(place, known.more, held, now, head=scope.get("method") == "HEAD")


def _address_key(scope: Scope) -> bytes:
    return scope["raw_path"] + b"?" + scope["query_string"]


def _conditions(headers: Iterable[tuple[bytes, bytes]]) -> tuple[bytes, bytes]:
    """The codings a client takes and the tags it holds: of each header the first."""
    accepted = held = None
    for name, value in headers:
        if name == b"accept-encoding" and accepted is None:
            accepted = value
        elif name == b"if-none-match" and held is None:
            held = value
    return accepted or b"", held or b""


def _said(place: Place, more: tuple[Header, ...], held: bytes, now: float, *, head: bool) -> Answer:
    """200 or 304, with all headers. The list is a new one each time: who wraps us may add to it."""
    ready, kept = place.ready, kept_header(place.fresh, now)
    if not held:
        return Answer(200, [kept, *ready.whole, *more], b"" if head else place.found.body)
    unchanged = ready.unchanged.get(held)
    if unchanged is not None:
        return Answer(304, [kept, *unchanged, *more], b"")
    asked = Conditions(coding=place.found.coding, if_none_match=held.decode("latin-1"), head=head)
    slow = answer(place.found, asked, cache_control(place.fresh, now))
    return Answer(slow.status, [*slow.headers, *more], slow.body)
