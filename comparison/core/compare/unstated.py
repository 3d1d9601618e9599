"""Delivery that nobody has stated: unknown, which is never none."""

from collections.abc import Iterable

from ..messages import Message, say
from ..pricing.model import Component, Optional
from ..pricing.quote import Quote
from .column import Bench, Column


def unstated_delivery(bench: Bench, column: Column) -> Message | None:
    """That the delivery of *column* is in none of its sums, because nobody has said what it costs.

    Of goods only, and only where some product of the comparison is delivered for a charge here.
    """
    if bench.publication.comparison.noun != "product" or not _is_counted(column.quote):
        return None
    price = bench.price(column.product)
    if price is None or price.closed is not None or _delivers(price.components) or not _is_delivered(bench):
        return None
    return say("totals.delivery_not_stated")


def _is_counted(quote: Quote) -> bool:
    return quote.is_computed and not quote.free


def _is_delivered(bench: Bench) -> bool:
    """Whether any product has a charge for delivery that a shopper here may not refuse."""
    return bench.kept.once(
        "delivered",
        bench.market.code,
        lambda: any(
            _is_charged(price.components)
            for product in bench.publication.products
            for price in product.prices
            if bench.is_sold_here(price)
        ),
    )


def _delivers(components: Iterable[Component]) -> bool:
    """Whether anything is said of delivery, be it for other zones or in the shopper's hands."""
    return any(one.kind == "delivery" for one in components)


def _is_charged(components: Iterable[Component]) -> bool:
    return any(one.kind == "delivery" and not isinstance(one.obligation, Optional) for one in components)
