"""S06: words that are too long, or too many, for the first screen of a phone."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..catalogue import Product
from .examined import Examined
from .finding import Finding, Level, found

MOST_PERSONAS = 4


class Room(NamedTuple):
    """How many letters fit, all of them Korean (or as wide as those), or all of them Latin."""

    wide: int
    narrow: int

    def holds(self, words: str) -> bool:
        letters = [one for one in words if not unicodedata.combining(one)]
        wide = sum(unicodedata.east_asian_width(one) in {"W", "F"} for one in letters)
        return wide * self.narrow + (len(letters) - wide) * self.wide <= self.wide * self.narrow

    def first_too_long(self, said: Mapping[str, str]) -> str | None:
        """The first of the languages' texts that there is no room for."""
        return next((words for words in said.values() if not self.holds(words)), None)


# Of a tier's name and a persona's label as the reference of the first screen counts them; the title has
# one line of 328 px, in type of 20.
TIER_NAME = Room(12, 20)
PERSONA_LABEL = Room(12, 24)
TITLE = Room(16, 28)


def words_too_long(examined: Examined) -> Iterator[Finding]:
    """S06: a title, a tier's name or a buyer type's label that a phone breaks or cuts off."""
    comparison = examined.publication.comparison
    yield from _too_long(TITLE, "$.comparison.title", "title", comparison.title)
    by_key = {placed.seller.key: placed for placed in examined.products}
    for index, tier in enumerate(comparison.tiers):
        if tier.label:
            yield from _too_long(TIER_NAME, f"$.comparison.tiers[{index}].label", "tier_name", tier.label)
        elif (placed := by_key.get(tier.product)) is not None:
            path, product = f"{placed.path}.name", placed.seller
            yield from _too_long(TIER_NAME, path, "tier_name", product.name, _level(product))
    for index, persona in enumerate(examined.publication.personas):
        path = f"$.personas[{index}].label"
        yield from _too_long(PERSONA_LABEL, path, "persona_label", persona.label)


def too_many_buyer_types(examined: Examined) -> Iterator[Finding]:
    """S06: more buyer types than buttons fit above the first price, and no quiz that leads to the others."""
    comparison = examined.publication.comparison
    count = len(comparison.personas)
    if count > MOST_PERSONAS and not (comparison.quiz and comparison.quiz.questions) and not comparison.pains:
        facts = {"count": count, "most": MOST_PERSONAS}
        yield found("S06", "warning", "$.comparison.personas", "many_personas", **facts)


def _level(product: Product) -> Level:
    """A name that came from a file is the file's."""
    return "information" if product.source_key else "warning"


def _too_long(
    room: Room, path: str, fault: str, said: Mapping[str, str], level: Level = "warning"
) -> Iterator[Finding]:
    words = room.first_too_long(said)
    if words is not None:
        facts = {"text": words, "wide": room.wide, "narrow": room.narrow, "count": len(words)}
        yield found("S06", level, path, fault, **facts)
