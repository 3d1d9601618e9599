"""When the comparison cannot come: the shop's page is unharmed and there is always a way on."""

import threading

import pytest
from builders_embed import OPEN, Answer, Shop, Site, choose, element, fragment, view
from playwright.sync_api import Page, expect

FALLBACK = "Compare the three tiers"
GARBAGE = [
    Answer(status=500, body="<h1>Oops</h1>", headers=OPEN),
    Answer(status=503, headers={**OPEN, "Retry-After": "1"}),
    Answer(body="<h1>Sign in to the hotel's network</h1>", headers=OPEN),
    Answer(body="", headers=OPEN),
    Answer(body="{}", kind="application/json", headers=OPEN),
    Answer(body='<section data-list="not json"></section>', headers=OPEN),
    Answer(body='<section data-list="null"></section>', headers=OPEN),
    Answer(drop=True),
    Answer(body="<section data-list='{}'></section>"),
]
KINDS = [
    "500",
    "503",
    "another page",
    "empty",
    "json",
    "bad list",
    "no list",
    "dropped",
    "not open to other origins",
]


def alert(page: Page):
    return page.locator("tier-compare").get_by_role("alert")


@pytest.mark.parametrize("answer", GARBAGE, ids=KINDS)
def test_what_is_no_view_gives_the_error_box_and_the_fallback(
    page: Page, shop: Shop, host: Site, thrown: list[str], answer: Answer
):
    host.route("/fragments/", answer)
    page.goto(shop.page(element()))
    expect(alert(page)).to_contain_text("The comparison didn’t load")
    expect(page.get_by_role("link", name=FALLBACK)).to_be_visible()
    assert page.evaluate(
        "document.querySelector('tier-compare').matches(':state(error):not(:state(loading))')"
    )
    host.route("/fragments/", view)
    alert(page).get_by_role("button", name="Try again").click()
    expect(page.locator("tier-compare table")).to_be_visible()
    expect(alert(page)).to_have_count(0)
    assert thrown == []


def test_a_host_that_is_down_leaves_the_fallback(page: Page, shop: Shop, host: Site, thrown: list[str]):
    address = shop.page(element())
    host.close()
    page.goto(address)
    expect(page.get_by_role("link", name=FALLBACK)).to_be_visible()
    assert thrown == []


def test_a_script_cut_in_half_leaves_the_fallback(page: Page, shop: Shop, host: Site):
    from builders_embed import SCRIPT, built_script

    host.route(SCRIPT, Answer(body=built_script()[:3000], kind="text/javascript", headers=OPEN))
    page.goto(shop.page(element()))
    expect(page.get_by_role("link", name=FALLBACK)).to_be_visible()


def test_the_words_are_in_the_pages_language(page: Page, shop: Shop, host: Site):
    host.route("/fragments/", Answer(status=500, headers=OPEN))
    page.goto(shop.page(element(), lang="ko-KR"))
    expect(alert(page)).to_contain_text("비교표를 불러오지 못했어요")
    expect(alert(page).get_by_role("button", name="다시 시도하기")).to_be_visible()


def test_the_words_are_right_in_a_page_of_an_old_korean_coding(page: Page, shop: Shop, host: Site):
    from builders_embed import SCRIPT, built_script

    host.route(SCRIPT, Answer(body=built_script(), kind="text/javascript", headers=OPEN))
    host.route("/fragments/", Answer(status=500, headers=OPEN))
    tag = f'<script src="{host.origin}{SCRIPT}"></script>'
    text = f'<!doctype html><html lang="ko"><head><meta charset="euc-kr">{tag}</head><body>{element()}</body></html>'
    shop.site.route("/", Answer(body=text, kind="text/html"))
    page.goto(f"{shop.site.origin}/")
    expect(alert(page)).to_contain_text("비교표를 불러오지 못했어요")


