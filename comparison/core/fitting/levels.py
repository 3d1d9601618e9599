"""The level of one tier for one persona, with its reasons.

Worst case over what is unknown, best case over what a shopper may add: of the bundles of
add-ons that can meet the musts, the one with the best level counts. Nothing here knows of any
other tier.
"""

from collections.abc import Sequence

from ..bounds import Result
from ..fit import Fit, FitLevel, Outcome, Reason, Tally
from ..personas import GATES, WEIGHTS, Level, Need, Persona
from ..pricing.quote import Quote
from ..values import Extra, NotStated
from .bundles import bundles_for, resting_on, together, unpriced_in
from .candidates import AddOns, Basis, Candidate, named
from .limits import budget_reason, size_of, size_reason
from .offers import Offer, answered, is_proven, offer_of, serves
from .order import LEVELS, horizon_most
from .outcomes import outcome, turned_round

_RANKS: dict[Level, int] = {"must": 0, "never": 0, "should": 1, "nice": 2}
_KINDS = ("need", "size", "budget")


class Judgement(Result, frozen=True, kw_only=True):
    """A tier with one *bundle* of add-ons, judged. *unpriced* are those without a price."""

    bundle: AddOns
    unpriced: frozenset[str]
    quote: Quote
    reasons: tuple[Reason, ...]


def fit_tier(persona: Persona, candidate: Candidate, basis: Basis) -> Fit:
    """The fit of one tier, without the flags that need other tiers."""
    offer = offer_of(candidate, basis.today)
    musts = [need for need in persona.needs if need.level == "must"]
    judgements = [
        _judged(persona, candidate, basis, offer, bundle) for bundle in bundles_for(musts, candidate, offer)
    ]
    return _fit(persona, candidate, min(judgements, key=_preference))


def level_of(reasons: Sequence[Reason]) -> FitLevel:
    """*no* by an unmet must, *unclear* by an unknown one, *partial* by a should that is not met."""
    musts = {one.outcome for one in reasons if one.level in GATES}
    if "unmet" in musts:
        return "no"
    if "unknown" in musts:
        return "unclear"
    return "partial" if any(one.level == "should" and one.outcome != "met" for one in reasons) else "strong"


def rank_of(level: Level) -> int:
    """How needed a need of *level* is, the most needed smallest. A ``never`` is a must turned round."""
    return _RANKS[level]


def weight_of(need: Need) -> int:
    """What the need counts where it is a should or a nice; musts are ordered by it only."""
    return WEIGHTS[need.level] if need.weight is None else need.weight


def _judged(persona: Persona, candidate: Candidate, basis: Basis, offer: Offer, bundle: AddOns) -> Judgement:
    taken = together(bundle, candidate)
    unpriced = unpriced_in(taken, candidate)
    lent = _Lent(chosen=together((), candidate), taken=taken, doubtful=resting_on(unpriced, taken, offer))
    reasons = [_need_reason(index, need, offer, lent) for index, need in enumerate(persona.needs)]
    count = size_of(persona, basis.quantities)
    size = size_reason(persona, count, candidate.product)
    quote = candidate.quote(taken)
    if size is not None:
        reasons.append(size)
    if persona.budget is not None:
        least = candidate.quote(tuple(one for one in taken if one.key not in lent.doubtful))
        units = max(1, quote.quantity_asked if count is None else count)
        reasons.append(budget_reason(persona.budget, quote, least, units))
    return Judgement(bundle=bundle, unpriced=unpriced, quote=quote, reasons=tuple(reasons))


class _Lent(Result, frozen=True, kw_only=True):
    """Add-ons beside a tier: the shopper's own, all that are taken, and those without a price."""

    chosen: AddOns
    taken: AddOns
    doubtful: frozenset[str]


def _need_reason(index: int, need: Need, offer: Offer, lent: _Lent) -> Reason:
    # What was taken for a must lends nothing to a should: asking for more must not raise a label.
    beside = lent.taken if need.level in GATES else lent.chosen
    if need.level == "never":
        found, add_on = _absence(need, offer, beside)
    else:
        found, add_on = _answer(need, offer, beside, lent.doubtful)
    cell = offer.cells.get(need.feature)
    value = None if cell is None or isinstance(cell.value, NotStated) else cell.value
    claimed = "unknown" if cell is None else outcome(need, cell.value)
    return Reason(
        kind="need",
        index=index,
        feature=need.feature,
        level=need.level,
        outcome=found,
        value=value,
        add_on=add_on,
        unproven=found == "unknown" and claimed == ("unmet" if need.level == "never" else "met"),
    )


