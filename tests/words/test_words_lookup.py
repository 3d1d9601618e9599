import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparison.words import LANGUAGES, lookup, speaker

SHOP = ("ko", "en", "zh-Hant", "pt-BR")


@pytest.mark.parametrize(
    ("tag", "available", "found"),
    [
        ("ko", SHOP, "ko"),
        ("ko-KR", SHOP, "ko"),
        ("KO-kr", SHOP, "ko"),
        ("ko-Kore-KR", SHOP, "ko"),
        ("en-GB-oxendict", SHOP, "en"),
        ("en-US-x-twain", SHOP, "en"),
        ("en-u-ca-gregory", SHOP, "en"),
        ("zh-Hant-TW", SHOP, "zh-Hant"),
        ("zh-hant", SHOP, "zh-Hant"),
        ("zh-TW", SHOP, None),
        ("zh", SHOP, None),
        ("pt-PT", SHOP, None),
        ("pt-br", SHOP, "pt-BR"),
        ("de-AT", SHOP, None),
        ("x-klingon", SHOP, None),
        ("i-default", SHOP, None),
        ("", SHOP, None),
        ("-", SHOP, None),
        ("ko", (), None),
    ],
)
def test_a_tag_is_cut_from_its_end_until_it_matches(tag: str, available: tuple[str, ...], found: str | None):
    assert lookup(tag, available) == found


@given(tag=st.text())
def test_any_tag_at_all_gets_a_speaker(tag: str):
    assert speaker(tag).language in LANGUAGES


@given(tag=st.from_regex(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}", fullmatch=True))
def test_a_well_formed_tag_finds_only_what_is_available(tag: str):
    assert lookup(tag, SHOP) in {None, *SHOP}


def test_an_unknown_language_is_spoken_to_in_english():
    assert speaker("fr").text("fit.strong") == "Good fit"


def test_the_same_language_has_one_speaker():
    assert speaker("ko-KR") is speaker("ko")
