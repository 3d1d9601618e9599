"""H34: for every persona there is a tier that fits. Asked only of an edition without errors."""

from collections.abc import Iterator

from .examined import Examined
from .finding import Finding, found
from .usual_fits import usual_fits


def nothing_fits(examined: Examined) -> Iterator[Finding]:
    """H34: not one tier fits a persona in its usual quantities, in the shop's first market."""
    if not examined.publication.markets or not examined.own_products:
        return
    for place, persona in enumerate(examined.publication.personas):
        if all(fit.level == "no" for fit in usual_fits(examined, persona)):
            name = examined.said(persona.label)
            yield found("H34", "information", f"$.personas[{place}]", "no_fit", persona=name)
