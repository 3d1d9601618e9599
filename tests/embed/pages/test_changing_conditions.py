"""Conditions behind one link: how long, and what else. Each is a plain GET, with and without script."""

import re

from builders_pages import Demo, comparison
from playwright.sync_api import Browser, Page, expect

PURIFIERS = "hanui/air-purifiers"


def test_a_horizon_is_chosen_behind_change_conditions(page: Page, demo: Demo) -> None:
    page.goto(demo.product(PURIFIERS))
    expect(comparison(page)).to_be_visible()
    expect(page.locator("select[name=horizon]")).to_be_hidden()
    page.locator(".tc-more summary").click()
    page.locator("select[name=horizon]").select_option("12")
    expect(page.locator("[data-emphasis=later] th").first).to_have_text("1년 쓰면")
    expect(page.locator(".tc-tier__price").first).to_have_text("162,000원")


def test_without_script_the_horizon_is_an_address(browser: Browser, demo: Demo) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(demo.share(PURIFIERS, "lang=ko"))
    page.locator(".tc-more summary").click()
    page.locator("select[name=horizon]").select_option("24")
    page.locator(".tc-conditions .tc-apply").click()
    expect(page).to_have_url(re.compile(r"horizon=24"))
    expect(page.locator("[data-emphasis=later] th").first).to_have_text("2년 쓰면")
    context.close()


def test_an_extra_names_its_price_before_it_is_taken(page: Page, demo: Demo) -> None:
    page.goto(demo.product("shop-plans/plans", "en"))
    page.locator(".tc-more summary").click()
    extra = page.locator("label", has_text="POS Pro for one store ($89.00 a month)").locator("input")
    expect(extra).not_to_be_checked()
    extra.check()
    expect(page.locator(".tc-tier__price").first).to_have_text("$478.00")


def test_the_sentences_under_the_prices_fit_a_phone(page: Page, demo: Demo) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(demo.product("shop-plans/plans", "en"))
    sentences = page.locator(".tc-totals li")
    expect(sentences).to_have_count(2)
    expect(sentences.first).to_have_text("Shopify is cheaper than Basic above $33,000 of monthly sales")
    for sentence in sentences.all():
        box = sentence.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
