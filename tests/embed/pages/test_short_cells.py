"""Two lines in a cell of a phone, the rest of the row behind "More": nothing is cut where nothing can be opened."""

import pytest
from builders_pages import PLACES, Demo, comparison
from playwright.sync_api import Browser, Page, expect

CHOSEN = {
    "team-chat/plans": "team",
    "hanui/air-purifiers": "children",
    "coffee/everyday": "organic-only",
    "shop-plans/plans": "staff",
}
ROWS = ".tc-table > tbody > tr:not(.tc-full, .tc-group)"
# The lines of a cell that are seen: text past the end of what it stands in is not.
LINES = """(rows) => rows.flatMap((row) => [...row.querySelectorAll(":scope > td")].filter((one) => one.checkVisibility()).map((cell) => {
    const seen = (one, box) => { for (; one !== cell; one = one.parentElement)
        if (getComputedStyle(one).overflowY === "hidden" && (box.top + box.bottom) / 2 > one.getBoundingClientRect().bottom) return false;
        return true; };
    const tops = [], texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const { currentNode: text } = texts, range = document.createRange();
        if (!text.textContent.trim() || !text.parentElement.checkVisibility() || getComputedStyle(text.parentElement).clipPath !== "none") continue;
        range.selectNodeContents(text);
        for (const box of range.getClientRects()) if (box.width && seen(text.parentElement, box)) tops.push((box.top + box.bottom) / 2);
    }
    tops.sort((one, other) => one - other);
    return [tops.filter((top, at) => !at || top - tops[at - 1] > 6).length, row.innerText];
}))"""
CUT = """(rows) => rows.filter((row) => [...row.querySelectorAll("td *")].some((one) => one.scrollHeight > one.clientHeight + 1
    && getComputedStyle(one).overflowY === "hidden" && getComputedStyle(one).clipPath === "none")).map((row) => row.querySelector(".tc-rest") ? "opens" : row.innerText)"""


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("place", PLACES)
def test_a_cell_has_two_lines_and_only_rows_that_open_are_cut(
    page: Page, demo: Demo, place: str, language: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(demo.product(place, language, f"tc-persona={CHOSEN[place]}"))
    expect(comparison(page)).to_be_visible()
    page.locator(".tc-fold input").evaluate_all("all => all.forEach((one) => one.click())")
    cells = page.locator(ROWS).evaluate_all(LINES)
    assert len(cells) > 30
    assert [words for count, words in cells if count > 2] == []
    assert set(page.locator(ROWS).evaluate_all(CUT)) <= {"opens"}


def test_more_shows_the_whole_row_without_script_and_print_shows_every_row(
    browser: Browser, demo: Demo
) -> None:
    with browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800}) as plain:
        page = plain.new_page()
        page.goto(demo.share("coffee/everyday", "lang=ko"))
        row = page.locator(ROWS, has_text="유기농").filter(has_text="DEMO-0001")
        number = row.locator(".tc-notes").filter(has_text="DEMO-0001")
        short = number.bounding_box()
        row.get_by_label("더 보기: 유기농").click()
        whole = number.bounding_box()
        assert short is not None
        assert whole is not None
        assert whole["height"] > 2 * short["height"]
    with browser.new_context(viewport={"width": 360, "height": 800}) as printed:
        page = printed.new_page()
        page.goto(demo.share("coffee/everyday", "lang=ko"))
        assert "opens" in page.locator(ROWS).evaluate_all(CUT)
        page.emulate_media(media="print")
        assert page.locator(ROWS).evaluate_all(CUT) == []
        expect(page.locator(".tc-rest").first).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_names_and_prices_stay_in_sight_while_the_rows_scroll(page: Page, demo: Demo, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 600})
    page.goto(demo.product("hanui/air-purifiers"))
    page.locator(".tc-rows").last.evaluate("one => one.scrollIntoView({ block: 'center' })")
    head = page.locator("th.tc-tier").first
    box = head.bounding_box()
    assert box is not None
    assert -1 <= box["y"] < 80
    for part in (".tc-tier__name", ".tc-tier__price"):
        expect(head.locator(part)).to_be_in_viewport()
