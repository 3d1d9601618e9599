"""Whom a tier fits, and why: levels computed from stated needs, never typed in."""

from typing import Literal

from .bounds import Result
from .values import Value

FitLevel = Literal["strong", "partial", "unclear", "no"]
Outcome = Literal["met", "unmet", "unknown"]


class Reason(Result, frozen=True, kw_only=True):
    """One evaluated need (or the budget, or the size), and how it came out.

    *kind* ``need`` is the persona's need number *index*; ``budget`` and ``size`` have index -1.
    *value* is the tier's own value, None where it states none; *add_on* the one that was taken.
    *over* is by how much a budget is missed, in major units of the budget's own measure.
    """

    kind: Literal["need", "budget", "size"]
    index: int
    feature: str
    level: Literal["must", "should", "nice"]
    outcome: Outcome
    value: Value | None = None
    add_on: str | None = None
    over: str | None = None


class Tally(Result, frozen=True, kw_only=True):
    """Needs met of needs stated, by level: said as counts, never as one opaque score."""

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
    *add_ons* were taken to meet a must and are in the quote.
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
