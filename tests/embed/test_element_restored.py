"""A page that the browser kept whole and brings back: the back/forward cache."""

from collections.abc import Iterator
from typing import Any

import pytest
from builders_embed import Shop, choose, element
from playwright.sync_api import BrowserType, Page, expect

KEPT = "addEventListener('pageshow', (event) => { window.kept = event.persisted; })"


@pytest.fixture
def keeping(browser_type: BrowserType, browser_type_launch_args: dict[str, Any]) -> Iterator[Page]:
    """A page of a browser that keeps pages, which the one of the other tests is told not to."""
    browser = browser_type.launch(
        **browser_type_launch_args, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield browser.new_page()
    browser.close()


def test_a_page_that_comes_back_whole_keeps_its_view_and_goes_on(keeping: Page, shop: Shop) -> None:
    other = shop.page("elsewhere", path="/other")
    address = shop.page(element("sync-url"))
    keeping.add_init_script(KEPT)
    keeping.goto(address)
    choose(keeping.locator("tier-compare"), "Home with pets")
    keeping.goto(other)
    keeping.evaluate("setTimeout(() => history.back())")
    keeping.wait_for_function("window.kept === true")
    expect(keeping.get_by_label("Home with pets")).to_be_checked()
    choose(keeping.locator("tier-compare"), "Home with children")
    keeping.evaluate("setTimeout(() => history.back())")
    expect(keeping.get_by_label("Home with pets")).to_be_checked()
