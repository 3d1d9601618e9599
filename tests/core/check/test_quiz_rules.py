"""What a quiz and pain points may be: nothing is found in good ones."""

from bad_quizzes import answer, asking, least, most, pain, question, suffering
from builders_check import TODAY

from comparison.core import check
from comparison.core.personas import Need
from comparison.core.publication import Publication


def found(publication: Publication) -> set[str]:
    return {one.message.key for one in check.run(publication, (), TODAY)}


def test_a_quiz_that_branches_forward_and_ends_early_is_fine():
    first = question("size", answer("big", then="speed"), answer("small"), answer("huge", then="end"))
    assert found(asking(first, question("use"), question("speed"))) == set()


def test_two_questions_may_have_answers_of_the_same_key():
    assert found(asking(question("size"), question("use"))) == set()


def test_a_range_is_no_contradiction():
    assert found(asking(question("size", answer("some", least("10"), most("20"))))) == set()


def test_ends_that_meet_are_no_contradiction():
    assert found(asking(question("size", answer("ten", least("10"), most("10"))))) == set()


def test_a_wish_can_be_left_unmet_so_it_contradicts_nothing():
    wish = answer("big", least("20", level="nice"), most("10"))
    assert found(asking(question("size", wish))) == set()


def test_refusing_more_than_is_wanted_is_no_contradiction():
    refused = Need(feature="storage", op=">=", number="40", level="never")
    assert found(asking(question("size", answer("some", least("20"), refused)))) == set()


def test_answers_to_different_questions_may_contradict_each_other():
    both = asking(question("size", answer("big", least("20"))), question("use", answer("home", most("10"))))
    assert found(both) == set()


def test_a_pain_point_with_needs_or_with_a_figure_is_fine():
    assert found(suffering(pain("full", least("20")), pain("dear", charge="horizon"))) == set()


def test_where_a_branch_may_lead_is_said_with_the_finding():
    led_back = asking(question("size"), question("use", answer("work", then="size")), question("speed"))
    finding = next(one for one in check.run(led_back, (), TODAY) if one.rule == "Q02")
    assert finding.fix is not None
    assert finding.fix.arguments["accepted"] == ("speed", "end")
