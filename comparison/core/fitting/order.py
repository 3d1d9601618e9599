"""The order of tiers for a persona, and what a tier costs with what its fit had to take."""

from collections.abc import Sequence

from ..fit import Fit, FitLevel
from ..money import Money
from ..pricing.quote import Quote
from .candidates import AddOns, Candidate, named

LEVELS: tuple[FitLevel, ...] = ("strong", "partial", "unclear", "no")


def taken(fit: Fit, candidate: Candidate) -> AddOns:
    """The add-ons that the fit counts on: the shopper's own and those taken to meet a must."""
    return named(candidate, {*candidate.chosen, *fit.add_ons, *fit.unpriced_add_ons})


def fitted_quote(fit: Fit, candidate: Candidate) -> Quote:
    """What the tier costs with all that its fit counts on."""
    return candidate.quote(taken(fit, candidate))


def horizon_most(quote: Quote) -> Money | None:
    """The upper end of the horizon total; None where the quote has none."""
    return quote.horizon_total if quote.is_priced else None


def horizon_least(quote: Quote) -> Money | None:
    """The lower end of the horizon total; None where the quote is not priced."""
    if not quote.is_priced:
        return None
    return quote.horizon_total if quote.horizon_low is None else quote.horizon_low


def fit_order(fits: Sequence[Fit], candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """Tier keys, best first: by level, then priced before on request before not available.

    Inside *strong* the lower horizon total, then points; inside the other levels points, then
    horizon total; at last the position. A bounded price counts with its upper end.
    """
    by_tier = {candidate.tier: candidate for candidate in candidates}
    ranked = sorted(fits, key=lambda fit: _rank(fit, fitted_quote(fit, by_tier[fit.tier])))
    return tuple(fit.tier for fit in ranked)


def _rank(fit: Fit, quote: Quote) -> tuple[int, ...]:
    total = horizon_most(quote)
    # Tiers without a figure are all in one group, so what stands here for them never decides.
    cost = total.minor if total else 0
    inside = (cost, -fit.points) if fit.level == "strong" else (-fit.points, cost)
    return LEVELS.index(fit.level), _standing(quote), *inside


def _standing(quote: Quote) -> int:
    if quote.is_priced:
        return 0
    return 2 if quote.status == "not_available" else 1
