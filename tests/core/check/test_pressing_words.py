"""Which words hurry a shopper or take back "unlimited", in the languages that merchants write, and which do not."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from comparison.core.check import pressing_words
from comparison.core.check.unlimited import FAIR_USE
from comparison.core.check.wordings import told

PRESSING: dict[str, list[str]] = {
    "SO_MANY_LEFT": [
        "Only 2 left",
        "Just 3 items left!",
        "3개 남았어요",
        "남은 수량: 4",
        "残り5点",
        "Nur noch 6 Stück",
    ],
    "FEW_LEFT": ["Almost gone", "선착순 100명", "품절 임박", "While supplies last", "数量限定", "100개 한정"],
    "ENDS_IN_DAYS": ["Ends in 3 days", "3일 남음", "D-7", "Only 2 days left"],
    "ENDS_TODAY": [
        "Sale ends today",
        "Today only!",
        "오늘만 이 가격",
        "오늘 마감",
        "3시간 남았어요",
        "本日限り",
    ],
    "ENDS_SOON": ["Hurry!", "마감 임박", "Last chance", "타임 세일", "Letzte Chance"],
    "ENDS_SOMETIME": ["Limited-time offer", "기간 한정 할인", "한정 특가", "期間限定"],
}
CALM: list[str] = [
    "Limited edition",
    "한정판 색상",
    "이용은 한 사람으로 한정돼요",
    "무한정 저장",
    "한정식 도시락",
    "3 seats included",
    "History of the last 90 days",
    "Ships today",
    "Trial ends after 14 days",
    "Left at your door",
    "How many are left to right",
    "Sends a notice when a contract ends",
    "14일 무료 체험",
    "재고 관리",
    "100개 저장",
    "2 left-handed scissors",
]
CLAUSES = [
    "Fair use policy applies",
    "subject to reasonable use",
    "Speeds may be reduced",
    "throttled after heavy use",
    "공정 사용 정책이 적용돼요",
    "합리적인 범위에서",
    "속도가 제한될 수 있어요",
    "과도한 사용 시 제한할 수 있어요",
    "angemessene Nutzung",
    "速度制限があります",
]
NO_CLAUSES = [
    "Reasonable prices",
    "합리적인 가격",
    "No throttling",
    "Use it as you like",
    "Fair trade cotton",
    "공정 무역",
    "관리자가 권한을 제한해요",
]


@pytest.mark.parametrize(
    ("pattern", "words"), [(name, one) for name, them in PRESSING.items() for one in them]
)
def test_words_that_hurry_are_known(pattern: str, words: str):
    assert told(getattr(pressing_words, pattern), words)


@given(st.data())
def test_the_quick_look_misses_nothing_that_a_pattern_finds(data: st.DataObject):
    pattern = getattr(pressing_words, data.draw(st.sampled_from(sorted(PRESSING))))
    words = data.draw(st.from_regex(pattern))
    # Python takes these for i, s and k; no language in the patterns writes them.
    assume(set(words).isdisjoint("İıſK"))
    assert pressing_words.may_press(words)


@pytest.mark.parametrize("words", CALM)
def test_calm_words_are_left_alone(words: str):
    patterns = [one for one in vars(pressing_words).values() if isinstance(one, re.Pattern)]
    assert len(patterns) == len(PRESSING)
    assert [one.pattern for one in patterns if told(one, words)] == []


@pytest.mark.parametrize("words", CLAUSES)
def test_words_that_take_back_unlimited_are_known(words: str):
    assert told(FAIR_USE, words)


@pytest.mark.parametrize("words", NO_CLAUSES)
def test_words_that_take_nothing_back_are_left_alone(words: str):
    assert told(FAIR_USE, words) is None


def test_a_denial_counts_for_its_own_sentence_only():
    assert told(FAIR_USE, "We do not sell your data. A fair use policy applies.")
