"""H06: a fee says what it is for."""

from collections.abc import Iterator

from .examined import Examined
from .finding import Finding, found
from .wordings import VAGUE_FEE

_FEES = frozenset({"fee", "surcharge"})


def fee_for_nothing(examined: Examined) -> Iterator[Finding]:
    """H06: a fee is called service, convenience or handling, and no reason says what one gets for it."""
    for placed, component, path in examined.components():
        vague = any(VAGUE_FEE.search(words) for words in component.label.values())
        said = component.reason is not None and any(words.strip() for words in component.reason.values())
        if component.kind in _FEES and vague and not said:
            facts = {"name": placed.name, "charge": examined.said(component.label)}
            yield found("H06", "warning", f"{path}.reason", "no_purpose", **facts)
