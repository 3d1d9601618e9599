"""Fields of forms as values of the core, and what is said where they are none."""

import pytest
from builders_web import shop
from hypothesis import given
from hypothesis import strategies as st

from comparison.core.catalogue import Shop
from comparison.web.forms import MOST_FIELDS, Form, read_pairs
from comparison.web.refusals import BodyTooLarge, MalformedRequest


def test_text_is_tidied_and_normalised():
    assert Form([("name", "  아크메 ".replace("메", "\u1106\u1166"))]).text("name") == "아크메"


@pytest.mark.parametrize("typed", ["", "   ", "a\x00b", "one\ntwo", "a\u202eb", "x" * 201])
def test_what_cannot_be_a_line_of_text_is_said_at_its_field(typed: str):
    form = Form([("name", typed)])
    assert form.text("name") == ""
    assert list(form.errors) == ["name"]
    assert form.get("name") == typed


def test_several_lines_are_text_where_they_are_asked_for():
    assert Form([("help", "one\r\ntwo")]).text("help", lines=True) == "one\ntwo"


@pytest.mark.parametrize("typed", ["", "x", "1.5", "-1", "11", "٣", "9" * 30])
def test_what_is_no_whole_number_in_bounds_is_said(typed: str):
    form = Form([("count", typed)])
    form.whole("count", least=0, most=10)
    assert list(form.errors) == ["count"]


def test_only_what_the_list_has_can_be_chosen():
    form = Form([("role", "king"), ("markets", "KR"), ("markets", "XX")])
    assert (form.choice("role", ("owner",)), form.choices("markets", ("KR", "US"))) == ("", ("KR",))
    assert sorted(form.errors) == ["markets", "role"]


def test_labels_are_read_by_language_and_needed_where_they_are():
    form = Form([("name.ko", "아크메"), ("name.en", "")])
    assert form.labels("name", ("ko", "en"), needed=("ko",)) == {"ko": "아크메"}
    form.labels("name", ("ko", "en"), needed=("en",))
    assert list(form.errors) == ["name.en"]


def test_a_fault_of_the_struct_is_said_at_the_field_of_its_place():
    form = Form([("home", "nowhere")])
    values = {"key": "acme", "name": {"en": "A"}, "languages": ["en"], "markets": ["US"], "home": "nowhere"}
    assert form.record(Shop, values) is None
    assert list(form.errors) == ["home"]


def test_a_fault_with_no_field_is_said_of_the_whole_form():
    form = Form()
    assert form.record(Shop, {"key": "acme"}) is None
    assert list(form.errors) == [""]


def test_what_equals_a_default_makes_no_other_document():
    import msgspec

    again = Form().record(Shop, msgspec.to_builtins(shop()) | {"time_zone": "".join(("U", "TC"))})
    assert msgspec.json.encode(again) == msgspec.json.encode(shop())


def test_of_two_versions_the_picked_one_counts():
    pairs = [
        ("_pick.a", "theirs"),
        ("_mine.a", "1"),
        ("_theirs.a", "2"),
        ("_theirs.a", "3"),
        ("_pick.b", "mine"),
        ("_mine.b", "4"),
        ("_theirs.b", "5"),
    ]
    form = Form(pairs)
    assert (form.all("a"), form.all("b")) == (["2", "3"], ["4"])


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"a=%ff", MalformedRequest),
        (b"\xff=1", MalformedRequest),
        (b"&".join([b"a=1"] * (MOST_FIELDS + 1)), BodyTooLarge),
        (b"x" * 201 + b"=1", BodyTooLarge),
    ],
)
def test_a_body_that_is_no_form_of_ours_is_refused(body: bytes, error: type[Exception]):
    with pytest.raises(error):
        read_pairs(body)


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=50)), max_size=20))
def test_reading_a_form_never_fails_and_keeps_what_was_typed(pairs: list[tuple[str, str]]):
    form = Form([(name, value) for name, value in pairs if not name.startswith("_")])
    for name in form.names():
        form.text(name)
        form.whole(name, least=0, most=9)
    assert dict(form.pairs).keys() == {name for name, _ in pairs if not name.startswith("_")}
