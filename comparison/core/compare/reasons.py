"""The reasons of a fit in words: what meets a need, what does not, what cannot be known."""

from ..fit import Fit, Reason
from ..messages import Message, Quantified, say
from ..money import rounded_text
from ..personas import Budget, Need, Persona
from ..values import Extra, NotApplicable, Value, YesNo
from .absences import absence_met, absence_missed, absence_words
from .amounts import per_interval
from .column import Bench
from .labels import add_on_named, feature_label
from .rows import value_words


def because(bench: Bench, persona: Persona, fit: Fit, most: int) -> tuple[Message, ...]:
    """At most *most* met needs, short: "area 47 m²"."""
    return tuple(_met(bench, persona, reason) for reason in fit.because[:most])


def need_words(bench: Bench, persona: Persona, reason: Reason) -> Message:
    """What was needed, as a short name: "history at least 365 days"."""
    if reason.kind == "budget":
        return say("fit.budget")
    if reason.kind == "size":
        return say("fit.size")
    need = persona.needs[reason.index]
    if need.level == "never":
        return absence_words(bench, need)
    name = feature_label(bench, need.feature)
    if need.op == "has":
        return say("page.plain", text=name)
    return say("page.spaced", lead=name, text=_wanted(need))


def _met(bench: Bench, persona: Persona, reason: Reason) -> Message:
    if reason.kind == "budget" and persona.budget:
        return say("fit.budget_met", amount=_budget(persona.budget))
    if reason.kind == "size":
        return say("fit.size_met", size=_size(bench, persona))
    if reason.level == "never":
        return absence_met(bench, persona.needs[reason.index], reason.value)
    name = feature_label(bench, reason.feature)
    if reason.add_on is not None:
        add_on = add_on_named(bench, reason.add_on)
        words = bench.label(add_on.name) if add_on else reason.add_on
        return say("page.bracketed", text=name, note=say("fit.with_add_on", add_on=words))
    if reason.value is None or isinstance(reason.value, YesNo):
        return say("page.plain", text=name)
    return say("fit.because_short", feature=name, value=value_words(bench, reason.value))


def missed(bench: Bench, persona: Persona, reason: Reason) -> Message:
    """An unmet or unknown need, with what was needed."""
    if reason.kind == "budget" and persona.budget:
        return _budget_missed(persona.budget, reason)
    if reason.kind == "size":
        key = "fit.size_unmet" if reason.outcome == "unmet" else "fit.size_unknown"
        return say(key, size=_size(bench, persona))
    need = persona.needs[reason.index]
    name = feature_label(bench, need.feature)
    if reason.outcome == "unknown":
        return say(_why_unknown(reason), feature=name)
    if need.level == "never":
        return absence_missed(bench, need, reason)
    if need.op == "has" or _is_absent(reason.value):
        return say("fit.but_lacking", feature=name)
    value = value_words(bench, reason.value) if reason.value is not None else say("cell.no")
    return say("fit.but_unmet", feature=name, value=value, need=_wanted(need))


def _is_absent(value: Value | None) -> bool:
    return value is None or isinstance(value, NotApplicable) or (isinstance(value, YesNo) and not value.yes)


def _why_unknown(reason: Reason) -> str:
    if reason.add_on or isinstance(reason.value, Extra):
        return "fit.but_unpriced"
    return "fit.but_unproved" if reason.unproven else "fit.but_unknown"


def _wanted(need: Need) -> Message:
    if need.op == "in" or (need.op == "==" and need.number is None):
        return say("need.one_of", values=need.texts)
    value = Quantified(amount=need.number or "1", unit=need.unit or "")
    keys = {">=": "need.at_least", "<=": "need.at_most", "==": "need.exactly"}
    return say(keys[need.op], value=value) if need.op in keys else say("need.has")


def _budget(budget: Budget) -> Message:
    amount = rounded_text(budget.amount, budget.currency)
    return per_interval(amount, "month" if budget.per in {"month", "unit-month"} else "once")


def _budget_missed(budget: Budget, reason: Reason) -> Message:
    if reason.outcome == "unknown" or reason.over is None:
        return say("fit.budget_unknown")
    key = "fit.budget_over_each" if budget.per == "unit-month" else "fit.budget_over"
    return say(key, over=rounded_text(reason.over, budget.currency))


def _size(bench: Bench, persona: Persona) -> Quantified:
    unit = persona.size.unit if persona.size else ""
    return Quantified(amount=str(bench.context.quantities.get(unit, 1)), unit=unit)
