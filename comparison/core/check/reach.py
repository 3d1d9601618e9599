"""H04, asked of the engine: the low end of a computed range is what some shopper really pays."""

from collections.abc import Iterator
from itertools import product as every_way
from math import prod

from ..money import Money
from ..pricing.amounts import Table
from ..pricing.model import OneOf, Price
from ..pricing.quote import Quote
from .asking import Asking, Budget
from .examined import Examined
from .finding import Finding, Place, found

# So many ways to ask are tried; where there are more, nothing is said.
_MOST_WAYS = 256


def low_end_that_nobody_pays(examined: Examined) -> Iterator[Finding]:
    """H04: a range whose low end no delivery zone and no choice of the shopper's leads to."""
    budget = Budget()
    for placed in examined.prices:
        if not _may_range(placed.price):
            continue
        for market in examined.markets_of(placed.price):
            asking = Asking(examined, placed.price, market)
            whole = asking.quote()
            if whole.status == "bounded" and not _is_reached(asking, whole, budget):
                place = Place(path=placed.path, market=market.code)
                facts = {"name": placed.name, "low": whole.headline_low}
                yield found("H04", "error", place, "not_reached", **facts)


def _may_range(price: Price) -> bool:
    """Whether zones or choices, and not a stated range alone, leave the price open."""
    chosen = any(isinstance(component.obligation, OneOf) for component in price.components)
    return price.status == "priced" and (chosen or _goes_by_zone(price))


def _is_reached(asking: Asking, whole: Quote, budget: Budget) -> bool:
    """Whether somebody pays the low ends; taken to be so where there are too many ways to ask."""
    answers = _answers(asking, whole, budget)
    if answers is None:
        return True
    priced = [one for one in answers if one.is_priced]
    headlines = [_low(one.headline_low, one.headline) for one in priced]
    horizons = [_low(one.horizon_low, one.horizon_total) for one in priced]
    wanted = _low(whole.headline_low, whole.headline), _low(whole.horizon_low, whole.horizon_total)
    return bool(priced) and min(headlines) <= wanted[0] and min(horizons) <= wanted[1]


def _answers(asking: Asking, whole: Quote, budget: Budget) -> list[Quote] | None:
    """A quote for every zone and every choice, where they leave the price open; None where too many."""
    zones = [region.key for region in asking.market.regions] if _goes_by_zone(asking.price) else [None]
    ways = len(zones) * prod(len(keys) for keys in whole.open_choices)
    if ways > _MOST_WAYS or not budget.allows(ways):
        return None
    return [asking.quote(region=zone, addons=way) for zone in zones for way in every_way(*whole.open_choices)]


def _goes_by_zone(price: Price) -> bool:
    """Whether a zone has to be known: a table that has no row for everywhere else."""
    tables = [one.amount for one in price.components if isinstance(one.amount, Table)]
    return any(all(row.regions for row in table.rows) for table in tables)


def _low(low: Money | None, high: Money | None) -> int:
    end = low or high
    return end.minor if end else 0
