"""H12, inside one price: many cost no more, for each, than the least quantity does."""

from collections.abc import Iterator

from ..catalogue import Product
from ..messages import Quantified
from ..pricing.offers import least_sold
from ..pricing.savings import per_unit
from .asking import Asking, Budget
from .bundles import goods_of, is_claimed
from .edges import Edge, edges
from .examined import Examined, Placed
from .finding import Finding, found
from .grading import unless_imported


def many_dearer_than_few(examined: Examined) -> Iterator[Finding]:
    """H12: within one price, many cost more for each than the least quantity does. Graded as bundles are."""
    budget = Budget()
    for placed in examined.own_products:
        for price in placed.prices():
            its_edges = [edge for edge in edges(price) if edge.unit == price.price.quantity_unit]
            its_edges = its_edges if budget.allows(len(its_edges)) else []
            for market in examined.markets_of(price.price)[:1] if its_edges else ():
                asking = Asking(examined, price.price, market)
                yield from _first_dearer(examined, placed, asking, its_edges)


def _first_dearer(
    examined: Examined, placed: Placed[Product], asking: Asking, its_edges: list[Edge]
) -> Iterator[Finding]:
    least = least_sold(asking.price)
    few = goods_of(asking.for_quantity(asking.price.quantity_unit, least))
    for edge in its_edges:
        count = least_sold(asking.price, edge.begins)
        many = goods_of(asking.for_quantity(edge.unit, count))
        if few and many and many.minor * least > few.minor * count:
            level = unless_imported(placed) if is_claimed(examined, placed) else "warning"
            quantity = Quantified(amount=str(count), unit=edge.unit)
            facts = {"name": placed.name, "quantity": quantity, "paid": many, "single": per_unit(few, least)}
            yield found("H12", level, edge.path, "many_dearer", **facts)
            return
