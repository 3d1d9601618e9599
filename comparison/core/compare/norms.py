"""What is usual in the trade: the range of a row, and where each cell stands to it."""

from typing import Literal

from ..catalogue import Feature
from ..diff import larger
from ..messages import Message, Quantified, say
from ..money import CURRENCIES
from ..sources import Norm
from ..values import Number, Value
from .column import Bench

Standing = Literal["above", "at", "below"]
_MONEY_WORDS = frozenset(("won", "dollar", "euro", "yen"))
_PRICED = {"above": "norm.dearer", "at": "norm.at", "below": "norm.cheaper"}


def usual(bench: Bench, feature: Feature) -> Message | None:
    """The usual range with its source and date; None for a feature without one."""
    norm = feature.norm
    if norm is None:
        return None
    unit = feature.unit or ""
    low, high = (Quantified(amount=end, unit=unit) for end in (norm.low, norm.high))
    known: tuple[object, ...] = (bench.label(norm.source.title),)
    if norm.source.as_of:
        known = (*known, bench.day(norm.source.as_of))
    return say("norm.usual", range=say("cell.range", low=low, high=high), known=known)


def against_norm(feature: Feature, value: Value) -> Message | None:
    """Where *value* stands to what is usual; better or worse only where the feature has a direction.

    None without a norm, and where the two cannot be held against each other.
    """
    standing = _standing(feature, value)
    if standing is None:
        return None
    if _is_money(feature.unit):
        return say(_PRICED[standing])
    return say(f"norm.{_judged(feature, standing)}")


def _standing(feature: Feature, value: Value) -> Standing | None:
    if feature.norm is None:
        return None
    low, high = _ends(feature.norm, feature.unit)
    over, under = larger(value, high), larger(low, value)
    if over is None or under is None:
        return None
    if over == 1:
        return "above"
    return "below" if under == 1 else "at"


def _ends(norm: Norm, unit: str | None) -> tuple[Number, Number]:
    low = Number(amount=norm.low, unit=unit, base=norm.base_low, base_unit=norm.base_unit)
    high = Number(amount=norm.high, unit=unit, base=norm.base_high, base_unit=norm.base_unit)
    return low, high


def _judged(feature: Feature, standing: Standing) -> str:
    if feature.direction == "none" or standing == "at":
        return standing
    return "better" if (standing == "above") is (feature.direction == "higher") else "worse"


def _is_money(unit: str | None) -> bool:
    """Whether a row of numbers is one of sums: ``won``, ``usd``, ``won-year``."""
    name = (unit or "").partition("-")[0]
    return name in _MONEY_WORDS or name.upper() in CURRENCIES
