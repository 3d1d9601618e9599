"""From an empty server to products: a kit, a pasted table, a file; with and without script; what axe finds."""

from collections.abc import Callable
from pathlib import Path

import pytest
from builders_admin_pages import Office, begin, is_sideways
from playwright.sync_api import Browser, Page, expect

TABLE = "\t라이트\t플러스\t맥스\n가격\t159000원\t289,000원\t459,000원\n사용 면적\t23\t47\t82\n소음\t24\t20\t미공개\n"
GOODS = b"name,price,colour\nAnvil,10,red\nBell,much,blue\nCow,30,red\n"


@pytest.mark.parametrize("language", ["ko-KR", pytest.param("en-US", marks=pytest.mark.slow)])
def test_a_kit_and_a_pasted_table_make_a_comparison_and_axe_finds_nothing_on_the_way(
    browser: Browser, at: Office, axe: Callable[..., str], language: str
) -> None:
    context = browser.new_context(
        locale=language, viewport={"width": 360, "height": 740}, reduced_motion="reduce"
    )
    page = context.new_page()
    begin(page, at)
    assert axe(page) == ""
    page.locator(".kit").nth(1).click()
    page.wait_for_url("**/import**")
    assert axe(page) == ""
    page.locator("#f-table").fill(TABLE)
    page.locator("form:has(#f-table) .button").click()
    page.wait_for_url("**/import/*")
    expect(page.locator("main")).to_contain_text("289,000")
    page.locator("main details summary").last.click()
    assert axe(page) == ""
    assert not is_sideways(page)
    page.locator("button[value=store]").click()
    expect(page.locator(".steps")).to_be_visible()
    assert axe(page) == ""
    page.goto(at.at("/admin/hanui/export"))
    assert axe(page) == ""
    assert not is_sideways(page)
    context.close()


def test_a_file_with_a_wrong_row_is_taken_without_it_and_without_script(browser: Browser, at: Office) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-US")
    page = context.new_page()
    begin(page, at)
    page.goto(at.at("/admin/hanui/import"))
    page.locator("#f-file").set_input_files({"name": "goods.csv", "mimeType": "text/csv", "buffer": GOODS})
    page.locator("form:has(#f-file) .button").click()
    page.wait_for_url("**/import/*")
    expect(page.locator("main")).to_contain_text("Line 3:")
    page.locator("button[value=skip]").click()
    expect(page.locator("main")).to_contain_text("2 products came in")
    context.close()


def test_an_export_is_a_file(page: Page, at: Office, tmp_path: Path) -> None:
    begin(page, at)
    page.goto(at.at("/admin/hanui/export"))
    with page.expect_download() as download:
        page.locator("main .button").click()
    assert download.value.suggested_filename == "hanui.yaml"
    assert "key: hanui" in Path(download.value.path()).read_text("utf-8")
