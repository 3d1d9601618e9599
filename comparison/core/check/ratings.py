"""H37: an average says of how many, from when, and how they are known to be buyers."""

from collections.abc import Iterator
from decimal import Decimal

from ..content import PartRating, Rating
from ..money import ARITHMETIC
from .examined import Examined
from .finding import Finding, found

# An average is said with one place, so it may be off by half of that.
_ROUNDED = Decimal("0.05")
_WORST = 1


def ratings_without_a_basis(examined: Examined) -> Iterator[Finding]:
    """H37: a rating lacks its number of ratings, the months they are from, or how buyers were verified."""
    for placed in examined.products:
        rating = placed.seller.rating
        for field in ("count", "period", "verified") if rating else ():
            if getattr(rating, field) is None:
                yield found("H37", "error", f"{placed.path}.rating.{field}", f"no_{field}", name=placed.name)


def ratings_that_cannot_be(examined: Examined) -> Iterator[Finding]:
    """H37: an average outside its scale, of no ratings at all, or not that of the grades that were given."""
    for placed in examined.products:
        rating = placed.seller.rating
        for field, fault in _faults(rating) if rating else ():
            facts = {"name": placed.name, "average": rating.average, "scale": rating.scale} if rating else {}
            yield found("H37", "error", f"{placed.path}.rating.{field}", fault, **facts)


def parts_that_cannot_be(examined: Examined) -> Iterator[Finding]:
    """H37: a part is outside the scale or of more than all ratings, or it is of nothing that is here."""
    personas = {persona.key for persona in examined.publication.personas}
    for placed in examined.products:
        rating = placed.seller.rating
        for index, part in enumerate(rating.parts if rating else ()):
            path = f"{placed.path}.rating.parts[{index}]"
            facts = {"name": placed.name, "part": part.key}
            if rating is not None and not _is_within(part, rating):
                yield found("H37", "error", path, "part_outside", **facts)
            if part.key not in (personas if part.of == "persona" else examined.features):
                yield found("H37", "warning", path, "part_of_nothing", **facts)


def _is_within(part: PartRating, rating: Rating) -> bool:
    counted = rating.count is None or part.count <= rating.count
    return counted and _WORST <= Decimal(part.average) <= rating.scale


def _faults(rating: Rating) -> Iterator[tuple[str, str]]:
    """The field and the fault of each thing that cannot be."""
    if not _WORST <= Decimal(rating.average) <= rating.scale:
        yield "average", "outside"
    if rating.count == 0:
        yield "count", "of_nobody"
    if rating.spread and not _agrees(rating):
        yield "spread", "other_spread"


def _agrees(rating: Rating) -> bool:
    """Whether the grades are as many as the scale has and as the ratings are, and come to the average."""
    count = sum(rating.spread)
    if len(rating.spread) != rating.scale or count == 0 or rating.count not in {None, count}:
        return False
    points = sum(grade * times for grade, times in enumerate(rating.spread, start=_WORST))
    average = ARITHMETIC.divide(Decimal(points), Decimal(count))
    return abs(average - Decimal(rating.average)) <= _ROUNDED
