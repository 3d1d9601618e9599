"""What an item of a Merchant feed says about money: its price, its sale, its delivery, its contract.

Source: docs/importing.md, "Google Merchant". Nothing here decides in which market it holds.
"""

import datetime
import re
from decimal import Decimal
from typing import NamedTuple

from ...core.pricing.model import Measure
from ...core.values import Number
from ..units import dimension_of
from .delivery_rates import Rate
from .goods import Sale
from .google_merchant_entries import Entry, Part
from .quantities import quantity_of
from .stated_money import StatedMoney, stated_money
from .tallies import Tally

_MOMENT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[T ]\s*(?P<clock>[0-9]{2}:?[0-9]{2})(?::?[0-9]{2}(?:\.[0-9]+)?)?"
    r"\s*(?:Z|[+-][0-9]{2}:?(?:[0-9]{2})?)?)?"
)
_DAY = datetime.timedelta(days=1)
_PERIODS = {"month": ("month", 1), "months": ("month", 1), "year": ("year", 12), "years": ("year", 12)}
_MOST_PERIODS = 120
# What a unit price is said for where the feed does not say.
_BASES = {"mass": ("100", "g"), "volume": ("100", "ml"), "length": ("1", "m"), "area": ("1", "m2")}
_REGIONAL = ("region", "postal_code", "location_id", "location_group_name")


class Contract(NamedTuple):
    """What is paid besides the price, each *interval*, for *months* at least."""

    interval: str
    months: int
    amount: str
    currency: str | None


class Selling(NamedTuple):
    """All of it for one item. *amount* is due once, whether or not a *contract* comes with it."""

    entry: Entry
    amount: str | None
    currency: str | None
    sale: Sale | None
    contract: Contract | None
    measure: Measure | None
    rates: tuple[Rate, ...]
    free_from: dict[str, StatedMoney]


def selling_of(file: str, entry: Entry, tally: Tally) -> Selling:
    """What *entry* says. What cannot be carried over is counted in *tally*.

    Raises:
        RefusedFile: an amount, a date or a period of it cannot be read, or the sale is above the price.
    """
    price = _money(file, entry, "price")
    contract = _contract(file, entry, price)
    sale = _money(file, entry, "sale_price")
    amount = _charged(entry, price, contract, tally)
    if sale is not None and price is not None:
        _check_sale(file, entry, price, sale)
    lower = _sale(file, entry, sale.amount, tally) if sale else None
    if lower and not lower.starts and not lower.ends and (contract or amount is None):
        amount, lower = lower.amount, None
    return Selling(
        entry=entry,
        amount=amount,
        currency=next((one.currency for one in (price, sale, contract) if one), None),
        sale=lower,
        contract=contract,
        measure=_measure(entry, tally),
        rates=tuple(_rate(entry, part) for part in entry.parts("shipping")),
        free_from=_thresholds(entry),
    )


def effective_days(text: str) -> tuple[str | None, str | None] | None:
    """The whole days of ``start/end``, both included; None where it is no range.

    A day counts only if the sale holds on all of it, so a price never looks lower than it is.
    """
    first, slash, last = (part.strip() for part in text.partition("/"))
    if not slash or not (first or last):
        return None
    try:
        starts = _first_day(first) if first else None
        ends = _last_day(last) if last else None
    except (ValueError, OverflowError):
        return None
    return starts, ends


def _first_day(text: str) -> str:
    day, clock = _moment(text)
    return (day if clock in {"", "0000"} else day + _DAY).isoformat()


def _last_day(text: str) -> str:
    day, clock = _moment(text)
    return (day if clock in {"", "2359"} else day - _DAY).isoformat()


def _moment(text: str) -> tuple[datetime.date, str]:
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return datetime.date.fromisoformat(found["day"]), (found["clock"] or "").replace(":", "")


def _money(file: str, entry: Entry, name: str) -> StatedMoney | None:
    text = entry.get(name)
    if not text:
        return None
    money = stated_money(text)
    if money is None:
        raise entry.refused(file, name, "no_money", "money", text=text[:60])
    return money


def _charged(entry: Entry, price: StatedMoney | None, contract: Contract | None, tally: Tally) -> str | None:
    """The amount of the price; a 0 is one only beside a contract, elsewhere it stands for no price."""
    if price is None:
        return None
    if Decimal(price.amount) == 0 and contract is None:
        tally.count("instalments_only" if entry.parts("installment") else "zero_price")
        return None
    return price.amount


