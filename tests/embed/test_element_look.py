"""What only a browser can tell: shifts, light and dark, headings, and what axe finds."""

import threading
from collections.abc import Callable

import pytest
from builders_embed import OPEN, Answer, Shop, Site, element, fragment
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("unforeseen")
SHIFTS = """window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) shifted += entry.value;
}).observe({ type: 'layout-shift', buffered: true });"""
RESERVED = "<style>tier-compare { display: block; min-height: 900px }</style>"
BELOW = "<h2>More products</h2>" + "<p>Another one</p>" * 20
TABLE = "tier-compare table"


def shifts(page: Page, address: str, arrive: threading.Event) -> float:
    page.add_init_script(SHIFTS)
    page.goto(address)
    expect(page.locator("tier-compare [aria-busy=true]")).to_be_attached()
    page.wait_for_timeout(200)
    arrive.set()
    expect(page.locator("tier-compare [aria-busy=false]")).to_be_attached()
    page.wait_for_timeout(200)
    return page.evaluate("shifted")


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_shifts_where_the_height_is_reserved(page: Page, shop: Shop, host: Site, width: int):
    arrive = threading.Event()
    host.route("/fragments/", lambda asked: Answer(body=fragment(asked), headers=OPEN, after=arrive))
    page.set_viewport_size({"width": width, "height": 800})
    address = shop.page(element() + BELOW, head=RESERVED + shop.tag)
    assert shifts(page, address, arrive) == 0
    assert page.locator("tier-compare").bounding_box()["height"] == 900


def test_the_measure_of_shifts_sees_one(page: Page, shop: Shop, host: Site):
    arrive = threading.Event()
    host.route("/fragments/", lambda asked: Answer(body=fragment(asked), headers=OPEN, after=arrive))
    assert shifts(page, shop.page(element() + BELOW), arrive) > 0


def test_nothing_shifts_when_the_comparison_cannot_come(page: Page, shop: Shop, host: Site):
    arrive = threading.Event()
    host.route("/fragments/", lambda asked: Answer(status=500, headers=OPEN, after=arrive))
    assert shifts(page, shop.page(element() + BELOW, head=RESERVED + shop.tag), arrive) == 0
    expect(page.locator("tier-compare").get_by_role("alert")).to_be_visible()


def scheme(page: Page) -> str:
    expect(page.locator(TABLE)).to_be_visible()
    dark = page.evaluate("document.querySelector('tier-compare').matches(':state(dark)')")
    used = page.locator("tier-compare .tc").evaluate("view => getComputedStyle(view).colorScheme")
    assert used == ("dark" if dark else "light")
    return used


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ("#111", "light"),
        ("#777", "light"),
        ("rgb(20 20 20 / .9)", "light"),
        ("oklch(0.2 0.03 260)", "light"),
        ("lab(10 0 0)", "light"),
        ("#fff", "dark"),
        ("#ccc", "dark"),
        ("rgb(235 235 245 / 60%)", "dark"),
        ("oklch(0.97 0.01 260)", "dark"),
        ("lab(95 0 0)", "dark"),
        ("color(display-p3 1 1 1)", "dark"),
    ],
)
def test_light_text_means_a_dark_page(page: Page, shop: Shop, colour: str, expected: str):
    page.goto(shop.page(f'<div style="color: {colour}">{element()}</div>'))
    assert scheme(page) == expected


@pytest.mark.parametrize(("theme", "expected"), [("light", "light"), ("dark", "dark"), ("blue", "dark")])
def test_a_theme_goes_before_the_text_and_an_unknown_one_does_not_count(
    page: Page, shop: Shop, theme: str, expected: str
):
    page.goto(shop.page(f'<div style="color: #fff">{element(f"theme={theme}")}</div>'))
    assert scheme(page) == expected


def test_a_page_whose_style_sheet_comes_late_is_dark_all_the_same(page: Page, shop: Shop):
    arrive = threading.Event()
    sheet = Answer(body="body { color: #fff }", kind="text/css", after=arrive)
    shop.site.route("/late.css", sheet)
    late = '<link rel="stylesheet" href="/late.css">'
    page.goto(shop.page(element() + late), wait_until="commit")
    expect(page.locator("tier-compare [aria-busy=false]")).to_be_attached()
    assert not page.evaluate("document.querySelector('tier-compare').matches(':state(dark)')")
    arrive.set()
    page.wait_for_function("document.querySelector('tier-compare').matches(':state(dark)')")
    assert scheme(page) == "dark"


def test_a_page_that_turns_dark_can_say_so(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(element()))
    assert scheme(page) == "light"
    page.evaluate("document.querySelector('tier-compare').setAttribute('theme', 'dark')")
    page.wait_for_function("document.querySelector('tier-compare').matches(':state(dark)')")
    assert scheme(page) == "dark"
    assert len(host.asked()) == 1


@pytest.mark.parametrize(
    ("level", "levels"), [("", ["2", "3"]), ("3", ["3", "4"]), ("4", ["4", "5"]), ("x", ["2", "3"])]
)
def test_headings_begin_at_the_level_that_is_asked_for(page: Page, shop: Shop, level: str, levels: list[str]):
    page.goto(shop.page(element(f'heading-level="{level}"')))
    expect(page.locator(TABLE)).to_be_visible()
    headings = (
        "element => [...element.shadowRoot.querySelectorAll('[role=heading]')].map((each) => each.ariaLevel)"
    )
    assert page.locator("tier-compare").evaluate(headings) == levels


def test_headings_move_with_the_attribute(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(element("heading-level=4")))
    expect(page.get_by_role("heading", level=4)).to_be_attached()
    page.evaluate("document.querySelector('tier-compare').removeAttribute('heading-level')")
    expect(page.get_by_role("heading", level=2)).to_be_attached()
    expect(page.get_by_role("heading", level=4)).to_have_count(0)
    assert len(host.asked()) == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("status", [200, 500])
def test_axe_finds_nothing_in_the_elements_own_parts(
    page: Page, shop: Shop, host: Site, axe: Callable[..., str], theme: str, status: int
):
    host.route("/fragments/", lambda asked: Answer(status=status, body=fragment(asked), headers=OPEN))
    colours = "background: #111; color: #eee" if theme == "dark" else "background: #fff; color: #111"
    head = f"{shop.tag}<style>body {{ {colours} }} a {{ color: inherit }}</style>"
    page.goto(shop.page(f"<main><h1>Shop</h1>{element()}</main>", head=head))
    expect(page.locator("tier-compare [aria-busy=false]")).to_be_attached()
    assert axe(page, "tier-compare") == ""
