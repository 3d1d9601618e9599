"""What stands beside a tier's own figures: the shop's word on it, whose it is, what beats it."""

from collections.abc import Sequence

from msgspec.structs import replace

from ..fit import Fit
from ..messages import Message, say
from ..view import TierView
from .answers import cheaper
from .column import Bench, Column
from .competitors import is_ours, is_sourced, sold_by
from .overriding import added_buts, label_of, lowering
from .picks import picked
from .tiers import Company


def remarked(bench: Bench, company: Company, tiers: Sequence[TierView]) -> tuple[TierView, ...]:
    """*tiers*, the views of the columns of *company*, with all that is remarked on them.

    A remark is added to what was computed and takes nothing of it away.
    """
    return tuple(
        _ours(bench, company, column, tier) if is_ours(column.product) else _theirs(bench, column, tier)
        for column, tier in zip(company.columns, tiers, strict=True)
    )


def _ours(bench: Bench, company: Company, column: Column, tier: TierView) -> TierView:
    if column.fit is None or company.judgement is None:
        return replace(tier, pick=picked(bench, column))
    persona = company.judgement.persona.key
    return replace(
        tier,
        fit_label=label_of(bench, persona, column.fit),
        lowered=lowering(bench, persona, column.fit),
        give_up=(*tier.give_up, *_dominated(company, column.fit), *added_buts(bench, persona, tier.key)),
        cheaper=tier.cheaper or _cheaper_too(bench, company, column.fit, tier),
    )


def _theirs(bench: Bench, column: Column, tier: TierView) -> TierView:
    """Another seller's column: no button, and no judgement that does not rest on dated sources."""
    theirs = replace(tier, competitor=sold_by(bench, column.product), action=None)
    if is_sourced(column.product):
        return theirs
    unknown = (say("competitor.not_judged"),)
    return replace(theirs, why=unknown, give_up=unknown)


def _dominated(company: Company, fit: Fit) -> tuple[Message, ...]:
    if fit.dominated_by is None:
        return ()
    return (say("tradeoff.dominated", tier=company.names[fit.dominated_by]),)


def _cheaper_too(bench: Bench, company: Company, fit: Fit, tier: TierView) -> Message | None:
    """On a dearer tier that fits: which cheaper one fits too, unless the give-up line says it already."""
    if fit.cheaper is None or company.judgement is None:
        return None
    said = {one.arguments["tier"] for one in tier.give_up if one.key == "tradeoff.dearer_over"}
    if company.names[fit.cheaper] in said:
        return None
    return cheaper(bench, company.judgement, company.names, tier.key)
