"""Dominance: one tier is nowhere worse than another on the listed rows, and somewhere better."""

import datetime
from collections.abc import Sequence

from ..catalogue import Feature
from ..diff import cells_of
from ..pricing.quote import Quote
from ..sizes import SizeRange
from .advantage import advantage, is_ranked, known_value
from .bundles import together
from .candidates import Candidate
from .limits import capacities
from .order import horizon_least, horizon_most


def dominates(better: Candidate, worse: Candidate, features: Sequence[Feature], today: datetime.date) -> bool:
    """Whether *better* dominates *worse* on the rows with a known direction, in this context.

    It is not dearer, serves every size and offers every add-on that *worse* does, and is better
    in a row or lower in price. An unknown on either side, in a cell or a price, rules it out.
    """
    quotes = better.quote(together((), better)), worse.quote(together((), worse))
    if not _is_not_dearer(*quotes) or not _serves_as_much(better, worse):
        return False
    ranked = [feature for feature in features if is_ranked(feature)]
    ahead = _rows_ahead(better, worse, ranked, today)
    return bool(ranked) and ahead is not None and (ahead > 0 or _costs_less(*quotes))


def _rows_ahead(
    better: Candidate, worse: Candidate, features: Sequence[Feature], today: datetime.date
) -> int | None:
    """In how many rows *better* is better; None if it is worse in one, or one is unknown."""
    ours, theirs = cells_of(better.product), cells_of(worse.product)
    ahead = 0
    for feature in features:
        left, right = ours.get(feature.key), theirs.get(feature.key)
        step = advantage(feature, *(known_value(feature, one, today) for one in (left, right)))
        if step is None or step < 0:
            return None
        ahead += step
    return ahead


def _is_not_dearer(ours: Quote, theirs: Quote) -> bool:
    if not (ours.is_priced and theirs.is_priced) or ours.currency != theirs.currency:
        return False
    now, least_now = ours.headline, theirs.headline if theirs.headline_low is None else theirs.headline_low
    total, least_total = horizon_most(ours), horizon_least(theirs)
    if now is None or least_now is None or total is None or least_total is None:
        return False
    return now <= least_now and total <= least_total


def _costs_less(ours: Quote, theirs: Quote) -> bool:
    total, least = horizon_most(ours), horizon_least(theirs)
    return total is not None and least is not None and total < least


def _serves_as_much(better: Candidate, worse: Candidate) -> bool:
    offered = {one.key for one in better.add_ons} >= {one.key for one in worse.add_ons}
    narrow = capacities(worse.product)
    sizes = capacities(better.product).values()
    return offered and all(_holds(one, narrow.get(one.unit, SizeRange(unit=one.unit))) for one in sizes)


def _holds(wide: SizeRange, narrow: SizeRange) -> bool:
    lower = wide.min is None or (narrow.min is not None and wide.min <= narrow.min)
    upper = wide.max is None or (narrow.max is not None and wide.max >= narrow.max)
    return lower and upper
