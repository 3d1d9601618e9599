"""docs/embedding.md: every block of HTML, CSS and script in it, in one page, under the policy it states."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders_embed import Answer, Site
from builders_pages import Demo
from playwright.sync_api import Page, expect

MANUAL = (Path(__file__).parents[3] / "docs" / "embedding.md").read_text("utf-8")
COMMENT = re.compile(r"<!-- GET (\S+) -->")


def blocks(kind: str, host: str) -> list[str]:
    """The blocks of that kind in their order, with the names of a real shop in the places for names."""
    every = re.findall(r"^```(\w*)\n(.*?)^```$", MANUAL, re.MULTILINE | re.DOTALL)
    found = [text for one, text in every if one == kind]
    names = {"https://HOST": host, "SHOP": "hanui", "COMPARISON": "air-purifiers", "KEY": "hanui-plus"}
    for name, meant in names.items():
        found = [re.sub(rf"\b{name}\b", meant, block) for block in found]
    return found


@pytest.fixture
def shop(page: Page, demo: Demo) -> Iterator[Site]:
    """A shop whose one page holds them all."""
    site = Site()
    scripts, tags, sheets = (blocks(kind, demo.host) for kind in ("js", "html", "css"))
    [policy] = [text.strip() for text in blocks("", demo.host) if text.startswith("script-src")]
    policy = "default-src 'none'; style-src 'self'; " + policy.replace("script-src", "script-src 'self'")
    [preload] = [tag for tag in tags if tag.startswith("<link")]
    body = "".join(tag for tag in tags if tag != preload)
    body = COMMENT.sub(lambda said: page.request.get(f"{demo.host}{said[1]}").text(), body)
    head = (
        f'<meta charset=utf-8><link rel=stylesheet href="/shop.css"><script src="/shop.js"></script>{preload}'
    )
    html = f'<!doctype html><html lang="ko"><head>{head}</head><body>{body}</body></html>'
    cart = "var cart = { kept: [], add(id) { this.kept.push(id); } };\n"
    site.route("/", Answer(body=html, headers={"Content-Security-Policy": policy}))
    site.route("/shop.css", Answer(body="\n".join(sheets), kind="text/css"))
    site.route("/shop.js", Answer(body=cart + "\n".join(scripts), kind="text/javascript"))
    yield site
    site.close()


def test_every_block_of_the_manual_works_under_the_policy_of_the_manual(
    page: Page, demo: Demo, shop: Site, thrown: list[str]
) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.add_init_script("addEventListener('securitypolicyviolation', (e) => { throw e.violatedDirective; })")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(demo.host)))
    page.goto(shop.origin)
    elements = page.locator("tier-compare")
    for place in range(elements.count()):
        expect(elements.nth(place).locator("section.tc")).to_be_visible()
    expect(elements.nth(0).locator("[part~=table]")).to_be_visible()
    expect(elements.nth(1).locator("[part~=table]")).to_have_count(0)
    # Preloaded once, and nothing asked for what the server had included.
    assert sorted(one for one in asked if one.startswith("/fragments/")) == [
        "/fragments/hanui/air-purifiers?lang=ko&v=1",
        "/fragments/hanui/air-purifiers?lang=ko&view=awareness&v=1",
    ]
    look = "e => [getComputedStyle(e).getPropertyValue('--tc-accent'), getComputedStyle(e).minHeight]"
    assert elements.nth(0).evaluate(look) == ["#0a6b3d", "1900px"]
    elements.nth(0).locator("a[part~=cta]").first.click()
    assert page.evaluate("cart.kept") == ["hanui-lite"]
    page.locator("tier-compare-button button").click()
    picks = page.get_by_role("link", name="비교하기 (1)")
    expect(picks).to_have_attribute("href", f"{demo.host}/c/hanui?lang=ko&products=hanui-plus")
    assert thrown == []
