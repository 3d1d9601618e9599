"""Blocks of content in a browser: in their order, opened without script, nothing moves, nothing is wide."""

from collections.abc import Callable

import pytest
from builders_pages import Demo, comparison
from playwright.sync_api import Browser, Page, Route, expect

HANUI, COFFEE, CHAT = "hanui/air-purifiers", "coffee/everyday", "team-chat/plans"
ORDERS = {
    HANUI: ["box", "delivery", "returns", "support", "evidence", "ratings", "heard", "questions", "contact"],
    COFFEE: ["box", "delivery", "returns", "evidence", "ratings", "heard", "questions", "contact"],
    CHAT: ["questions", "contact"],
}
_ORDER = "parts => parts.map(part => [part.dataset.block, part.getBoundingClientRect().top])"


def address(demo: Demo, place: str, language: str = "ko") -> str:
    return demo.share(place, f"lang={language}")


@pytest.mark.parametrize("place", ORDERS)
@pytest.mark.parametrize("width", [360, 1280])
def test_each_block_stands_where_its_order_says_and_the_price_above_them(
    page: Page, demo: Demo, place: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address(demo, place))
    found = page.locator("[data-block]").evaluate_all(_ORDER)
    assert [key for key, _ in found] == ORDERS[place]
    assert [top for _, top in found] == sorted(top for _, top in found)
    price = page.locator(".tc-tier__price").first.bounding_box()
    assert price is not None
    assert price["y"] < found[0][1]


def test_everything_folded_opens_without_script(browser: Browser, demo: Demo) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 900})
    page = context.new_page()
    page.goto(address(demo, HANUI, "en"))
    for block, words in (
        ("questions", "Yes, others do not fit."),
        ("heard", "On all that we sell now the light can be switched off"),
        ("evidence", "DEMO-0101"),
    ):
        folded = page.locator(f"[data-block={block}]").get_by_text(words)
        expect(folded).to_be_hidden()
        page.locator(f"[data-block={block}] summary").first.click()
        expect(folded).to_be_visible()
    help_words = page.get_by_text("The floor area it can really clean.")
    expect(help_words).to_be_hidden()
    page.locator(".tc-help summary").first.click()
    expect(help_words).to_be_visible()
    context.close()


def opened(page: Page) -> None:
    page.locator("[data-block] summary").evaluate_all(
        "all => all.forEach(one => one.parentElement.open = true)"
    )


@pytest.mark.parametrize("place", [HANUI, COFFEE])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_with_everything_open_nothing_is_wider_than_a_narrow_phone(
    page: Page, demo: Demo, place: str, language: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(address(demo, place, language))
    opened(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("place", [HANUI, COFFEE, CHAT])
@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.slow)])
def test_axe_finds_nothing_with_everything_open(
    page: Page, demo: Demo, axe: Callable[..., str], place: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address(demo, place))
    opened(page)
    assert axe(page) == ""


@pytest.mark.parametrize("width", [360, 1280])
def test_pictures_that_come_late_move_nothing(page: Page, demo: Demo, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 2_400})
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/pictures/**", hold)
    page.goto(demo.share(HANUI, "lang=ko"), wait_until="commit")
    pictures = page.locator(".tc-pictures img")
    pictures.last.scroll_into_view_if_needed()
    rows = page.locator("tbody.tc-rows").first
    before = rows.bounding_box()
    for route in held:
        route.continue_()
    page.wait_for_function(
        "() => [...document.querySelectorAll('.tc-pictures img')].every(one => one.naturalWidth > 0)"
    )
    assert len(held) == 3
    assert rows.bounding_box() == before


@pytest.mark.parametrize("width", [360, 1280])
def test_a_phone_takes_a_smaller_picture_in_the_smallest_format(page: Page, demo: Demo, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 2_400})
    page.goto(address(demo, HANUI))
    taken = page.locator(".tc-pictures img").first
    taken.scroll_into_view_if_needed()
    expect(taken).to_have_js_property("complete", value=True)
    assert taken.evaluate("one => one.currentSrc").endswith("-160.avif" if width == 360 else "-320.avif")


def test_inside_a_shop_s_page_blocks_and_pictures_are_the_same(page: Page, demo: Demo) -> None:
    page.goto(demo.product(HANUI, "ko"))
    expect(comparison(page)).to_be_visible()
    found = page.locator("[data-block]").evaluate_all(_ORDER)
    assert [key for key, _ in found] == ORDERS[HANUI]
    picture = page.locator(".tc-pictures img").first
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("one => one.naturalWidth") > 0
