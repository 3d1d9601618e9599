"""H23: what is shown is in force, begins before it ends, and names days that there are."""

import datetime
from collections.abc import Iterator

from ..pricing.model import Price
from .examined import Examined
from .finding import Finding, found


def as_day(text: str | None) -> datetime.date | None:
    """The day that *text* names; None for nothing, and for a day no calendar has."""
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None


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


def _ends(prices: list[Price]) -> list[datetime.date]:
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


def _dates(examined: Examined) -> Iterator[tuple[str, str]]:
    for path, first, last in _spans(examined):
        yield from ((path, text) for text in (first, last) if text)
    for placed in examined.prices:
        if placed.price.checked_on:
            yield f"{placed.path}.checked_on", placed.price.checked_on
        if placed.price.closed:
            yield f"{placed.path}.closed.on", placed.price.closed.on
    for _, cell, path in examined.cells():
        if cell.evidence:
            yield f"{path}.evidence.valid_to", cell.evidence.valid_to
