"""What the shop said about a fit: a lower level, a "but" of its own, another approved phrasing.

An override is given the computed fit and can only take its level down. It has no way to the
reasons, the points or the tally, so it hides nothing.
"""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from ..fit import Fit
from ..fitting import Basis, Candidate, fit_tier, flagged
from ..fitting.order import LEVELS
from ..messages import Message, say
from ..overrides import PHRASINGS, Override
from ..personas import Persona
from .column import Bench
from .labels import feature_label


def shown_fits(
    persona: Persona, candidates: Sequence[Candidate], basis: Basis, overrides: Sequence[Override]
) -> tuple[Fit, ...]:
    """The fits of *candidates* for *persona* as shoppers see them: computed, then perhaps lowered."""
    computed = tuple(fit_tier(persona, candidate, basis) for candidate in candidates)
    return flagged(persona, lowered(computed, persona.key, overrides), candidates, basis)


def lowered(fits: Sequence[Fit], persona: str, overrides: Sequence[Override]) -> tuple[Fit, ...]:
    """*fits* with the levels that the shop lowered for *persona*; none is ever higher than computed."""
    return tuple(_lowered(fit, _about(overrides, persona, fit.tier)) for fit in fits)


def label_of(bench: Bench, persona: str, fit: Fit) -> Message:
    """The shown level in words, in the phrasing that the shop chose among the approved ones."""
    chosen = (one.phrasing for one in _said_here(bench, persona, fit.tier) if one.phrasing)
    phrasing = next(chosen, 0)
    if phrasing and phrasing < PHRASINGS[fit.level]:
        return say(f"fit.said.{fit.level}.{phrasing}")
    return say(f"fit.{fit.level}")


def lowering(bench: Bench, persona: str, fit: Fit) -> Message | None:
    """Why the shop lowered *fit*, None where it did not."""
    if fit.lowered_from is None:
        return None
    about = _said_here(bench, persona, fit.tier)
    reason = next(one.reason for one in about if one.reason and one.level == fit.level)
    words, steps = bench.label(reason), LEVELS.index(fit.level) - LEVELS.index(fit.lowered_from)
    if steps == 1:
        return say("fit.lowered", reason=words)
    return say("fit.lowered_by", steps=steps, reason=words)


def added_buts(bench: Bench, persona: str, tier: str) -> tuple[Message, ...]:
    """The sentences that the shop adds to what *tier* gives up, each with the row it points at."""
    return tuple(
        say("fit.but_added", feature=feature_label(bench, one.feature), but=bench.label(one.but))
        for one in _said_here(bench, persona, tier)
        if one.but and one.feature
    )


def pointed_at(bench: Bench, persona: str) -> frozenset[str]:
    """Rows that the shop's own sentences point at for *persona*: they are shown, not folded."""
    about = _for_persona(bench.publication.comparison.overrides, persona)
    return frozenset(one.feature for one in about if one.but and one.feature)


def _lowered(fit: Fit, overrides: Iterable[Override]) -> Fit:
    worst = max(
        (fit.level, *(one.level for one in overrides if one.level and _lowers(one))), key=LEVELS.index
    )
    return fit if worst == fit.level else replace(fit, level=worst, lowered_from=fit.level)


def _lowers(override: Override) -> bool:
    """Whether it names a level with its reason; without one it changes nothing."""
    return override.level is not None and bool(override.reason)


def _said_here(bench: Bench, persona: str, tier: str) -> list[Override]:
    return _about(bench.publication.comparison.overrides, persona, tier)


def _about(overrides: Iterable[Override], persona: str, tier: str) -> list[Override]:
    return [one for one in _for_persona(overrides, persona) if one.tier == tier]


def _for_persona(overrides: Iterable[Override], persona: str) -> list[Override]:
    return [one for one in overrides if one.persona == persona]
