"""Who has which tier first: the fits of the shown tiers for one persona, and the answer."""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from ..catalogue import AddOn
from ..fit import FirstAnswer, Fit
from ..fitting import (
    Basis,
    Candidate,
    candidate_for,
    first_answer,
    fit_order,
    fit_tier,
    taken,
)
from ..personas import Persona
from ..pricing.quote import Quote
from ..resolving import default_quantities
from .column import Bench, Column
from .competitors import ours, rival_fits, rivals
from .overriding import lowered, shown_fits
from .quoting import priced_by
from .rows import shown_features


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """The fits of all shown tiers for *persona*, their order, and the answer.

    *rivals* are the fits of other sellers' columns, which stand in no order.
    """

    persona: Persona
    fits: tuple[Fit, ...]
    candidates: tuple[Candidate, ...]
    order: tuple[str, ...]
    first: FirstAnswer
    rivals: tuple[Fit, ...] = ()

    @property
    def spoken_of(self) -> str | None:
        """The answer, or the tier that is named in its place."""
        return self.first.tier or self.first.beside or self.first.unclear or self.first.closest

    def fit(self, tier: str) -> Fit:
        """The fit of the tier of that key."""
        return next(fit for fit in (*self.fits, *self.rivals) if fit.tier == tier)


def judged(bench: Bench, columns: Sequence[Column], persona: Persona) -> Judged:
    """The fits for *persona* in the quantities of the context."""
    candidates, basis = candidates_of(bench, columns), basis_of(bench)
    fits = shown_fits(persona, candidates, basis, bench.publication.comparison.overrides)
    order = fit_order(fits, candidates)
    beside = rivals(columns)
    others = rival_fits(persona, beside, basis)
    return Judged(
        persona=persona,
        fits=fits,
        candidates=candidates,
        order=order,
        # What is said of the answer must be true beside another seller's column too.
        first=first_answer(order, (*fits, *others), (*candidates, *beside)),
        rivals=others,
    )


def answers_by_persona(bench: Bench, columns: Sequence[Column]) -> dict[str, FirstAnswer]:
    """For every persona its answer, each in its own usual quantities."""
    return {persona.key: _own_answer(bench, columns, persona) for persona in bench.publication.personas}


def _own_answer(bench: Bench, columns: Sequence[Column], persona: Persona) -> FirstAnswer:
    add_ons = bench.context.addons
    quantities = bench.kept.once(
        "quantities",
        (persona.key, add_ons),
        lambda: default_quantities(bench.publication, persona, add_ons),
    )
    own = replace(bench, context=replace(bench.context, quantities=quantities, persona=persona.key))
    tiers = tuple(column.tier.key for column in columns)
    return bench.kept.once(
        "answers",
        (persona.key, tiers, priced_by(own.context)),
        lambda: _first_of(own, columns, persona),
    )


def refitted(columns: Sequence[Column], judgement: Judged) -> tuple[Column, ...]:
    """The columns with their fit, priced with what the fit had to take."""
    by_tier = {candidate.tier: candidate for candidate in (*judgement.candidates, *rivals(columns))}
    return tuple(
        _refitted(column, judgement.fit(column.tier.key), by_tier[column.tier.key])
        if column.tier.key in by_tier
        else column
        for column in columns
    )


def candidates_of(bench: Bench, columns: Sequence[Column]) -> tuple[Candidate, ...]:
    """The shown tiers that the shop sells itself, as candidates for a fit."""
    return tuple(_candidate(bench, column) for column in ours(columns))


def basis_of(bench: Bench) -> Basis:
    """What all judgements of this view share."""
    return Basis(
        today=bench.today,
        features=tuple(shown_features(bench)),
        quantities=bench.context.quantities,
        kept=bench.kept,
    )


def _first_of(own: Bench, columns: Sequence[Column], persona: Persona) -> FirstAnswer:
    candidates, basis = candidates_of(own, columns), basis_of(own)
    # Flags need the company of other tiers and cost most; which tier comes first does not need them.
    computed = tuple(fit_tier(persona, candidate, basis) for candidate in candidates)
    fits = lowered(computed, persona.key, own.publication.comparison.overrides)
    return first_answer(fit_order(fits, candidates), fits, candidates)


def _candidate(bench: Bench, column: Column) -> Candidate:
    def quote(add_ons: tuple[AddOn, ...]) -> Quote:
        return bench.quote(column.tier.key, column.product, add_ons)

    return candidate_for(
        column.tier.key,
        column.product,
        bench.publication.add_ons,
        quote,
        chosen=bench.context.addons,
    )


def _refitted(column: Column, fit: Fit, candidate: Candidate) -> Column:
    return replace(column, fit=fit, quote=candidate.quote(taken(fit, candidate)))
