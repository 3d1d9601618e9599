"""Works out one occasion: amounts, discounts, charges that depend on the others, tax.

Source: docs/pricing.md, "Order of work".
"""

from ..messages import Message
from .dependent import fill_shares, fill_tables
from .dues import Occasion
from .frame import Frame
from .ledger import Billed, Ledger, closed, opened
from .reducing import discount, tell_what_is_left
from .rounding_line import rounding_lines


def billed(dues: Occasion, end: int, frame: Frame, notes: list[Message]) -> list[Billed]:
    """Every due of one occasion at its low or high *end*; what there is to say goes to *notes*.

    Raises:
        NotSold: a charge is not offered where it would have to go.
    """
    ledger = opened(dues, end, frame, notes)
    derived = any(due.derived for due in dues)
    if ledger.discounted:
        _fill_discounted(ledger, derived=derived)
    elif derived:
        fill_tables(ledger)
        fill_shares(ledger)
    lines = closed(ledger)
    if frame.market.total_rounding == "total":
        lines += rounding_lines(lines, frame)
    return lines


def _fill_discounted(ledger: Ledger, *, derived: bool) -> None:
    """Charges that depend on others see them discounted, and may be discounted themselves."""
    discount(ledger, [at for at, due in enumerate(ledger.dues) if not due.derived])
    if derived:
        discount(ledger, fill_tables(ledger))
        discount(ledger, fill_shares(ledger))
    tell_what_is_left(ledger)
