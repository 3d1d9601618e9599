"""A page of a comparison: found among the finished bytes, or made once and put there."""

import asyncio
import datetime
import weakref
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from ..core.compare import compare
from ..core.compare.column import Part
from ..core.compare.together import found
from ..core.context import Asked
from ..core.delivery import Clock
from ..core.kept import Kept
from ..core.known_names import KnownNames, known_names, without_unknown
from ..core.messages import Message, say
from ..core.publication import Edition
from ..core.view import Notice, View
from ..storage.holidays import holidays_of
from ..storage.moments import moment
from ..storage.zones import zone_of
from .answers import HTML, finished
from .checkout_counts import CheckoutCounts, Proof
from .codings import Coding
from .freshness import Freshness, freshness
from .latest_changes import with_latest_changes
from .old_links import Viewing
from .places import Place, Places, Recent
from .reading import Reader
from .ready import ReadyPages
from .sources import Source, changes_of, hits_of, mark_of, source_of
from .surrogates import Noticed, surrogate_keys
from .wanted import Kind, Wanted, address_key, digest_in, names_key, page_key
from .written import Written

Renderer = Callable[[View], Written]

# A page is reached by several addresses (the defaults spelled out, tiers in another order).
_ADDRESSES_PER_PAGE = 4
_ADDRESS_BYTES = 250
# Of what pages may take; the names of one edition take as much as some fifty addresses.
_SHARE_OF_ADDRESSES, _SHARE_OF_NAMES = 8, 32
_MOST_NAMES, _OVERHEAD = 10_000, 1_000


class Hit(NamedTuple):
    """The bytes of a page, with what leads to them: its *key*, the *mark* of what it is made from, and
    what its receipts say of checkouts."""

    place: Place
    key: bytes
    mark: str
    proof: Proof


