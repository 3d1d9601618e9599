"""The answer block, the marks, and what each tier gives up, in words."""

from collections.abc import Mapping

from ..fit import Disadvantage, Fit, GiveUp, Reason
from ..fitting import for_less
from ..messages import Message, Period, Quantified, say
from ..view import Answer
from .column import Bench, Column
from .judging import Judged
from .labels import feature_label
from .overriding import lowering
from .quiz import basis
from .reasons import because, missed, need_words

MOST_BECAUSE = 3
MOST_BUT = 3
_MARKS = {"lowest_cost": "fit.mark_cheapest", "most_needs": "fit.mark_most"}
_BESIDE = {
    "sold_out": "fit.sold_out_first",
    "on_request": "fit.unpriced_first",
    "not_available": "fit.unavailable_first",
}
_ALONE = {
    "sold_out": "fit.alone_sold_out",
    "on_request": "fit.alone_on_request",
    "not_available": "fit.alone_not_available",
}


def fit_label(fit: Fit) -> Message:
    """One of the four levels, in words."""
    return say(f"fit.{fit.level}")


def mark(judgement: Judged, noun: str) -> Message | None:
    """What may truthfully be said of the answer, nothing where nothing is."""
    key = _MARKS.get(judgement.first.mark or "")
    if key is None:
        return None
    return say(f"{key}.{noun}" if judgement.first.mark == "lowest_cost" else key)


def answer(bench: Bench, judgement: Judged, names: Mapping[str, str]) -> Answer:
    """The block above the table: which tier, or why none, and how it was chosen."""
    first = judgement.first
    beside = None
    if first.tier is not None and first.beside is not None and first.why_not is not None:
        beside = say(_BESIDE[first.why_not], tier=names[first.beside])
    return Answer(
        persona=bench.label(judgement.persona.label),
        tier=first.tier,
        statement=None if first.tier else _statement(bench, judgement, names),
        beside=beside,
        how=how_chosen(bench, judgement),
        basis=basis(bench, judgement.persona),
    )


def _statement(bench: Bench, judgement: Judged, names: Mapping[str, str]) -> Message:
    """Why no tier can be named."""
    first, noun = judgement.first, bench.publication.comparison.noun
    if first.beside is not None and first.why_not is not None:
        return say(_ALONE[first.why_not], tier=names[first.beside])
    if first.unclear is not None:
        lowered = lowering(bench, judgement.persona.key, judgement.fit(first.unclear))
        if lowered is not None:
            return say(f"fit.only_lowered.{noun}", tier=names[first.unclear], lowered=lowered)
        unknown = next((one for one in judgement.fit(first.unclear).but if one.outcome == "unknown"), None)
        if unknown is None or unknown.kind == "budget":
            return say("fit.price_on_request_only", tier=names[first.unclear])
        words = need_words(bench, judgement.persona, unknown)
        return say(f"fit.only_unclear.{noun}", tier=names[first.unclear], unknown=words)
    if first.closest is not None:
        blockers = judgement.fit(first.closest).blockers
        if blockers:
            words = need_words(bench, judgement.persona, blockers[0])
            return say(f"fit.none_fits.{noun}", tier=names[first.closest], need=words)
    return say(f"fit.none_at_all.{noun}")


def how_chosen(bench: Bench, judgement: Judged) -> Message:
    """How many of which needs are met, and who set them: counts, never one opaque score."""
    tier = judgement.first.tier or (judgement.order[0] if judgement.order else None)
    counts: tuple[Message, ...] = ()
    if tier is not None:
        tally = judgement.fit(tier).tally
        counted = (
            ("fit.how_musts", tally.musts_met, tally.musts),
            ("fit.how_shoulds", tally.shoulds_met, tally.shoulds),
            ("fit.how_nices", tally.nices_met, tally.nices),
        )
        counts = tuple(say(key, met=met, total=total) for key, met, total in counted if total)
    criteria = _criteria(bench, judgement)
    return say("fit.how", counts=counts, criteria=criteria) if counts else criteria


def _criteria(bench: Bench, judgement: Judged) -> Message:
    persona = judgement.persona
    if bench.context.answers:
        return say("fit.criteria_quiz")
    known: list[object] = []
    if persona.source:
        known.append(bench.label(persona.source))
    if persona.last_reviewed:
        known.append(bench.day(persona.last_reviewed))
    return say("fit.criteria", known=tuple(known)) if known else say("fit.criteria_plain")


def why(bench: Bench, judgement: Judged, column: Column) -> tuple[Message, ...]:
    """The met needs of a tier, musts first."""
    return because(bench, judgement.persona, judgement.fit(column.tier.key), MOST_BECAUSE)


def gives_up(
    bench: Bench, judgement: Judged | None, line: GiveUp, names: Mapping[str, str]
) -> tuple[Message, ...]:
    """What a tier gives up: needs it misses or leaves open, else its computed disadvantages."""
    if line.needs and judgement is not None:
        return tuple(missed(bench, judgement.persona, reason) for reason in line.needs[:MOST_BUT])
    return tuple(_disadvantage(bench, one, names) for one in line.disadvantages)


def cheaper(bench: Bench, judgement: Judged, names: Mapping[str, str], tier: str) -> Message | None:
    """At most one cheaper alternative, with the first thing it lacks."""
    less = for_less(tier, judgement.fits, judgement.candidates)
    if less is None:
        return None
    if less.but is None:
        horizon = Period(months=less.months)
        return say("fit.cheaper_also_fits", tier=names[less.tier], delta=less.money, horizon=horizon)
    lacks: Reason = less.but
    words = missed(bench, judgement.persona, lacks)
    return say("fit.cheaper_with_but", tier=names[less.tier], delta=less.money, but=words)


def _disadvantage(bench: Bench, one: Disadvantage, names: Mapping[str, str]) -> Message:
    against = names[one.against]
    feature = feature_label(bench, one.feature) if one.feature else ""
    if one.kind == "absent":
        return say("tradeoff.absent", feature=feature)
    if one.kind == "extra":
        return say("tradeoff.extra", feature=feature)
    if one.kind == "slower":
        return say("tradeoff.slower", tier=against)
    if one.kind == "unpriced":
        return say("tradeoff.unpriced", tier=against)
    if one.kind == "dearer":
        horizon = Period(months=bench.context.horizon)
        return say("tradeoff.dearer_over", delta=one.money, tier=against, horizon=horizon)
    return _by_number(one, feature, against)


def _by_number(one: Disadvantage, feature: str, against: str) -> Message:
    if one.difference is None:
        return say("tradeoff.limited_unlike", feature=feature, tier=against)
    amount = Quantified(amount=one.difference.amount, unit=one.difference.unit or "")
    key = "tradeoff.smaller" if one.kind == "less" else "tradeoff.larger"
    return say(key, difference=amount, feature=feature, tier=against)
