"""H01: what nobody can refuse is in the headline.

Every charge has an obligation and counts unless it says otherwise, so what can go wrong is what it says.
"""

from collections.abc import Iterator

from ..catalogue import Product
from ..pricing.amounts import Flat, PerUnit
from ..pricing.model import Component, If, Optional
from .examined import Examined
from .finding import Finding, found
from .wordings import MANDATORY, says


def mandatory_by_name(examined: Examined) -> Iterator[Finding]:
    """H01: a charge is called mandatory and counts only if it is chosen."""
    for placed, component, path in examined.components():
        if isinstance(component.obligation, Optional) and _is_called_mandatory(component.label):
            facts = {"name": placed.name, "charge": examined.said(component.label)}
            yield found("H01", "error", f"{path}.obligation", "called_mandatory", **facts)


def left_out(examined: Examined) -> Iterator[Finding]:
    """H01: among the costs that are in no sum stands one that is mandatory, or one known sum paid once."""
    for placed in examined.products:
        for path, cost, once in _excluded(placed.seller, placed.path):
            facts = {"name": placed.name, "charge": examined.said(cost)}
            if _is_called_mandatory(cost):
                yield found("H01", "error", path, "left_out", **facts)
            elif once:
                yield found("H01", "warning", path, "known_sum", **facts)


def charged_to_newcomers(examined: Examined) -> Iterator[Finding]:
    """H01: a charge counts only for those who say they are new, so that newcomers see too little."""
    for placed, component, path in examined.components():
        obligation = component.obligation
        if isinstance(obligation, If) and obligation.condition.first_purchase and costs(component):
            facts = {"name": placed.name, "charge": examined.said(component.label)}
            yield found("H01", "error", f"{path}.obligation", "newcomers", **facts)


def costs(component: Component) -> bool:
    """Whether it is not known to cost nothing."""
    amount = component.amount
    return not isinstance(amount, Flat | PerUnit) or amount.value.strip("0.") != ""


def _is_called_mandatory(label: dict[str, str]) -> bool:
    return any(says(MANDATORY, words) for words in label.values())


def _excluded(product: Product, path: str) -> Iterator[tuple[str, dict[str, str], bool]]:
    """The place and label of each cost in no sum, and whether it is one known amount."""
    for index, cost in enumerate(product.excluded):
        yield f"{path}.excluded[{index}]", cost.label, cost.estimate is not None and cost.every is None
