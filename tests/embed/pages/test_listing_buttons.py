"""Add to compare: the button on a shop's listing page, and the tray that keeps the picks."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from builders_pages import Demo, comparison
from playwright.sync_api import Browser, Locator, Page, expect

LIST = "hanui/air-purifiers/list"


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=f"비교 담기: {name}", exact=True)


def tray(page: Page) -> Locator:
    return page.locator("section[aria-label^='비교하기']")


def compare(page: Page) -> Locator:
    return tray(page).get_by_role("link")


def pick_all(page: Page, *names: str) -> None:
    for name in names:
        button(page, name).click()
        expect(button(page, name)).to_have_attribute("aria-pressed", "true")


def test_two_picks_lead_to_their_comparison_and_stand_in_its_address(page: Page, demo: Demo) -> None:
    page.goto(demo.product(LIST))
    pick_all(page, "맥스", "라이트")
    expect(compare(page)).to_have_text("비교하기 (2)")
    compare(page).click()
    expect(comparison(page)).to_contain_text("459,000원")
    assert parse_qs(urlsplit(page.url).query)["products"] == ["hanui-max,hanui-lite"]
    assert page.locator(".tc-tier__name").all_inner_texts() == ["맥스", "라이트"]


def test_without_a_pick_there_is_no_tray(page: Page, demo: Demo) -> None:
    page.goto(demo.product(LIST))
    expect(button(page, "맥스")).to_be_visible()
    expect(page.locator("section")).to_be_hidden()


def test_the_picks_outlast_the_page_without_any_cookie(page: Page, demo: Demo) -> None:
    page.goto(demo.product(LIST))
    pick_all(page, "플러스")
    page.reload()
    expect(button(page, "플러스")).to_have_attribute("aria-pressed", "true")
    expect(tray(page)).to_contain_text("플러스")
    assert page.context.cookies() == []


def test_a_second_press_takes_the_pick_back(page: Page, demo: Demo) -> None:
    page.goto(demo.product(LIST))
    pick_all(page, "플러스", "맥스")
    button(page, "플러스").click()
    expect(button(page, "플러스")).to_have_attribute("aria-pressed", "false")
    expect(compare(page)).to_have_text("비교하기 (1)")


def test_several_tabs_agree(page: Page, demo: Demo) -> None:
    page.goto(demo.product(LIST))
    other = page.context.new_page()
    other.goto(demo.product(LIST))
    pick_all(page, "플러스")
    expect(button(other, "플러스")).to_have_attribute("aria-pressed", "true")
    tray(other).get_by_role("button", name="플러스 빼기").click()
    expect(button(page, "플러스")).to_have_attribute("aria-pressed", "false")
    expect(tray(page)).to_be_hidden()


def test_it_works_with_the_keyboard_alone(page: Page, demo: Demo) -> None:
    page.goto(demo.product(LIST))
    button(page, "라이트").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(compare(page)).to_have_text("비교하기 (2)")
    tray(page).get_by_role("button", name="라이트 빼기").focus()
    page.keyboard.press("Enter")
    expect(tray(page).get_by_role("button", name="플러스 빼기")).to_be_focused()
    page.keyboard.press("Enter")
    expect(button(page, "플러스")).to_be_focused()


def set_most(page: Page, most: int) -> None:
    page.evaluate(
        "most => document.querySelectorAll('tier-compare-button').forEach(b => b.setAttribute('most', most))",
        most,
    )


def test_past_the_bound_it_asks_which_one_to_swap(page: Page, demo: Demo) -> None:
    page.goto(demo.product(LIST))
    set_most(page, 2)
    pick_all(page, "라이트", "플러스")
    button(page, "맥스").click()
    expect(page.get_by_role("status")).to_have_text("맥스: 2개까지 비교할 수 있어요. 무엇과 바꿀까요?")
    expect(tray(page).get_by_role("button", name="라이트", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(button(page, "맥스")).to_be_focused()
    expect(button(page, "맥스")).to_have_attribute("aria-pressed", "true")
    expect(button(page, "라이트")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("status")).to_have_text("")


def test_escape_leaves_the_picks_as_they_were(page: Page, demo: Demo) -> None:
    page.goto(demo.product(LIST))
    set_most(page, 2)
    pick_all(page, "라이트", "플러스")
    button(page, "맥스").click()
    page.keyboard.press("Escape")
    expect(button(page, "맥스")).to_be_focused()
    expect(button(page, "맥스")).to_have_attribute("aria-pressed", "false")
    expect(compare(page)).to_have_text("비교하기 (2)")


def test_where_storage_is_closed_the_page_alone_remembers(page: Page, demo: Demo, thrown: list[str]) -> None:
    closed = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    page.add_init_script(closed)
    page.goto(demo.product(LIST))
    pick_all(page, "라이트", "맥스")
    expect(compare(page)).to_have_text("비교하기 (2)")
    assert thrown == []


def test_what_else_lies_in_storage_harms_nothing(page: Page, demo: Demo, thrown: list[str]) -> None:
    page.add_init_script("localStorage.setItem('tier-compare', '{\"a\": [1]}\\n<b>\\nhanui/hanui-max 맥스')")
    page.goto(demo.product(LIST))
    expect(compare(page)).to_have_text("비교하기 (1)")
    assert thrown == []


def test_the_picks_can_be_compared_on_a_page_of_the_shop(page: Page, demo: Demo) -> None:
    page.goto(demo.product(LIST))
    page.evaluate("document.querySelector('tier-compare-button').setAttribute('to', '/vergleich?a=1')")
    pick_all(page, "라이트", "맥스")
    assert (
        compare(page).get_attribute("href") == f"{demo.shop}/vergleich?a=1&tc-products=hanui-lite,hanui-max"
    )


def test_without_script_a_link_stands_in_its_place(browser: Browser, demo: Demo) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(demo.product(LIST))
    page.locator("tier-compare-button a").first.click()
    expect(comparison(page)).to_contain_text("비교하려면 상품을 하나 더 골라 주세요")
    context.close()


def test_the_words_are_in_the_page_s_language_and_a_strict_policy_holds(page: Page, demo: Demo) -> None:
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (e) => (window.broken ??= []).push(e.violatedDirective))"
    )
    page.goto(demo.product(LIST, "en"))
    page.get_by_role("button", name="Add to compare: Max").click()
    expect(page.get_by_role("link", name="Compare (1)")).to_be_visible()
    assert page.evaluate("window.broken ?? []") == []


def test_axe_finds_nothing_with_the_tray_open(page: Page, demo: Demo, axe: Callable[..., str]) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(demo.product(LIST))
    pick_all(page, "라이트", "맥스")
    assert axe(page, "main") == ""
    assert axe(page, "body > div") == ""


def test_every_target_is_44_pixels_high_and_nothing_scrolls_sideways_at_320(page: Page, demo: Demo) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(demo.product(LIST))
    pick_all(page, "라이트", "플러스", "맥스")
    targets = [button(page, "라이트"), *tray(page).get_by_role("button").all(), compare(page)]
    assert [box["height"] >= 44 for one in targets if (box := one.bounding_box())] == [True] * 5
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_tray_comes_back_where_a_page_changes_its_whole_body(page: Page, demo: Demo) -> None:
    page.goto(demo.product(LIST))
    pick_all(page, "라이트")
    page.evaluate(
        """() => {
        const body = document.createElement("body");
        body.append(document.querySelector("main").cloneNode(true));
        document.body.replaceWith(body);
    }"""
    )
    expect(tray(page)).to_be_visible()
    page.evaluate("document.querySelectorAll('tier-compare-button').forEach((one) => one.remove())")
    expect(tray(page)).to_be_hidden()
