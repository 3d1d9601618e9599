"""A share of other charges, or of money the shopper handles (sales)."""

from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from ...bounds import AmountText, Key, RateText, Record, UnitKey
from ...money import ARITHMETIC
from .worked import Share, Worked

_HUNDRED = Decimal(100)
_ONE = Decimal(1)


class Percent(Record, frozen=True, kw_only=True, tag="percent", tag_field="is"):
    """*rate* percent of the components *of*; naming the component's own key means of the total it is part of.

    With neither *of* nor *of_quantity* it is of every other charge due with it, deposits left out.
    With *of_quantity* it is a share of that quantity of the context, counted in whole major
    units (sales of 5,000). *plus* is added each time, that is once, or once for each *plus_per*
    of the context (orders). *min* and *max* bound the result.
    """

    rate: RateText
    of: Annotated[tuple[Key, ...], Meta(max_length=40)] = ()
    of_quantity: UnitKey | None = None
    plus: AmountText = "0"
    plus_per: UnitKey | None = None
    min: AmountText | None = None
    max: AmountText | None = None


def percent_cost(amount: Percent, base: Decimal, times: int = 1) -> Worked:
    """The share of *base* (major units), and *plus* so many *times*."""
    plus = ARITHMETIC.multiply(Decimal(amount.plus), times)
    exact = ARITHMETIC.fma(ARITHMETIC.divide(Decimal(amount.rate), _HUNDRED), base, plus)
    return _worked(amount, exact, base, times, inside=False)


def percent_cost_inside(amount: Percent, rest: Decimal, times: int = 1) -> Worked | None:
    """The share of a total of which *rest* is what else it holds; None at 100 percent and above.

    2.9 % + 0.30 inside the total, on 100.00: (100.00 + 0.30) / (1 - 0.029) = 103.30.
    """
    rate = ARITHMETIC.divide(Decimal(amount.rate), _HUNDRED)
    if rate >= _ONE:
        return None
    total = ARITHMETIC.divide(
        ARITHMETIC.fma(Decimal(amount.plus), times, rest), ARITHMETIC.subtract(_ONE, rate)
    )
    return _worked(amount, ARITHMETIC.subtract(total, rest), rest, times, inside=True)


def _worked(amount: Percent, exact: Decimal, base: Decimal, times: int, *, inside: bool) -> Worked:
    if amount.min is not None:
        exact = max(exact, Decimal(amount.min))
    if amount.max is not None:
        exact = min(exact, Decimal(amount.max))
    share = Share(
        rate=amount.rate,
        of=f"{base:f}",
        of_quantity=amount.of_quantity,
        plus=amount.plus,
        times=times,
        inside=inside,
    )
    quantity = int(base) if amount.of_quantity else 1
    return Worked(exact=exact, quantity=quantity, unit=amount.of_quantity, share=share)
