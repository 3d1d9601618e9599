"""What one way of paying saves against another, and from when on. Never flattering: savings round down.

Source: docs/pricing.md, "Comparing quotes".
"""

import datetime
from decimal import ROUND_DOWN, Decimal

from ..bounds import Result
from ..money import ARITHMETIC, Money, major
from .quote import Later, Line, Quote
from .schedule import Run, add_months, charge_date, interval_of, run_from


class Saving(Result, frozen=True, kw_only=True):
    """The longer interval against the shorter over *months*: *amount* is negative where it is dearer.

    *percent* is rounded down and never below 0. *break_even_month* is the first month of use by
    whose end the longer one has cost less; None if that never happens within *months*.
    """

    months: int
    shorter_total: Money
    longer_total: Money
    amount: Money
    percent: int
    break_even_month: int | None


def saving_percent(shorter: Money, longer: Money) -> int:
    """Whole percent by which *longer* is below *shorter*, rounded down; 0 where it is not below."""
    if shorter.minor <= 0 or longer.minor >= shorter.minor:
        return 0
    return (shorter - longer).minor * 100 // shorter.minor


def saving(shorter: Quote, longer: Quote, start: datetime.date) -> Saving | None:
    """What paying by the longer interval saves over one of its periods.

    Both are quotes of one tier from *start* over a horizon of at least that period. None where a
    figure is not settled, free, or the interval is not a number of months.
    """
    months = interval_of(longer.interval).months
    if (
        not months
        or not _comparable(shorter, longer)
        or min(shorter.horizon_months, longer.horizon_months) < months
    ):
        return None
    before, after = (paid_within(one, months, start) for one in (shorter, longer))
    return Saving(
        months=months,
        shorter_total=before,
        longer_total=after,
        amount=before - after,
        percent=saving_percent(before, after),
        break_even_month=break_even_month(shorter, longer, start),
    )


def break_even_month(shorter: Quote, longer: Quote, start: datetime.date) -> int | None:
    """The first month of use by whose end *longer* has cost less than *shorter*; None if never.

    Looks ahead one period of the longer interval, as far as both quotes reach.
    """
    months = min(interval_of(longer.interval).months, shorter.horizon_months, longer.horizon_months)
    for month in range(1, months + 1):
        if paid_within(shorter, month, start).minor > paid_within(longer, month, start).minor:
            return month
    return None


def paid_within(quote: Quote, months: int, start: datetime.date) -> Money:
    """What is paid from *start* in the first *months*, at most the quote's horizon; no deposits."""
    end = add_months(start, months)
    paid = Money(minor=0, currency=quote.currency)
    for line in quote.lines:
        if line.due_today and line.in_horizon and line.amount is not None:
            paid += line.amount
    for later in quote.then:
        paid += later.amount * _run(later, start).times_before(end)
    return paid


def per_unit_month(quote: Quote) -> Money | None:
    """What one unit (seat) comes to in a month of the horizon, rounded up; None without a figure."""
    if not quote.is_settled or quote.horizon_total is None or quote.quantity == 0:
        return None
    return per_unit(quote.horizon_total, quote.quantity * quote.horizon_months)


def per_unit(total: Money, units: int) -> Money:
    """The share of one of *units* (at least 1), rounded up."""
    return Money(minor=-(-total.minor // units), currency=total.currency)


def cheaper_above(now: Quote, other: Quote, unit: str) -> int | None:
    """Above how many *unit* the tier of *other* costs less than that of *now*; None if never.

    Both are of one context, and differ in percentages of *unit* and in what does not depend on
    it. With 39 and 2.9 % against 105 and 2.7 %: above 33,000.
    """
    if not _comparable(now, other) or now.headline is None or other.headline is None:
        return None
    slope = ARITHMETIC.subtract(_rate(now, unit), _rate(other, unit))
    fixed = ARITHMETIC.subtract(_fixed(other, unit), _fixed(now, unit))
    if slope <= 0 or fixed < 0:
        return None
    above = ARITHMETIC.divide(ARITHMETIC.multiply(fixed, 100), slope)
    return int(above.to_integral_value(rounding=ROUND_DOWN))


def _comparable(one: Quote, other: Quote) -> bool:
    return (
        one.currency == other.currency
        and one.is_settled
        and other.is_settled
        and not one.free
        and not other.free
    )


def _run(later: Later, start: datetime.date) -> Run:
    """The dates of *later*, counted from *start* where they fall on its day of the month."""
    interval = interval_of(later.every)
    if interval.months:
        months = (later.first.year - start.year) * 12 + later.first.month - start.month
        index, rest = divmod(months, interval.months)
        if rest == 0 and charge_date(start, interval, index) == later.first:
            return run_from(start, interval, index, later.times)
    return run_from(later.first, interval, 0, later.times)


def _of_unit(line: Line, unit: str) -> bool:
    return line.in_headline and line.share is not None and line.share.of_quantity == unit


def _rate(quote: Quote, unit: str) -> Decimal:
    rates = [Decimal(line.share.rate) for line in quote.lines if line.share and _of_unit(line, unit)]
    return sum(rates, Decimal(0))


def _fixed(quote: Quote, unit: str) -> Decimal:
    """The headline without what depends on *unit*."""
    parts = [
        major(line.amount) * line.headline_times
        for line in quote.lines
        if line.amount is not None and not _of_unit(line, unit)
    ]
    return sum(parts, Decimal(0))
