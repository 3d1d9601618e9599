"""What a shopper does in the view, and what the shop's page learns of it."""

import threading

import pytest
from builders_embed import OPEN, Answer, Shop, Site, asked_for, choose, element, fragment, item_list
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("unforeseen")
LISTEN = """<script>
window.told = [];
for (const type of ["tc-load", "tc-change", "tc-select", "tc-error"])
  document.addEventListener(type, (event) => told.push({ type, detail: { ...event.detail }, cancelable: event.cancelable }));
</script>"""


def widget(page: Page):
    return page.locator("tier-compare")


def told(page: Page) -> list[dict]:
    return page.evaluate("told.map(({ type, detail: { retry, ...detail } }) => ({ type, ...detail }))")


def test_a_change_in_a_form_asks_with_all_its_fields(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(element('context="market=KR"')))
    choose(widget(page), "Home with pets")
    assert host.asked()[-1].query == {"lang": "en", "market": "KR", "persona": "pet", "v": "1"}


def test_a_link_brings_its_view_without_leaving_the_page(page: Page, shop: Shop, host: Site):
    address = shop.page(element())
    page.goto(address)
    widget(page).get_by_role("link", name="Fifteen").click()
    expect(widget(page).get_by_label("People")).to_have_value("15")
    assert page.url == address
    assert host.asked()[-1].raw_query == "lang=en&qty.user=15&v=1"


def test_a_link_that_leaves_out_what_the_attributes_say_takes_it_away(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(element('context="market=KR" persona="pet"')))
    widget(page).get_by_role("link", name="Nobody").click()
    expect(widget(page).get_by_role("status")).to_have_text("Best fit for nobody")
    assert host.asked()[-1].query == {"lang": "en", "v": "1"}


def test_a_box_without_its_tick_is_asked_for_no_longer(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(element('diff="only"')))
    box = widget(page).get_by_role("switch")
    expect(box).to_be_checked()
    with page.expect_response(lambda response: "/fragments/" in response.url):
        box.click()
    assert "diff" not in host.asked()[-1].query


def test_fields_of_one_name_are_one_list(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(element()))
    widget(page).get_by_label("Second").select_option("plus")
    expect(widget(page).locator("a[data-tier]")).to_have_count(2)
    assert host.asked()[-1].raw_query == "lang=en&tiers=lite%2Cplus&v=1"


