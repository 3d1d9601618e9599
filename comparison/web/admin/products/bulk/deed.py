"""What a change to many products is made of: read from its form once, then asked for each product."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from .....core.catalogue import Category, Comparison, Product, Shop
from .....core.markets import Market
from .....core.messages import Message
from .....storage.bulk_editing import Deed, Edit
from ..grid_shape import Held


class Known(NamedTuple):
    """What the forms know besides: *comparisons* with their revisions, *rows* of the shop's markets, who
    changes (*by*), on which day, and in which *language* it is shown."""

    shop: Shop
    categories: Sequence[Category]
    comparisons: Sequence[tuple[Comparison, int]]
    rows: Mapping[str, Market]
    by: str
    today: datetime.date
    language: str


class Difference(NamedTuple):
    """One thing of a product *before* and *after*; *note* says how the latter came to be."""

    before: Message
    after: Message
    note: Message | None = None


class Changed(NamedTuple):
    """What a product becomes: None where it is taken away."""

    after: Product | None
    differences: tuple[Difference, ...]


class Refused(Exception):
    """A product that cannot be changed like this; *message* says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.key)
        self.message = message


class Doing(NamedTuple):
    """What is to be done: how the log calls it, what becomes of a product (None: it stays as it is; raises
    `Refused`), and the records that are written of those that change."""

    deed: Deed
    change: Callable[[Product], Changed | None]
    edits: Callable[[Sequence[tuple[Held, Changed]]], list[Edit]]


def edits_of_products(changed: Sequence[tuple[Held, Changed]]) -> list[Edit]:
    """Each product itself."""
    return [Edit(held.product, held.revision, one.after) for held, one in changed]
