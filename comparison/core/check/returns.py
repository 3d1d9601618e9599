"""H41: whoever sells goods says how long they can be sent back, who pays for it, and what it costs."""

from collections.abc import Iterator

from ..content import Returns
from .examined import Examined
from .finding import Finding, found


def no_returns(examined: Examined) -> Iterator[Finding]:
    """H41: goods are sold, and neither the shop nor a product says how they can be sent back."""
    silent = [placed.name for placed in examined.own_products if placed.seller.returns is None]
    if _sells_goods(examined) and examined.publication.shop.returns is None and silent:
        yield found("H41", "warning", "$.shop.returns", "none", names=tuple(silent))


def unfinished_returns(examined: Examined) -> Iterator[Finding]:
    """H41: what is said about sending back lacks the days, who pays, or the fee with its currency."""
    for path, returns in _stated(examined):
        for field in _missing(returns):
            yield found("H41", "warning", f"{path}.{field}", f"no_{field}")


def _sells_goods(examined: Examined) -> bool:
    return examined.publication.comparison.noun == "product" and bool(examined.own_products)


def _stated(examined: Examined) -> Iterator[tuple[str, Returns]]:
    own = ((f"{placed.path}.returns", placed.seller.returns) for placed in examined.own_products)
    for path, returns in (("$.shop.returns", examined.publication.shop.returns), *own):
        if returns is not None:
            yield path, returns


def _missing(returns: Returns) -> Iterator[str]:
    """The fields that a shopper would miss; who cannot send back anything asks for no more."""
    if returns.days is None:
        yield "days"
    if returns.days == 0:
        return
    if returns.who_pays is None:
        yield "who_pays"
    if returns.fee is None:
        yield "fee"
    elif returns.fee.strip("0.") and returns.currency is None:
        yield "currency"
