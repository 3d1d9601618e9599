"""A form that is sent as it stands leads to the very state that it stands in: what it does not set, it keeps."""

from collections.abc import Iterator

import pytest
from builders_demo_views import TODAY, demo_editions, seen
from builders_tree import Node, tree

from comparison.core.asking import read_asked
from comparison.core.publication import Edition
from comparison.core.resolving import resolve
from comparison.web.render import Renderer

RENDERER = Renderer(own=None, address="https://compare.example", asset_url=lambda name: name)


def sent(form: Node) -> Iterator[tuple[str, str]]:
    """What a browser sends of *form* without a change."""
    for field in form.every("input", having="name"):
        if field["type"] not in {"radio", "checkbox"} or "checked" in field.attributes:
            yield field["name"], field["value"]
    for choice in form.every("select"):
        options = list(choice.every("option"))
        chosen = [one for one in options if "selected" in one.attributes] or options[:1]
        yield choice["name"], chosen[0]["value"]


def left(edition: Edition, query: str) -> list[dict[str, str]]:
    """The parameters that each form beside the choosers leads to, sent as it stands."""
    page = tree(RENDERER.fragment(seen(edition, query)).decode())
    choosers = {"", "tc-picker", "tc-quiz"}
    # A phone's switch for the differences of two chooses the two, as its picker does.
    switches = [form for form in page.every("form", of_class="tc-place-rows") if "tiers" in dict(sent(form))]
    forms = [form for form in page.every("form") if form["class"] not in choosers and form not in switches]
    return [
        dict(resolve(read_asked(sent(form)), edition.publication, TODAY).canonical)
        for form in forms
        if form["method"] == "get"
    ]


@pytest.mark.parametrize(
    ("comparison", "query"),
    [
        ("air-purifiers", "qty.item=2&region=jeju-islands&persona=pets&horizon=24"),
        ("everyday", "region=jeju-islands&lang=en&view=decision"),
        ("plans", "qty.user=14&interval=year&against=pro&persona=team&lang=ko"),
    ],
)
def test_a_form_keeps_all_that_it_does_not_set(comparison: str, query: str):
    edition = [one for one in demo_editions() if one.publication.comparison.key == comparison][-1]
    chosen = dict(seen(edition, query).context.canonical)
    assert {tuple(form.items()) for form in left(edition, query)} == {tuple(chosen.items())}
