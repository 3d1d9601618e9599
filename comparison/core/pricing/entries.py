"""What was worked out for one way of choosing, and the stretches of time its sums are over."""

import datetime
from collections.abc import Iterable, Sequence
from itertools import chain

from ..bounds import Result
from ..messages import Message
from .billing import billed
from .dues import Due, occasions
from .frame import Frame
from .ledger import HIGH, LOW, Billed
from .offers import Offer
from .schedule import Run, charge_date
from .worth import Charge

_A_DAY = datetime.timedelta(days=1)


class Entry(Result, frozen=True, kw_only=True):
    """A due with what one of its charges comes to, in minor units; both None where it is unknown."""

    line: Billed
    high: int | None
    low: int | None

    @property
    def due(self) -> Due:
        """The due this is the amount of."""
        return self.line.due

    @property
    def run(self) -> Run:
        """The dates it falls on."""
        return self.line.due.run

    @property
    def kind(self) -> str:
        """The kind of its component."""
        return self.line.due.charge.component.kind

    def between(self, since: datetime.date, end: datetime.date) -> int:
        """How many of its charges fall on *since* or later and before *end*."""
        return max(self.run.times_before(end) - self.run.times_before(since), 0)


class Account(Result, frozen=True, kw_only=True):
    """Everything due for one way of choosing. The first paid period is *paid_from* to *paid_until*.

    *lead* is the tier's own offer; the days before *paid_until* do not belong to any later period.
    """

    frame: Frame
    lead: Offer
    entries: tuple[Entry, ...]
    paid_from: datetime.date
    paid_until: datetime.date

    def in_headline(self, entry: Entry) -> int:
        """How many charges of *entry* are in the headline."""
        if not self.shown_in_headline(entry.kind):
            return 0
        if entry.due.rhythm == "once":
            return 1
        if entry.due.rhythm == "transaction" and self.lead.interval.unit == "once":
            return 0
        return entry.between(self.paid_from, self.paid_until)

    def shown_in_headline(self, kind: str) -> bool:
        """Whether the market puts charges of this *kind* into the headline."""
        if kind == "delivery":
            return self.frame.market.delivery == "included"
        return kind != "deposit" or self.frame.market.deposit == "included"

    def headline(self, *, low: bool = False) -> int:
        """Everything unavoidable that falls due in the first paid period; the known part of it."""
        return sum(
            ((entry.low if low else entry.high) or 0) * self.in_headline(entry) for entry in self.entries
        )

    def paid_before(self, end: datetime.date, *, low: bool = False) -> int:
        """All that falls due before *end*, deposits left out; the known part of it."""
        return sum(
            ((entry.low if low else entry.high) or 0) * entry.run.times_before(end)
            for entry in self.entries
            if entry.kind != "deposit"
        )


def account(
    charges: Sequence[Charge], offers: Sequence[Offer], frame: Frame, notes: list[Message]
) -> Account:
    """Works out all that *charges* come to. The first of *offers* is the tier's own.

    Raises:
        NotSold: a charge is not offered where it would have to go.
    """
    groups = occasions(charges, offers, frame)
    high = list(chain.from_iterable(billed(group, HIGH, frame, notes) for group in groups))
    if any(charge.ends[0] is not charge.ends[1] or charge.derived for charge in charges):
        low = list(chain.from_iterable(billed(group, LOW, frame, notes) for group in groups))
    else:
        low = high
    entries = tuple(_entry(top, bottom) for top, bottom in zip(high, low, strict=True))
    paid_from, paid_until = _first_paid_period(entries, offers[0], frame)
    return Account(frame=frame, lead=offers[0], entries=entries, paid_from=paid_from, paid_until=paid_until)


def _entry(top: Billed, bottom: Billed) -> Entry:
    high = None if top.taxed is None else top.taxed.amount
    low = None if bottom.taxed is None else bottom.taxed.amount
    return Entry(line=top, high=high, low=low)


def _first_paid_period(
    entries: Iterable[Entry], lead: Offer, frame: Frame
) -> tuple[datetime.date, datetime.date]:
    """From the first charge of the tier's own cycles that is not free, to the one after it."""
    paid = [
        entry
        for entry in entries
        if entry.due.rhythm == "cycle" and entry.due.charge.offer is lead and entry.high != 0
    ]
    if not paid:
        return frame.start, _after(Run(anchor=frame.start, interval=lead.interval), lead)
    run = min((entry.run for entry in paid), key=lambda one: one.first)
    if run.phase is not None and run.cycle == 0:
        days = lead.price.phases[run.phase].days or 1
        return run.first, run.first + datetime.timedelta(days=days)
    return run.first, _after(run, lead)


def _after(run: Run, lead: Offer) -> datetime.date:
    if lead.interval.unit == "once":
        return run.first + _A_DAY
    return charge_date(run.anchor, run.interval, run.index + 1)
