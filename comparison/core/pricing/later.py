"""What comes after the first charge: charges to come, the steady amount, the commitment, the month."""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal

from ..bounds import Result
from ..money import Money
from .entries import Account, Entry, is_lead_cycle
from .offers import Offer
from .quote import Later
from .schedule import Run, add_days, add_months, charge_date, interval_of


class Stretch(Result, frozen=True, kw_only=True):
    """So many equal charges after today, *position* being their place in their own sequence."""

    anchor: datetime.date
    every: str
    position: int
    times: int
    first: datetime.date
    last: datetime.date
    amount: int

    def joins(self, other: "Stretch") -> bool:
        """Whether *other* goes on where this ends, with the same amount."""
        return (
            self.anchor == other.anchor
            and self.every == other.every
            and self.amount == other.amount
            and self.position + self.times == other.position
        )


def charges_to_come(account: Account, *, low: bool) -> tuple[Later, ...]:
    """What is charged after today and inside the horizon, added up by date; deposits left out.

    The high ends, or the *low* ones.
    """
    sums: dict[tuple[datetime.date, str, int, int], int] = {}
    for entry in account.entries:
        times = entry.times - entry.today
        amount = entry.low if low else entry.high
        if times > 0 and amount and entry.kind != "deposit":
            run = entry.run
            key = (run.anchor, run.interval.text, run.index + entry.today, times)
            sums[key] = sums.get(key, 0) + amount
    stretches = _joined(_stretch(key, amount) for key, amount in sorted(sums.items()))
    return tuple(
        Later(
            amount=account.frame.money(one.amount),
            every=one.every,
            first=one.first,
            last=one.last,
            times=one.times,
        )
        for one in sorted(stretches, key=lambda one: (one.first, one.last, one.every, one.amount))
    )


def steady(account: Account) -> tuple[Money, datetime.date] | None:
    """The regular amount of a later period and its first day, where it is not the headline.

    Running costs count where a whole number of them falls into each period.
    """
    since = _settled_on(account)
    if since is None:
        return None
    times = account.times_between(since, _next_charge(account, since))
    total = sum(
        (entry.high or 0) * _times_in_period(entry, times, account.lead)
        for entry in account.entries
        if entry.kind not in account.frame.apart
    )
    if total in {0, account.high.headline}:
        return None
    return account.frame.money(total), since


class Commitment(Result, frozen=True, kw_only=True):
    """What one is bound to: *whole* (minor units) to the end of *months*, *least* to get out."""

    months: int
    whole: int
    least: int


def commitment(account: Account) -> Commitment:
    """The least that is paid before one can leave: to the end of the term, or out by the exit fee.

    Without a term it is what is due on the first day, deposits left out.
    """
    term = account.lead.price.term
    if term is None or term.min_months == 0:
        first = sum((entry.high or 0) * entry.today for entry in account.entries if entry.kind != "deposit")
        return Commitment(months=0, whole=first, least=first)
    bound_from = _bound_from(account)
    whole = least = account.paid_before(add_months(bound_from, term.min_months))
    if term.exit_fee is not None:
        fee = account.frame.minor(Decimal(term.exit_fee))
        least = min(whole, account.paid_before(add_days(bound_from, 1)) + fee)
    return Commitment(months=term.min_months, whole=whole, least=least)


def monthly_equivalent(account: Account, bound: Commitment) -> int | None:
    """What one month comes to, rounded up; None for what is bought once.

    Over the minimum term, else over all the months that the charges of the horizon pay for.
    """
    interval = account.lead.interval
    if interval.unit == "once":
        return None
    if bound.months:
        return per_month(bound.whole, bound.months)
    months = account.frame.context.horizon
    if interval.months:
        months = -(-months // interval.months) * interval.months
    return per_month(account.paid_before(add_months(account.frame.start, months)), months)


def per_month(minor: int, months: int) -> int:
    """*minor* over so many months, rounded up: a month's share is never made to look smaller."""
    return -(-minor // months)


def _stretch(key: tuple[datetime.date, str, int, int], amount: int) -> Stretch:
    anchor, every, position, times = key
    interval = interval_of(every)
    return Stretch(
        anchor=anchor,
        every=every,
        position=position,
        times=times,
        first=charge_date(anchor, interval, position),
        last=charge_date(anchor, interval, position + times - 1),
        amount=amount,
    )


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for one in stretches:
        before = next((other for other in joined if other.joins(one)), None)
        if before is None:
            joined.append(one)
            continue
        joined[joined.index(before)] = Stretch(
            anchor=before.anchor,
            every=before.every,
            position=before.position,
            times=before.times + one.times,
            first=before.first,
            last=one.last,
            amount=one.amount,
        )
    return joined


def _settled_on(account: Account) -> datetime.date | None:
    """The first charge after the first paid period from which every cycle costs the same."""
    if account.lead.interval.unit == "once" or not account.cycles:
        return None
    since = _first_alike(account)
    if since.first >= account.paid_until:
        return since.first
    number = since.times_before(account.paid_until)
    return None if since.length is not None and number >= since.length else since.date(number)


def _first_alike(account: Account) -> Run:
    """The run after the first paid period that all later cycles go on from, at the same amount."""
    *before, since = account.cycles
    if since.first <= account.paid_until:
        return since
    amounts = dict.fromkeys(map(id, account.cycles), 0)
    for entry in account.entries:
        if id(entry.run) in amounts:
            amounts[id(entry.run)] += entry.high or 0
    for run in reversed(before):
        if amounts[id(run)] != amounts[id(since)] or run.date(run.length or 0) != since.first:
            break
        since = run
        if since.first <= account.paid_until:
            break
    return since


def _next_charge(account: Account, since: datetime.date) -> datetime.date:
    interval = account.lead.interval
    if interval.months:
        return add_months(since, interval.months)
    return add_days(since, interval.days)


def _times_in_period(entry: Entry, times: Mapping[int, int], lead: Offer) -> int:
    if entry.due.rhythm == "once":
        return 0
    if entry.due.rhythm != "every":
        return times[id(entry.run)]
    own, period = entry.run.interval, lead.interval
    if own.months:
        return period.months // own.months if period.months % own.months == 0 else 0
    return period.days // own.days if period.days % own.days == 0 else 0


def _bound_from(account: Account) -> datetime.date:
    """The first day of the term: a trial can be left."""
    after_trial = [
        entry.run.first
        for entry in account.entries
        if is_lead_cycle(entry.due, account.lead)
        and (entry.due.phase is None or entry.due.phase.kind != "trial")
    ]
    return min(after_trial, default=account.frame.start)
