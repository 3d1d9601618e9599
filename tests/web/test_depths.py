"""Awareness, consideration, decision: each has its own blocks, the price first, and both sides of a tier equal."""

import datetime
import json
import re
from html.parser import HTMLParser
from typing import NamedTuple

import msgspec
import pytest
from builders_web import publication, shop

from comparison.core.asking import read_asked
from comparison.core.compare import compare
from comparison.core.overrides import Override, Pick
from comparison.core.publication import Edition
from comparison.core.sources import Competitor, Source
from comparison.web.render import Renderer

DEPTHS = ("awareness", "consideration", "decision")
MODES = [{"view": depth, **asked} for depth in DEPTHS for asked in ({}, {"persona": "flat"})]
SEEN = Source(title={"en": "rival.example"}, as_of="2026-11-01")
RENDERER = Renderer(own=None, address="https://compare.example", asset_url=lambda name: f"/static/0/{name}")
_VOID = {"input", "br", "meta", "link", "hr", "img"}
_AMOUNT = re.compile(r"\$[0-9]")


class Element(NamedTuple):
    """An element in reading order: its tag, its attributes, its text with all that is in it."""

    tag: str
    attributes: dict[str, str | None]
    text: list[str]

    @property
    def classes(self) -> list[str]:
        return (self.attributes.get("class") or "").split()

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.text).split())


class Tree(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        element = Element(tag, dict(attrs), [])
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag):
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data):
        for element in self._open:
            element.text.append(data)

    def of_class(self, name: str) -> list[Element]:
        return [element for element in self.elements if name in element.classes]


def view(asked, **changes):
    changed = publication(**{"shop": shop(contact="https://acme.example/ask"), **changes})
    edition = Edition(number=1, digest="d", published_at="2026-01-01T00:00:00.000000Z", publication=changed)
    return compare(edition, read_asked(asked.items()), datetime.date(2026, 11, 22))


def tree(asked, **changes):
    return Tree(RENDERER.fragment(view(asked, **changes)).decode())


def side_of(element):
    """The words of a heading, without what opens its row."""
    return element.words.removesuffix("More").rstrip()


def headings(asked, **changes):
    """The headings of the two sides of each tier, in reading order."""
    sides = {"Why it fits", "For", "What you give up"}
    return [
        element
        for element in tree(asked, **changes).elements
        if side_of(element) in sides and (element.tag == "th" or element.attributes.get("role") == "heading")
    ]


@pytest.mark.parametrize(
    ("depth", "blocks", "without"),
    [
        (
            "awareness",
            ["tc-header", "tc-controls", "tc-glance", "tc-glance", "tc-journey", "tc-footer"],
            ["tc-table", "tc-decided", "tc-receipt", "tc-contact", "tc-conditions", "tc-button"],
        ),
        (
            "consideration",
            ["tc-header", "tc-controls", "tc-table", "tc-receipt", "tc-contact", "tc-journey", "tc-footer"],
            ["tc-glance", "tc-decided"],
        ),
        (
            "decision",
            [
                *("tc-header", "tc-controls", "tc-decided", "tc-sum", "tc-decided", "tc-sum"),
                *("tc-terms", "tc-contact", "tc-journey", "tc-footer"),
            ],
            ["tc-glance", "tc-table", "tc-differences"],
        ),
    ],
)
def test_each_depth_has_its_own_blocks_in_their_order(depth, blocks, without):
    known = {*blocks, *without}
    found = [name for one in tree({"view": depth}).elements for name in one.classes if name in known]
    assert [name for name in found if name in blocks] == blocks
    assert [name for name in found if name in without] == []


@pytest.mark.parametrize("asked", MODES, ids=str)
def test_both_sides_of_a_tier_have_headings_of_one_level_and_weight(asked):
    found = headings(asked)
    assert found
    assert len(found) % 2 == 0
    for first, second in zip(found[::2], found[1::2], strict=True):
        assert side_of(second) == "What you give up"
        assert side_of(first) in {"Why it fits", "For"}
        assert (first.tag, first.attributes) == (second.tag, second.attributes)


@pytest.mark.parametrize("asked", MODES, ids=str)
def test_no_side_is_ever_empty(asked):
    elements = tree(asked).elements
    for heading in headings(asked):
        place = next(
            index
            for index, one in enumerate(elements)
            if one.words == heading.words and one.tag == heading.tag
        )
        assert elements[place + 1].words


@pytest.mark.parametrize("asked", MODES, ids=str)
def test_the_first_amount_is_a_headline(asked):
    leaves = [one for one in tree(asked).elements if one.tag in {"p", "span", "li", "td", "small"}]
    with_money = next(one for one in leaves if _AMOUNT.search(one.words))
    assert with_money.classes[0] in {"tc-figure", "tc-tier__price"}


