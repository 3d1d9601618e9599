"""The first screen, on a phone and a desktop: what stands on it, in which order, within which height."""

import json
from collections.abc import Callable
from itertools import pairwise

import pytest
from builders_pages import PLACES, Demo, Look, chip, comparison
from playwright.sync_api import Page, expect

PHONE, DESKTOP = 360, 1280
CHOSEN = {
    "team-chat/plans": "team",
    "hanui/air-purifiers": "children",
    "coffee/everyday": "organic-only",
    "shop-plans/plans": "staff",
}
LANGUAGES = ("ko", "en")
Shown = Callable[..., Page]
# From the top of the comparison: where each begins and how high it is; None where it is not shown.
MEASURE = """() => {
    const root = document.querySelector("tier-compare").shadowRoot;
    const top = root.querySelector(".tc").getBoundingClientRect().top;
    const boxes = (name) => [...root.querySelectorAll(name)].filter((one) => one.checkVisibility())
        .map((one) => one.getBoundingClientRect()).filter((box) => box.height > 2);
    const of = (name) => boxes(name).length && [boxes(name)[0].top - top, boxes(name)[0].height];
    const foot = (name) => Math.max(0, ...boxes(name).map((box) => box.bottom - top));
    return JSON.stringify({ title: of(".tc-title"), chips: of(".tc-chips"), tabs: of(".tc-tabs"), stepper: of(".tc-stepper"),
        conditions: of(".tc-conditions"), answer: of(".tc-answer"), why: foot(".tc-answer__why"), heads: foot(".tc-heads > *"),
        buttons: foot(".tc-actions .tc-button"), fits: foot(".tc-fits"), charges: foot(".tc-pay [data-emphasis]"),
        order: ["title", "chips", "conditions", "answer", "heads", "pay", "group"].map((name) => root.querySelector(`.tc-${name}`))
            .filter(Boolean).every((one, at, all) => !at || all[at - 1].compareDocumentPosition(one) & 4) });
}"""


@pytest.fixture
def shown(look: Look, demo: Demo) -> Shown:
    """``shown((place, language, width), query)``: the shop's page in that view, which is only looked at."""

    def opened(view: tuple[str, str, int], query: str = "") -> Page:
        place, language, width = view
        page = look(demo.product(place, language, query), width)
        expect(comparison(page)).to_have_attribute("lang", language)
        return page

    return opened


def measured(page: Page) -> dict[str, list[float]]:
    """What the page measures once it measures the same twice: it was wider a moment ago."""
    text = ""
    while (again := page.evaluate(MEASURE)) != text:
        text = again
        page.wait_for_timeout(30)
    boxes: dict[str, list[float]] = json.loads(text)
    return boxes


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_a_phone_shows_all_prices_and_buttons_within_640_pixels_before_a_choice(
    shown: Shown, place: str, language: str
) -> None:
    page = shown((place, language, PHONE))
    boxes = measured(page)
    assert boxes["title"][1] <= 28
    assert boxes["chips"][1] <= 148
    assert boxes["buttons"] <= 640
    assert boxes["order"]
    controls = [boxes[name] for name in ("tabs", "stepper") if boxes[name]]
    assert len({tuple(one) for one in controls}) <= 1, "in one line"
    assert all(high == 44 for _, high in controls)
    assert smallest_price(page) >= 18


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_a_phone_shows_the_answer_and_the_buttons_within_640_pixels_after_a_choice(
    shown: Shown, place: str, language: str
) -> None:
    page = shown((place, language, PHONE), f"tc-persona={CHOSEN[place]}")
    boxes = measured(page)
    assert boxes["title"][1] <= 28
    assert boxes["chips"][1] <= 148
    assert 125 <= boxes["answer"][1] <= 205
    assert boxes["why"] < boxes["heads"] < boxes["buttons"] <= 640
    assert boxes["order"]
    assert smallest_price(page) >= 18
    assert page.locator(".tc-answer .tc-reasons").first.locator("li").count() <= 2


