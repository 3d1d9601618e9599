"""Only the words that are in another language than the page are marked with it (WCAG 3.1.2)."""

import re

from builders_prepared import edition_of
from builders_web import NOON
from msgspec.structs import replace

from comparison.core.asking import read_asked
from comparison.core.catalogue import Group
from comparison.core.compare import compare
from comparison.web.render import Renderer

ENGLISH = {"en": "Rooms"}


def test_our_own_words_beside_a_label_in_another_language_are_not_marked_with_it():
    made = edition_of()
    category = made.publication.category
    features = tuple(replace(one, label=ENGLISH, help=ENGLISH, group="looks") for one in category.features)
    category = replace(category, features=features, groups=(Group(key="looks", label=ENGLISH),))
    english = replace(made, publication=replace(made.publication, category=category))
    renderer = Renderer(own=None, address="https://compare.example", asset_url=lambda name: name)
    html = renderer.fragment(compare(english, read_asked([("lang", "ko")]), NOON.date()))
    assert html.count('<span lang="en">Rooms</span>') == len(features) + 1
    assert re.findall(r'<th role="rowheader"[^>]* lang="', html) == []
