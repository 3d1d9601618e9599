"""Which of two cells of a row is the better one, by the feature's own direction."""

import datetime
from typing import Literal

from ..catalogue import Cell, Feature
from ..diff import larger, proven, says_yes
from ..values import Extra, NotApplicable, NotStated, Number, Unlimited, Value, YesNo

Presence = Literal["absent", "extra", "included"]
_PRESENCES: tuple[Presence, ...] = ("absent", "extra", "included")


def is_ranked(feature: Feature) -> bool:
    """Whether it is known which value is better: a direction is set, or having it is the point."""
    return feature.kind == "yes_no" or feature.direction != "none"


def known_value(feature: Feature, cell: Cell | None, today: datetime.date) -> Value | None:
    """The value if it can be relied on; None if not stated, or claimed without valid evidence.

    A seller who says no to a claim is believed, unless having less of it is the better.
    """
    if cell is None or isinstance(cell.value, NotStated):
        return None
    admitted = says_yes(cell.value) is False and feature.direction != "lower"
    return cell.value if admitted or proven(cell, today) else None


def presence(value: Value) -> Presence | None:
    """How far a feature is there; None for values that do not say so."""
    if isinstance(value, Extra):
        return "extra"
    if isinstance(value, Number | Unlimited):
        return "included"
    said = says_yes(value)
    if said is None:
        return None
    return "included" if said else "absent"


def advantage(feature: Feature, left: Value | None, right: Value | None) -> int | None:
    """1 if *left* is better, -1 if *right* is, 0 if neither; None if that cannot be said.

    Included is better than for extra money, and that is better than absent, unless the
    feature's direction is lower.
    """
    if left is None or right is None or not is_ranked(feature):
        return None
    if left == right:
        return 0
    if isinstance(left, NotApplicable) or isinstance(right, NotApplicable):
        return None
    standing = _standing(left, right)
    if standing is None:
        return None
    if feature.direction == "lower":
        # Of two numbers the smaller is better; of a number and nothing, neither.
        return -standing if _alike(left, right) else None
    return standing


def _alike(left: Value, right: Value) -> bool:
    numbers = (Number, Unlimited)
    return isinstance(left, numbers) == isinstance(right, numbers)


def _standing(left: Value, right: Value) -> int | None:
    mine, theirs = presence(left), presence(right)
    if mine is None or theirs is None:
        return None
    if mine != theirs:
        return 1 if _PRESENCES.index(mine) > _PRESENCES.index(theirs) else -1
    if mine == "extra":
        return None
    if isinstance(left, YesNo) or isinstance(right, YesNo) or mine == "absent":
        return 0 if _alike(left, right) else None
    return larger(left, right)
