"""The link to share: the device's own sheet, else the clipboard, else the link itself."""

import pytest
from builders_pages import Demo, comparison
from playwright.sync_api import Page, expect

PLACE = "hanui/air-purifiers"
SHEET = "navigator.share = async (what) => { window.shared = what.url; }"
NOTHING = (
    "Object.defineProperty(navigator, 'share', {value: undefined});"
    "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
)


def address(page: Page) -> str:
    return str(page.locator(".tc-share").get_attribute("href"))


@pytest.fixture(params=["product", "share"])
def somewhere(request: pytest.FixtureRequest, demo: Demo) -> str:
    """The shop's page with the element, and the comparison's own page."""
    if request.param == "product":
        return demo.product(PLACE, "ko", "tc-persona=children")
    return demo.share(PLACE, "lang=ko&persona=children")


def test_it_is_copied_where_the_device_has_no_sheet(page: Page, somewhere: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(somewhere)
    there = address(page)
    page.locator(".tc-share").click()
    expect(page.locator(".tc-share")).to_have_text("링크를 복사했어요")
    assert page.evaluate("navigator.clipboard.readText()") == there
    assert "persona=children" in there
    assert page.url == somewhere


def test_the_device_s_own_sheet_goes_first(page: Page, somewhere: str) -> None:
    page.add_init_script(SHEET)
    page.goto(somewhere)
    there = address(page)
    page.locator(".tc-share").click()
    page.wait_for_function("window.shared")
    assert page.evaluate("window.shared") == there
    expect(page.locator(".tc-share")).to_have_text("공유")


def test_where_neither_can_be_the_link_leads_to_the_page(page: Page, somewhere: str) -> None:
    page.add_init_script(NOTHING)
    page.goto(somewhere)
    there = address(page)
    page.locator(".tc-share").click()
    page.wait_for_url(there)
    expect(comparison(page)).to_be_visible()


def test_a_shopper_who_closes_the_sheet_causes_no_error(
    page: Page, somewhere: str, thrown: list[str]
) -> None:
    page.add_init_script("navigator.share = () => Promise.reject(new DOMException('', 'AbortError'))")
    page.goto(somewhere)
    page.locator(".tc-share").click()
    page.wait_for_timeout(100)
    assert thrown == []
    assert page.url == somewhere


def test_it_is_said_aloud_and_the_page_hears_of_it(page: Page, demo: Demo) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(demo.product(PLACE))
    page.evaluate("addEventListener('tc-share', (event) => { window.told = event.detail.url; })")
    page.locator(".tc-share").click()
    expect(page.get_by_role("status")).to_have_text("링크를 복사했어요")
    assert page.evaluate("window.told") == address(page)


def test_a_page_that_shares_in_its_own_way_stops_ours(page: Page, demo: Demo) -> None:
    page.add_init_script(SHEET)
    page.goto(demo.product(PLACE))
    page.evaluate("addEventListener('tc-share', (event) => event.preventDefault())")
    before = page.url
    page.locator(".tc-share").click()
    page.wait_for_timeout(100)
    assert page.evaluate("window.shared ?? ''") == ""
    assert page.url == before
