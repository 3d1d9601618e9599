"""Many products at once in a browser: chosen, looked at, changed, taken back; what axe finds on the way."""

from collections.abc import Callable

import pytest
from builders_admin_pages import Office, begin, is_sideways
from playwright.sync_api import Browser, Page, expect

from comparison.core.catalogue import Category, Product
from comparison.core.pricing.amounts import Flat
from comparison.core.pricing.model import Component, Once, Price
from comparison.storage.opening import open_store

PRODUCTS = "/admin/hanui/products"


def stocked(page: Page, at: Office) -> None:
    """An owner of three products, one without a price."""
    begin(page, at)
    goods = Component(
        key="goods", label={"ko": "상품"}, kind="base", amount=Flat(value="189900"), when=Once()
    )
    store = open_store(f"sqlite:{at.database}")
    [market] = store.get("hanui", "shop", "hanui").record.markets
    price = Price(
        market=market, currency={"KR": "KRW"}.get(market, "USD"), tax="included", components=(goods,)
    )
    names = {"plus": "공기청정기 플러스", "max": "거실용 저소음 공기청정기 맥스", "mini": "미니"}
    products = [
        Product(key=key, name={"ko": name}, category="air", prices=() if key == "mini" else (price,))
        for key, name in names.items()
    ]
    store.save_all("hanui", [Category(key="air", label={"ko": "공기청정기"}), *products], by="test")
    store.close()


@pytest.mark.parametrize("language", ["ko-KR", pytest.param("en-US", marks=pytest.mark.slow)])
def test_all_that_is_found_is_raised_looked_at_and_taken_back_and_axe_finds_nothing(
    browser: Browser, at: Office, axe: Callable[..., str], language: str
) -> None:
    scheme = "dark" if language == "ko-KR" else "light"
    context = browser.new_context(
        locale=language, color_scheme=scheme, viewport={"width": 360, "height": 740}, reduced_motion="reduce"
    )
    page = context.new_page()
    stocked(page, at)
    page.goto(at.at(f"{PRODUCTS}?find=공기"))
    page.locator(".searching summary").click()
    page.locator("[name=name]").fill("공기청정기만")
    page.locator("[value=keep]").click()
    expect(page.locator(".chip")).to_have_text("공기청정기만")
    _fine(page, axe)
    page.locator("[name=_do][value=all]").click()
    page.locator("[name=deed][value=amounts]").check()
    page.locator("[name=by]").fill("3.33")
    page.locator("[name=step]").select_option("100")
    _fine(page, axe)
    page.locator("[value=look]").click()
    expect(page.locator(".before-after")).to_contain_text("196,223.67")
    _fine(page, axe)
    page.locator("[value=apply]").click()
    expect(page.locator("h1")).to_contain_text("2")
    _fine(page, axe)
    page.locator("main form button").first.click()
    expect(page.locator("main form")).to_have_count(0)
    page.goto(at.at(PRODUCTS))
    expect(page.locator(".products strong").first).to_contain_text("189,900")
    context.close()


def _fine(page: Page, axe: Callable[..., str]) -> None:
    assert axe(page) == "", page.url
    assert not is_sideways(page), page.url


def test_products_are_ticked_and_sold_out_without_script(browser: Browser, at: Office) -> None:
    context = browser.new_context(java_script_enabled=False, locale="ko-KR")
    page = context.new_page()
    stocked(page, at)
    page.goto(at.at(PRODUCTS))
    page.locator("[name=product][value=plus]").check()
    page.locator("[value=choose]").click()
    page.locator("[name=deed][value=state]").check()
    page.locator("[value=look]").click()
    page.locator("[value=apply]").click()
    page.goto(at.at(f"{PRODUCTS}?state=sold_out"))
    expect(page.locator(".products > li")).to_have_count(1)
    context.close()
