"""The demo shop's product pages: somebody else's page, on another origin, under a strict policy."""

from collections.abc import Callable
from itertools import product
from urllib.parse import parse_qs, urlsplit

import pytest
from builders_pages import PLACES, WIDTHS, Demo, Look, chip, comparison, is_sideways
from playwright.sync_api import Browser, Page, Request, expect

PURIFIERS = "hanui/air-purifiers"


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("place", PLACES)
def test_every_comparison_shows_with_its_price(look: Look, demo: Demo, place: str, language: str) -> None:
    page = look(demo.product(place, language), 1280)
    expect(comparison(page)).to_have_attribute("lang", language)
    expect(page.locator(".tc-tier__price").first).to_be_visible()


@pytest.mark.parametrize("place", PLACES)
def test_the_page_never_scrolls_sideways(look: Look, demo: Demo, place: str) -> None:
    sideways = [width for width in (320, *WIDTHS) if is_sideways(look(demo.product(place), width))]
    assert sideways == []


def test_text_at_twice_its_size_does_not_scroll_a_phone_sideways(page: Page, demo: Demo) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(demo.product(PURIFIERS))
    expect(comparison(page)).to_be_visible()
    page.evaluate("document.querySelector('tier-compare').style.fontSize = '200%'")
    assert not is_sideways(page)


# Every place, width and scheme is seen in the quick run; `./dev slow` sees every one of them with every other.
SEEN = {
    (PLACES[0], 1280, "light"),
    (PLACES[1], 360, "dark"),
    (PLACES[2], 1280, "dark"),
    (PLACES[3], 360, "light"),
}


@pytest.mark.parametrize(
    ("place", "width", "scheme"),
    [
        pytest.param(*one, marks=() if one in SEEN else pytest.mark.slow)
        for one in product(PLACES, (360, 1280), ("light", "dark"))
    ],
)
def test_axe_finds_nothing(
    page: Page, demo: Demo, axe: Callable[..., str], place: str, width: int, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(demo.product(place))
    expect(comparison(page)).to_be_visible()
    assert axe(page, "tier-compare") == ""


def test_a_persona_swaps_the_fragment_by_get_and_nothing_else_loads(page: Page, demo: Demo) -> None:
    page.goto(demo.product(PURIFIERS))
    expect(comparison(page)).to_be_visible()
    requests: list[Request] = []

    def note(request: Request) -> None:
        if request.resource_type != "image":  # Those of the table come when they may.
            requests.append(request)

    page.on("request", note)
    chip(page, "아이 있는 집").click()
    expect(page.locator(".tc-answer")).to_contain_text("플러스")
    assert [(request.method, urlsplit(request.url).path) for request in requests] == [
        ("GET", f"/fragments/{PURIFIERS}")
    ]
    assert parse_qs(urlsplit(requests[0].url).query)["persona"] == ["children"]


def test_focus_stays_on_the_persona_that_was_chosen(page: Page, demo: Demo) -> None:
    page.goto(demo.product(PURIFIERS))
    chip(page, "원룸 1인 가구").click()
    expect(page.locator(".tc-answer")).to_contain_text("라이트")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".tc-answer")).to_contain_text("플러스")
    focused = page.evaluate("document.querySelector('tier-compare').shadowRoot.activeElement.value")
    assert focused == "children"


def test_the_answer_is_said_to_a_screen_reader(page: Page, demo: Demo) -> None:
    page.goto(demo.product(PURIFIERS))
    chip(page, "아이 있는 집").click()
    expect(page.locator("[role=status]")).to_contain_text("플러스, 잘 맞아요. 289,000원")


def test_back_brings_the_earlier_choice_back(page: Page, demo: Demo) -> None:
    page.goto(demo.product(PURIFIERS))
    chip(page, "원룸 1인 가구").click()
    expect(page.locator(".tc-answer")).to_contain_text("라이트")
    chip(page, "아이 있는 집").click()
    expect(page.locator(".tc-answer")).to_contain_text("플러스")
    assert parse_qs(urlsplit(page.url).query) == {"tc-persona": ["children"]} or "tc-persona" in page.url
    page.go_back()
    expect(page.locator(".tc-answer")).to_contain_text("라이트")
    page.go_back()
    expect(page.locator(".tc-answer")).to_have_count(0)


