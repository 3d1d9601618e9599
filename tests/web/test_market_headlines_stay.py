"""No parameter and no field of a merchant's takes the price out of a fragment that shows any amount."""

import html
import re
from collections.abc import Sequence
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest
from builders_web import Client, client
from builders_worked import COMPARISON, Catalogue, each, flat, goods, markets, one, priced, published, sold
from examples import tried
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparison.assets import CATALOG_DATA
from comparison.storage.formats.reading import SourceFile
from comparison.storage.import_options import Options
from comparison.storage.importing import import_file
from comparison.storage.opening import open_store

PLACES = ("hanui/air-purifiers", "coffee/everyday", "shop-plans/plans", "team-chat/plans")
# Of each parameter some values that a shopper's page makes, some that are true of another shop, some odd.
VALUES: dict[str, Sequence[str]] = {
    "lang": ("ko", "en", "ja", "de", "xx", "zh-Hant"),
    "market": ("KR", "US", "DE"),
    "region": ("jeju-islands", "islands", "nowhere"),
    "currency": ("KRW", "USD", "EUR", "KWD"),
    "customer_type": ("b2c", "b2b"),
    "interval": ("once", "month", "year", "6-month", "week", "17-day"),
    "horizon": ("1", "7", "12", "36", "60", "120"),
    "start": ("2000-01-01", "2024-02-29", "2026-01-31", "2100-12-31"),
    "addons": ("slack-ai", "nothing", "option.basket", "option.filter"),
    "coupon": ("WELCOME", "NOTHING"),
    "first_purchase": ("0", "1"),
    "member": ("0", "1"),
    "persona": ("children", "staff", "studio", "nobody"),
    "pain": ("noise", "dust"),
    "quiz": ("start", "room"),
    "against": ("plus", "lite", "pro"),
    "tiers": ("plus", "lite,max", "pro,free", "basic"),
    "diff": ("only",),
    "view": ("awareness", "consideration", "decision"),
    "edition": ("1",),
    "qty.user": ("0", "1", "14", "200", "9999999999"),
    "qty.item": ("0", "1", "3", "1000000"),
    "qty.sales": ("0", "50000"),
    "qty.order": ("0", "700"),
    "hide": ("price",),
    "price": ("0",),
    "theme": ("none",),
}
BLOCK = re.compile(
    r'<th [^>]*class="tc-tier".*?</th>|<div class="tc-answer tc-(?:glance|decided)".*?(?=<div class="tc-answer tc-|<div class="tc-terms|</section>)',
    re.DOTALL,
)
PRICE = re.compile(r'<(?:p|span)[^>]* part="price"[^>]*>(.*?)</(?:p|span)>', re.DOTALL)
CSS_HIDES = re.compile(r'part="price"[^>]*(?:hidden|style=|aria-hidden|inert)')


def prices_missing(page: str) -> list[str]:
    """Heads and blocks of tiers that lack their one price, or have an empty one."""
    blocks = BLOCK.findall(page)
    assert blocks, "no tier at all"
    lacking = [block for block in blocks if [_text(one) != "" for one in PRICE.findall(block)] != [True]]
    return [*lacking, *CSS_HIDES.findall(page)]


def _text(markup: str) -> str:
    return "".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Client:
    folder = tmp_path_factory.mktemp("demo")
    store = open_store(f"sqlite:{folder / 'shop.db'}")
    store.migrate()
    for file in sorted((CATALOG_DATA / "demo").glob("*.yaml")):
        source = SourceFile(name=file.name, path=file)
        import_file(
            store, source, Options(publish=True), markets=markets(), now="2026-11-02T00:00:00.000000Z"
        )
    store.close()
    return client(folder)


def query(dice: Random) -> str:
    names = dice.sample(sorted(VALUES), dice.randint(0, 8))
    return urlencode([(name, dice.choice(VALUES[name])) for name in names])


@settings(max_examples=tried(300), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PLACES), st.randoms(use_true_random=True))
def test_whatever_is_asked_each_tier_has_its_price_or_the_word_in_its_place(
    demo: Client, place: str, dice: Random
) -> None:
    got = demo.get(f"/fragments/{place}?{query(dice)}")
    assert got.status in {200, 400}
    if got.status == 200:
        assert prices_missing(got.text) == []


BLANK = "\u2060"
AIR = goods(flat("100", "goods", when="{is: once}"))


def named(name: str) -> str:
    return f"name: {{en: '{name}', ko: '{name}'}}\n"


MERCHANTS = {
    "private": one("private", "DE", AIR, product="private: true\n"),
    "sold out": one("sold-out", "DE", AIR, product="stock: {state: sold_out}\n"),
    "gone": one("gone", "DE", AIR, product="stock: {state: gone}\n"),
    "from next year on": one("later", "DE", AIR, product="offered_from: 2030-01-01\n"),
    "not any more": one("ended", "DE", AIR, product="offered_to: 2026-01-02\n"),
    "an invisible label": one(
        "label", "DE", goods(flat("100", "goods").replace("en: goods", f"en: {BLANK}"))
    ),
    "words for a price": Catalogue(
        "asking",
        "DE",
        {"tier": priced("status: on_request, words: {en: Ask, ko: 문의}"), "other": priced(AIR)},
    ),
    "words that cannot be seen": one(
        "words", "DE", f"status: on_request, words: {{en: {BLANK}, ko: {BLANK}}}"
    ),
    "a very long label": one(
        "long", "DE", goods(flat("100", "goods").replace("en: goods", f"en: {'long ' * 15}"))
    ),
    "a shop's pick": Catalogue(
        "picked",
        "DE",
        {"tier": priced(AIR), "other": priced(goods(flat("120", "goods", when="{is: once}")))},
        comparison=", pick: {tier: other, reason: {en: We like it, ko: 저희가 좋아해요}}",
    ),
    "a quantity of nothing": one(
        "none", "DE", sold(each("5"), by="interval: month, quantity_unit: user, min_quantity: 0")
    ),
}


@pytest.mark.parametrize("catalogue", MERCHANTS.values(), ids=MERCHANTS)
def test_no_field_of_a_merchant_takes_the_price_away(tmp_path: Path, catalogue: Catalogue) -> None:
    published(tmp_path, [catalogue])
    asking = client(tmp_path)
    for view in ("awareness", "consideration", "decision"):
        page = asking.get(f"/fragments/{catalogue.shop}/{COMPARISON}?view={view}&qty.user=0").text
        assert prices_missing(page) == [], view
