"""One price asked for by itself: the engine judges wherever a rule is about a computed figure."""

from typing import Any

from msgspec.structs import replace

from ..catalogue import Product
from ..context import Context, unasked
from ..markets import Market
from ..pricing.engine import quote_tier
from ..pricing.model import Price
from ..pricing.quote import Quote
from ..pricing.schedule import as_day
from ..resolving import default_quantities
from .examined import Examined

_KEY = "asked"
_MOST_QUOTES = 1_000


class Budget:
    """How many quotes one rule may ask for in one check.

    Whoever publishes waits for the check, so a rule that has used them up says no more. Real catalogues
    ask for a few dozen.
    """

    def __init__(self) -> None:
        self._left = _MOST_QUOTES

    def allows(self, quotes: int) -> bool:
        """Takes so many; False once there are not enough left."""
        self._left -= quotes
        return self._left >= 0


class Asking:
    """Quotes one price in one market, for a shopper who says no more than each question does."""

    def __init__(self, examined: Examined, price: Price, market: Market) -> None:
        self.price, self.market = price, market
        self._product = Product(key=_KEY, name={"en": _KEY}, category=_KEY, prices=(price,))
        self._context = _context(examined, price, market)

    def quote(self, **asked: Any) -> Quote:
        """What the price comes to; *asked* are fields of the context."""
        context = replace(self._context, **asked) if asked else self._context
        return quote_tier(_KEY, self._product, (), context, self.market)

    def for_quantity(self, unit: str, count: int) -> Quote:
        """What it comes to for *count* of *unit*, everything else unsaid."""
        return self.quote(quantities={**self._context.quantities, unit: count})


def _context(examined: Examined, price: Price, market: Market) -> Context:
    publication, today = examined.publication, examined.today
    return unasked(
        today,
        lang=publication.shop.languages[0],
        market=market.code,
        currency=price.currency,
        customer_type="b2b" if price.customer_type == "b2b" else "b2c",
        interval=price.interval,
        quantities=default_quantities(publication, None, [one.key for one in publication.add_ons]),
        horizon=publication.comparison.horizon,
        start=max(today, as_day(price.valid_from) or today),
    )
