"""Which components of a price count in a context: those nobody can refuse, and those that were chosen."""

from collections.abc import Iterable

from ..bounds import Result
from ..messages import Message, say
from .amounts import Amount, Flat, Percent, Span, Table, Unknown
from .frame import Frame
from .model import (
    Always,
    Component,
    Condition,
    EachCycle,
    Every,
    If,
    Once,
    OneOf,
    OnEvent,
    Optional,
    PerTransaction,
)
from .offers import Offer
from .quote import Excluded

_ON_DATES = frozenset({Once, EachCycle, Every})


class Choice(Result, frozen=True, kw_only=True):
    """A group of which exactly one must be taken and nobody has said which."""

    group: str
    offer: Offer
    components: tuple[Component, ...]


class Taken(Result, frozen=True, kw_only=True):
    """What counts of one offer. *choices* are still open; *excluded* is named but in no sum."""

    components: tuple[Component, ...]
    choices: tuple[Choice, ...]
    excluded: tuple[Excluded, ...]
    notes: tuple[Message, ...]


def taken(offer: Offer, frame: Frame) -> Taken:
    """The components of *offer* that count, and what there is to say about the others."""
    counted: list[Component] = []
    groups: dict[str, list[Component]] = {}
    excluded: list[Excluded] = []
    for component in offer.components:
        obligation = component.obligation
        if _is_plain(component):
            counted.append(component)
            continue
        if not _is_taken(component, offer, frame):
            continue
        if (left_out := _left_out(component, frame)) is not None:
            excluded.append(left_out)
        elif isinstance(obligation, OneOf):
            groups.setdefault(obligation.group, []).append(component)
        else:
            counted.append(component)
    settled, choices = _settled(groups, offer, frame)
    return Taken(
        components=(*counted, *settled),
        choices=choices,
        excluded=tuple(excluded),
        notes=tuple(_notes(offer, frame)),
    )


def holds(condition: Condition, quantity: int, frame: Frame) -> bool:
    """Whether all that is set of *condition* holds. An unknown region is none of the named ones."""
    context = frame.context
    return (
        (not condition.regions or context.region in condition.regions)
        and condition.customer_type in {None, context.customer_type}
        and condition.first_purchase in {None, context.first_purchase}
        and condition.member in {None, context.member}
        and quantity >= (condition.min_quantity or 0)
    )


def counted_units(amount: Amount) -> tuple[str | None, ...]:
    """The quantities of the context that *amount* depends on; None is the price's own."""
    if isinstance(amount, Percent):
        return tuple(unit for unit in (amount.of_quantity, amount.plus_per) if unit is not None)
    if isinstance(amount, Flat | Table | Span | Unknown):
        return ()
    return (amount.unit,)


def _is_plain(component: Component) -> bool:
    """Nothing about it depends on the context: what most components are."""
    return (
        type(component.obligation) is Always
        and type(component.when) in _ON_DATES
        and type(component.amount) is not Percent
    )


def _is_taken(component: Component, offer: Offer, frame: Frame) -> bool:
    match component.obligation:
        case Always() | OneOf():
            return True
        case If(condition=condition):
            return holds(condition, offer.quantity, frame)
        case Optional():
            return component.default_selected or component.key in frame.context.addons


def _left_out(component: Component, frame: Frame) -> Excluded | None:
    """Charges per event, per uncounted transaction, or of an uncounted quantity are only named."""
    if isinstance(component.when, OnEvent):
        return Excluded(item=component.key, kind="component", every="event")
    units = counted_units(component.amount)
    counted = all(unit in frame.context.quantities for unit in units if unit is not None)
    if isinstance(component.when, PerTransaction):
        if isinstance(component.amount, Unknown) or (units and None not in units and counted):
            return None
        return Excluded(item=component.key, kind="component", every="transaction")
    if isinstance(component.amount, Percent) and not counted:
        return Excluded(item=component.key, kind="component")
    return None


def _settled(
    groups: dict[str, list[Component]], offer: Offer, frame: Frame
) -> tuple[list[Component], tuple[Choice, ...]]:
    settled: list[Component] = []
    choices: list[Choice] = []
    for group, components in groups.items():
        chosen = (
            [one for one in components if one.key in frame.context.addons]
            or [one for one in components if one.default_selected]
            or components
        )
        if len(chosen) == 1 or len(components) == 1:
            settled.append(chosen[0])
        else:
            choices.append(Choice(group=group, offer=offer, components=tuple(components)))
    return settled, tuple(choices)


def _notes(offer: Offer, frame: Frame) -> Iterable[Message]:
    chosen = frame.context.addons
    for component in offer.components:
        if component.default_selected and component.key not in chosen:
            yield say("price.preselected", item=frame.label(component.label))
        if isinstance(component.obligation, If):
            yield from _condition_notes(component, component.obligation.condition, offer, frame)


def _condition_notes(
    component: Component, condition: Condition, offer: Offer, frame: Frame
) -> Iterable[Message]:
    """A charge left out only because the shopper has not said to be new, or a member."""
    context, item = frame.context, frame.label(component.label)
    if holds(condition, offer.quantity, frame):
        return
    if condition.first_purchase and not context.first_purchase:
        yield say("price.not_first_purchase", item=item)
    if condition.member and not context.member:
        yield say("price.not_member", item=item)
