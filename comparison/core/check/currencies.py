"""H24: whole minor units, one currency for each market, and the market's own."""

from collections.abc import Iterator
from decimal import Decimal

from ..money import exponent
from ..pricing.amounts import Amount, Flat, Span, Stair, Table
from .examined import Examined, PlacedPrice
from .finding import Finding, Place, found


def broken_minor_units(examined: Examined) -> Iterator[Finding]:
    """H24: an amount in all has more places than its currency (9900.50 won).

    Amounts for each unit, and a month's share of a yearly amount, may have more: the sum is rounded.
    """
    for placed in examined.prices:
        currency = placed.price.currency
        for amount, path in (*_of_charges(placed), *_of_the_price(placed)):
            if _places(amount) > exponent(currency):
                facts = {"name": placed.name, "amount": amount, "currency": currency}
                yield found("H24", "error", path, "places", **facts)


def mixed_currencies(examined: Examined) -> Iterator[Finding]:
    """H24: tiers of one market are priced in several currencies, so they cannot be compared."""
    by_market: dict[str, dict[str, str]] = {}
    for placed in examined.prices:
        if placed.of_tier:
            by_market.setdefault(placed.price.market, {}).setdefault(placed.price.currency, placed.path)
    for market, currencies in by_market.items():
        if len(currencies) > 1 and not _all_in_each(examined, market, set(currencies)):
            place = Place(path=list(currencies.values())[1], market=market)
            yield found(
                "H24",
                "error",
                place,
                "mixed",
                market=market,
                currencies=tuple(sorted(currencies)),
            )


def foreign_currency(examined: Examined) -> Iterator[Finding]:
    """H24: prices in a currency that is not the market's, which nobody there asks for by default."""
    seen: set[tuple[str, str]] = set()
    for placed in examined.prices:
        currency = placed.price.currency
        for market in examined.markets_of(placed.price):
            if currency == market.currency or (market.code, currency) in seen:
                continue
            seen.add((market.code, currency))
            place = Place(path=f"{placed.path}.currency", market=market.code)
            facts = {
                "market": market.code,
                "currency": currency,
                "usual": market.currency,
            }
            yield found("H24", "warning", place, "foreign", **facts)


def _all_in_each(examined: Examined, market: str, currencies: set[str]) -> bool:
    """Whether every tier has a price list in each currency: then a shopper chooses one."""
    for placed in examined.products:
        own = {price.currency for price in placed.seller.prices if price.market == market}
        if own and own != currencies:
            return False
    return True


def _of_charges(placed: PlacedPrice) -> Iterator[tuple[str, str]]:
    for component, path in placed.charges():
        if component.stated_per == "cycle" or placed.price.interval == "month":
            yield from ((amount, f"{path}.amount") for amount in _amounts_in_all(component.amount))


def _amounts_in_all(amount: Amount) -> tuple[str, ...]:
    match amount:
        case Flat(value=value):
            return (value,)
        case Span(low=low, high=high):
            return low, high
        case Stair(steps=steps):
            return tuple(step.value for step in steps)
        case Table(rows=rows):
            return tuple(row.value for row in rows if row.value is not None)
    return ()


def _of_the_price(placed: PlacedPrice) -> Iterator[tuple[str, str]]:
    """What is stated beside the charges: the ends of a range, the fee for leaving, fixed reductions."""
    price, path = placed.price, placed.path
    beside = ((price.low, "low"), (price.high, "high"), (price.term and price.term.exit_fee, "term.exit_fee"))
    yield from ((amount, f"{path}.{field}") for amount, field in beside if amount)
    for index, one in enumerate(price.discounts):
        if one.kind == "amount":
            yield one.value, f"{path}.discounts[{index}].value"


def _places(amount: str) -> int:
    number = Decimal(amount).normalize()
    places = number.as_tuple().exponent
    return max(-places, 0) if isinstance(places, int) else 0
