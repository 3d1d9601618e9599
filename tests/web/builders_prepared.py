"""Pages made from what is prepared and pages made without, of one store at one moment."""

import asyncio
import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from builders_web import Clock, new_store, publication

from comparison.core.publication import Edition, digest, encoded
from comparison.storage.store import EditionRow, LiveEntry, Store
from comparison.web.decoded import DecodedEditions
from comparison.web.freshness import Freshness
from comparison.web.group_writer import GroupWriter
from comparison.web.pages import Pages
from comparison.web.places import Places
from comparison.web.preparing import prepare
from comparison.web.reading import Reader
from comparison.web.ready import ReadyPages
from comparison.web.render import Renderer
from comparison.web.wanted import wanted

AIR = ("acme", "air")
PLAIN = ("", "lang=en", "lang=ko", "lang=ja", "lang=de")
SINCE = "2026-01-01T00:00:00.000000Z"


class Made(NamedTuple):
    """A page as it is sent, plain, what its entity tag is made of, and how long it stays true."""

    html: bytes
    tag: str
    fresh: Freshness


class Both:
    """Pages of *store* by one clock: with what is prepared, and without. *own* templates go first."""

    def __init__(self, store: Store, at: datetime.datetime, own: Path | None = None) -> None:
        self.store, self.clock = store, Clock(at)
        self.read: list[str] = []
        self._renderer = Renderer(own=own, address="https://compare.example", asset_url=lambda name: name)
        self._with, self._without = self._pages(allowed=True), self._pages(allowed=False)

    def prepare(self, shop: str, comparison: str) -> None:
        prepare(self.store, shop, comparison, self.clock(), GroupWriter(self._renderer))

    def forget(self) -> None:
        """Let pages be made anew, from editions that are read anew."""
        for pages in (self._with, self._without):
            pages.places = Places(1, 1)
            pages.reader.decoded = DecodedEditions()

    def differences(self, shop: str, comparison: str, queries: Iterable[str]) -> list[str]:
        """The kinds and queries for which the two make other pages."""
        return [
            f"{kind} {query}"
            for kind in ("fragment", "share")
            for query in queries
            if self.made(self._with, kind, shop, comparison, query)
            != self.made(self._without, kind, shop, comparison, query)
        ]

    def is_ready(self, shop: str, comparison: str, query: bytes = b"") -> bool:
        """Whether the page of *query* comes from what is prepared."""
        page = wanted("fragment", shop, comparison, query)
        digest = asyncio.run(self._with.reader.live_digest(shop, comparison))
        return asyncio.run(self._with.ready.view("fragment", page.subject, digest)) is not None

    def made(self, pages: Pages, kind: str, shop: str, comparison: str, query: str) -> Made:
        page = wanted("share" if kind == "share" else "fragment", shop, comparison, query.encode())
        place = asyncio.run(pages.made(page, "identity"))
        return Made(place.found.body, place.found.tag, place.fresh)

    def _pages(self, *, allowed: bool) -> Pages:
        reader = Reader(self.store, threaded=False, clock=self.clock)
        renderer = self._renderer
        ready = ReadyPages(
            reader, allowed=allowed, groups_maker=renderer.groups_maker, kept_groups=renderer.kept_groups
        )
        return Pages(reader, Places(1, 1), renderer.by_kind(), ready=ready)


def store_of(editions: Iterable[Edition], folder: Path) -> Store:
    """The *editions*, live since the beginning of the year."""
    store = new_store(folder)
    with store.writing():
        for edition in editions:
            where = edition.publication
            document = encoded(where)
            place = {"shop": where.shop.key, "comparison": where.comparison.key}
            row = EditionRow(
                **place,
                number=1,
                digest=edition.digest,
                published_at=SINCE,
                published_by="test",
                note="",
                document=document,
            )
            store.add_edition(row)
            store.add_live(LiveEntry(**place, number=1, since=SINCE, by="test", note="", entered_at=SINCE))
    return store


def edition_of(**changes: object) -> Edition:
    """The small shop's comparison, with *changes*, as an edition."""
    document = publication(**changes)
    found = digest(encoded(document))
    return Edition(number=1, digest=found, published_at=SINCE, publication=document)


def rows_of(store: Store, where: tuple[str, str] = AIR) -> list[tuple[str, str, bytes]]:
    """Query, digest and body of all that is prepared of the comparison *where*."""
    return store._connections.rows(
        "select query, digest, body from prepared where shop = ? and comparison = ? order by query", where
    )


def same_at(
    both: Both, where: tuple[str, str], queries: Iterable[str], moments: Iterable[datetime.datetime]
) -> list[str]:
    """When and where the two make other pages, at *moments*."""
    differing = []
    for at in moments:
        both.clock.at = at
        both.forget()
        differing += [f"{at}: {one}" for one in both.differences(*where, queries)]
    return differing
