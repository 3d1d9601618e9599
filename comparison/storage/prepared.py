"""What pages are made from, ready: beside an edition, and never instead of it.

Whatever lies here can be thrown away and made anew. A row holds for one document (*digest*) and for
the very software that made it (*maker*); anybody else passes it over.
"""

from collections.abc import Iterable
from typing import Protocol

import msgspec


class PreparedRow(msgspec.Struct, frozen=True, kw_only=True):
    """The page of an edition for what its canonical *query* asks, as far as it could be made before.

    *body* is in a form that only *maker* reads.
    """

    shop: str
    comparison: str
    digest: str
    query: str
    maker: str
    body: bytes


class PreparedStore(Protocol):
    """What an engine does with what is ready."""

    def prepared(self, shop: str, comparison: str, digest: str, query: str, maker: str) -> bytes | None:
        """The body of one row."""

    def keep_prepared(
        self, shop: str, comparison: str, digests: Iterable[str], rows: Iterable[PreparedRow]
    ) -> None:
        """Put *rows* in, and take out what lies there of *comparison* for other editions than *digests*."""
