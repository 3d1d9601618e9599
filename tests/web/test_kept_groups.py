"""Groups of rows are written once, and every page is the one that is written anew."""

import pytest
from builders_demo_views import contexts_of, demo_editions, seen

from comparison import words
from comparison.core.kept import Kept
from comparison.web import kept_groups
from comparison.web.group_makers import _WHOLE_WAY, GROUP, are_apart
from comparison.web.render import Renderer


def made(own=None):
    return Renderer(own=own, address="https://compare.example", asset_url=lambda name: f"/static/0/{name}")


def stock(renderer, view):
    page = renderer.environment.get_template("shop/_comparison.html")
    return page.render(speaker=words.speaker(view.context.lang), view=view)


def test_a_page_with_kept_groups_is_the_one_that_stock_jinja_writes():
    renderer = made()
    for edition in demo_editions():
        kept = Kept()
        for query in [*contexts_of(edition)] * 2:
            view = seen(edition, query, kept)
            assert renderer.fragment(view).decode() == stock(renderer, view), query


def test_the_same_rows_beside_other_figures_are_not_written_again(monkeypatch):
    renderer, kept = made(), Kept()
    edition = next(one for one in demo_editions() if one.publication.personas)
    first, other = (seen(edition, query, kept) for query in ("lang=en", "lang=en&horizon=6"))
    assert first.groups
    renderer.fragment(first)
    monkeypatch.setattr(kept_groups, "chunks_of", lambda *_: pytest.fail("A group was written again"))
    assert renderer.fragment(other)


def test_rows_of_an_owner_may_show_anything_of_the_view(tmp_path):
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "_row.html").write_text("<tr><td>{{ view.context.horizon }}</td></tr>")
    renderer, kept = made(tmp_path), Kept()
    edition = next(one for one in demo_editions() if one.publication.personas)
    for months in ("6", "12", "6"):
        html = renderer.fragment(seen(edition, f"horizon={months}", kept)).decode()
        assert f"<tr><td>{months}</td></tr>" in html


def put(folder, name, text):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text)


@pytest.mark.parametrize("name", _WHOLE_WAY)
def test_shipped_groups_are_kept_only_while_the_whole_way_to_them_is_the_shipped_one(tmp_path, name):
    assert are_apart(made().environment, None)
    assert are_apart(made(tmp_path).environment, tmp_path)
    put(tmp_path, name, "{{ view.title }}")
    assert not are_apart(made(tmp_path).environment, tmp_path)


@pytest.mark.parametrize(
    ("group", "row"),
    [
        ("{{ group.label | say }}", ""),
        ("{% for row in group.rows %}{% include 'shop/_row.html' %}{% endfor %}", "{{ row.label }}"),
        (
            "{% from 'shop/_row.html' import cell %}{{ cell(group) }}",
            "{% macro cell(x) %}{{ x.key }}{% endmacro %}",
        ),
        ("{% for row in group.rows %}{{ loop.index }}{{ spoken('cell.more') }}{% endfor %}", ""),
        ("{% from 'ui/cell.html' import more with context %}{{ more(group.key) }}", ""),
    ],
)
def test_an_owner_s_groups_that_name_nothing_but_themselves_are_kept(tmp_path, group, row):
    put(tmp_path, "shop/_group.html", group)
    put(tmp_path, "shop/_row.html", row)
    assert are_apart(made(tmp_path).environment, tmp_path)


@pytest.mark.parametrize(
    ("group", "row"),
    [
        ("{{ view.title }}", ""),
        ("{% include 'shop/_row.html' %}", "{{ across(view) }}"),
        ("{% include 'shop/_row.html' %}", "{{ note }}"),
        ("{% include group.key %}", ""),
        ("{% include 'shop/nothing.html' %}", ""),
        ("{% if %}", ""),
        ("{{ asset_url('a.css') }}", ""),
        ("{{ loop.index }}", ""),
        ("{% from 'ui/cell.html' import feature_cell with context %}{{ view.tiers[0].headline }}", ""),
        ("{% macro m(view) %}{{ view }}{% endmacro %}{% include 'shop/_row.html' %}", "{{ view.title }}"),
    ],
)
def test_others_are_written_for_each_page(tmp_path, group, row):
    put(tmp_path, "shop/_group.html", group)
    put(tmp_path, "shop/_row.html", row)
    assert not are_apart(made(tmp_path).environment, tmp_path)


def test_the_groups_of_many_editions_stay_inside_their_bound():
    groups = kept_groups.KeptGroups()
    recent = groups._recent
    renderer = made()
    renderer.light.template_class.names["pieces"][GROUP] = groups
    recent.most_bytes = 60_000
    for _ in range(5):
        renderer.fragment(seen(demo_editions()[0], ""))
    assert 0 < recent.bytes <= recent.most_bytes
