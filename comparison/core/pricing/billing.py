"""Works out one occasion: amounts, discounts, charges that depend on the others, tax.

Source: docs/pricing.md, "Order of work".
"""

from decimal import Decimal

from ..messages import Message
from .dependent import basket_of, fill_shares, fill_tables, is_in_basket
from .dues import Occasion
from .frame import Frame
from .ledger import HIGH, LOW, Billed, Ledger, closed, opened
from .reducing import discount, unused
from .rounding_line import rounding_lines


def billed(
    dues: Occasion, end: int, frame: Frame, notes: list[Message], left_first: dict[int, int]
) -> list[Billed]:
    """Every due of one occasion at its low or high *end*; what there is to say goes to *notes*.

    *left_first* is what other occasions left of each fixed discount for the first paid cycle.

    Raises:
        NotSold: a charge is not offered where it would have to go.
    """
    ledger = opened(dues, end, frame, notes, left_first)
    derived = any(due.derived for due in dues)
    other_end = _other_end(ledger) if derived else None
    if ledger.discounted:
        _fill_discounted(ledger, other_end, derived=derived)
    elif derived:
        fill_tables(ledger, other_end=other_end)
        fill_shares(ledger)
    lines = closed(ledger)
    if frame.market.total_rounding == "total":
        lines += rounding_lines(lines, frame)
    return lines


def _other_end(ledger: Ledger) -> Decimal | None:
    """What the goods come to at the end that *ledger* is not of; None where both are the same."""
    if all(due.ends[LOW] is due.ends[HIGH] for due in ledger.dues if is_in_basket(due)):
        return None
    end = LOW if ledger.end == HIGH else HIGH
    other = opened(ledger.dues, end, ledger.frame, [], dict(ledger.left_first))
    _discount_goods(other)
    return basket_of(other)


def _discount_goods(ledger: Ledger) -> None:
    discount(ledger, [at for at, due in enumerate(ledger.dues) if not due.derived])


def _fill_discounted(ledger: Ledger, other_end: Decimal | None, *, derived: bool) -> None:
    """Charges that depend on others see them discounted, and may be discounted themselves."""
    _discount_goods(ledger)
    if derived:
        discount(ledger, fill_tables(ledger, other_end=other_end))
        discount(ledger, fill_shares(ledger))
    if ledger.end == HIGH:
        ledger.notes.extend(unused(ledger.left, ledger.discounted, ledger.frame))
