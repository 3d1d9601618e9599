"""Which reductions are announced for everyone, and so have to be measured from an earlier price.

A coupon, membership or first order is a condition. A discount of so many cycles is a beginning: its
buyers pay the later price themselves, and it stands beside the first. And what a way of paying takes
off another way that can be had is a comparison of two prices of today.
Source: docs/pricing.md, "Earlier prices".
"""

from collections.abc import Iterator
from decimal import Decimal

from ..catalogue import Product
from ..money import ARITHMETIC
from .amounts import Flat, PerUnit
from .model import Component, Discount, Price
from .schedule import interval_of

ITSELF = ""


def may_announce(product: Product) -> bool:
    """Whether any price of *product* may hold an announced reduction; cheap to ask."""
    return any(
        price.reduced_since is not None or any(one.needs == "none" for one in price.discounts)
        for price in product.prices
    )


def reductions_in_time(product: Product, price: Price) -> Iterator[Discount]:
    """The discounts of *price* that say: it was more before."""
    for one in price.discounts:
        is_beginning = one.cycles is not None and price.interval != "once"
        if one.needs == "none" and not is_beginning and not _is_for_paying_so(one, product, price):
            yield one


def _is_for_paying_so(one: Discount, product: Product, price: Price) -> bool:
    """Whether *one* has no dates, and what it takes off is charged in full in a shorter interval."""
    if one.valid_from is not None or one.valid_to is not None:
        return False
    reduced = [part for part in price.components if _is_in_scope(part, one)]
    return any(
        all(_is_dear(part, price, other) for part in reduced)
        for other in product.prices
        if _is_other_way(other, price) and not any(its.key == one.key for its in other.discounts)
    )


def _is_other_way(other: Price, price: Price) -> bool:
    """Whether the same shoppers can pay *other* in a shorter interval, or once."""
    shorter = interval_of(other.interval).rank < interval_of(price.interval).rank
    dated = other.valid_from is not None or other.valid_to is not None
    return (
        shorter
        and not dated
        and other.status == price.status
        and (other.market, other.currency, other.customer_type)
        == (price.market, price.currency, price.customer_type)
    )


def _is_in_scope(part: Component, one: Discount) -> bool:
    return part.key in one.scope if one.scope else part.kind not in {"delivery", "deposit"}


def _is_dear(part: Component, price: Price, other: Price) -> bool:
    """Whether the charge of the same key in *other* is no less, month for month."""
    same = next((one for one in other.components if one.key == part.key), None)
    if same is None or type(same.amount) is not type(part.amount):
        return False
    here, there = _value(part), _value(same)
    if here is None or there is None:
        return False
    months, other_months = _months(part, price), _months(same, other)
    if other.interval == "once":
        months = other_months = 1
    if not months or not other_months:
        return False
    return ARITHMETIC.multiply(here, other_months) <= ARITHMETIC.multiply(there, months)


def _value(part: Component) -> Decimal | None:
    return Decimal(part.amount.value) if isinstance(part.amount, Flat | PerUnit) else None


def _months(part: Component, price: Price) -> int:
    """How many months its amount is stated for; 0 where that is no whole number."""
    return 1 if part.stated_per == "month" else interval_of(price.interval).months
