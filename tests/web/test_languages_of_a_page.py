"""Only the words that are in another language than the page are marked with it (WCAG 3.1.2)."""

import msgspec
import pytest
from builders_demo_views import demo_editions, seen
from builders_prepared import edition_of
from builders_tree import Node, tree
from builders_web import NOON
from msgspec.structs import replace

from comparison.core.asking import read_asked
from comparison.core.catalogue import Group
from comparison.core.compare import compare
from comparison.core.publication import Publication
from comparison.web.render import Renderer

ENGLISH = {"en": "Rooms"}
RENDERER = Renderer(own=None, address="https://compare.example", asset_url=lambda name: name)


def test_our_own_words_beside_a_label_in_another_language_are_not_marked_with_it():
    made = edition_of()
    category = made.publication.category
    features = tuple(replace(one, label=ENGLISH, help=ENGLISH, group="looks") for one in category.features)
    category = replace(category, features=features, groups=(Group(key="looks", label=ENGLISH),))
    english = replace(made, publication=replace(made.publication, category=category))
    html = RENDERER.fragment(compare(english, read_asked([("lang", "ko")]), NOON.date())).decode()
    assert html.count('<span lang="en">Rooms</span>') == len(features) + 1
    assert [th.text for th in tree(html).every("th", having="lang") if th.children] == []


def in_english(found: object) -> object:
    """*found*, a document, with "Rooms" in English for all of the merchant's words."""
    if isinstance(found, dict):
        is_text = bool(found) and found.keys() <= {"en", "ko"}
        return ENGLISH if is_text else {name: in_english(one) for name, one in found.items()}
    return [in_english(one) for one in found] if isinstance(found, (list, tuple)) else found


@pytest.mark.parametrize("query", ["", "persona=children", "view=decision", "view=awareness", "quiz=start"])
def test_names_of_tiers_charges_and_choices_are_marked_wherever_they_stand_alone(query: str):
    hanui = next(one for one in demo_editions() if one.publication.comparison.key == "air-purifiers")
    document = msgspec.convert(in_english(msgspec.to_builtins(hanui.publication)), Publication)
    view = seen(replace(hanui, publication=document), f"lang=ko&{query}")
    page = tree(RENDERER.share(view).decode())
    alone = [node for node in page.every() if node.said and " ".join(node.said).strip() == "Rooms"]
    assert len(alone) > len(view.tiers)
    assert [node.tag for node in alone if not is_marked(node)] == []


def is_marked(node: Node) -> bool:
    """Whether *node* is in English, or says again what a screen reader has said; help and small words of a
    row, and single reasons, are not marked yet."""
    if node["aria-hidden"] or node.tag in {"li", "title"} or node.classes & {"tc-best", "tc-clip"}:
        return True
    around = node
    while not around["lang"] and around.parent is not None:
        around = around.parent
    folded = node.around("details")
    return around["lang"] == "en" or (folded is not None and "tc-help" in folded.classes)


@pytest.mark.parametrize(("lang", "way"), [("ko", "ltr"), ("en", "ltr"), ("ar", "rtl")])
def test_a_comparison_is_laid_out_as_its_own_language_is_written(lang: str, way: str):
    made = edition_of()
    shop = replace(made.publication.shop, languages=("ko", "en", "ar"))
    made = replace(made, publication=replace(made.publication, shop=shop))
    page = tree(RENDERER.share(compare(made, read_asked([("lang", lang)]), NOON.date())).decode())
    (root,) = page.every("html")
    (section,) = page.every("section")
    assert [(one["lang"], one["dir"]) for one in (root, section)] == [(lang, way)] * 2
