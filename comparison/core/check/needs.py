"""H34: what a persona needs is something a tier can be asked about."""

from collections.abc import Iterator

from ..diff import value_of
from ..values import NotStated
from .examined import Examined
from .finding import Finding, found


def needs_of_nothing(examined: Examined) -> Iterator[Finding]:
    """H34: a persona needs a feature that the category lacks, or that no tier says anything about."""
    for place, persona in enumerate(examined.publication.personas):
        for index, need in enumerate(persona.needs):
            fault = _fault(examined, need.feature)
            if fault:
                path = f"$.personas[{place}].needs[{index}]"
                facts = {
                    "persona": examined.said(persona.label),
                    "feature": examined.feature_name(need.feature),
                }
                yield found("H34", "warning", path, fault, **facts)


def _fault(examined: Examined, feature: str) -> str | None:
    if feature not in examined.features:
        return "no_feature"
    values = (value_of(product, feature) for product in examined.publication.products)
    return "no_value" if all(isinstance(value, NotStated) for value in values) else None
