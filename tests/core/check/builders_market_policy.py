"""A shop in each market of the catalogue data, and the things that some of them forbid."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from builders_bad_prices import bottles, extra, goods, named
from builders_check import charge, edition, price, product
from msgspec.structs import replace

from comparison.core.catalogue import Product
from comparison.core.markets import Market
from comparison.core.pricing.model import Once, Optional, Price
from comparison.core.publication import Publication
from comparison.storage.market_files import load_markets

MARKETS = load_markets(Path(__file__).parents[3] / "catalog_data" / "markets")
UNION = ("EU", "DE", "FR", "NL", "ES", "IT")


def here(stated: Price, market: Market, **changes: Any) -> Price:
    """*stated* as a list of *market*, with tax."""
    usual: dict[str, Any] = {"market": market.code, "currency": market.currency, "tax": "included"}
    return replace(stated, **(usual | changes))


def shop_in(market: Market, *products: Product) -> Publication:
    """A shop that sells *products* in *market* only."""
    plain = edition(*products)
    return replace(plain, shop=replace(plain.shop, markets=(market.code,)), markets=(market,))


def honest(market: Market) -> Publication:
    return shop_in(market, product("small", here(price(), market)))


def preselected(market: Market) -> Publication:
    wrap = extra("Gift wrap", obligation=Optional(), default_selected=True)
    return shop_in(market, product("small", here(price(components=(charge("10"), wrap)), market)))


def tax_left_out(market: Market) -> Publication:
    """A price without tax, of a class whose rate nobody knows."""
    return shop_in(market, product("small", here(price(tax_class="luxury"), market, tax="excluded")))


def net_words(market: Market) -> Publication:
    return shop_in(market, named("Small, excl. VAT", here(price(), market)))


def net_list(market: Market) -> Publication:
    """What consumers pay, and what businesses pay before tax."""
    businesses = here(price("9"), market, tax="excluded", customer_type="b2b")
    return shop_in(market, product("small", here(price(), market), businesses))


def deposit_inside(market: Market) -> Publication:
    bottle = extra("Bottle deposit", when=Once())
    return shop_in(market, product("small", here(goods("10", bottle), market)))


def no_measure(market: Market) -> Publication:
    return shop_in(market, named("Olive oil 700 ml", here(goods(), market)))


Make = Callable[[Market], Publication]
# Each forbidden thing with its rule, and the markets that forbid it.
FORBIDDEN: tuple[tuple[Make, str, frozenset[str]], ...] = (
    (preselected, "H07", frozenset({"KR", "GB", *UNION})),
    (tax_left_out, "H08", frozenset({"KR", "GB", "JP", "AU", *UNION})),
    (net_words, "H09", frozenset({"KR", "GB", "JP", "AU", *UNION})),
    (net_list, "H09", frozenset({"AU"})),
    (deposit_inside, "H14", frozenset({"GB", *UNION})),
    (no_measure, "H13", frozenset({"GB", *UNION})),
)


def everything(market: Market) -> Publication:
    """700 ml of a good at 10,000 before tax (with tax where the row has no rate), delivery 500, deposit 200."""
    parcel = extra("Parcel", key="parcel", kind="delivery", when=Once(), amount=charge("500").amount)
    bottle = extra("Bottle", key="bottle", kind="deposit", when=Once(), amount=charge("200").amount)
    tax = "excluded" if market.rates or market.tax == "separate" else "included"
    stated = here(goods("10000", parcel, bottle, measure=bottles()), market, tax=tax)
    return shop_in(market, product("small", stated))
