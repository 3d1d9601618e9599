"""Prices with a condition (first order, member, coupon), and what became of the shopper's coupon.

A condition changes the headline only where the context passes it in; here it is a line beside it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ..context import Context
from ..messages import Message, say
from ..pricing.discounts import is_coupon
from ..pricing.model import Condition, Discount, If, Price
from ..pricing.quote import Quote
from ..pricing.savings import saving_percent
from ..pricing.selection import in_force
from .amounts import bare, is_paid_ahead, joined, per_interval
from .column import Bench, Column, requoted
from .competitors import ours

MOST_IN_HEAD = 2


class _Case(NamedTuple):
    """One condition: its words' key, the coupon if it is one, and the context in which it holds."""

    key: str
    coupon: str | None
    context: Context


def conditional(bench: Bench, column: Column) -> tuple[Message, ...]:
    """What *column* costs under each condition that would change its headline, named with the condition."""
    if column.product.competitor is not None or not column.quote.is_settled:
        return ()
    price = column.price
    cases = _cases(price, bench.context) if price is not None else ()
    said = (_said(column.quote, case, requoted(bench, column, case.context)) for case in cases)
    return tuple(one for one in said if one is not None)


def coupon_words(bench: Bench, columns: Sequence[Column]) -> Message | None:
    """Whether the coupon that was asked for is counted, and for which tiers; None without one."""
    coupon = bench.context.coupon
    if coupon is None:
        return None
    mine = ours(columns)
    taken = [column for column in mine if _takes(bench, column, coupon)]
    if taken and len(taken) == len(mine):
        return say("totals.coupon_applied", coupon=coupon)
    if taken:
        names = tuple(column.name for column in taken)
        return say("totals.coupon_applied_to", coupon=coupon, tiers=names)
    named = [discount for column in mine for discount in _named(bench, column, coupon)]
    if not named:
        return say("price.coupon_unknown")
    day = bench.context.start.isoformat()
    if any(in_force(one.valid_from, one.valid_to, day) for one in named):
        return say("totals.coupon_takes_nothing", coupon=coupon)
    return say("price.coupon_ended")


def _cases(price: Price, context: Context) -> Iterator[_Case]:
    needs = {discount.needs for discount in price.discounts}
    conditions = tuple(_conditions(price))
    first = "first_purchase" in needs or any(one.first_purchase is not None for one in conditions)
    member = "member" in needs or any(one.member is not None for one in conditions)
    if first and not context.first_purchase:
        yield _Case("first", None, replace(context, first_purchase=True))
    if member and not context.member:
        yield _Case("member", None, replace(context, member=True))
    if context.coupon is None:
        yield from (_Case("coupon", code, replace(context, coupon=code)) for code in _coupons(price))


def _conditions(price: Price) -> Iterator[Condition]:
    for component in price.components:
        if isinstance(component.obligation, If):
            yield component.obligation.condition


def _coupons(price: Price) -> Iterable[str]:
    codes = (one.coupon or one.key for one in price.discounts if one.needs == "coupon")
    return dict.fromkeys(codes)


def _said(usual: Quote, case: _Case, quote: Quote) -> Message | None:
    """The amount under the condition, its percentage off rounded down, and what it changes to."""
    before, after = usual.headline, quote.headline
    if not quote.is_settled or before is None or after is None or before == after:
        return None
    amount = bare(after) if _is_one_sum(quote) else per_interval(after, quote.interval)
    percent = saving_percent(before, after)
    told = {"amount": amount} | ({"coupon": case.coupon} if case.coupon else {})
    if percent:
        words = say(f"price.if_{case.key}", off=say("price.percent", percent=str(percent)), **told)
    else:
        words = say(f"totals.if_{case.key}", **told)
    return joined(words, _later(quote, usual))


def _is_one_sum(quote: Quote) -> bool:
    """Whether the headline is no amount that comes again each month."""
    once = any(line.in_headline and line.every == "once" and line.amount for line in quote.lines)
    return once or is_paid_ahead(quote.interval)


def _later(quote: Quote, usual: Quote) -> Message | None:
    """The amount that a reduction of some cycles goes back to must stand beside it."""
    if quote.steady is None or quote.steady_from is None or quote.steady == usual.steady:
        return None
    price = per_interval(quote.steady, quote.interval)
    return say("price.then_from", price=price, date=quote.steady_from)


def _takes(bench: Bench, column: Column, coupon: str) -> bool:
    names = {one.key for one in _named(bench, column, coupon)}
    return any(reduction.discount in names for line in column.quote.lines for reduction in line.reductions)


def _named(bench: Bench, column: Column, coupon: str) -> list[Discount]:
    """The discounts of *column* and of what is taken beside it that *coupon* is for."""
    keys = {line.add_on for line in column.quote.lines if line.add_on}
    prices = [*column.product.prices]
    prices += [price for one in bench.publication.add_ons if one.key in keys for price in one.prices]
    return [one for price in prices for one in price.discounts if is_coupon(one, coupon)]
