"""H39: what is said of another seller's product has a dated source, and is on the basis of ours."""

import datetime
from collections.abc import Iterator, Sequence

from ..catalogue import Product
from ..pricing.model import Price
from ..pricing.schedule import as_day
from ..sources import Source
from ..values import NotStated
from .examined import Examined, Placed
from .finding import Finding, found

_MONTHS_IN_A_YEAR = 12


def unsourced_competitors(examined: Examined) -> Iterator[Finding]:
    """H39: a competitor's product, a value or a price of it without a source and the day it was true."""
    for placed in examined.others_products:
        for path, fault, source, row in _facts(placed, examined):
            if not _is_dated(source, examined.today):
                yield found("H39", "error", path, fault, name=placed.name, row=row)


def old_competitors(examined: Examined) -> Iterator[Finding]:
    """H39: what was found out about a competitor's product more than twelve months ago."""
    for placed in examined.others_products:
        days = [as_day(source.as_of) for _, _, source, _ in _facts(placed, examined) if source]
        known = [day for day in days if day is not None]
        if known and _is_old(min(known), examined.today):
            yield found("H39", "warning", placed.path, "old", name=placed.name, date=min(known))


def other_basis(examined: Examined) -> Iterator[Finding]:
    """H39: a competitor's price in another currency, tax basis or rhythm than all of ours in its market."""
    ours = [price for placed in examined.own_products for price in placed.seller.prices]
    for placed in examined.others_products:
        for index, price in enumerate(placed.seller.prices):
            beside = [one for one in ours if _meet(one, price)]
            for fault, given, accepted in _differences(price, beside):
                yield found(
                    "H39",
                    "error",
                    f"{placed.path}.prices[{index}].{fault}",
                    f"other_{fault}",
                    name=placed.name,
                    given=given,
                    accepted=accepted,
                )


def _facts(placed: Placed[Product], examined: Examined) -> Iterator[tuple[str, str, Source | None, str]]:
    """Place, fault, source and row of everything that needs a source."""
    product = placed.seller
    if product.competitor is not None:
        yield f"{placed.path}.competitor.source.as_of", "no_date", product.competitor.source, ""
    for index, cell in enumerate(product.cells):
        if not isinstance(cell.value, NotStated):
            row = examined.feature_name(cell.feature)
            yield f"{placed.path}.cells[{index}].source", "value_without_source", cell.source, row
    for index, price in enumerate(product.prices):
        yield f"{placed.path}.prices[{index}].source", "price_without_source", price.source, ""


def _is_dated(source: Source | None, today: datetime.date) -> bool:
    """Whether there is a source, and a day that has been."""
    day = as_day(source.as_of) if source else None
    return day is not None and day <= today


def _is_old(day: datetime.date, today: datetime.date) -> bool:
    months = (today.year - day.year) * 12 + today.month - day.month
    return (months, today.day) > (_MONTHS_IN_A_YEAR, day.day)


def _meet(ours: Price, theirs: Price) -> bool:
    """Whether one buyer in one market can be shown both."""
    types = {ours.customer_type, theirs.customer_type}
    return ours.market == theirs.market and ("any" in types or len(types) == 1)


def _differences(price: Price, beside: Sequence[Price]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for field in ("currency", "tax", "interval"):
        accepted = tuple(dict.fromkeys(str(getattr(one, field)) for one in beside))
        if accepted and str(getattr(price, field)) not in accepted:
            yield field, str(getattr(price, field)), accepted
