"""H13: goods sold by measure say what a kilogram or a litre costs, and all for the same amount."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ..catalogue import Product
from ..markets import Market, ground
from ..messages import Quantified
from ..money import ARITHMETIC
from ..pricing.measures import content
from ..pricing.model import Measure
from .examined import Examined, Placed, PlacedPrice
from .finding import Finding, found
from .grading import consumer_markets, graver, place_in
from .packs import pack

# Units as names of goods write them: "5G" is no weight, and "10 m" may be the length of a cable.
_IN_NAME = re.compile(r"(?<![\w.,])([0-9]+(?:[.,][0-9]+)?)\s?(kg|Kg|KG|g|mg|ml|mL|ML|cl|l|L|ℓ)(?![\w²/])")
_FIGURES = frozenset({"priced", "range"})


def no_measure(examined: Examined) -> Iterator[Finding]:
    """H13: a good is sold by measure, and its price does not say how much there is of it."""
    measured_in = {price.price.market for _, price, _ in _measured(examined)}
    for placed in examined.own_products:
        for price in placed.prices():
            markets = consumer_markets(examined, price.price)
            if _holds_something(price.price.measure) or price.price.status not in _FIGURES or not markets:
                continue
            certain = _is_measured(placed, markets[0])
            if certain or price.price.market in measured_in:
                yield from _finding(examined, placed, price, "no_measure", certain=certain)


def bases_that_differ(examined: Examined) -> Iterator[Finding]:
    """H13: unit prices of one market are said for different amounts, so nobody can compare them."""
    usual: dict[tuple[str, str], Decimal] = {}
    for placed, price, measure in _measured(examined):
        kind, part = content(measure.per, measure.per_unit)
        if usual.setdefault((price.price.market, kind), part) != part:
            yield from _finding(examined, placed, price, "bases_differ", certain=True)


def base_of_no_use(examined: Examined) -> Iterator[Finding]:
    """H13: a unit price is said for another amount than its market asks for."""
    for placed, price, measure in _measured(examined):
        for market in consumer_markets(examined, price.price):
            if _is_unusual(measure, market):
                bases = tuple(Quantified(amount=one.per, unit=one.unit) for one in market.unit_price_bases)
                place = place_in(f"{price.path}.measure", market, "unit_price")
                facts = {"name": placed.name, "market": market.code, "bases": bases}
                yield found("H13", "warning", place, "other_base", **facts)
                break


def measure_of_another_size(examined: Examined) -> Iterator[Finding]:
    """H13: the name says how much there is, of a piece or in all, and the unit price is of another amount."""
    for placed, price, measure in _measured(examined):
        kind, held = content(measure.amount, measure.unit)
        sizes = [size for words in placed.seller.name.values() for size in _sizes(words)]
        named = [amount for its_kind, amount in sizes if its_kind == kind]
        if named and held not in named and not measure.net_drained:
            stated, said = (Quantified(amount=f"{one:f}", unit=kind) for one in (held, named[0]))
            facts = {"name": placed.name, "stated": stated, "said": said}
            yield found("H13", "warning", f"{price.path}.measure", "other_size", **facts)


def _finding(
    examined: Examined, placed: Placed[Product], price: PlacedPrice, fault: str, *, certain: bool
) -> Iterator[Finding]:
    """An error for what is *certain*, where the law asks every shop for a unit price."""
    can_say_it = certain and not placed.seller.source_key
    graded = graver(consumer_markets(examined, price.price), lambda one: can_say_it and _binds_everyone(one))
    if graded:
        market, level = graded
        place = place_in(f"{price.path}.measure", market, "unit_price")
        yield found("H13", level, place, fault, name=placed.name, market=market.code)


def _holds_something(measure: Measure | None) -> bool:
    return measure is not None and Decimal(measure.amount) > 0 and Decimal(measure.per) > 0


def _binds_everyone(market: Market) -> bool:
    law = ground(market, "unit_price")
    return market.unit_price == "required" and (law is None or law.binds == "everyone")


def _is_measured(placed: Placed[Product], market: Market) -> bool:
    """Whether its name says how much it holds, or another of its prices does.

    Where that is the very amount that unit prices are said for, the price is one already.
    """
    if any(price.measure for price in placed.seller.prices):
        return True
    held = [found_ for words in placed.seller.name.values() if (found_ := _named(words))]
    bases = [content(base.per, base.unit) for base in market.unit_price_bases]
    return bool(held) and not any(one in bases for one in held)


def _named(words: str) -> tuple[str, Decimal] | None:
    return next(_sizes(words), None)


def _sizes(words: str) -> Iterator[tuple[str, Decimal]]:
    """Every amount that a name states, and that of all pieces where it is a pack."""
    pieces = pack(words).pieces
    for stated in _IN_NAME.finditer(words):
        number, unit = stated.groups()
        kind, amount = content(number.replace(",", "."), "l" if unit == "ℓ" else unit.lower())
        yield kind, amount
        yield kind, ARITHMETIC.multiply(amount, pieces)


def _measured(examined: Examined) -> Iterator[tuple[Placed[Product], PlacedPrice, Measure]]:
    for placed in examined.own_products:
        for price in placed.prices():
            if price.price.measure:
                yield placed, price, price.price.measure


def _is_unusual(measure: Measure, market: Market) -> bool:
    """Whether the market names amounts of this kind (weights, volumes) and not this one."""
    kind, part = content(measure.per, measure.per_unit)
    usual = [content(base.per, base.unit) for base in market.unit_price_bases]
    return any(one == kind for one, _ in usual) and (kind, part) not in usual
