"""Which charges meet on which dates: those due together are discounted and rounded together."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from ..bounds import Result
from ..money import ARITHMETIC
from .amounts import PerUnit
from .amounts.worked import Worked
from .frame import Frame
from .model import EachCycle, Every, Once, PerTransaction, Phase, When
from .offers import Offer
from .schedule import Run, interval_of, run_from
from .timeline import MONTHLY, ONCE, cut, cuts_of, paid_cuts_of, runs_of
from .worth import Charge, Ends, Minor, minor_of

Rhythm = Literal["once", "cycle", "every", "transaction"]


class Due(Result, frozen=True, kw_only=True):
    """A charge on the dates of one run. *paid* is the paid cycle it counts as, 0 for a running cost.

    *derived* says that its amount follows from the others due with it; in a phase it may be stated.
    """

    charge: Charge
    run: Run
    rhythm: Rhythm
    ends: Ends
    minor: Minor
    derived: bool
    paid: int
    phase: Phase | None = None


Occasion = list[Due]


def occasions(charges: Sequence[Charge], offers: Sequence[Offer], frame: Frame) -> list[Occasion]:
    """Everything that is due, grouped by what is due together; the first group is the first day's.

    The first of *offers* is the tier's own.
    """
    at_once = run_from(frame.start, ONCE, 0, 1)
    first_day = [
        _due(charge, at_once, "once", 1) for charge in charges if isinstance(charge.component.when, Once)
    ]
    lines = _timelines(offers)
    alone = _are_apart(charges, offers, frame) or (not first_day and len(lines) == 1)
    later: list[Occasion] = []
    for line in lines:
        cycled = _cycled(charges, line)
        for run in _runs(line, cycled, frame, alone=alone):
            together = _in_run(cycled, run, line[0], frame)
            if run.index == 0 and run.anchor == frame.start:
                first_day += together
            else:
                later.append(together)
    return [group for group in (first_day, *later, *_running(charges, frame)) if group]


def _are_apart(charges: Sequence[Charge], offers: Sequence[Offer], frame: Frame) -> bool:
    """Whether no charge changes what another one comes to, so that it does not matter which meet."""
    return (
        frame.market.total_rounding == "line"
        and not any(offer.discounts for offer in offers)
        and not any(charge.derived for charge in charges)
    )


def _cycled(charges: Sequence[Charge], line: Sequence[Offer]) -> list[Charge]:
    own = {id(offer) for offer in line}
    return [
        charge
        for charge in charges
        if id(charge.offer) in own and isinstance(charge.component.when, EachCycle)
    ]


def _timelines(offers: Sequence[Offer]) -> list[list[Offer]]:
    """Add-ons share the tier's dates if they have its interval, and neither shifts them."""
    lead = offers[0]
    shifted = any(phase.days is not None for phase in lead.price.phases)
    together: list[Offer] = [lead]
    apart: list[Offer] = []
    for offer in offers[1:]:
        joins = offer.interval == lead.interval and not offer.price.phases and not shifted
        (together if joins else apart).append(offer)
    return [together, *([offer] for offer in apart)]


def _runs(line: Sequence[Offer], charges: Sequence[Charge], frame: Frame, *, alone: bool) -> list[Run]:
    if not charges:
        return []
    runs = runs_of(line[0].price, line[0].interval, frame.start)
    cycles = cuts_of(charge.component for charge in charges)
    if not alone:
        # What is due once, or in another rhythm, joins the first cycle only.
        cycles.add(2)
    lead, *beside = line
    return cut(runs, cycles | paid_cuts_of(beside), paid_cuts_of([lead]))


def _in_run(charges: Sequence[Charge], run: Run, lead: Offer, frame: Frame) -> Occasion:
    phase = lead.price.phases[run.phase] if run.phase is not None else None
    dues = []
    stands_in = _stand_in(charges, lead) if phase is not None else ()
    for charge in charges:
        if not _in_cycle(charge.component.when, run.cycle):
            continue
        if charge.offer is not lead:
            # An add-on is paid for in the tier's free cycles too, so it counts its own.
            dues.append(_due(charge, run, "cycle", run.cycle))
        elif phase is None:
            dues.append(_due(charge, run, "cycle", run.paid))
        elif (ends := _phase_ends(charge, phase, stands_in)) is not None:
            dues.append(_due_in_phase(charge, run, ends, phase, frame))
    return dues


def _due(charge: Charge, run: Run, rhythm: Rhythm, paid: int) -> Due:
    return Due(
        charge=charge,
        run=run,
        rhythm=rhythm,
        ends=charge.ends,
        minor=charge.minor,
        derived=charge.derived,
        paid=paid,
    )


def _due_in_phase(charge: Charge, run: Run, ends: Ends, phase: Phase, frame: Frame) -> Due:
    return Due(
        charge=charge,
        run=run,
        rhythm="cycle",
        ends=ends,
        minor=minor_of(ends, frame),
        derived=charge.derived and ends is charge.ends,
        paid=run.paid,
        phase=phase,
    )


def _in_cycle(when: When, cycle: int) -> bool:
    """A phase of days (cycle 0) has what every cycle has from the first on."""
    if not isinstance(when, EachCycle) or max(cycle, 1) < when.from_cycle:
        return False
    return when.to_cycle is None or 0 < cycle <= when.to_cycle


def _stand_in(charges: Sequence[Charge], lead: Offer) -> tuple[Charge, ...]:
    """The charges that a phase's amount stands in for: the base, else the seats, else all."""
    own = sorted((one for one in charges if one.offer is lead), key=lambda one: one.component.key)
    for kind in ("base", "seat"):
        if found := tuple(one for one in own if one.component.kind == kind):
            return found
    return tuple(own)


def _phase_ends(charge: Charge, phase: Phase, stands_in: Sequence[Charge]) -> Ends | None:
    """What *charge* is during *phase*; None if it is not charged then."""
    trial = phase.kind == "trial"
    amount = "0" if trial and phase.amount is None else phase.amount
    if not any(charge is one for one in stands_in):
        return None if trial else charge.ends
    if amount is None:
        return charge.ends
    if charge is not stands_in[0]:
        return None
    worked = _phase_cost(charge, amount)
    return worked, worked


def _phase_cost(charge: Charge, amount: str) -> Worked:
    regular = charge.ends[1]
    if not isinstance(charge.component.amount, PerUnit) or regular is None:
        return Worked(exact=ARITHMETIC.multiply(Decimal(amount), charge.months), unit_amount=amount)
    exact = ARITHMETIC.multiply(Decimal(amount), regular.quantity * charge.months)
    return Worked(exact=exact, unit_amount=amount, quantity=regular.quantity, unit=regular.unit)


def _running(charges: Sequence[Charge], frame: Frame) -> list[Occasion]:
    """Charges outside the billing cycles; no discount of a paid cycle is one of theirs."""
    groups: dict[str, Occasion] = {}
    runs: dict[str, Run] = {}
    for charge in charges:
        when = charge.component.when
        if isinstance(when, Every):
            interval = interval_of(f"{when.n}-{when.unit}" if when.n > 1 else when.unit)
            run = runs.setdefault(interval.text, run_from(frame.start, interval, 1))
            groups.setdefault(interval.text, []).append(_due(charge, run, "every", 0))
        elif isinstance(when, PerTransaction):
            run = runs.setdefault("transaction", run_from(frame.start, MONTHLY))
            groups.setdefault("transaction", []).append(_due(charge, run, "transaction", 0))
    return list(groups.values())
