"""H40: no tier is there only to make another one look like the sensible middle."""

from collections.abc import Iterator

from ..fitting import fit_order, fit_tier
from ..personas import Persona
from .examined import Examined
from .finding import Finding, found
from .usual_fits import own_quotes, own_tier_products, standing

# One buyer, small teams, a firm, where no persona says how many.
_QUANTITIES = (1, 2, 5, 10, 25, 100)
_PATH = "$.comparison.pick"


def middle_that_nobody_asked_for(examined: Examined) -> Iterator[Finding]:
    """H40: the pick stands in the middle, and nobody would take it, or the tier at the end beside it."""
    pick = examined.publication.comparison.pick
    tiers = [tier for tier, _ in own_tier_products(examined)]
    if pick is None or pick.tier not in tiers[1:-1] or not _can_be_asked(examined):
        return
    wanted = _wanted(examined)
    if pick.tier not in wanted:
        yield found("H40", "information", _PATH, "for_nobody", tier=pick.tier)
    for place, neighbour in ((0, 1), (-1, -2)):
        if tiers[neighbour] == pick.tier and tiers[place] not in wanted:
            yield found("H40", "information", _PATH, "made_middle", tier=pick.tier, decoy=tiers[place])


def _can_be_asked(examined: Examined) -> bool:
    """Without buyer types nobody can say who wants what."""
    return bool(examined.publication.personas) and bool(examined.publication.markets)


def _wanted(examined: Examined) -> set[str]:
    """The tiers that some persona has first in some of its quantities, or that cost least in some."""
    firsts = {
        tier
        for persona in examined.publication.personas
        for tier in (_first(examined, persona, count) for count in _sizes(persona))
        if tier is not None
    }
    return firsts | {tier for count in _QUANTITIES for tier in _cheapest(examined, count)}


def _sizes(persona: Persona) -> tuple[int | None, ...]:
    """The quantities a persona may bring; None is its usual one."""
    size = persona.size
    return tuple(dict.fromkeys((None, size.min, size.max))) if size else (None,)


def _first(examined: Examined, persona: Persona, count: int | None) -> str | None:
    quantities = {persona.size.unit: count} if persona.size and count is not None else {}
    candidates, basis = standing(examined, persona, quantities)
    fits = [fit_tier(persona, candidate, basis) for candidate in candidates]
    levels = {fit.tier: fit.level for fit in fits}
    return next((tier for tier in fit_order(fits, candidates) if levels[tier] != "no"), None)


def _cheapest(examined: Examined, count: int) -> Iterator[str]:
    """The tiers that cost least over the horizon for so many of whatever their prices count."""
    units = {price.price.quantity_unit for price in examined.prices if price.of_tier}
    quotes = own_quotes(examined, dict.fromkeys(units, count))
    totals = {tier: quote.horizon_total.minor for tier, quote in quotes.items() if quote.horizon_total}
    return (tier for tier, total in totals.items() if total == min(totals.values()))
