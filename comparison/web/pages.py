"""A page of a comparison: found among the finished bytes, or made once and put there."""

import asyncio
import datetime
import hashlib
import weakref
from collections.abc import Callable
from functools import partial
from typing import Literal

import msgspec
from msgspec.structs import replace

from .. import __version__
from ..core.asking import read_asked
from ..core.compare import compare
from ..core.context import Asked
from ..core.delivery import Clock
from ..core.messages import Message, say
from ..core.publication import Edition
from ..core.view import Notice, View
from ..storage.holidays import holidays_of
from ..storage.zones import zone_of
from .answers import HTML, finished
from .checkout_counts import CheckoutCounts
from .codings import Coding
from .freshness import freshness
from .old_links import Viewing
from .places import Place, Places, Recent
from .reading import Reader, pairs_of
from .sources import Source, Subject, changes_of, mark_of, source_of

Kind = Literal["fragment", "share"]
Renderer = Callable[[View], str]

# A page is reached by several addresses (the defaults spelled out, a unit nobody sells).
_ADDRESSES_PER_PAGE = 4
_ADDRESS_BYTES = 250


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which page an address asks for; one without a *comparison* names products."""

    kind: Kind
    shop: str
    comparison: str
    asked: Asked

    @property
    def subject(self) -> Subject:
        """What it is a page of."""
        return Subject(self.shop, self.comparison, self.asked)


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A comparison in a context, with the document it comes from. *current* means the live edition."""

    edition: Edition
    document: bytes
    view: View
    zone: datetime.tzinfo
    current: bool = True


def wanted(kind: Kind, shop: str, comparison: str, query: bytes) -> Wanted:
    """What an address asks for.

    Raises:
        BadParameter: a context parameter has the wrong form.
    """
    return Wanted(kind=kind, shop=shop, comparison=comparison, asked=read_asked(pairs_of(query)))


class Pages:
    """Finds and makes pages. *renderers* make the HTML of each kind."""

    def __init__(self, reader: Reader, places: Places, renderers: dict[Kind, Renderer]) -> None:
        self.reader, self.places = reader, places
        self.checkouts = CheckoutCounts(reader)
        self._renderers = renderers
        most = places.recent.most_entries * _ADDRESSES_PER_PAGE
        self._addresses: Recent[bytes] = Recent(most, most * _ADDRESS_BYTES)
        self._making: weakref.WeakValueDictionary[bytes, asyncio.Lock] = weakref.WeakValueDictionary()

    async def found(self, page: Wanted, coding: Coding) -> Place | None:
        """The finished bytes of *page* in the live edition, if they are here.

        Raises:
            NotFound: no such comparison.
        """
        return self._known(await self._address(page), coding)

    async def made(self, page: Wanted, coding: Coding) -> Place:
        """The finished bytes of *page*, made if need be, by one request at a time.

        Raises:
            NotFound: no such comparison.
            BadParameter: an unknown code.
        """
        address = await self._address(page)
        async with self._making.setdefault(address, asyncio.Lock()):
            return self._known(address, coding) or await self._make(page, coding, address)

    async def seen(self, page: Wanted) -> Seen:
        """The comparison in the context that *page* asks for.

        Raises:
            NotFound: no such comparison.
            BadParameter: an unknown code.
        """
        source = await source_of(self.reader, page.subject)
        zone = zone_of(source.edition.publication.shop.time_zone)
        now = self.reader.clock().astimezone(zone)
        clock = Clock(time=now.time(), holidays=holidays_of)
        viewing = partial(compare, today=now.date(), clock=clock)
        view = viewing(source.edition, source.asked)
        proof = await self.checkouts.proof(page.shop)
        view = replace(view, proof=proof.count, proof_more=proof.more)
        current = source.live is None
        if not current:
            view = await self._told(source, view, viewing, zone)
        return Seen(edition=source.edition, document=source.documents, view=view, zone=zone, current=current)

    async def _told(self, source: Source, view: View, viewing: Viewing, zone: datetime.tzinfo) -> View:
        """*view* of an earlier edition, with what changed since; where that cannot be said, a notice."""
        earlier = _earlier(source.edition)
        changes = await changes_of(self.reader, source, view, viewing, zone)
        if changes is None:
            return replace(view, notices=(Notice(text=earlier), *view.notices))
        return replace(view, changes=replace(changes, edition=earlier))

    def _known(self, address: bytes, coding: Coding) -> Place | None:
        key = self._addresses.get(address)
        return self.places.get(key, coding, self._now()) if key else None

    async def _make(self, page: Wanted, coding: Coding, address: bytes) -> Place:
        seen = await self.seen(page)
        key = _page_key(page.kind, seen)
        self._addresses.put(address, key, _ADDRESS_BYTES)
        place = self.places.get(key, coding, self._now())
        if place is None:
            body = self._renderers[page.kind](seen.view).encode()
            place = Place(
                found=finished(body, HTML, coding),
                fresh=freshness(seen.view, seen.document, seen.zone),
            )
            self.places.put(key, place)
        return place

    async def _address(self, page: Wanted) -> bytes:
        """One key per thing asked: unknown names never reach it."""
        mark = await mark_of(self.reader, page.subject)
        proof = (await self.checkouts.proof(page.shop)).key
        asked = msgspec.json.encode(page.asked).decode()
        return _hash(page.kind, page.shop, page.comparison, mark, proof, asked)

    def _now(self) -> float:
        return self.reader.clock().timestamp()


def _page_key(kind: Kind, seen: Seen) -> bytes:
    """One key per page: everything that it can depend on, the release included."""
    where = seen.view.publication
    # The same edition gets a notice as soon as another one is live, and every checkout may change the count.
    beside = (seen.view.context, seen.view.notices, seen.view.changes, seen.view.proof)
    said = msgspec.json.encode(beside, order="deterministic").decode()
    return _hash(kind, where.shop, where.comparison, seen.edition.digest, said, __version__)


def _earlier(edition: Edition) -> Message:
    published = datetime.date.fromisoformat(edition.published_at[:10])
    return say("page.old_edition", number=edition.number, date=published)


def _hash(*parts: str) -> bytes:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).digest()
