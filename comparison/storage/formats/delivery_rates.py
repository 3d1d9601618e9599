"""What delivery costs a shopper of a market at least, out of the rates that a feed or a page states.

Of several services for one place the cheapest is what a shopper must pay; it is named. Rates that
differ by region make a span, and one that is no amount makes it unknown: never nothing.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ...core.bounds import LINE
from ...core.catalogue import Arrival
from ...core.pricing.amounts import Amount, Flat, Span, Table, Unknown
from ...core.pricing.amounts.table import TableRow
from ...core.pricing.model import Component, Once
from .stated_money import StatedMoney

LABEL = {"ko": "배송비", "en": "Delivery"}
_BY_REGION = {"ko": "받는 곳", "en": "where it goes"}
_BY_CHOICE = {"ko": "고른 옵션", "en": "the choice taken"}


class Rate(NamedTuple):
    """One way to have it delivered. *money* is None where *text* is no amount; *days* are working days."""

    country: str
    region: str
    service: str
    text: str
    money: StatedMoney | None
    days: tuple[int, int] | None


def rates_in(market: str, rates: Iterable[Rate]) -> tuple[Rate, ...]:
    """Those that a shopper of *market* may have; in US-CA the rates of other states are not among them."""
    country, _, region = market.partition("-")
    here = [rate for rate in rates if rate.country == country]
    if not region:
        return tuple(here)
    own = [rate for rate in here if rate.region == region]
    return tuple(rate._replace(region="") for rate in own or here if rate.region in {"", region})


# Most goods of a shop are delivered at the same rates as many others.
@lru_cache(maxsize=1_000)
def delivery(
    market: str,
    variants: tuple[tuple[Rate, ...], ...],
    currency: str | None,
    free_from: StatedMoney | None = None,
) -> Component | None:
    """The delivery charge of a good whose *variants* have these rates; None where none is stated.

    From a basket of *free_from* on it is nothing.
    """
    cheapest = [_least(rates) for one in variants if (rates := rates_in(market, one))]
    if not cheapest:
        return None
    odd = next((one for rates in cheapest for one in rates if not _is_in(one, currency)), None)
    if odd is not None:
        words = odd.text or odd.service or LABEL["en"]
        return _component(odd, Unknown(how=dict.fromkeys(LABEL, words[:LINE])))
    ordered = sorted((one for rates in cheapest for one in rates), key=_amount)
    low, high = ordered[0], ordered[-1]
    if _amount(low) != _amount(high):
        reason = _BY_REGION if any(len(rates) > 1 for rates in cheapest) else _BY_CHOICE
        span = Span(low=f"{_amount(low):f}", high=f"{_amount(high):f}", depends_on=reason)
        return _component(None, span)
    return _component(low, _free_above(f"{_amount(low):f}", currency, free_from))


@lru_cache(maxsize=1_000)
def arrival(market: str, variants: tuple[tuple[Rate, ...], ...]) -> Arrival | None:
    """When the cheapest service arrives, in working days; None where that is not said for every variant."""
    days = [
        rate.days
        for one in variants
        for rate in _least(rates_in(market, one))
        if rate.money is not None and not rate.region
    ]
    known = [pair for pair in days if pair is not None]
    if not known or len(known) != len(days):
        return None
    return Arrival(days_min=min(low for low, _ in known), days_max=max(high for _, high in known))


def _least(rates: Sequence[Rate]) -> list[Rate]:
    """The cheapest rate of every region. One that is no amount comes first: it may be any."""
    cheapest: dict[str, Rate] = {}
    for rate in sorted(rates, key=_amount):
        cheapest.setdefault(rate.region, rate)
    return list(cheapest.values())


def _amount(rate: Rate) -> Decimal:
    return Decimal(rate.money.amount) if rate.money else Decimal(-1)


def _is_in(rate: Rate, currency: str | None) -> bool:
    return rate.money is not None and rate.money.currency in {None, currency}


def _free_above(amount: str, currency: str | None, free_from: StatedMoney | None) -> Amount:
    """*amount*, and nothing from the basket on that the feed says."""
    if free_from is None or free_from.currency not in {None, currency} or not Decimal(amount):
        return Flat(value=amount)
    rows = (TableRow(value=amount, below=free_from.amount), TableRow(value="0"))
    return Table(by="basket", rows=rows)


def _component(named: Rate | None, amount: Amount) -> Component:
    """A charge for delivery. The service is named beside the amount, because the row is one for all goods."""
    service = named.service[:LINE] if named else ""
    return Component(
        key="delivery",
        label=LABEL,
        kind="delivery",
        amount=amount,
        when=Once(),
        reason=dict.fromkeys(LABEL, service) if service else None,
    )
