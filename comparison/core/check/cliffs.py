"""H20: more never costs less.

Only where one band, step or basket ends and the next begins can a sum fall, so only these are asked for.
"""

from collections.abc import Iterator

from ..messages import Quantified
from ..money import Money
from .asking import Asking, Budget
from .edges import Edge, edges
from .examined import Examined, PlacedPrice
from .finding import Finding, found

# Two to see a fall; where there is one, some more to find where it begins.
_QUOTES = 8


def more_for_less(examined: Examined) -> Iterator[Finding]:
    """H20: a few units more cost less in all. Names the first quantity that costs no less than they do."""
    budget = Budget()
    for placed in examined.prices:
        its_edges = edges(placed)
        for market in examined.markets_of(placed.price)[:1] if its_edges else ():
            asking = Asking(examined, placed.price, market)
            falls = (_fall(asking, placed, edge) for edge in its_edges if budget.allows(_QUOTES))
            yield from (finding for finding in falls if finding is not None)


def _fall(asking: Asking, placed: PlacedPrice, edge: Edge) -> Finding | None:
    """What is wrong at *edge*, if the last quantity before it costs more than the first beyond."""
    step = placed.price.quantity_step if edge.unit == placed.price.quantity_unit else 1
    better, last = -(-edge.begins // step) * step, (edge.begins - 1) // step * step
    dear, cheap = _cost(asking, edge.unit, last), _cost(asking, edge.unit, better)
    if last < edge.least or dear is None or cheap is None or dear.minor <= cheap.minor:
        return None
    first = _first_as_dear(asking, edge, last, cheap)
    counts = {"first": first, "last": last, "better": better}
    quantities = {name: Quantified(amount=str(count), unit=edge.unit) for name, count in counts.items()}
    return found("H20", "warning", edge.path, "cliff", name=placed.name, dear=dear, cheap=cheap, **quantities)


def _first_as_dear(asking: Asking, edge: Edge, last: int, cheap: Money) -> int:
    """The smallest quantity of the rate before that costs no less than *cheap*; sums rise inside a rate."""
    low, high = edge.least, last
    while low < high:
        middle = (low + high) // 2
        cost = _cost(asking, edge.unit, middle)
        if cost is not None and cost.minor >= cheap.minor:
            high = middle
        else:
            low = middle + 1
    return high


def _cost(asking: Asking, unit: str, count: int) -> Money | None:
    quote = asking.for_quantity(unit, count)
    return quote.headline if quote.is_settled else None
