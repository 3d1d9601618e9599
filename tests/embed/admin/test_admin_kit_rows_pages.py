"""A kit after a list, on a phone and by keyboard: which rows are the same, looked at and confirmed."""

from collections.abc import Callable

import pytest
from builders_admin_pages import Office, begin, is_sideways
from playwright.sync_api import Browser, expect

TABLE = (
    "모델명\t판매가\t램(GB)\t배터리 시간\t보증\n아리아\t1290000원\t16\t11\t24\n브리오\t1590000원\t32\t9\t36\n"
)


@pytest.mark.parametrize("language", ["ko-KR", pytest.param("en-US", marks=pytest.mark.slow)])
def test_the_rows_of_a_kit_are_joined_with_those_of_a_list_on_a_phone_by_keyboard(
    browser: Browser, at: Office, axe: Callable[..., str], language: str
) -> None:
    context = browser.new_context(
        locale=language, viewport={"width": 360, "height": 740}, reduced_motion="reduce"
    )
    page = context.new_page()
    begin(page, at)
    page.goto(at.at("/admin/hanui/import"))
    page.locator("#f-table").fill(TABLE)
    page.locator("form:has(#f-table) .button").click()
    page.wait_for_url("**/import/*")
    page.locator("button[value=store]").click()
    expect(page.locator(".steps")).to_be_visible()
    page.goto(at.at("/admin/hanui/start"))
    page.locator(".kit").nth(3).click()
    page.wait_for_url("**/start/specs")
    assert axe(page) == ""
    assert not is_sideways(page)
    page.locator("#f-row\\.memory").focus()
    page.locator("#f-rows button").press("Enter")
    expect(page.locator("#e-unit\\.warranty")).to_be_visible()
    assert axe(page) == ""
    page.locator("#f-unit\\.warranty").select_option("month")
    page.locator("#f-rows button").press("Enter")
    page.wait_for_url("**/comparisons/*did=joined")
    assert not is_sideways(page)
    context.close()
