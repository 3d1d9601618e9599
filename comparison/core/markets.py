"""How a market wants prices shown: rows of dated data with their source (catalog_data/markets)."""

from typing import Annotated, Literal

from msgspec import Meta

from .bounds import (
    CurrencyCode,
    DateText,
    Key,
    LineText,
    MarketCode,
    RateText,
    Record,
    ShortString,
    ShortText,
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
    """A delivery zone inside a market (Jeju and islands)."""

    key: Key
    label: ShortText


class PriorPrice(Record, frozen=True, kw_only=True):
    """The earlier price a reduction may be measured from: the *lowest* or *majority* of *days* days."""

    days: Annotated[int, Meta(ge=1, le=366)]
    method: Literal["lowest", "majority"]
    source: ShortString


class Market(Record, frozen=True, kw_only=True):
    """One market's rules for showing prices to consumers.

    *tax*, *delivery*, *deposit*: whether each is in the headline, separate but named, or a line
    of its own. *preselected*: what a preselected paid option means. Sources are the law's own names.
    """

    code: MarketCode
    name: ShortText
    currency: CurrencyCode
    tax: Treatment
    delivery: Treatment
    deposit: Treatment
    preselected: Literal["forbidden", "warn", "counted_in"]
    b2b_net: bool
    rounding: Rounding = "half_up"
    rates: Annotated[tuple[TaxRate, ...], Meta(max_length=30)] = ()
    regions: Annotated[tuple[Region, ...], Meta(max_length=60)] = ()
    prior_price: PriorPrice | None = None
    sources: Annotated[tuple[ShortString, ...], Meta(min_length=1, max_length=20)]
    as_of: DateText
    note: LineText | None = None
