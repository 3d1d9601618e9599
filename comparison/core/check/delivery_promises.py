"""H26: a delivery promise has days, and a time until when an order counts as today's.

On which days parcels move always has an answer: Monday to Friday unless the shop says otherwise.
"""

from collections.abc import Iterator

from .examined import Examined
from .finding import Finding, found
from .texts import all_texts
from .wordings import DELIVERY_PROMISE, says


def promise_without_days(examined: Examined) -> Iterator[Finding]:
    """H26: words promise a fast delivery, and no days are stated that it could be held to."""
    for placed in examined.own_products:
        if placed.seller.arrival is not None:
            continue
        for text in all_texts(examined, placed):
            if says(DELIVERY_PROMISE, text.words):
                yield found("H26", "warning", text.path, "no_days", name=placed.name, words=text.words)
                break


def promise_without_a_cutoff(examined: Examined) -> Iterator[Finding]:
    """H26: days are stated, but not until what time an order counts as that day's."""
    for placed in examined.own_products:
        if placed.seller.arrival is not None and placed.seller.arrival.cutoff is None:
            yield found("H26", "warning", f"{placed.path}.arrival", "no_cutoff", name=placed.name)


def promise_that_ends_before_it_begins(examined: Examined) -> Iterator[Finding]:
    """H26: delivery takes at least longer than it takes at most."""
    for placed in examined.own_products:
        arrival = placed.seller.arrival
        if arrival is not None and arrival.days_max < arrival.days_min:
            facts = {"first": arrival.days_min, "last": arrival.days_max}
            yield found("H26", "error", f"{placed.path}.arrival", "turned_round", name=placed.name, **facts)
