"""Whom a tier may be for: a persona, what it needs, and what it can spend."""

from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from .bounds import (
    AmountText,
    CurrencyCode,
    DateText,
    Key,
    LineText,
    NumberText,
    Record,
    ShortString,
    ShortText,
)
from .sizes import SizeRange

Level = Literal["must", "should", "nice", "never"]
KnownFrom = Literal["interviews", "support", "questionnaire", "left", "own_view"]
WEIGHTS: dict[Level, int] = {"must": 0, "should": 3, "nice": 1, "never": 0}
# Needs of these levels decide whether a tier fits at all.
GATES: frozenset[Level] = frozenset({"must", "never"})


class Need(Record, frozen=True, kw_only=True):
    """One thing a persona needs of one feature.

    *op* ``has`` asks for yes (or any number above 0, or unlimited); ``>=`` and ``<=`` compare
    *number* in *unit*, ends included; ``in`` wants one of *texts* among a text or a list;
    ``==`` wants exactly that. *weight* counts points for should (3) and nice (1). Level ``never`` is
    a must turned round: met by what does not meet it, unknown where that is unknown.
    """

    feature: Key
    op: Literal["has", ">=", "<=", "in", "=="] = "has"
    number: NumberText | None = None
    unit: Key | None = None
    base: NumberText | None = None
    base_unit: Key | None = None
    texts: Annotated[tuple[ShortString, ...], Meta(max_length=50)] = ()
    level: Level = "must"
    weight: Annotated[int, Meta(ge=1, le=100)] | None = None
    why: LineText | None = None


class Budget(Record, frozen=True, kw_only=True):
    """What a persona can spend, in major units of *currency*.

    *per* ``unit-month`` is a month for each of the persona's units, ``month`` a month in all,
    ``horizon`` all charges of the comparison's horizon, ``now`` what is due first. A *hard* budget
    excludes a tier, a soft one costs it the first level.
    """

    amount: AmountText
    currency: CurrencyCode
    per: Literal["unit-month", "month", "horizon", "now"] = "month"
    hard: bool = False


class Persona(Record, frozen=True, kw_only=True):
    """A group of buyers as the merchant knows them. Labels carry no sum of money.

    *size* says how many they are; a tier that cannot hold them does not fit. *also* are further
    quantities their prices depend on (orders a month), which exclude nothing. *who* they are, what each
    *wants* and *struggles* with, and how all this is *known_from* are notes of the shop's own; *source* says
    the last to shoppers.
    """

    key: Key
    label: ShortText
    category: Key | None = None
    size: SizeRange | None = None
    also: Annotated[tuple[SizeRange, ...], Meta(max_length=5)] = ()
    needs: Annotated[tuple[Need, ...], Meta(max_length=60)] = ()
    budget: Budget | None = None
    source: ShortText | None = None
    last_reviewed: DateText | None = None
    who: LineText | None = None
    wants: LineText | None = None
    struggles: LineText | None = None
    known_from: Annotated[tuple[KnownFrom, ...], Meta(max_length=5)] = ()

    @property
    def sizes(self) -> tuple[SizeRange, ...]:
        """Every quantity this persona brings."""
        return (*((self.size,) if self.size else ()), *self.also)


def without_notes(persona: Persona) -> Persona:
    """*persona* as it is published: what only the shop notes for itself is left out."""
    return replace(persona, who=None, wants=None, struggles=None, known_from=())
