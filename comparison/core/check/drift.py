"""H42: what checkouts charged was not what shoppers were shown."""

from collections.abc import Iterator

from ..catalogue import AddOn, Product
from ..pricing.drift import DAYS, DriftLine, charge_digest, seller_of
from .examined import Examined, Placed
from .finding import Finding, found


def checkouts_that_differed(examined: Examined) -> Iterator[Finding]:
    """H42: checkouts of the last 30 days differed from their quotes; names the charge.

    A charge that was changed since, or that came out equal in a later checkout, is a warning: the count
    goes on being shown, and the change that mends it can be published.
    """
    key = examined.publication.comparison.key
    for line in examined.drift.lines:
        if line.comparison == key:
            yield _finding(examined, line)


def _finding(examined: Examined, line: DriftLine) -> Finding:
    mended = line.settled or line.charge != _charge_now(examined, line)
    place, name = _place(examined, line)
    facts = {"name": name, "count": line.count, "days": DAYS, "date": line.last_on}
    if mended:
        return found("H42", "warning", place, "mended", **facts)
    if line.component is None or line.kind is None:
        return found("H42", "error", place, "total", **facts, expected=line.expected, charged=line.charged)
    item = examined.said(line.label) if line.label else line.component
    amounts = {"expected": line.expected, "charged": line.charged}
    wanted = {"missing": ("expected",), "extra": ("charged",), "other_amount": ("expected", "charged")}
    stated = {side: amounts[side] for side in wanted[line.kind]}
    return found("H42", "error", place, line.kind, **facts, item=item, **stated)


def _charge_now(examined: Examined, line: DriftLine) -> str:
    return charge_digest(examined.publication, line.tier, line.add_on, line.component)


def _place(examined: Examined, line: DriftLine) -> tuple[str, str]:
    """Where the charge stands and what its seller is called; the whole edition for a tier that is gone."""
    seller = seller_of(examined.publication, line.tier, line.add_on)
    placed = next((one for one in examined.sellers if one.seller is seller), None)
    if placed is None:
        return "$", line.add_on or line.tier
    return _component_path(placed, line.component), placed.name


def _component_path(placed: Placed[Product] | Placed[AddOn], component: str | None) -> str:
    """The place of the charge; that of all prices where the seller has no such charge."""
    for number, price in enumerate(placed.seller.prices):
        for index, one in enumerate(price.components):
            if one.key == component:
                return f"{placed.path}.prices[{number}].components[{index}]"
    return f"{placed.path}.prices"
