"""How an amount is said: once, a month, every six months, for each unit."""

from decimal import Decimal

from ..bounds import MOST_MINOR
from ..messages import Message, UnitAmount, say
from ..money import Money, exponent, rounded
from ..pricing.quote import Quote

_SINGLE = {"day": "price.a_day", "week": "price.a_week", "month": "price.a_month", "year": "price.a_year"}
_SEVERAL = {
    "day": "price.every_days",
    "week": "price.every_weeks",
    "month": "price.every_months",
    "year": "price.every_years",
}
_SPAN = {
    "day": "price.for_days",
    "week": "price.for_weeks",
    "month": "price.for_months",
    "year": "price.for_years",
}
_TAB_SINGLE = {
    "once": "interval.once",
    "day": "interval.daily",
    "week": "interval.weekly",
    "month": "interval.monthly",
    "year": "interval.yearly",
}
_TAB_SEVERAL = {
    "day": "interval.days",
    "week": "interval.weeks",
    "month": "interval.months",
    "year": "interval.years",
}
_TAB_DELIVERY = {
    "day": "totals.delivery_days",
    "week": "totals.delivery_weeks",
    "month": "totals.delivery_months",
    "year": "totals.delivery_years",
}


def interval_parts(interval: str) -> tuple[int, str]:
    """``6-month`` is (6, "month"), ``year`` is (1, "year"), ``once`` is (0, "once")."""
    if interval == "once":
        return 0, "once"
    count, _, unit = interval.rpartition("-")
    return int(count or 1), unit


def is_paid_ahead(interval: str) -> bool:
    """Whether one charge pays for goods or for a longer stretch, and not for the month."""
    count, unit = interval_parts(interval)
    return unit in {"once", "year"} or (unit == "month" and count > 1)


def is_paid_in_parts(quote: Quote) -> bool:
    """Whether part of today's headline falls due later: an add-on by the month of a prepaid year."""
    later = (line for line in quote.lines if line.headline_times > line.due_today)
    return quote.headline_from is None and any(line.amount is None or line.amount.minor for line in later)


def per_interval(amount: Money | Message, interval: str) -> Message:
    """*amount* with its rhythm: "₩24,000 every 6 months", or the bare amount for ``once``."""
    count, unit = interval_parts(interval)
    if count == 0:
        return bare(amount)
    if count == 1:
        return say(_SINGLE[unit], amount=amount)
    return say(_SEVERAL[unit], amount=amount, count=count)


def span(interval: str) -> Message:
    """The stretch one charge pays for: "for a year"."""
    count, unit = interval_parts(interval)
    return say(_SPAN[unit], count=max(count, 1))


def tab(interval: str, *, goods: bool, only: bool = True) -> Message:
    """The name of a billing interval on its tab.

    Goods that come again are a regular delivery, told from others where it is not the *only* one.
    """
    count, unit = interval_parts(interval)
    if goods and unit != "once":
        return say("interval.subscription") if only else say(_TAB_DELIVERY[unit], count=count)
    return say(_TAB_SINGLE[unit]) if count < 2 else say(_TAB_SEVERAL[unit], count=count)


def bare(amount: Money | Message) -> Message:
    """The amount alone, as a message."""
    return say("page.plain", text=amount)


def unit_money(amount: str, currency: str) -> Money | UnitAmount:
    """A unit amount as money, finer than a minor unit where it has more places than the currency."""
    exact = Decimal(amount).scaleb(exponent(currency))
    if exact == exact.to_integral_value() and abs(exact) <= MOST_MINOR:
        return rounded(Decimal(amount), currency)
    return UnitAmount(amount=amount, currency=currency)


def joined(*parts: Message | None) -> Message | None:
    """The parts that are there, with middle dots between them; None if there is none."""
    there = tuple(part for part in parts if part is not None)
    if len(there) < 2:
        return there[0] if there else None
    return say("page.dots", items=there)
