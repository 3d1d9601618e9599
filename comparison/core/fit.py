"""Whom a tier fits, and why: levels computed from stated needs, never typed in."""

from typing import Literal

from .bounds import Result
from .money import Money
from .personas import GATES
from .personas import Level as NeedLevel
from .values import Number, Value

FitLevel = Literal["strong", "partial", "unclear", "no"]
Outcome = Literal["met", "unmet", "unknown"]


class Reason(Result, frozen=True, kw_only=True):
    """One evaluated need (or the budget, or the size), and how it came out.

    *kind* ``need`` is the persona's need number *index*; ``budget`` and ``size`` have index -1.
    *feature* is empty for a budget and the counted unit for a size. *value* is the tier's own
    value, None where it states none; *add_on* the one that was taken, or the one without a price
    that leaves the need unknown. *unproven* says that a claim would meet the need if it had
    evidence. *over* is by how much a budget is missed, in major units of the budget's own measure.
    """

    kind: Literal["need", "budget", "size"]
    index: int
    feature: str
    level: NeedLevel
    outcome: Outcome
    value: Value | None = None
    add_on: str | None = None
    over: str | None = None
    unproven: bool = False


class Tally(Result, frozen=True, kw_only=True):
    """Needs met of needs stated, by level: said as counts, never as one opaque score.

    A need of level ``never`` counts among the musts.
    """

    musts: int
    musts_met: int
    shoulds: int
    shoulds_met: int
    nices: int
    nices_met: int


class Fit(Result, frozen=True, kw_only=True):
    """One tier's fit for one persona. *points* count met shoulds (3) and nices (1).

    *because* are met needs, *but* unmet and unknown ones; both musts first, then by weight.
    *blockers* are what keeps the level at ``no``. *cheaper* names a cheaper strong tier.
    *add_ons* were taken to meet a must and are in the quote; *unpriced_add_ons* are in it too,
    without a figure, and the musts they would meet are unknown. *lowered_from* is the computed
    level where the shop lowered it; reasons, points and tally stay those computed.
    """

    tier: str
    level: FitLevel
    because: tuple[Reason, ...]
    but: tuple[Reason, ...]
    points: int
    tally: Tally
    flags: tuple[Literal["also_cheaper", "dominated", "closest"], ...] = ()
    cheaper: str | None = None
    dominated_by: str | None = None
    add_ons: tuple[str, ...] = ()
    unpriced_add_ons: tuple[str, ...] = ()
    lowered_from: FitLevel | None = None

    @property
    def blockers(self) -> tuple[Reason, ...]:
        """The unmet musts, a missed hard budget and a size outside the tier's capacity."""
        return tuple(one for one in self.but if one.level in GATES and one.outcome == "unmet")


class FirstAnswer(Result, frozen=True, kw_only=True):
    """The tier to name: the first of the order that fits, fully or mostly, and can be bought now.

    *beside* would have come first, but *why_not*. *mark* is what may truthfully be said of
    *tier*. Where nothing can be named, *unclear* is the first tier that may yet fit, *closest*
    the one that misses least where every tier is no fit.
    """

    tier: str | None = None
    mark: Literal["lowest_cost", "most_needs"] | None = None
    beside: str | None = None
    why_not: Literal["sold_out", "on_request", "not_available"] | None = None
    unclear: str | None = None
    closest: str | None = None


class Disadvantage(Result, frozen=True, kw_only=True):
    """What *tier* gives up beside the tier *against*.

    *kind*: a feature is ``absent``, or costs ``extra`` where it is included there; a number is
    ``less`` or ``more`` by *difference* (None against an unlimited one); arrival is ``slower`` by
    *difference* working days; the tier is ``dearer`` by *money* over the horizon; or it is
    ``unpriced`` where the other has a price. *feature* is empty for the last three.
    """

    tier: str
    against: str
    kind: Literal["absent", "extra", "less", "more", "slower", "dearer", "unpriced"]
    feature: str = ""
    difference: Number | None = None
    money: Money | None = None


class GiveUp(Result, frozen=True, kw_only=True):
    """What a tier gives up: unmet and unknown needs, else at most two disadvantages."""

    tier: str
    needs: tuple[Reason, ...] = ()
    disadvantages: tuple[Disadvantage, ...] = ()


class ForLess(Result, frozen=True, kw_only=True):
    """A cheaper tier that fits too, by *money* over *months*; *but* is what it lacks for it."""

    tier: str
    money: Money
    months: int
    but: Reason | None = None
