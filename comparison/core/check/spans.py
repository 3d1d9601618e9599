"""H04: a range has ends that somebody really pays, and the low one never stands alone."""

from collections.abc import Iterator

from ..catalogue import Product
from ..pricing.amounts import Amount, Span, Table
from ..pricing.measures import content
from ..pricing.model import Condition, If, Price
from ..pricing.offers import least_sold
from .examined import Examined
from .finding import Finding, found
from .grading import AnySeller, unless_imported
from .texts import Text, first_saying, names, price_texts
from .wordings import AMOUNT, FROM_AMOUNT


def range_without_a_reason(examined: Examined) -> Iterator[Finding]:
    """H04: a range does not say on what it depends, so that nobody knows who pays its low end."""
    for placed in examined.sellers:
        for price in placed.prices():
            if price.price.status == "range" and not price.price.words:
                yield found("H04", unless_imported(placed), price.path, "no_reason", name=placed.name)
            for component, path in price.charges():
                if isinstance(component.amount, Span) and not component.amount.depends_on:
                    place = f"{path}.amount"
                    yield found("H04", unless_imported(placed), place, "no_reason", name=placed.name)


def weight_that_nobody_knows(examined: Examined) -> Iterator[Finding]:
    """H04: a charge goes by weight, and the price does not say how heavy the good is."""
    for placed, component, path in examined.components():
        amount = component.amount
        if isinstance(amount, Table) and amount.by == "weight" and not _is_weighed(placed.price):
            facts = {"name": placed.name, "charge": examined.said(component.label)}
            yield found("H04", "error", f"{path}.amount", "no_weight", **facts)


def never_sold(examined: Examined) -> Iterator[Finding]:
    """H04: no quantity gets a price: its least is above its most, or above what the product holds."""
    for placed in examined.sellers:
        for price in placed.prices():
            most = _most(placed, price.price)
            if price.price.status != "on_request" and most is not None and least_sold(price.price) > most:
                facts = {"name": placed.name, "least": least_sold(price.price), "most": most}
                yield found("H04", "error", price.path, "never_sold", **facts)


def amounts_for_nowhere(examined: Examined) -> Iterator[Finding]:
    """H04: a charge names a delivery zone that none of the price's markets has."""
    for placed, component, path in examined.components():
        markets = examined.markets_of(placed.price)
        known = {region.key for market in markets for region in market.regions}
        unknown = [key for key in _zones(component.amount, component.obligation) if key not in known]
        if markets and unknown:
            facts = {"name": placed.name, "charge": examined.said(component.label), "zones": tuple(unknown)}
            yield found("H04", "warning", path, "no_zone", **facts)


def low_end_alone(examined: Examined) -> Iterator[Finding]:
    """H04: a name, a label or the words of a price say "from 5.00" and nothing more."""
    for placed in examined.sellers:
        text = first_saying(FROM_AMOUNT, _one_amount(examined, placed))
        if text is not None:
            facts = {"name": placed.name, "words": text.words}
            yield found("H04", unless_imported(placed), text.path, "low_alone", **facts)


def _one_amount(examined: Examined, placed: AnySeller) -> Iterator[Text]:
    """The texts beside prices that name a single amount: with two, the whole span is said."""
    for text in _beside_prices(examined, placed):
        if len(AMOUNT.findall(text.words)) == 1:
            yield text


def _beside_prices(examined: Examined, placed: AnySeller) -> Iterator[Text]:
    yield from names(examined, placed)
    for price in placed.prices():
        yield from price_texts(price)


def _is_weighed(price: Price) -> bool:
    measure = price.measure
    if measure is None:
        return False
    kinds = {content(measure.amount, measure.unit)[0]}
    if measure.base is not None and measure.base_unit is not None:
        kinds.add(content(measure.base, measure.base_unit)[0])
    return "g" in kinds


def _most(placed: AnySeller, price: Price) -> int | None:
    sizes = placed.seller.capacity if isinstance(placed.seller, Product) else ()
    held = [size.max for size in sizes if size.unit == price.quantity_unit and size.max is not None]
    bounds = [most for most in (price.max_quantity, *held) if most is not None]
    return min(bounds, default=None)


def _zones(amount: Amount, obligation: object) -> tuple[str, ...]:
    rows = amount.rows if isinstance(amount, Table) else ()
    condition = obligation.condition if isinstance(obligation, If) else Condition()
    return tuple(dict.fromkeys((*(key for row in rows for key in row.regions), *condition.regions)))
