"""S04: what has to be bought separately is priced, and its price is in the sums."""

from collections.abc import Iterator

from ..catalogue import Product
from ..content import Separate
from ..pricing.model import Always, Component
from .examined import Examined
from .finding import Finding, Level, found


def separate_things_without_a_price(examined: Examined) -> Iterator[Finding]:
    """S04: a thing to be bought separately has no price, a charge that is nowhere, or one not always due."""
    for placed in examined.own_products:
        for index, one in enumerate(placed.seller.separate):
            fault = _fault(placed.seller, one)
            if fault is not None:
                level: Level = "error" if fault == "no_charge" else "warning"
                path = f"{placed.path}.separate[{index}].charge"
                yield found("S04", level, path, fault, name=placed.name, thing=examined.said(dict(one.label)))


def _fault(product: Product, one: Separate) -> str | None:
    if one.charge is None:
        return "not_priced"
    charges = [_charge(price.components, one.charge) for price in product.prices if price.components]
    if any(charge is None for charge in charges):
        return "no_charge"
    always = all(charge is None or isinstance(charge.obligation, Always) for charge in charges)
    return None if always else "not_always"


def _charge(components: tuple[Component, ...], key: str) -> Component | None:
    return next((component for component in components if component.key == key), None)