def smallest_price(page: Page) -> float:
    """In pixels of type."""
    sizes = "all => Math.min(...all.map((one) => parseFloat(getComputedStyle(one).fontSize)))"
    return float(page.locator(".tc-tier__price").evaluate_all(sizes))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["team-chat/plans", "coffee/everyday"])
def test_the_shortest_way_to_pay_is_written_on_one_line(shown: Shown, place: str, language: str) -> None:
    page = shown((place, language, PHONE))
    lines = "one => { const words = document.createRange(); words.selectNodeContents(one); return words.getClientRects().length }"
    assert page.locator(".tc-tab span").first.evaluate(lines) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_price_runs_into_the_next_column_at_320_pixels(shown: Shown, language: str) -> None:
    page = shown(("hanui/air-purifiers", language, 320))
    edges = """all => all.map((one) => { const words = document.createRange(); words.selectNodeContents(one);
        return [words.getBoundingClientRect().left, words.getBoundingClientRect().right]; })"""
    prices = page.locator(".tc-tier__price").evaluate_all(edges)
    assert len(prices) == 3
    assert all(right < left for (_, right), (left, _) in pairwise(prices))
    assert prices[-1][1] <= 320


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_a_desktop_shows_heads_both_fit_rows_and_all_charges_within_720_pixels(
    shown: Shown, place: str, language: str
) -> None:
    page = shown((place, language, DESKTOP))
    boxes = measured(page)
    assert boxes["fits"] < boxes["charges"] <= 720


@pytest.mark.parametrize("place", PLACES)
def test_a_desktop_has_the_answer_in_three_parts_on_one_line(shown: Shown, place: str) -> None:
    page = shown((place, "ko", DESKTOP), f"tc-persona={CHOSEN[place]}")
    parts = ("who", "price", "why")
    tops = [page.locator(f".tc-answer__{part}").first.bounding_box() for part in parts]
    assert len({round(box["y"]) for box in tops if box}) == 1
    assert len([box for box in tops if box]) == 3


# Clutter rules of the house, by number.


@pytest.mark.parametrize("place", PLACES)
def test_clutter_1_and_4_one_chooser_one_line_of_conditions_and_nothing_to_rearrange(
    shown: Shown, place: str
) -> None:
    page = shown((place, "ko", PHONE))
    assert page.locator(".tc-chips").count() == 1
    assert page.locator("form.tc-conditions").count() <= 1
    assert page.locator(".tc-conditions > .tc-stepper").count() <= 1
    assert page.locator(".tc-arranging, .tc-find").count() == 0


@pytest.mark.parametrize("depth", ["", "awareness", "decision"])
def test_clutter_2_depth_is_a_link_and_never_a_switch(page: Page, demo: Demo, depth: str) -> None:
    page.goto(demo.share("hanui/air-purifiers", f"view={depth}"))
    assert page.locator("a.tc-all", has_text="보기").or_(page.locator(".tc-journey a")).count() >= 1
    assert page.locator("input[name=view]:not([type=hidden]), select[name=view]").count() == 0


@pytest.mark.parametrize("place", PLACES)
def test_clutter_3_one_button_and_one_label_for_each_tier(shown: Shown, place: str) -> None:
    page = shown((place, "ko", DESKTOP), f"tc-persona={CHOSEN[place]}")
    tiers = page.locator("th.tc-tier").count()
    assert page.locator(".tc-table .tc-button").count() == tiers
    assert page.locator("th.tc-tier .tc-fit").count() == tiers
    assert page.locator(".tc-pick").count() == 0


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("place", ["team-chat/plans", "coffee/everyday", "shop-plans/plans"])
def test_clutter_5_one_differences_control_is_seen(shown: Shown, place: str, width: int) -> None:
    page = shown((place, "ko", width))
    seen = [one for one in page.locator("input[name=diff]:not([type=hidden])").all() if one.is_visible()]
    assert len(seen) == 1


