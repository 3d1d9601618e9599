"""H02: somebody stands by a price: attested that nothing else is unavoidable, and looked at lately."""

import datetime
from collections.abc import Iterator

from ..pricing.model import Price
from ..pricing.schedule import as_day
from ..pricing.selection import in_force
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
    """H02: the last look at some price of a seller is more than 180 days ago."""
    for placed in examined.own_sellers:
        last = _oldest_look(placed.seller.prices, examined.today)
        if last is None:
            continue
        days = (examined.today - last).days
        if days > LONGEST_DAYS:
            place = f"{placed.path}.prices"
            yield found("H02", "warning", place, "old", name=placed.name, date=last, days=days)


def _oldest_look(prices: tuple[Price, ...], today: datetime.date) -> datetime.date | None:
    """The day of the last look at the price that was not looked at for longest, of those that are not over;
    None where none ever was."""
    going_on = (price for price in prices if in_force(None, price.valid_to, today.isoformat()))
    return min((day for price in going_on if (day := _last_look(price))), default=None)


def _last_look(price: Price) -> datetime.date | None:
    looks = (price.checked_on, price.closed.on if price.closed else None)
    return max((day for day in map(as_day, looks) if day), default=None)
