"""The element in a shop's page: what it loads and when."""

import html
import threading

import pytest
from builders_embed import OPEN, SCRIPT, Answer, Shop, Site, asked_for, choose, element, fragment
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("unforeseen")
TABLE = "tier-compare table"


def addresses(host: Site) -> list[str]:
    return [f"{asked.path}?{asked.raw_query}" for asked in host.asked()]


def test_the_comparison_of_another_origin_is_shown(page: Page, shop: Shop, host: Site, thrown: list[str]):
    page.goto(shop.page(element()))
    expect(page.locator(TABLE)).to_be_visible()
    assert addresses(host) == ["/fragments/acme/air?lang=en&v=1"]
    assert thrown == []


@pytest.mark.parametrize(
    "head",
    [
        '<script src="SCRIPT" async crossorigin></script>',
        '<script src="SCRIPT" defer></script>',
        '<script src="SCRIPT"></script>',
        '<script src="SCRIPT" async></script><script src="SCRIPT" async></script>',
        '<script>const s = document.createElement("script"); s.src = "SCRIPT"; document.head.append(s);</script>',
    ],
    ids=["async", "defer", "blocking", "twice", "injected"],
)
def test_every_way_to_include_the_script_shows_one_view(
    page: Page, shop: Shop, host: Site, thrown: list[str], head: str
):
    page.goto(shop.page(element(), head=head.replace("SCRIPT", host.origin + SCRIPT)))
    expect(page.locator(TABLE)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert len(host.asked()) == 1
    assert thrown == []


def test_a_module_finds_its_host_by_attribute(page: Page, shop: Shop, host: Site):
    head = f'<script type="module" src="{host.origin}{SCRIPT}"></script>'
    page.goto(shop.page(element(f'host="{host.origin}"'), head=head))
    expect(page.locator(TABLE)).to_be_visible()


def test_a_script_that_comes_late_finds_the_element(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(element('persona="pet"'), head=""))
    expect(page.get_by_text("Compare the three tiers")).to_be_visible()
    page.add_script_tag(url=host.origin + SCRIPT)
    expect(page.get_by_label("Home with pets")).to_be_checked()


def test_an_element_made_by_script_loads_once_it_is_in_the_page(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(""))
    page.wait_for_function("!!customElements.get('tier-compare')")
    page.evaluate("""() => {
        const made = document.createElement('tier-compare');
        document.body.append(made);
        made.setAttribute('comparison', ' acme/air ');
        made.setAttribute('persona', 'pet');
    }""")
    expect(page.get_by_label("Home with pets")).to_be_checked()
    assert addresses(host) == ["/fragments/acme/air?lang=en&persona=pet&v=1"]


def test_without_script_the_fallback_is_what_one_sees(browser, shop: Shop, host: Site):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(shop.page(element()))
        expect(page.get_by_role("link", name="Compare the three tiers")).to_be_visible()
        assert host.requests == []


def test_the_fallback_stays_in_sight_until_the_view_is_there(page: Page, shop: Shop, host: Site):
    arrive = threading.Event()
    host.route("/fragments/", lambda asked: Answer(body=fragment(asked), headers=OPEN, after=arrive))
    page.goto(shop.page(element()))
    expect(page.locator("tier-compare [aria-busy=true]")).to_be_attached()
    expect(page.get_by_text("Compare the three tiers")).to_be_visible()
    arrive.set()
    expect(page.locator(TABLE)).to_be_visible()
    expect(page.get_by_text("Compare the three tiers")).to_be_hidden()


def test_the_attributes_are_the_context(page: Page, shop: Shop, host: Site):
    attributes = 'context="market=KR&qty.user=14&persona=child" persona="pet" currency="KRW" tiers="plus,max" diff="only"'
    page.goto(shop.page(element(attributes), lang="ko-KR"))
    expect(page.locator(TABLE)).to_be_visible()
    assert host.asked()[0].query == {
        "currency": "KRW",
        "diff": "only",
        "lang": "ko-KR",
        "market": "KR",
        "persona": "pet",
        "qty.user": "14",
        "tiers": "plus,max",
        "v": "1",
    }


@pytest.mark.parametrize(
    ("attributes", "lang"),
    [("", "ko"), ('lang="en"', "en"), ('context="lang=fr"', "fr"), ('context="lang=fr" lang="en"', "en")],
)
def test_the_nearest_language_is_asked_for_unless_another_is_named(
    page: Page, shop: Shop, host: Site, attributes: str, lang: str
):
    page.goto(shop.page(f'<div lang="ko">{element(attributes)}</div>', lang="de"))
    expect(page.locator(TABLE)).to_be_visible()
    assert host.asked()[0].query["lang"] == lang


def test_products_of_a_shop_are_compared_without_a_comparison(page: Page, shop: Shop, host: Site):
    page.goto(shop.page('<tier-compare comparison="acme" products="a,b"></tier-compare>'))
    expect(page.locator(TABLE)).to_be_visible()
    assert addresses(host) == ["/fragments/acme?lang=en&products=a%2Cb&v=1"]


def test_several_attributes_in_one_task_are_one_request(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(element()))
    expect(page.locator(TABLE)).to_be_visible()
    page.evaluate("""() => {
        const element = document.querySelector('tier-compare');
        element.setAttribute('persona', 'pet');
        element.setAttribute('currency', 'KRW');
        element.setAttribute('tiers', 'plus,max');
    }""")
    expect(page.get_by_label("Home with pets")).to_be_checked()
    assert len(host.asked()) == 2
    assert host.asked()[1].query["tiers"] == "plus,max"


def test_an_attribute_taken_away_is_asked_for_no_longer(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(element('persona="pet"')))
    expect(page.get_by_label("Home with pets")).to_be_checked()
    page.evaluate("document.querySelector('tier-compare').removeAttribute('persona')")
    expect(page.get_by_label("Home with pets")).not_to_be_checked()
    assert "persona" not in host.asked()[-1].query


def test_another_attribute_leaves_the_shoppers_choice_alone(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(element()))
    choose(page.locator("tier-compare"), "Home with pets")
    page.evaluate("document.querySelector('tier-compare').setAttribute('lang', 'ko')")
    expect(page.locator("tier-compare section[lang=ko]")).to_be_visible()
    expect(page.get_by_label("Home with pets")).to_be_checked()


def test_an_attribute_of_the_shop_goes_before_the_choice_that_it_names(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(element()))
    choose(page.locator("tier-compare"), "Home with pets")
    page.evaluate("document.querySelector('tier-compare').setAttribute('persona', 'child')")
    expect(page.get_by_label("Home with children")).to_be_checked()
    assert host.asked()[-1].query["persona"] == "child"


def test_another_comparison_starts_without_choices(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(element()))
    choose(page.locator("tier-compare"), "Home with pets")
    page.evaluate("document.querySelector('tier-compare').setAttribute('comparison', 'acme/coffee')")
    expect(page.get_by_label("Home with pets")).not_to_be_checked()
    assert addresses(host)[-1] == "/fragments/acme/coffee?lang=en&v=1"


def test_ten_of_one_comparison_share_a_request(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(element() * 10))
    expect(page.locator(TABLE)).to_have_count(10)
    assert len(host.asked()) == 1


def test_two_elements_have_their_own_choices(page: Page, shop: Shop):
    page.goto(shop.page(element('id="one"') + element('id="two"')))
    choose(page.locator("#two"), "Home with pets")
    expect(page.locator("#one").get_by_label("Home with pets")).not_to_be_checked()


def test_one_that_leaves_a_shared_request_does_not_end_it_for_the_other(page: Page, shop: Shop, host: Site):
    arrive = threading.Event()

    def answer(asked):
        waits = None if "persona" in asked.query else arrive
        return Answer(body=fragment(asked), headers=OPEN, after=waits)

    host.route("/fragments/", answer)
    page.goto(shop.page(element('id="one"') + element('id="two"')))
    expect(page.locator("#two [aria-busy=true]")).to_be_attached()
    page.evaluate("document.querySelector('#one').setAttribute('persona', 'pet')")
    expect(page.locator("#one").get_by_label("Home with pets")).to_be_checked()
    arrive.set()
    expect(page.locator("#two table")).to_be_visible()


def test_a_move_within_the_page_keeps_the_view_and_asks_nothing(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(element() + '<div id="elsewhere"></div>'))
    choose(page.locator("tier-compare"), "Home with pets")
    before = len(host.asked())
    page.evaluate("document.querySelector('#elsewhere').append(document.querySelector('tier-compare'))")
    page.wait_for_timeout(100)
    expect(page.locator("#elsewhere tier-compare").get_by_label("Home with pets")).to_be_checked()
    assert len(host.asked()) == before


def test_a_lazy_element_waits_until_it_is_near(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(f'<div style="height:5000px"></div>{element("loading=lazy")}'))
    page.wait_for_function("document.querySelector('tier-compare').shadowRoot")
    page.wait_for_timeout(200)
    assert host.asked() == []
    page.evaluate("scrollTo(0, 3900)")
    expect(page.locator(TABLE)).to_be_attached()
    assert len(host.asked()) == 1


def test_a_view_that_the_shops_server_included_is_not_asked_for(
    page: Page, shop: Shop, host: Site, thrown: list[str]
):
    included = fragment(asked_for("persona=pet"))
    root = f'<template shadowrootmode="open">{included}</template>'
    page.goto(shop.page(element('context="persona=pet"', fallback=root)))
    page.wait_for_function("document.querySelector('tier-compare').matches(':state(loaded)')")
    assert host.asked() == []
    choose(page.locator("tier-compare"), "Home with children")
    assert len(host.asked()) == 1
    assert thrown == []


def test_an_included_view_gives_way_to_what_the_address_remembers(page: Page, shop: Shop, host: Site):
    root = f'<template shadowrootmode="open">{fragment(asked_for(""))}</template>'
    page.goto(shop.page(element("sync-url", fallback=root)) + "?tc-persona=pet")
    expect(page.get_by_label("Home with pets")).to_be_checked()
    assert len(host.asked()) == 1


def test_it_sets_no_cookie_sends_none_and_asks_no_one_else(page: Page, shop: Shop, host: Site):
    page.context.add_cookies([{"name": "session", "value": "secret", "url": host.origin}])
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    page.goto(shop.page(element()))
    choose(page.locator("tier-compare"), "Home with pets")
    assert all("Cookie" not in asked.headers for asked in host.asked())
    assert [cookie["name"] for cookie in page.context.cookies()] == ["session"]
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert all(url.startswith((shop.site.origin, host.origin, "data:")) for url in urls)


def test_it_sends_no_header_that_would_need_a_preflight(page: Page, shop: Shop, host: Site):
    methods: list[str] = []
    page.on("request", lambda request: methods.append(request.method))
    page.goto(shop.page(element()))
    expect(page.locator(TABLE)).to_be_visible()
    assert set(methods) == {"GET"}
    assert not {name for name in host.asked()[0].headers if name.lower().startswith(("hx-", "x-"))}


def test_a_preload_of_the_first_fragment_is_used(page: Page, shop: Shop, host: Site):
    url = html.escape(f"{host.origin}/fragments/acme/air?lang=en&v=1")
    host.route(
        "/fragments/",
        lambda asked: Answer(body=fragment(asked), headers={**OPEN, "Cache-Control": "max-age=30"}),
    )
    warnings: list[str] = []
    page.on("console", lambda message: warnings.append(message.text))
    page.goto(
        shop.page(element(), head=f'<link rel="preload" as="fetch" crossorigin href="{url}">{shop.tag}')
    )
    expect(page.locator(TABLE)).to_be_visible()
    assert len(host.asked()) == 1
    assert warnings == []