def test_clutter_5_where_every_row_differs_there_is_nothing_to_switch(shown: Shown) -> None:
    page = shown(("hanui/air-purifiers", "ko", PHONE))
    assert page.locator("tr[data-differs]").count() > 0
    assert page.locator(".tc-rows tr:not(.tc-group):not([data-differs])").count() == 0
    assert page.locator("input[name=diff]").count() == 0


def test_clutter_6_a_charge_is_a_row_and_the_receipt_is_wide(page: Page, demo: Demo) -> None:
    page.set_viewport_size({"width": PHONE, "height": 900})
    page.goto(demo.product("hanui/air-purifiers", "ko"))
    expect(comparison(page)).to_be_visible()
    labels = page.locator(".tc-pay > tr[data-emphasis] > th").all_inner_texts()
    assert len(labels) == len(set(labels))
    page.locator(".tc-receipt summary").click()
    sheet, table = (page.locator(name).first.bounding_box() for name in (".tc-receipt__sheet", ".tc-table"))
    assert sheet is not None and table is not None  # noqa: PT018  Both or none.
    assert sheet["width"] >= table["width"] - 2


def test_clutter_7_the_page_decides_language_and_currency_and_sharing_is_one_link(shown: Shown) -> None:
    page = shown(("team-chat/plans", "ko", DESKTOP))
    assert page.locator("tier-compare select[name=lang], tier-compare select[name=currency]").count() == 0
    assert page.locator("footer [part=share]").count() == page.locator("[part=share]").count() == 1


def test_clutter_8_the_count_of_checkouts_stands_last_in_the_receipt_or_nowhere(shown: Shown) -> None:
    page = shown(("hanui/air-purifiers", "ko", DESKTOP))
    assert (
        page.locator(".tc-proof").count() == page.locator(".tc-receipt__sheet > .tc-proof:last-child").count()
    )


@pytest.mark.parametrize("place", PLACES)
def test_clutter_9_no_cell_is_blank(shown: Shown, place: str) -> None:
    page = shown((place, "ko", DESKTOP))
    said = "all => all.map((one) => one.textContent.trim() || one.querySelector('img')?.alt || '')"
    cells = page.locator(".tc-table > tbody > tr > td").evaluate_all(said)
    assert len(cells) > 20
    assert "" not in cells


@pytest.mark.parametrize("place", PLACES)
def test_clutter_10_buttons_look_alike_and_nothing_moves(page: Page, demo: Demo, place: str) -> None:
    page.emulate_media(reduced_motion="no-preference")
    page.set_viewport_size({"width": DESKTOP, "height": 900})
    page.goto(demo.product(place, "ko", f"tc-persona={CHOSEN[place]}"))
    expect(comparison(page)).to_be_visible()
    looks = page.locator(".tc-table .tc-button").evaluate_all(
        "all => all.map((one) => { const s = getComputedStyle(one); return [s.color, s.fontSize, s.fontWeight, s.borderColor].join(); })"
    )
    assert len(set(looks)) == 1
    assert page.evaluate("document.querySelector('tier-compare').shadowRoot.getAnimations().length") == 0
    assert page.locator("tier-compare input[type=email]").count() == 0
    colours = page.locator(".tc-tier__price").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).color)"
    )
    assert len(set(colours)) == 1


def test_clutter_12_is_the_merchant_s_and_chips_are_short(page: Page, demo: Demo) -> None:
    page.set_viewport_size({"width": PHONE, "height": 900})
    page.goto(demo.product("hanui/air-purifiers", "ko"))
    expect(comparison(page)).to_be_visible()
    assert max(len(text) for text in page.locator(".tc-chip").all_inner_texts()) <= 12
    chip(page, "아이 있는 집").click()
    expect(page.locator(".tc-answer")).to_be_visible()
    assert page.locator(".tc-answer").count() == 1
