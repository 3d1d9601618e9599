"""The look, add-ons and what the shop says itself, in a browser: live, one round trip, clean by axe."""

from collections.abc import Callable

import pytest
from builders_admin_pages import Office, begin, is_sideways
from playwright.sync_api import Browser, Page, expect

TABLE = "상품\t판매가\t사용 면적\n라이트\t159,000원\t23 m²\n플러스\t289,000원\t47 m²"

# As a browser does whose text is set to twice its size: everything that is measured by it grows too.
TWICE_AS_LARGE = """() => {
  const sizes = [...document.querySelectorAll('body, body *')].map((one) => [one, getComputedStyle(one).fontSize]);
  document.documentElement.style.fontSize = '200%';
  for (const [one, size] of sizes) one.style.setProperty('font-size', 2 * parseFloat(size) + 'px', 'important');
}"""


def with_products(page: Page, at: Office) -> None:
    """Begin with a kit, and paste two products."""
    begin(page, at)
    page.locator(".kit").nth(1).click()
    page.wait_for_url("**/import**")
    page.locator("textarea").first.fill(TABLE)
    page.get_by_role("button", name="표 읽기").click()
    page.get_by_role("button", name="가져오기", exact=True).click()
    expect(page.locator("main")).to_contain_text("2개를 가져왔어요")


def test_what_is_typed_is_worn_at_once_and_saved_in_one_round_trip(page: Page, at: Office) -> None:
    with_products(page, at)
    page.goto(at.at("/admin/hanui/theme"))
    light = page.frame_locator("iframe").first
    expect(light.locator(".tc-title").first).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.method) if one.method == "POST" else None)
    page.locator("[name='light.accent']").fill("#b00020")
    expect(page.locator("iframe").first).to_have_attribute(
        "src", "/admin/hanui/theme/devices/accent=b00020..css/frame?lang=ko&scheme=light"
    )
    expect(light.locator(".tc-title").first).to_be_visible()
    expect(light.locator("tier-compare")).to_have_css("--tc-accent", "light-dark(#b00020,#7aa7ff)")
    expect(page.locator("#picker-light-accent input[type=color]")).to_have_value("#b00020")
    expect(page.locator("[name='light.accent']")).to_be_focused()
    page.locator("[name='light.color']").fill("#777")
    expect(page.locator("#contrasts-light .bad")).to_have_count(2)
    page.locator("[name='light.color']").fill("")
    expect(page.locator("#contrasts-light .bad")).to_have_count(0)
    asked.clear()
    page.get_by_role("button", name="저장", exact=True).click()
    expect(page.locator("#status")).to_have_text("저장했어요.")
    assert asked == ["POST"]


@pytest.mark.parametrize("language", ["ko-KR", pytest.param("en-US", marks=pytest.mark.slow)])
def test_axe_finds_nothing_on_the_new_pages(
    browser: Browser, at: Office, axe: Callable[..., str], language: str
) -> None:
    context = browser.new_context(
        locale=language, viewport={"width": 360, "height": 740}, reduced_motion="reduce"
    )
    page = context.new_page()
    begin(page, at)
    for path in ("/theme", "/new-add-on", "/add-ons"):
        page.goto(at.at(f"/admin/hanui{path}"))
        assert axe(page) == "", path
        assert not is_sideways(page), path
    page.set_viewport_size({"width": 320, "height": 740})
    for path in ("/theme", "/content/contact", "/people"):
        page.goto(at.at(f"/admin/hanui{path}"))
        page.evaluate(TWICE_AS_LARGE)
        assert not is_sideways(page), path
    context.close()
