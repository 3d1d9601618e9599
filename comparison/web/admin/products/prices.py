"""The prices of a product in a line each: where, how often, and what a shopper would see."""

from typing import NamedTuple

from ....core.catalogue import Product, Shop
from ....core.languages import label
from ....core.messages import Message
from ..guesses import markets
from ..visit import Visit
from .price import price_key
from .receipts import headline_of

MOST_COMPUTED = 12


class PriceLine(NamedTuple):
    """A price by its *key* in addresses; no *headline* where nothing can be said."""

    key: str
    market: str
    interval: str
    headline: Message | None
    second: Message | None


def price_lines(visit: Visit, shop: Shop, product: Product) -> list[PriceLine]:
    """A line for every price of *product*, the first `MOST_COMPUTED` of them worked out."""
    lines = []
    for place, price in enumerate(product.prices):
        row = markets().get(price.market)
        view = headline_of(visit, shop, product, price, row) if row and place < MOST_COMPUTED else None
        headline = view.tiers[0].headline if view and view.tiers else None
        name = label(row.name, (visit.language,)) if row else price.market
        figure, second = (headline.figure, headline.second) if headline else (None, None)
        lines.append(PriceLine(price_key(price), name, price.interval, figure, second))
    return lines
