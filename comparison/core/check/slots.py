"""S03: in each place of the price lists stands one price at a time."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from ..pricing.model import Price
from ..pricing.selection import interval_words
from .examined import Examined
from .finding import Finding, found
from .grading import unless_imported

_LAST_DAY = "9999"


class Slot(NamedTuple):
    """Whom a price is for, and how they pay it."""

    market: str
    customer_type: str
    currency: str
    interval: str


def prices_by_slot(prices: Sequence[Price]) -> Mapping[Slot, Sequence[Price]]:
    """*prices* by their slots, each in the order they were written in."""
    by_slot: dict[Slot, list[Price]] = {}
    for one in prices:
        slot = Slot(one.market, one.customer_type, one.currency, one.interval)
        by_slot.setdefault(slot, []).append(one)
    return by_slot


def prices_never_charged(examined: Examined) -> Iterator[Finding]:
    """S03: a price of the same slot, and from the same day on, always goes before another one."""
    for placed in examined.sellers:
        paths = {id(one.price): one.path for one in placed.prices()}
        for slot, prices in prices_by_slot(placed.seller.prices).items():
            hidden = {id(later): later for one, later in combinations(prices, 2) if _hides(one, later)}
            facts = {"name": placed.name, "market": slot.market, "interval": interval_words(slot.interval)}
            for identity in hidden:
                yield found("S03", unless_imported(placed), paths[identity], "price_twice", **facts)


def _hides(one: Price, later: Price) -> bool:
    """Whether *one* counts on every day on which *later*, written after it, could."""
    return one.valid_from == later.valid_from and (one.valid_to or _LAST_DAY) >= (later.valid_to or _LAST_DAY)