class _Address(NamedTuple):
    """*asked* holds only names that the edition knows; *key* is None until those names are known."""

    key: bytes | None
    asked: Asked
    mark: str
    proof: Proof


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A comparison in a context, with the document it comes from. *current* means the live edition.

    *digest* is that of what was live when it was read.
    """

    edition: Edition
    document: bytes
    view: View
    zone: datetime.tzinfo
    digest: str
    current: bool = True


class _Shown(NamedTuple):
    """What a page is written from. *digest* is that of what was live, *fresh* says how long it stays true."""

    view: View
    digest: str
    fresh: Callable[[], Freshness]


class Pages:
    """Finds and makes pages. *renderers* make the HTML of each kind, and show nothing of what is *unshown*;
    *noticed* is told what is live."""

    def __init__(
        self,
        reader: Reader,
        places: Places,
        renderers: dict[Kind, Renderer],
        noticed: Noticed | None = None,
        unshown: Mapping[Kind, frozenset[Part]] | None = None,
        ready: ReadyPages | None = None,
    ) -> None:
        self.reader, self.places, self.ready = reader, places, ready or ReadyPages(reader)
        self.checkouts = CheckoutCounts(reader)
        self._renderers, self._noticed, self._unshown = renderers, noticed, unshown or {}
        most, most_bytes = places.recent.most_entries * _ADDRESSES_PER_PAGE, places.recent.most_bytes
        self._addresses: Recent[bytes] = Recent(most, most_bytes // _SHARE_OF_ADDRESSES)
        self._names: Recent[KnownNames] = Recent(_MOST_NAMES, most_bytes // _SHARE_OF_NAMES)
        self._making: weakref.WeakValueDictionary[bytes, asyncio.Lock] = weakref.WeakValueDictionary()

    async def found(self, page: Wanted, coding: Coding) -> Hit | None:
        """The finished bytes of *page* in the live edition, if they are here.

        Raises:
            NotFound: no such comparison.
        """
        return self._hit(await self._address(page), coding)

    async def found_or_made(self, page: Wanted, coding: Coding) -> tuple[Place, Hit | None]:
        """The bytes of *page*, and what leads to them where they were `found`. Raises as `made` does."""
        address = await self._address(page)
        hit = self._hit(address, coding)
        return (hit.place, hit) if hit else (await self._made(page, coding, address), None)

    def _hit(self, address: _Address, coding: Coding) -> Hit | None:
        key = self._addresses.get(address.key) if address.key else None
        place = self.places.get(key, coding, self.now()) if key else None
        return Hit(place, key, address.mark, address.proof) if key and place else None

    async def made(self, page: Wanted, coding: Coding) -> Place:
        """The finished bytes of *page*, made if need be, by one request at a time.

        Raises:
            NotFound: no such comparison.
            BadParameter: an unknown code.
        """
        return (await self.found_or_made(page, coding))[0]

    async def _made(self, page: Wanted, coding: Coding, address: _Address) -> Place:
        if address.key is None:
            await self._learn(page)
            address = await self._address(page)
        if address.key is None:  # Another edition went live between the two lines above.
            return await self._make(page, coding, address)
        making = self._making.setdefault(address.key, asyncio.Lock())
        is_made_by_another = making.locked()
        async with making:
            hit = await self.found(page, coding) if is_made_by_another else None
            return hit.place if hit else await self._make(page, coding, address)

    async def seen(
        self, page: Wanted, unshown: frozenset[Part] = frozenset(), *, for_pages: bool = False
    ) -> Seen:
        """The comparison in the context that *page* asks for, without what is *unshown*.

        Sentences *for_pages* may have been said already.

        Raises:
            NotFound: no such comparison.
            BadParameter: an unknown code.
        """
        source = await source_of(self.reader, page.subject)
        zone = zone_of(source.edition.publication.shop.time_zone)
        now = self.reader.clock().astimezone(zone)
        clock = Clock(time=now.time(), holidays=holidays_of)
        viewing = partial(compare, today=now.date(), clock=clock)
        kept = await self._kept(source, now) if for_pages else self.reader.decoded.kept(source.edition)
        # What is different since an earlier edition is told from whole views.
        left_out = unshown if source.live is None else frozenset()
        view = viewing(source.edition, source.asked, kept=kept, unshown=left_out)
        proof = await self.checkouts.proof(page.shop)
        counting = source.edition.publication.shop.counting
        view = replace(view, proof=proof.count, proof_more=proof.more, counting=counting)
        view = await self._looked_for(page, view)
        current = source.live is None
        if not current:
            view = await self._told(source, view, viewing, zone)
        else:
            view = await with_latest_changes(self.reader, source.edition, source.asked, view, viewing)
        return Seen(
            edition=source.edition,
            document=source.documents,
            view=view,
            zone=zone,
            digest=source.digest,
            current=current,
        )

    async def _kept(self, source: Source, now: datetime.datetime) -> Kept | None:
        """What pages of the edition of *source* have in common, what is prepared among it."""
        if source.live is None and source.edition.number:
            await self.ready.seed(source.edition, source.asked, now)
        return self.reader.decoded.kept_for_pages(source.edition)

    async def _looked_for(self, page: Wanted, view: View) -> View:
        """*view* with the products that a shopper looks for, to add to those put together."""
        context = view.context
        if view.together is None or context.find is None:
            return view
        hits = await hits_of(self.reader, page.shop, context.find, (context.lang, *view.languages))
        return replace(view, together=found(view.together, context.products, hits, context.find))

    async def _told(self, source: Source, view: View, viewing: Viewing, zone: datetime.tzinfo) -> View:
        """*view* of an earlier edition, with what changed since; where that cannot be said, a notice."""
        earlier = _earlier(source.edition)
        changes = await changes_of(self.reader, source, view, viewing, zone)
        if changes is None:
            return replace(view, notices=(Notice(text=earlier), *view.notices))
        return replace(view, changes=replace(changes, edition=earlier))

    async def _make(self, page: Wanted, coding: Coding, address: _Address) -> Place:
        page = replace(page, asked=address.asked)
        shown = await self._prepared(page, address) or await self._worked_out(page)
        key = page_key(page.kind, shown.view)
        # An address leads to what it was made from, not to what went live meanwhile.
        if address.key and digest_in(address.mark) == shown.digest:
            self._addresses.put(address.key, key, _ADDRESS_BYTES)
        place = self.places.get(key, coding, self.now())
        if place is None:
            body, digest = self._renderers[page.kind](shown.view)
            found = finished(body, HTML, coding, surrogate_keys(shown.view), digest)
            place = Place(found=found, fresh=shown.fresh())
            self.places.put(key, place)
        return place

    async def _prepared(self, page: Wanted, address: _Address) -> _Shown | None:
        """The view of *page* as it was prepared, if it was and still is true."""
        subject, digest, proof = page.subject, digest_in(address.mark), address.proof
        unshown = self._unshown.get(page.kind, frozenset())
        said = {"proof": proof.count, "proof_more": proof.more}
        found = await self.ready.view(page.kind, subject, digest, unshown, **said)
        return _Shown(found[0], digest, lambda: found[1]) if found else None

    async def _worked_out(self, page: Wanted) -> _Shown:
        unshown = self._unshown.get(page.kind, frozenset())
        seen = await self.seen(page, unshown, for_pages=True)
        kept = self.reader.decoded.kept_for_pages(seen.edition)
        fresh = partial(freshness, seen.view, seen.document, seen.zone, kept)
        return _Shown(seen.view, seen.digest, fresh)

    async def _address(self, page: Wanted) -> _Address:
        """One key per thing asked: names that the edition does not know never reach it."""
        mark = await mark_of(self.reader, page.subject)
        if self._noticed and page.comparison:
            self._noticed.live(page.shop, page.comparison, digest_in(mark))
        proof = await self.checkouts.proof(page.shop)
        known = self._names.get(names_key(page, mark))
        if known is None:
            return _Address(None, page.asked, mark, proof)
        asked = without_unknown(page.asked, known)
        return _Address(address_key(page, asked, mark, proof.key), asked, mark, proof)

    async def _learn(self, page: Wanted) -> None:
        """Learn which names the edition of *page* knows, if that is not known yet."""
        mark = await mark_of(self.reader, page.subject)
        if self._names.peek(names_key(page, mark)) is not None:
            return
        digest = digest_in(mark)
        known = await self.ready.names(page.subject, digest)
        if known is None:
            source = await source_of(self.reader, page.subject)
            known, digest = known_names(source.edition.publication), source.digest
        weight = 3 * len(msgspec.json.encode(known)) + _OVERHEAD
        self._names.put(names_key(page, digest), known, weight)

    async def is_current(self, page: Wanted, hit: Hit, at: datetime.datetime) -> bool:
        """Whether *hit* is still, *at* this moment, what the address of *page* leads to.

        *page* is one that was found before, of a comparison, and names no edition.
        """
        digest = await self.reader.ask(self.reader.store.live_digest, page.shop, page.comparison, moment(at))
        return digest == hit.mark and self.checkouts.kept(page.shop, at.timestamp()) is hit.proof

    def now(self) -> float:
        """This moment, as `time.time` counts it."""
        return self.reader.clock().timestamp()


def _earlier(edition: Edition) -> Message:
    published = datetime.date.fromisoformat(edition.published_at[:10])
    return say("page.old_edition", number=edition.number, date=published)
