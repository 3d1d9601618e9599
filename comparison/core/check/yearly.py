"""H18: a yearly price has to be cheaper than twelve months, and its saving has to be believable."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ..catalogue import AddOn, Product
from ..money import ARITHMETIC, rounded
from ..pricing.model import Price
from .costs import cost_of_a_year
from .examined import Examined, Placed
from .finding import Finding, Level, found

# No real yearly price seen so far saves as much: more likely a month's amount was taken for a year's.
_MOST_SAVED_PERCENT = 60
_PERCENT = Decimal(100)


class _Pair(NamedTuple):
    """The same thing sold by the month and by the year; *place* is that of the yearly price."""

    place: int
    yearly: Price
    months: Decimal
    year: Decimal


def dearer_by_the_year(examined: Examined) -> Iterator[Finding]:
    """H18: a year paid at once costs more than twelve months paid one by one."""
    for placed in examined.sellers:
        for pair in _pairs(placed.seller.prices):
            if pair.year > pair.months:
                yield _finding("year_dearer", "error", placed, pair)


def hardly_believable(examined: Examined) -> Iterator[Finding]:
    """H18: a year paid at once saves more than 60 percent."""
    for placed in examined.sellers:
        for pair in _pairs(placed.seller.prices):
            least = ARITHMETIC.multiply(pair.months, (_PERCENT - _MOST_SAVED_PERCENT) / _PERCENT)
            if pair.months and pair.year < least:
                yield _finding("saves_too_much", "warning", placed, pair)


def _finding(fault: str, level: Level, placed: Placed[Product] | Placed[AddOn], pair: _Pair) -> Finding:
    currency = pair.yearly.currency
    return found(
        "H18",
        level,
        f"{placed.path}.prices[{pair.place}]",
        fault,
        name=placed.name,
        year=rounded(pair.year, currency),
        months=rounded(pair.months, currency),
    )


def _pairs(prices: tuple[Price, ...]) -> Iterator[_Pair]:
    monthly = {_slot(price): price for price in prices if price.interval == "month"}
    for index, price in enumerate(prices):
        by_month = monthly.get(_slot(price))
        if price.interval != "year" or by_month is None:
            continue
        quantity = max(price.min_quantity, by_month.min_quantity, 1)
        year, months = (
            cost_of_a_year(price, quantity),
            cost_of_a_year(by_month, quantity),
        )
        if year is not None and months is not None:
            yield _Pair(index, price, months, year)


def _slot(price: Price) -> tuple[str, str, str, str]:
    return price.market, price.customer_type, price.currency, price.tax
