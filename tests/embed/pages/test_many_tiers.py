"""Five and six tiers: the labels stay in sight, a phone shows two, and no name is too long."""

import json
from collections.abc import Callable, Iterator

import pytest
from builders_haneul import Haneul, command, serving
from builders_pages import comparison, is_sideways
from playwright.sync_api import Page, expect

LONGEST = "아주조용한공기청정기플러"
GERMAN_LENGTH = "Aussergewoehnliche12"


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The origin of a shop with six purifiers, one of them with the longest names allowed."""
    haneul = Haneul("", tmp_path_factory.mktemp("six"))
    haneul.publish()
    file = haneul.folder / "haneul.json"
    shop = json.loads(file.read_text())
    [plus] = [one for one in shop["products"] if one["key"] == "plus"]
    for number in range(3):
        name = {"ko": f"{LONGEST[:-1]}{number}", "en": f"{GERMAN_LENGTH[:-1]}{number}"}
        shop["products"].append({**plus, "key": f"more-{number}", "name": name})
        shop["comparisons"][0]["tiers"].append({"key": f"more-{number}", "product": f"more-{number}"})
    file.write_text(json.dumps(shop))
    command(haneul.folder, "import", str(file), "--shop", "haneul", "--publish")
    origin, process = serving(haneul.folder)
    yield origin
    process.terminate()
    process.wait(timeout=20)


def opened(page: Page, origin: str, width: int, query: str = "lang=ko") -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{origin}/c/haneul/air?{query}")
    expect(comparison(page)).to_be_visible()


def test_five_of_six_are_shown_and_the_sixth_is_in_the_picker(page: Page, six: str) -> None:
    opened(page, six, 1280)
    expect(page.locator("th.tc-tier:visible")).to_have_count(5)
    expect(page.locator(".tc-picker select").first.locator("option")).to_have_count(6)


def test_the_labels_stay_in_sight_while_the_columns_scroll(page: Page, six: str) -> None:
    opened(page, six, 768)
    expect(page.get_by_role("region", name=page.locator(".tc-title").inner_text())).to_have_attribute(
        "tabindex", "0"
    )
    label = page.locator(".tc-rows tr > th").nth(1)
    before = label.bounding_box()
    page.locator(".tc-scroller").evaluate("one => one.scrollTo(300, 0)")
    assert page.locator(".tc-scroller").evaluate("one => one.scrollLeft") > 50
    assert label.bounding_box() == before
    assert not is_sideways(page)


def test_the_heads_stay_in_sight_while_the_page_scrolls(page: Page, six: str) -> None:
    opened(page, six, 1280)
    page.set_viewport_size({"width": 1280, "height": 490})
    page.evaluate(
        "scrollTo(0, document.querySelector('.tc-rows').getBoundingClientRect().top + scrollY - 100)"
    )
    box = page.locator("th.tc-tier").first.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 5


@pytest.mark.parametrize("width", [320, 360])
def test_a_phone_shows_two_and_any_two_can_be_picked(page: Page, six: str, width: int) -> None:
    opened(page, six, width)
    expect(page.locator("th.tc-tier:visible")).to_have_count(2)
    page.locator(".tc-picker select").nth(1).select_option("more-2")
    expect(page.locator("th.tc-tier:visible").nth(1)).to_contain_text(f"{LONGEST[:-1]}2")
    assert "tiers=lite,more-2" in page.url.replace("%2C", ",") or "tiers=more-2" in page.url
    assert not is_sideways(page)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_longest_names_scroll_nothing_sideways(page: Page, six: str, language: str) -> None:
    opened(page, six, 320, f"lang={language}")
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert not is_sideways(page), width


def test_axe_finds_nothing_in_a_table_that_scrolls(page: Page, six: str, axe: Callable[..., str]) -> None:
    opened(page, six, 768)
    assert axe(page) == ""
