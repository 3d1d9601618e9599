"""How long words may be for the first screen of a phone."""

import pytest
from bad_lengths import LONG, called, for_whom, named, titled
from bad_quizzes import question
from builders_check import TODAY
from msgspec.structs import replace

from comparison.core import check
from comparison.core.check.finding import Finding
from comparison.core.check.lengths import PERSONA_LABEL, TIER_NAME, TITLE
from comparison.core.publication import Publication
from comparison.core.quiz import Quiz


def found(publication: Publication) -> list[Finding]:
    return [one for one in check.run(publication, (), TODAY) if one.rule == "S06"]


@pytest.mark.parametrize(
    ("room", "wide", "narrow"), [(TIER_NAME, 12, 20), (PERSONA_LABEL, 12, 24), (TITLE, 16, 28)]
)
def test_so_many_letters_fit_and_one_more_does_not(room, wide, narrow):
    assert room.holds("가" * wide)
    assert not room.holds("가" * (wide + 1))
    assert room.holds("a" * narrow)
    assert not room.holds("a" * (narrow + 1))


def test_of_mixed_words_each_script_takes_its_share():
    assert TIER_NAME.holds("가" * 6 + "a" * 10)
    assert not TIER_NAME.holds("가" * 6 + "a" * 11)


def test_a_letter_with_its_accent_is_one_letter():
    assert TIER_NAME.holds("e\u0301" * 20)


@pytest.mark.parametrize(
    "words", ["데일리 블렌드 1kg", "유기농 페루 500g", "Organic Peru 500 g", "Business+"]
)
def test_the_demo_s_names_fit(words):
    assert TIER_NAME.holds(words)


def test_a_short_label_in_the_comparison_is_enough_for_a_long_name():
    shown = called(LONG)
    labelled = replace(shown.comparison, tiers=named(en="Small").comparison.tiers)
    assert found(shown)
    assert found(replace(shown, comparison=labelled)) == []


def test_one_finding_names_the_language_s_words_that_are_too_long():
    [finding] = found(titled(en="Apps", ko="아주 긴 제목이라서 한 줄에 들어가지 않아요"))
    assert finding.message.arguments["text"].startswith("아주 긴")
    assert finding.message.arguments["count"] == 24


def test_four_buyer_types_fit_and_a_fifth_is_for_the_quiz():
    assert found(for_whom(*"abcd")) == []
    five = for_whom(*"abcde")
    assert [one.path for one in found(five)] == ["$.comparison.personas"]
    asked = replace(five.comparison, quiz=Quiz(questions=(question("size"),)))
    assert found(replace(five, comparison=asked)) == []
