"""The same number, however a language writes it; and other numbers, however alike they look."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparison.core.check.stated_numbers import differing_numbers

SAME = [
    ("1,000 messages", "en", "1.000 Nachrichten", "de"),
    ("2.9%", "en", "2,9 %", "de"),
    ("1 000 €", "fr", "1,000 euros", "en"),
    ("1.234.567,5", "it", "1,234,567.5", "en"),
    ("Version 2.0", "de", "version 2.0", "en"),
    ("5만 원", "ko", "₩50,000", "en"),
    ("1만 2천 원", "ko", "12,000 won", "en"),
    ("1만 2,500원", "ko", "12,500 won", "en"),
    ("3억 원", "ko", "300 million won", "en"),
    ("50k messages", "en", "메시지 5만 건", "ko"),
    ("2026년 11월 2일", "ko", "November 2, 2026", "en"),
    ("2026-11-02", "ko", "2 Nov 2026", "en"),
    ("02.11.2026", "de", "2026-11-02", "en"),
    ("3. März 2027", "de", "2027년 3월 3일", "ko"),
    ("오후 2시까지", "ko", "until 2 p.m.", "en"),
    ("14:30까지", "ko", "until 2:30 pm", "en"),
    ("午後2時まで", "ja", "14:00까지", "ko"),
    ("24/7", "en", "24시간 365일", "ko"),
    ("1년", "ko", "12 months", "en"),
    ("12개월", "ko", "one year", "en"),
    ("2주", "ko", "14 days", "en"),
    ("1시간", "ko", "60 minutes", "en"),
    ("1 kg", "en", "1,000g", "ko"),
    ("0.5 l", "en", "500ml", "ko"),
    ("US$10", "en", "10달러", "ko"),
    ("10명", "ko", "ten people", "en"),
    ("두 번", "ko", "2 times", "en"),
    ("반값", "ko", "50% off", "en"),
    ("원룸 1인 가구", "ko", "Studio, living alone", "en"),
    ("47m²", "ko", "47 m²", "en"),
    ("16~17%", "ko", "16–17%", "en"),
    ("１２개", "ja", "12", "en"),
    ("MP3 files", "en", "음악 파일", "ko"),
    ("You may add 5", "en", "5개까지 더할 수 있어요", "ko"),
]
OTHER = [
    ("1,000 messages", "en", "1.000 messages", "en", ("1000", "1")),
    ("10 GB", "en", "10MB", "ko", ("10", "10")),
    ("10 users", "en", "20명", "ko", ("10", "20")),
    ("30 days", "en", "31일", "ko", ("30", "31")),
    ("₩5,000", "en", "5만 원", "ko", ("5000", "50000")),
    ("$10", "en", "10원", "ko", ("10", "10")),
    ("until 2 p.m.", "en", "오전 2시까지", "ko", ("14", "2")),
    ("2026-11-02", "en", "2026년 12월 2일", "ko", ("11",)),
    ("90 days of history", "en", "대화를 오래 보관해요", "ko", ("90",)),
    ("1 kg", "en", "100g", "ko", ("1", "100")),
]
LANGUAGES = ("en", "ko", "de", "ja", "fr")


@pytest.mark.parametrize(("left", "left_language", "right", "right_language"), SAME)
def test_the_same_numbers_do_not_differ(left: str, left_language: str, right: str, right_language: str):
    assert differing_numbers(left, left_language, right, right_language) == ()


@pytest.mark.parametrize(("left", "left_language", "right", "right_language", "numbers"), OTHER)
def test_other_numbers_are_told(
    left: str, left_language: str, right: str, right_language: str, numbers: tuple[str, ...]
):
    assert differing_numbers(left, left_language, right, right_language)[: len(numbers)] == numbers


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_no_text_differs_from_itself(words: str, language: str):
    assert differing_numbers(words, language, words, language) == ()


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES))
def test_whether_two_texts_differ_does_not_depend_on_which_is_first(
    left: str, right: str, one: str, other: str
):
    there = set(differing_numbers(left, one, right, other))
    back = set(differing_numbers(right, other, left, one))
    assert there == back


@given(st.integers(min_value=13, max_value=10**9), st.integers(min_value=13, max_value=10**9))
def test_a_number_written_with_separators_is_that_number(number: int, other: int):
    english, german = f"{number:,}", f"{other:,}".replace(",", ".")
    assert bool(differing_numbers(english, "en", german, "de")) is (number != other)