def test_only_differences_shows_fewer_rows_and_the_switch_stays_on(page: Page, demo: Demo) -> None:
    page.goto(demo.product("shop-plans/plans"))
    rows = page.locator(".tc-rows tr:not(.tc-group):not(.tc-fold)")
    expect(page.locator(".tc-fold").first).to_be_visible()
    page.locator(".tc-place-top .tc-switch").click()
    expect(page.locator(".tc-place-top input[name=diff]")).to_be_checked()
    expect(page.locator(".tc-fold")).to_have_count(0)
    expect(rows).to_have_count(38)
    page.locator(".tc-place-top .tc-switch").click()
    expect(rows).to_have_count(89)


def test_folded_rows_open_without_a_request(page: Page, demo: Demo) -> None:
    page.goto(demo.product("shop-plans/plans"))
    hidden = page.locator(".tc-folded").first
    expect(hidden).to_be_hidden()
    page.locator(".tc-fold input").first.check()
    expect(hidden).to_be_visible()


def test_a_typed_quantity_changes_every_price(page: Page, demo: Demo) -> None:
    page.goto(demo.product("team-chat/plans", "en"))
    quantity = page.locator("#tc-quantity-user")
    quantity.fill("14")
    quantity.press("Tab")
    expect(page.locator(".tc-tier__price").nth(1)).to_have_text("$122.50")


def test_a_step_up_counts_one_more(page: Page, demo: Demo) -> None:
    page.goto(demo.product("team-chat/plans", "en"))
    page.locator(".tc-step").last.click()
    expect(page.locator("#tc-quantity-user")).to_have_value("2")
    expect(page.locator(".tc-tier__price").nth(1)).to_have_text("$17.50")


def test_yearly_prices_are_a_tab_away(page: Page, demo: Demo) -> None:
    page.goto(demo.product("team-chat/plans", "en"))
    quantity = page.locator("#tc-quantity-user")
    quantity.fill("14")
    quantity.press("Tab")
    expect(page.locator(".tc-tier__price").nth(1)).to_have_text("$122.50")
    page.locator("label.tc-tab", has_text="Yearly").click()
    expect(page.locator(".tc-tier__price").nth(1)).to_have_text("$1,218.00")


def test_the_receipt_opens_and_adds_up(page: Page, demo: Demo) -> None:
    page.goto(demo.product(PURIFIERS))
    page.locator(".tc-receipt summary").click()
    sheet = page.locator(".tc-receipt__sheet")
    expect(sheet).to_contain_text("52,000원 × 2")
    expect(sheet).to_contain_text("393,000원")


def test_a_phone_picks_two_of_four(page: Page, demo: Demo) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(demo.product("team-chat/plans", "en"))
    heads = page.locator("th.tc-tier")
    expect(heads.nth(0)).to_be_visible()
    expect(heads.nth(1)).to_be_visible()
    expect(heads.nth(2)).to_be_hidden()
    page.locator(".tc-picker select").nth(1).select_option("business-plus")
    expect(page.locator("th.tc-tier")).to_have_count(2)
    expect(page.locator("th.tc-tier").nth(1)).to_contain_text("Business+")


def test_the_headline_is_the_largest_money_on_the_page(look: Look, demo: Demo) -> None:
    sizes = look(demo.product(PURIFIERS), 1280).evaluate(
        """() => {
            const root = document.querySelector("tier-compare").shadowRoot;
            const size = (name) => [...root.querySelectorAll(name)].map((one) => parseFloat(getComputedStyle(one).fontSize));
            return [Math.min(...size(".tc-tier__price")), Math.max(...size(".tc-money, .tc-second, .tc-tier__second"))];
        }"""
    )
    assert sizes[0] > sizes[1]


def test_every_target_is_44_pixels_high(look: Look, demo: Demo) -> None:
    small = look(demo.product("team-chat/plans"), 360).evaluate(
        """() => [...document.querySelector("tier-compare").shadowRoot
            .querySelectorAll(".tc-button, .tc-chip span, .tc-tab span, .tc-step, select, .tc-stepper input, .tc-switch, .tc-share")]
            .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML)"""
    )
    assert small == []


def test_no_policy_is_violated_and_no_cookie_is_set(page: Page, demo: Demo) -> None:
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (e) => (window.broken ??= []).push(e.violatedDirective))"
    )
    page.goto(demo.product(PURIFIERS))
    chip(page, "아이 있는 집").click()
    expect(page.locator(".tc-answer")).to_be_visible()
    assert page.evaluate("window.broken ?? []") == []
    assert page.context.cookies() == []


def test_without_script_the_way_to_the_comparison_stays(browser: Browser, demo: Demo) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(demo.product(PURIFIERS))
    page.locator("tier-compare a").click()
    expect(comparison(page)).to_contain_text("289,000원")
    context.close()
