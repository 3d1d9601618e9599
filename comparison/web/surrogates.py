"""The keys by which shared caches are told to forget pages (``Surrogate-Key``), and who notices when."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from ..core.view import View
from .places import Recent

_MOST_COMPARISONS, _COMPARISON_BYTES = 10_000, 400


class Purge(Protocol):
    """Makes shared caches forget every answer that bears one of *keys* in its ``Surrogate-Key``."""

    def __call__(self, keys: Sequence[str]) -> None:
        """Raises OSError where a cache did not take it."""


def surrogate_keys(view: View) -> str:
    """The keys of a page, with spaces between: its shop, its comparison, its edition.

    Products that a shopper put together belong to no comparison; they have a key of their own.
    """
    where = view.publication
    if not where.comparison:
        return f"{where.shop} {where.shop}/"
    place = f"{where.shop}/{where.comparison}"
    return f"{where.shop} {place} {place}/{where.number}"


def keys_of(shop: str, comparison: str) -> tuple[str, ...]:
    """The keys of all that a publication of *comparison* makes old."""
    return (f"{shop}/{comparison}", f"{shop}/")


class Noticed:
    """Calls *forget* with the keys of a comparison as soon as this process sees another edition of it live.

    So do editions that were scheduled, or published from where no cache is known. *forget* runs in a
    thread of its own, one call after the other.
    """

    def __init__(self, forget: Purge) -> None:
        self._forget = forget
        self._seen: Recent[str] = Recent(_MOST_COMPARISONS, _MOST_COMPARISONS * _COMPARISON_BYTES)
        self._thread: ThreadPoolExecutor | None = None

    def live(self, shop: str, comparison: str, digest: str) -> None:
        """The live edition of *comparison* was read just now, and has this *digest*."""
        key = f"{shop}/{comparison}".encode()
        before = self._seen.get(key)
        if before == digest:
            return
        self._seen.put(key, digest, _COMPARISON_BYTES)
        if before is not None:
            self._thread = self._thread or ThreadPoolExecutor(1, "purging")
            self._thread.submit(self._forget, keys_of(shop, comparison))
