"""H08: consumers see prices with tax in, where their market asks for it."""

import datetime
from collections.abc import Iterator

from ..markets import Market, rate_for
from ..pricing.model import Price
from ..pricing.schedule import as_day
from .examined import Examined, PlacedPrice
from .finding import Finding, Place, found
from .grading import place_in


def tax_not_stated(examined: Examined) -> Iterator[Finding]:
    """H08: a file left unsaid whether tax is in the price; one finding for each seller and market."""
    for placed in examined.sellers:
        unsaid = [
            price.market
            for price in placed.seller.prices
            if price.tax == "unknown" and price.status not in {"free", "on_request"}
        ]
        for market in dict.fromkeys(unsaid):
            place = Place(path=f"{placed.path}.prices", market=market)
            yield found(
                "H08",
                "warning",
                place,
                "unknown",
                name=placed.name,
                market=market,
                count=unsaid.count(market),
            )


def tax_cannot_be_added(examined: Examined) -> Iterator[Finding]:
    """H08: a price without tax for consumers, in a market that shows it with tax, with a charge at no known
    rate."""
    for placed in examined.prices:
        for market in examined.markets_of(placed.price):
            if _is_net_for_consumers(placed, market, examined.today):
                place = place_in(placed.path, market, "tax")
                yield found(
                    "H08",
                    "error",
                    place,
                    "no_rate",
                    name=placed.name,
                    market=market.code,
                )


def _is_net_for_consumers(placed: PlacedPrice, market: Market, today: datetime.date) -> bool:
    price = placed.price
    if price.tax != "excluded" or price.customer_type == "b2b" or market.tax != "included":
        return False
    begins = max(today, as_day(price.valid_from) or today)
    return any(rate_for(market, one, begins) is None for one in _tax_classes(price))


def _tax_classes(price: Price) -> set[str]:
    """The tax classes of all that is taxed in *price*; its own where no charge says anything."""
    taxed = [one for one in price.components if one.taxable and one.kind != "deposit"]
    return {one.tax_class or price.tax_class for one in taxed} or {price.tax_class}
