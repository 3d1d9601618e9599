"""H02: somebody stands by a price: attested that nothing else is unavoidable, and looked at lately."""

import datetime
from collections.abc import Iterator

from ..pricing.model import Price
from .dates import as_day
from .examined import Examined
from .finding import Finding, found

LONGEST_DAYS = 180


def unattested_prices(examined: Examined) -> Iterator[Finding]:
    """H02: nobody has attested that no other charge is unavoidable; one finding for each seller."""
    for placed in examined.own_sellers:
        figures = [price for price in placed.seller.prices if price.status in {"priced", "range"}]
        count = sum(price.closed is None for price in figures)
        if count:
            yield found(
                "H02",
                "warning",
                f"{placed.path}.prices",
                "unattested",
                name=placed.name,
                count=count,
            )


def old_prices(examined: Examined) -> Iterator[Finding]:
    """H02: the last look at a seller's prices is more than 180 days ago."""
    for placed in examined.own_sellers:
        last = _last_look(placed.seller.prices)
        if last is None:
            continue
        days = (examined.today - last).days
        if days > LONGEST_DAYS:
            place = f"{placed.path}.prices"
            yield found("H02", "warning", place, "old", name=placed.name, date=last, days=days)


def _last_look(prices: tuple[Price, ...]) -> datetime.date | None:
    looks = (day for price in prices for day in (price.checked_on, price.closed.on if price.closed else None))
    return max((day for day in map(as_day, looks) if day), default=None)
