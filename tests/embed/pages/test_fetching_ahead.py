"""What a shopper will likely ask for next comes ahead, and little else does."""

from typing import Any

from builders_pages import Demo, chip, comparison
from playwright.sync_api import Page, expect

PLACE = "hanui/air-purifiers"
# Longer than the moment for which something must be pointed at.
MOMENT = 250
FETCHED = """() => performance.getEntriesByType("resource").filter((one) => one.name.includes("/fragments/"))
    .map((one) => [new URL(one.name).searchParams.get("persona") ?? "", one.transferSize > 0])"""


def opened(page: Page, demo: Demo) -> None:
    page.goto(demo.product(PLACE))
    expect(comparison(page)).to_be_visible()


def fetched(page: Page) -> Any:
    """The persona of each fragment asked for, and whether it came over the wire."""
    return page.evaluate(FETCHED)


def test_a_chip_pointed_at_for_a_moment_costs_one_request_and_its_click_none(page: Page, demo: Demo) -> None:
    opened(page, demo)
    with page.expect_event("requestfinished", lambda request: "persona=children" in request.url):
        chip(page, "아이 있는 집").hover()
    page.wait_for_timeout(MOMENT)
    assert fetched(page) == [["", True], ["children", True]]
    chip(page, "아이 있는 집").click()
    expect(page.locator(".tc-answer")).to_contain_text("플러스")
    assert fetched(page)[2:] == [["children", False]]


def test_what_the_pointer_only_passes_is_not_fetched(page: Page, demo: Demo) -> None:
    opened(page, demo)
    page.evaluate(
        """() => { const root = document.querySelector("tier-compare").shadowRoot;
            for (const one of [...root.querySelectorAll(".tc-chip"), root.querySelector(".tc-table")])
                one.dispatchEvent(new PointerEvent("pointerover", { bubbles: true })); }"""
    )
    page.wait_for_timeout(MOMENT)
    assert len(fetched(page)) == 1


def test_pointing_twice_costs_no_second_request(page: Page, demo: Demo) -> None:
    opened(page, demo)
    for _ in range(2):
        chip(page, "트인 거실").hover()
        page.wait_for_timeout(MOMENT)
        page.mouse.move(5, 5)
    assert [over for persona, over in fetched(page) if persona == "open-living"] == [True, False]


def test_a_link_is_fetched_ahead_on_focus(page: Page, demo: Demo) -> None:
    opened(page, demo)
    with page.expect_event("requestfinished", lambda request: "quiz=" in request.url):
        page.get_by_role("link", name="질문 4개로 찾기").focus()
    page.wait_for_timeout(MOMENT)
    assert len(fetched(page)) == 2


def test_the_chosen_chip_and_a_typed_number_fetch_nothing(page: Page, demo: Demo) -> None:
    page.goto(demo.product("team-chat/plans", query="tc-persona=team"))
    expect(comparison(page)).to_be_visible()
    before = len(fetched(page))
    chip(page, "10~50명 팀").hover()
    page.wait_for_timeout(MOMENT)
    page.locator("#tc-quantity-user").hover()
    page.locator("#tc-quantity-user").focus()
    page.wait_for_timeout(MOMENT)
    assert len(fetched(page)) == before


def test_who_saves_data_is_spared(page: Page, demo: Demo) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    opened(page, demo)
    chip(page, "트인 거실").hover()
    page.wait_for_timeout(MOMENT)
    assert len(fetched(page)) == 1
