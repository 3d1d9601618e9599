"""The closest tier where none fits: the one that misses least, which is not called a fit."""

from collections.abc import Sequence
from decimal import Decimal

from ..diff import comparable
from ..fit import Fit, Reason
from ..money import ARITHMETIC
from ..personas import Persona
from ..values import Number, Unlimited
from .candidates import Candidate
from .order import fit_order
from .outcomes import number_of


def closest_tier(persona: Persona, fits: Sequence[Fit], candidates: Sequence[Candidate]) -> str | None:
    """The tier with the fewest blockers, a missed hard budget counting as one; None where any fits.

    Among equals the one that is nearer to the numbers it misses, then the first of the order.
    """
    if not fits or any(fit.level != "no" for fit in fits):
        return None
    order = fit_order(fits, candidates)
    nearest = min(fits, key=lambda fit: (len(fit.blockers), _shortfall(persona, fit), order.index(fit.tier)))
    return nearest.tier


def _shortfall(persona: Persona, fit: Fit) -> Decimal:
    """How far the tier is from all that it misses: 0 to 1 for each blocker, 1 where it has no number."""
    shares = [_share(persona, reason) for reason in fit.blockers]
    return sum(shares, Decimal(0))


def _share(persona: Persona, reason: Reason) -> Decimal:
    if reason.kind == "budget" and persona.budget is not None and reason.over is not None:
        return _part(Decimal(reason.over), Decimal(persona.budget.amount))
    need = persona.needs[reason.index] if reason.kind == "need" else None
    limit = reason.value.fair_use if isinstance(reason.value, Unlimited) else reason.value
    if need is None or need.number is None or not isinstance(limit, Number):
        return Decimal(1)
    pair = comparable(limit, number_of(need, need.number))
    return Decimal(1) if pair is None else _part(abs(ARITHMETIC.subtract(*pair)), abs(pair[1]))


def _part(missing: Decimal, wanted: Decimal) -> Decimal:
    return min(Decimal(1), ARITHMETIC.divide(missing, wanted)) if wanted else Decimal(1)