@pytest.mark.parametrize("asked", MODES, ids=str)
def test_every_tier_shows_its_price_at_every_depth(asked):
    whole = tree(asked).elements[0].words
    assert "$10.00" in whole
    assert "$25.50" in whole


@pytest.mark.parametrize("depth", ["awareness", "decision"])
def test_every_link_that_leads_on_works_without_script(depth):
    links = [
        one
        for one in tree({"view": depth, "persona": "flat"}).elements
        if one.attributes.get("hx-get") == "/fragments/acme/air?persona=flat"
    ]
    assert [(one.tag, one.attributes["href"]) for one in links] == [
        ("a", "https://compare.example/c/acme/air?persona=flat")
    ]


@pytest.mark.parametrize("depth", ["awareness", "decision"])
def test_a_choice_of_a_buyer_type_keeps_the_depth(depth):
    hidden = [
        one.attributes.get("value")
        for one in tree({"view": depth}).elements
        if one.tag == "input" and one.attributes.get("name") == "view"
    ]
    assert hidden
    assert set(hidden) == {depth}


def test_the_chosen_tier_comes_first_and_its_sum_is_open():
    parts = tree({"view": "decision", "persona": "flat"})
    assert [one.attributes["data-tier"] for one in parts.of_class("tc-decided")] == ["max", "lite"]
    assert ["open" in one.attributes for one in parts.of_class("tc-sum")] == [True, False]


def test_with_nothing_chosen_every_sum_is_open():
    parts = tree({"view": "decision"})
    assert [one.attributes["data-tier"] for one in parts.of_class("tc-decided")] == ["lite", "max"]
    assert ["open" in one.attributes for one in parts.of_class("tc-sum")] == [True, True]


def test_a_shop_without_an_address_for_questions_has_no_such_block():
    assert tree({"view": "decision"}, shop=shop()).of_class("tc-contact") == []


def spoken_for(asked, **said):
    comparison = msgspec.structs.replace(publication().comparison, **said)
    return tree(asked, comparison=comparison).elements[0].words


@pytest.mark.parametrize("depth", DEPTHS)
def test_the_pick_is_seen_at_every_depth_until_something_is_chosen(depth):
    pick = Pick(tier="lite", reason={"en": "We use it"}, paid=True)
    words = "Shop's pick (paid placement): We use it"
    assert words in spoken_for({"view": depth}, pick=pick)
    assert words not in spoken_for({"view": depth, "persona": "flat"}, pick=pick)


@pytest.mark.parametrize("depth", DEPTHS)
def test_a_pick_has_no_tint_and_the_same_button(depth):
    pick = Pick(tier="lite", reason={"en": "We use it"})
    parts = tree({"view": depth}, comparison=msgspec.structs.replace(publication().comparison, pick=pick))
    assert not [one for one in parts.elements if "data-tinted" in one.attributes]
    buttons = [one.attributes["class"] for one in parts.of_class("tc-button")]
    assert len(set(buttons)) <= 1


@pytest.mark.parametrize("depth", DEPTHS)
def test_why_a_fit_was_lowered_is_seen_at_every_depth(depth):
    lowered = Override(persona="flat", tier="max", level="partial", reason={"en": "Filters are short"})
    words = spoken_for({"view": depth, "persona": "flat"}, overrides=(lowered,))
    assert "Lowered by the shop: Filters are short" in words


def with_rival():
    """The second product as another seller's."""
    ours, theirs = publication().products
    competitor = Competitor(seller={"en": "Rival Inc."}, source=SEEN)
    cells = tuple(msgspec.structs.replace(cell, source=SEEN) for cell in theirs.cells)
    prices = tuple(msgspec.structs.replace(one, source=SEEN) for one in theirs.prices)
    return ours, msgspec.structs.replace(theirs, competitor=competitor, cells=cells, prices=prices)


@pytest.mark.parametrize("asked", MODES, ids=str)
def test_another_seller_s_column_says_so_and_has_neither_button_nor_star(asked):
    parts = tree(asked, products=with_rival())
    assert "Sold by Rival Inc. · checked Nov 1, 2026" in parts.elements[0].words
    assert {one.attributes.get("data-tier") for one in parts.of_class("tc-button")} <= {"lite"}
    assert [one for one in parts.of_class("tc-fit") if one.attributes.get("data-level") == "strong"] == []


def test_another_seller_s_product_is_in_no_structured_data():
    shown = view({}, products=with_rival())
    page = RENDERER.share(shown).decode()
    data = json.loads(re.search(r"ld\+json\">(.*?)</script>", page, re.DOTALL).group(1))
    assert [one["sku"] for one in data["hasVariant"]] == ["air-lite"]
    counted = json.loads(Tree(RENDERER.fragment(shown).decode()).elements[0].attributes["data-list"])
    assert [one["item_variant"] for one in counted["items"]] == ["lite"]
