"""The quiz and the pain points as a shopper meets them: on a phone, with and without script."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from builders_pages import Demo, Look, chip, comparison, is_sideways
from playwright.sync_api import Browser, Page, Request, expect

PURIFIERS = "hanui/air-purifiers"
PAINFUL = "hanui/air-purifiers-sold-out"
START = "질문 4개로 찾기"
# What a family with children answers, and what each step says before.
STEPS = (
    ("4개 중 1번째", "어디에 두실 건가요?", "거실"),
    ("4개 중 2번째", "누구와 함께 사세요?", "아이"),
    ("4개 중 3번째", "잠자는 방에서 쓰세요?", "네"),
    ("4개 중 4번째", "3년 동안 얼마까지 괜찮으세요?", "700,000원까지"),
)
PHONE = {"width": 360, "height": 800}


@contextmanager
def phone_without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, locale="ko-KR")  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def choose(page: Page, words: str) -> None:
    page.locator(".tc-quiz").get_by_label(words, exact=True).check()


def answer_all(page: Page) -> None:
    page.get_by_role("link", name=START).click()
    for progress, question, words in STEPS:
        expect(page.locator(".tc-quiz")).to_contain_text(progress)
        expect(page.locator(".tc-quiz legend")).to_have_text(question)
        choose(page, words)
        page.get_by_role("button", name="다음").click()


def expect_plus(page: Page) -> None:
    answer = page.locator(".tc-answer")
    expect(answer).to_contain_text("답변 기준")
    expect(answer).to_contain_text("답변에 맞는 상품: 플러스 · 잘 맞아요")
    expect(answer).to_contain_text("맞는 상품 중 가장 저렴해요")
    expect(answer).to_contain_text("다음으로 맞는 상품: 맥스")
    expect(page.locator("th.tc-tier[data-tinted]")).to_contain_text("플러스")


def test_on_a_phone_the_answers_lead_to_a_tier_without_leaving_the_shop(page: Page, demo: Demo) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(demo.product(PURIFIERS))
    address = page.url.split("?", maxsplit=1)[0]
    answer_all(page)
    expect_plus(page)
    assert page.url.startswith(address)


def test_without_script_the_same_answers_lead_to_the_same_tier(browser: Browser, demo: Demo) -> None:
    with phone_without_script(browser) as page:
        page.goto(demo.share(PURIFIERS, "lang=ko"))
        answer_all(page)
        expect_plus(page)


def test_while_a_question_is_open_the_chips_are_gone_and_the_table_stays(page: Page, demo: Demo) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(demo.product(PURIFIERS))
    expect(chip(page, "아이 있는 집")).to_be_visible()
    page.get_by_role("link", name=START).click()
    expect(page.locator("input[name=persona]")).to_have_count(0)
    expect(page.locator(".tc-table")).to_be_visible()


def fetch_nothing_ahead(page: Page) -> None:
    """What a pointer that rests somewhere would fetch is none of these tests' business."""
    page.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")


