"""H36: which words in a name claim a rank or an advice, and which only look like it."""

import pytest
from bad_fits import named
from builders_check import TODAY

from comparison.core.check import Examined
from comparison.core.check.praise import praise_in_names


def words_in(name: str, language: str) -> list[object]:
    examined = Examined(named(name, language), (), TODAY)
    return [finding.message.arguments["words"] for finding in praise_in_names(examined)]


@pytest.mark.parametrize(
    ("name", "language", "words"),
    [
        ("Pro (most popular)", "en", "most popular"),
        ("BEST VALUE", "en", "BEST"),
        ("Our bestseller", "en", "bestseller"),
        ("Recommended", "en", "Recommended"),
        ("Unser bester Tarif", "de", "bester"),
        ("Empfohlen", "de", "Empfohlen"),
        ("가장 인기 요금제", "ko", "가장 인기"),
        ("프로 (추천)", "ko", "추천"),
        ("추천 상품", "ko", "추천"),
        ("베스트셀러 세트", "ko", "베스트셀러"),
        ("おすすめプラン", "ja", "おすすめ"),
        ("一番人気", "ja", "一番人気"),
    ],
)
def test_a_name_that_praises_itself_is_found_with_the_word(name: str, language: str, words: str):
    assert words_in(name, language) == [words]


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Best-before box", "en"),
        ("Best effort support", "en"),
        ("Bestway pool", "en"),
        ("Popular science", "en"),
        ("추천인 등록", "ko"),
        ("비추천 목록", "ko"),
        ("니트 베스트", "ko"),
        ("인기척 알림", "ko"),
        ("Bestandteile", "de"),
        ("人気のない道", "ja"),
    ],
)
def test_a_name_that_only_looks_like_praise_is_left_alone(name: str, language: str):
    assert words_in(name, language) == []
