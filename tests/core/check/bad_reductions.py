"""Announced reductions with every answer that the price history may give, and what is wrong with it."""

import datetime
from typing import Any

from bad_catalogues import Bad
from builders_check import add_on, edition, large, price, product
from msgspec.structs import replace

from comparison.core.markets import PriorPrice
from comparison.core.money import Money
from comparison.core.pricing.model import Discount
from comparison.core.pricing.reduced import Announced
from comparison.core.pricing.selling import Identity
from comparison.core.publication import Publication

SALE = datetime.date(2026, 11, 22)
LATER = datetime.date(2026, 12, 12)
THIRTY_DAYS = PriorPrice(days=30, method="lowest", source="the law of the place")
EIGHT_WEEKS = PriorPrice(days=56, method="majority", source="the law of the place")
SMALL = Identity(product="small", market="US", currency="USD", interval="month", customer_type="b2c")
REDUCED = "$.products[0].prices[0].reduced_since"
DISCOUNT = "$.products[0].prices[0].discounts[0]"


def dollars(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


def announced(**changes: Any) -> Announced:
    """The small tier for 10.00 instead of 20.00."""
    usual = Announced(
        identity=SMALL,
        discount=None,
        reduced_on=SALE,
        rule=THIRTY_DAYS,
        amount=dollars(1_000),
        found=dollars(2_000),
        lawful_from=SALE,
        days_reduced=0,
    )
    return replace(usual, **changes)


def sale(**changes: Any) -> Discount:
    usual: dict[str, Any] = {"key": "sale", "label": {"en": "Sale"}, "kind": "percent", "value": "10"}
    return Discount(**{**usual, **changes})


def reduced() -> Publication:
    return edition(product("small", price(reduced_since="2026-11-22")), large())


def discounted() -> Publication:
    return edition(product("small", price(discounts=(sale(),))), large())


def add_on_for_less(**changes: Any) -> Publication:
    return edition(add_ons=(add_on("ai", price("5", **changes)),))


BAD_REDUCTIONS: tuple[Bad, ...] = (
    Bad("H10", "too_short", "error", REDUCED, reduced, announced=(announced(found=None, lawful_from=LATER),)),
    Bad(
        "H10",
        "too_short",
        "error",
        DISCOUNT,
        discounted,
        announced=(announced(found=None, lawful_from=LATER, discount="sale"),),
    ),
    Bad(
        "H10",
        "no_usual_price",
        "error",
        REDUCED,
        reduced,
        announced=(announced(found=None, lawful_from=LATER, rule=EIGHT_WEEKS),),
    ),
    Bad(
        "H10",
        "low_lately",
        "error",
        REDUCED,
        reduced,
        announced=(announced(found=dollars(900), lawful_from=LATER),),
    ),
    Bad(
        "H10",
        "not_below",
        "error",
        REDUCED,
        reduced,
        announced=(announced(found=dollars(1_000), lawful_from=None),),
    ),
    Bad(
        "H10",
        "no_figure",
        "error",
        REDUCED,
        reduced,
        announced=(announced(amount=None, lawful_from=None),),
    ),
    Bad(
        "H10",
        "add_on",
        "warning",
        "$.add_ons[0].prices[0].reduced_since",
        lambda: add_on_for_less(reduced_since="2026-11-22"),
    ),
    Bad(
        "H10",
        "add_on",
        "warning",
        "$.add_ons[0].prices[0].discounts[0]",
        lambda: add_on_for_less(discounts=(sale(valid_to="2026-12-31"),)),
    ),
    Bad("H11", "permanent", "warning", REDUCED, reduced, announced=(announced(days_reduced=46),)),
)
