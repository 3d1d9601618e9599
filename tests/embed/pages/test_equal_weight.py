"""An amount that changes: what is due now and what it becomes look alike, in the head and in the answer."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from comparison.core.asking import read_asked
from comparison.core.catalogue import Category, Cell, Comparison, Feature, Product, Shop, Tier
from comparison.core.compare import compare
from comparison.core.personas import Need, Persona
from comparison.core.pricing.amounts import Flat
from comparison.core.pricing.model import Component, Discount, Phase, Price
from comparison.core.publication import FORMAT, Edition, Publication
from comparison.core.values import YesNo
from comparison.storage.market_files import load_markets
from comparison.web.render import Renderer

ROOT = Path(__file__).parents[3]
PHASES = {
    "trial": (Phase(kind="trial", days=14),),
    "intro": (Phase(kind="intro", cycles=3, amount="4900"),),
    "both": (Phase(kind="trial", days=14), Phase(kind="intro", cycles=3, amount="4900")),
}
MEASURE = """(name) => [...document.querySelectorAll(name)].map((one) => {
  const style = getComputedStyle(one);
  return [style.fontSize, style.fontWeight, style.color, style.textDecorationLine, one.textContent.trim()];
})"""


def price(phases: tuple[Phase, ...]) -> Price:
    plan = Component(key="plan", label={"ko": "요금제"}, kind="base", amount=Flat(value="9900"))
    first = Discount(key="first", label={"ko": "첫 구매"}, kind="percent", value="10", needs="first_purchase")
    return Price(
        market="KR",
        currency="KRW",
        interval="month",
        tax="included",
        components=(plan,),
        phases=phases,
        discounts=(first,),
    )


def page_of(language: str, **more: str) -> str:
    products = tuple(
        Product(
            key=key,
            name={"ko": key, "en": key},
            category="app",
            prices=(price(phases),),
            cells=(Cell(feature="one", value=YesNo(yes=key == "both")),),
        )
        for key, phases in PHASES.items()
    )
    publication = Publication(
        format=FORMAT,
        policy_version="2026-01-01",
        shop=Shop(key="shop", name={"ko": "상점"}, languages=("ko", "en"), markets=("KR",)),
        comparison=Comparison(
            key="apps",
            title={"ko": "앱"},
            category="app",
            noun="plan",
            tiers=tuple(Tier(key=one.key, product=one.key) for one in products),
            personas=("family",),
        ),
        category=Category(
            key="app", label={"ko": "앱"}, features=(Feature(key="one", label={"ko": "공유"}),)
        ),
        products=products,
        personas=(Persona(key="family", label={"ko": "가족"}, needs=(Need(feature="one"),)),),
        markets=(load_markets(ROOT / "catalog_data" / "markets")["KR"],),
    )
    edition = Edition(number=1, digest="0", published_at="2026-11-22T00:00:00Z", publication=publication)
    asked = read_asked([("lang", language), ("persona", "family"), *more.items()])
    view = compare(edition, asked, datetime.date(2026, 11, 22))
    renderer = Renderer(own=None, address="https://compare.example", asset_url=lambda name: name)
    style = (ROOT / "static" / "embed" / "tier-compare.css").read_text("utf-8")
    return f"<!doctype html><style>{style}</style><main class='tc-host'>{renderer.fragment(view).decode()}</main>"


def looks(page: Page, selector: str) -> list[list[Any]]:
    found: list[list[Any]] = page.evaluate(MEASURE, selector)
    return found


@pytest.mark.parametrize("language", ["ko", "en"])
def test_amounts_of_one_price_are_equally_large_and_bold_at_every_width(page: Page, language: str) -> None:
    page.set_content(page_of(language))
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        heads = looks(page, ".tc-tier__price")
        answer = looks(page, ".tc-answer .tc-figure")
        assert (len(heads), len(answer)) == (7, 3), width
        assert len({tuple(look[:4]) for look in heads}) == 1, width
        assert len({tuple(look[:4]) for look in answer}) == 1, width


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_conditional_price_is_smaller_than_the_headline(page: Page, language: str) -> None:
    page.set_content(page_of(language))
    figure = float(looks(page, ".tc-tier__price")[0][0].removesuffix("px"))
    seconds = [float(look[0].removesuffix("px")) for look in looks(page, ".tc-tier__second, .tc-second")]
    assert seconds
    assert max(seconds) < figure


@pytest.mark.parametrize("interval", ["month", "year"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_amount_leaves_its_column_on_a_phone(page: Page, language: str, interval: str) -> None:
    page.set_viewport_size({"width": 360, "height": 900})
    page.set_content(page_of(language, interval=interval))
    wide = page.evaluate(
        """() => [...document.querySelectorAll(".tc-tier")]
            .flatMap((head) => [...head.children].filter((one) => one.scrollWidth > head.clientWidth + 1))
            .map((one) => one.textContent)"""
    )
    assert wide == []