def _answer(need: Need, offer: Offer, beside: AddOns, doubtful: frozenset[str]) -> tuple[Outcome, str | None]:
    """How the need comes out, and the add-on that made it so."""
    alone = answered(need, offer, ())
    if alone == "met":
        return "met", None
    firm = tuple(one for one in beside if one.key not in doubtful)
    if firm and answered(need, offer, firm) == "met":
        return "met", _lender(need, offer, firm)
    whole = answered(need, offer, beside) if beside else alone
    if whole == "met":
        return "unknown", _lender(need, offer, beside)
    own = offer.cells.get(need.feature)
    if need.level == "must" and own and isinstance(own.value, Extra) and own.value.add_on not in offer.sold:
        # It is to be had for money, but nothing says what that costs here.
        return "unknown", own.value.add_on
    return whole, None


def _absence(need: Need, offer: Offer, beside: AddOns) -> tuple[Outcome, str | None]:
    """How a ``never`` comes out, and the add-on that brought what is not wanted.

    That it is not there is taken from no claim without evidence, as little as that it is.
    """
    there = answered(need, offer, beside)
    if there == "unmet" and not is_proven(need.feature, offer, beside):
        return "unknown", None
    alone = there == answered(need, offer, ())
    return turned_round(there), None if alone else _lender(need, offer, beside)


def _lender(need: Need, offer: Offer, beside: AddOns) -> str | None:
    serving = [one for one in beside if serves(one, need, offer)]
    alone = (one.key for one in serving if answered(need, offer, (one,)) == "met")
    return next(alone, serving[0].key if serving else None)


def _preference(judgement: Judgement) -> tuple[object, ...]:
    """The best level, then the fewest misses, doubts, costs and add-ons."""
    musts = [one.outcome for one in judgement.reasons if one.level in GATES]
    total = horizon_most(judgement.quote)
    return (
        LEVELS.index(level_of(judgement.reasons)),
        musts.count("unmet"),
        musts.count("unknown"),
        total is None,
        total.minor if total else 0,
        len(judgement.bundle),
        [one.key for one in judgement.bundle],
    )


def _fit(persona: Persona, candidate: Candidate, judgement: Judgement) -> Fit:
    reasons = sorted(judgement.reasons, key=lambda one: _prominence(one, persona))
    needs = [one for one in reasons if one.kind == "need"]
    extra = [one.key for one in named(candidate, {one.key for one in judgement.bundle})]
    return Fit(
        tier=candidate.tier,
        level=level_of(reasons),
        because=tuple(one for one in reasons if one.outcome == "met"),
        but=tuple(one for one in reasons if one.outcome != "met"),
        points=sum(_points(persona.needs[one.index]) for one in needs if one.outcome == "met"),
        tally=_tally(needs),
        add_ons=tuple(key for key in extra if key not in judgement.unpriced),
        unpriced_add_ons=tuple(key for key in extra if key in judgement.unpriced),
    )


def _prominence(reason: Reason, persona: Persona) -> tuple[int, int, int, int]:
    """Musts, shoulds, nices; inside them by weight; a budget and a size after needs of their weight."""
    weight = weight_of(persona.needs[reason.index]) if reason.kind == "need" else WEIGHTS[reason.level]
    return rank_of(reason.level), -weight, _KINDS.index(reason.kind), reason.index


def _points(need: Need) -> int:
    return 0 if need.level in GATES else weight_of(need)


def _tally(needs: Sequence[Reason]) -> Tally:
    stated = [rank_of(one.level) for one in needs]
    met = [rank_of(one.level) for one in needs if one.outcome == "met"]
    musts, shoulds, nices = (rank_of(level) for level in ("must", "should", "nice"))
    return Tally(
        musts=stated.count(musts),
        musts_met=met.count(musts),
        shoulds=stated.count(shoulds),
        shoulds_met=met.count(shoulds),
        nices=stated.count(nices),
        nices_met=met.count(nices),
    )
