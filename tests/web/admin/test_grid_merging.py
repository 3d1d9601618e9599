"""What two people made of the same cells is put together: nobody loses what only he typed."""

from hypothesis import given
from hypothesis import strategies as st

from comparison.web.admin.products.grid_merging import MARKS, marks_of, merged
from comparison.web.forms import Form

LINES = st.fixed_dictionaries({name: st.sampled_from(["", "1", "2", "있음"]) for name in "abcd"})


def put_together(before: dict[str, str], mine: dict[str, str], theirs: dict[str, str]):
    typed = {f"v.p.{feature}": line for feature, line in mine.items()}
    form = Form.filled({"r.p": "1", f"{MARKS}p": marks_of(before), **typed})
    return merged(form, {"p": ("2", theirs)})


@given(LINES, LINES, LINES)
def test_a_cell_that_one_left_alone_is_the_others_and_only_the_rest_is_asked(before, mine, theirs):
    found = put_together(before, mine, theirs)
    both = [f for f in before if mine[f] != before[f] != theirs[f] != mine[f]]
    assert set(found.contested) == {f"v.p.{feature}" for feature in both}
    for feature in set(before) - set(both):
        wanted = theirs[feature] if mine[feature] == before[feature] else mine[feature]
        assert found.form.get(f"v.p.{feature}") == wanted
    assert found.form.get("r.p") == "2"


@given(LINES, LINES)
def test_put_together_twice_nothing_changes_any_more(before, mine):
    once = put_together(before, mine, before)
    again = merged(once.form, {"p": ("3", before)})
    assert again.contested == []
    assert {f: again.form.get(f"v.p.{f}") for f in mine} == mine


def test_a_product_that_nobody_changed_is_as_it_was_typed():
    form = Form.filled({"r.p": "1", "v.p.a": "9"})
    assert merged(form, {"p": ("1", {"a": "1"})}).form.pairs == form.pairs


def test_a_form_without_marks_asks_about_every_cell_that_differs():
    form = Form.filled({"r.p": "1", "v.p.a": "9", "v.p.b": "2"})
    assert merged(form, {"p": ("2", {"a": "1", "b": "2"})}).contested == ["v.p.a"]
