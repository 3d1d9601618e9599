"""Prices as Pricing2Yaml can say them: one amount a month, one a year, or words.

What that format would have to hide (fees beside the price, bands, ranges) is said in words, never cut
down to the base amount: a price must not look lower than it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ...core.catalogue import AddOn, Product
from ...core.money import ARITHMETIC
from ...core.pricing.amounts import Flat, PerUnit
from ...core.pricing.model import Always, Component, EachCycle, Once, PerTransaction, Price
from .outgoing import Outgoing
from .outgoing_quotes import current_prices
from .pricing2yaml.amounts import times
from .pricing2yaml.node import is_number
from .pricing2yaml.units import sold_by

Plain = str | Decimal
_ASK = {"en": "Contact Sales", "ko": "문의"}
_SEVERAL = {"en": "Several charges", "ko": "여러 비용"}
_KINDS = frozenset({"base", "seat", "usage"})
_RHYTHMS = frozenset({"month", "year", "once"})
_MONTHS = 12
_MOST_PLACES = 12


class Stated(NamedTuple):
    """What is said of one plan or add-on. *words* stand in the place of the amounts that are None.

    *month* and *year* are a month's amounts, *total* a whole year's, *once* is due a single time;
    *only_yearly* words are about paying by the year.
    """

    unit: str = "/month"
    words: str | None = None
    month: Decimal | None = None
    year: Decimal | None = None
    total: Decimal | None = None
    once: Decimal | None = None
    only_yearly: bool = False


def stated(sold: Product | AddOn, shop: Outgoing) -> Stated | None:
    """What the price of *sold* comes to here; None where it has none."""
    prices = _by_interval(current_prices(sold, shop), shop)
    _leave(sold, prices.values(), shop)
    if not prices:
        return None
    first = next(iter(prices.values()))
    unit = _counted(first.quantity_unit) if first.quantity_unit != "item" else "/month"
    if first.status == "free":
        free = Stated(unit=unit or "/month")
        return free._replace(year=Decimal(0)) if first.interval == "year" else free._replace(month=Decimal(0))
    on_request = {interval: one for interval, one in prices.items() if one.status == "on_request"}
    rest = {interval: one for interval, one in prices.items() if interval not in on_request}
    plain = [_plain(price) for price in rest.values()]
    if not rest or any(one is None for one in plain) or not set(prices) <= _RHYTHMS:
        only_yearly = set(prices) == {"year"}
        return Stated(unit=unit or "/month", words=_words(first, shop), only_yearly=only_yearly)
    known = _together([(price, one) for price, one in zip(rest.values(), plain, strict=True) if one], shop)
    if known.words is not None or not on_request:
        return known
    return _half_known(known, on_request, shop)


def _half_known(known: Stated, on_request: Mapping[str, Price], shop: Outgoing) -> Stated:
    """One rhythm has its amount, the other is on request."""
    interval, price = next(iter(on_request.items()))
    if interval == "once" or known.once is not None:
        return _too_much(shop)
    return known._replace(words=_words(price, shop), only_yearly=interval == "year")


def coefficient(all_stated: Iterable[Stated | None]) -> Decimal | None:
    """What share of its monthly amount everything costs that is paid by the year; None where they differ."""
    priced = [one for one in all_stated if one is not None and (one.month or one.year or one.total)]
    if not priced or any(not one.month or one.year is None for one in priced):
        return None
    first = priced[0]
    share = ARITHMETIC.divide(first.year or Decimal(0), first.month or Decimal(1))
    if not 0 < share <= 1 or -int(share.as_tuple().exponent) > _MOST_PLACES:
        return None
    same = all(times(one.month or Decimal(0), share) == one.year for one in priced)
    return share if same else None


def keys_of(one: Stated | None, *, by_coefficient: bool) -> dict[str, Plain]:
    """The keys that state a price."""
    if one is None:
        return {}
    if one.once is not None:
        return {"price": one.once, "unit": "forever"}
    annual = one.total if one.total is not None else one.year
    if one.words is not None:
        return _keys_in_words(one, one.words, annual)
    main = one.month if one.month is not None else annual
    keys: dict[str, Plain] = {"price": main if main is not None else Decimal(0), "unit": one.unit}
    if by_coefficient or annual is None:
        return keys
    monthly: dict[str, Plain] = {} if one.month is None else {"monthlyPrice": one.month}
    return {**keys, **monthly, "annualPrice": annual}


def _keys_in_words(one: Stated, words: str, annual: Decimal | None) -> dict[str, Plain]:
    keys: dict[str, Plain] = {"price": words, "unit": one.unit}
    if one.month is not None:
        return {**keys, "monthlyPrice": one.month, "annualPrice": words}
    if annual is not None:
        return {**keys, "monthlyPrice": words, "annualPrice": annual}
    return {**keys, "annualPrice": words} if one.only_yearly else keys


def _by_interval(prices: Sequence[Price], shop: Outgoing) -> dict[str, Price]:
    """Of several for one interval the nearest: this market, this customer, the newest."""
    code = shop.market.code
    ordered = sorted(
        prices, key=lambda one: (one.market == code, one.customer_type != "any", one.valid_from or "")
    )
    found = {price.interval: price for price in ordered}
    shop.left.count("other_prices", len(prices) - len(found))
    return {interval: found[interval] for interval in sorted(found)}


def _leave(sold: Product | AddOn, prices: Iterable[Price], shop: Outgoing) -> None:
    shop.left.count("other_prices", len(sold.prices) - len(current_prices(sold, shop)))
    for price in prices:
        shop.left.count("discounts", len(price.discounts))
        shop.left.count("terms", price.term is not None or bool(price.phases))
        shop.left.count("taxes", price.tax == "included")
        quantities = (price.min_quantity, price.max_quantity, price.quantity_step)
        shop.left.count("quantities", quantities != (1, None, 1))


def _plain(price: Price) -> Component | None:
    """The one charge of *price*, where that is all there is to pay."""
    if price.status != "priced" or len(price.components) != 1:
        return None
    only = price.components[0]
    simple = isinstance(only.obligation, Always) and not only.included and only.kind in _KINDS
    if not simple or not isinstance(only.amount, Flat | PerUnit):
        return None
    if isinstance(only.when, Once):
        return only if isinstance(only.amount, Flat) else None
    recurs = only.when == EachCycle() or isinstance(only.when, PerTransaction)
    return only if recurs and price.interval != "once" else None


def _together(pairs: Sequence[tuple[Price, Component]], shop: Outgoing) -> Stated:
    """One statement of a monthly and a yearly price that are charged for the same thing."""
    units = {_unit(price, component, shop) for price, component in pairs}
    amounts = {price.interval: _amount(component) for price, component in pairs}
    if all(isinstance(component.when, Once) for _, component in pairs) and len(set(amounts.values())) == 1:
        return Stated(once=next(iter(amounts.values())))
    unit = units.pop()
    if units or unit is None or any(isinstance(component.when, Once) for _, component in pairs):
        return _too_much(shop)
    month = amounts.get("month")
    yearly = next((component for price, component in pairs if price.interval == "year"), None)
    if yearly is None:
        return Stated(unit=unit, month=month)
    return _with_year(Stated(unit=unit, month=month), yearly, shop)


def _with_year(one: Stated, yearly: Component, shop: Outgoing) -> Stated:
    amount = _amount(yearly)
    if yearly.stated_per == "month" or isinstance(yearly.when, PerTransaction):
        # A reader takes a yearly amount above the monthly one for the whole year's.
        return one._replace(year=amount) if one.month is None or amount <= one.month else _too_much(shop)
    if one.month is not None and amount > one.month:
        return one._replace(total=amount)
    a_month = ARITHMETIC.divide(amount, _MONTHS)
    exact = -int(a_month.as_tuple().exponent) <= _MOST_PLACES
    return one._replace(year=a_month) if exact else _too_much(shop)


def _amount(component: Component) -> Decimal:
    return Decimal(component.amount.value) if isinstance(component.amount, Flat | PerUnit) else Decimal(0)


def _unit(price: Price, component: Component, shop: Outgoing) -> str | None:
    """``user/month``; None for a unit that would be read as something else."""
    if not isinstance(component.amount, PerUnit):
        batch = shop.text(component.reason)
        return batch if batch and sold_by(batch).batch == batch else "/month"
    counted = component.amount.unit or price.quantity_unit
    return _counted(counted, used_up=isinstance(component.when, PerTransaction))


def _counted(unit: str, *, used_up: bool = False) -> str | None:
    text = unit if used_up else f"{unit}/month"
    read = sold_by(text)
    return text if read.counted == unit and read.used_up == used_up else None


def _words(price: Price, shop: Outgoing) -> str:
    if price.status == "on_request":
        text = shop.text(price.words) if price.words else _in(_ASK, shop)
        return text if not is_number(text) and "#" not in text else _in(_ASK, shop)
    shop.left.count("prices_in_words")
    return f"{price.low}–{price.high} {price.currency}" if price.status == "range" else _in(_SEVERAL, shop)


def _too_much(shop: Outgoing) -> Stated:
    shop.left.count("prices_in_words")
    return Stated(words=_in(_SEVERAL, shop))


def _in(words: Mapping[str, str], shop: Outgoing) -> str:
    return words.get(shop.language, words["en"])