def asked_by(page: Page) -> list[str]:
    """What *page* asks for from now on, as method and path; pictures of the table come when they may."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.resource_type != "image":
            asked.append(f"{request.method} {request.url.split('/', 3)[3].split('?', maxsplit=1)[0]}")

    page.on("request", note)
    return asked


def test_each_step_is_one_request_for_a_fragment(page: Page, demo: Demo) -> None:
    fetch_nothing_ahead(page)
    page.goto(demo.product(PURIFIERS))
    expect(comparison(page)).to_be_visible()
    asked = asked_by(page)
    answer_all(page)
    expect_plus(page)
    assert asked == [f"GET fragments/{PURIFIERS}"] * 5


def test_choosing_an_answer_asks_for_nothing_until_next(page: Page, demo: Demo) -> None:
    fetch_nothing_ahead(page)
    page.goto(demo.product(PURIFIERS, query="tc-quiz=start"))
    expect(page.locator(".tc-quiz")).to_be_visible()
    asked = asked_by(page)
    choose(page, "거실")
    choose(page, "방 하나")
    expect(page.locator("input[type=radio][value=one-room]")).to_be_checked()
    assert asked == []


def test_next_without_an_answer_stays_at_the_question(page: Page, demo: Demo) -> None:
    page.goto(demo.share(PURIFIERS, "lang=ko&quiz=start"))
    page.get_by_role("button", name="다음").click()
    expect(page.locator(".tc-quiz legend")).to_have_text("어디에 두실 건가요?")


def test_the_browsers_back_goes_through_the_questions(page: Page, demo: Demo) -> None:
    page.goto(demo.product(PURIFIERS))
    answer_all(page)
    expect_plus(page)
    page.go_back()
    expect(page.locator(".tc-quiz")).to_contain_text("4개 중 4번째")
    page.go_back()
    expect(page.locator(".tc-quiz")).to_contain_text("4개 중 3번째")
    for _ in range(3):
        page.go_back()
    expect(chip(page, "아이 있는 집")).to_be_visible()


def test_the_link_back_keeps_what_was_answered(page: Page, demo: Demo) -> None:
    page.goto(demo.product(PURIFIERS, query="tc-quiz=start"))
    choose(page, "거실")
    page.get_by_role("button", name="다음").click()
    expect(page.locator(".tc-quiz")).to_contain_text("4개 중 2번째")
    page.get_by_role("link", name="이전").click()
    expect(page.locator(".tc-quiz")).to_contain_text("4개 중 1번째")
    expect(page.locator("input[type=radio][value=living-room]")).to_be_checked()


def test_the_first_step_can_be_left_for_the_chips(page: Page, demo: Demo) -> None:
    page.goto(demo.product(PURIFIERS))
    page.get_by_role("link", name=START).click()
    page.get_by_role("link", name="그만하기").click()
    expect(chip(page, "아이 있는 집")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_changing_an_answer_goes_through_them_again_and_changes_the_result(
    browser: Browser, page: Page, demo: Demo, *, script: bool
) -> None:
    def change(on: Page) -> None:
        on.goto(demo.share(PURIFIERS, "lang=ko"))
        answer_all(on)
        on.get_by_role("button", name="답변 바꾸기").click()
        choose(on, "거실과 주방")
        for _ in STEPS:
            on.get_by_role("button", name="다음").click()
        expect(on.locator(".tc-answer")).to_contain_text("답변에 맞는 상품: 맥스")

    if script:
        change(page)
        return
    with phone_without_script(browser) as plain:
        change(plain)


def test_an_answer_that_ends_the_quiz_leads_to_the_result_at_once(page: Page, demo: Demo) -> None:
    page.goto(demo.product(PURIFIERS, query="tc-quiz=start"))
    choose(page, "100m²보다 넓은 곳")
    page.get_by_role("button", name="다음").click()
    expect(page.locator(".tc-answer")).to_contain_text(
        "모든 조건에 맞는 상품은 없어요. 가장 가까운 상품: 맥스"
    )


def test_the_result_can_be_shared_and_leads_to_the_table(page: Page, demo: Demo) -> None:
    page.goto(demo.product(PURIFIERS))
    answer_all(page)
    page.get_by_role("link", name="비교표에서 보기").click()
    expect(page).to_have_url(
        demo.share(
            PURIFIERS, "a.bedroom=yes&a.household=children&a.room=living-room&a.spend=to-700000#tc-table"
        )
    )
    expect_plus(page)


def test_a_chip_after_the_quiz_forgets_the_answers(page: Page, demo: Demo) -> None:
    page.goto(demo.product(PURIFIERS))
    answer_all(page)
    expect_plus(page)
    chip(page, "트인 거실").click()
    expect(page.locator(".tc-answer")).to_contain_text("트인 거실 기준")


def test_the_question_is_said_and_the_focus_stays_in_the_quiz(page: Page, demo: Demo) -> None:
    page.goto(demo.product(PURIFIERS))
    page.get_by_role("link", name=START).press("Enter")
    expect(page.locator("[role=status]")).to_have_text("4개 중 1번째. 어디에 두실 건가요?")
    focused = "document.querySelector('tier-compare').shadowRoot.activeElement?.textContent"
    assert page.evaluate(focused) == "그만하기"
    choose(page, "거실")
    page.get_by_role("button", name="다음").press("Enter")
    expect(page.locator("[role=status]")).to_have_text("4개 중 2번째. 누구와 함께 사세요?")
    assert page.evaluate(focused) == "다음"


def test_the_focus_is_at_the_way_back_once_the_result_is_there(page: Page, demo: Demo) -> None:
    page.goto(demo.product(PURIFIERS))
    answer_all(page)
    expect_plus(page)
    focused = "document.querySelector('tier-compare').shadowRoot.activeElement?.textContent"
    assert page.evaluate(focused) == "답변 바꾸기"


@pytest.mark.parametrize("query", ["quiz=start", "quiz=room&a.room=living-room", "a.room=living-room"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_step_scrolls_sideways_or_asks_for_an_address(
    look: Look, demo: Demo, query: str, language: str
) -> None:
    address = demo.share(PURIFIERS, f"lang={language}&{query}")
    assert [width for width in (320, 360, 1280) if is_sideways(look(address, width))] == []
    expect(look(address, 360).locator("input[type=email], input[name*=mail]")).to_have_count(0)


@pytest.mark.parametrize("query", ["quiz=start", "quiz=room&a.room=living-room", "a.room=living-room"])
@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.slow), "dark"])
def test_axe_finds_nothing_in_the_quiz(
    page: Page, demo: Demo, axe: Callable[..., str], query: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(demo.share(PURIFIERS, f"lang=ko&{query}"))
    assert axe(page) == ""


def test_every_target_of_a_step_is_44_pixels_high(page: Page, demo: Demo) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(demo.share(PURIFIERS, "lang=ko&quiz=start"))
    small = page.evaluate(
        """() => [...document.querySelectorAll(".tc-quiz .tc-chip span, .tc-quiz a, .tc-quiz button")]
            .filter((one) => one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML)"""
    )
    assert small == []


def test_before_the_first_price_a_phone_has_one_chooser_and_the_quiz_as_a_link(
    page: Page, demo: Demo
) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(demo.product(PURIFIERS))
    expect(page.locator(".tc-chips")).to_have_count(1)
    expect(page.locator(".tc-chips a")).to_have_text(START)
    box = page.locator(".tc-chips").bounding_box()
    assert box is not None
    assert box["height"] <= 148


def test_a_pain_point_lights_its_row_and_names_the_tier(page: Page, demo: Demo) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(demo.share(PAINFUL, "lang=ko"))
    expect(page.locator("input[name=persona]")).to_have_count(0)
    chip(page, "밤에 소리가 거슬려요").click()
    expect(page.locator(".tc-answer")).to_have_text(
        "밤에 소리가 거슬려요 → 가장 조용할 때 소음 · 가장 저렴한 상품: 맥스"
    )
    lit = page.locator("tr[data-lit]")
    expect(lit).to_have_count(1)
    expect(lit).to_contain_text("가장 조용할 때 소음")
    expect(lit).to_be_visible()


def test_without_script_a_pain_point_is_a_form(browser: Browser, demo: Demo) -> None:
    with phone_without_script(browser) as page:
        page.goto(demo.share(PAINFUL, "lang=ko"))
        page.locator("input[name=pain][value=filters]").check(force=True)
        page.locator(".tc-apply").first.click()
        expect(page.locator(".tc-answer")).to_contain_text("가장 저렴한 상품: 라이트")
        expect(page.locator("tr[data-lit]")).to_contain_text("3년 쓰면")


def test_a_lit_row_of_a_large_table_is_not_folded(page: Page, demo: Demo) -> None:
    page.goto(demo.share("shop-plans/plans", "lang=ko&pain=customs"))
    expect(page.locator("tr[data-lit]")).to_be_visible()
    expect(page.locator("tr[data-lit] [data-solves]")).to_have_count(1)


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.slow), "dark"])
def test_axe_finds_nothing_with_a_pain_point(
    page: Page, demo: Demo, axe: Callable[..., str], scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(demo.share(PAINFUL, "lang=ko&pain=noise"))
    assert axe(page) == ""
