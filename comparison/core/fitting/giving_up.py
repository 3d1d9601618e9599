"""What each tier gives up: needs it does not meet, else what it lacks beside the other tiers."""

from collections.abc import Iterable, Mapping, Sequence

from ..fit import Disadvantage, Fit, GiveUp
from ..personas import Persona
from .bundles import together
from .candidates import Basis, Candidate
from .disadvantages import Column, Company, RowLoss, column_of, dearer, row_loss, slower, unpriced
from .levels import rank_of, weight_of
from .order import fitted_quote

MOST_DISADVANTAGES = 2

Urgency = tuple[int, int, int]
Neediness = Mapping[str, Urgency]


def give_up_lines(
    candidates: Sequence[Candidate],
    basis: Basis,
    *,
    fits: Sequence[Fit] = (),
    persona: Persona | None = None,
    personas: Iterable[Persona] = (),
) -> tuple[GiveUp, ...]:
    """The give-up line of each of *candidates*, the shown tiers, in their order.

    With *fits*, those of *persona*, unmet and unknown needs stand alone. A tier that meets all
    has at most two disadvantages, in this order: no price where others have one; rows that the
    persona needs, beside a tier that fits as well; rows it does not ask about; rows it needs,
    where only tiers that fit less are better; slower arrival; a higher price. Inside, the most
    needed rows first, then those where all others are better, then category order.

    Without *fits* any other tier counts as one that fits as well, and the rows that *personas*
    need count as needed. Empty only where no shown tier is better in anything known.
    """
    found = {fit.tier: fit for fit in fits}
    needed = _needed((persona,) if persona is not None else personas)
    columns = [_column(one, found.get(one.tier), basis) for one in candidates]
    equals = frozenset(one.tier for one in columns if not fits or found[one.tier].level == "strong")
    lines = []
    for own in columns:
        fit = found.get(own.tier)
        if fit is not None and fit.but:
            lines.append(GiveUp(tier=own.tier, needs=fit.but))
            continue
        others = tuple(one for one in columns if one.tier != own.tier)
        company = Company(own=own, others=others, equals=equals - {own.tier})
        lines.append(GiveUp(tier=own.tier, disadvantages=_most_telling(company, basis, needed)))
    return tuple(lines)


def _column(candidate: Candidate, fit: Fit | None, basis: Basis) -> Column:
    quote = candidate.quote(together((), candidate)) if fit is None else fitted_quote(fit, candidate)
    return column_of(candidate, quote, basis)


def _most_telling(company: Company, basis: Basis, needed: Neediness) -> tuple[Disadvantage, ...]:
    rows = sorted(_losses(company, basis), key=lambda one: _place(one, needed))
    telling = (unpriced(company), *(one.disadvantage for one in rows), slower(company), dearer(company))
    return tuple(one for one in telling if one is not None)[:MOST_DISADVANTAGES]


def _losses(company: Company, basis: Basis) -> tuple[RowLoss, ...]:
    """The rows in which others are better, in category order."""
    tiers = (company.own.tier, *(one.tier for one in company.others))
    found = (row_loss(company, feature) for feature in basis.features)
    return basis.once(
        "losses",
        (tiers, company.equals, basis.today),
        lambda: tuple(one for one in found if one is not None),
    )


def _place(loss: RowLoss, needed: Neediness) -> tuple[int, Urgency, bool]:
    """Where a row stands in the line; rows in one place stay in category order."""
    need = needed.get(loss.disadvantage.feature)
    if need is None:
        return 1, (0, 0, 0), not loss.to_all
    # Beside a tier that fits less, a need that is met is nothing given up.
    return (0 if loss.to_equals else 2), need, not loss.to_all


def _needed(personas: Iterable[Persona]) -> Neediness:
    """The needed rows, the most needed smallest: by how many personas, by level, by weight."""
    found: dict[str, Urgency] = {}
    for persona in personas:
        for feature, (level, weight) in _needs_of(persona).items():
            count, least, most = found.get(feature, (0, level, weight))
            found[feature] = (count - 1, min(least, level), min(most, weight))
    return found


def _needs_of(persona: Persona) -> Mapping[str, tuple[int, int]]:
    needs: dict[str, tuple[int, int]] = {}
    for need in persona.needs:
        rank = rank_of(need.level), -weight_of(need)
        needs[need.feature] = min(rank, needs.get(need.feature, rank))
    return needs
