"""H12: a larger pack costs no more for each piece, or each gram, than a smaller one."""

from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from ..catalogue import Product
from ..money import ARITHMETIC, Money
from ..pricing.measures import content
from ..pricing.model import Price
from ..pricing.offers import least_sold
from ..pricing.quote import Quote
from .asking import Asking, Budget
from .examined import Examined, Placed, PlacedPrice
from .finding import Finding, found
from .grading import unless_imported
from .packs import pack
from .texts import all_texts, first_saying
from .wordings import SAVING

_GOODS = frozenset({"base", "seat", "usage"})


class _Offered(NamedTuple):
    """One price of a good: the least quantity sold holds *held* of it, and *paid* is what the goods cost."""

    placed: Placed[Product]
    price: PlacedPrice
    held: Decimal
    paid: Money


class _Good(NamedTuple):
    """What is sold in packs of several sizes, how much of it is counted, and on which terms."""

    name: str
    unit: str
    terms: tuple[str, str, str, str, str]


def bundle_dearer_than_single(examined: Examined) -> Iterator[Finding]:
    """H12: a pack of the same good costs more for each piece than a smaller one.

    An error where it is called a saving, else a warning.
    """
    for offers in _goods(examined).values():
        for large in offers:
            cheaper = [(_for_as_much(small, large), small) for small in offers if _is_smaller(small, large)]
            cheaper = [one for one in cheaper if one[0].minor < large.paid.minor]
            if cheaper:
                yield _finding(examined, large, *min(cheaper, key=lambda one: one[0].minor))


def is_claimed(examined: Examined, placed: Placed[Product]) -> bool:
    """Whether anything that shoppers read about it speaks of a saving."""
    return first_saying(SAVING, all_texts(examined, placed)) is not None


def goods_of(quote: Quote) -> Money | None:
    """What the goods of a quote cost, without delivery, fees and deposits; None where part is unknown."""
    if not quote.is_settled:
        return None
    amounts = [line.amount for line in quote.lines if line.kind in _GOODS and line.headline_times]
    known = [amount for amount in amounts if amount is not None]
    return sum(known[1:], known[0]) if known and len(known) == len(amounts) else None


def _finding(examined: Examined, large: _Offered, apart: Money, small: _Offered) -> Finding:
    facts = {"name": large.placed.name, "other": small.placed.name, "paid": large.paid, "apart": apart}
    if is_claimed(examined, large.placed):
        return found("H12", unless_imported(large.placed), large.price.path, "claimed", **facts)
    return found("H12", "warning", large.price.path, "dearer", **facts)


def _goods(examined: Examined) -> dict[_Good, list[_Offered]]:
    """The prices of everything that several products are packs of."""
    packs = [(placed, pack(placed.name)) for placed in examined.own_products]
    sold = Counter(said.good for _, said in packs if said.good)
    goods: dict[_Good, list[_Offered]] = {}
    budget = Budget()
    for placed, said in packs:
        for price in placed.prices() if sold[said.good] > 1 else ():
            paid = _paid(examined, price.price, budget)
            if paid is not None:
                unit, held = _content(price.price, said.pieces)
                offers = goods.setdefault(_Good(said.good, unit, _terms(price.price)), [])
                offers.append(_Offered(placed, price, held, paid))
    return goods


def _content(price: Price, pieces: Decimal) -> tuple[str, Decimal]:
    """What the least quantity holds: by its measure, else the pieces that its name speaks of."""
    unit, held = content(price.measure.amount, price.measure.unit) if price.measure else ("", pieces)
    return unit, ARITHMETIC.multiply(held, least_sold(price))


def _is_smaller(small: _Offered, large: _Offered) -> bool:
    return small.placed is not large.placed and 0 < small.held < large.held


def _for_as_much(small: _Offered, large: _Offered) -> Money:
    """What as much as *large* holds costs in packs of *small*, rounded up."""
    exact = ARITHMETIC.divide(ARITHMETIC.multiply(small.paid.minor, large.held), small.held)
    whole = exact.to_integral_value(rounding=ROUND_CEILING)
    return Money(minor=int(whole), currency=small.paid.currency)


def _paid(examined: Examined, price: Price, budget: Budget) -> Money | None:
    """What the goods of the least quantity cost in the first market of *price*."""
    markets = examined.markets_of(price)
    if price.status != "priced" or not markets or not budget.allows(1):
        return None
    return goods_of(Asking(examined, price, markets[0]).quote(quantities={}))


def _terms(price: Price) -> tuple[str, str, str, str, str]:
    return price.market, price.customer_type, price.currency, price.interval, price.tax