def test_enter_in_a_number_stays_in_the_page_and_asks_once(page: Page, shop: Shop, host: Site):
    address = shop.page(element())
    page.goto(address)
    number = widget(page).get_by_label("People")
    number.fill("20")
    number.press("Enter")
    expect(widget(page).get_by_role("link", name="Fifteen")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.url == address
    assert [asked.query.get("qty.user") for asked in host.asked()] == [None, "20"]


def test_the_button_pressed_overrides_the_field_of_its_name(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(element()))
    widget(page).get_by_role("button", name="One more").click()
    expect(widget(page).get_by_label("People")).to_have_value("16")
    assert host.asked()[-1].raw_query == "lang=en&qty.user=16&v=1"


@pytest.mark.parametrize("key", ["Control", "Meta", "Shift"])
def test_a_click_with_a_key_is_the_browsers(page: Page, shop: Shop, key: str):
    page.goto(shop.page(element()))
    expect(widget(page).locator("table")).to_be_visible()
    page.evaluate(
        "document.addEventListener('click', (event) => { window.passed = !event.defaultPrevented; event.preventDefault(); })"
    )
    page.evaluate(
        "window.told = []; for (const type of ['tc-select', 'tc-change'])"
        " document.addEventListener(type, (event) => told.push(event.type))"
    )
    page.keyboard.down(key)
    widget(page).get_by_role("link", name="Fifteen").click()
    widget(page).get_by_role("link", name="Buy Plus").click()
    page.keyboard.up(key)
    page.wait_for_load_state("networkidle")
    # A pointer that rests on the link may have fetched its view ahead; it is not shown.
    expect(widget(page).get_by_label("People")).to_have_value("14")
    assert page.evaluate("[window.passed, told.length]") == [True, 0]


def test_the_last_click_wins_and_ends_the_request_before_it(page: Page, shop: Shop, host: Site):
    late = threading.Event()

    def answer(asked):
        return Answer(
            body=fragment(asked), headers=OPEN, after=late if asked.query.get("persona") == "pet" else None
        )

    host.route("/fragments/", answer)
    ended: list[str] = []
    page.on("requestfailed", lambda request: ended.append(request.url))
    page.goto(shop.page(element(), head=f"{LISTEN}{shop.tag}"))
    widget(page).locator("label:has-text('pets')").click()
    expect(widget(page).locator("[aria-busy=true]")).to_be_attached()
    choose(widget(page), "Home with children")
    late.set()
    page.wait_for_timeout(150)
    expect(widget(page).get_by_role("status")).to_have_text("Best fit for Home with children")
    assert [url for url in ended if "persona=pet" in url]
    assert [each["type"] for each in told(page)] == ["tc-load", "tc-change"]


def test_the_old_view_stays_while_the_next_is_on_its_way(page: Page, shop: Shop, host: Site):
    arrive = threading.Event()
    page.goto(shop.page(element()))
    expect(widget(page).locator("table")).to_be_visible()
    host.route("/fragments/", lambda asked: Answer(body=fragment(asked), headers=OPEN, after=arrive))
    widget(page).locator("label:has-text('pets')").click()
    expect(widget(page).locator("[aria-busy=true] table")).to_be_visible()
    assert page.evaluate("document.querySelector('tier-compare').matches(':state(loading):state(loaded)')")
    arrive.set()
    expect(widget(page).locator("[aria-busy=false] table")).to_be_visible()
    assert page.evaluate(
        "document.querySelector('tier-compare').matches(':state(loaded):not(:state(loading))')"
    )


def test_arrow_keys_change_the_persona_and_the_focus_stays(page: Page, shop: Shop):
    page.goto(shop.page(element('persona="studio"')))
    widget(page).get_by_label("Studio").focus()
    for persona in ("Home with pets", "Home with children"):
        page.keyboard.press("ArrowDown")
        expect(widget(page).get_by_role("status")).to_have_text(f"Best fit for {persona}")
        expect(widget(page).get_by_label(persona)).to_be_focused()


@pytest.mark.parametrize(
    "act",
    [
        lambda view: view.get_by_label("Second").select_option("plus"),
        lambda view: view.get_by_role("switch").press("Space"),
        lambda view: view.get_by_role("link", name="Fifteen").press("Enter"),
    ],
    ids=["select", "switch", "link"],
)
def test_the_control_that_was_used_has_the_focus_after_the_swap(page: Page, shop: Shop, act):
    page.goto(shop.page(element()))
    view = widget(page)
    expect(view.locator("table")).to_be_visible()
    name = """() => { const held = document.querySelector('tier-compare').shadowRoot.activeElement;
        return held && [held.localName, held.name, held.textContent.trim(), held.isConnected].join(); }"""
    view.get_by_label("Second").focus()
    with page.expect_response(lambda response: "/fragments/" in response.url):
        act(view)
        held = page.evaluate(name)
    expect(view.locator("[aria-busy=false]")).to_be_attached()
    assert page.evaluate(name) == held


def test_only_a_choice_is_said_aloud(page: Page, shop: Shop):
    page.goto(shop.page(element()))
    expect(widget(page).locator("table")).to_be_visible()
    status = widget(page).get_by_role("status")
    expect(status).to_have_text("")
    choose(widget(page), "Home with pets")
    assert status.evaluate("status => !status.closest('.tc')")


def test_the_page_hears_of_a_view_and_of_a_choice(page: Page, shop: Shop):
    page.goto(shop.page(element(), head=f"{LISTEN}{shop.tag}"))
    choose(widget(page), "Home with pets")
    load, change = told(page)
    assert (load["type"], change["type"]) == ("tc-load", "tc-change")
    assert load["state"] == {"lang": "en"}
    assert load["list"]["item_list_id"] == "acme/air"
    assert [item["item_variant"] for item in load["items"]] == ["lite", "plus", "max"]
    assert change["state"] == {"lang": "en", "persona": "pet"}


def test_the_elements_own_state_cannot_be_written_through(page: Page, shop: Shop):
    page.goto(shop.page(element('persona="pet"')))
    expect(widget(page).locator("table")).to_be_visible()
    state = page.evaluate("""() => {
        const element = document.querySelector('tier-compare');
        element.state.persona = 'other';
        return element.state;
    }""")
    assert state == {"lang": "en", "persona": "pet"}


def test_a_tiers_link_tells_which_tier_it_is_and_can_be_held_back(page: Page, shop: Shop):
    address = shop.page(element(), head=f"{LISTEN}{shop.tag}")
    page.goto(address)
    expect(widget(page).locator("table")).to_be_visible()
    page.evaluate("document.addEventListener('tc-select', (event) => event.preventDefault())")
    widget(page).get_by_role("link", name="Buy Plus").click()
    assert told(page)[-1] == {
        "type": "tc-select",
        "tier": "plus",
        "item": {"item_id": "air-plus", "item_variant": "plus", "index": 1},
        "href": f"{shop.site.origin}/buy/plus",
    }
    assert page.url == address


def test_a_data_layer_gets_ga4_s_list_and_selection_only_where_it_is_asked_for(page: Page, shop: Shop):
    head = f"{LISTEN}{shop.tag}"
    page.goto(shop.page(element(), head=head))
    expect(widget(page).locator("table")).to_be_visible()
    assert page.evaluate("typeof dataLayer") == "undefined"
    page.goto(shop.page(element("datalayer"), head=head))
    expect(widget(page).locator("table")).to_be_visible()
    page.evaluate("document.addEventListener('click', (event) => event.preventDefault())")
    widget(page).get_by_role("link", name="Buy Plus").click()
    items = [
        {"item_id": f"air-{key}", "item_variant": key, "index": n}
        for n, key in enumerate(("lite", "plus", "max"))
    ]
    listed = {"item_list_id": "acme/air"}
    assert page.evaluate("dataLayer") == [
        {"ecommerce": None},
        {"event": "view_item_list", "ecommerce": {**listed, "items": items}},
        {"ecommerce": None},
        {"event": "select_item", "ecommerce": {**listed, "items": [items[1]]}},
    ]


def test_a_data_layer_of_another_name_gets_no_selection_that_was_held_back(page: Page, shop: Shop):
    page.goto(shop.page(element('datalayer="own"'), head=f"{LISTEN}{shop.tag}"))
    expect(widget(page).locator("table")).to_be_visible()
    page.evaluate("document.addEventListener('tc-select', (event) => event.preventDefault())")
    widget(page).get_by_role("link", name="Buy Plus").click()
    assert told(page)[-1]["type"] == "tc-select"
    assert page.evaluate("[own.length, typeof dataLayer]") == [2, "undefined"]


def test_named_parameters_of_the_page_go_on_to_the_tiers_links_alone(page: Page, shop: Shop):
    address = shop.page(element('link-params="utm_source, ref"'))
    page.goto(f"{address}?utm_source=a%20b&ref=%E3%84%B1&other=1")
    link = widget(page).get_by_role("link", name="Buy Plus")
    expect(link).to_have_attribute("href", f"{shop.site.origin}/buy/plus?utm_source=a+b&ref=%E3%84%B1")
    assert "utm" not in (widget(page).get_by_role("link", name="Fifteen").get_attribute("href") or "")


def test_a_tiers_link_leads_where_it_says(page: Page, shop: Shop):
    page.goto(shop.page(element()))
    shop.page("bought", path="/buy/plus")
    widget(page).get_by_role("link", name="Buy Plus").click()
    page.wait_for_url("**/buy/plus")


def test_ready_settles_with_the_first_view(page: Page, shop: Shop, host: Site):
    arrive = threading.Event()
    host.route("/fragments/", lambda asked: Answer(body=fragment(asked), headers=OPEN, after=arrive))
    page.goto(shop.page(element()))
    page.wait_for_function("!!customElements.get('tier-compare')")
    page.evaluate(
        "() => { window.isReady = false; document.querySelector('tier-compare').ready.then(() => { isReady = true; }); }"
    )
    page.wait_for_timeout(100)
    assert page.evaluate("isReady") is False
    arrive.set()
    page.wait_for_function("isReady")


def test_refresh_asks_again_and_settles_when_the_view_is_there(page: Page, shop: Shop, host: Site):
    page.goto(shop.page(element()))
    expect(widget(page).locator("table")).to_be_visible()
    host.route("/fragments/", lambda asked: Answer(body=fragment(asked, heading="Dearer now"), headers=OPEN))
    page.evaluate("document.querySelector('tier-compare').refresh()")
    expect(widget(page).get_by_role("heading", name="Dearer now")).to_be_visible()
    assert len(host.asked()) == 2


def test_a_click_in_the_fallback_is_the_shops(page: Page, shop: Shop, host: Site):
    host.route("/fragments/", Answer(status=404, headers=OPEN))
    page.goto(shop.page(f'<div hx-get="/shops-own">{element(fallback="<button>Mine</button>")}</div>'))
    page.evaluate(
        "document.addEventListener('click', (event) => { window.untouched = !event.defaultPrevented; })"
    )
    page.get_by_role("button", name="Mine").click()
    assert page.evaluate("untouched") is True
    assert len(host.asked("/shops-own")) == 0


VIEW = '<section class="tc" data-announce="" data-list=\'{"items": []}\'>%s</section>'


@pytest.mark.parametrize(
    ("target", "swap", "left"),
    [
        ("this", "innerHTML", "a > section"),
        ("this", "outerHTML", ".place + section"),
        ("closest section", "outerHTML", ".tc-host > section:only-child"),
        ("closest section", "innerHTML", ".tc-host > section > section:only-child"),
        (".place", "innerHTML", ".place > section:only-child"),
        (".place", "outerHTML", ".tc-host > section > section:first-child"),
        (".nowhere", "outerHTML", ".tc-host > section:only-child"),
    ],
)
def test_a_view_goes_where_its_control_says(
    page: Page, shop: Shop, host: Site, target: str, swap: str, left: str
):
    link = f'<p class="place">Old</p><a href="/c" hx-get="?persona=pet" hx-target="{target}" hx-swap="{swap}">Go</a>'
    host.route(
        "/fragments/",
        lambda asked: Answer(body=VIEW % ("New" if "persona" in asked.query else link), headers=OPEN),
    )
    page.goto(shop.page(element()))
    widget(page).get_by_text("Go").click()
    expect(page.locator(f"tier-compare {left}")).to_have_text("New")


def test_a_merchants_tokens_come_with_the_view(page: Page, shop: Shop, host: Site):
    theme = ":host { --tc-accent: rgb(1, 2, 3) }"
    host.route("/fragments/", lambda asked: Answer(body=fragment(asked, theme=theme), headers=OPEN))
    page.goto(shop.page(element(), policy="default-src 'none'; script-src HOST; connect-src HOST"))
    expect(widget(page).locator("table")).to_be_visible()
    accent = "element => getComputedStyle(element).getPropertyValue('--tc-accent')"
    assert widget(page).locator("section").evaluate(accent) == "rgb(1, 2, 3)"


def test_the_builders_list_is_what_the_element_reads():
    assert '"item_variant": "plus"' in item_list(asked_for(""), ["plus"])


def test_a_number_that_its_field_refuses_is_not_asked_for(page: Page, shop: Shop, host: Site):
    bounded = 'type="number" min="1"'
    host.route(
        "/fragments/",
        lambda asked: Answer(body=fragment(asked).replace('type="number"', bounded), headers=OPEN),
    )
    page.goto(shop.page(element()))
    people = widget(page).get_by_label("People")
    people.fill("0")
    people.press("Tab")
    expect(people).to_be_focused()
    people.fill("3")
    people.press("Enter")
    expect(widget(page).locator("input[type=hidden][name='qty.user'][value='3']").first).to_be_attached()
    assert [asked.query.get("qty.user") for asked in host.asked()] == [None, "3"]
