"""What a simple price comes to, for rules that hold two prices side by side.

Only prices that consist of flat and per-unit charges everybody pays are compared; for all
others the answer is None, and no rule says anything about them.
"""

from decimal import Decimal

from ..money import ARITHMETIC
from ..pricing.amounts import Amount, Flat, PerUnit
from ..pricing.model import Always, Component, EachCycle, Once, Price
from ..pricing.schedule import interval_of

MONTHS_A_YEAR = 12


def cost_of_a_year(price: Price, quantity: int) -> Decimal | None:
    """Everything due in the first twelve months for *quantity*, in major units."""
    if price.status == "free":
        return Decimal(0)
    if not _is_simple(price) or not _sells(price, quantity):
        return None
    months = interval_of(price.interval).months
    if price.interval != "once" and (not months or MONTHS_A_YEAR % months):
        return None
    charges = MONTHS_A_YEAR // months if months else 1
    return sum((_cost(one, quantity, charges, months) for one in price.components), Decimal(0))


def _is_simple(price: Price) -> bool:
    plain = not price.phases and not price.discounts and price.status == "priced"
    return plain and all(_is_plain(component) for component in price.components)


def _is_plain(component: Component) -> bool:
    whole_time = isinstance(component.when, Once) or component.when == EachCycle()
    return (
        whole_time
        and isinstance(component.obligation, Always)
        and isinstance(component.amount, Flat | PerUnit)
        and not component.included
    )


def _sells(price: Price, quantity: int) -> bool:
    most = price.max_quantity
    fits = quantity >= price.min_quantity and (most is None or quantity <= most)
    return fits and quantity % price.quantity_step == 0


def _cost(component: Component, quantity: int, charges: int, months: int) -> Decimal:
    once = ARITHMETIC.multiply(_value(component.amount), Decimal(_times(component.amount, quantity)))
    if isinstance(component.when, Once):
        return once
    stretch = months if component.stated_per == "month" and months else 1
    return ARITHMETIC.multiply(once, Decimal(charges * stretch))


def _value(amount: Amount) -> Decimal:
    return Decimal(amount.value) if isinstance(amount, Flat | PerUnit) else Decimal(0)


def _times(amount: Amount, quantity: int) -> int:
    return quantity if isinstance(amount, PerUnit) else 1
