"""A quote of ten components over 36 months, against the loop that only adds it up."""

import datetime
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from comparison.core.context import unasked
from comparison.core.money import Money
from comparison.core.pricing.amounts import Flat, PerUnit
from comparison.core.pricing.engine import quote_tier
from comparison.core.pricing.model import Component, Every, Once, Price

from .catalogue import markets, product, rich_price
from .measuring import Case, Row, calls, row, seconds

MONTHS, USERS, TIERS = 36, 14, 4
_START = datetime.date(2026, 11, 22)
_MARKET = markets()["KR"]
_TAX = Decimal("1.1")
_CONTEXT = unasked(
    _START,
    lang="en",
    market="KR",
    currency="KRW",
    customer_type="b2c",
    interval="month",
    quantities={"user": USERS},
    quantity_typed=True,
    horizon=MONTHS,
)


def rows() -> Iterator[Row]:
    """One tier and four; both ways must come to the same sum, to the won."""
    prices = [rich_price(place) for place in range(TIERS)]
    products = [product(f"plan-{place}", "plans", place, 0, price) for place, price in enumerate(prices)]
    for price, one in zip(prices, products, strict=True):
        quoted = quote_tier(one.key, one, (), _CONTEXT, _MARKET)
        assert quoted.horizon_total == plain_total(price), quoted

    def quote(count: int) -> None:
        for one in products[:count]:
            quote_tier(one.key, one, (), _CONTEXT, _MARKET)

    def add_up(count: int) -> None:
        for price in prices[:count]:
            plain_total(price)

    cases = [
        Case("quote of 1 tier, 10 components, 36 months", calls(lambda: quote(1))),
        Case("plain Decimal loop, 1 tier", calls(lambda: add_up(1))),
        Case("quote of 4 tiers, 10 components, 36 months", calls(lambda: quote(TIERS))),
        Case("plain Decimal loop, 4 tiers", calls(lambda: add_up(TIERS))),
    ]
    samples = seconds(cases)
    yield row(cases[0].name, cases[1].name, samples)
    yield row(cases[2].name, cases[3].name, samples)


def plain_total(price: Price) -> Money:
    """Every charge of the horizon with its tax, rounded once each, and added up month by month."""
    won = Decimal(0)
    for month in range(MONTHS):
        for component in price.components:
            if _is_due(component, month):
                won += (_amount(component) * _TAX).quantize(Decimal(1), ROUND_HALF_UP)
    return Money(minor=int(won), currency=price.currency)


def _is_due(component: Component, month: int) -> bool:
    if isinstance(component.when, Once):
        return month == 0
    if isinstance(component.when, Every):
        return month > 0 and month % component.when.n == 0
    return True


def _amount(component: Component) -> Decimal:
    if isinstance(component.amount, PerUnit):
        return Decimal(component.amount.value) * USERS
    assert isinstance(component.amount, Flat)
    return Decimal(component.amount.value)
