"""Whatever two pages of a shop do: an earlier price that is shown is borne out by what was shown.

The oracle knows neither editions nor the log. It looks at each page at every moment, as shoppers do,
and works the claim out from those figures.
"""

import datetime
from collections import Counter
from collections.abc import Mapping

import pytest
from builders_histories import RandomShop, Seen, lowest_by_day

from comparison.core.markets import PriorPrice
from comparison.storage.store import Store

Lowest = Mapping[datetime.date, int]
_A_DAY = datetime.timedelta(days=1)


def began(one: Seen, seen: list[Seen], lowest: Lowest, pause: int) -> datetime.date:
    """The first day of the unbroken run of days on which that figure was charged, by any page."""
    charged = {other.day for other in seen if other.amount == one.amount}
    first = day = one.day
    while (first - day).days <= pause:
        day -= _A_DAY
        if day in charged:
            first = day
        elif day in lowest:
            break
    return first


def is_borne_out(claimed: int, first: datetime.date, lowest: Lowest, rule: PriorPrice) -> bool:
    """Whether *claimed* may be the earlier price of a reduction that began on the day *first*."""
    window = rule.days * 2 if rule.method == "lowest" else rule.days
    sold = [lowest[day] for day in (first - _A_DAY * n for n in range(1, window + 1)) if day in lowest]
    if rule.method == "lowest":
        return len(sold) >= rule.days and claimed <= min(sold[: rule.days])
    most = Counter(sold).items()
    return any(amount >= claimed and times * 2 > len(sold) and times >= 14 for amount, times in most)


def claims_of(store: Store, seed: int) -> int:
    """How many claims were shown; each is held against the oracle."""
    its = RandomShop(store, seed)
    its.live_through(steps=12)
    seen = its.seen()
    lowest = lowest_by_day(seen)
    claims = {one for one in seen if one.claimed is not None}
    for one in claims:
        assert one.amount is not None
        assert one.claimed is not None
        assert one.amount < one.claimed
        first = began(one, seen, lowest, its.rule.days)
        assert is_borne_out(one.claimed, first, lowest, its.rule), (seed, one, first)
    return len(claims)


@pytest.mark.parametrize(
    "seed", [*range(8), *(pytest.param(one, marks=pytest.mark.slow) for one in range(8, 24))]
)
def test_an_earlier_price_is_borne_out_by_what_both_pages_showed(store: Store, seed: int) -> None:
    claims_of(store, seed)


def test_random_shops_do_show_earlier_prices(store: Store) -> None:
    assert claims_of(store, 14) > 0


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(24, 400))
def test_an_earlier_price_is_borne_out_in_many_more_shops(store: Store, seed: int) -> None:
    claims_of(store, seed)
