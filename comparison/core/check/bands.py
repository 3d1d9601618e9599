"""H19: bands and steps rise, end open, and never meet twice."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..pricing.amounts import Amount, Graduated, Stair, Volume
from .examined import Examined
from .finding import Finding, found


def broken_bands(examined: Examined) -> Iterator[Finding]:
    """H19: the upper ends do not rise, one in the middle is open, or the last is not."""
    for placed, component, path in examined.components():
        fault = _fault(_ends(component.amount))
        if fault:
            label = examined.said(component.label)
            yield found("H19", "error", f"{path}.amount", fault, name=placed.name, charge=label)


def _ends(amount: Amount) -> Sequence[int | None] | None:
    if isinstance(amount, Graduated | Volume):
        return [band.up_to for band in amount.bands]
    return [step.up_to for step in amount.steps] if isinstance(amount, Stair) else None


def _fault(ends: Sequence[int | None] | None) -> str | None:
    if ends is None:
        return None
    *closed, last = ends
    if None in closed:
        return "open_in_between"
    known = [end for end in closed if end is not None]
    if any(right <= left for left, right in pairwise(known)):
        return "not_rising"
    return "not_open" if last is not None else None
