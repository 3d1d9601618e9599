"""Prices of the file as prices of the catalogue.

Source: docs/importing.md, "Prices". An annual price is said per month and billed yearly, unless
it is larger than the monthly one: then it is the whole year's.
"""

from decimal import Decimal
from typing import Literal, NamedTuple

from msgspec.structs import replace

from ....core.pricing.amounts import Flat, PerUnit
from ....core.pricing.model import Component, ComponentKind, EachCycle, Once, PerTransaction, Price, When
from .amounts import Stated, plain, times
from .plans import Sold
from .pricing import Billing, Pricing
from .units import SoldBy

MONTHLY = "month"
YEARLY = "year"
# Where prices are shown without tax, files give them so; elsewhere nobody can know.
_WITHOUT_TAX = frozenset({"US", "CA"})
_LABELS = {
    "base": {"en": "Subscription", "ko": "구독료"},
    "once": {"en": "One-time charge", "ko": "한 번 내는 비용"},
    "usage": {"en": "Usage", "ko": "사용 요금"},
}


class Selling(NamedTuple):
    """What all prices of a file share. *billing* is empty where the file names no rhythm."""

    market: str
    currency: str
    checked_on: str
    language: str
    billing: tuple[Billing, ...]
    annual_sold: bool

    @classmethod
    def of(cls, pricing: Pricing, market: str, currency: str, language: str) -> "Selling":
        return cls(market, currency, pricing.created, language, pricing.billing, pricing.annual_sold)


class Offer(NamedTuple):
    """What is asked in one *interval*. *monthly* says that the amount is one month's of it."""

    interval: str
    stated: Stated
    monthly: bool = False

    @property
    def open_ended(self) -> bool:
        """Free, or on request: then it is so in whatever rhythm one would pay."""
        return not self.stated.amount


def offers(sold: Sold, selling: Selling) -> list[Offer]:
    """What the file asks for, one offer for each rhythm it names; nothing stated is on request."""
    if sold.monthly is not None or sold.annual is not None:
        return _by_period_keys(sold.monthly, sold.annual, selling)
    price = sold.price or Stated()
    if sold.unit.once:
        return [Offer("once", price)]
    period = own_period(sold.unit, selling.billing)
    if period is not None:
        return [Offer(period, _share(price, selling.billing, period))]
    rhythms = selling.billing or (Billing(MONTHLY, Decimal(1)),)
    return [Offer(one.interval, _scaled(price, one.factor), one.interval != MONTHLY) for one in rhythms]


def own_period(unit: SoldBy, billing: tuple[Billing, ...]) -> str | None:
    """The period a unit names, where the amount is that period's and no month's.

    A file that says "per year" and is billed monthly contradicts itself; the monthly reading is
    the dearer one, so nobody is promised a price that is too low.
    """
    contradicts = unit.period == YEARLY and any(one.interval == MONTHLY for one in billing)
    return None if contradicts or unit.period == MONTHLY else unit.period


def prices(sold: Sold, selling: Selling) -> tuple[Price, ...]:
    """The prices of one plan or add-on.

    What is free or on request is so in whatever rhythm one pays, so it is said once.
    """
    asked = offers(sold, selling)
    if all(offer.open_ended for offer in asked):
        asked = asked[:1]
    return tuple(_price(sold, offer, selling) for offer in asked)


def plan_prices(plans: list[Sold], selling: Selling) -> dict[str, tuple[Price, ...]]:
    """The prices of every plan, by its name.

    A plan that is paid once has that price in every rhythm the other plans are paid in, so that
    it can stand beside them.
    """
    found = {plan.name: prices(plan, selling) for plan in plans}
    rhythms = {price.interval: None for its_prices in found.values() for price in its_prices}
    others = [interval for interval in rhythms if interval != "once"]
    return {name: _in_every_rhythm(its_prices, others) for name, its_prices in found.items()}


def _in_every_rhythm(its_prices: tuple[Price, ...], others: list[str]) -> tuple[Price, ...]:
    if not others or all(price.interval != "once" for price in its_prices):
        return its_prices
    return tuple(replace(price, interval=interval) for price in its_prices for interval in others)


def _by_period_keys(monthly: Stated | None, annual: Stated | None, selling: Selling) -> list[Offer]:
    found = [Offer(MONTHLY, monthly)] if monthly else []
    if annual and (selling.annual_sold or monthly is None):
        found.append(Offer(YEARLY, annual, monthly=not _is_years_total(monthly, annual)))
    return found


def _is_years_total(monthly: Stated | None, annual: Stated) -> bool:
    if monthly is None or monthly.amount is None or annual.amount is None:
        return False
    return annual.amount > monthly.amount


def _share(price: Stated, billing: tuple[Billing, ...], interval: str) -> Stated:
    return next((_scaled(price, one.factor) for one in billing if one.interval == interval), price)


def _scaled(price: Stated, factor: Decimal) -> Stated:
    return price if price.amount is None else Stated(amount=times(price.amount, factor))


def _price(sold: Sold, offer: Offer, selling: Selling) -> Price:
    unit = sold.unit
    counted = unit.counted or "item"
    # A constraint counts how often an add-on is bought, never the users it is multiplied by.
    least, most, step = sold.quantities if unit.counted is None else (None, None, None)
    amount = offer.stated.amount
    return Price(
        market=selling.market,
        currency=selling.currency,
        interval=offer.interval,
        status=_status(amount),
        tax="excluded" if selling.market.split("-")[0] in _WITHOUT_TAX else "unknown",
        components=(_component(unit, offer, amount, selling.language),) if amount else (),
        quantity_unit=counted,
        min_quantity=1 if least is None else least,
        max_quantity=most,
        quantity_step=step or 1,
        words=_words(offer.stated, selling.language),
        checked_on=selling.checked_on,
    )


def _status(amount: Decimal | None) -> Literal["priced", "free", "on_request"]:
    if amount is None:
        return "on_request"
    return "priced" if amount else "free"


def _words(stated: Stated, language: str) -> dict[str, str] | None:
    if stated.words:
        return {language: stated.words}
    if stated.varies:
        names = ", ".join(stated.varies)
        return {"en": f"Varies with {names}", "ko": f"{names}에 따라 달라요"}
    return None


def _component(unit: SoldBy, offer: Offer, amount: Decimal, language: str) -> Component:
    value = plain(amount)
    kind, when = _kind_and_moment(unit)
    return Component(
        key=kind,
        label=_LABELS["once" if unit.once else "usage" if unit.used_up else "base"],
        kind=kind,
        amount=PerUnit(value=value, unit=unit.counted) if unit.counted else Flat(value=value),
        when=when,
        stated_per="month" if offer.monthly and isinstance(when, EachCycle) else "cycle",
        reason={language: unit.batch} if unit.batch else None,
    )


def _kind_and_moment(unit: SoldBy) -> tuple[ComponentKind, When]:
    if unit.once:
        return "base", Once()
    if unit.used_up:
        return "usage", PerTransaction()
    return ("seat" if unit.counted else "base"), EachCycle()
