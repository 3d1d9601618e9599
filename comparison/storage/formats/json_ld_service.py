"""What JSON-LD says of a thing's buyers and of sending it back: its rating, and the terms for returns."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from ...core.content import MOST_GRADES, Rating, Returns
from ...core.money import CURRENCIES
from .json_ld_nodes import Node, local_name
from .quantities import decimal_text
from .stated_money import stated_money
from .tallies import Tally

# What schema.org takes for the best and the worst grade where nobody says them.
_BEST, _WORST = "5", "1"
_NO_RETURN = "MerchantReturnNotPermitted"
_FREE = "FreeReturn"
_OWN_COST = "ReturnFeesCustomerResponsibility"
_MOST_DAYS = 3_650


def rating_of(nodes: Sequence[Node], tally: Tally) -> Rating | None:
    """What buyers said in numbers, on whatever scale; None where that is not said.

    A scale that does not count from 1, or whose best grade is no number, cannot be carried over.
    """
    for node in nodes:
        for stated in node.nodes("aggregateRating"):
            rating = _rating(stated)
            tally.count("ratings_left_out", rating is None)
            if rating is not None:
                return rating
    return None


def returns_of(offers: Sequence[Node]) -> Returns | None:
    """The terms of the first offer that states any."""
    for policy in _policies(offers):
        if local_name(policy.text("returnPolicyCategory")) == _NO_RETURN:
            return Returns(days=0)
        days = decimal_text(policy.text("merchantReturnDays"))
        known = int(days) if days and days.isdigit() and int(days) <= _MOST_DAYS else None
        fees = local_name(policy.text("returnFees"))
        amount, currency = _fee(policy)
        if known is not None or fees or amount:
            return Returns(days=known, who_pays=_payer(fees), fee=amount, currency=currency)
    return None


def _rating(stated: Node) -> Rating | None:
    average, best = decimal_text(stated.text("ratingValue")), decimal_text(stated.text("bestRating") or _BEST)
    worst = decimal_text(stated.text("worstRating") or _WORST)
    if average is None or best is None or not best.isdigit() or worst != _WORST:
        return None
    if not 2 <= int(best) <= MOST_GRADES or not 1 <= Decimal(average) <= int(best):
        return None
    count = decimal_text(stated.text("ratingCount") or stated.text("reviewCount"))
    known = int(count) if count and count.isdigit() and len(count) <= 9 else None
    return Rating(average=average, scale=int(best), count=known)


def _policies(offers: Sequence[Node]) -> Iterator[Node]:
    for offer in offers:
        yield from offer.nodes("hasMerchantReturnPolicy")


def _fee(policy: Node) -> tuple[str | None, str | None]:
    """What the shop keeps or charges, in its currency; nothing where it is a part of the price."""
    for node in (*policy.nodes("returnShippingFeesAmount"), *policy.nodes("restockingFee")):
        money = stated_money(node.text("value"))
        currency = node.text("currency").upper()
        if money is not None and currency in CURRENCIES:
            return money.amount, currency
    return None, None


def _payer(fees: str) -> Literal["shop", "buyer"] | None:
    if fees == _FREE:
        return "shop"
    return "buyer" if fees in {_OWN_COST, "ReturnShippingFees"} else None
