"""In which rhythms something can be paid."""

from collections.abc import Iterable, Sequence

from ..catalogue import Product
from .model import Price
from .schedule import interval_of
from .selection import fits_customer, in_force


def intervals_sold(
    products: Sequence[Product],
    market: str,
    customer_type: str,
    currency: str,
    inherits: str | None = None,
    day: str | None = None,
) -> tuple[str, ...]:
    """The intervals that any of *products* has a price for, shortest first; ``once`` before all.

    *market* is a market's code, *inherits* that of the market it is part of; with a *day* (ISO 8601)
    only prices in force then count. Free and on-request prices hold for every interval, so they count
    only where nothing else is sold.
    """
    prices = [
        price
        for product in products
        for price in product.prices
        if price.market in {market, inherits}
        and price.currency == currency
        and fits_customer(price, customer_type)
        and (day is None or in_force(price.valid_from, price.valid_to, day))
    ]
    priced = [price for price in prices if price.status in {"priced", "range"}]
    return _in_order(priced or prices)


def _in_order(prices: Iterable[Price]) -> tuple[str, ...]:
    texts = {price.interval for price in prices}
    return tuple(sorted(texts, key=lambda text: (interval_of(text).rank, text)))
