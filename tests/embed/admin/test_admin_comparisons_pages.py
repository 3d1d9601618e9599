"""From products to shoppers and back, as a merchant does it: with script, without, in Korean and English."""

from collections.abc import Callable

import pytest
from builders_admin_pages import Office, is_sideways
from builders_published import press, said, sign_in_with_products
from playwright.sync_api import Browser, Page, expect

LIST = "/admin/hanui/comparisons"
WORDS = {
    "ko": {
        "begin": "만들기",
        "down": "{}: 아래로",
        "add": "넣기",
        "publish": "게시하기",
        "published": "게시했어요.",
        "saved": "저장했어요.",
        "restore": "이 버전으로 되돌리기",
        "restored": "되돌렸어요.",
        "fix": "고쳐야 게시할 수 있어요",
        "open": "고치러 가기",
        "names": ("라이트", "맥스"),
        "also": "이것도 바뀌어요: 상품과 순서",
    },
    "en": {
        "begin": "Begin",
        "down": "Move {} down",
        "add": "Add",
        "publish": "Publish",
        "published": "Published.",
        "saved": "Saved.",
        "restore": "Restore this version",
        "restored": "Restored.",
        "fix": "Fix before publishing",
        "open": "Open the field",
        "names": ("Lite", "Max"),
        "also": "Also: products and their order",
    },
}


def heads(page: Page, at: Office, language: str) -> list[str]:
    """The products that a shopper sees, in their order; none where there is no such page."""
    answer = page.request.get(at.at(f"/api/v1/comparisons/hanui/night-air?lang={language}"))
    return [tier["name"] for tier in answer.json()["tiers"]] if answer.ok else []


def begin_and_break(page: Page, at: Office, words: dict) -> None:
    """Begin a comparison, and take out everything that was put in."""
    page.goto(at.at(LIST))
    for language in ("ko", "en"):
        page.locator(f"[name='title.{language}']").fill("Night air")
    press(page, words["begin"])
    page.wait_for_url("**/night-air?did=saved")
    tiers = page.locator("[name=tiers]")
    while count := tiers.count():
        page.locator("button[value^='tiers.out.']").first.click()
        expect(tiers).to_have_count(count - 1)


def mend(page: Page, words: dict) -> None:
    """Follow the first error to its field, and put two products in."""
    page.get_by_role("link", name=words["open"]).first.click()
    page.wait_for_url("**/night-air#f-tiers")
    for place, name in enumerate(words["names"]):
        page.locator("[name=_add]").select_option(label=name)
        press(page, words["add"])
        expect(page.locator("[name=tiers]")).to_have_count(place + 1)


def publish(page: Page, at: Office, words: dict) -> None:
    page.goto(at.at(f"{LIST}/night-air/check"))
    if page.locator("[name=ticked]").count():
        page.locator("[name=ticked]").check()
    press(page, words["publish"])
    said(page, words["published"])


def whole_path(page: Page, at: Office, language: str) -> None:
    words = WORDS[language]
    lite, most = words["names"]
    sign_in_with_products(page, at)
    begin_and_break(page, at, words)
    page.goto(at.at(f"{LIST}/night-air/check"))
    expect(page.locator("main")).to_contain_text(words["fix"])
    assert page.locator("main").get_by_role("button", name=words["publish"], exact=True).count() == 0
    mend(page, words)
    publish(page, at, words)
    assert heads(page, at, language) == [lite, most]
    page.goto(at.at(f"{LIST}/night-air"))
    page.get_by_role("button", name=words["down"].format(lite)).click()
    said(page, words["saved"])
    assert heads(page, at, language) == [lite, most]
    page.goto(at.at(f"{LIST}/night-air/check"))
    expect(page.locator("main")).to_contain_text(words["also"])
    publish(page, at, words)
    assert heads(page, at, language) == [most, lite]
    page.goto(at.at(f"{LIST}/night-air/history"))
    page.get_by_role("link", name=words["restore"]).first.click()
    press(page, words["restore"])
    said(page, words["restored"])
    assert heads(page, at, language) == [lite, most]
    page.goto(at.at("/c/hanui/night-air"))
    expect(page.locator(".tc-title")).to_have_text("Night air")


def test_from_products_to_shoppers_and_back_in_korean(page: Page, at: Office) -> None:
    whole_path(page, at, "ko")


# The quick run goes this way without script in test_whole_path, from a file.
@pytest.mark.slow
def test_from_products_to_shoppers_and_back_in_english_without_script(browser: Browser, at: Office) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-US")
    context.set_default_timeout(30_000)
    whole_path(context.new_page(), at, "en")
    context.close()


def test_the_preview_is_the_element_over_the_draft_and_stays_in_it(page: Page, at: Office) -> None:
    stopped: list[str] = []
    page.on("console", lambda line: stopped.append(line.text) if line.type == "error" else None)
    sign_in_with_products(page, at)
    page.goto(at.at(f"{LIST}/air-purifiers"))
    page.locator("[name='title.ko']").fill("아직 아무도 못 본 제목")
    press(page, "저장")
    said(page, "저장했어요.")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(at.at(f"{LIST}/air-purifiers/preview?lang=ko"))
    frame = page.frame_locator("iframe").first
    expect(frame.locator("tier-compare .tc-title")).to_have_text("아직 아무도 못 본 제목")
    frame.locator("input[type=radio][name=persona][value=children]").check()
    expect(frame.locator("tier-compare .tc-answer")).to_contain_text("플러스")
    assert not [url for url in asked if "/fragments/" in url]
    assert stopped == []


def test_rows_are_ordered_by_dragging_too(page: Page, at: Office) -> None:
    sign_in_with_products(page, at)
    page.goto(at.at(f"{LIST}/air-purifiers"))
    items = page.locator("#f-tiers .sortable > li")
    items.nth(2).drag_to(items.nth(0), target_position={"x": 40, "y": 4})
    said(page, "저장했어요.")
    expect(page.locator("#f-tiers .sortable > li").first).to_contain_text("맥스")


@pytest.mark.parametrize("language", ["ko-KR", pytest.param("en-US", marks=pytest.mark.slow)])
def test_axe_finds_nothing_on_the_pages_of_a_comparison(
    browser: Browser, at: Office, axe: Callable[..., str], language: str
) -> None:
    context = browser.new_context(
        locale=language, color_scheme="dark", viewport={"width": 360, "height": 740}, reduced_motion="reduce"
    )
    page = context.new_page()
    sign_in_with_products(page, at)
    paths = ("", "/check", "/history", "/history/1", "/install", "/offline", "/remove")
    for path in (LIST, *(f"{LIST}/air-purifiers{path}" for path in paths)):
        page.goto(at.at(path))
        for more in page.locator("main details").all():
            more.locator("summary").first.click()
        assert axe(page) == "", path
        assert not is_sideways(page), path
    context.close()
