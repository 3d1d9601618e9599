"""Which language a reader gets (RFC 4647 §3.4), and the merchant's label in it."""

import pytest

from comparison.core.languages import label, lookup, well_formed


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("ko", "ko"),
        ("KO-kr", "ko"),
        ("ko-Kore-KR", "ko"),
        ("en-GB-oxendict", "en"),
        ("pt-BR", None),
        ("zh-Hant-TW", "zh-Hant"),
        ("zh-Hant-x-private", "zh-Hant"),
        ("zh", None),
        ("", None),
    ],
)
def test_a_tag_is_cut_from_its_end_until_one_matches(tag: str, found: str | None) -> None:
    assert lookup(tag, ("ko", "en", "zh-Hant")) == found


@pytest.mark.parametrize("tag", ["ko", "en-GB", "zh-Hant-TW", "de-1996"])
def test_a_well_formed_tag_is_known_as_one(tag: str) -> None:
    assert well_formed(tag)


@pytest.mark.parametrize("tag", ["", "k", "ko_KR", "ko-", "-ko", "한국어", "ko\n"])
def test_anything_else_is_not_well_formed(tag: str) -> None:
    assert not well_formed(tag)


def test_a_label_comes_in_the_first_language_it_has() -> None:
    assert label({"en": "Plus", "ko": "플러스"}, ("ko", "en")) == "플러스"


def test_a_label_lacking_all_wanted_languages_comes_in_its_own() -> None:
    assert label({"de": "Mehr"}, ("ko", "en")) == "Mehr"


def test_an_empty_text_counts_as_lacking() -> None:
    assert label({"ko": "", "en": "Plus"}, ("ko", "en")) == "Plus"
