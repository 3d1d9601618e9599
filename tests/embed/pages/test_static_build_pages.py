"""The element, as it is, over a static build: what was built, and what was not."""

from collections.abc import Iterator

import pytest
from builders_pages import comparison
from builders_static_site import Site, static_site
from playwright.sync_api import Page, expect


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with static_site(tmp_path_factory.mktemp("static")) as site:
        yield site


def test_the_element_shows_the_built_page_in_the_language_of_the_shop(page: Page, site: Site) -> None:
    page.goto(site.shop)
    expect(comparison(page)).to_have_attribute("lang", "ko")


def test_a_persona_an_interval_and_differences_come_from_the_build(page: Page, site: Site) -> None:
    page.goto(site.shop)
    comparison(page).locator("input[name=persona]").nth(1).check(force=True)
    expect(page.locator(".tc-answer")).to_have_count(1)
    monthly = comparison(page).locator("input[type=radio][name=interval][value=month]")
    monthly.check(force=True)
    expect(monthly).to_be_checked()
    page.locator(".tc-place-top input[name=diff]").check(force=True)
    expect(page.locator(".tc-place-top input[name=diff]")).to_be_checked()
    assert comparison(page).get_by_text("기본 비교표를 보여 드려요").count() == 0


def test_a_choice_that_is_not_built_shows_the_usual_page_and_says_so(page: Page, site: Site) -> None:
    page.goto(site.shop)
    expect(comparison(page)).to_have_count(1)
    page.locator("tier-compare").evaluate("element => element.setAttribute('context', 'coupon=WELCOME')")
    expect(comparison(page).get_by_text("기본 비교표를 보여 드려요")).to_have_count(1)
    assert comparison(page).locator("table").count() > 0


def test_a_choice_on_the_share_page_leads_to_built_pages(site: Site, page: Page) -> None:
    page.goto(f"{site.origin}/c/coffee/everyday?lang=en")
    page.locator("label.tc-chip").nth(1).click()
    expect(page.locator(".tc-answer")).to_have_count(1)
    expect(comparison(page)).to_have_attribute("lang", "en")
