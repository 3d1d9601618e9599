"""The three-valued test: a need against a value is met, unmet or unknown."""

import datetime
from collections.abc import Callable
from decimal import Decimal

from ..catalogue import Cell
from ..diff import Texts, comparable, folded, items_of, proven, says_yes
from ..fit import Outcome
from ..personas import Need
from ..values import Extra, Listing, NotApplicable, NotStated, Number, Unlimited, Value, Words

BEST_FIRST: tuple[Outcome, ...] = ("met", "unknown", "unmet")
_TURNED: dict[Outcome, Outcome] = {"met": "unmet", "unmet": "met", "unknown": "unknown"}


def turned_round(outcome: Outcome) -> Outcome:
    """Met for unmet and unmet for met; what is unknown stays unknown."""
    return _TURNED[outcome]


def best(outcomes: list[Outcome]) -> Outcome:
    """The best of several ways to answer one need."""
    return min(outcomes, key=BEST_FIRST.index)


def outcome_of(need: Need, cell: Cell | None, today: datetime.date) -> Outcome:
    """How a cell answers *need*. No cell is unknown, and so is a claim without valid evidence."""
    if cell is None:
        return "unknown"
    found = outcome(need, cell.value)
    return "unknown" if found == "met" and not proven(cell, today) else found


def outcome(need: Need, value: Value) -> Outcome:
    """How *value* answers *need*; ends of a range are inside it.

    What has not been stated is unknown, and so is a value of a kind that the need cannot be
    asked of (free words for a number). What costs extra is not included.
    """
    return "unknown" if isinstance(value, NotStated) else _TESTS[need.op](need, value)


def _has(_: Need, value: Value) -> Outcome:
    if isinstance(value, Number):
        return _held(Decimal(value.amount) > 0)
    if isinstance(value, Unlimited):
        return _held(value.fair_use is None or Decimal(value.fair_use.amount) > 0)
    if isinstance(value, Listing):
        return "met"
    return _absent_or_unknown(value) if says_yes(value) is None else _held(says_yes(value) is True)


def _at_least(need: Need, value: Value) -> Outcome:
    if isinstance(value, Unlimited) and value.fair_use is None and need.number is not None:
        return "met"
    return _measured(need, value, lambda found, wanted: found >= wanted) or _absent_or_unknown(value)


def _at_most(need: Need, value: Value) -> Outcome:
    # What is absent or does not apply has no number that could be small enough.
    return _measured(need, value, lambda found, wanted: found <= wanted) or "unknown"


def _exactly(need: Need, value: Value) -> Outcome:
    if need.number is not None:
        return _measured(need, value, lambda found, wanted: found == wanted) or _absent_or_unknown(value)
    if isinstance(value, Words | Listing) and need.texts:
        items, wanted = items_of(value), {folded(text) for text in need.texts}
        found = [_said(item) & wanted for item in items]
        return _held(all(found) and set().union(*found) == wanted)
    return _among(need, value)


def _among(need: Need, value: Value) -> Outcome:
    if not need.texts:
        return "unknown"
    wanted = {folded(text) for text in need.texts}
    if isinstance(value, Words | Listing):
        return _held(any(_said(item) & wanted for item in items_of(value)))
    return _absent_or_unknown(value)


def _measured(need: Need, value: Value, holds: Callable[[Decimal, Decimal], bool]) -> Outcome | None:
    """The comparison with the need's number; None where *value* is no number at all."""
    limit = value.fair_use if isinstance(value, Unlimited) else value
    if need.number is None:
        return "unknown"
    if not isinstance(limit, Number):
        return "unmet" if isinstance(value, Unlimited) else None
    pair = comparable(limit, number_of(need, need.number))
    return "unknown" if pair is None else _held(holds(*pair))


def number_of(need: Need, number: str) -> Number:
    """The need's *number* with its unit, as a number that a cell's can be compared with."""
    return Number(amount=number, unit=need.unit, base=need.base, base_unit=need.base_unit)


def _absent_or_unknown(value: Value) -> Outcome:
    absent = isinstance(value, Extra | NotApplicable) or says_yes(value) is False
    return "unmet" if absent else "unknown"


def _said(item: Texts) -> set[str]:
    return {folded(text) for text in item.values()}


def _held(holds: bool) -> Outcome:  # noqa: FBT001  (the answer of a comparison, in words)
    return "met" if holds else "unmet"


_TESTS: dict[str, Callable[[Need, Value], Outcome]] = {
    "has": _has,
    ">=": _at_least,
    "<=": _at_most,
    "in": _among,
    "==": _exactly,
}