def _check_sale(file: str, entry: Entry, price: StatedMoney, sale: StatedMoney) -> None:
    if not _same_currency(sale, price):
        raise entry.refused(file, "sale_price", "sale_currency", "money", text=entry.get("sale_price")[:60])
    if Decimal(sale.amount) > Decimal(price.amount):
        facts = {"sale": entry.get("sale_price")[:60], "price": entry.get("price")[:60]}
        raise entry.refused(file, "sale_price", "sale_above_price", "sale_above_price", **facts)


def _sale(file: str, entry: Entry, amount: str, tally: Tally) -> Sale | None:
    text = entry.get("sale_price_effective_date")
    if not text:
        return Sale(amount=amount)
    days = effective_days(text)
    if days is None:
        raise entry.refused(file, "sale_price_effective_date", "no_range", "no_range", text=text[:60])
    starts, ends = days
    if (starts and ends and ends < starts) or not entry.get("price"):
        tally.count("sale_left_out")
        return None
    return Sale(amount=amount, starts=starts, ends=ends)


def _contract(file: str, entry: Entry, price: StatedMoney | None) -> Contract | None:
    found = entry.parts("subscription_cost") if "subscription_cost" in entry.values else ()
    if not found:
        return None
    parts = found[0].parts
    period = _PERIODS.get(parts.get("period", "").lower())
    length = parts.get("period_length", "")
    money = stated_money(parts.get("amount", ""))
    if period is None or money is None or not _is_count(length) or not _same_currency(money, price):
        text = found[0].text or " : ".join(parts.values())
        raise entry.refused(file, "subscription_cost", "no_contract", "no_contract", text=text[:60])
    return Contract(period[0], int(length) * period[1], money.amount, money.currency)


def _same_currency(money: StatedMoney, price: StatedMoney | None) -> bool:
    return price is None or money.currency in {None, price.currency}


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3 and 0 < int(text) <= _MOST_PERIODS


def _measure(entry: Entry, tally: Tally) -> Measure | None:
    text = entry.get("unit_pricing_measure")
    if not text:
        return None
    held, base = quantity_of(text), quantity_of(entry.get("unit_pricing_base_measure"))
    if held is None or held.unit is None or held.amount.startswith("-") or not Decimal(held.amount):
        tally.count("unit_price_left_out")
        return None
    per = _base(held.unit, base)
    if per is None:
        tally.count("unit_price_left_out")
        return None
    return Measure(amount=held.amount, unit=held.unit, per=per[0], per_unit=per[1])


def _base(unit: str, base: Number | None) -> tuple[str, str] | None:
    """What the unit price is said for; None where the feed names something of another kind."""
    dimension = dimension_of(unit)
    if base is None or base.unit is None:
        return _BASES.get(dimension or "", ("1", unit))
    same = base.unit == unit or (dimension is not None and dimension_of(base.unit) == dimension)
    return (base.amount, base.unit) if same and Decimal(base.amount) > 0 else None


def _rate(entry: Entry, part: Part) -> Rate:
    parts = part.parts
    return Rate(
        country=parts.get("country", "").upper(),
        region=" ".join(parts[name] for name in _REGIONAL if parts.get(name)),
        service=parts.get("service", ""),
        text=parts.get("price", ""),
        money=stated_money(parts.get("price", "")),
        days=_days(entry, parts),
    )


def _days(entry: Entry, parts: dict[str, str]) -> tuple[int, int] | None:
    """Handling and transit together, None where one of them has no end."""
    handling = _span(
        parts.get("min_handling_time") or entry.get("min_handling_time"),
        parts.get("max_handling_time") or entry.get("max_handling_time"),
    )
    transit = _span(parts.get("min_transit_time", ""), parts.get("max_transit_time", ""))
    if handling is None or transit is None:
        return None
    return handling[0] + transit[0], handling[1] + transit[1]


def _span(least: str, most: str) -> tuple[int, int] | None:
    """Days from *least* (0 where it is not said) to *most*."""
    if not (most.isascii() and most.isdigit() and len(most) <= 2):
        return None
    low = int(least) if least.isascii() and least.isdigit() and len(least) <= 2 else 0
    return min(low, int(most)), int(most)


def _thresholds(entry: Entry) -> dict[str, StatedMoney]:
    """From which basket on delivery is free, by country."""
    found = (
        (part.parts.get("country", "").upper(), stated_money(part.parts.get("price_threshold", "")))
        for part in entry.parts("free_shipping_threshold")
    )
    return {country: money for country, money in found if money is not None}
