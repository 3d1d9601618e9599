"""H21: which discount comes first is declared, and none takes off more than there is."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from ..pricing.model import Discount, Price
from .asking import Asking, Budget
from .examined import Examined
from .finding import Finding, found

_HUNDRED = Decimal(100)
_FIRST_DAY, _LAST_DAY = "0000", "9999"
_LEFT_OVER = "price.discount_unused"


def order_not_declared(examined: Examined) -> Iterator[Finding]:
    """H21: two discounts that can meet stand in one place of the order, and the order decides the sum."""
    for placed in examined.prices:
        discounts = placed.price.discounts
        for (_, one), (index, other) in combinations(enumerate(discounts), 2):
            if _order_decides(one, other) and _can_meet(one, other):
                facts = {"one": examined.said(one.label), "other": examined.said(other.label)}
                place = f"{placed.path}.discounts[{index}].order"
                yield found("H21", "error", place, "no_order", name=placed.name, **facts)


def more_than_the_whole(examined: Examined) -> Iterator[Finding]:
    """H21: a discount of more than 100 percent."""
    for placed in examined.prices:
        for index, one in enumerate(placed.price.discounts):
            if one.kind == "percent" and Decimal(one.value) > _HUNDRED:
                facts = {"name": placed.name, "discount": examined.said(one.label)}
                yield found("H21", "error", f"{placed.path}.discounts[{index}].value", "over_whole", **facts)


def more_than_there_is(examined: Examined) -> Iterator[Finding]:
    """H21: all discounts that can meet take off more than the least quantity costs; the rest is lost."""
    budget = Budget()
    for placed in examined.prices:
        markets = examined.markets_of(placed.price)
        if not markets or all(one.kind != "amount" for one in placed.price.discounts):
            continue
        asking = Asking(examined, placed.price, markets[0])
        lost = dict(_left_over(asking, code) for code in _coupons(placed.price) if budget.allows(1))
        for discount, amount in lost.items():
            if discount is not None:
                facts = {"name": placed.name, "discount": discount, "amount": amount}
                yield found("H21", "warning", f"{placed.path}.discounts", "below_nothing", **facts)


def _order_decides(one: Discount, other: Discount) -> bool:
    """Percentages alone come to the same in any order, and so do sums; two that stand alone do not."""
    same_place = (one.stack_group, one.order) == (other.stack_group, other.order)
    return same_place and (one.kind != other.kind or (one.exclusive and other.exclusive))


def _can_meet(one: Discount, other: Discount) -> bool:
    """Whether one shopper, on one day, may get both off one charge."""
    apart = one.needs == other.needs == "coupon" and (one.coupon or one.key) != (other.coupon or other.key)
    days = max(one.valid_from or _FIRST_DAY, other.valid_from or _FIRST_DAY) <= min(
        one.valid_to or _LAST_DAY, other.valid_to or _LAST_DAY
    )
    scopes = not one.scope or not other.scope or bool(set(one.scope) & set(other.scope))
    return days and scopes and not apart


def _coupons(price: Price) -> tuple[str | None, ...]:
    codes = [one.coupon or one.key for one in price.discounts if one.needs == "coupon"]
    return (None, *dict.fromkeys(codes))


def _left_over(asking: Asking, coupon: str | None) -> tuple[object, object]:
    """The discount that could not be used up by a newcomer and member, and what is left of it."""
    quote = asking.quote(coupon=coupon, first_purchase=True, member=True)
    for note in quote.assumptions:
        if note.key == _LEFT_OVER:
            return note.arguments["discount"], note.arguments["amount"]
    return None, None
