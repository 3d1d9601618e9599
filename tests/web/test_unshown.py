"""What no template shows is not worked out, and nothing else is different for it."""

import pytest
from builders_demo_views import CLOCK, TODAY, contexts_of, demo_editions
from msgspec.structs import replace

from comparison.core.asking import read_asked
from comparison.core.compare import compare
from comparison.core.compare.receipts import EMPTY
from comparison.web.reading import pairs_of
from comparison.web.render import Renderer

ALL = frozenset(("first_for", "give_up", "receipt", "blocks", "conditional", "choices", "totals"))
CHOICES = ("intervals", "steppers", "regions", "add_ons", "picker", "horizons", "references")
NAMES = "{% for tier in view.tiers %}{{ tier.name }} {{ tier.headline.figure | say }}{% endfor %}"


@pytest.fixture
def own(tmp_path):
    (tmp_path / "shop").mkdir()
    return tmp_path


def unshown(own, **templates):
    for name, source in templates.items():
        (own / "shop" / f"{name}.html").write_text(source)
    return Renderer(own=own, address="https://a.example", asset_url=str).unshown()["fragment"]


def test_the_shipped_templates_show_everything(own):
    assert Renderer(own=None, address="https://a.example", asset_url=str).unshown() == {}
    assert unshown(own) == frozenset()


def test_a_page_of_names_and_prices_shows_nothing_of_it(own):
    assert unshown(own, _comparison=NAMES) == ALL


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{% for one in tier.give_up %}{{ one | say }}{% endfor %}", "give_up"),
        ("{{ tier['first_for'] }}", "first_for"),
        ("{% set rows = view.receipt.rows %}", "receipt"),
        ("{{ in_head(tier.conditional) }}", "conditional"),
        ("{% for one in view.steppers %}{{ one.value }}{% endfor %}", "choices"),
        ("{{ view.totals }}", "totals"),
        ("{% for run in after_table(view) %}{% endfor %}", "blocks"),
    ],
)
def test_what_is_named_in_any_template_of_the_page_is_shown(own, source, shown):
    assert unshown(own, _comparison=NAMES + '{% include "shop/more.html" %}', more=source) == ALL - {shown}


@pytest.mark.parametrize(
    "source",
    [
        '{% include "shop/_" ~ view.context.view ~ ".html" %}',
        "{{ structured(view) }}",
        "{{ view.tiers | map(attribute=name) | list }}",
        "{% if %}",
        '{% include "shop/nothing.html" %}',
    ],
)
def test_everything_is_shown_where_nobody_can_tell(own, source):
    assert unshown(own, _comparison=NAMES + source) == frozenset()


def view_of(edition, query, left_out=frozenset()):
    asked = read_asked(pairs_of(query.encode()))
    return compare(edition, asked, TODAY, clock=CLOCK, unshown=left_out)


def without(view):
    """*view* without what can be left out of it."""
    bare = {"first_for": (), "give_up": (), "cheaper": None, "rating": None, "conditional": ()}
    tiers = tuple(replace(tier, **bare) for tier in view.tiers)
    return replace(view, receipt=EMPTY, blocks=(), totals=(), tiers=tiers, **dict.fromkeys(CHOICES, ()))


def test_all_else_of_a_view_is_as_it_was():
    for edition in demo_editions():
        for query in contexts_of(edition):
            view = view_of(edition, query, ALL)
            assert (view.receipt, view.blocks) == (EMPTY, ())
            assert not any(tier.first_for for tier in view.tiers)
            assert without(view) == without(view_of(edition, query)), query


def test_no_figure_is_worked_out_for_heads_that_nobody_sees(own):
    template = "{% for tier in view.tiers %}{{ tier.name }}{% endfor %}"
    assert unshown(own, _comparison=template) == ALL | {"headline"}
    edition = demo_editions()[0]
    lean, whole = (view_of(edition, "lang=en", parts) for parts in (frozenset({"headline"}), frozenset()))
    heads = [one.headline for one in whole.tiers]
    assert [one.headline for one in lean.tiers] != heads
    tiers = tuple(replace(one, headline=head) for one, head in zip(lean.tiers, heads, strict=True))
    assert replace(lean, tiers=tiers) == whole


def test_a_page_of_the_owner_is_the_one_made_from_the_whole_view(own):
    (own / "shop" / "_comparison.html").write_text(NAMES)
    renderer = Renderer(own=own, address="https://a.example", asset_url=str)
    for edition in demo_editions():
        lean, whole = (view_of(edition, "lang=en", parts) for parts in (ALL, frozenset()))
        assert renderer.fragment(lean) == renderer.fragment(whole)
