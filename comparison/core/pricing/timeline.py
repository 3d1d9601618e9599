"""A price's phases as runs of charges on dates, cut wherever an amount may change.

Source: docs/pricing.md, "When charges fall due".
"""

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec.structs import replace

from .model import Component, EachCycle, Phase, Price
from .offers import Offer
from .schedule import Interval, Run, add_days, interval_of

ONCE = interval_of("once")
MONTHLY = interval_of("month")


def is_free(phase: Phase) -> bool:
    """Whether nothing is paid for the stretch: a trial without an amount, or any at 0."""
    return phase.kind == "trial" if phase.amount is None else Decimal(phase.amount) == 0


def runs_of(price: Price, interval: Interval, start: datetime.date) -> list[Run]:
    """The billing cycles of *price*: its phases in order, then the regular ones.

    A phase of days is one charge (cycle 0) and moves the anchor to its end; days may not be
    followed by a cycle at the old date.
    """
    at = Run(anchor=start, interval=interval, first=start, cycle=1, paid=1)
    runs = []
    for number, phase in enumerate(price.phases):
        free = is_free(phase)
        if phase.days is not None:
            runs.append(_stretch_of_days(at, number, free=free))
            at = _after_days(at, phase.days, 0 if free else 1)
        elif phase.cycles is not None and interval.unit != "once":
            run, at = _stretch_of_cycles(at, phase.cycles, number, free=free)
            runs.append(run)
    runs.append(at.part(0, 1) if interval.unit == "once" else at)
    return runs


def cuts_of(components: Iterable[Component]) -> set[int]:
    """The cycles at which a component begins or has just ended."""
    cuts = set()
    for component in components:
        if isinstance(component.when, EachCycle):
            cuts.add(component.when.from_cycle)
            if component.when.to_cycle is not None:
                cuts.add(component.when.to_cycle + 1)
    return cuts


def paid_cuts_of(offers: Sequence[Offer]) -> set[int]:
    """The paid cycles at which a discount has just ended, a fixed one anew at the second: what is due once
    may have used it up for the first."""
    cuts = set()
    for discount in (one for offer in offers for one in offer.discounts):
        if discount.cycles is not None:
            cuts.add(discount.cycles + 1)
        if discount.kind == "amount":
            cuts.add(2)
    return cuts


def cut(runs: Iterable[Run], cycles: set[int], paid: set[int]) -> list[Run]:
    """The same charges in shorter runs: none spans the start of a cycle named."""
    return [part for run in runs for part in _parts(run, cycles, paid)]


def _parts(run: Run, cycles: set[int], paid: set[int]) -> list[Run]:
    skips = {cycle - run.cycle for cycle in cycles} if run.cycle else set()
    if run.paid:
        skips |= {number - run.paid for number in paid}
    inside = sorted(skip for skip in skips if skip > 0 and (run.length is None or skip < run.length))
    if not inside:
        return [run]
    parts, begun = [], 0
    for skip in inside:
        parts.append(run.part(begun, skip - begun))
        begun = skip
    parts.append(run.part(begun, None if run.length is None else run.length - begun))
    return parts


def _stretch_of_days(at: Run, number: int, *, free: bool) -> Run:
    return replace(
        at,
        anchor=at.first,
        interval=ONCE,
        index=0,
        length=1,
        cycle=0,
        paid=0 if free else at.paid,
        phase=number,
    )


def _after_days(at: Run, days: int, paid: int) -> Run:
    anchor = add_days(at.first, days)
    return replace(at, anchor=anchor, first=anchor, index=0, paid=at.paid + paid)


def _stretch_of_cycles(at: Run, cycles: int, number: int, *, free: bool) -> tuple[Run, Run]:
    """The cycles of a phase, and all that come after it."""
    run = replace(at.part(0, cycles), phase=number, paid=0 if free else at.paid)
    after = at.part(cycles, None)
    return run, replace(after, paid=at.paid) if free else after
