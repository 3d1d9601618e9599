"""The demo catalogues keep every price rule of the check, in the real rows of their markets."""

import datetime

import pytest
from builders_demo import CATALOG_DATA, SHOPS, demo_edition, demo_shop
from msgspec.structs import replace

from comparison.core import check
from comparison.core.check.price_rules import PRICE_RULES, PRICE_RULES_FOR_SOUND_EDITIONS
from comparison.storage.market_files import load_markets

MARKETS = load_markets(CATALOG_DATA / "markets")
TODAY = datetime.date(2026, 11, 22)
PLACES = [(shop, comparison.key) for shop in SHOPS for comparison in demo_shop(shop).comparisons]


@pytest.mark.parametrize(("shop", "comparison"), PLACES)
def test_no_price_rule_finds_anything_in_a_demo_catalogue(shop: str, comparison: str) -> None:
    publication = demo_edition(shop, comparison).publication
    rows = tuple(MARKETS[code] for code in publication.shop.markets)
    examined = check.Examined(replace(publication, markets=rows), (), TODAY)
    rules = (*PRICE_RULES, *PRICE_RULES_FOR_SOUND_EDITIONS)
    assert [finding for rule in rules for finding in rule(examined)] == []
