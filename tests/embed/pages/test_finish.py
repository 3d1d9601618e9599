"""What a careful eye sees: states of controls, labels of sums, small print, buttons beside each other."""

import pytest
from builders_pages import Demo, Look, comparison

TEAM_CHAT = "team-chat/plans"
PURIFIERS = "hanui/air-purifiers"


def test_the_switch_is_seen_in_forced_colours(look: Look, demo: Demo) -> None:
    page = look(demo.product(TEAM_CHAT), 1280)
    page.emulate_media(forced_colors="active")
    switch = comparison(page).locator("[role=switch]").first
    ground = comparison(page).evaluate("one => getComputedStyle(one).backgroundColor")
    assert switch.evaluate("one => getComputedStyle(one).backgroundColor") != ground
    page.emulate_media(forced_colors="none")


@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_paid_now_is_named_as_plainly_as_its_amount(look: Look, demo: Demo, width: int) -> None:
    now = look(demo.product(TEAM_CHAT), width).locator(".tc-pay > [data-emphasis=now] > *")
    looks = now.evaluate_all(
        "all => all.map(getComputedStyle).map(({color, fontWeight}) => color + fontWeight)"
    )
    assert len(looks) == 5
    assert len(set(looks)) == 1


def test_small_print_and_help_are_never_bold(look: Look, demo: Demo) -> None:
    small = look(demo.product(PURIFIERS), 360).locator("th small, .tc-help p")
    assert set(small.evaluate_all("all => all.map((one) => getComputedStyle(one).fontWeight)")) == {"400"}


def test_buttons_beside_each_other_are_of_one_height(look: Look, demo: Demo) -> None:
    buttons = look(demo.product(TEAM_CHAT), 768).locator(".tc-actions .tc-button")
    heights = buttons.evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")
    assert len(heights) == 4
    assert set(heights) == {44}
