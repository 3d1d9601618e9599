"""What needs say of each other: which follows from which, and which cannot both be met."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from .diff import comparable, folded
from .personas import GATES, Level, Need
from .values import Number

_STRENGTH: dict[Level, int] = {"must": 2, "never": 2, "should": 1, "nice": 0}
_AT_LEAST, _AT_MOST = frozenset({">=", "=="}), frozenset({"<=", "=="})


def joined(needs: Iterable[Need]) -> tuple[Need, ...]:
    """*needs* in their order, without those that follow from another one.

    Of two that say the same the stronger one stays, of equally strong ones the first.
    """
    kept: list[Need] = []
    for need in needs:
        if not any(follows(need, other) for other in kept):
            kept = [*(other for other in kept if not follows(other, need)), need]
    return tuple(kept)


def follows(need: Need, other: Need) -> bool:
    """Whether *need* is met wherever *other* is, and *other* is asked for as strongly.

    ``area >= 40`` follows from ``area >= 60``. Of needs turned round it is the other way:
    ``never area >= 60`` follows from ``never area >= 40``.
    """
    if need.feature != other.feature or (need.level == "never") != (other.level == "never"):
        return False
    if _STRENGTH[need.level] > _STRENGTH[other.level]:
        return False
    return _within(need, other) if need.level == "never" else _within(other, need)


def clashes(needs: Sequence[Need]) -> list[tuple[int, int]]:
    """Places of every two of *needs* that no value can meet both."""
    return [
        (first, second)
        for second in range(len(needs))
        for first in range(second)
        if contradictory(needs[first], needs[second])
    ]


def contradictory(left: Need, right: Need) -> bool:
    """Whether no value can meet both: must and never the same, or a least above a most.

    What is no must contradicts nothing: it can be left unmet.
    """
    if left.feature != right.feature or not {left.level, right.level} <= GATES:
        return False
    if left.level == right.level:
        return left.level == "must" and _apart(left, right)
    wanted, refused = (left, right) if left.level == "must" else (right, left)
    return _within(wanted, refused)


def _within(narrow: Need, wide: Need) -> bool:
    """Whether every value that answers *narrow* answers *wide*."""
    if narrow.op == wide.op and narrow.number == wide.number is None:
        same = _said(narrow) == _said(wide)
        return same if narrow.op == "==" else narrow.op == "has" or _are_among(narrow, wide)
    if wide.op == "has":
        return narrow.op in _AT_LEAST and narrow.number is not None and Decimal(narrow.number) > 0
    if wide.op == "in":
        return narrow.op == "==" and narrow.number is None and _are_among(narrow, wide)
    pair = _in_one_unit(narrow, wide)
    return pair is not None and _is_number_within(narrow.op, wide.op, *pair)


def _is_number_within(narrow: str, wide: str, its: Decimal, limit: Decimal) -> bool:
    if wide == ">=":
        return narrow in _AT_LEAST and its >= limit
    if wide == "<=":
        return narrow in _AT_MOST and its <= limit
    return narrow == "==" and its == limit


def _apart(left: Need, right: Need) -> bool:
    """Whether the numbers that answer one all lie above those that answer the other."""
    pair = _in_one_unit(left, right)
    if pair is None:
        return False
    first, second = pair
    above = left.op in _AT_LEAST and right.op in _AT_MOST and first > second
    below = left.op in _AT_MOST and right.op in _AT_LEAST and first < second
    return above or below


def _in_one_unit(left: Need, right: Need) -> tuple[Decimal, Decimal] | None:
    first, second = _number(left), _number(right)
    return comparable(first, second) if first is not None and second is not None else None


def _number(need: Need) -> Number | None:
    if need.number is None or need.op not in _AT_LEAST | _AT_MOST:
        return None
    return Number(amount=need.number, unit=need.unit, base=need.base, base_unit=need.base_unit)


def _are_among(narrow: Need, wide: Need) -> bool:
    return bool(narrow.texts) and _said(narrow) <= _said(wide)


def _said(need: Need) -> set[str]:
    return {folded(text) for text in need.texts}
