"""The prices of goods: what a file says, in the union model, and nothing that it does not say."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from msgspec.structs import replace

from ...core.bounds import LINE, SHORT
from ...core.errors import RefusedFile
from ...core.messages import say
from ...core.money import CURRENCIES
from ...core.pricing.amounts import Flat, Span
from ...core.pricing.model import Component, EachCycle, Once, OneOf, Price, When
from .goods import Choice, Good, Offer
from .pricing2yaml import MARKETS_OF_CURRENCIES
from .reading import SourceFile, Wishes

# What stands for a market and a currency until they are known. Both have the form of a real one, so that a
# record with them can be packed and unpacked; neither is ever given out.
NOWHERE, NO_CURRENCY = "ZZ", "XXX"
_TAX_APART = {"US", "US-CA", "CA"}
_PRICE = {"ko": "가격", "en": "Price"}
_BY_CHOICE = {"ko": "고른 옵션", "en": "the choice taken"}
_MOST_CHOICES = 30


def currency_and_market(
    file: SourceFile, stated: Sequence[str], *, priced: bool, wishes: Wishes
) -> tuple[str, str]:
    """The currency of prices that state none, and the market they hold in. *stated* are the currencies
    that the file names, *priced* says whether it has any price at all; without one there is no currency.

    Raises:
        RefusedFile: neither the file nor the wish names a currency, the file names only others, or no
            market is wished for a currency that several use or for a file without prices.
    """
    if stated and wishes.currency not in {None, *stated}:
        raise _refused(file, "other_currency", found=stated[0], wished=wishes.currency)
    currency = wishes.currency or (stated[0] if stated else None)
    if currency is None and not priced and wishes.market is not None:
        return "", wishes.market
    if currency is None or currency not in CURRENCIES:
        raise _refused(file, "no_currency" if priced else "no_market_at_all")
    market = wishes.market or MARKETS_OF_CURRENCIES.get(currency)
    if market is None:
        raise _refused(file, "no_market", currency=currency)
    return currency, market


def prices_of(good: Good) -> tuple[Price, ...]:
    """The prices of all that *good* is offered for; in `NOWHERE` and in `NO_CURRENCY` where it names none.

    An earlier price is never taken from a file: what a reduction is measured from is computed from
    what was published.
    """
    return tuple(
        price
        for offer in good.all_offers
        for place in offer.markets or (NOWHERE,)
        for price in _prices_in(offer, place, offer.currency or NO_CURRENCY)
    )


def placed(price: Price, market: str, currency: str) -> Price:
    """*price* in *market* and *currency*, where it was made before these were known."""
    if price.market != NOWHERE and price.currency != NO_CURRENCY:
        return price
    money = currency if price.currency == NO_CURRENCY else price.currency
    if price.market != NOWHERE:
        return replace(price, currency=money)
    tax = price.tax if price.tax != "unknown" else _unsaid_tax(market)
    return replace(price, market=market, currency=money, tax=tax)


def _prices_in(offer: Offer, market: str, currency: str) -> tuple[Price, ...]:
    """One price, or one for the time of a sale and one for the time around it; none where there is
    no amount."""
    plain = _price(offer, market, currency, offer.amount)
    if offer.sale is None:
        return (plain,) if plain else ()
    cheaper = replace(offer, choices=offer.sale.choices or offer.choices)
    reduced = _price(cheaper, market, currency, offer.sale.amount)
    if reduced is not None and plain is None:
        # What is known of a sale alone holds for its time alone.
        return (replace(reduced, valid_from=offer.sale.starts, valid_to=offer.sale.ends),)
    if reduced is None or plain is None or not (offer.sale.starts or offer.sale.ends):
        return tuple(one for one in (reduced or plain,) if one)
    return dated(plain, reduced, offer.sale.starts, offer.sale.ends)


def dated(plain: Price, reduced: Price, starts: str | None, ends: str | None) -> tuple[Price, ...]:
    """*reduced* from *starts* to *ends*, both days included, and *plain* around that."""
    lower = replace(reduced, valid_from=starts, valid_to=ends)
    if starts is None and ends is not None:
        last = datetime.date.fromisoformat(ends)
        if last == datetime.date.max:
            return (lower,)
        return lower, replace(plain, valid_from=(last + datetime.timedelta(days=1)).isoformat())
    return plain, lower


def _price(offer: Offer, market: str, currency: str, amount: str | None) -> Price | None:
    offered = [one for one in offer.choices if one.amount is not None]
    price = Price(
        market=market,
        currency=currency,
        interval=offer.interval,
        tax=offer.tax or _unsaid_tax(market),
        tax_class=offer.tax_class,
        measure=offer.measure,
        phases=offer.phases,
        term=offer.term,
        min_quantity=offer.min_quantity,
        valid_from=offer.valid_from,
        valid_to=offer.valid_to,
        words=dict.fromkeys(_PRICE, offer.words[:LINE]) if offer.words else None,
    )
    if amount is None and not offered:
        return _without_amount(offer, price)
    low, high = _ends(offered) if amount is None else (amount, amount)
    if low == high:
        return replace(price, components=(_base(offer, low), *offer.charges))
    if len(offered) > _MOST_CHOICES:
        return _between(offer, replace(price, words=_BY_CHOICE), low, high)
    return replace(price, components=(*(_choice(offer, one) for one in offered), *offer.charges))


def _unsaid_tax(market: str) -> Literal["excluded", "unknown"]:
    return "excluded" if market in _TAX_APART else "unknown"


def _without_amount(offer: Offer, price: Price) -> Price | None:
    """A price of which only the ends are known, or only what the seller says; None where nothing is."""
    if offer.low and offer.high:
        return _between(offer, price, offer.low, offer.high)
    if offer.free:
        return replace(price, status="free")
    return replace(price, status="on_request") if offer.words else None


def _between(offer: Offer, price: Price, low: str, high: str) -> Price:
    """A price known by its ends; beside other charges it is one of them, so that none is lost."""
    if not offer.charges:
        return replace(price, status="range", low=low, high=high)
    span = Span(low=low, high=high, depends_on=price.words)
    base = replace(_base(offer, low), amount=span)
    return replace(price, words=None, components=(base, *offer.charges))


def _ends(offered: Sequence[Choice]) -> tuple[str, str]:
    amounts = sorted((one.amount or "0" for one in offered), key=Decimal)
    return amounts[0], amounts[-1]


def _base(offer: Offer, amount: str) -> Component:
    return Component(
        key="price", label=_PRICE, kind="base", amount=Flat(value=amount), when=_when(offer.interval)
    )


def _choice(offer: Offer, choice: Choice) -> Component:
    """One variant of which exactly one is bought."""
    return Component(
        key=choice.key,
        label=dict.fromkeys(_PRICE, choice.label[:SHORT]),
        kind="base",
        amount=Flat(value=choice.amount or "0"),
        when=_when(offer.interval),
        obligation=OneOf(group="choice"),
    )


def _when(interval: str) -> When:
    return Once() if interval == "once" else EachCycle()


def _refused(file: SourceFile, fault: str, **facts: object) -> RefusedFile:
    reason = say(f"import.reason.{fault}", **facts)
    return RefusedFile(file.name, 0, "", reason, say(f"import.accepted.{fault}", **facts))
