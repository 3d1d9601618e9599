"""Buyer types and content in a browser: fits while typing, the quiz tried, no script, axe in both languages."""

from collections.abc import Callable

import pytest
from builders_admin_pages import Office, is_sideways
from builders_published import press, said, sign_in_with_products
from playwright.sync_api import Browser, Page, expect

SHOP = "/admin/hanui"
CHILDREN = f"{SHOP}/personas/children"
QUIZ = f"{SHOP}/quiz/air-purifiers"
PAGES = (
    "/personas",
    "/personas/children",
    "/new-persona",
    "/pains/air-purifiers",
    "/quiz/air-purifiers?a.room=living-room",
    "/quiz/air-purifiers/questions/room",
    "/content/contact",
    "/content/products",
    "/content/products/hanui-plus",
    "/content/comparisons/air-purifiers",
    "/content/evidence/hanui-plus",
    "/content/evidence/hanui-plus/area",
)


def test_the_fits_follow_what_is_typed_and_the_field_stays_focused(page: Page, at: Office) -> None:
    sign_in_with_products(page, at)
    page.goto(at.at(CHILDREN))
    own = page.locator("#fits .own-fits")
    expect(own).to_contain_text("플러스 잘 맞아요")
    area = page.locator("[name='needs.0.value']")
    expect(area).to_have_value("40")
    area.fill("60")
    expect(own).to_contain_text("플러스 맞지 않아요")
    expect(page.locator("#fits tr.own strong")).to_have_text("잘 맞아요")
    expect(area).to_be_focused()
    area.fill("sixty")
    expect(page.locator("#fits")).to_contain_text("숫자로 적어 주세요")
    page.locator("button.button[value=save]").click()
    expect(page.locator("[id='e-needs.0.value']")).to_be_visible()
    expect(page.locator("[name='needs.0.value']")).to_have_value("sixty")
    page.locator("[name='needs.0.value']").fill("60")
    page.locator("button.button[value=save]").click()
    said(page, "저장했어요.")


def test_a_row_more_then_a_need_then_saved(page: Page, at: Office) -> None:
    sign_in_with_products(page, at)
    page.goto(at.at(CHILDREN))
    rows = page.locator("select[name^='needs.'][name$='.feature']")
    before = rows.count()
    page.locator("[value='more:needs']").click()
    expect(rows).to_have_count(before + 1)
    page.locator(f"[name='needs.{before}.level']").select_option("nice")
    page.locator(f"[name='needs.{before}.feature']").select_option("wheels")
    page.locator("button.button[value=save]").click()
    said(page, "저장했어요.")
    page.goto(at.at(CHILDREN))
    expect(page.locator(f"[name='needs.{before}.level']")).to_have_value("nice")


def test_the_quiz_is_made_from_the_needs_and_tried(page: Page, at: Office) -> None:
    sign_in_with_products(page, at)
    page.goto(at.at(QUIZ))
    page.locator("[value=make]").click()
    expect(page.locator("h1")).to_have_text("질문을 다시 만들까요?")
    page.locator("[value=make]").click()
    said(page, "저장했어요.")
    first = page.locator(".quiz-result select").first
    first.select_option(index=1)
    expect(page.locator("#quiz-result")).to_contain_text("답변에 맞는 상품")


def test_without_script_the_fits_are_computed_by_a_button(browser: Browser, at: Office) -> None:
    context = browser.new_context(java_script_enabled=False, locale="ko-KR")
    page = context.new_page()
    sign_in_with_products(page, at)
    page.goto(at.at(CHILDREN))
    page.locator("[name='needs.0.value']").fill("60")
    press(page, "다시 계산하기")
    expect(page.locator("#fits .own-fits")).to_contain_text("플러스 맞지 않아요")
    expect(page.locator("[name='needs.0.value']")).to_have_value("60")
    page.goto(at.at(f"{SHOP}/content/comparisons/air-purifiers"))
    page.locator("[value='more:questions']").click()
    asked = page.locator("[name^='questions.'][name$='.question.ko']").last
    asked.fill("소리가 큰가요?")
    page.locator("[name^='questions.'][name$='.answer.ko']").last.fill("아니요.")
    press(page, "저장")
    said(page, "저장했어요.")
    expect(asked).to_have_value("소리가 큰가요?")
    context.close()


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("ko-KR", "dark", 360), pytest.param("en-US", "light", 1280, marks=pytest.mark.slow)],
)
def test_axe_finds_nothing_on_buyer_types_and_content(
    browser: Browser, at: Office, axe: Callable[..., str], language: str, scheme: str, width: int
) -> None:
    context = browser.new_context(
        locale=language,
        color_scheme=scheme,
        viewport={"width": width, "height": 740},
        reduced_motion="reduce",
    )
    page = context.new_page()
    sign_in_with_products(page, at)
    for path in PAGES:
        page.goto(at.at(f"{SHOP}{path}"))
        for more in page.locator("main details > summary").all():
            more.click()
        assert axe(page) == "", path
        assert not is_sideways(page), path
    context.close()
