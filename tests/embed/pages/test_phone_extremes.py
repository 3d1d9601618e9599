"""A phone at its limits: the longest answers, large type, and a comparison of one."""

from itertools import pairwise

import pytest
from builders_pages import Demo, comparison, is_sideways
from playwright.sync_api import Page, expect

EDGES = """all => all.map((one) => { const words = document.createRange(); words.selectNodeContents(one);
    return [words.getBoundingClientRect().left, words.getBoundingClientRect().right]; })"""
# From the top of the comparison to the foot of the lowest button of a head.
FOOT = """one => Math.max(...[...one.querySelectorAll(".tc-actions .tc-button")]
    .filter((button) => button.checkVisibility())
    .map((button) => button.getBoundingClientRect().bottom)) - one.getBoundingClientRect().top"""


def opened(page: Page, address: str, width: int = 360) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    expect(comparison(page)).to_be_visible()


@pytest.mark.parametrize(
    ("place", "persona"),
    [
        ("team-chat/plans", "club"),
        ("coffee/everyday", "daily-cups"),
        ("shop-plans/plans", "abroad"),
        ("shop-plans/plans", "stores"),
    ],
)
def test_the_longest_answers_leave_the_buttons_within_640_pixels(
    page: Page, demo: Demo, place: str, persona: str
) -> None:
    opened(page, demo.product(place, "en", f"tc-persona={persona}"))
    assert comparison(page).evaluate(FOOT) <= 640


def test_no_price_runs_into_the_next_column_where_type_is_large(page: Page, demo: Demo) -> None:
    opened(page, demo.product("hanui/air-purifiers"))
    page.evaluate("document.querySelector('tier-compare').style.setProperty('--tc-font-size', '18px')")
    prices = page.locator(".tc-tier__price")
    edges = prices.evaluate_all(EDGES)
    assert len(edges) == 3
    assert all(right < left for (_, right), (left, _) in pairwise(edges))
    assert edges[-1][1] <= 360
    sizes = prices.evaluate_all("all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))")
    assert min(sizes) >= 18


def test_one_tier_has_the_whole_width(page: Page, demo: Demo) -> None:
    opened(page, demo.share("hanui/air-purifiers", "tiers=plus"))
    column, whole = (page.locator(name).first.bounding_box() for name in (".tc-tier", ".tc-table"))
    assert column is not None and whole is not None  # noqa: PT018  Both or none.
    assert column["width"] > whole["width"] * 0.9
    assert not is_sideways(page)


def test_heads_stay_in_sight_only_where_they_leave_room_for_rows(page: Page, demo: Demo) -> None:
    opened(page, demo.product("hanui/air-purifiers", "en", "tc-persona=children"))
    # Width and height of the window, size of the type, and whether the heads stay.
    kinds = [(360, 640, 16, 1), (360, 800, 32, 0), (320, 800, 32, 0), (640, 360, 16, 0), (1280, 720, 16, 1)]
    assert [heads_stay(page, *kind[:3]) for kind in kinds] == [bool(kind[3]) for kind in kinds]


def heads_stay(page: Page, width: int, height: int, type_size: int) -> bool:
    """Whether the heads are seen where the last row of the table is."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function("(width) => innerWidth === width", arg=width, polling=20)
    return page.evaluate(
        """(size) => { const element = document.querySelector("tier-compare");
            element.style.setProperty("--tc-font-size", `${size}px`);
            [...element.shadowRoot.querySelectorAll(".tc-table > .tc-rows > tr")].at(-1)
                .scrollIntoView({ block: "end", behavior: "instant" });
            return element.shadowRoot.querySelector(".tc-tier").getBoundingClientRect().bottom > 0; }""",
        type_size,
    )
