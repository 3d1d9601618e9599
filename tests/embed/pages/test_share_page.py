"""The share page: the same comparison as a page of its own, each choice a plain address."""

import re
from collections.abc import Callable

import pytest
from builders_pages import PLACES, WIDTHS, Demo, Look, chip, comparison, is_sideways
from playwright.sync_api import Browser, Page, expect

PURIFIERS = "hanui/air-purifiers"


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("place", PLACES)
def test_it_stands_at_every_width_in_both_languages(
    look: Look, demo: Demo, place: str, language: str
) -> None:
    address = demo.share(place, f"lang={language}")
    expect(comparison(look(address, WIDTHS[0]))).to_have_attribute("lang", language)
    assert [width for width in WIDTHS if is_sideways(look(address, width))] == []


@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_nothing_on_the_share_page(
    page: Page, demo: Demo, axe: Callable[..., str], place: str
) -> None:
    page.goto(demo.share(place))
    assert axe(page) == ""


def test_a_choice_is_a_new_address_and_back_undoes_it(page: Page, demo: Demo) -> None:
    page.goto(demo.share(PURIFIERS, "lang=ko"))
    chip(page, "아이 있는 집").click()
    expect(page).to_have_url(re.compile("persona=children"))
    expect(page.locator(".tc-answer")).to_contain_text("플러스")
    page.go_back()
    expect(page.locator(".tc-answer")).to_have_count(0)


def test_without_script_the_table_is_there_and_the_form_leads_on(browser: Browser, demo: Demo) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(demo.share(PURIFIERS, "lang=ko"))
    expect(page.locator(".tc-table")).to_be_visible()
    page.locator("input[name=persona][value=children]").check(force=True)
    page.locator(".tc-apply").first.click()
    expect(page).to_have_url(re.compile("persona=children"))
    expect(page.locator(".tc-answer")).to_contain_text("플러스")
    context.close()


def test_the_same_rows_are_there_with_and_without_script(browser: Browser, page: Page, demo: Demo) -> None:
    address = demo.share("shop-plans/plans", "persona=staff")
    plain = browser.new_context(java_script_enabled=False)
    without = plain.new_page()
    without.goto(address)
    page.goto(address)
    labels = ".tc-table th[scope=row]"
    assert page.locator(labels).all_text_contents() == without.locator(labels).all_text_contents()
    plain.close()


def test_the_fragment_is_the_very_partial_of_the_page(page: Page, demo: Demo) -> None:
    fragment = page.request.get(f"{demo.host}/fragments/{PURIFIERS}?lang=ko").text()
    whole = page.request.get(demo.share(PURIFIERS, "lang=ko")).text()
    assert fragment.strip() in whole


def test_an_unknown_comparison_is_a_page_that_says_so(page: Page, demo: Demo) -> None:
    answer = page.goto(demo.share("hanui/nothing", "lang=ko"))
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("[role=alert]")).to_be_visible()
