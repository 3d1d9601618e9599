"""H23: what is shown is in force, begins before it ends, and names days that there are."""

import datetime
from collections.abc import Iterator, Sequence

from ..pricing.model import Price
from ..pricing.schedule import as_day
from ..pricing.selection import interval_words
from .examined import Examined
from .finding import Finding, Place, found
from .slots import prices_by_slot


def no_such_day(examined: Examined) -> Iterator[Finding]:
    """H23: a date has the form of one and is none (31 February)."""
    for path, text in _dates(examined):
        if as_day(text) is None:
            yield found("H23", "error", path, "no_such_day", day=text)


def ends_before_start(examined: Examined) -> Iterator[Finding]:
    """H23: the comparison's, a product's or a price's last day lies before its first."""
    for path, first, last in _spans(examined):
        begins, ends = as_day(first), as_day(last)
        if begins and ends and ends < begins:
            yield found("H23", "error", path, "ends_before_start", first=begins, last=ends)


def already_over(examined: Examined) -> Iterator[Finding]:
    """H23: the comparison's last day has passed, or every price of a tier in a market has."""
    last = as_day(examined.publication.comparison.operates_to)
    if last and last < examined.today:
        yield found("H23", "error", "$.comparison.operates_to", "over", last=last)
    for placed in examined.products:
        for market in dict.fromkeys(price.market for price in placed.seller.prices):
            ends = _ends([price for price in placed.seller.prices if price.market == market])
            if ends and max(ends) < examined.today:
                yield found(
                    "H23",
                    "error",
                    f"{placed.path}.prices",
                    "expired",
                    name=placed.name,
                    last=max(ends),
                )


def partly_over(examined: Examined) -> Iterator[Finding]:
    """H23: one way of paying has ended while a tier's others go on, so that it silently goes missing."""
    for placed in examined.own_products:
        by_slot = prices_by_slot(placed.seller.prices)
        ended = {slot: max(ends) for slot, prices in by_slot.items() if (ends := _ends(prices))}
        past = {slot: last for slot, last in ended.items() if last < examined.today}
        going_on = {slot.market for slot in by_slot.keys() - past.keys()}
        for slot, last in past.items():
            if slot.market in going_on:
                facts = {"name": placed.name, "interval": interval_words(slot.interval), "last": last}
                place = Place(path=f"{placed.path}.prices", market=slot.market)
                yield found("H23", "warning", place, "partly_over", **facts)


def promotion_over(examined: Examined) -> Iterator[Finding]:
    """H23: a discount's last day has passed. An ended coupon is kept: whoever still has it is told so."""
    for placed in examined.prices:
        for index, one in enumerate(placed.price.discounts):
            last = as_day(one.valid_to)
            if last and last < examined.today and one.needs != "coupon":
                facts = {"name": placed.name, "discount": examined.said(one.label), "last": last}
                path = f"{placed.path}.discounts[{index}].valid_to"
                yield found("H23", "information", path, "promotion_over", **facts)


def _ends(prices: Sequence[Price]) -> list[datetime.date]:
    """The last day of each of *prices*; empty as soon as one of them has none."""
    days = [as_day(price.valid_to) for price in prices]
    known = [day for day in days if day is not None]
    return known if len(known) == len(days) else []


def _spans(examined: Examined) -> Iterator[tuple[str, str | None, str | None]]:
    comparison = examined.publication.comparison
    yield "$.comparison.operates_to", comparison.operates_from, comparison.operates_to
    for placed in examined.products:
        yield (
            f"{placed.path}.offered_to",
            placed.seller.offered_from,
            placed.seller.offered_to,
        )
    for of_price in examined.prices:
        yield (
            f"{of_price.path}.valid_to",
            of_price.price.valid_from,
            of_price.price.valid_to,
        )
        for index, one in enumerate(of_price.price.discounts):
            yield f"{of_price.path}.discounts[{index}].valid_to", one.valid_from, one.valid_to


def _dates(examined: Examined) -> Iterator[tuple[str, str]]:
    for path, first, last in _spans(examined):
        yield from ((path, text) for text in (first, last) if text)
    for placed in examined.prices:
        if placed.price.checked_on:
            yield f"{placed.path}.checked_on", placed.price.checked_on
        if placed.price.closed:
            yield f"{placed.path}.closed.on", placed.price.closed.on
        if placed.price.reduced_since:
            yield f"{placed.path}.reduced_since", placed.price.reduced_since
    for _, cell, path in examined.cells():
        if cell.evidence:
            yield f"{path}.evidence.valid_to", cell.evidence.valid_to
