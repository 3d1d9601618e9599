"""What buyers said: an average of enough of them, how many, from when, and how they are known for buyers."""

from collections.abc import Iterable, Sequence
from typing import Literal

from ...content import PartRating, Rating
from ...messages import Message, Period, Quantified, say
from ...view_blocks import Block, Fact, FactRow, Told
from ..column import Bench, Column
from ..labels import feature_named
from .telling import row, said, told

# Below these an average says more about chance than about a product. Source: G2's scoring method asks for
# ten reviews, and for five answers to a question of its own.
LEAST = 10
LEAST_OF_A_PART = 5
_A_YEAR = 12


def ratings(bench: Bench, columns: Sequence[Column]) -> Block | None:
    """The ratings of every tier, of all its buyers and of some; None where no tier has any."""
    heading = say("rating.heading")
    rated = [column.product.rating for column in columns]
    whole = row(said(say("rating.of_all")), [_whole(one) for one in rated])
    if whole is None:
        return None
    parts = [_part_row(bench, rated, part) for part in _parts(rated)]
    rows = (whole, *(one for one in parts if one is not None))
    return Block(key="ratings", heading=heading, rows=rows, notes=_thresholds(parts=len(rows) > 1))


def _thresholds(*, parts: bool) -> tuple[Message, ...]:
    whole = say("rating.threshold", count=LEAST)
    return (whole, say("rating.threshold_of_a_part", count=LEAST_OF_A_PART)) if parts else (whole,)


def has_average(rating: Rating | None) -> bool:
    """Whether an average of it may be said: of enough ratings, and with all that it rests on."""
    return rating is not None and (rating.count or 0) >= LEAST and _basis(rating) is not None


def _whole(rating: Rating | None) -> list[Fact]:
    if rating is None:
        return []
    basis = _basis(rating)
    notes = (said(basis),) if basis else ()
    if not has_average(rating):
        return [Fact(text=said(say(f"rating.{_why_none(rating)}")), notes=notes)]
    spread = (said(_spread(rating)),) if rating.spread else ()
    return [Fact(text=said(_average(rating.average, rating)), notes=(*notes, *spread))]


def _why_none(rating: Rating) -> Literal["too_few", "no_basis"]:
    """Why it has no average: imported ratings mostly are enough, but nothing says whose they are."""
    return "too_few" if rating.count is not None and rating.count < LEAST else "no_basis"


def _average(average: str, rating: Rating) -> Message:
    return say("rating.average", average=Quantified(amount=average), most=rating.scale)


def _basis(rating: Rating) -> Message | None:
    """Of how many, from when and how verified; None where any of it is missing (H37 asks for it)."""
    if rating.count is None or rating.period is None or rating.verified is None:
        return None
    if rating.verified == "purchase" and rating.period == _A_YEAR:
        return say("rating.verified", count=rating.count)
    return say(f"rating.by.{rating.verified}", count=rating.count, period=Period(months=rating.period))


def _spread(rating: Rating) -> Message:
    """How many gave each grade, the best first."""
    grades = list(enumerate(rating.spread, start=1))[::-1]
    return say(
        "page.dots", items=tuple(say("rating.grade", grade=grade, count=count) for grade, count in grades)
    )


def _parts(rated: Iterable[Rating | None]) -> list[tuple[str, str]]:
    """What any of them is rated in by itself, each once."""
    return list(dict.fromkeys((part.of, part.key) for one in rated if one for part in one.parts))


def _part_row(bench: Bench, rated: Sequence[Rating | None], part: tuple[str, str]) -> FactRow | None:
    label = _label(bench, *part)
    cells = [_part_cell(rating, part) for rating in rated]
    enough = any(one is not None and one.count >= LEAST_OF_A_PART for _, one in cells)
    if label is None or not enough:
        return None
    return row(label, [_part_fact(rating, one) for rating, one in cells])


def _part_cell(rating: Rating | None, part: tuple[str, str]) -> tuple[Rating | None, PartRating | None]:
    parts = rating.parts if rating else ()
    return rating, next((one for one in parts if (one.of, one.key) == part), None)


def _part_fact(rating: Rating | None, part: PartRating | None) -> list[Fact]:
    if rating is None or part is None:
        return []
    count = (said(say("rating.of_so_many", count=part.count)),)
    few = part.count < LEAST_OF_A_PART
    return [Fact(text=said(say("rating.too_few") if few else _average(part.average, rating)), notes=count)]


def _label(bench: Bench, of: str, key: str) -> Told | None:
    if of == "feature":
        feature = feature_named(bench, key)
        return _named("rating.of_feature", feature=told(bench, feature.label)) if feature else None
    persona = next((one for one in bench.publication.personas if one.key == key), None)
    return _named("rating.of_persona", persona=told(bench, persona.label)) if persona else None


def _named(key: str, **names: Told) -> Told:
    """The sentence *key* about one name, marked as that is where it is in another language."""
    ((slot, name),) = names.items()
    return Told(text=say(key, **{slot: name.text}), lang=name.lang)
