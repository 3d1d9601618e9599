"""How grave a fault is: by the market whose rule it breaks, and by where its record came from."""

from collections.abc import Callable, Sequence

from ..catalogue import AddOn, Product
from ..markets import Market, ground
from ..pricing.model import Price
from .examined import Examined, Placed
from .finding import Level, Place

AnySeller = Placed[Product] | Placed[AddOn]


def unless_imported(placed: AnySeller) -> Level:
    """An error, but a warning where the record came from a file that cannot say more."""
    return "warning" if placed.seller.source_key else "error"


def graver(markets: Sequence[Market], is_error: Callable[[Market], bool]) -> tuple[Market, Level] | None:
    """The first market in which it is an error, else the first in which it is a warning."""
    for market in markets:
        if is_error(market):
            return market, "error"
    return (markets[0], "warning") if markets else None


def consumer_markets(examined: Examined, price: Price) -> tuple[Market, ...]:
    """The markets in which consumers may see *price*: none for a list that is for businesses only."""
    return () if price.customer_type == "b2b" else examined.markets_of(price)


def place_in(path: str, market: Market, rule: str) -> Place:
    """A place with the market whose *rule* makes it a fault, and the law behind that rule."""
    law = ground(market, rule)
    return Place(path=path, market=market.code, source=law.source if law else None)
