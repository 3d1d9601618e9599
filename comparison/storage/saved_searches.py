"""Searches for products that a shop has given a name."""

from typing import Protocol

import msgspec

from .product_search import Order, ProductState

MOST_SAVED = 30


class SavedSearch(msgspec.Struct, frozen=True, kw_only=True):
    """A search of *shop* under a *name*: what `Wanted` asks for. *by* made it at the moment *at*."""

    shop: str
    key: str
    name: str
    words: str = ""
    category: str = ""
    state: ProductState = ""
    sort: Order = "latest"
    by: str
    at: str


class SavedSearchStore(Protocol):
    """What an engine does for saved searches."""

    def saved_searches(self, shop: str) -> list[SavedSearch]:
        """All of them by their names."""

    def keep_search(self, row: SavedSearch) -> None:
        """Keep *row*, in the place of the one of its key."""

    def forget_search(self, shop: str, key: str) -> None:
        """Forget it, if it is there."""
