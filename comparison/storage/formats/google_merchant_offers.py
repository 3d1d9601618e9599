"""In which markets the goods of a Merchant feed are sold, and for what.

Where an item says to which countries it is delivered, it has a price in each of those that has market
rules; else in the wished market, else in that of its currency. The feed's own rules say that a price
holds the tax everywhere but in the US and in Canada.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from ...core.catalogue import Arrival
from ...core.pricing.amounts import Flat, Span
from ...core.pricing.model import Component, Measure, Once, Term
from .delivery_rates import arrival, delivery
from .goods import Choice, Offer, Sale
from .google_merchant_money import Selling
from .pricing2yaml import MARKETS_OF_CURRENCIES
from .reading import Wishes
from .tallies import Tally

_TAX_APART = frozenset({"US", "US-CA", "CA"})
# The European Union's row is what its members inherit; nobody lives in it alone.
_NO_PLACE = frozenset({"EU"})
_DEVICE = {"ko": "구매할 때 내는 금액", "en": "Price at purchase"}
_BY_CHOICE = {"ko": "고른 옵션", "en": "the choice taken"}


class Variant(NamedTuple):
    """One item with how it is told from the others of its group, *available* or not."""

    selling: Selling
    choice: Choice


class Sold(NamedTuple):
    """What a good is offered for, and when it arrives."""

    offers: tuple[Offer, ...]
    arrival: Arrival | None


def sold(variants: Sequence[Variant], wishes: Wishes, tally: Tally) -> Sold:
    """The offers of goods whose *variants* are given; one for each market, currency and interval."""
    placed: dict[tuple[str, str | None, str], list[Variant]] = {}
    for variant in _buyable(variants):
        own = _in_default_country(variant, wishes)
        for market in _markets(own.selling, wishes, tally):
            interval = own.selling.contract.interval if own.selling.contract else "once"
            placed.setdefault((market, own.selling.currency, interval), []).append(own)
    offers = tuple(_offer(key[0], several, tally) for key, several in placed.items())
    first = next(((key[0], several) for key, several in placed.items() if key[0]), None)
    arrives = arrival(first[0], tuple([one.selling.rates for one in first[1]])) if first else None
    return Sold(tuple(one for one in offers if one.is_priced), arrives)


def _buyable(variants: Sequence[Variant]) -> Sequence[Variant]:
    """Those that can be bought; all of them where none can. What is sold out makes no price lower."""
    return [one for one in variants if one.choice.available] or variants


def _in_default_country(variant: Variant, wishes: Wishes) -> Variant:
    """*variant* with the country of its market at every rate that names none."""
    selling = variant.selling
    if all(rate.country for rate in selling.rates):
        return variant
    country = _default_market(selling, wishes).partition("-")[0]
    rates = tuple(rate if rate.country else rate._replace(country=country) for rate in selling.rates)
    return Variant(selling._replace(rates=rates), variant.choice)


def _default_market(selling: Selling, wishes: Wishes) -> str:
    """The wished market, else that of the currency; nothing where neither is known."""
    currency = selling.currency or wishes.currency
    return wishes.market or MARKETS_OF_CURRENCIES.get(currency or "", "")


def _markets(selling: Selling, wishes: Wishes, tally: Tally) -> tuple[str, ...]:
    known = _known(wishes.markets)
    countries = dict.fromkeys(rate.country for rate in selling.rates)
    wished = wishes.market or ""
    found = [
        wished if wished.partition("-")[0] == country else country
        for country in countries
        if country in known or wished.partition("-")[0] == country
    ]
    tally.name("countries_left_out", (country for country in countries if country and country not in known))
    return tuple(found) or (_default_market(selling, wishes),)


@lru_cache(maxsize=4)
def _known(markets: tuple[str, ...]) -> frozenset[str]:
    return frozenset(markets or MARKETS_OF_CURRENCIES.values()) - _NO_PLACE


def _offer(market: str, variants: Sequence[Variant], tally: Tally) -> Offer:
    sellings = [one.selling for one in variants]
    first = sellings[0]
    charges = (*_device(sellings), *_delivery(market, sellings))
    several = len(variants) > 1
    return Offer(
        markets=(market,) if market else (),
        amount=None if several else _amount(first),
        currency=first.currency,
        interval=first.contract.interval if first.contract else "once",
        tax=_tax(market),
        sale=_sale(variants, tally),
        choices=tuple(_choice(one) for one in variants) if several else (),
        charges=charges,
        measure=_measure(sellings, tally),
        term=_term(sellings),
    )


def _delivery(market: str, sellings: Sequence[Selling]) -> Iterable[Component]:
    if not market:
        return ()
    free = {one.free_from.get(market.partition("-")[0]) for one in sellings}
    rates = tuple([one.rates for one in sellings])
    charge = delivery(market, rates, sellings[0].currency, free.pop() if len(free) == 1 else None)
    return (charge,) if charge else ()


def _tax(market: str) -> Literal["included", "excluded"] | None:
    if not market:
        return None
    return "excluded" if market in _TAX_APART else "included"


def _amount(selling: Selling) -> str | None:
    """What is paid once, or each interval where a contract comes with it."""
    return selling.contract.amount if selling.contract else selling.amount


def _choice(variant: Variant) -> Choice:
    amount = _amount(variant.selling)
    return Choice(
        key=variant.choice.key,
        label=variant.choice.label,
        amount=amount,
        sku=variant.choice.sku,
        available=variant.choice.available,
    )


def _device(sellings: Sequence[Selling]) -> Iterable[Component]:
    """The price of what comes with a contract, due at purchase."""
    amounts = [one.amount or "0" for one in sellings if one.contract]
    if not amounts:
        return ()
    low, high = min(amounts, key=Decimal), max(amounts, key=Decimal)
    amount = Flat(value=low) if low == high else Span(low=low, high=high, depends_on=_BY_CHOICE)
    return (Component(key="device", label=_DEVICE, kind="fee", amount=amount, when=Once()),)


def _sale(variants: Sequence[Variant], tally: Tally) -> Sale | None:
    """The sale of the one item, or of several on the same days."""
    sales = [one.selling.sale for one in variants if one.selling.sale]
    if not sales:
        return None
    if any(one.selling.contract for one in variants) or len({(one.starts, one.ends) for one in sales}) > 1:
        tally.count("sale_left_out", len(sales))
        return None
    if len(variants) == 1:
        return sales[0]
    choices = tuple(_reduced(one) for one in variants)
    return Sale(amount=None, starts=sales[0].starts, ends=sales[0].ends, choices=choices)


def _reduced(variant: Variant) -> Choice:
    sale = variant.selling.sale
    plain = _choice(variant)
    return plain if sale is None else Choice(key=plain.key, label=plain.label, amount=sale.amount)


def _measure(sellings: Sequence[Selling], tally: Tally) -> Measure | None:
    measures = {one.measure for one in sellings}
    if len(measures) > 1:
        tally.count("unit_price_left_out")
        return None
    return measures.pop()


def _term(sellings: Sequence[Selling]) -> Term | None:
    months = [one.contract.months for one in sellings if one.contract]
    return Term(min_months=min(max(months), 120)) if months else None
