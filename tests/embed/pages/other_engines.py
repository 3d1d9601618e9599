"""The shopper's comparison in Firefox and in WebKitGTK: ``./dev browsers``. Not among the tests of every day."""

from collections.abc import Iterator

import pytest
from builders_engines import ENGINES, Engine, missing
from builders_pages import Demo

PLACE = "hanui/air-purifiers"
ROOT = "const root = document.querySelector('tier-compare').shadowRoot;"
SHOWN = f"{ROOT} return !!root?.querySelector('section.tc table')"


@pytest.fixture(scope="module", params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A browser; where it is not installed the tests fail, since they were asked for."""
    lacks = missing().get(request.param)
    assert not lacks, f"Run: apt-get install --no-install-recommends {lacks}"
    with ENGINES[request.param]() as found:
        yield found


@pytest.fixture
def shown(engine: Engine, demo: Demo) -> Engine:
    """With the element in the demo shop's page, whose policy allows no inline style and no other origin."""
    engine.go(demo.product(PLACE))
    engine.until(SHOWN)
    return engine


def test_the_element_shows_every_price_in_the_shops_page(shown: Engine) -> None:
    prices = shown.run(
        f"{ROOT} return [...root.querySelectorAll('.tc-tier__price')].map((one) => one.innerText)"
    )
    assert prices == ["162,000원", "289,000원", "459,000원"]


def test_its_own_style_applies_under_the_policy(shown: Engine) -> None:
    styles = shown.run(
        f"{ROOT} const one = getComputedStyle(root.querySelector('.tc-tier__price')); return [one.fontWeight, one.display]"
    )
    assert styles == ["700", "block"]


def test_a_choice_is_one_swap_and_the_focus_stays_on_it(shown: Engine) -> None:
    shown.run(f"{ROOT} const one = root.querySelector('[value=children]'); one.focus(); one.click()")
    shown.until(f"{ROOT} return !!root.querySelector('.tc-answer')")
    assert shown.run(f"{ROOT} return root.activeElement?.value") == "children"
    assert "아이 있는 집" in shown.run(f"{ROOT} return root.querySelector('[role=status]').textContent")


def test_a_change_is_told_to_the_page(shown: Engine) -> None:
    shown.run(
        f"document.addEventListener('tc-change', (event) => {{ document.title = event.detail.state.persona }}, {{ once: true }});"
        f"{ROOT} root.querySelector('[value=pets]').click()"
    )
    shown.until("return document.title === 'pets'")


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_light_and_dark_follow_the_attribute(shown: Engine, theme: str) -> None:
    shown.run(f"document.querySelector('tier-compare').setAttribute('theme', '{theme}')")
    shown.until(f"{ROOT} return getComputedStyle(root.querySelector('.tc')).colorScheme === '{theme}'")


@pytest.mark.parametrize("width", [320, 360, 768])
def test_nothing_is_wider_than_its_room(shown: Engine, width: int) -> None:
    shown.run(f"document.querySelector('tier-compare').style.width = '{width}px'")
    wide = shown.run(
        f"{ROOT} const view = root.querySelector('.tc'); return [view.clientWidth, view.scrollWidth]"
    )
    assert wide[0] == width >= wide[1]


def test_the_narrow_layout_has_rows_of_cells_side_by_side(shown: Engine) -> None:
    shown.run("document.querySelector('tier-compare').style.width = '360px'")
    tops = shown.run(
        f"{ROOT} return [...root.querySelectorAll('th.tc-tier')].map((one) => Math.round(one.getBoundingClientRect().top))"
    )
    assert len(tops) == 3
    assert len(set(tops)) == 1


def test_groups_fold_without_script(shown: Engine) -> None:
    counted = "[...root.querySelectorAll('.tc-rows > tr:not(.tc-group)')].filter((one) => one.checkVisibility()).length"
    before = shown.run(f"{ROOT} return {counted}")
    shown.run(f"{ROOT} root.querySelector('.tc-group input').click()")
    shown.until(f"{ROOT} return {counted} < {before}")


def test_more_opens_a_row_that_a_phone_shows_short(shown: Engine) -> None:
    shown.run("document.querySelector('tier-compare').style.width = '360px'")
    height = "Math.max(...[...root.querySelectorAll('tr:has(.tc-rest) > td')].map((one) => one.scrollHeight))"
    short = shown.run(f"{ROOT} return {height}")
    shown.run(f"{ROOT} for (const one of root.querySelectorAll('.tc-rest summary')) one.click()")
    shown.until(f"{ROOT} return {height} > {short}")


def test_the_share_page_stands_alone(engine: Engine, demo: Demo) -> None:
    engine.go(demo.share(PLACE, "lang=ko"))
    assert engine.run("return document.querySelectorAll('main th.tc-tier').length") == 3
    assert engine.run("return document.documentElement.scrollWidth <= innerWidth")
