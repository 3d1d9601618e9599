"""Which add-ons to take: the fewest that meet the musts a tier does not meet by itself.

An add-on is taken only to meet a must. Several ways to do so are all handed on; the one that
leads to the best level, then to the lowest cost, is chosen where they are judged.
"""

from collections.abc import Sequence
from itertools import combinations, islice

from ..fit import Outcome
from ..personas import Need
from .candidates import AddOns, Candidate, can_be_together, named, with_required
from .offers import Offer, answered, serves
from .outcomes import BEST_FIRST

# All ways to combine so many add-ons are tried, 64 at most, so a hostile catalogue costs no more.
MOST_TRIED_ADD_ONS = 6

Outcomes = tuple[Outcome, ...]


def bundles_for(musts: Sequence[Need], candidate: Candidate, offer: Offer) -> list[AddOns]:
    """The add-ons to try beside the chosen ones; the empty bundle where all *musts* are met.

    Every bundle leaves as few musts unmet as any can, and none holds an add-on it could spare.
    A bundle that makes a tier unavailable is left out.
    """
    chosen = named(candidate, candidate.chosen)
    lacking = [need for need in musts if answered(need, offer, chosen) != "met"]
    if not lacking:
        return [()]
    answers = _Answers(lacking, offer)
    tried = {
        keys: answers.to((*chosen, *named(candidate, keys)))
        for keys in _combinations(lacking, candidate, offer)
    }
    fewest = min(outcomes.count("unmet") for outcomes in tried.values())
    good = {keys: outcomes for keys, outcomes in tried.items() if outcomes.count("unmet") == fewest}
    return [named(candidate, keys) for keys in good if not _can_spare(keys, good)] or [()]


def unpriced_in(taken: AddOns, candidate: Candidate) -> frozenset[str]:
    """Keys of the *taken* add-ons that have no price in this context."""
    if not taken:
        return frozenset()
    keys = frozenset(one.key for one in taken)
    quote = candidate.quote(taken)
    silent = {one.key for one in taken if all(price.status == "on_request" for price in one.prices)}
    without_amount = {line.add_on for line in quote.lines if line.amount is None and line.add_on in keys}
    found = frozenset(silent | {key for key in without_amount if key is not None})
    if found or quote.is_priced or not candidate.quote(()).is_priced:
        return found
    return keys


def resting_on(keys: frozenset[str], taken: AddOns, offer: Offer) -> frozenset[str]:
    """Those of the *taken* add-ons that are among *keys* or require one that is."""
    needed = {one.key: with_required(one, offer.sold, offer.product) or {one.key} for one in taken}
    return frozenset(key for key, all_of_it in needed.items() if keys & all_of_it)


def together(bundle: AddOns, candidate: Candidate) -> AddOns:
    """*bundle* and the add-ons the shopper chose, in the candidate's own order."""
    return named(candidate, {*candidate.chosen, *(one.key for one in bundle)})


class _Answers:
    """How *needs* come out with one bundle after another: each is asked once of the same add-ons."""

    def __init__(self, needs: Sequence[Need], offer: Offer) -> None:
        self._needs, self._offer = needs, offer
        self._known: dict[tuple[int, tuple[str, ...]], Outcome] = {}

    def to(self, lent: AddOns) -> Outcomes:
        """How they come out with all of *lent*."""
        return tuple(self._one(at, lent) for at in range(len(self._needs)))

    def _one(self, at: int, lent: AddOns) -> Outcome:
        need = self._needs[at]
        serving = tuple(one for one in lent if serves(one, need, self._offer))
        place = (at, tuple(one.key for one in serving))
        if place not in self._known:
            self._known[place] = answered(need, self._offer, serving)
        return self._known[place]


def _combinations(lacking: Sequence[Need], candidate: Candidate, offer: Offer) -> list[frozenset[str]]:
    """No add-on, and every union of the helping ones that can be bought together, smallest first."""
    helping = sorted(_helping(lacking, candidate, offer), key=_smallest_first)
    tried = list(islice((keys for keys in helping if _is_sold(keys, candidate)), MOST_TRIED_ADD_ONS))
    counts = range(len(tried) + 1)
    unions = {frozenset[str]().union(*some) for count in counts for some in combinations(tried, count)}
    possible = [keys for keys in unions if not keys or _fits_together(keys, candidate)]
    return sorted(possible, key=_smallest_first)


def _smallest_first(keys: frozenset[str]) -> tuple[int, list[str]]:
    return len(keys), sorted(keys)


def _helping(lacking: Sequence[Need], candidate: Candidate, offer: Offer) -> set[frozenset[str]]:
    """For each add-on that serves a lacking need: itself and all it requires."""
    helping = set()
    asked = {need.feature for need in lacking}
    for add_on in candidate.add_ons:
        if add_on.key in candidate.chosen or asked.isdisjoint(offer.about[add_on.key]):
            continue
        needed = with_required(add_on, offer.sold, offer.product)
        if needed is not None:
            helping.add(needed - set(candidate.chosen))
    return helping


def _fits_together(keys: frozenset[str], candidate: Candidate) -> bool:
    return can_be_together(together(named(candidate, keys), candidate))


def _is_sold(keys: frozenset[str], candidate: Candidate) -> bool:
    """Whether the tier can be had with these add-ons, if it can be had at all."""
    if not _fits_together(keys, candidate):
        return False
    if candidate.quote(together(named(candidate, keys), candidate)).status != "not_available":
        return True
    return candidate.quote(together((), candidate)).status == "not_available"


def _can_spare(keys: frozenset[str], good: dict[frozenset[str], Outcomes]) -> bool:
    return any(smaller < keys and _as_good(good[smaller], good[keys]) for smaller in good)


def _as_good(left: Outcomes, right: Outcomes) -> bool:
    return all(
        BEST_FIRST.index(mine) <= BEST_FIRST.index(theirs) for mine, theirs in zip(left, right, strict=True)
    )
