"""Open choices: every way to take one of each group, so that a price can be said from and to."""

from collections.abc import Iterator, Sequence
from itertools import product as every_way
from math import prod

from msgspec.structs import replace

from ..messages import say
from .frame import Frame
from .obligations import Choice
from .worth import Charge, charge_of

_MOST_WAYS = 64


def ways(choices: Sequence[Choice], frame: Frame) -> Iterator[tuple[Charge, ...]]:
    """The charges of each way to choose; one empty way where nothing is open.

    Past 64 ways only the cheapest and the dearest of each group are combined.

    Raises:
        NotSold: a quantity is past the last band of an option.
    """
    groups = [_options(choice, frame) for choice in choices]
    if prod(len(group) for group in groups) <= _MOST_WAYS:
        return every_way(*groups)
    by_cost = [sorted(group, key=_cost) for group in groups]
    return iter((tuple(group[0] for group in by_cost), tuple(group[-1] for group in by_cost)))


def _options(choice: Choice, frame: Frame) -> list[Charge]:
    labels = tuple(frame.label(component.label) for component in choice.components)
    reason = say("price.one_of", options=labels)
    charges = (charge_of(component, choice.offer, frame) for component in choice.components)
    return [replace(charge, group=choice.group, reason=reason) for charge in charges]


def _cost(charge: Charge) -> tuple[bool, object]:
    high = charge.ends[1]
    return (high is None, 0 if high is None else high.exact)
