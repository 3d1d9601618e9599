"""Whether a receipt proves its quote: the sums are added up again from the lines alone."""

from collections.abc import Callable
from typing import Literal

from ..money import Money
from .quote import Line, Quote

Sum = Literal["headline", "due_today", "horizon_total"]


def sums_that_differ(quote: Quote) -> tuple[Sum, ...]:
    """The sums of *quote* that its lines do not add up to; none where the receipt is whole.

    Of an open quote the known part is added up. While a choice is open, the lines show the way with
    the dearest headline: then that headline is all they can prove, and of an open quote nothing.
    """
    if not quote.is_computed:
        return ()
    shown: tuple[tuple[Sum, Money | None, int], ...] = (
        ("headline", quote.headline, _added(quote, lambda line: line.headline_times)),
        ("due_today", quote.due_today, _added(quote, lambda line: int(line.due_today))),
        ("horizon_total", quote.horizon_total, _added(quote, _times_in_horizon)),
    )
    provable = shown
    if quote.open_choices:
        provable = () if quote.status == "open" else shown[:1]
    return tuple(name for name, money, added in provable if money is None or money.minor != added)


def _times_in_horizon(line: Line) -> int:
    return line.times if line.in_horizon else 0


def _added(quote: Quote, times: Callable[[Line], int]) -> int:
    """The lines' amounts, each so many *times*: the low ends where part is unknown."""
    amounts = ((line.low if quote.status == "open" else line.amount, times(line)) for line in quote.lines)
    return sum(amount.minor * count for amount, count in amounts if amount is not None)
