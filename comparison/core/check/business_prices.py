"""H09: consumers never meet a price without tax where theirs has to include it.

A list for businesses counts only for those who say they are one; what can go wrong is its wording, and
a market that does not know such lists.
"""

from collections.abc import Iterator

from ..markets import Market
from .examined import Examined
from .finding import Finding, found
from .grading import AnySeller, consumer_markets, place_in, unless_imported
from .texts import Text, first_saying, names, price_texts, texts
from .wordings import NET_PRICE


def net_words_for_consumers(examined: Examined) -> Iterator[Finding]:
    """H09: what consumers read says that tax comes on top, in a market whose prices include it."""
    for placed in examined.sellers:
        market = _market(examined, placed)
        text = first_saying(NET_PRICE, _read_by_consumers(examined, placed)) if market else None
        if market and text:
            place = place_in(text.path, market, "tax")
            facts = {"name": placed.name, "words": text.words, "market": market.code}
            yield found("H09", unless_imported(placed), place, "net_words", **facts)


def net_list_not_known_here(examined: Examined) -> Iterator[Finding]:
    """H09: a list without tax for businesses, in a market that shows everyone the price with tax."""
    for placed in examined.prices:
        if placed.price.customer_type != "b2b" or placed.price.tax != "excluded":
            continue
        for market in examined.markets_of(placed.price):
            if market.tax == "included" and not market.b2b_net:
                place = place_in(f"{placed.path}.tax", market, "b2b_net")
                facts = {"name": placed.name, "market": market.code}
                yield found("H09", "error", place, "net_list", **facts)


def _market(examined: Examined, placed: AnySeller) -> Market | None:
    """The first market in which consumers see the seller's prices with tax."""
    for price in placed.seller.prices:
        for market in consumer_markets(examined, price):
            if market.tax == "included":
                return market
    return None


def _read_by_consumers(examined: Examined, placed: AnySeller) -> Iterator[Text]:
    yield from names(examined, placed)
    yield from texts(f"{placed.path}.description", placed.seller.description)
    for price in placed.prices():
        if any(market.tax == "included" for market in consumer_markets(examined, price.price)):
            yield from price_texts(price)
