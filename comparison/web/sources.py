"""What a page is made from: the live edition, an earlier one, or products that a shopper put together."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ..core.context import Asked
from ..core.publication import Edition
from ..core.view import Changes, View
from ..storage.adhoc import Hit, Products, edition_together, live_products, named_products
from ..storage.moments import moment
from ..storage.store import EditionRow
from .old_links import Link, Viewing, changes_since, live_since
from .reading import Reader
from .refusals import NoSuchPage


class Subject(NamedTuple):
    """What an address names: a *comparison* of a shop, or none and the products of *asked*."""

    shop: str
    comparison: str
    asked: Asked


class Source(NamedTuple):
    """An edition with its document, and what is asked of it.

    *live* is today's edition where an earlier one is shown; every date of its document counts too.
    *digest* is that of what is live now, with which `mark_of` begins.
    """

    edition: Edition
    document: bytes
    asked: Asked
    digest: str
    live: EditionRow | None = None

    @property
    def documents(self) -> bytes:
        """All that the page is made from."""
        return self.document + self.live.document if self.live else self.document


async def mark_of(reader: Reader, subject: Subject) -> str:
    """Another text as soon as the pages of *subject* may be others: the digest of what is live, and more
    after a space.

    Raises:
        NotFound: no such comparison or product.
        NoSuchPage: neither a comparison nor a product is named.
    """
    if not subject.comparison:
        digest = (await _products(reader, subject)).digest
        return f"{digest} {await hits_of(reader, subject.shop, subject.asked.find, ())}"
    if subject.asked.edition is None:
        return await reader.live_digest(subject.shop, subject.comparison)
    live = await reader.live_row(subject.shop, subject.comparison)
    if subject.asked.edition == live.number:
        return live.digest
    since = await reader.ask(live_since, reader.store, live, subject.asked.edition, moment(reader.clock()))
    return f"{live.digest} {len(since.entries)}"


async def source_of(reader: Reader, subject: Subject) -> Source:
    """Where the page of *subject* comes from; an address that names the live edition is the plain one.

    Raises as `mark_of` does, and:
        BadParameter: the edition named never was live.
    """
    if not subject.comparison:
        products = await _products(reader, subject)
        asked = replace(subject.asked, edition=None)
        return Source(edition_together(products), products.document, asked, products.digest)
    live = await reader.live_row(subject.shop, subject.comparison)
    number = subject.asked.edition
    edition, document = await reader.edition(live, number)
    if number in {None, live.number}:
        return Source(edition, document, replace(subject.asked, edition=None), live.digest)
    return Source(edition, document, subject.asked, live.digest, live)


async def hits_of(reader: Reader, shop: str, words: str | None, languages: Sequence[str]) -> list[Hit]:
    """The live products of *shop* that are called by *words*; none where nothing is looked for."""
    if words is None:
        return []
    return await reader.ask(named_products, reader.store, shop, words, languages, moment(reader.clock()))


async def changes_of(
    reader: Reader, source: Source, view: View, viewing: Viewing, zone: datetime.tzinfo
) -> Changes | None:
    """What changed since the edition of *source*; None where that is today's."""
    if source.live is None:
        return None
    now = moment(reader.clock())
    since = await reader.ask(live_since, reader.store, source.live, source.edition.number, now)
    link = Link(source.edition, view, source.asked)
    return await reader.ask(changes_since, reader.store, link, since, viewing, zone)


async def _products(reader: Reader, subject: Subject) -> Products:
    if not subject.asked.products:
        raise NoSuchPage
    now = moment(reader.clock())
    return await reader.ask(live_products, reader.store, subject.shop, subject.asked.products, now)
