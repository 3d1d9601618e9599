"""What was worked out for one way of choosing, and the stretches of time its sums are over."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from ..bounds import Result
from ..messages import Message
from .billing import billed
from .dues import Due, Occasion, occasions
from .frame import Frame
from .ledger import HIGH, LOW, Billed
from .offers import Offer
from .reducing import unused
from .rounding_line import ROUNDING
from .schedule import Run, add_days, charge_date, run_from
from .taxes import State
from .worth import Charge


class Entry(Result, frozen=True, kw_only=True):
    """A due with what one of its charges comes to, in minor units; both ends None where unknown.

    *times* charges fall in the horizon, *headline_times* are in the headline, *today* (0 or 1) on
    the first day; *last* is the last charge of the horizon, or else the first of all.
    """

    due: Due
    run: Run
    kind: str
    line: Billed
    high: int | None
    low: int | None
    times: int
    headline_times: int
    today: int
    last: datetime.date


class Sums(Result, frozen=True, kw_only=True):
    """Sums of what is known, in minor units, at one of its ends.

    *headline* is everything unavoidable that falls due in the first paid period, *horizon* all that
    falls due in the horizon but deposits, *today* all that falls due on the first day.
    """

    headline: int
    horizon: int
    today: int


class Account(Result, frozen=True, kw_only=True):
    """Everything due for one way of choosing. The first paid period is *paid_from* to *paid_until*.

    *lead* is the tier's own offer, *options* the keys of what was chosen; *runs* are those of the
    entries, each once, *cycles* those of the lead's own cycles that are not free. *states* are what
    became of the tax of any entry.
    """

    frame: Frame
    lead: Offer
    options: tuple[str, ...]
    entries: tuple[Entry, ...]
    runs: tuple[Run, ...]
    cycles: tuple[Run, ...]
    states: frozenset[State]
    paid_from: datetime.date
    paid_until: datetime.date
    high: Sums
    low: Sums

    def paid_before(self, end: datetime.date) -> int:
        """The high end of all that falls due before *end*, deposits left out."""
        if end == self.frame.end:
            return self.high.horizon
        times = self.times_between(None, end)
        return sum(
            (entry.high or 0) * times[id(entry.run)] for entry in self.entries if entry.kind != "deposit"
        )

    def times_between(self, since: datetime.date | None, end: datetime.date) -> Mapping[int, int]:
        """How many charges of each run fall on *since* or later and before *end*, by its identity."""
        return {id(run): _between(run, since, end) for run in self.runs}


def account(
    charges: Sequence[Charge], offers: Sequence[Offer], frame: Frame, notes: list[Message]
) -> Account:
    """Works out all that *charges* come to. The first of *offers* is the tier's own.

    Raises:
        NotSold: a charge is not offered where it would have to go.
    """
    lead = offers[0]
    groups = occasions(charges, offers, frame)
    left_first: dict[int, int] = {}
    high = _billed(groups, HIGH, frame, notes, left_first)
    if left_first:
        notes.extend(unused(left_first, offers, frame))
    low = _billed(groups, LOW, frame, notes, {}) if any(line.ranging for line in high) else high
    runs = tuple({id(line.due.run): line.due.run for line in high}.values())
    cycles = _paid_cycles(high, lead)
    paid_from, paid_until = _first_paid_period(cycles, lead, frame)
    counts = {id(run): _counts(run, paid_from, paid_until, frame) for run in runs}
    entries = tuple(
        _entry(top, bottom, counts[id(top.due.run)], lead, frame)
        for top, bottom in zip(high, low, strict=True)
        if not _is_idle(top, bottom)
    )
    sums = _sums((entry.high, entry) for entry in entries)
    return Account(
        frame=frame,
        lead=lead,
        options=tuple(sorted(charge.component.key for charge in charges if charge.group is not None)),
        entries=entries,
        runs=runs,
        cycles=cycles,
        states=frozenset(taxed.state for entry in entries if (taxed := entry.line.taxed) is not None),
        paid_from=paid_from,
        paid_until=paid_until,
        high=sums,
        low=sums if low is high else _sums((entry.low, entry) for entry in entries),
    )


def is_lead_cycle(due: Due, lead: Offer) -> bool:
    """Whether *due* belongs to the billing cycles of the tier's own price."""
    return due.rhythm == "cycle" and due.charge.offer is lead


def _is_idle(top: Billed, bottom: Billed) -> bool:
    """A rounding line with nothing to round."""
    return top.due.charge.component is ROUNDING and not _amount(top) and not _amount(bottom)


def _amount(line: Billed) -> int | None:
    return None if line.taxed is None else line.taxed.amount


def _sums(ends: Iterable[tuple[int | None, Entry]]) -> Sums:
    headline = horizon = today = 0
    for end, entry in ends:
        if end:
            headline += end * entry.headline_times
            today += end * entry.today
            if entry.kind != "deposit":
                horizon += end * entry.times
    return Sums(headline=headline, horizon=horizon, today=today)


def _billed(
    groups: Iterable[Occasion], end: int, frame: Frame, notes: list[Message], left_first: dict[int, int]
) -> list[Billed]:
    return [line for group in groups for line in billed(group, end, frame, notes, left_first)]


def _between(run: Run, since: datetime.date | None, end: datetime.date) -> int:
    until = run.times_before(end)
    return until if since is None or until == 0 else max(until - run.times_before(since), 0)


class Counts(Result, frozen=True, kw_only=True):
    """Charges of one run: in the horizon, in the first paid period, on the first day, and the last."""

    times: int
    in_period: int
    today: int
    last: datetime.date


def _counts(run: Run, paid_from: datetime.date, paid_until: datetime.date, frame: Frame) -> Counts:
    times = run.times_before(frame.end)
    return Counts(
        times=times,
        in_period=_between(run, None if paid_from == frame.start else paid_from, paid_until),
        today=int(run.first == frame.start),
        last=run.date(times - 1) if times > 1 else run.first,
    )


def _entry(top: Billed, bottom: Billed, counts: Counts, lead: Offer, frame: Frame) -> Entry:
    due = top.due
    kind = due.charge.component.kind
    return Entry(
        due=due,
        run=due.run,
        kind=kind,
        line=top,
        high=_amount(top),
        low=_amount(bottom),
        times=counts.times,
        headline_times=0 if kind in frame.apart else _in_headline(due, counts.in_period, lead),
        today=counts.today,
        last=counts.last,
    )


def _in_headline(due: Due, in_period: int, lead: Offer) -> int:
    if due.rhythm == "once":
        return 1
    if due.rhythm == "transaction" and lead.interval.unit == "once":
        return 0
    return in_period


def _paid_cycles(lines: Iterable[Billed], lead: Offer) -> tuple[Run, ...]:
    runs = {
        id(line.due.run): line.due.run
        for line in lines
        if is_lead_cycle(line.due, lead) and (line.taxed is None or line.taxed.amount != 0)
    }
    return tuple(sorted(runs.values(), key=lambda run: run.first))


def _first_paid_period(
    cycles: Sequence[Run], lead: Offer, frame: Frame
) -> tuple[datetime.date, datetime.date]:
    """From the first charge of the tier's own cycles that is not free, to the one after it."""
    run = cycles[0] if cycles else run_from(frame.start, lead.interval)
    if run.phase is not None and run.cycle == 0:
        days = lead.price.phases[run.phase].days or 1
        return run.first, add_days(run.first, days)
    return run.first, _after(run, lead)


def _after(run: Run, lead: Offer) -> datetime.date:
    if lead.interval.unit == "once":
        return add_days(run.first, 1)
    return charge_date(run.anchor, run.interval, run.index + 1)
