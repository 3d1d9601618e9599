"""Pages of other people, with style sheets that change every element: nothing reaches in, nothing out."""

import re
from pathlib import Path

import pytest
from builders_embed import Answer, Shop, choose, element
from playwright.sync_api import Page, expect

HOST_PAGES = Path(__file__).parents[3] / "shared" / "catalogs" / "host-pages"
SHEETS = ["the-new-css-reset.css", "tailwind-preflight-3.4.css", "bootstrap-3.4.1.css", "mvp.css"]
# The size of the shop's text is left alone: it decides where the narrow layout begins.
CRUEL = """* { letter-spacing: .3em; text-transform: uppercase; line-height: 3; font-family: cursive; color: red;
  text-align: right; visibility: visible; word-break: break-all; list-style: square; border-collapse: collapse }
table, td, th, label, input, button, a, p, section, div { all: unset; display: inline; padding: 30px; background: yellow }"""
OWN = '<h1>Shop</h1><p>Words <a href="#">link</a></p><table><tr><td>1</td></tr></table><button>Buy</button>'
BOX = '<div id="place" style="all: initial; display: block; width: 800px">'

# Every computed property of every element in a tree, in its order. The shop's own variables are no rules.
STYLES = """(root) => [...root.querySelectorAll('*')].map((each) => {
  const style = getComputedStyle(each);
  return each.localName + ': ' + [...style].filter((name) => !name.startsWith('--')).map((name) => `${name}=${style.getPropertyValue(name)}`).join('; ');
})"""


def sheet(name: str) -> str:
    if name == "cruel":
        return CRUEL
    path = HOST_PAGES / "css" / name
    if not path.is_file():
        pytest.skip(f"{len(SHEETS)} style sheets of other people are not beside this project")
    # Tailwind's is a template: its calls give way to their fallbacks.
    return re.sub(r"theme\('[^']+'(?:, *([^)]+))?\)", lambda found: found[1] or "inherit", path.read_text())


def styles_inside(page: Page, address: str) -> list[str]:
    page.goto(address)
    expect(page.locator("tier-compare table")).to_be_visible()
    return page.evaluate(
        f"({STYLES})(document.querySelector('tier-compare').shadowRoot.querySelector('.tc-host'))"
    )


@pytest.mark.parametrize("name", ["cruel", *SHEETS])
def test_no_rule_of_the_shop_reaches_into_the_view(page: Page, shop: Shop, name: str):
    body = f"{BOX}{element()}</div>"
    bare = styles_inside(page, shop.page(body, path="/bare"))
    styled = styles_inside(
        page, shop.page(body, head=f"{shop.tag}<style>{sheet(name)}</style>", path="/styled")
    )
    differing = [(one, other) for one, other in zip(bare, styled, strict=True) if one != other]
    assert "\n".join(first_difference(*pair) for pair in differing) == ""


def first_difference(one: str, other: str) -> str:
    pairs = zip(one.split("; "), other.split("; "), strict=False)
    return one.split(":", maxsplit=1)[0] + next((f" {a} -> {b}" for a, b in pairs if a != b), "")


@pytest.mark.parametrize("name", ["cruel", *SHEETS])
def test_the_view_changes_nothing_of_the_shop(page: Page, shop: Shop, name: str):
    page.goto(shop.page(f'<div id="own">{OWN}</div>{element()}', head=f"<style>{sheet(name)}</style>"))
    before = page.evaluate(f"({STYLES})(document.querySelector('#own'))")
    page.add_script_tag(url=f"{shop.host.origin}/embed/1/embed.js")
    expect(page.locator("tier-compare table")).to_be_visible()
    assert page.evaluate(f"({STYLES})(document.querySelector('#own'))") == before


@pytest.mark.parametrize("name", ["cruel", *SHEETS])
def test_one_can_choose_in_every_page(page: Page, shop: Shop, name: str):
    page.goto(shop.page(element(), head=f"{shop.tag}<style>{sheet(name)}</style>"))
    choose(page.locator("tier-compare"), "Home with pets")
    expect(page.get_by_label("Home with pets")).to_be_checked()


def test_it_stands_in_a_whole_shop_page_between_the_products(page: Page, shop: Shop, thrown: list[str]):
    folder = HOST_PAGES / "startbootstrap-shop-homepage"
    if not folder.is_dir():
        pytest.skip("1 whole shop page of other people is not beside this project")
    page.context.route(re.compile(r"^https://"), lambda route: route.abort())
    text = (folder / "index.html").read_text()
    text = text.replace("</head>", f"{shop.tag}</head>").replace("<!-- Section-->", element())
    shop.site.route(
        "/css/styles.css", Answer(body=(folder / "css" / "styles.css").read_text(), kind="text/css")
    )
    shop.site.route("/", Answer(body=text))
    page.goto(f"{shop.site.origin}/", wait_until="domcontentloaded")
    choose(page.locator("tier-compare"), "Home with pets")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert thrown == []
