"""H38: whoever says that few are left has counted them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ..catalogue import Product
from ..messages import Quantified
from .examined import Examined
from .finding import Finding, found
from .grading import AnySeller
from .pressing_words import FEW_LEFT, SO_MANY_LEFT, may_press
from .texts import Text, all_texts, comparison_texts
from .wordings import told


def scarce_without_a_count(examined: Examined) -> Iterator[Finding]:
    """H38: words say that few are left, and the stock says another number or none."""
    title = examined.said(examined.publication.comparison.title)
    for placed, text in pressing_texts(examined):
        yield from _findings(text, placed.name if placed else title, _left(placed) if placed else None)


@lru_cache(maxsize=1)  # Three rules read the same texts of one edition, one after the other.
def pressing_texts(examined: Examined) -> tuple[tuple[AnySeller | None, Text], ...]:
    """The texts that may hurry a shopper, each with its seller; None for the comparison's own."""
    about_all = [(None, text) for text in comparison_texts(examined)]
    about_sellers = [
        (placed, text) for placed in examined.own_sellers for text in all_texts(examined, placed)
    ]
    return tuple((placed, text) for placed, text in (*about_all, *about_sellers) if may_press(text.words))


def stated_number(claim: re.Match[str]) -> int:
    """The number that a matched claim holds, in whichever of its groups."""
    return int(next(group for group in claim.groups() if group is not None))


def _left(placed: AnySeller) -> int | None:
    return placed.seller.stock.left if isinstance(placed.seller, Product) else None


def _findings(text: Text, name: str, left: int | None) -> Iterator[Finding]:
    """What is untrue of the words about how many are left."""
    counted = told(SO_MANY_LEFT, text.words)
    claim = counted or told(FEW_LEFT, text.words)
    if claim is None:
        return
    facts = {"name": name, "words": claim.group()}
    if left is None:
        yield found("H38", "error", text.path, "no_count", **facts)
    elif counted is not None and stated_number(counted) != left:
        there = Quantified(amount=str(left))
        yield found("H38", "error", text.path, "other_count", **facts, left=there)
