"""Awareness and decision in a browser: on the demo shop's front page, and by their addresses."""

from collections.abc import Callable

import pytest
from builders_pages import WIDTHS, Demo, Look, chip, comparison, is_sideways
from playwright.sync_api import Browser, Page, expect

PURIFIERS = "hanui/air-purifiers"
PLANS = "team-chat/plans"
DEPTHS = ("awareness", "decision")


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("place", [PURIFIERS, PLANS])
def test_no_depth_scrolls_sideways(look: Look, demo: Demo, place: str, depth: str) -> None:
    address = demo.share(place, f"view={depth}")
    assert [width for width in (320, *WIDTHS) if is_sideways(look(address, width))] == []


@pytest.mark.parametrize("query", ["view=awareness", "view=decision", "view=decision&persona=children"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_amount_is_larger_than_a_headline(look: Look, demo: Demo, query: str, width: int) -> None:
    page = look(demo.share(PURIFIERS, query), width)
    expect(page.locator("[part=price]")).to_have_count(3)
    larger = page.evaluate(
        """() => {
            const size = (one) => parseFloat(getComputedStyle(one).fontSize);
            const headline = Math.min(...[...document.querySelectorAll("[part=price]")].map(size));
            const amounts = [...document.querySelectorAll(".tc :is(p, li, span, small)")]
                .filter((one) => one.checkVisibility() && !one.closest(".tc-figure") && /[0-9,]+원/.test(one.textContent));
            return amounts.filter((one) => size(one) >= headline).map((one) => one.outerHTML);
        }"""
    )
    assert larger == []


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.slow), "dark"])
@pytest.mark.parametrize("query", ["view=awareness&persona=team", "view=decision&persona=team"])
def test_axe_finds_nothing_at_any_depth(
    page: Page, demo: Demo, axe: Callable[..., str], query: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(demo.share(PLANS, query))
    expect(comparison(page)).to_be_visible()
    assert axe(page, ".tc-host") == ""


def test_the_shop_s_page_sets_the_depth_and_links_lead_on_with_every_choice(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.shop}/en")
    element = page.locator("tier-compare")
    expect(element.locator(".tc-glance")).to_have_count(3)
    chip(page, "Organic only").click()
    expect(element.locator("[data-level=strong]")).to_have_count(1)
    expect(element.locator(".tc-glance")).to_have_count(3)
    element.get_by_role("link", name="Compare in detail").click()
    expect(element.locator(".tc-table")).to_be_visible()
    expect(element.get_by_role("radio", name="Organic only")).to_be_checked()
    chip(page, "Less waste").click()
    expect(element.locator(".tc-basis").first).to_have_text("For Less waste")
    expect(element.locator(".tc-table")).to_be_visible()
    element.get_by_role("link", name="See what you pay").click()
    expect(element.locator(".tc-sum[open]")).to_have_count(1)
    expect(element.get_by_role("radio", name="Less waste")).to_be_checked()
    assert page.url == f"{demo.shop}/en"


def test_a_choice_leaves_open_the_sums_that_the_shopper_opened(page: Page, demo: Demo) -> None:
    page.goto(demo.product(PURIFIERS, "en", "tc-view=decision&tc-persona=children"))
    opened = page.locator(".tc-decided:has(.tc-sum[open])")
    tiers = "all => all.map((one) => one.dataset.tier)"
    expect(opened).to_have_attribute("data-tier", "plus")
    page.locator(".tc-decided[data-tier=max] summary").click()
    chip(page, "Studio").click()
    expect(page.locator(".tc-decided").first).to_have_attribute("data-tier", "lite")
    # The sum of what is chosen is open anyway.
    assert opened.evaluate_all(tiers) == ["lite", "max"]
    chip(page, "No preference").click()
    expect(opened).to_have_count(3)
    chip(page, "Studio").click()
    expect(opened).to_have_count(1)


def test_without_script_the_same_links_lead_the_same_way(browser: Browser, demo: Demo) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(demo.share(PURIFIERS, "lang=en&view=awareness&persona=children"))
    page.get_by_role("link", name="Compare in detail").click()
    assert page.url == demo.share(PURIFIERS, "lang=en&persona=children")
    page.get_by_role("link", name="See what you pay").click()
    assert page.url == demo.share(PURIFIERS, "lang=en&persona=children&view=decision")
    context.close()
