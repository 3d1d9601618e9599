"""What somebody wants left out (need level ``never``), in words."""

from ..fit import Reason
from ..messages import Message, Quantified, say
from ..personas import Need
from ..values import Extra, NotApplicable, Value, YesNo
from .column import Bench
from .labels import add_on_named, feature_label
from .rows import value_words

_LIMITS = {">=": "need.below", "<=": "need.above", "==": "need.not_exactly"}


def absence_words(bench: Bench, need: Need) -> Message:
    """What was wanted, as a short name: "no subscription", "noise above 50 dB"."""
    name = feature_label(bench, need.feature)
    if need.op == "has":
        return say("fit.but_lacking", feature=name)
    return say("page.spaced", lead=name, text=_unwanted(need))


def absence_met(bench: Bench, need: Need, value: Value | None) -> Message:
    """That it is not there, or stays clear of what is not wanted."""
    name = feature_label(bench, need.feature)
    if value is None or isinstance(value, YesNo | NotApplicable | Extra):
        return say("fit.but_lacking", feature=name)
    return say("fit.because_short", feature=name, value=value_words(bench, value))


def absence_missed(bench: Bench, need: Need, reason: Reason) -> Message:
    """That it is there all the same, by itself or by an add-on."""
    name = feature_label(bench, need.feature)
    if reason.add_on is not None:
        add_on = add_on_named(bench, reason.add_on)
        brought_by = bench.label(add_on.name) if add_on else reason.add_on
        return say("fit.but_brought", feature=name, add_on=brought_by)
    if need.op == "has" or reason.value is None:
        return say("fit.but_there", feature=name)
    value = value_words(bench, reason.value)
    return say("fit.but_unmet", feature=name, value=value, need=_unwanted(need))


def _unwanted(need: Need) -> Message:
    if need.op in _LIMITS and need.number is not None:
        return say(_LIMITS[need.op], value=Quantified(amount=need.number, unit=need.unit or ""))
    return say("need.none_of", values=need.texts)
