"""H03: what is not known is never shown as 0, as free, or as nothing."""

from collections.abc import Iterator
from decimal import Decimal

from ..pricing.amounts import Flat, PerUnit
from ..pricing.model import Component, Optional, Price
from .examined import Examined
from .finding import Finding, found


def unknown_as_nothing(examined: Examined) -> Iterator[Finding]:
    """H03: a price that is priced without a charge, free with one, or a range without ends."""
    for placed in examined.prices:
        fault = _fault(placed.price)
        if fault:
            yield found("H03", "error", placed.path, fault, name=placed.name)


def no_words(examined: Examined) -> Iterator[Finding]:
    """H03: on request, and the seller does not say how to ask."""
    for placed in examined.prices:
        if placed.price.status == "on_request" and not placed.price.words:
            yield found("H03", "information", placed.path, "no_words", name=placed.name)


def _fault(price: Price) -> str | None:
    if price.status == "priced" and not price.components:
        return "no_charge"
    if price.status == "free" and any(_costs(component) for component in price.components):
        return "not_free"
    if price.status == "range" and (price.low is None or price.high is None):
        return "no_ends"
    return None


def _costs(component: Component) -> bool:
    """Whether nobody can refuse it, and it is not known to be nothing."""
    if isinstance(component.obligation, Optional):
        return False
    amount = component.amount
    return not isinstance(amount, Flat | PerUnit) or Decimal(amount.value) > 0
