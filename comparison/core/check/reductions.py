"""H10, H11: a reduction is measured from a price that was really charged, and it is none if it never ends."""

from collections.abc import Iterator

from ..pricing.model import Price
from ..pricing.reduced import DAYS_LOOKED_AT, Announced
from .examined import Examined
from .finding import Finding, Place, found

MOST_DAYS_REDUCED = 45


def without_earlier_price(examined: Examined) -> Iterator[Finding]:
    """H10: the price history gives nothing that an announced reduction may be measured from."""
    for one in examined.history:
        if one.prior is None:
            yield _fault(examined, one)


def always_reduced(examined: Examined) -> Iterator[Finding]:
    """H11: reduced on more than half of the last 90 days, so that is the price."""
    said: set[object] = set()
    for one in examined.history:
        if one.days_reduced > MOST_DAYS_REDUCED and one.identity not in said:
            said.add(one.identity)
            facts = {"name": _name(examined, one), "days": one.days_reduced, "last": DAYS_LOOKED_AT}
            yield found("H11", "warning", _place(examined, one), "permanent", **facts)


def reduced_add_ons(examined: Examined) -> Iterator[Finding]:
    """H10: an add-on announces a reduction, and earlier prices are kept of products alone."""
    for add_on in examined.add_ons:
        for index, price in enumerate(add_on.seller.prices):
            place = f"{add_on.path}.prices[{index}]"
            if price.reduced_since is not None:
                yield found("H10", "warning", f"{place}.reduced_since", "add_on", name=add_on.name)
            for at, discount in enumerate(price.discounts):
                dated = discount.valid_from is not None or discount.valid_to is not None
                if discount.needs == "none" and dated and discount.cycles is None:
                    yield found("H10", "warning", f"{place}.discounts[{at}]", "add_on", name=add_on.name)


def _fault(examined: Examined, one: Announced) -> Finding:
    facts: dict[str, object] = {"name": _name(examined, one), "date": one.reduced_on}
    place = _place(examined, one)
    if one.amount is None:
        return found("H10", "error", place, "no_figure", **facts)
    facts["days"] = one.rule.days
    if one.lawful_from is None:
        return found("H10", "error", place, "not_below", amount=one.amount, **facts)
    facts["day"] = one.lawful_from
    if one.found is not None:
        return found("H10", "error", place, "low_lately", found=one.found, amount=one.amount, **facts)
    return found("H10", "error", place, _SHORT[one.rule.method], **facts)


_SHORT = {"lowest": "too_short", "majority": "no_usual_price"}


def _name(examined: Examined, one: Announced) -> str:
    return examined.names[one.identity.product]


def _place(examined: Examined, one: Announced) -> Place:
    path = next(_paths(examined, one), "$.products")
    return Place(path=path, market=one.identity.market, source=one.rule.source)


def _paths(examined: Examined, one: Announced) -> Iterator[str]:
    """Where the announcement stands, in the price that such shoppers meet."""
    identity = one.identity
    for placed in examined.products:
        for index, price in enumerate(placed.seller.prices if placed.seller.key == identity.product else ()):
            here = (price.currency, price.interval) == (identity.currency, identity.interval)
            if here and identity.market in {market.code for market in examined.markets_of(price)}:
                yield from _within(price, f"{placed.path}.prices[{index}]", one)


def _within(price: Price, path: str, one: Announced) -> Iterator[str]:
    if one.discount is None and price.reduced_since is not None:
        yield f"{path}.reduced_since"
    for index, discount in enumerate(price.discounts):
        if discount.key == one.discount:
            yield f"{path}.discounts[{index}]"
