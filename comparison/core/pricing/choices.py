"""Open choices: every way to take one of each group, so that a price can be said from and to."""

from collections.abc import Iterable, Sequence
from itertools import product as every_way
from math import prod

from msgspec.structs import replace

from ..messages import Message, say
from .entries import Account, account
from .frame import Frame
from .model import Component
from .obligations import Choice
from .offers import Offer
from .refusals import NotSold
from .worth import Charge, charge_of

_MOST_WAYS = 64


def accounts(
    certain: Sequence[Charge],
    choices: Sequence[Choice],
    offers: Sequence[Offer],
    frame: Frame,
    notes: list[Message],
) -> list[Account]:
    """One account for each way to choose what is open, with the *certain* charges in each.

    Options that cannot be had in this context are no options.

    Raises:
        NotSold: there is no way at all; the reason is that of the first.
    """
    ways = _ways([_options(choice, frame) for choice in choices])
    found: list[Account] = []
    refusals: list[NotSold] = []
    for way in ways:
        try:
            found.append(account([*certain, *way], offers, frame, notes))
        except NotSold as refusal:
            refusals.append(refusal)
    if not found:
        raise refusals[0]
    return found


def _ways(groups: Sequence[Sequence[Charge]]) -> Iterable[tuple[Charge, ...]]:
    """Every way to take one of each; past 64 only the cheapest of all and the dearest of all."""
    if prod(len(group) for group in groups) <= _MOST_WAYS:
        return every_way(*groups)
    by_cost = [sorted(group, key=_cost) for group in groups]
    return (tuple(group[0] for group in by_cost), tuple(group[-1] for group in by_cost))


def _options(choice: Choice, frame: Frame) -> list[Charge]:
    """The charges of one group that can be had.

    Raises:
        NotSold: none can.
    """
    charges: list[Charge] = []
    refusals: list[NotSold] = []
    for component in choice.components:
        try:
            charges.append(charge_of(component, choice.offer, frame))
        except NotSold as refusal:
            refusals.append(refusal)
    if not charges:
        raise refusals[0]
    if len(charges) == 1:
        return charges
    reason = _depends_on(choice.components, frame)
    return [replace(charge, group=choice.group, reason=reason) for charge in charges]


def _depends_on(components: Sequence[Component], frame: Frame) -> Message:
    return say("price.one_of", options=tuple(frame.label(component.label) for component in components))


def _cost(charge: Charge) -> tuple[bool, object]:
    high = charge.ends[1]
    return (high is None, 0 if high is None else high.exact)
