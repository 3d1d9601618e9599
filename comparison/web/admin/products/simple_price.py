"""A price as most shops think of it: what it costs, delivery, what comes later; and back.

What a price has besides stays as it is: here nothing is edited but one base charge, one delivery charge
and flat charges that come again. Whether a price is of that kind is told by writing it back.
"""

from typing import Any

import msgspec
from msgspec.structs import replace

from ....core.catalogue import Shop
from ....core.markets import Market
from ....core.pricing.model import Price
from ...forms import Form
from ..amounts_typed import as_before
from .simple_charges import charges_of, charges_typed, later_of, shown_of

INTERVALS = ("once", "month", "year")
STATUSES = ("priced", "free", "on_request")
TAXES = ("included", "excluded", "unknown")
EACH = ("item", "user", "flat")
MOST_LATER = 6


def new_price(shop: Shop, market: Market) -> Price:
    """A price of which nothing was typed yet; tax as the market's shops state it."""
    plain = Price(market=shop.markets[0], currency=market.currency, interval="once", tax="excluded")
    return replace(plain, tax="included") if market.tax == "included" else plain


def is_simple(price: Price, shop: Shop, market: Market) -> bool:
    """Whether the simple form shows all that is due, and writing it back would change nothing."""
    if price.status not in STATUSES or price.phases or price.discounts or len(later_of(price)) > MOST_LATER:
        return False
    if len(shown_of(price)) != len(price.components):
        return False
    return price_of(Form.filled(fields_of(price)), price, shop, market) == price


def fields_of(price: Price) -> dict[str, str]:
    """*price* as the fields of the simple form."""
    return {
        "market": price.market,
        "interval": price.interval,
        "status": price.status,
        "tax": price.tax,
        **({"closed": "1"} if price.closed else {}),
        **{f"words.{language}": text for language, text in (price.words or {}).items()},
        **charges_of(price),
    }


def price_of(form: Form, price: Price, shop: Shop, market: Market) -> Price | None:
    """*price* with what was typed; None where an error was noted. *market* is the row of the one chosen."""
    typed: dict[str, Any] = {
        "market": form.choice("market", (*shop.markets, price.market)),
        "interval": form.choice("interval", (*INTERVALS, price.interval)),
        "status": form.choice("status", STATUSES),
        "tax": form.choice("tax", TAXES),
        "words": form.labels("words", list(dict.fromkeys((*shop.languages, *(price.words or {}))))) or None,
        "components": (),
    }
    if typed["market"] != price.market:
        typed["currency"] = market.currency
    each = form.choice("each", (*EACH, price.quantity_unit))
    if each and each != "flat":
        typed["quantity_unit"] = each
    if typed["status"] == "priced":
        typed["components"] = charges_typed(form, price, shop, market, str(typed["interval"]), each)
    kept = {name: one for name, one in msgspec.to_builtins(price).items() if name not in typed}
    stated = {name: msgspec.to_builtins(one) for name, one in typed.items() if one is not None}
    found = form.record(Price, kept | stated)
    return as_before(found, price) if found is not None else None
