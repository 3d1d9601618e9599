"""YAML as plain data: text stays text, places have lines, and nothing hostile gets through."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparison.core.errors import RefusedFile
from comparison.core.messages import Message
from comparison.storage.formats.places import parsed, spelled
from comparison.storage.formats.yaml_reading import MOST_BYTES, read_yaml

PRICING = b"""\
# A comment before it all.
name: Chat
plans:
  FREE: {price: 0, tags: [a,
    b]}
  PRO:
    price: 12.50

    limits:
      - users: &many 500
      - "storage size": *many
"""
TEN = b"[x, x, x, x, x, x, x, x, x, x]"


def data(text: str) -> object:
    return read_yaml(text.encode(), "f.yaml").data


def refusal(raw: bytes) -> RefusedFile:
    with pytest.raises(RefusedFile) as refused:
        read_yaml(raw, "f.yaml")
    return refused.value


@pytest.mark.parametrize(
    "text",
    "no NO yes on off y 1.10 1e3 0x1F 1_000 2026-11-22 .inf -.INF .nan 12:30:45 tRuE nULL = +1 0o14 1.".split(),
)
def test_what_was_typed_stays_text(text: str) -> None:
    assert data(f"value: {text}") == {"value": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((text, True) for text in ("true", "True", "TRUE")),
        *((text, False) for text in ("false", "False", "FALSE")),
        *((text, None) for text in ("null", "Null", "NULL", "~", "")),
    ],
)
def test_only_the_words_of_yaml_1_2_are_more_than_text(text: str, value: object) -> None:
    assert data(f"value: {text}") == {"value": value}


@pytest.mark.parametrize("text", ["'true'", '"true"', "!!str true", "! true"])
def test_a_quoted_word_is_text(text: str) -> None:
    assert data(f"value: {text}") == {"value": "true"}


def test_a_standard_tag_changes_nothing_but_words() -> None:
    text = "{a: !!float 1.10, b: !!int 7, c: !!bool true, d: !!null '', e: !!map {}, f: !!seq []}"
    assert data(text) == {"a": "1.10", "b": "7", "c": True, "d": None, "e": {}, "f": []}


def test_keys_are_always_text() -> None:
    assert data("{true: 1, null: 2, 1.10: 3, no: 4, ~: 5}") == {
        "true": "1",
        "null": "2",
        "1.10": "3",
        "no": "4",
        "~": "5",
    }


def test_an_alias_repeats_what_its_anchor_names() -> None:
    assert data("a: &x {b: [1]}\nc: *x\nd: [*x, *x]") == {
        "a": {"b": ["1"]},
        "c": {"b": ["1"]},
        "d": [{"b": ["1"]}, {"b": ["1"]}],
    }


@pytest.mark.parametrize("raw", [b"", b"# nothing\n", b"---\n...\n", b"\xef\xbb\xbf"])
def test_an_empty_document_is_nothing(raw: bytes) -> None:
    document = read_yaml(raw, "f.yaml")
    assert document.data is None
    assert document.line_of(("plans", 3)) == 1


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    document = read_yaml(b"\xef\xbb\xbfa: 1\r\nb:\r\n  - c\r\n", "f.yaml")
    assert document.data == {"a": "1", "b": ["c"]}
    assert document.line_of(("b", 0)) == 3


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("name",), 2),
        (("plans",), 3),
        (("plans", "FREE"), 4),
        (("plans", "FREE", "price"), 4),
        (("plans", "FREE", "tags", 1), 5),
        (("plans", "PRO"), 6),
        (("plans", "PRO", "price"), 7),
        (("plans", "PRO", "limits", 0), 10),
        (("plans", "PRO", "limits", 1, "storage size"), 11),
        (("plans", "PRO", "limits", 7, "users"), 9),
        (("plans", "TEAM"), 3),
        (("nowhere",), 1),
    ],
)
def test_the_line_of_a_place_is_known_or_that_of_the_nearest_above(
    path: tuple[str | int, ...], line: int
) -> None:
    assert read_yaml(PRICING, "f.yaml").line_of(path) == line


@pytest.mark.parametrize(
    ("raw", "line", "path", "reason"),
    [
        (b"a: 1\nb: 2\na: 3\n", 3, "$.a", "twice"),
        (b"plans:\n  PRO: {x: 1, x: 2}\n", 2, "$.plans.PRO.x", "twice"),
        (b"a: [1,\n", 2, "$.a[1]", "not_yaml"),
        (b"a: 1\n\tb: 2\n", 2, "$.a", "not_yaml"),
        (b"a: b: c\n", 1, "$", "not_yaml"),
        (b"a: 'open\n", 2, "$.a", "not_yaml"),
        (b"%YAML 3.0\n---\na: 1\n", 1, "$", "not_yaml"),
        (b"a: 1\n---\nb: 2\n", 2, "$", "second_document"),
        (b"<<: {a: 1}\n", 1, "$", "merge_key"),
        (b"? [a]\n: 1\n", 1, "$", "key_not_text"),
        (b"? {a: b}\n: 1\n", 1, "$", "key_not_text"),
        (b"x: &a 1\n*a : 1\n", 2, "$", "key_not_text"),
        (b"a: \xff\n", 1, "$", "not_utf8"),
        (b"\xff\xfea\x00:\x00 \x001\x00", 1, "$", "not_utf8"),
        (b"a: 1\nb: \x07\n", 2, "$", "character"),
        (b"a: \x00\n", 1, "$", "character"),
        (b"a: !!python/object/apply:os.system [touch pwned]\n", 1, "$.a", "tag"),
        (b"a: !!binary aGk=\n", 1, "$.a", "tag"),
        (b"a: !!set {b}\n", 1, "$.a", "tag"),
        (b"a: !mine [1]\n", 1, "$.a", "tag"),
        (b"a: *nowhere\n", 1, "$.a", "alias"),
        (b"a: &x [1, *x]\n", 1, "$.a[1]", "alias"),
        (b"a: &x {b: {c: *x}}\n", 1, "$.a.b.c", "alias"),
        (b"".join(b"a%d: &a%d 1\n" % (n, n) for n in range(101)), 101, "$.a100", "anchors"),
        (b"- " * 60 + b"1", 1, "$" + "[0]" * 50, "too_deep"),
        (b"[" * 100_000, 1, "$" + "[0]" * 50, "too_deep"),
        (b"{a: " * 51, 1, "$" + ".a" * 50, "too_deep"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_line_and_place(
    raw: bytes, line: int, path: str, reason: str
) -> None:
    refused = refusal(raw)
    assert (refused.file, refused.line, refused.path) == ("f.yaml", line, path)
    assert isinstance(refused.reason, Message)
    assert refused.reason.key == f"refused.{reason}"


def test_fifty_levels_and_a_hundred_anchors_are_taken() -> None:
    assert read_yaml(b"[" * 50 + b"]" * 50, "f.yaml").line_of((0,)) == 1
    anchors = b"".join(b"a%d: &a%d 1\n" % (n, n) for n in range(100))
    assert isinstance(data(anchors.decode()), dict)


def test_a_document_that_grows_a_billion_times_through_aliases_is_refused_at_once() -> None:
    raw = b"a: &a " + TEN + b"\n"
    for upper, lower in zip("bcdefghij", "abcdefghi", strict=True):
        raw += f"{upper}: &{upper} [{', '.join([f'*{lower}'] * 10)}]\n".encode()
    begin = time.monotonic()
    refused = refusal(raw)
    assert time.monotonic() - begin < 2
    assert isinstance(refused.reason, Message)
    assert refused.reason.key == "refused.grows"


def test_a_document_that_deepens_through_aliases_is_refused() -> None:
    raw = b"a: &a " + b"[" * 20 + b"x" + b"]" * 20 + b"\n"
    raw += b"b: &b " + b"[" * 20 + b"*a" + b"]" * 20 + b"\n"
    raw += b"c: " + b"[" * 20 + b"*b" + b"]" * 20 + b"\n"
    refused = refusal(raw)
    assert isinstance(refused.reason, Message)
    assert (refused.line, refused.reason.key) == (3, "refused.grows")


def test_a_file_past_20_mb_is_refused_unread() -> None:
    refused = refusal(b"#" * (MOST_BYTES + 1))
    assert isinstance(refused.reason, Message)
    assert refused.reason.arguments == {"count": MOST_BYTES + 1}


def test_a_megabyte_is_read_in_less_than_two_seconds() -> None:
    raw = b"".join(b"- {a: %d, b: hello world}\n" % number for number in range(40_000))
    begin = time.monotonic()
    assert len(read_yaml(raw, "f.yaml").data) == 40_000
    assert time.monotonic() - begin < 2


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_do_anything_but_be_read_or_refused(raw: bytes) -> None:
    try:
        document = read_yaml(raw, "f.yaml")
    except RefusedFile:
        return
    assert document.line_of(("a", 0)) >= 1


@pytest.mark.parametrize(
    ("path", "spelling"),
    [
        ((), "$"),
        (("plans", "PRO", "tags", 3), "$.plans.PRO.tags[3]"),
        (("24/7 Support", "x"), '$["24/7 Support"].x'),
    ],
)
def test_a_place_is_spelled_as_people_read_it(path: tuple[str | int, ...], spelling: str) -> None:
    assert spelled(path) == spelling


def test_the_place_in_an_error_is_found_again_up_to_what_it_leaves_open() -> None:
    assert parsed("$.products[3].name[...].x") == ("products", 3, "name")
