import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparison.web.answers import HTML, finished
from comparison.web.codings import CODINGS, unpacked
from comparison.web.freshness import Freshness
from comparison.web.places import Place, Places, Recent

ENDS = 1000.0
BODY = b"<p>air cleaner</p>" * 50


def place(body: bytes = BODY, coding="identity") -> Place:
    return Place(
        found=finished(body, HTML, coding),
        fresh=Freshness(day_ends=ENDS, true_until=None),
    )


def test_the_least_recently_used_value_makes_room():
    recent = Recent(2, 100)
    recent.put(b"a", 1, 10)
    recent.put(b"b", 2, 10)
    recent.get(b"a")
    recent.put(b"c", 3, 10)
    assert [recent.get(key) for key in (b"a", b"b", b"c")] == [1, None, 3]


def test_a_heavy_value_pushes_out_several_light_ones():
    recent = Recent(10, 100)
    for key in (b"a", b"b", b"c"):
        recent.put(key, 1, 30)
    recent.put(b"d", 2, 70)
    assert [recent.get(key) for key in (b"a", b"b", b"c", b"d")] == [None, None, 1, 2]


def test_a_value_past_the_whole_bound_is_not_kept_and_pushes_nothing_out():
    recent = Recent(10, 100)
    recent.put(b"a", 1, 30)
    recent.put(b"b", 2, 101)
    assert (recent.get(b"a"), recent.get(b"b")) == (1, None)


@given(st.lists(st.tuples(st.binary(max_size=1), st.integers(1, 60)), max_size=60))
def test_the_bounds_hold_after_every_put(puts):
    recent = Recent(5, 100)
    for key, weight in puts:
        recent.put(key, weight, weight)
        assert len(recent) <= 5
        assert recent.bytes <= 100


@given(st.lists(st.tuples(st.binary(max_size=1), st.integers(1, 60)), max_size=60))
def test_the_bytes_are_those_of_what_is_kept(puts):
    recent = Recent(5, 100)
    for key, weight in puts:
        recent.put(key, weight, weight)
    assert recent.bytes == sum(recent.get(key) or 0 for key in {key for key, _ in puts})


def test_nothing_is_found_where_nothing_was_put():
    assert Places(10, 100_000).get(b"page", "br", 0) is None


@pytest.mark.parametrize("made", CODINGS)
@pytest.mark.parametrize("asked", CODINGS)
def test_a_page_made_in_one_coding_is_found_in_every_other(made, asked):
    places = Places(10, 100_000)
    places.put(b"page", place(coding=made))
    found = places.get(b"page", asked, 0).found
    assert found.coding == asked
    assert unpacked(found.body, asked) == BODY


def test_all_codings_of_a_page_bear_the_tag_of_its_plain_bytes():
    places = Places(10, 100_000)
    places.put(b"page", place(coding="br"))
    assert len({places.get(b"page", coding, 0).found.tag for coding in CODINGS}) == 1


def test_a_page_is_not_found_once_its_day_has_ended():
    places = Places(10, 100_000)
    places.put(b"page", place())
    assert places.get(b"page", "identity", ENDS - 1) is not None
    assert places.get(b"page", "identity", ENDS) is None
    assert places.get(b"page", "br", ENDS) is None
    assert len(places.recent) == 0
