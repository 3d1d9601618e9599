"""The one answer: the tier to name everywhere, what is true of it, and what stands beside it."""

from collections.abc import Mapping, Sequence
from typing import Literal

from ..fit import FirstAnswer, Fit, ForLess
from ..pricing.quote import Quote
from .candidates import Candidate
from .order import fit_order, fitted_quote, horizon_least, horizon_most

Mark = Literal["lowest_cost", "most_needs"]
Obstacle = Literal["sold_out", "on_request", "not_available"]


def first_answer(order: Sequence[str], fits: Sequence[Fit], candidates: Sequence[Candidate]) -> FirstAnswer:
    """The first of *order* that fits, fully or mostly, and can be bought now.

    Beside it the first that came before it and cannot: sold out, or without a price. A tier
    that is no longer sold is passed over in silence. An open price can be bought.
    """
    by_tier = {fit.tier: fit for fit in fits}
    obstacles = {one.tier: _obstacle(by_tier[one.tier], one) for one in candidates}
    fitting = [tier for tier in order if by_tier[tier].level in {"strong", "partial"}]
    tier = next((one for one in fitting if obstacles[one] is None), None)
    before = fitting[: fitting.index(tier)] if tier is not None else fitting
    beside = next((one for one in before if obstacles[one] != "gone"), None)
    why_not = obstacles[beside] if beside is not None else None
    return FirstAnswer(
        tier=tier,
        mark=None if tier is None else _mark(by_tier[tier], fits, candidates),
        beside=beside,
        why_not=None if why_not == "gone" else why_not,
        unclear=None if tier else next((one for one in order if by_tier[one].level == "unclear"), None),
        closest=next((fit.tier for fit in fits if "closest" in fit.flags), None),
    )


def personas_by_tier(answers: Mapping[str, FirstAnswer]) -> dict[str, tuple[str, ...]]:
    """For each tier, the personas that it is the answer for (row "For"), by their own answers.

    *answers* are by persona key, each computed in that persona's own quantity.
    """
    found: dict[str, tuple[str, ...]] = {}
    for persona, answer in answers.items():
        if answer.tier is not None:
            found[answer.tier] = (*found.get(answer.tier, ()), persona)
    return found


def for_less(tier: str, fits: Sequence[Fit], candidates: Sequence[Candidate]) -> ForLess | None:
    """The best-fitting tier that can be bought and surely costs less over the horizon than *tier*.

    It fits, fully or mostly; *but* is the first thing it lacks.
    """
    by_tier = {fit.tier: fit for fit in fits}
    quotes = {one.tier: fitted_quote(by_tier[one.tier], one) for one in candidates}
    own = horizon_least(quotes[tier])
    buyable = {one.tier for one in candidates if _obstacle(by_tier[one.tier], one) is None}
    for other in fit_order(fits, candidates):
        cost = horizon_most(quotes[other])
        if other not in buyable or by_tier[other].level not in {"strong", "partial"} or cost is None:
            continue
        if own is not None and cost < own:
            return ForLess(
                tier=other,
                money=own - cost,
                months=quotes[other].horizon_months,
                but=next(iter(by_tier[other].but), None),
            )
    return None


def _obstacle(fit: Fit, candidate: Candidate) -> Obstacle | Literal["gone"] | None:
    """Why the tier cannot be bought now."""
    if candidate.stock.state != "available":
        return candidate.stock.state
    return _unpriced(fitted_quote(fit, candidate))


def _unpriced(quote: Quote) -> Obstacle | None:
    if quote.status == "not_available":
        return "not_available"
    return "on_request" if quote.status == "on_request" else None


def _mark(answer: Fit, fits: Sequence[Fit], candidates: Sequence[Candidate]) -> Mark | None:
    """What is true of the answer: the lowest cost of all that fit, or the most of what is wanted."""
    by_tier = {candidate.tier: candidate for candidate in candidates}
    own = fitted_quote(answer, by_tier[answer.tier])
    if not own.is_priced:
        return None
    # By lowering a cheaper tier a shop cannot make a dearer one the cheapest that fits.
    strong = [
        fitted_quote(fit, by_tier[fit.tier]) for fit in fits if "strong" in {fit.level, fit.lowered_from}
    ]
    if answer.level == "strong" and all(_is_lowest(own, other) for other in strong):
        return "lowest_cost"
    most = answer.points > 0 and all(fit.points <= answer.points for fit in fits)
    return "most_needs" if most else None


def _is_lowest(own: Quote, other: Quote) -> bool:
    """Whether *own* costs no more than *other*; not known against a tier without a price."""
    cost, least = horizon_most(own), horizon_least(other)
    return own is other or (cost is not None and least is not None and cost <= least)
