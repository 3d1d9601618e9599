"""H17: what one is bound to stands beside the price.

A quote with a minimum term always has its commitment, and every headline shows it. What cannot be
shown is a bond that the quote does not know.
"""

from collections.abc import Iterator
from decimal import Decimal

from ..pricing.model import Price
from .examined import Examined
from .finding import Finding, found


def fee_without_a_term(examined: Examined) -> Iterator[Finding]:
    """H17: a fee for leaving early, and no time before which leaving would be early."""
    for placed in examined.prices:
        term = placed.price.term
        if term is not None and _has_exit_fee(placed.price) and term.min_months == 0:
            yield found("H17", "error", f"{placed.path}.term.exit_fee", "no_term", name=placed.name)


def bond_of_a_free_price(examined: Examined) -> Iterator[Finding]:
    """H17: a price is called free, and leaving it early costs a fee."""
    for placed in examined.prices:
        term = placed.price.term
        bound = term is not None and term.min_months > 0
        if bound and placed.price.status == "free" and _has_exit_fee(placed.price):
            yield found("H17", "error", f"{placed.path}.term.exit_fee", "free", name=placed.name)


def bond_of_an_add_on(examined: Examined) -> Iterator[Finding]:
    """H17: an add-on binds for a time of its own, which the tier's commitment does not hold."""
    for placed in examined.prices:
        if not placed.of_tier and _binds_beyond(placed.price, _shortest(examined, placed.price.market)):
            yield found("H17", "error", f"{placed.path}.term", "add_on", name=placed.name)


def _shortest(examined: Examined, market: str) -> int:
    """The shortest minimum term that a tier has in *market*: add-ons are in its commitment so long."""
    return min(
        (
            placed.price.term.min_months if placed.price.term else 0
            for placed in examined.prices
            if placed.of_tier and placed.price.market == market
        ),
        default=0,
    )


def _binds_beyond(price: Price, months: int) -> bool:
    return price.term is not None and (price.term.min_months > months or _has_exit_fee(price))


def _has_exit_fee(price: Price) -> bool:
    fee = price.term.exit_fee if price.term else None
    return fee is not None and Decimal(fee) > 0
