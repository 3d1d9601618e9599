"""H25: delivery is called free only where, and for whom, it is."""

from collections.abc import Iterator

from ..catalogue import Product
from ..pricing.amounts import Table
from ..pricing.model import OnEvent, Price
from .asking import Asking, Budget
from .examined import Examined, Placed
from .finding import Finding, Place, found
from .grading import unless_imported
from .texts import Text, all_texts
from .wordings import DELIVERY, FREE_DELIVERY, FROM_A_SUM, PAY_ON_ARRIVAL, SOME_PLACES, says


def free_delivery_with_a_catch(examined: Examined) -> Iterator[Finding]:
    """H25: "free delivery", and a sum to reach, a zone that pays, a fee on arrival, or simply a price."""
    budget = Budget()
    for placed in examined.own_products:
        said = [text for text in all_texts(examined, placed) if says(FREE_DELIVERY, text.words)]
        catches = _catches(examined, placed, budget) if said else {}
        for fault, market in catches.items():
            hiding = next((text for text in said if not _admits(text, fault)), None)
            if hiding is not None:
                place = Place(path=hiding.path, market=market)
                facts = {"name": placed.name, "words": hiding.words}
                yield found("H25", unless_imported(placed), place, fault, **facts)


def _admits(text: Text, fault: str) -> bool:
    """Whether the text itself states the condition."""
    if fault == "threshold":
        return FROM_A_SUM.search(text.words) is not None
    return fault == "regions" and SOME_PLACES.search(text.words) is not None


def _catches(examined: Examined, placed: Placed[Product], budget: Budget) -> dict[str, str]:
    """What delivery costs after all, each with the first market where it does."""
    caught: dict[str, str] = {}
    for price in placed.prices():
        for market in examined.markets_of(price.price):
            asking = Asking(examined, price.price, market)
            for fault in _faults(asking) if budget.allows(1 + len(market.regions)) else ():
                caught.setdefault(fault, market.code)
            if _is_paid_on_arrival(placed.seller, price.price):
                caught.setdefault("on_arrival", market.code)
    return caught


def _faults(asking: Asking) -> Iterator[str]:
    at_home = _delivery(asking, None)
    if at_home:
        yield "threshold" if _has_threshold(asking.price) else "charged"
    zones = [region.key for region in asking.market.regions]
    if not at_home and any(_delivery(asking, zone) != 0 for zone in zones):
        yield "regions"


def _delivery(asking: Asking, region: str | None) -> int | None:
    """What the delivery of the least quantity costs, in minor units; None where there is none at all."""
    quote = asking.quote(region=region)
    if quote.status == "not_available":
        return None
    charged = [line.amount for line in quote.lines if line.kind == "delivery"]
    return sum(1 if amount is None else amount.minor for amount in charged)


def _has_threshold(price: Price) -> bool:
    tables = [one.amount for one in price.components if isinstance(one.amount, Table)]
    return any(row.below is not None for table in tables for row in table.rows)


def _is_paid_on_arrival(product: Product, price: Price) -> bool:
    events = [one for one in price.components if one.kind == "delivery" and isinstance(one.when, OnEvent)]
    called = [words for one in price.components for words in one.label.values()]
    apart = [words for cost in product.excluded for words in cost.label.values()]
    return (
        bool(events)
        or any(PAY_ON_ARRIVAL.search(words) for words in called)
        or any(DELIVERY.search(words) for words in apart)
    )
