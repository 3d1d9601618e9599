"""Content security policies of a shop's page, and what the element does under each."""

import base64
import hashlib

import pytest
from builders_embed import SCRIPT, Shop, Site, built_script, choose, element
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("unforeseen")
WATCH = """window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => violations.push(`${event.effectiveDirective} ${event.blockedURI}`));"""
STRICT = "default-src 'none'; script-src HOST; connect-src HOST; base-uri 'none'"
TABLE = "tier-compare table"
FALLBACK = "Compare the three tiers"


@pytest.fixture
def watched(page: Page) -> Page:
    page.add_init_script(WATCH)
    return page


def violations(page: Page) -> list[str]:
    # The page's own icon is not ours to answer for.
    return [each for each in page.evaluate("violations") if not each.startswith("img-src data")]


@pytest.mark.parametrize("style", ["", "; style-src 'none'", "; style-src 'self'"])
@pytest.mark.parametrize(
    "types",
    [
        "",
        "; require-trusted-types-for 'script'",
        "; require-trusted-types-for 'script'; trusted-types tier-compare",
        "; require-trusted-types-for 'script'; trusted-types another",
    ],
)
def test_all_works_where_only_our_script_and_fragments_may_come(
    watched: Page, shop: Shop, style: str, types: str
):
    watched.goto(shop.page(element(), policy=STRICT + style + types))
    expect(watched.locator(TABLE)).to_be_visible()
    choose(watched.locator("tier-compare"), "Home with pets")
    assert (
        watched.evaluate(
            "getComputedStyle(document.querySelector('tier-compare').shadowRoot.firstChild).display"
        )
        == "block"
    )
    assert violations(watched) == []


def integrity(script: str) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(script.encode()).digest()).decode()


def test_a_script_named_by_its_hash_alone_works(watched: Page, shop: Shop, host: Site):
    named = integrity(built_script())
    tag = f'<script src="{host.origin}{SCRIPT}" integrity="{named}" crossorigin async></script>'
    policy = f"default-src 'none'; script-src '{named}'; connect-src HOST"
    watched.goto(shop.page(element(), head=tag, policy=policy))
    expect(watched.locator(TABLE)).to_be_visible()
    assert violations(watched) == []


def test_a_wrong_hash_leaves_the_fallback(watched: Page, shop: Shop, host: Site):
    tag = f'<script src="{host.origin}{SCRIPT}" integrity="{integrity("another")}" crossorigin></script>'
    watched.goto(shop.page(element(), head=tag))
    expect(watched.get_by_role("link", name=FALLBACK)).to_be_visible()
    assert host.asked() == []


def test_a_policy_that_trusts_only_nonces_leaves_the_fallback(watched: Page, shop: Shop, host: Site):
    watched.goto(shop.page(element(), policy="script-src 'nonce-shop' 'strict-dynamic' HOST"))
    expect(watched.get_by_role("link", name=FALLBACK)).to_be_visible()
    assert host.asked(SCRIPT) == []


def test_without_leave_to_connect_there_is_the_box_and_the_fallback(
    watched: Page, shop: Shop, host: Site, thrown: list[str]
):
    watched.goto(shop.page(element(), policy="default-src 'none'; script-src HOST"))
    expect(watched.locator("tier-compare").get_by_role("alert")).to_be_visible()
    expect(watched.get_by_role("link", name=FALLBACK)).to_be_visible()
    assert violations(watched) == [f"connect-src {host.origin}/fragments/acme/air?lang=en&v=1"]
    assert thrown == []


class TestWithoutSetHTML:
    """Browsers that do not have `setHTML` yet: WebKit."""

    @pytest.fixture(autouse=True)
    def _older(self, watched: Page):
        watched.add_init_script("delete Element.prototype.setHTML")

    def test_the_view_is_shown(self, watched: Page, shop: Shop):
        watched.goto(shop.page(element(), policy=STRICT))
        choose(watched.locator("tier-compare"), "Home with pets")
        assert violations(watched) == []

    @pytest.mark.parametrize("types", ["", "; trusted-types tier-compare"])
    def test_trusted_types_work_where_our_policy_may_be_made(self, watched: Page, shop: Shop, types: str):
        policy = f"{STRICT}; require-trusted-types-for 'script'{types}"
        watched.goto(shop.page(element() + element('persona="pet"'), policy=policy))
        expect(watched.locator(TABLE)).to_have_count(2)
        choose(watched.locator("tier-compare").first, "Home with children")
        assert violations(watched) == []

    def test_a_page_that_lists_other_policies_gets_the_box_and_the_fallback(
        self, watched: Page, shop: Shop, thrown: list[str]
    ):
        policy = f"{STRICT}; require-trusted-types-for 'script'; trusted-types another"
        watched.goto(shop.page(element(), policy=policy))
        expect(watched.locator("tier-compare").get_by_role("alert")).to_be_visible()
        expect(watched.get_by_role("link", name=FALLBACK)).to_be_visible()
        assert thrown == []


HOSTILE = (
    '<section class="tc" data-announce="" data-list=\'{"items": []}\'>'
    "<img src=x onerror=\"window.ran = 'handler'\"><script>window.ran = 'script'</script>"
    '<a id="bad" href="javascript:window.ran = 1">x</a><iframe srcdoc="<script>parent.ran=1</script>"></iframe>'
    '<form hx-get="/x" part="kept" aria-label="kept"><input name="kept" data-kept></form></section>'
)


def test_what_could_run_is_taken_out_of_a_fragment(page: Page, shop: Shop, host: Site):
    from builders_embed import OPEN, Answer

    host.route("/fragments/", Answer(body=HOSTILE, headers=OPEN))
    page.goto(shop.page(element()))
    form = page.locator("tier-compare form[hx-get][part=kept][aria-label=kept] input[name=kept][data-kept]")
    expect(form).to_be_attached()
    assert page.locator("tier-compare :is(script, iframe, [onerror], [href^='javascript'])").count() == 0
    assert page.evaluate("window.ran") is None
