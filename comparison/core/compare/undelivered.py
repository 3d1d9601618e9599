"""Goods whose delivery nobody has stated: what it costs is unknown, which is never nothing."""

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from ..messages import say
from ..pricing.model import Component, Optional, Price
from ..pricing.quote import Quote

WORDS = say("totals.delivery_not_stated")


def is_silent_on_delivery(price: Price | None, quote: Quote) -> bool:
    """Whether the sums of *quote* hold all that *price* says, and it says nothing of delivery."""
    return (
        price is not None
        and price.closed is None
        and quote.is_computed
        and not quote.free
        and not any(one.kind == "delivery" for one in price.components)
    )


def delivers_for_a_charge(components: Iterable[Component]) -> bool:
    """Whether there is a charge for delivery that a shopper may not refuse."""
    return any(one.kind == "delivery" and not isinstance(one.obligation, Optional) for one in components)


def opened(quote: Quote, price: Price | None, is_delivered: Callable[[], bool]) -> Quote:
    """*quote* of *price*, open if such goods are delivered for a charge and it says nothing of that."""
    if quote.status == "open" or not is_delivered() or not is_silent_on_delivery(price, quote):
        return quote
    return replace(_least(quote), status="open", reason=WORDS)


def _least(quote: Quote) -> Quote:
    """*quote* with the low ends alone, where it has two: of what is open only the least is known."""
    if quote.status != "bounded":
        return quote
    return replace(
        quote,
        headline=quote.headline_low,
        headline_low=None,
        horizon_total=quote.horizon_low,
        horizon_low=None,
        monthly_equivalent=None,
    )
