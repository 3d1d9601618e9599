"""H08: consumers see prices with tax in, where their market asks for it."""

from collections.abc import Iterator

from ..markets import Market
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
    """H08: a price without tax for consumers, in a market that shows it with tax, at no known rate."""
    for placed in examined.prices:
        for market in examined.markets_of(placed.price):
            if _is_net_for_consumers(placed, market):
                place = place_in(placed.path, market, "tax")
                yield found(
                    "H08",
                    "error",
                    place,
                    "no_rate",
                    name=placed.name,
                    market=market.code,
                )


def _is_net_for_consumers(placed: PlacedPrice, market: Market) -> bool:
    price = placed.price
    if price.tax != "excluded" or price.customer_type == "b2b" or market.tax != "included":
        return False
    return all(rate.tax_class != price.tax_class for rate in market.rates)
