"""Groups of rows that were written before anybody asked: in whose pages they stand, and when not."""

import msgspec
import pytest
from builders_prepared import AIR, PLAIN, Both, edition_of, rows_of, same_at, store_of
from builders_web import NOON, publication
from msgspec.structs import replace

from comparison.web import kept_groups
from comparison.web.group_makers import groups_maker
from comparison.web.prepared import read_prepared


def put(folder, name, text):
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


def groups_of(body):
    return read_prepared(body).groups


@pytest.mark.parametrize("query", ["", "horizon=24", "lang=ko&qty.seat=3"])
def test_groups_of_rows_are_written_before_anybody_asks(air, monkeypatch, query):
    assert all(group.html for _, _, body in rows_of(air.store) for group in groups_of(body))
    monkeypatch.setattr(kept_groups, "chunks_of", lambda *_: pytest.fail("A group was written again"))
    assert b"data-differs" in air.made(air._with, "fragment", *AIR, query).html


def test_a_written_group_has_what_the_group_has(air):
    [written] = groups_of(rows_of(air.store)[0][2])
    group = written.group()
    assert [getattr(written, name) for name in group.__struct_fields__] == list(
        msgspec.structs.astuple(group)
    )
    assert group.rows
    with pytest.raises(AttributeError):
        _ = written.nothing


def test_groups_that_other_templates_wrote_are_written_anew(air, tmp_path):
    own = tmp_path / "own"
    put(own, "shop/_row.html", "<tr><td>{{ row.label }}</td></tr>")
    other = Both(air.store, NOON, own)
    assert other.is_ready(*AIR)
    assert b"<tr><td>Quiet mode</td></tr>" in other.made(other._with, "fragment", *AIR, "").html
    assert other.differences(*AIR, PLAIN) == []


def test_an_owner_s_groups_are_written_too_where_they_show_nothing_else(air, tmp_path):
    own = tmp_path / "own"
    put(own, "shop/_group.html", "{% for row in group.rows %}<tr><td>{{ row.label }}</td></tr>{% endfor %}")
    other = Both(air.store, NOON, own)
    other.prepare(*AIR)
    [group] = groups_of(rows_of(air.store)[0][2])
    assert group.html.startswith(b"<tr><td>")
    assert other.differences(*AIR, [*PLAIN, "persona=flat", "horizon=24"]) == []


@pytest.mark.parametrize("row", ["{{ view.title }}", "{{ 1 / 0 }}", "{{ nothing }}", "{% if %}"])
def test_an_owner_s_row_that_is_of_its_page_or_wrong_is_not_written_before(air, tmp_path, row):
    own = tmp_path / "own"
    put(own, "shop/_row.html", row)
    Both(air.store, NOON, own).prepare(*AIR)
    [group] = groups_of(rows_of(air.store)[0][2])
    assert group.html == b""


def test_another_file_of_the_owner_s_is_another_maker_of_groups(tmp_path):
    own = tmp_path / "own"
    found = [groups_maker(None)]
    for name, text in (("shop/_row.html", "a"), ("shop/_row.html", "b"), ("shop/note.txt", "a")):
        put(own, name, text)
        found.append(groups_maker(own))
    assert len(set(found)) == 4
    (own / "shop" / ".#_row.html").symlink_to("nowhere")
    assert groups_maker(own) == found[-1]


def test_the_same_files_in_another_place_are_the_same_maker_of_groups(tmp_path):
    for place in ("here", "there"):
        put(tmp_path / place / "own", "shop/_row.html", "a")
    assert groups_maker(tmp_path / "here" / "own") == groups_maker(tmp_path / "there" / "own")


def test_nothing_is_written_by_templates_that_changed_under_the_server(air, tmp_path):
    own = tmp_path / "own"
    put(own, "shop/_group.html", "<tr><td>{{ group.key }}</td></tr>")
    other = Both(air.store, NOON, own)
    put(own, "shop/_group.html", "<tr><td>{{ group.label | say }}</td></tr>")
    other.prepare(*AIR)
    [group] = groups_of(rows_of(air.store)[0][2])
    assert group.html == b""
    assert other.differences(*AIR, PLAIN) == []


def test_groups_are_written_in_a_language_of_another_place(tmp_path):
    shop = replace(publication().shop, languages=("ko-KR", "en"))
    both = Both(store_of([edition_of(shop=shop)], tmp_path), NOON)
    both.prepare(*AIR)
    assert all(group.html for _, _, body in rows_of(both.store) for group in groups_of(body))
    assert same_at(both, AIR, ["", "lang=en"], [NOON]) == []
    both.store.close()


def test_stock_jinja_may_look_into_written_groups(air, monkeypatch):
    monkeypatch.setattr(air._renderer, "light", None)
    assert air.is_ready(*AIR)
    assert air.differences(*AIR, PLAIN) == []
