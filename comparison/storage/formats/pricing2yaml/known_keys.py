"""The keys Pricing2Yaml has, by the kind of node: a misspelled one would lose what it holds.

Source: docs/importing.md, "Pricing2Yaml". Keys that real files use and that have no place in a
catalogue (addresses of documentation, expressions of a feature toggle) are known and left out.
"""

from difflib import get_close_matches
from typing import Literal

from ....core.messages import Message, say
from .node import Node

Kind = Literal["pricing", "feature", "limit", "plan", "add_on", "override"]

_SELLING = (
    "name description price monthlyPrice annualPrice unit private features usageLimits usaeLimits "
    "subscriptionConstraints"
)
_KNOWN: dict[Kind, frozenset[str]] = {
    "pricing": frozenset(
        (
            "saasName version syntaxVersion createdAt day month year starts ends url currency billing tags "
            "variables hasAnnualPayment features usageLimits plans addOns"
        ).split()
    ),
    "feature": frozenset(
        (
            "name description valueType defaultValue type tag integrationType automationType pricingUrls "
            "pricingURLs pricingsUrls pricingsURLs docUrl docURL expression serverExpression render"
        ).split()
    ),
    "limit": frozenset(
        "name description valueType defaultValue unit type linkedFeatures features period trackable".split()
    ),
    "plan": frozenset(_SELLING.split()),
    "add_on": frozenset(
        (*_SELLING.split(), *"availableFor dependsOn excludes usageLimitsExtensions".split()),
    ),
    "override": frozenset(("value",)),
}
# Low enough for a letter too many or too few, high enough that no two known keys meet.
_ALIKE = 0.85


def left_out(node: Node, kind: Kind) -> list[Message]:
    """Notes on the keys of *node* that are not carried over.

    Raises:
        RefusedFile: a key that differs from a known one only by its spelling.
    """
    known = _KNOWN[kind]
    notes = []
    for key in (key for key in node.names() if key not in known):
        meant = get_close_matches(key, known, n=1, cutoff=_ALIKE)
        if meant:
            raise node.at(key).refusal("misspelled", found=key, meant=meant[0])
        notes.append(say("import.note.unknown_key", found=key[:60], place=node.key or "$"))
    return notes
