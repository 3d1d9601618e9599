"""What the reviews of a product add up to: its rating, and nothing that they do not say."""

import datetime
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from ..core.bounds import MOST_HORIZON_MONTHS
from ..core.content import MOST_GRADES, PartRating, Rating, Verified
from ..core.money import ARITHMETIC
from .reviews import ReviewTally

_HUNDREDTH = Decimal("0.01")


def rating_of(
    tallies: Sequence[ReviewTally], today: datetime.date, known: Rating | None = None
) -> Rating | None:
    """The rating that *tallies* make, counted *today*; None where there are none.

    Grades on several scales are said on the one that most reviews use: the worst stays the worst, the
    best the best. Without a word on when they were given or who wrote them, what the merchant said in
    *known* stays.
    """
    if not tallies:
        return None
    scale = _usual_scale(tallies)
    count = sum(one.count for one in tallies)
    total = sum((_on_scale(one, scale) * one.count for one in tallies), Decimal())
    average = ARITHMETIC.divide(total, Decimal(count)).quantize(_HUNDREDTH, ROUND_HALF_EVEN)
    return Rating(
        average=_plain(average),
        scale=scale,
        count=count,
        period=_period(tallies, today) or (known.period if known else None),
        verified=_verified(tallies) or (known.verified if known else None),
        spread=_spread(tallies, scale),
        parts=_parts(known, scale, count),
    )


def _parts(known: Rating | None, scale: int, count: int) -> tuple[PartRating, ...]:
    """What the merchant said of some buyers or rows, as far as it can still be true."""
    if known is None or known.scale != scale:
        return ()
    return tuple(part for part in known.parts if part.count <= count)


def _usual_scale(tallies: Sequence[ReviewTally]) -> int:
    counts: dict[int, int] = {}
    for one in tallies:
        counts[one.scale] = counts.get(one.scale, 0) + one.count
    return max(counts, key=lambda scale: (counts[scale], scale))


def _on_scale(tally: ReviewTally, scale: int) -> Decimal:
    grade = Decimal(tally.grade)
    if tally.scale == scale:
        return grade
    share = ARITHMETIC.divide(grade - 1, Decimal(tally.scale - 1))
    return ARITHMETIC.add(ARITHMETIC.multiply(share, Decimal(scale - 1)), Decimal(1))


def _period(tallies: Sequence[ReviewTally], today: datetime.date) -> int | None:
    """The months up to *today* in which all of them were given; None where a day is not known, or where
    it is more than a rating may say."""
    if any(one.dated < one.count for one in tallies):
        return None
    first = datetime.date.fromisoformat(min(one.first_day for one in tallies))
    months = (today.year - first.year) * 12 + today.month - first.month
    whole = max(1, months + (today.day > first.day))
    return whole if whole <= MOST_HORIZON_MONTHS else None


def _verified(tallies: Sequence[ReviewTally]) -> Verified | None:
    """How all of them are known; none of them better than the one known least."""
    ways = {one.verified for one in tallies}
    if "" in ways:
        return None
    ranked: tuple[Verified, ...] = ("not_verified", "account", "purchase")
    return next(way for way in ranked if way in ways)


def _spread(tallies: Sequence[ReviewTally], scale: int) -> tuple[int, ...]:
    """How many gave each grade, where all of them are whole ones of this scale."""
    whole = all(one.scale == scale and one.grade.isdigit() for one in tallies)
    if not whole or scale > MOST_GRADES:
        return ()
    counts = dict.fromkeys(range(1, scale + 1), 0)
    for one in tallies:
        counts[int(one.grade)] += one.count
    return tuple(counts.values())


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