def test_an_unknown_comparison_shows_the_fallback_alone(page: Page, shop: Shop, host: Site):
    gone = '<section class="tc tc-failure"><p role="alert">This comparison is gone</p></section>'
    host.route("/fragments/", Answer(status=404, body=gone, headers=OPEN))
    page.goto(shop.page(element()))
    page.wait_for_function("document.querySelector('tier-compare').matches(':state(error)')")
    expect(page.get_by_role("link", name=FALLBACK)).to_be_visible()
    expect(alert(page)).to_be_hidden()


def test_an_unknown_comparison_without_fallback_says_what_the_server_says(page: Page, shop: Shop, host: Site):
    gone = '<section class="tc tc-failure"><p role="alert">This comparison is gone</p></section>'
    host.route("/fragments/", Answer(status=404, body=gone, headers=OPEN))
    page.goto(shop.page(element(fallback="")))
    expect(page.locator("tier-compare").get_by_text("This comparison is gone")).to_be_visible()


def test_a_request_is_given_up_after_ten_seconds(page: Page, shop: Shop, host: Site):
    never = threading.Event()
    host.route("/fragments/", lambda asked: Answer(body=fragment(asked), headers=OPEN, after=never))
    page.clock.install(time=0)
    page.goto(shop.page(element()))
    expect(page.locator("tier-compare [aria-busy=true]")).to_be_attached()
    page.clock.pause_at(9.5)
    expect(alert(page)).to_have_count(0)
    # The request began some time after zero.
    page.clock.run_for(10_000)
    expect(alert(page)).to_be_visible()


def test_a_failed_choice_leaves_the_view_and_can_be_tried_again(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(element()))
    choose(page.locator("tier-compare"), "Studio")
    host.route("/fragments/", Answer(status=500, headers=OPEN))
    page.locator("tier-compare label:has-text('pets')").click()
    expect(alert(page)).to_be_visible()
    expect(page.locator("tier-compare table")).to_be_visible()
    expect(alert(page).get_by_role("link", name=FALLBACK)).to_have_count(0)
    expect(page.get_by_role("link", name=FALLBACK)).to_be_visible()
    host.route("/fragments/", view)
    alert(page).get_by_role("button").click()
    expect(page.locator("tier-compare").get_by_role("status")).to_have_text("Best fit for Home with pets")
    expect(alert(page)).to_have_count(0)


def test_a_choice_after_a_failed_one_takes_its_place(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(element()))
    choose(page.locator("tier-compare"), "Studio")
    host.route("/fragments/", Answer(status=500, headers=OPEN))
    page.locator("tier-compare label:has-text('pets')").click()
    expect(alert(page)).to_be_visible()
    host.route("/fragments/", view)
    choose(page.locator("tier-compare"), "Home with children")
    expect(alert(page)).to_have_count(0)


def test_one_who_tries_again_by_keyboard_keeps_the_button(page: Page, shop: Shop, host: Site):
    host.route("/fragments/", Answer(status=500, headers=OPEN))
    page.goto(shop.page(element()))
    button = alert(page).get_by_role("button")
    button.focus()
    with page.expect_response(lambda response: "/fragments/" in response.url):
        button.press("Enter")
    expect(page.locator("tier-compare [aria-busy=false]")).to_be_attached()
    expect(button).to_be_focused()


def test_the_page_hears_of_a_failure_and_can_try_again(page: Page, shop: Shop, host: Site):
    host.route("/fragments/", Answer(status=503, headers=OPEN))
    listen = "<script>document.addEventListener('tc-error', (event) => { window.failure = event.detail; })</script>"
    page.goto(shop.page(element(), head=f"{listen}{shop.tag}"))
    page.wait_for_function("window.failure?.status === 503")
    host.route("/fragments/", view)
    page.evaluate("failure.retry()")
    expect(page.locator("tier-compare table")).to_be_visible()


def test_the_load_of_the_shops_page_does_not_wait(page: Page, shop: Shop, host: Site):
    never = threading.Event()
    host.route("/fragments/", lambda asked: Answer(body=fragment(asked), headers=OPEN, after=never))
    page.goto(shop.page(element()), wait_until="load")
    expect(page.get_by_role("link", name=FALLBACK)).to_be_visible()
