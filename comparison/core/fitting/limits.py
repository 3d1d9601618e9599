"""What a persona can spend and how many it is: budget and size as reasons of a fit."""

from collections.abc import Mapping
from decimal import Decimal

from ..catalogue import Product
from ..fit import Outcome, Reason
from ..money import ARITHMETIC, Money, exponent, major, rounded
from ..personas import Budget, Persona
from ..pricing.offers import most_sold
from ..pricing.quote import Quote
from ..sizes import SizeRange
from ..values import Number


def size_of(persona: Persona, quantities: Mapping[str, int]) -> int | None:
    """How many of its unit the persona is: the count in force, else its usual or least size."""
    size = persona.size
    if size is None:
        return None
    if size.unit in quantities:
        return quantities[size.unit]
    return size.usual if size.usual is not None else size.min


def capacities(product: Product) -> dict[str, SizeRange]:
    """The hard limits of how many of a unit the product can serve.

    A quantity that no price of the product sells is past its capacity too.
    """
    found = {one.unit: one for one in product.capacity}
    units = {price.quantity_unit for price in product.prices}
    for unit in units - found.keys():
        most = [most_sold(price) for price in product.prices if price.quantity_unit == unit]
        ends = [end for end in most if end is not None]
        if len(ends) == len(most):
            found[unit] = SizeRange(unit=unit, max=max(ends))
    return found


def size_reason(persona: Persona, count: int | None, product: Product) -> Reason | None:
    """Whether *count* is inside the product's capacity; None where it states no capacity."""
    if persona.size is None or count is None:
        return None
    capacity = capacities(product).get(persona.size.unit)
    if capacity is None or (capacity.min is None and capacity.max is None):
        return None
    too_few = capacity.min is not None and count < capacity.min
    too_many = capacity.max is not None and count > capacity.max
    end = capacity.min if too_few or capacity.max is None else capacity.max
    return Reason(
        kind="size",
        index=-1,
        feature=capacity.unit,
        level="must",
        outcome="unmet" if too_few or too_many else "met",
        value=Number(amount=str(end), unit=capacity.unit),
    )


def budget_reason(budget: Budget, quote: Quote, least: Quote, units: int) -> Reason:
    """Whether the quote keeps to the budget, ends included.

    *least* prices the part that has a price, so a budget that this alone exceeds is missed even
    where the whole is unknown. *units* are the persona's, at least 1.
    """
    low, high = _spent(quote, budget.per)
    if low is None:
        low = _spent(least, budget.per)[0]
    times = _times(budget, quote, units)
    allowed = ARITHMETIC.multiply(Decimal(budget.amount), Decimal(times))
    comparable = quote.currency == budget.currency
    outcome = _kept(low, high, allowed) if comparable else "unknown"
    spent = high or low
    return Reason(
        kind="budget",
        index=-1,
        feature="",
        level="must" if budget.hard else "should",
        outcome=outcome,
        over=_over(spent, allowed, times) if outcome == "unmet" and spent else None,
    )


def _spent(quote: Quote, per: str) -> tuple[Money | None, Money | None]:
    """The least and the most to be spent; the most is unknown unless the quote is priced."""
    high, low = (
        (quote.headline, quote.headline_low) if per == "now" else (quote.horizon_total, quote.horizon_low)
    )
    least = low if low is not None else high
    return least, high if quote.is_priced else None


def _times(budget: Budget, quote: Quote, units: int) -> int:
    """How often the budget's amount may be spent within what is compared with it.

    A monthly budget is held against the whole horizon, so fees and running costs count.
    """
    if budget.per in {"now", "horizon"}:
        return 1
    return quote.horizon_months * (units if budget.per == "unit-month" else 1)


def _kept(low: Money | None, high: Money | None, allowed: Decimal) -> Outcome:
    if high is not None and major(high) <= allowed:
        return "met"
    return "unmet" if low is not None and major(low) > allowed else "unknown"


def _over(spent: Money, allowed: Decimal, times: int) -> str:
    """By how much, in the budget's own measure, rounded up: never less than it is."""
    excess = ARITHMETIC.divide(ARITHMETIC.subtract(major(spent), allowed), Decimal(times))
    return f"{major(rounded(excess, spent.currency, 'up')):.{exponent(spent.currency)}f}"
