"""The quantities at which another rate begins: where one band or step ends, or a basket is full."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from ..pricing.amounts import PerUnit, Stair, Table, Volume
from ..pricing.model import Component, Price
from .examined import PlacedPrice

_MOST_EDGES = 40


class Edge(NamedTuple):
    """From *begins* of *unit* on another rate holds; the one before it held from *least* on."""

    unit: str
    least: int
    begins: int
    path: str


def edges(placed: PlacedPrice) -> tuple[Edge, ...]:
    """Where the rates of *placed* change, at most 40 of them."""
    return tuple(islice(_edges(placed), _MOST_EDGES))


def _edges(placed: PlacedPrice) -> Iterator[Edge]:
    for component, path in placed.charges():
        amount = component.amount
        if isinstance(amount, Volume | Stair):
            unit = amount.unit or placed.price.quantity_unit
            ends = [one.up_to for one in (amount.bands if isinstance(amount, Volume) else amount.steps)]
            yield from _between(placed.price, unit, [end for end in ends if end], component, path)
        elif isinstance(amount, Table) and amount.by == "basket":
            yield from _baskets(placed.price, amount, path)


def _between(price: Price, unit: str, ends: list[int], component: Component, path: str) -> Iterator[Edge]:
    """The first quantity after each of *ends*; what is included comes before unit 1."""
    least = price.min_quantity if unit == price.quantity_unit else 1
    for end in ends:
        begins = end + component.included + 1
        if begins > least:
            yield Edge(unit, max(least, 1), begins, f"{path}.amount")
        least = max(begins, least)


def _baskets(price: Price, table: Table, path: str) -> Iterator[Edge]:
    """The first quantity whose goods reach each sum, as far as they cost so much a piece."""
    each = sum((_piece(one) for one in price.components), Decimal(0))
    sums = sorted({Decimal(row.below) for row in table.rows if row.below is not None})
    least = max(price.min_quantity, 1)
    for limit in sums if each > 0 else ():
        begins = int(-(-limit // each))
        if begins > least:
            yield Edge(price.quantity_unit, least, begins, f"{path}.amount")
            least = begins


def _piece(component: Component) -> Decimal:
    amount = component.amount
    if component.kind != "base" or not isinstance(amount, PerUnit):
        return Decimal(0)
    return Decimal(amount.value)
