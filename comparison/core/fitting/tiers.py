"""The fits of several tiers, with the flags that only their company can give them."""

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from ..fit import Fit
from ..money import Money
from ..personas import Persona
from .candidates import Basis, Candidate
from .closest import closest_tier
from .dominance import dominates
from .levels import fit_tier
from .order import fitted_quote, horizon_least, horizon_most

Flag = Literal["also_cheaper", "dominated", "closest"]


def fit_tiers(persona: Persona, candidates: Sequence[Candidate], basis: Basis) -> tuple[Fit, ...]:
    """The fit of each tier for *persona*, in the order of *candidates*.

    Levels and points depend on one tier only. *also_cheaper* names the cheapest other strong
    tier that can be bought, *dominated* the first that is nowhere worse, *closest* the one that
    misses least where every tier is no fit.
    """
    fits = tuple(fit_tier(persona, candidate, basis) for candidate in candidates)
    return flagged(persona, fits, candidates, basis)


def flagged(
    persona: Persona, fits: Sequence[Fit], candidates: Sequence[Candidate], basis: Basis
) -> tuple[Fit, ...]:
    """*fits* of *candidates* with the flags that follow from their levels."""
    closest = closest_tier(persona, fits, candidates)
    return tuple(
        _flagged(fit, _cheaper(fit, fits, candidates), _dominating(candidate, candidates, basis), closest)
        for fit, candidate in zip(fits, candidates, strict=True)
    )


def _flagged(fit: Fit, cheaper: str | None, dominated_by: str | None, closest: str | None) -> Fit:
    held: tuple[tuple[Flag, bool], ...] = (
        ("also_cheaper", cheaper is not None),
        ("dominated", dominated_by is not None),
        ("closest", closest == fit.tier),
    )
    flags = tuple(flag for flag, holds in held if holds)
    return replace(fit, flags=flags, cheaper=cheaper, dominated_by=dominated_by)


def _cheaper(fit: Fit, fits: Sequence[Fit], candidates: Sequence[Candidate]) -> str | None:
    """The cheapest strong tier that surely costs less than *fit*, a strong one itself."""
    by_tier = {candidate.tier: candidate for candidate in candidates}
    own = horizon_least(fitted_quote(fit, by_tier[fit.tier]))
    if fit.level != "strong" or own is None:
        return None
    costs: list[tuple[Money, str]] = []
    for other in fits:
        candidate = by_tier[other.tier]
        cost = horizon_most(fitted_quote(other, candidate))
        if other.level == "strong" and candidate.stock.state == "available" and cost is not None:
            costs.append((cost, other.tier))
    cost, tier = min(costs, key=lambda one: one[0], default=(own, fit.tier))
    return tier if cost < own else None


def _dominating(candidate: Candidate, candidates: Sequence[Candidate], basis: Basis) -> str | None:
    others = (other for other in candidates if other.tier != candidate.tier)
    return next(
        (other.tier for other in others if dominates(other, candidate, basis.features, basis.today)), None
    )
