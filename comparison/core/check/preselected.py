"""H07: nothing that costs money is chosen for the shopper."""

from collections.abc import Iterator

from ..markets import Market
from ..pricing.model import Component, OneOf, Optional
from .asking import Asking, Budget
from .examined import Examined, PlacedPrice
from .finding import Finding, found
from .grading import consumer_markets, graver, place_in
from .unavoidable import costs

_PATH = "default_selected"


def paid_option_chosen(examined: Examined) -> Iterator[Finding]:
    """H07: a paid option is ticked from the start. An error where the market forbids it."""
    for placed, component, path in examined.components():
        if component.default_selected and isinstance(component.obligation, Optional) and costs(component):
            yield from _finding(examined, placed, component, path, "paid_option")


def dearer_way_chosen(examined: Examined) -> Iterator[Finding]:
    """H07: of several ways, one of which must be taken, a dearer one is chosen from the start."""
    budget = Budget()
    for placed, component, path in examined.components():
        obligation = component.obligation
        if not component.default_selected or not isinstance(obligation, OneOf):
            continue
        many = len(placed.price.components)
        if budget.allows(many) and _is_dearer(examined, placed, component, obligation.group):
            yield from _finding(examined, placed, component, path, "dearer_way")


def _finding(
    examined: Examined, placed: PlacedPrice, component: Component, path: str, fault: str
) -> Iterator[Finding]:
    graded = graver(consumer_markets(examined, placed.price), _forbids)
    if graded is not None:
        market, level = graded
        place = place_in(f"{path}.{_PATH}", market, "preselected")
        facts = {"name": placed.name, "charge": examined.said(component.label), "market": market.code}
        yield found("H07", level, place, fault, **facts)


def _forbids(market: Market) -> bool:
    return market.preselected == "forbidden"


def _is_dearer(examined: Examined, placed: PlacedPrice, chosen: Component, group: str) -> bool:
    """Whether another of the group comes to less, headline first, then the horizon."""
    markets = consumer_markets(examined, placed.price)
    if not markets:
        return False
    asking = Asking(examined, placed.price, markets[0])
    sums = {
        one.key: _sums(asking, one.key)
        for one in placed.price.components
        if isinstance(one.obligation, OneOf) and one.obligation.group == group
    }
    known = [amounts for amounts in sums.values() if amounts is not None]
    own = sums[chosen.key]
    return bool(known) and (own is None or own > min(known))


def _sums(asking: Asking, key: str) -> tuple[int, int] | None:
    quote = asking.quote(addons=(key,))
    if quote.headline is None or quote.horizon_total is None or quote.status == "open":
        return None
    return quote.headline.minor, quote.horizon_total.minor
