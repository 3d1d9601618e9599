"""Reviews that are counted anew keep what the merchant said of some buyers, as far as it can be true."""

import datetime

import pytest

from comparison.core.content import PartRating, Rating
from comparison.storage.ratings import rating_of
from comparison.storage.reviews import ReviewTally

TODAY = datetime.date(2026, 11, 22)


def counted(count: int, scale: int = 5) -> ReviewTally:
    return ReviewTally(
        grade="4",
        scale=scale,
        verified="purchase",
        count=count,
        dated=count,
        first_day="2026-01-01",
        last_day="2026-11-01",
    )


@pytest.mark.parametrize(("tally", "kept"), [(counted(20), 1), (counted(19), 0), (counted(20, scale=10), 0)])
def test_a_part_stays_while_the_scale_and_the_number_of_ratings_allow_it(tally: ReviewTally, kept: int):
    part = PartRating(of="persona", key="flat", average="4.5", count=20)
    made = rating_of([tally], TODAY, Rating(average="4", scale=5, count=30, parts=(part,)))
    assert made is not None
    assert made.parts == (part,) * kept
