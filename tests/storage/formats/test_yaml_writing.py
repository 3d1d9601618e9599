"""Our own writer of YAML, with the library as the judge of every byte."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparison.storage.formats.yaml_dumper import dumped
from comparison.storage.formats.yaml_reading import read_yaml
from comparison.storage.formats.yaml_writing import written

# What turns up in a catalogue, and what YAML has a meaning of its own for.
_MARKS = "a B 0 9 . - _ : # , [ ] { } ' \" & * ! | > % @ ` ? = ~ / \\ + ( ) < ^ $ € 원 가 é ß 日 😀 · … –"
_WORDS = "no yes on null true 1.10 0x1f 1e3 2026-11-22 12:30 .inf << a:b a: # word"
_SPACES = (" ", "  ", "\n", "\n\n", "\t", "\u2028", "\x85", "\ufeff", "long-word " * 6)
_PIECES = st.sampled_from([*_MARKS.split(), *_WORDS.split(), *_SPACES])
_TEXTS = st.lists(_PIECES, max_size=30).map("".join)
_KEYS = st.one_of(
    st.sampled_from(["key", "name", "ko", "en", "zh-Hant", "no", "on", "y", "null", "1", "a b", "a:", ""]),
    _TEXTS,
)
_SCALARS = st.one_of(_TEXTS, st.integers(-(10**9), 10**9), st.booleans(), st.none())
_DATA = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(_KEYS, inner, max_size=4),
    ),
    max_leaves=25,
)
_DOCUMENTS = st.dictionaries(_KEYS, _DATA, max_size=4)


@given(_DOCUMENTS)
def test_every_byte_is_the_librarys(data: dict[str, Any]) -> None:
    assert written(data) == dumped(data)


@given(
    st.lists(st.sampled_from(["word", "Wörter", "a", "x" * 30, "9.95", "가격은"]), min_size=1, max_size=60)
)
def test_a_long_text_is_folded_where_the_library_folds_it(words: list[str]) -> None:
    data = {"products": [{"key": "one", "description": {"en": " ".join(words)}, "cells": [" ".join(words)]}]}
    assert written(data) == dumped(data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "no",
        "1.10",
        "2026-11-22",
        "it's",
        "a: b",
        "a #b",
        "- a",
        "x\n",
        "x\n\n",
        "\ta",
        "a\u2028b",
        "…",
        "9'5",
    ],
)
def test_a_text_that_means_something_to_yaml_comes_back_as_it_was(text: str) -> None:
    data = {"one": text, "several": [text, {"in": text, "list": [text]}], text: "last"}
    assert written(data) == dumped(data)
    assert read_yaml(written(data).encode(), "written.yaml").data == data


def test_a_document_that_ends_in_empty_lines_says_where_it_ends() -> None:
    assert written({"a": {"b": "x\n\n"}}).endswith("\n...\n")
    assert "..." not in written({"a": "x\n\n", "b": "y"})
