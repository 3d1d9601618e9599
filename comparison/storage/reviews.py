"""Reviews as they are kept: what buyers said of products, and what it adds up to.

A review names its product in its own way; it counts for a product once that is found. One that names no
product of the shop is kept and waits.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

import msgspec

Knowledge = Literal["purchase", "account", "not_verified", ""]


class ReviewRow(msgspec.Struct, frozen=True, kw_only=True):
    """One review of *shop*. *product* is a key, empty while *reference*, the file's own word, leads nowhere.

    *grade* is decimal text from 1 to *scale*, the best. *day* is ISO 8601, empty where the file says none.
    *verified* is how the shop knows the writer for a buyer, empty where nobody says.
    """

    shop: str
    id: str
    product: str
    reference: str
    grade: str
    scale: int
    day: str
    title: str
    text: str
    author: str
    language: str
    verified: Knowledge
    entered_at: str


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """One review as a file has it. *references* are what the file calls its product, the surest first;
    the other fields are those of `ReviewRow`."""

    id: str
    references: tuple[str, ...]
    grade: str
    scale: int
    day: str = ""
    title: str = ""
    text: str = ""
    author: str = ""
    language: str = ""
    verified: Knowledge = ""


class ReviewBatch(msgspec.Struct, frozen=True, kw_only=True):
    """All reviews of a file. *wanted* are all products that they name, as `folded`; *each* is walked once."""

    wanted: frozenset[str]
    each: Iterable[Review]


class ReviewTally(msgspec.Struct, frozen=True, kw_only=True):
    """How many reviews of a product gave one *grade* on one *scale*, *dated* of them between two days."""

    grade: str
    scale: int
    verified: Knowledge
    count: int
    dated: int
    first_day: str
    last_day: str


class ReviewStore(Protocol):
    """What an engine does for reviews."""

    def save_reviews(self, rows: Iterable[ReviewRow]) -> int:
        """Write *rows*, each in the place of the one of its id; how many said anything new.

        *entered_at* of a review that is there stays as it is.
        """

    def reviews_by_id(self, shop: str, ids: Sequence[str]) -> dict[str, ReviewRow]:
        """Those of *ids* that are there."""

    def reviews(self, shop: str, product: str, *, after: str = "", limit: int = 100) -> list[ReviewRow]:
        """Reviews of a product in order of their ids, beyond *after*. An empty *product*: those that wait."""

    def review_tallies(self, shop: str, product: str) -> list[ReviewTally]:
        """What the reviews of a product add up to."""

    def review_count(self, shop: str) -> tuple[int, int]:
        """How many reviews the shop has, and how many of them wait for a product."""

    def delete_review(self, shop: str, review: str) -> None:
        """Take a review away for good.

        Raises:
            NotFound: there is no such review.
        """


def folded(reference: str) -> str:
    """*reference* as it is compared: without regard to case and to how many spaces part its words."""
    return " ".join(reference.split()).casefold()
