"""How a market wants prices shown: rows of dated data with their source (catalog_data/markets)."""

import datetime
from typing import Annotated, Literal

from msgspec import Meta

from .bounds import (
    CurrencyCode,
    DateText,
    Key,
    LineText,
    MarketCode,
    NumberText,
    RateText,
    Record,
    ShortString,
    ShortText,
    UnitKey,
)
from .money import Rounding

Treatment = Literal["included", "separate", "own_line"]


class TaxRate(Record, frozen=True, kw_only=True):
    """*rate* percent for goods or services of *tax_class*, named as shoppers know it (VAT, 부가세)."""

    tax_class: Key
    rate: RateText
    label: ShortText
    source: ShortString
    since: DateText


class Region(Record, frozen=True, kw_only=True):
    """A delivery zone inside a market (Jeju and islands).

    In a zone with *reverse_charge* a business owes the tax itself, so it is charged none.
    """

    key: Key
    label: ShortText
    reverse_charge: bool = False


class PriorPrice(Record, frozen=True, kw_only=True):
    """The earlier price a reduction may be measured from: the *lowest* or *majority* of *days* days."""

    days: Annotated[int, Meta(ge=1, le=366)]
    method: Literal["lowest", "majority"]
    source: ShortString


class UnitPriceBase(Record, frozen=True, kw_only=True):
    """The amount a unit price is said for: *per* ``100`` *unit* ``g``."""

    per: NumberText
    unit: UnitKey


class Ground(Record, frozen=True, kw_only=True):
    """The law that *rule* of a row rests on, and *since* when it is in force.

    Where it binds *large_shops* only, the others are reminded.
    """

    rule: Literal["tax", "delivery", "deposit", "preselected", "b2b_net", "unit_price"]
    source: ShortString
    since: DateText
    binds: Literal["everyone", "large_shops"] = "everyone"


class Market(Record, frozen=True, kw_only=True):
    """One market's rules for showing prices to consumers.

    *tax*, *delivery*, *deposit*: whether each is in the headline, separate but named, or a line
    of its own. *preselected*: what a preselected paid option means. Sources are the law's own names.

    *inherits* is the market this one is part of (DE of EU, US-CA of US): what its row leaves out is
    that one's, and a price stated for that one holds here too. *total_rounding* ``total`` rounds tax
    once over all lines of a rate, and a line of its own carries the difference.
    *grounds* are the laws behind single rules; a rule without one is the product's own.
    *consent_days*: what turns paid or dearer needs the shopper's consent in so many days before.
    """

    code: MarketCode
    name: ShortText
    currency: CurrencyCode
    tax: Treatment
    delivery: Treatment
    deposit: Treatment
    preselected: Literal["forbidden", "warn", "counted_in"]
    b2b_net: bool
    inherits: MarketCode | None = None
    rounding: Rounding = "half_up"
    total_rounding: Literal["line", "total"] = "line"
    rates: Annotated[tuple[TaxRate, ...], Meta(max_length=30)] = ()
    regions: Annotated[tuple[Region, ...], Meta(max_length=60)] = ()
    prior_price: PriorPrice | None = None
    consent_days: Annotated[int, Meta(ge=1, le=366)] | None = None
    unit_price: Literal["required", "advised"] = "advised"
    unit_price_bases: Annotated[tuple[UnitPriceBase, ...], Meta(max_length=10)] = ()
    grounds: Annotated[tuple[Ground, ...], Meta(max_length=20)] = ()
    sources: Annotated[tuple[ShortString, ...], Meta(min_length=1, max_length=20)]
    as_of: DateText
    note: LineText | None = None


def rate_for(market: Market, tax_class: str, on: datetime.date) -> TaxRate | None:
    """The rate of *tax_class* in force *on* that day; None if the market's row has none."""
    day = on.isoformat()
    found = None
    for rate in market.rates:
        if rate.tax_class == tax_class and rate.since <= day and (found is None or found.since < rate.since):
            found = rate
    return found


def ground(market: Market, rule: str) -> Ground | None:
    """The law that *rule* rests on in *market*; None where it is the product's own."""
    return next((one for one in market.grounds if one.rule == rule), None)
