"""`sync-url`: the page's address remembers the choices, and the shop's own part of it stays."""

import threading

import pytest
from builders_embed import OPEN, Answer, Shop, Site, choose, element, fragment
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("unforeseen")


def shown(page: Page, persona: str) -> None:
    expect(page.locator("tier-compare [aria-busy=false]").get_by_label(persona)).to_be_checked()


def test_a_choice_is_one_entry_with_all_parameters(page: Page, shop: Shop):
    address = shop.page(element('context="market=KR" sync-url'))
    page.goto(address)
    before = page.evaluate("history.length")
    choose(page.locator("tier-compare"), "Home with pets")
    assert page.url == f"{address}?tc-market=KR&tc-persona=pet"
    assert page.evaluate("history.length") == before + 1


def test_without_the_attribute_the_history_is_untouched(page: Page, shop: Shop):
    address = shop.page(element())
    page.goto(f"{address}?tc-persona=child")
    before = page.evaluate("history.length")
    choose(page.locator("tier-compare"), "Home with pets")
    assert page.url == f"{address}?tc-persona=child"
    assert page.evaluate("history.length") == before


@pytest.mark.parametrize(
    ("query", "after"),
    [
        ("?q=a%20b+c&utm_source=x#part", "?q=a%20b+c&utm_source=x&tc-persona=pet#part"),
        ("?tc-persona=child&q=%EA%B0%80", "?q=%EA%B0%80&tc-persona=pet"),
        ("?q=1&tc-persona=child&tc-diff=only&r=2#x", "?q=1&r=2&tc-persona=pet&tc-diff=only#x"),
        ("?etc-x=1", "?etc-x=1&tc-persona=pet"),
    ],
)
def test_only_our_part_of_the_address_changes(page: Page, shop: Shop, query: str, after: str):
    address = shop.page(element("sync-url"))
    page.goto(address + query)
    choose(page.locator("tier-compare"), "Home with pets")
    assert page.url == address + after


def test_the_address_is_read_at_the_start(page: Page, shop: Shop, host: Site):
    page.goto(
        shop.page(element('persona="child" currency="KRW" sync-url')) + "?tc-persona=pet&tc-tiers=plus%2Cmax"
    )
    shown(page, "Home with pets")
    assert [asked.raw_query for asked in host.asked()] == [
        "currency=KRW&lang=en&persona=pet&tiers=plus%2Cmax&v=1"
    ]


def test_what_the_attributes_say_and_the_choice_took_away_stays_away(page: Page, shop: Shop, host: Site):
    address = shop.page(element('diff="only" sync-url'))
    page.goto(address)
    with page.expect_response(lambda response: "/fragments/" in response.url):
        page.locator("tier-compare").get_by_role("switch").click()
    page.wait_for_url(f"{address}?tc-diff=")
    page.reload()
    expect(page.locator("tier-compare").get_by_role("switch")).not_to_be_checked()
    assert "diff" not in host.asked()[-1].query


def test_back_and_forward_bring_the_views_back(page: Page, shop: Shop):
    address = shop.page(element("sync-url"))
    page.goto(address)
    choose(page.locator("tier-compare"), "Home with pets")
    choose(page.locator("tier-compare"), "Home with children")
    page.go_back()
    shown(page, "Home with pets")
    page.go_back()
    expect(page.locator("tier-compare").get_by_label("Home with pets")).not_to_be_checked()
    assert page.url == address
    page.go_forward()
    shown(page, "Home with pets")


def test_a_step_back_makes_no_entry_of_its_own(page: Page, shop: Shop):
    page.goto(shop.page(element("sync-url")))
    choose(page.locator("tier-compare"), "Home with pets")
    choose(page.locator("tier-compare"), "Home with children")
    length = page.evaluate("history.length")
    page.go_back()
    shown(page, "Home with pets")
    assert page.evaluate("history.length") == length


def test_a_jump_within_the_page_asks_nothing(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(f'{element("sync-url")}<a href="#end">End</a><p id="end">end</p>'))
    choose(page.locator("tier-compare"), "Home with pets")
    asked = len(host.asked())
    page.get_by_role("link", name="End").click()
    page.go_back()
    page.wait_for_timeout(100)
    assert len(host.asked()) == asked


def test_the_entry_keeps_what_the_shops_router_put_there(page: Page, shop: Shop):
    page.goto(shop.page(element("sync-url")))
    page.evaluate("history.replaceState({ router: 7 }, '')")
    choose(page.locator("tier-compare"), "Home with pets")
    assert page.evaluate("history.state") == {"router": 7}


def test_the_language_is_for_the_page_to_remember(page: Page, shop: Shop):
    page.goto(shop.page(element('lang="ko" sync-url')))
    choose(page.locator("tier-compare"), "Home with pets")
    assert "tc-lang" not in page.url


def test_an_element_that_left_the_page_no_longer_listens(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(element("sync-url")))
    choose(page.locator("tier-compare"), "Home with pets")
    page.evaluate("document.querySelector('tier-compare').remove()")
    asked = len(host.asked())
    page.go_back()
    page.wait_for_timeout(100)
    assert len(host.asked()) == asked


def test_a_choice_that_comes_after_the_page_was_left_stays_out_of_its_history(
    page: Page, shop: Shop, host: Site
):
    late = threading.Event()
    page.goto(shop.page(element("sync-url")))
    widget = page.locator("tier-compare")
    expect(widget.get_by_label("Home with pets")).to_be_visible()
    host.route("/fragments/", lambda asked: Answer(body=fragment(asked), headers=OPEN, after=late))
    widget.locator("label:has-text('Home with pets')").click()
    # A router changes the page and its address, as it does without loading anything.
    page.evaluate(
        """() => {
        window.left = document.querySelector("tier-compare");
        left.remove();
        history.pushState({}, "", "/elsewhere");
    }"""
    )
    page.evaluate("setTimeout(() => left.addEventListener('tc-change', () => (window.came = true)))")
    late.set()
    page.wait_for_function("window.came")
    assert page.url == f"{shop.site.origin}/elsewhere"


def test_an_element_that_has_left_is_not_held_by_the_window(page: Page, shop: Shop):
    page.add_init_script(
        """window.heard = [];
        const { addEventListener: add, removeEventListener: remove } = window;
        window.addEventListener = (type, ...rest) => { heard.push(type); add(type, ...rest); };
        window.removeEventListener = (type, ...rest) => {
            heard.splice(heard.indexOf(type), 1);
            remove(type, ...rest);
        };"""
    )
    page.goto(shop.page(element("sync-url")))
    expect(page.locator("tier-compare table")).to_be_visible()
    assert page.evaluate("heard.sort()") == ["load", "popstate"]
    page.evaluate("document.querySelector('tier-compare').remove()")
    assert page.evaluate("heard") == []
