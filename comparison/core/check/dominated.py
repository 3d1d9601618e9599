"""H29: every tier has something that speaks for it, in what is listed or in what it costs."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

from ..catalogue import Cell, Feature, Product
from ..diff import cells_of
from ..fitting.advantage import advantage, is_ranked, known_value
from ..pricing.model import Price
from ..values import NotStated, Number
from .costs import cost_of_a_year
from .examined import Examined, Placed
from .finding import Finding, Level, found

# One buyer, small teams, a firm: a tier that loses at all of these has no size it is right for.
_QUANTITIES = (1, 2, 5, 10, 25, 100)
Slot = tuple[str, str, str, str]


class _Yearly(NamedTuple):
    """What one price costs; two sums mean the same only with the same tax and the same thing counted."""

    tax: str
    unit: str
    amounts: tuple[Decimal | None, ...]


Costs = Mapping[Slot, _Yearly]


class _Standing(NamedTuple):
    """How *worse* stands against *better*: *less* are the numbers of which it has less."""

    better: Placed[Product]
    worse: Placed[Product]
    rows: int
    less: tuple[Feature, ...]
    costs: int


def without_a_reason(examined: Examined) -> Iterator[Finding]:
    """H29: a tier that is nowhere better than another one which costs no more.

    A warning, because what tells them apart may not be listed; an error where the dearer of two
    tiers states a smaller number and nothing at all that speaks for it.
    """
    costs = {placed.path: _costs(placed.seller) for placed in examined.own_products}
    for better, worse in permutations(examined.own_products, 2):
        standing = _standing(examined, better, worse, costs)
        if standing is None:
            continue
        if not standing.rows and not standing.costs:
            if better.path < worse.path:
                yield _finding("identical", "warning", standing, ())
        elif standing.less and standing.costs:
            yield _finding("dearer_for_less", "error", standing, standing.less, examined)
        else:
            yield _finding("dominated", "warning", standing, ())


def _finding(
    fault: str,
    level: Level,
    standing: _Standing,
    less: tuple[Feature, ...],
    examined: Examined | None = None,
) -> Finding:
    rows = tuple(examined.said(feature.label) for feature in less) if examined else ()
    facts = {"name": standing.worse.name, "other": standing.better.name, "rows": rows}
    return found("H29", level, standing.worse.path, fault, **facts)


def _standing(
    examined: Examined, better: Placed[Product], worse: Placed[Product], costs_of: Mapping[str, Costs]
) -> _Standing | None:
    """How far *worse* is behind in rows and in cost; None if it is ahead anywhere or that is unknown.

    None too where no row that both state says which value is better.
    """
    ours, theirs = better.seller, worse.seller
    if _bound_differently(ours, theirs):
        return None
    costs = _cheaper(costs_of[better.path], costs_of[worse.path])
    if costs is None:
        return None
    our_cells, their_cells = cells_of(ours), cells_of(theirs)
    rows, less, ranked = 0, [], False
    for feature in examined.publication.category.features:
        cell = their_cells.get(feature.key)
        step = _row(examined, feature, our_cells.get(feature.key), cell)
        if step is None or step < 0:
            return None
        rows += step
        ranked = ranked or (is_ranked(feature) and cell is not None and not isinstance(cell.value, NotStated))
        if step and cell is not None and isinstance(cell.value, Number):
            less.append(feature)
    # A shirt and a tuxedo that state no more than their sizes are not told apart by their prices.
    return _Standing(better, worse, rows, tuple(less), costs) if ranked else None


def _row(examined: Examined, feature: Feature, left: Cell | None, right: Cell | None) -> int | None:
    if left is not None and right is not None and left.value == right.value:
        return 0
    return advantage(feature, *(known_value(feature, one, examined.today) for one in (left, right)))


def _bound_differently(ours: Product, theirs: Product) -> bool:
    """Size, delivery or stock tell the two apart, though no row does."""
    return (ours.capacity, ours.arrival, ours.excluded) != (
        theirs.capacity,
        theirs.arrival,
        theirs.excluded,
    )


def _costs(product: Product) -> Costs:
    """What a year costs in each slot, for each of the quantities."""
    return {
        _slot(price): _Yearly(
            price.tax,
            price.quantity_unit,
            tuple(cost_of_a_year(price, quantity) for quantity in _QUANTITIES),
        )
        for price in product.prices
    }


def _cheaper(ours: Costs, theirs: Costs) -> int | None:
    """1 if *ours* cost less somewhere and nowhere more, 0 if always the same, else None."""
    less = False
    for slot, yearly in theirs.items():
        other = ours.get(slot)
        if other is None or other[:2] != yearly[:2]:
            return None
        for left, right in zip(other.amounts, yearly.amounts, strict=True):
            if left is None or right is None or left > right:
                return None
            less = less or left < right
    return int(less) if theirs else None


def _slot(price: Price) -> Slot:
    return price.market, price.customer_type, price.currency, price.interval
