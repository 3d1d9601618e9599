"""Products and prices in a browser: the path from nothing to a price, the grid, what axe finds."""

from collections.abc import Callable

import pytest
from builders_admin_pages import Office, begin, is_sideways
from playwright.sync_api import Browser, Page, expect

from comparison.core.catalogue import Category, Feature, Product
from comparison.storage.opening import open_store

SHOP = "/admin/hanui"


def stocked(page: Page, at: Office) -> None:
    """An owner, and what a grid needs: a category of two features with one product."""
    begin(page, at)
    area = Feature(key="area", label={"ko": "사용 면적"}, kind="number")
    lock = Feature(key="lock", label={"ko": "어린이 잠금"})
    category = Category(key="air", label={"ko": "공기청정기"}, features=(area, lock))
    store = open_store(f"sqlite:{at.database}")
    store.save_all("hanui", [category, Product(key="plus", name={"ko": "플러스"}, category="air")], by="test")
    store.close()


def from_nothing(page: Page, at: Office) -> None:
    """A category, a feature and a product by hand; ends at the form of its price."""
    begin(page, at)
    page.goto(at.at(f"{SHOP}/categories"))
    page.locator("main form [name^='label.']").first.fill("공기청정기")
    page.locator("main form button").last.click()
    page.wait_for_url("**/categories/category*")
    page.goto(at.at(f"{SHOP}/new-product"))
    page.locator("[name^='name.']").first.fill("플러스")
    page.locator("main form button").click()
    page.wait_for_url("**/prices/new*")


def test_the_receipt_grows_while_one_types(page: Page, at: Office) -> None:
    from_nothing(page, at)
    page.locator("[name=sale]").fill("289,000")
    expect(page.locator("#receipt")).to_contain_text("289,000원")
    page.locator("[name='later.0.label.ko']").fill("필터")
    page.locator("[name='later.0.amount']").fill("52000")
    expect(page.locator("#receipt")).to_contain_text("3년 쓰면 393,000원")
    expect(page.locator("[name='later.0.amount']")).to_be_focused()
    page.locator("[name=closed]").check()
    page.locator("button.button[value=save]").click()
    page.wait_for_url("**/prices/kr-krw-once-any*")
    expect(page.locator("#status")).to_have_text("저장했어요.")
    expect(page.locator("[name=sale]")).to_have_value("289000")


def test_the_grid_takes_a_block_and_keys_and_rows_are_dragged(page: Page, at: Office) -> None:
    stocked(page, at)
    page.goto(at.at(f"{SHOP}/values"))
    area, lock = page.locator("[data-grid] input").all()
    area.focus()
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/plain", "47\\n있음");
          const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
          document.activeElement.dispatchEvent(event);
        }"""
    )
    expect(area).to_have_value("47")
    expect(lock).to_have_value("있음")
    page.keyboard.press("Control+z")
    expect(lock).to_have_value("")
    area.fill("47")
    page.keyboard.press("ArrowDown")
    expect(lock).to_be_focused()
    lock.fill("글쎄")
    page.locator("button.button[value=save]").click()
    expect(page.locator(".errors")).to_contain_text("어린이 잠금, 플러스: 있음 또는 없음")
    page.locator("[data-grid] input").last.fill("있음")
    page.locator("button.button[value=save]").click()
    expect(page.locator("#status")).to_have_text("저장했어요.")
    page.locator("button[value=undo]").click()
    expect(page.locator("#status")).to_have_text("되돌렸어요.")
    expect(page.locator("[data-grid] input").first).to_have_value("")
    page.goto(at.at(f"{SHOP}/categories/air"))
    names = page.locator(".sortable .list__main")
    page.locator(".moves button").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("순서를 바꿨어요.")
    expect(names).to_have_text(["어린이 잠금", "사용 면적"])
    first, second = page.locator(".sortable > li").all()
    second.drag_to(first, target_position={"x": 300, "y": 2}, source_position={"x": 300, "y": 20})
    expect(names).to_have_text(["사용 면적", "어린이 잠금"])


@pytest.mark.parametrize("language", ["ko-KR", pytest.param("en-US", marks=pytest.mark.slow)])
def test_axe_finds_nothing_on_the_pages_of_products(
    browser: Browser, at: Office, axe: Callable[..., str], language: str
) -> None:
    scheme = "dark" if language == "ko-KR" else "light"
    context = browser.new_context(
        locale=language, color_scheme=scheme, viewport={"width": 360, "height": 740}, reduced_motion="reduce"
    )
    page = context.new_page()
    stocked(page, at)
    for path in (
        f"{SHOP}/products",
        f"{SHOP}/products/plus",
        f"{SHOP}/products/plus/prices/new",
        f"{SHOP}/products/plus/prices/new/full",
        f"{SHOP}/products/plus/delete",
        f"{SHOP}/values",
        f"{SHOP}/categories",
        f"{SHOP}/categories/air",
        f"{SHOP}/categories/air/new-feature",
    ):
        page.goto(at.at(path))
        for more in page.locator("main details").all():
            more.locator("summary").first.click()
        assert axe(page) == "", path
        assert not is_sideways(page), path
    context.close()


def test_a_price_is_entered_without_script(browser: Browser, at: Office) -> None:
    context = browser.new_context(java_script_enabled=False, locale="ko-KR")
    page = context.new_page()
    from_nothing(page, at)
    page.locator("[name=sale]").fill("159000")
    page.locator("[name=delivery]").fill("3000")
    page.locator("button[value=try]").click()
    expect(page.locator("#receipt")).to_contain_text("162,000원")
    expect(page.locator("[name=sale]")).to_have_value("159000")
    page.locator("button.button[value=save]").click()
    expect(page.locator("#status")).to_have_text("저장했어요.")
    context.close()
