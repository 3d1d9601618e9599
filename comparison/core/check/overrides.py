"""H35: what the shop says of a fit lowers it, with a reason, and points at what there is."""

from collections.abc import Iterator, Sequence

from ..fitting.order import LEVELS
from ..messages import say
from ..overrides import PHRASINGS, Override
from .examined import Examined
from .finding import Finding, found
from .usual_fits import own_tier_products, usual_fits

_APPROVED = range(max(PHRASINGS.values()))


def overrides_of_nothing(examined: Examined) -> Iterator[Finding]:
    """H35: an override names a persona, tier or row that is not there, or lacks what it needs to be said."""
    for index, override in enumerate(examined.publication.comparison.overrides):
        path = f"$.comparison.overrides[{index}]"
        yield from _unknown_keys(examined, override, path)
        yield from _unfinished(override, path)


def overrides_that_do_not_lower(examined: Examined) -> Iterator[Finding]:
    """H35: a level that is not below the computed one, for that persona in its usual quantities."""
    personas = {persona.key: persona for persona in examined.publication.personas}
    for index, override in enumerate(examined.publication.comparison.overrides):
        persona = personas.get(override.persona)
        if override.level is None or persona is None or not examined.publication.markets:
            continue
        computed = next(
            (fit.level for fit in usual_fits(examined, persona) if fit.tier == override.tier), None
        )
        if computed is None or LEVELS.index(override.level) > LEVELS.index(computed):
            continue
        lower = LEVELS[LEVELS.index(computed) + 1 :]
        fault = "not_lower" if lower else "nothing_lower"
        yield found(
            "H35",
            "error",
            f"$.comparison.overrides[{index}].level",
            fault,
            persona=examined.said(persona.label),
            tier=override.tier,
            asked=say(f"fit.{override.level}"),
            computed=say(f"fit.{computed}"),
            accepted=lower,
        )


def _unknown_keys(examined: Examined, override: Override, path: str) -> Iterator[Finding]:
    asked: tuple[tuple[str, str | None, Sequence[str]], ...] = (
        ("persona", override.persona, [one.key for one in examined.publication.personas]),
        ("tier", override.tier, own_tiers(examined)),
        ("feature", override.feature, list(examined.features)),
    )
    for field, key, known in asked:
        if key is not None and key not in known:
            yield found(
                "H35", "error", f"{path}.{field}", f"no_such_{field}", named=key, accepted=tuple(known)
            )


def own_tiers(examined: Examined) -> tuple[str, ...]:
    """Keys of the tiers that the shop sells itself."""
    return tuple(tier for tier, _ in own_tier_products(examined))


def _unfinished(override: Override, path: str) -> Iterator[Finding]:
    if override.level is not None and not _has_words(override.reason):
        yield found("H35", "error", f"{path}.reason", "no_reason", tier=override.tier)
    if override.but is not None and override.feature is None:
        yield found("H35", "error", f"{path}.feature", "no_row", tier=override.tier)
    if override.phrasing not in _APPROVED:
        accepted = tuple(str(one) for one in _APPROVED)
        yield found(
            "H35", "error", f"{path}.phrasing", "no_phrasing", given=override.phrasing, accepted=accepted
        )


def _has_words(text: dict[str, str] | None) -> bool:
    return any(said.strip() for said in (text or {}).values())
