"""What everyone pays for a product on a day: the price that a reduction is measured in.

It is the headline of the smallest quantity sold, without coupons, membership or a first order, and
without delivery and deposit, which depend on where it goes and what comes back.
Source: docs/pricing.md, "Earlier prices".
"""

import datetime
from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from ..bounds import Result
from ..catalogue import Product
from ..context import Context, unasked
from ..markets import Market
from ..money import Money, total
from .announcing import ITSELF, reductions_in_time
from .engine import quote_tier
from .frame import frame_of
from .model import Price
from .quote import Line, Quote
from .schedule import add_days, as_day
from .selection import fits_customer, in_force, price_for_tier

FIRST_DAY, LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)
_APART = frozenset({"delivery", "deposit"})


class Identity(Result, frozen=True, kw_only=True):
    """One price of a product, as shoppers of one kind meet it in one *market* of the shop."""

    product: str
    market: str
    currency: str
    interval: str
    customer_type: Literal["b2c", "b2b"]


class Sold(Result, frozen=True, kw_only=True):
    """How a price stands from *since* on.

    *amount* is what everyone pays for *quantity* units, the smallest sold; None where it is not
    *for_sale*, and where there is no single figure. *announced* are the reductions in it: keys of
    discounts, `ITSELF` for the price.
    """

    since: datetime.date
    for_sale: bool
    amount: Money | None = None
    announced: frozenset[str] = frozenset()
    quantity: int = 1
    quantity_unit: str = "item"


def identities(product: Product, market: Market) -> tuple[Identity, ...]:
    """Every price of *product* that shoppers in *market* are shown a figure for."""
    found = [
        Identity(
            product=product.key,
            market=market.code,
            currency=price.currency,
            interval=price.interval,
            customer_type="b2b" if price.customer_type == "b2b" else "b2c",
        )
        for price in product.prices
        if price.status == "priced" and price.market in {market.code, market.inherits}
    ]
    return tuple(dict.fromkeys(found))


def sold_between(
    product: Product, identity: Identity, market: Market, first: datetime.date, last: datetime.date
) -> tuple[Sold, ...]:
    """How the price of *identity* stands from *first* to *last*: one entry for each day it may change on."""
    begin, end = max(first, FIRST_DAY), min(last, LAST_DAY)
    changes = {day for day in _changes(product, identity, market) if begin < day <= end}
    return tuple(sold_on(product, identity, market, day) for day in (begin, *sorted(changes)))


def sold_on(product: Product, identity: Identity, market: Market, day: datetime.date) -> Sold:
    """How the price of *identity* stands on *day*, by the dates of *product* alone."""
    prices = tuple(one for one in product.prices if _holds(one, identity, market, day))
    if not prices or not _on_offer(product, day):
        return Sold(since=day, for_sale=False)
    offered = replace(product, prices=prices)
    context = _everyone(identity, day)
    price = price_for_tier(prices, frame_of(context, market))
    quote = quote_tier(product.key, offered, (), context, market)
    return Sold(
        since=day,
        for_sale=True,
        amount=selling_amount(quote),
        announced=_announced(product, price, quote, day),
        quantity=quote.quantity,
        quantity_unit=quote.quantity_unit,
    )


def selling_amount(quote: Quote) -> Money | None:
    """The headline of *quote* without delivery and deposit; None where that is no single figure."""
    if quote.headline is None or quote.open_choices:
        return None
    lines = [line for line in quote.lines if _is_sold(line)]
    if any(line.amount is None or line.low != line.amount for line in lines):
        return None
    amounts = [line.amount * line.headline_times for line in lines if line.amount is not None]
    return total(amounts, quote.currency) if amounts or quote.free else None


def reducing(quote: Quote) -> frozenset[str]:
    """The discounts that take something off that amount."""
    return frozenset(
        reduction.discount for line in quote.lines if _is_sold(line) for reduction in line.reductions
    )


def _is_sold(line: Line) -> bool:
    return line.in_headline and line.kind not in _APART


def _announced(product: Product, price: Price, quote: Quote, day: datetime.date) -> frozenset[str]:
    running = reducing(quote)
    names = {one.key for one in reductions_in_time(product, price) if one.key in running}
    itself = price.reduced_since is not None and price.reduced_since <= day.isoformat()
    return frozenset({*names, ITSELF} if itself else names)


def _holds(price: Price, identity: Identity, market: Market, day: datetime.date) -> bool:
    """Whether such shoppers may be charged *price* on *day*. Its dates are compared as text: a draft may
    name a day that no calendar has."""
    in_time = in_force(price.valid_from, price.valid_to, day.isoformat())
    return in_time and _concerns(price, identity, market)


def _concerns(price: Price, identity: Identity, market: Market) -> bool:
    return (
        price.interval == identity.interval
        and price.currency == identity.currency
        and price.market in {market.code, market.inherits}
        and fits_customer(price, identity.customer_type)
    )


def _on_offer(product: Product, day: datetime.date) -> bool:
    in_stock = product.stock.state == "available"
    return in_stock and in_force(product.offered_from, product.offered_to, day.isoformat())


def _changes(product: Product, identity: Identity, market: Market) -> Iterator[datetime.date]:
    """Every day on which a date of *product* or a tax rate may change what is paid for *identity*."""
    for begins, ends in _spans(product, identity, market):
        if (first := as_day(begins)) is not None:
            yield first
        if (last := as_day(ends)) is not None:
            yield add_days(last, 1)


def _spans(product: Product, identity: Identity, market: Market) -> Iterator[tuple[str | None, str | None]]:
    yield product.offered_from, product.offered_to
    for price in (one for one in product.prices if _concerns(one, identity, market)):
        yield price.valid_from, price.valid_to
        yield price.reduced_since, None
        yield from ((one.valid_from, one.valid_to) for one in price.discounts)
    yield from ((rate.since, None) for rate in market.rates)


def _everyone(identity: Identity, day: datetime.date) -> Context:
    """A shopper who said nothing but what the identity holds."""
    return unasked(
        day,
        lang="en",
        market=identity.market,
        currency=identity.currency,
        customer_type=identity.customer_type,
        interval=identity.interval,
    )
