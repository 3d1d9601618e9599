"""Groups of rows are written once, and every page is the one that is written anew."""

import pytest
from builders_demo_views import contexts_of, demo_editions, seen

from comparison import words
from comparison.core.kept import Kept
from comparison.web import kept_groups
from comparison.web.kept_groups import _WHOLE_WAY, are_plain
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
            assert renderer.fragment(view) == stock(renderer, view), query


def test_the_same_rows_beside_other_figures_are_not_written_again(monkeypatch):
    renderer, kept = made(), Kept()
    edition = next(one for one in demo_editions() if one.publication.personas)
    first, other = (seen(edition, query, kept) for query in ("lang=en", "lang=en&horizon=6"))
    assert first.groups
    renderer.fragment(first)
    monkeypatch.setattr(kept_groups, "included", lambda *_: pytest.fail("A group was written again"))
    assert renderer.fragment(other)


def test_rows_of_an_owner_may_show_anything_of_the_view(tmp_path):
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "_row.html").write_text("<tr><td>{{ view.context.horizon }}</td></tr>")
    renderer, kept = made(tmp_path), Kept()
    edition = next(one for one in demo_editions() if one.publication.personas)
    for months in ("6", "12", "6"):
        html = renderer.fragment(seen(edition, f"horizon={months}", kept))
        assert f"<tr><td>{months}</td></tr>" in html


@pytest.mark.parametrize("name", _WHOLE_WAY)
def test_groups_are_kept_only_while_the_whole_way_to_them_is_the_shipped_one(tmp_path, name):
    assert are_plain(None)
    assert are_plain(tmp_path)
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_text("")
    assert not are_plain(tmp_path)


def test_the_groups_of_many_editions_stay_inside_their_bound():
    groups = kept_groups.KeptGroups()
    recent = groups._recent
    renderer = made()
    renderer.light.template_class.names["pieces"][kept_groups.GROUP] = groups
    recent.most_bytes = 60_000
    for _ in range(5):
        renderer.fragment(seen(demo_editions()[0], ""))
    assert 0 < recent.bytes <= recent.most_bytes
