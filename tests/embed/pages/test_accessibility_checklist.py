"""The accessibility checklist of the element, line by line; each test is named after its line."""

import re
from collections.abc import Callable

import pytest
from builders_pages import PLACES, Demo, Look, chip, comparison, is_sideways
from playwright.sync_api import Page, expect

PURIFIERS = "hanui/air-purifiers"
LARGE = "shop-plans/plans"
Shown = Callable[..., Page]


# A language that there is not: every letter one of Hebrew, every figure as it was.
HEBREW = """() => { document.querySelector("tier-compare").shadowRoot.querySelector(".tc").dir = "rtl";
    const words = document.createTreeWalker(document.querySelector("tier-compare").shadowRoot, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) words.currentNode.data = words.currentNode.data
        .replace(/\\p{L}/gu, (letter) => String.fromCharCode(0x5d0 + letter.charCodeAt(0) % 27)); }"""


def opened(
    page: Page, demo: Demo, place: str = PURIFIERS, width: int = 360, query: str = "", language: str = "ko"
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(demo.product(place, language, query))
    expect(comparison(page)).to_be_visible()


@pytest.fixture
def shown(look: Look, demo: Demo) -> Shown:
    """``shown(place, width, query)``: the shop's page in that view, which is only looked at."""

    def opened_once(place: str = PURIFIERS, width: int = 360, query: str = "") -> Page:
        return look(demo.product(place, "ko", query), width)

    return opened_once


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("place", PLACES)
def test_1_a_table_of_captions_scopes_and_roles(shown: Shown, place: str, width: int) -> None:
    page = shown(place, width)
    wrong = page.locator(".tc-table").evaluate(
        """(table) => [
            ...(table.caption?.textContent.trim() ? [] : ["no caption"]),
            ...[...table.querySelectorAll("th:not([scope])")].map((one) => one.outerHTML),
            ...[...table.querySelectorAll("table, thead, tbody, tr, th, td")].filter((one) => !one.role && !one.getAttribute("role"))
                .map((one) => one.outerHTML.slice(0, 80)),
        ]"""
    )
    assert wrong == []


@pytest.mark.parametrize("place", PLACES)
def test_2_no_header_of_a_row_and_no_corner_is_taken_away_in_the_narrow_layout(
    shown: Shown, place: str
) -> None:
    page = shown(place)
    hidden = page.locator(".tc-table > * > tr > :first-child").evaluate_all(
        """all => all.filter((one) => one.parentNode.parentNode.checkVisibility() && one.parentNode.checkVisibility()
            && getComputedStyle(one).display === "none").map((one) => one.outerHTML)"""
    )
    assert hidden == []


def test_3_marks_have_words(shown: Shown) -> None:
    page = shown(LARGE, 1280)
    texts = page.locator(".tc-value[data-state=yes] .tc-word").evaluate_all(
        "all => all.map((one) => one.textContent)"
    )
    assert set(texts) == {"있음"}
    for state, word in (("no", "없음"), ("not_stated", "미표기"), ("unlimited", "무제한")):
        for cell in page.locator(f".tc-value[data-state={state}]").all()[:3]:
            expect(cell).to_contain_text(word)
    mark = page.locator(".tc-value[data-state=yes]").first.evaluate(
        "one => getComputedStyle(one, '::before').content"
    )
    assert mark == '"✓" / ""'


def test_3_the_word_beside_a_tick_is_for_ears_and_what_does_not_apply_is_in_sight(shown: Shown) -> None:
    page = shown()
    hidden = "all => all.every((one) => getComputedStyle(one).clipPath === 'inset(50%)')"
    assert page.locator(".tc-value[data-state=yes] .tc-word").evaluate_all(hidden)
    cell = page.locator(".tc-value[data-state=not_applicable] .tc-word").first
    expect(cell).to_have_text("해당 없음")
    assert cell.evaluate("one => getComputedStyle(one).clipPath") == "none"


def test_4_personas_are_radios_under_a_legend_and_differences_a_switch(shown: Shown) -> None:
    page = shown(LARGE)
    expect(page.get_by_role("group", name="누가 쓰세요?").get_by_role("radio")).to_have_count(4)
    expect(page.get_by_role("switch")).to_have_count(1)


def test_5_one_status_outside_of_what_is_swapped_says_the_new_total(page: Page, demo: Demo) -> None:
    opened(page, demo, "team-chat/plans", 1280, "tc-persona=team")
    status = page.get_by_role("status")
    expect(status).to_have_count(1)
    quantity = page.locator("#tc-quantity-user")
    quantity.fill("14")
    quantity.press("Tab")
    expect(status).to_contain_text("Pro, 잘 맞아요. 매달 US$122.50")
    assert page.locator("section.tc [role=status]").count() == 0


@pytest.mark.parametrize("place", PLACES)
def test_6_a_button_names_its_tier(shown: Shown, place: str) -> None:
    page = shown(place, 1280)
    tiers = page.locator(".tc-tier__name").all_inner_texts()
    spoken = page.locator(".tc-table .tc-button").evaluate_all("all => all.map((one) => one.ariaLabel)")
    assert len(spoken) == len(tiers)
    assert [name in words for name, words in zip(tiers, spoken, strict=True)] == [True] * len(tiers)


def test_6_what_opens_a_row_is_44_pixels_high_under_a_finger(shown: Shown) -> None:
    page = shown()
    missed = page.locator(".tc-rest summary, .tc-help summary").evaluate_all(
        """all => all.filter((one) => one.checkVisibility()).filter((one) => { one.scrollIntoView({ block: "center" });
            const { left, right, top, bottom } = one.getBoundingClientRect(), root = one.getRootNode();
            return [-21, 21].some((far) => root.elementFromPoint((left + right) / 2, (top + bottom) / 2 + far) !== one);
        }).map((one) => one.closest("tr").innerText)"""
    )
    assert missed == []


def test_6_focus_is_a_ring_of_three_pixels(page: Page, demo: Demo) -> None:
    opened(page, demo, PURIFIERS, 1280)
    page.locator(".tc-button").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    ring = page.locator(".tc-button").first.evaluate(
        "one => { const s = getComputedStyle(one); return [s.outlineStyle, s.outlineWidth]; }"
    )
    assert ring == ["solid", "3px"]


def test_6_fit_is_said_in_words_beside_its_colour(shown: Shown) -> None:
    page = shown(PURIFIERS, 1280, "tc-persona=children")
    assert page.locator("th.tc-tier .tc-fit").all_inner_texts() == ["맞지 않아요", "잘 맞아요", "잘 맞아요"]


@pytest.mark.parametrize("place", PLACES)
def test_7_what_scrolls_can_be_reached_and_has_a_name(shown: Shown, place: str) -> None:
    page = shown(place, 768)
    nameless = page.evaluate(
        """() => [...document.querySelector("tier-compare").shadowRoot.querySelectorAll("*")]
            .filter((one) => ["auto", "scroll"].includes(getComputedStyle(one).overflowX) && one.localName === "div")
            .filter((one) => one.tabIndex !== 0 || one.getAttribute("role") !== "region" || !one.ariaLabel).length"""
    )
    assert nameless == 0


@pytest.mark.parametrize("place", PLACES)
def test_8_every_reference_finds_its_target_within_the_root(shown: Shown, place: str) -> None:
    page = shown(place, 1280)
    lost = page.evaluate(
        """() => { const root = document.querySelector("tier-compare").shadowRoot;
            const names = [...root.querySelectorAll("[for], [aria-labelledby], [aria-describedby], [aria-controls]")]
                .flatMap((one) => ["for", "aria-labelledby", "aria-describedby", "aria-controls"].map((name) => one.getAttribute(name)))
                .filter(Boolean).flatMap((text) => text.split(" "));
            return names.filter((name) => !root.getElementById(name)); }"""
    )
    assert lost == []


def test_9_the_view_says_its_language(page: Page, demo: Demo) -> None:
    page.goto(demo.product(PURIFIERS, "en"))
    expect(comparison(page)).to_have_attribute("lang", "en")


# In the English ones a "?" comes to stand at the very edge of its line.
@pytest.mark.parametrize(
    ("place", "language", "width"),
    [
        *((place, "ko", 320) for place in PLACES),
        ("coffee/everyday", "en", 320),
        ("team-chat/plans", "en", 360),
    ],
)
def test_9_twice_the_text_scrolls_nothing_sideways_on_a_phone(
    page: Page, demo: Demo, place: str, language: str, width: int
) -> None:
    opened(page, demo, place, width, language=language)
    page.evaluate(
        "() => { const { style } = document.querySelector('tier-compare');"
        " style.fontSize = '32px'; style.setProperty('--tc-font-size', '32px'); }"
    )
    assert not is_sideways(page)


def test_the_keyboard_walks_from_the_chooser_through_the_controls_to_the_buttons(
    page: Page, demo: Demo
) -> None:
    opened(page, demo, "team-chat/plans", 1280)
    page.locator("input[name=persona]").first.focus()
    passed = ["persona"]
    for _ in range(12):
        page.keyboard.press("Tab")
        passed.append(
            page.evaluate(
                "(() => { const one = document.querySelector('tier-compare').shadowRoot.activeElement;"
                " return one ? one.name || one.dataset.tier || one.localName : 'out' })()"
            )
        )
    order = ["persona", "interval", "qty.user", "diff", "free", "pro", "business-plus", "grid"]
    assert [one for one in passed if one in order] == order


def test_a_group_folds_and_opens_by_the_space_bar(page: Page, demo: Demo) -> None:
    opened(page, demo, LARGE, 1280)
    group = page.locator("tbody.tc-rows").first
    box = group.get_by_role("checkbox").first
    rows = group.locator("tr:not(.tc-group)")
    expect(rows.first).to_be_visible()
    box.focus()
    page.keyboard.press("Space")
    expect(rows.first).to_be_hidden()
    page.keyboard.press("Space")
    expect(rows.first).to_be_visible()


def test_rows_that_differ_are_marked_and_equal_ones_are_not(page: Page, demo: Demo) -> None:
    opened(page, demo, LARGE, 1280)
    page.locator(".tc-fold input").first.check()
    weight = "one => getComputedStyle(one).fontWeight"
    assert page.locator("tr[data-differs] > th").first.evaluate(weight) == "600"
    assert page.locator(".tc-folded tr:not([data-differs]) > th").first.evaluate(weight) == "400"


def test_forced_colours_keep_the_choice_and_the_tinted_tier_in_sight(page: Page, demo: Demo) -> None:
    page.emulate_media(forced_colors="active")
    opened(page, demo, PURIFIERS, 1280, "tc-persona=children")
    for name in ("input:checked + span", "th.tc-tier[data-tinted]"):
        style = page.locator(f"tier-compare {name}").first.evaluate(
            "one => getComputedStyle(one).outlineStyle"
        )
        assert style == "solid"


def test_reduced_motion_leaves_nothing_that_moves(page: Page, demo: Demo) -> None:
    opened(page, demo)
    chip(page, "아이 있는 집").click()
    expect(page.locator(".tc-answer")).to_be_visible()
    moving = page.evaluate("document.querySelector('tier-compare').shadowRoot.getAnimations().length")
    assert moving == 0


def lefts(page: Page) -> list[float]:
    """Where the columns begin."""
    return [box["x"] for one in page.locator("th.tc-tier").all() if (box := one.bounding_box())]


@pytest.mark.parametrize("width", [360, 1280])
def test_where_its_language_goes_from_right_to_left_the_layout_is_mirrored(
    page: Page, demo: Demo, width: int
) -> None:
    opened(page, demo, PURIFIERS, width, "tc-persona=children")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert lefts(page) == sorted(lefts(page))
    page.evaluate(HEBREW)
    assert lefts(page) == sorted(lefts(page), reverse=True)
    assert re.fullmatch(r"[\u0590-\u05ff]+", page.locator(".tc-tier__name").first.inner_text())
    assert page.locator(".tc-tier__price").first.inner_text().startswith("162,000")
    assert not is_sideways(page)
    ends = page.locator("th.tc-tier").first.evaluate(
        """(head) => [head.querySelector(".tc-tier__name"), head.querySelector(".tc-tier__price")].map((one) => {
            const range = document.createRange(); range.selectNodeContents(one); return Math.round(range.getBoundingClientRect().right); })"""
    )
    assert abs(ends[0] - ends[1]) <= 1


def test_print_leaves_out_what_can_only_be_pressed(page: Page, demo: Demo) -> None:
    page.set_viewport_size({"width": 720, "height": 900})
    page.goto(demo.share(PURIFIERS, "lang=ko&persona=children"))
    page.emulate_media(media="print")
    for name in (".tc-controls", ".tc-actions", ".tc-share", ".tc-journey"):
        expect(page.locator(name).first).to_be_hidden()
    expect(page.locator(".tc-tier__price").first).to_be_visible()
    expect(page.locator(".tc-pay")).to_be_visible()
