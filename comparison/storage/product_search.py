"""Finding products of a shop by words, category and state, page by page; and the last step to undo."""

from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec

ProductState = Literal["", "available", "sold_out", "gone", "unpriced"]
Order = Literal["latest", "earliest"]
MOST_WORDS = 100
MOST_COUNTED = 1_000_000_000


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Products that hold every word of *words* (name, SKU, brand or key), in *category*, in *state*.

    Empty means any; ``unpriced`` is what could be bought if it had a price. In the *order* in which they were
    added, the *latest* or the *earliest* first. *before* is the place of the last product of the page before;
    0 for the first page.
    """

    words: str = ""
    category: str = ""
    state: ProductState = ""
    order: Order = "latest"
    before: int = 0
    limit: int = 50


class FoundProduct(msgspec.Struct, frozen=True, kw_only=True):
    """A product and its *place*: the later it was added, the higher."""

    place: int
    key: str


class UndoStep(msgspec.Struct, frozen=True, kw_only=True):
    """What *by* changed last in *shop* in one place (*what*): *document* says how to take it back."""

    shop: str
    by: str
    what: str
    document: str


class ShownIn(msgspec.Struct, frozen=True, kw_only=True):
    """A comparison whose draft shows a product."""

    product: str
    comparison: str
    title: dict[str, str]


class ProductSearchStore(Protocol):
    """What an engine does so that products are found; kept in step with every write of a product."""

    def find_products(self, shop: str, wanted: Wanted) -> list[FoundProduct]:
        """At most *limit* products in the order that is *wanted*."""

    def count_found(self, shop: str, wanted: Wanted, *, most: int = MOST_COUNTED) -> int:
        """How many products are found, whatever the page; counted up to *most*."""

    def shown_in(self, shop: str, products: Sequence[str]) -> list[ShownIn]:
        """The comparisons that show each of *products*, by their keys."""

    def count_products(self, shop: str, category: str = "", *, most: int = MOST_COUNTED) -> int:
        """How many products there are, of *category* where one is named; counted up to *most*."""

    def keep_undo(self, step: UndoStep) -> None:
        """Keep *step* in the place of the one before."""

    def kept_undo(self, shop: str, by: str, what: str) -> UndoStep | None:
        """The step that was kept last, which stays."""

    def take_undo(self, shop: str, by: str, what: str) -> UndoStep | None:
        """The step that was kept last, which is then gone."""

    def has_undo(self, shop: str, by: str, what: str) -> bool:
        """Whether a step is kept."""
