"""R2: in every variant of the templates the headline is the largest amount and the first of its block."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from builders_embed import Answer, Site
from builders_haneul import serving
from builders_pages import Demo, Look, comparison
from builders_prominence import Amount, Seen, faults, seen
from builders_worked import COMPARISON, flat, one, part, published, sold
from playwright.sync_api import Page, expect
from worked_tables import CATALOGUES

ROOT = Path(__file__).parents[3]
SIZES = (360, 1280)


class Variant(NamedTuple):
    """A page of the demo, and what it shows."""

    place: str
    query: str
    shows: str


DEMO = (
    Variant("hanui/air-purifiers", "", "table"),
    Variant("hanui/air-purifiers", "persona=children", "answer"),
    Variant("hanui/air-purifiers", "interval=month", "paid by the month"),
    Variant("hanui/air-purifiers", "first_purchase=1", "first order"),
    Variant("hanui/air-purifiers", "region=jeju-islands", "delivery zone"),
    Variant("hanui/air-purifiers", "against=plus", "against one tier"),
    Variant("hanui/air-purifiers", "view=awareness", "at a glance"),
    Variant("hanui/air-purifiers", "view=awareness&persona=children", "at a glance, for a persona"),
    Variant("hanui/air-purifiers", "view=decision", "to decide"),
    Variant("hanui/air-purifiers", "view=decision&persona=children", "to decide, for a persona"),
    Variant("hanui/air-purifiers", "diff=only", "only differences"),
    Variant("hanui/air-purifiers", "quiz=start", "open quiz"),
    Variant("coffee/everyday", "", "goods by weight"),
    Variant("coffee/everyday", "interval=month", "goods that come again"),
    Variant("coffee/everyday", "view=awareness", "goods at a glance"),
    Variant("shop-plans/plans", "", "usage and pairs"),
    Variant("shop-plans/plans", "persona=staff", "usage, for a persona"),
    Variant("shop-plans/plans", "qty.sales=50000", "another quantity"),
    Variant("shop-plans/plans", "view=decision", "plans to decide on"),
    Variant("team-chat/plans", "", "free and on request"),
    Variant("team-chat/plans", "interval=year", "prepaid"),
    Variant("team-chat/plans", "qty.user=200&view=awareness", "on request at a glance"),
)
# Shops of the worked examples: each a kind of headline that the demo has not.
KINDS = (
    Variant("e19", "start=2026-01-31", "trial"),
    Variant("e20", "", "free, then cheap, then dear"),
    Variant("e22", "", "minimum term"),
    Variant("e26", "", "bounded"),
    Variant("e27", "qty.item=6", "deposit"),
    Variant("e35", "customer_type=b2b", "net"),
    Variant("e40", "", "later increase"),
    Variant("e44", "qty.user=12&interval=year&addons=support&coupon=CODE", "add-on and coupon"),
    Variant("e44-by-month", "qty.user=12&interval=year&addons=support&coupon=CODE", "paid in parts"),
    Variant("e45", "", "on request and free"),
    Variant("e45", "qty.user=11", "not available"),
    Variant("open", "", "part unknown"),
    Variant("e26", "view=decision", "bounded, to decide"),
    Variant("e20", "view=awareness", "trial at a glance"),
    Variant("open", "view=decision", "part unknown, to decide"),
)


UNKNOWN = "{is: unknown, how: {en: by the traffic of your shop, ko: 방문자 수에 따라 달라요}}"
OPEN = one("open", "DE", sold(flat("20"), part("traffic", "usage", UNKNOWN)))


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the shops of the worked examples are served."""
    folder = tmp_path_factory.mktemp("worked")
    wanted = {variant.place for variant in KINDS}
    published(folder, [one for one in (*CATALOGUES, OPEN) if one.shop in wanted])
    (folder / "haneul.db").symlink_to(folder / "shop.db")
    origin, process = serving(folder)
    yield origin
    process.terminate()
    process.wait(timeout=20)


def at_every_width(page: Page) -> dict[int, list[str]]:
    """What is wrong at each width; the layout follows the room there is."""
    found = {}
    for width in SIZES:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = faults(seen(page))
    return found


WELL = {width: [] for width in SIZES}


@pytest.mark.parametrize("variant", DEMO, ids=[f"{one.place} {one.shows}" for one in DEMO])
def test_on_the_share_page_of_the_demo(look: Look, demo: Demo, variant: Variant) -> None:
    page = look(demo.share(variant.place, f"lang=en&{variant.query}"), SIZES[0])
    assert at_every_width(page) == WELL


@pytest.mark.parametrize("variant", KINDS, ids=[f"{one.place} {one.shows}" for one in KINDS])
def test_on_the_share_page_of_every_kind_of_price(look: Look, worked: str, variant: Variant) -> None:
    page = look(f"{worked}/c/{variant.place}/{COMPARISON}?lang=en&{variant.query}", SIZES[0])
    assert at_every_width(page) == WELL


