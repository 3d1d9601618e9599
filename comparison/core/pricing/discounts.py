"""Reductions: which apply, and how much each takes off.

Source: docs/pricing.md, "Discounts".
"""

from collections.abc import Sequence
from decimal import Decimal

from ..messages import Message, say
from ..money import ARITHMETIC
from .frame import Frame
from .model import Discount, Price

_HUNDRED = Decimal(100)


def discounts_in(price: Price, frame: Frame) -> tuple[Discount, ...]:
    """The discounts whose condition and dates hold in this context, in the order they run."""
    if not price.discounts:
        return ()
    holding = [one for one in price.discounts if _holds(one, frame) and _in_force(one, frame)]
    return tuple(sorted(holding, key=lambda one: (one.stack_group, one.order)))


def coupon_notes(prices: Sequence[Price], frame: Frame) -> tuple[Message, ...]:
    """What to say of a coupon that the context names but no discount takes."""
    coupon = frame.context.coupon
    if coupon is None:
        return ()
    named = [one for price in prices for one in price.discounts if is_coupon(one, coupon)]
    if any(_in_force(one, frame) for one in named):
        return ()
    return (say("price.coupon_ended" if named else "price.coupon_unknown"),)


def taken_off(
    discount: Discount, amounts: Sequence[int], units: Sequence[int], left: int, frame: Frame
) -> list[int]:
    """What *discount* takes off each of *amounts* (minor units), none of them below 0.

    A percentage is rounded on each, a fixed amount of at most *left* is spread over all, a fixed
    price is that of one of the *units*.
    """
    value = max(Decimal(discount.value), Decimal(0))
    if discount.kind == "percent":
        share = ARITHMETIC.divide(value, _HUNDRED)
        return [min(amount, _portion(amount, share, frame)) for amount in amounts]
    if discount.kind == "amount":
        return spread(min(left, sum(amounts)), amounts)
    prices = [frame.minor(ARITHMETIC.multiply(value, count)) for count in units]
    return [max(0, amount - price) for amount, price in zip(amounts, prices, strict=True)]


def spread(total: int, amounts: Sequence[int]) -> list[int]:
    """*total* in whole parts in proportion to *amounts*, by largest remainder.

    Equal remainders go to the largest amount. *total* is at most the sum of *amounts*.
    """
    whole = sum(amounts)
    if whole == 0:
        return [0 for _ in amounts]
    parts = [total * amount // whole for amount in amounts]
    order = sorted(range(len(amounts)), key=lambda at: (-(total * amounts[at] % whole), -amounts[at]))
    for at in order[: total - sum(parts)]:
        parts[at] += 1
    return parts


def _portion(amount: int, share: Decimal, frame: Frame) -> int:
    return frame.whole(ARITHMETIC.multiply(amount, share))


def is_coupon(discount: Discount, coupon: str) -> bool:
    """Whether *discount* is the one that *coupon* is for; capitals make no difference."""
    return discount.needs == "coupon" and (discount.coupon or discount.key).casefold() == coupon.casefold()


def _holds(discount: Discount, frame: Frame) -> bool:
    context = frame.context
    if discount.needs == "coupon":
        return context.coupon is not None and is_coupon(discount, context.coupon)
    if discount.needs == "first_purchase":
        return context.first_purchase
    return discount.needs == "none" or context.member


def _in_force(discount: Discount, frame: Frame) -> bool:
    day = frame.start.isoformat()
    return (discount.valid_from or day) <= day <= (discount.valid_to or day)
