"""What is unfolded, and what has the focus, before and after a choice."""

import pytest
from builders_embed import OPEN, Answer, Shop, Site, choose, element, fragment
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("unforeseen")


def widget(page: Page):
    return page.locator("tier-compare")


def folded(asked):
    text = fragment(asked).replace(
        '<form class="amount"', '<details><summary>Amount</summary><form class="amount"'
    )
    return Answer(
        body=text.replace("Fifteen</a>", "Fifteen</a></details><details><summary>Other</summary></details>"),
        headers=OPEN,
    )


def test_what_is_unfolded_stays_so_and_keeps_the_focus(page: Page, shop: Shop, host: Site):
    host.route("/fragments/", folded)
    page.goto(shop.page(element()))
    widget(page).locator("summary", has_text="Amount").click()
    people = widget(page).get_by_label("People")
    people.fill("20")
    people.press("Enter")
    expect(widget(page).locator("input[type=hidden][name='qty.user'][value='20']").first).to_be_attached()
    expect(people).to_be_focused()
    assert widget(page).locator("details").evaluate_all("all => all.map((one) => one.open)") == [True, False]


def test_of_folds_that_look_alike_only_the_one_unfolded_stays_so(page: Page, shop: Shop, host: Site):
    alike = "<details>\n<summary>See all 3</summary></details>" * 3
    host.route(
        "/fragments/",
        lambda asked: Answer(body=fragment(asked).replace("<table", f"{alike}<table"), headers=OPEN),
    )
    page.goto(shop.page(element()))
    widget(page).locator("summary").nth(1).click()
    choose(widget(page), "Home with pets")
    unfolded = widget(page).locator("details").evaluate_all("all => all.map((one) => one.open)")
    assert unfolded == [False, True, False]


@pytest.mark.parametrize("place", [0, 1])
def test_the_focus_stays_on_the_very_one_of_folds_that_look_alike(
    page: Page, shop: Shop, host: Site, place: int
):
    alike = '<details><summary>See all 3</summary><a href="/c/acme/air">As a page</a></details>' * 3
    host.route(
        "/fragments/",
        lambda asked: Answer(body=fragment(asked).replace("<table", f"{alike}<table"), headers=OPEN),
    )
    page.goto(shop.page(element()))
    summary = widget(page).locator("summary").nth(place)
    summary.focus()
    page.evaluate("document.querySelector('tier-compare').setAttribute('persona', 'pet')")
    expect(widget(page).locator("input[value=pet]")).to_be_checked()
    expect(summary).to_be_focused()
