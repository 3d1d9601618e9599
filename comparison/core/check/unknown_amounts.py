"""H03: what is not known is never shown as 0, as free, or as nothing."""

from collections.abc import Iterator
from decimal import Decimal

from ..pricing.amounts import Flat, PerUnit
from ..pricing.model import Always, Component, Optional, Price
from .asking import Asking, Budget
from .examined import Examined
from .finding import Finding, found


def unknown_as_nothing(examined: Examined) -> Iterator[Finding]:
    """H03: a price that is priced without a charge, free with one, or a range without ends."""
    for placed in examined.prices:
        fault = _fault(placed.price)
        if fault:
            yield found("H03", "error", placed.path, fault, name=placed.name)


def charged_to_some_only(examined: Examined) -> Iterator[Finding]:
    """H03: every charge is optional, or for some shoppers only, so that whoever says nothing is shown 0."""
    budget = Budget()
    for placed in examined.prices:
        price = placed.price
        for_all = any(isinstance(one.obligation, Always) for one in price.components)
        markets = examined.markets_of(price)
        if price.status != "priced" or for_all or not markets or not budget.allows(1):
            continue
        quote = Asking(examined, price, markets[0]).quote()
        if quote.is_settled and not quote.lines and all(one.kind != "component" for one in quote.excluded):
            yield found("H03", "error", placed.path, "for_some_only", name=placed.name)


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
