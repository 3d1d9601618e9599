"""A shop's theme as a browser shows it: in the element, on the share page, light and dark, under strict policies."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders_embed import Answer, Site
from builders_haneul import Haneul, command, serving
from builders_prominence import seen
from playwright.sync_api import Page, expect

THEME = {
    "light": {"accent": "rgb(11, 122, 59)", "color": "#101010", "surface": "hsl(40, 33%, 98%)"},
    "dark": {"accent": "oklch(80% 0.13 151)", "color": "#f0f0f0", "surface": "#102018"},
    "radius": "2px",
    "font": ["Noto Sans KR", "sans-serif"],
    "font_size": "18px",
}
POLICY = "default-src 'none'; script-src HOST; connect-src HOST; style-src 'none'"


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a shop with a theme is served."""
    folder = tmp_path_factory.mktemp("themed")
    _publish(folder)
    origin, process = serving(folder)
    yield origin
    process.terminate()
    process.wait(timeout=20)


def _publish(folder: Path) -> None:
    Haneul("", folder).publish()
    file = folder / "haneul.json"
    document = json.loads(file.read_text())
    document["shop"]["theme"] = THEME
    file.write_text(json.dumps(document))
    command(folder, "import", str(file), "--shop", "haneul", "--publish")


@pytest.fixture
def own() -> Iterator[Site]:
    """A site of the shop's own, on another origin."""
    site = Site()
    yield site
    site.close()


def embedded(page: Page, own: Site, host: str, *, head: str = "", attributes: str = "") -> None:
    element = f'<tier-compare comparison="haneul/air" {attributes}></tier-compare>'
    body = (
        f'<!doctype html><meta charset=utf-8>{head}<script src="{host}/embed/1/embed.js"></script>{element}'
    )
    policy = POLICY.replace("HOST", host)
    own.route("/", Answer(body=body, headers={} if head else {"Content-Security-Policy": policy}))
    page.goto(f"{own.origin}/")
    expect(page.locator("section.tc")).to_be_attached()


def style(page: Page, name: str, of: str = "section.tc") -> str:
    return str(page.locator(of).first.evaluate(f"one => getComputedStyle(one)[{name!r}]"))


LIGHT = {"color": "rgb(16, 16, 16)", "backgroundColor": "rgb(252, 250, 248)"}
DARK = {"color": "rgb(240, 240, 240)", "backgroundColor": "rgb(16, 32, 24)"}


@pytest.mark.parametrize(("theme", "looks"), [("light", LIGHT), ("dark", DARK)])
def test_the_element_has_the_shops_colours_in_light_and_dark(
    page: Page, themed: str, own: Site, theme: str, looks: dict[str, str]
) -> None:
    embedded(page, own, themed, attributes=f"theme={theme}")
    assert {name: style(page, name) for name in looks} == looks
    assert style(page, "fontSize") == "18px"
    assert style(page, "fontFamily").startswith('"Noto Sans KR"')


@pytest.mark.parametrize(("scheme", "looks"), [("light", LIGHT), ("dark", DARK)])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_share_page_has_them_with_and_without_script(
    page: Page, themed: str, scheme: str, looks: dict[str, str], script: bool
) -> None:
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(
        java_script_enabled=script, color_scheme="light" if scheme == "light" else "dark"
    )
    other = context.new_page()
    other.goto(f"{themed}/c/haneul/air")
    assert {name: style(other, name) for name in looks} == looks
    assert {name: style(other, name, "body") for name in looks} == looks
    context.close()


def test_a_rule_of_the_page_goes_before_the_theme(page: Page, themed: str, own: Site) -> None:
    embedded(page, own, themed, head="<style>tier-compare { --tc-color: rgb(1, 2, 3) }</style>")
    assert style(page, "color") == "rgb(1, 2, 3)"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_price_is_no_less_in_sight(page: Page, themed: str, own: Site, theme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    embedded(page, own, themed, attributes=f"theme={theme}")
    prices = [one for one in seen(page).amounts if one.headline and one.shown]
    assert len(prices) >= 2
    assert all(one.size >= 18 and one.weight >= 700 for one in prices)