@pytest.mark.parametrize(
    "variant",
    [
        pytest.param(one, id=f"{one.place} {one.shows}", marks=() if at % 2 == 0 else pytest.mark.slow)
        for at, one in enumerate(DEMO[::3])
    ],
)
def test_in_the_element_in_korean(page: Page, demo: Demo, variant: Variant, own: Site) -> None:
    embedded(page, own, demo.host, variant.place, f"lang=ko&{variant.query}")
    assert at_every_width(page) == WELL


@pytest.fixture
def own() -> Iterator[Site]:
    """A site of the shop's own, on another origin."""
    site = Site()
    yield site
    site.close()


def embedded(page: Page, own: Site, host: str, place: str, context: str) -> None:
    """The element in a page of the shop's, with a style sheet that a test may fill."""
    element = f'<tier-compare comparison="{place}" context="{context}"></tier-compare>'
    script = f'<script src="{host}/embed/1/embed.js"></script>'
    head = f"<meta charset=utf-8><style></style>{script}"
    own.route("/", Answer(body=f"<!doctype html><html><head>{head}</head><body>{element}</body></html>"))
    page.goto(f"{own.origin}/")
    expect(comparison(page)).to_be_attached()


def rule(page: Page, text: str) -> None:
    """The page's own style sheet from now on."""
    page.evaluate("text => { document.querySelector('style').textContent = text }", text)


MANUAL = (ROOT / "docs" / "embedding.md").read_text("utf-8")
PROPERTIES = sorted(set(re.findall(r"`(--tc-[a-z-]+)`", MANUAL)))
HOSTILE = ("0", "0px", "-9999px", "99999px", "none", "transparent", "hidden", "inherit", "1e9em")


@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.slow)])
def test_no_custom_property_hides_the_price(page: Page, demo: Demo, width: int, own: Site) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    embedded(page, own, demo.host, "hanui/air-purifiers", "lang=en")
    hidden = []
    for name in PROPERTIES:
        for value in HOSTILE:
            rule(page, f"tier-compare {{ {name}: {value}; }}")
            if not every_block_is_priced(seen(page)):
                hidden.append(f"{name}: {value}")
    assert hidden == []


def every_block_is_priced(found: Seen) -> bool:
    """Whether each head on show has its price on show, in type that can be read; a phone shows two of them."""
    on_show = [at for at in range(found.blocks) if not found.hidden[at]]
    return len(on_show) > 1 and all(
        [one.shown and one.size >= 16 for one in found.of(at) if one.headline] == [True] for at in on_show
    )


def shown(page: Page) -> list[Amount]:
    return [one for one in seen(page).amounts if one.headline and one.shown and one.text]


GUARDED = (
    "display: none",
    "display: none !important",
    "visibility: hidden !important",
    "font-size: 1px !important",
    "font-weight: 100 !important",
    # Whatever letter the build gave each private property.
    "; ".join(f"--_{letter}: 0px" for letter in "abcdefghijkl"),
)


def test_no_such_rule_for_the_part_takes_the_price_away_or_makes_it_small(
    page: Page, demo: Demo, own: Site
) -> None:
    embedded(page, own, demo.host, "hanui/air-purifiers", "lang=en&persona=children")
    usual = len(shown(page))
    for text in GUARDED:
        rule(page, f"tier-compare::part(price) {{ {text} }}")
        prices = [one for one in shown(page) if one.size >= 16 and one.weight >= 700]
        assert len(prices) == usual, text


def test_what_the_page_may_still_change_is_its_colour_and_type(page: Page, demo: Demo, own: Site) -> None:
    embedded(page, own, demo.host, "hanui/air-purifiers", "lang=en")
    rule(page, "tier-compare::part(price) { color: rgb(0, 100, 0); letter-spacing: .1em }")
    price = next(one for one in seen(page).amounts if one.headline)
    assert price.colour == "rgb(0, 100, 0)"


def test_the_measure_sees_a_price_that_is_small_or_late(page: Page, demo: Demo) -> None:
    page.goto(demo.share("hanui/air-purifiers", "lang=en"))
    assert faults(seen(page)) == []
    page.evaluate(
        """() => {
        const head = document.querySelector("th.tc-tier");
        head.prepend(Object.assign(document.createElement("b"), { textContent: "₩9" }));
        document.querySelector(".tc-money, td").append("₩1");
        document.querySelector("td:nth-child(2)").style.fontSize = "40px";
        document.querySelector("td:nth-child(2)").append("₩2");
      }"""
    )
    found = faults(seen(page))
    assert any("stands before the headline" in one for one in found)
    assert any("is as large as a headline" in one for one in found)


def test_the_price_has_its_place_in_the_accessibility_tree(page: Page, demo: Demo) -> None:
    page.goto(demo.share("hanui/air-purifiers", "lang=en"))
    heads = page.get_by_role("columnheader").filter(has=page.locator("[part=price]"))
    assert heads.count() == page.locator("th.tc-tier").count()
    for at in range(heads.count()):
        figure = heads.nth(at).locator("[part=price]").text_content() or ""
        assert figure.strip()
        expect(
            page.get_by_role("columnheader", name=re.compile(re.escape(figure.strip())))
        ).not_to_have_count(0)
