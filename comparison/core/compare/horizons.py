"""Over how many months the longer sum is shown: a few lengths of time that make sense here."""

from collections.abc import Iterable, Iterator, Sequence

from ..bounds import MOST_HORIZON_MONTHS
from ..messages import Period, say
from ..pricing.model import Every, Price
from ..pricing.schedule import interval_of
from ..view_controls import Choice
from .column import Bench, Column

USUAL = (1, 6, 12, 24, 36)
_WEEKS_A_MONTH = 4


def horizons(bench: Bench, columns: Sequence[Column]) -> tuple[Choice, ...]:
    """The usual lengths, the comparison's own, every minimum term, and the one in force.

    None is shorter than one billing interval, or than the time until the first running cost; where
    nothing is ever paid again there is nothing to choose.
    """
    prices = [price for column in columns if (price := column.price) is not None]
    least = _least(prices)
    if least is None:
        return ()
    chosen = bench.context.horizon
    offered = {*USUAL, bench.publication.comparison.horizon, *_terms(prices)}
    months = {one for one in offered if least <= one <= MOST_HORIZON_MONTHS} | {chosen}
    return tuple(
        Choice(value=str(one), label=say("page.plain", text=Period(months=one)), selected=one == chosen)
        for one in sorted(months)
    )


def _terms(prices: Iterable[Price]) -> Iterator[int]:
    for price in prices:
        if price.term is not None and price.term.min_months:
            yield price.term.min_months


def _least(prices: Iterable[Price]) -> int | None:
    """The shortest time in which every shown price comes round once; None where none ever does."""
    rounds = [months for price in prices for months in _rounds(price)]
    return max(1, min(rounds)) if rounds else None


def _rounds(price: Price) -> Iterator[int]:
    if price.interval != "once" and price.components:
        yield interval_of(price.interval).months or 1
    for component in price.components:
        if isinstance(component.when, Every):
            # The first one falls due after a whole period, so that period alone would not show it.
            yield _months(component.when) + 1


def _months(when: Every) -> int:
    if when.unit == "week":
        return when.n // _WEEKS_A_MONTH
    return interval_of(f"{when.n}-{when.unit}").months
