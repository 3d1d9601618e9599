"""H15: the unit price of a good in brine is that of the good."""

from collections.abc import Iterator
from decimal import Decimal

from ..catalogue import Feature, Product
from ..pricing.measures import content
from ..pricing.model import Measure
from ..values import Number
from .examined import Examined
from .finding import Finding, found
from .wordings import DRAINED


def unit_price_of_the_gross_weight(examined: Examined) -> Iterator[Finding]:
    """H15: a row states the drained weight, and the unit price is of more than that."""
    measured = [one for one in examined.own_products if any(price.measure for price in one.seller.prices)]
    features = examined.publication.category.features if measured else ()
    rows = [feature for feature in features if _is_drained(feature)]
    for placed in measured if rows else ():
        drained = _stated(placed.seller, rows)
        for price in placed.prices():
            measure = price.price.measure
            if measure and drained and _is_gross(measure, drained):
                yield found("H15", "warning", f"{price.path}.measure", "gross", name=placed.name)


def _is_drained(feature: Feature) -> bool:
    return any(DRAINED.search(words) for words in (feature.key, *feature.label.values()))


def _stated(product: Product, rows: list[Feature]) -> tuple[str, Decimal] | None:
    """The drained weight that a cell states, in its base unit."""
    units = {row.key: row.unit for row in rows}
    for cell in product.cells:
        if cell.feature in units and isinstance(cell.value, Number):
            unit = cell.value.unit or units[cell.feature] or ""
            return content(cell.value.amount, unit)
    return None


def _is_gross(measure: Measure, drained: tuple[str, Decimal]) -> bool:
    kind, held = content(measure.amount, measure.unit)
    return kind == drained[0] and held > drained[1]
