"""Editions as they were read last: decoded, with what their views have in common."""

import msgspec

from ..core.kept import Kept
from ..core.publication import Edition
from ..storage.editions import read_edition
from ..storage.store import EditionRow
from .places import Recent

# Decoded, a document takes five times its bytes, and what views have in common up to ten times.
_TIMES = 16
_MOST_EDITIONS, _MOST_BYTES = 32, 6_000_000


class _Decoded(msgspec.Struct, frozen=True, kw_only=True):
    document: bytes
    edition: Edition
    kept: Kept
    for_pages: Kept


class DecodedEditions:
    """The editions asked for most, decoded once for all contexts. For one thread."""

    def __init__(self) -> None:
        self._recent: Recent[_Decoded] = Recent(_MOST_EDITIONS, _MOST_BYTES)

    def read(self, row: EditionRow) -> Edition:
        """The edition of *row*; its digest was checked against these very bytes.

        Raises as `read_edition` does.
        """
        key = _key(row.shop, row.comparison, row.number, row.digest)
        found = self._recent.get(key)
        if found is not None and found.document == row.document:
            return found.edition
        edition = read_edition(row)
        decoded = _Decoded(document=row.document, edition=edition, kept=Kept(), for_pages=Kept())
        self._recent.put(key, decoded, _TIMES * len(row.document))
        return edition

    def kept(self, edition: Edition) -> Kept | None:
        """What the views of *edition* have in common; None where it is not one of those read here."""
        found = self._found(edition)
        return found.kept if found else None

    def kept_for_pages(self, edition: Edition) -> Kept | None:
        """The same of views that pages are made of, where sentences may have been said already."""
        found = self._found(edition)
        return found.for_pages if found else None

    def _found(self, edition: Edition) -> _Decoded | None:
        publication = edition.publication
        where = publication.shop.key, publication.comparison.key
        found = self._recent.peek(_key(*where, edition.number, edition.digest))
        return found if found is not None and found.edition is edition else None


def _key(shop: str, comparison: str, number: int, digest: str) -> bytes:
    return f"{shop}/{comparison}/{number}/{digest}".encode()
