"""The quiz in the view: the open question, the way back, and what the answers lead to."""

import pytest
from builders_choosers import QUIZ, shop
from builders_compare import bought, product, view
from msgspec.structs import replace

from comparison.core.catalogue import Stock
from comparison.core.errors import BadParameter
from comparison.core.messages import Message
from comparison.core.view import View
from comparison.core.view_controls import QuizStep, QuizView


def quiz_of(asked: dict[str, str], **changes: object) -> QuizView:
    found = view(shop(**changes), asked).quiz
    assert found is not None
    return found


def step_of(asked: dict[str, str]) -> QuizStep:
    step = quiz_of(asked).step
    assert step is not None
    return step


def canonical(asked: dict[str, str]) -> dict[str, str]:
    return dict(view(shop(), asked).context.canonical)


def named(seen: View) -> str | None:
    assert seen.answer is not None
    return seen.answer.tier


def test_without_a_quiz_there_is_no_way_into_one():
    assert view(shop(quiz=None), {"quiz": "start", "a.use": "bed"}).quiz is None


def test_unasked_there_is_only_the_way_in():
    found = quiz_of({})
    assert (found.count, found.step, found.result) == (3, None, None)
    assert dict(found.start) == {"pain": "", "persona": "", "quiz": "start"}


def test_the_first_question_stands_with_its_answers_and_not_sure():
    step = step_of({"quiz": "start"})
    assert (step.key, step.name, step.text, step.help) == (
        "use",
        "a.use",
        "What for?",
        "Where it will stand.",
    )
    assert [one.value for one in step.options] == ["bed", "desk", "stage", "not-sure"]
    assert (step.place, step.total, step.back) == (1, 3, None)


def test_the_answer_given_stays_chosen_on_the_way_back():
    step = step_of({"quiz": "start", "a.use": "desk"})
    assert [one.value for one in step.options if one.selected] == ["desk"]


def test_answering_leads_to_the_next_question_and_back_to_this_one():
    step = step_of({"quiz": "use", "a.use": "desk"})
    assert (step.key, step.place, step.back) == ("cord", 2, (("quiz", "start"),))


def test_back_from_the_third_goes_on_from_the_first():
    step = step_of({"quiz": "cord", "a.use": "desk", "a.cord": "fine"})
    assert (step.key, step.back) == ("spend", (("quiz", "use"),))


def test_leaving_in_the_middle_forgets_the_answers():
    step = step_of({"quiz": "use", "a.use": "desk"})
    assert dict(step.leave) == {"a.use": "", "quiz": ""}


def test_leaving_after_the_result_returns_to_it():
    whole = {"a.use": "desk", "a.cord": "fine", "a.spend": "hundred"}
    assert dict(step_of({"quiz": "start", **whole}).leave) == {"quiz": ""}


def test_while_a_question_is_open_nothing_is_judged():
    seen = view(shop(), {"quiz": "use", "a.use": "desk"})
    assert (seen.answer, [tier.fit for tier in seen.tiers]) == (None, [None] * 3)


def test_the_last_answer_leads_to_the_result():
    asked = {"quiz": "spend", "a.use": "desk", "a.cord": "fine", "a.spend": "hundred"}
    found = quiz_of(asked)
    assert (found.step, found.result.key if found.result else None) == (None, "quiz.result.product")
    assert dict(view(shop(), asked).context.canonical) == {
        "a.cord": "fine",
        "a.spend": "hundred",
        "a.use": "desk",
    }


def test_the_result_is_the_cheapest_that_fits_with_the_next_best_and_the_way_back():
    seen = view(shop(), {"a.use": "bed", "a.cord": "fine", "a.spend": "hundred"})
    assert seen.quiz is not None
    assert named(seen) == "middle"
    assert seen.quiz.runner_up is not None
    assert seen.quiz.runner_up.arguments == {"tier": "Bright"}
    assert seen.quiz.change == (("quiz", "start"),)


def test_the_result_rests_on_the_answers_and_says_so():
    answer = view(shop(), {"a.use": "bed"}).answer
    assert answer is not None
    assert answer.basis is not None
    assert (answer.basis.key, answer.how.arguments["criteria"].key) == ("quiz.basis", "fit.criteria_quiz")


def test_an_early_end_makes_the_result_and_drops_what_was_answered_after_it():
    asked = {"a.use": "stage", "a.cord": "never", "a.spend": "fifty"}
    assert canonical(asked) == {"a.use": "stage"}
    assert named(view(shop(), asked)) is None


def test_answers_go_before_a_persona():
    asked = {"persona": "reader", "a.use": "desk", "a.cord": "never"}
    seen = view(shop(), asked)
    assert (named(seen), seen.context.persona) == ("bright", None)
    assert "persona" not in dict(seen.context.canonical)


def test_an_open_question_goes_before_a_persona_too():
    assert canonical({"persona": "reader", "quiz": "start"}) == {"quiz": "start"}


def test_a_chosen_chip_is_none_of_the_personas_once_answers_are_given():
    assert not any(one.selected for one in view(shop(), {"persona": "reader", "a.use": "bed"}).personas)


def test_not_sure_everywhere_names_the_cheapest_without_calling_it_a_match():
    unsure = {f"a.{question.key}": "not-sure" for question in QUIZ.questions}
    seen = view(shop(), unsure)
    assert seen.quiz is not None
    assert seen.quiz.result is not None
    assert (named(seen), seen.quiz.result.key) == ("plain", "quiz.result_of_nothing.product")


def test_some_answers_alone_are_judged_as_they_are():
    seen = view(shop(), {"a.cord": "never"})
    assert (named(seen), seen.quiz.step if seen.quiz else None) == ("bright", None)


def test_what_is_not_wanted_is_said_in_both_directions():
    seen = view(shop(), {"a.cord": "never"})
    by_key = {tier.key: tier for tier in seen.tiers}
    assert by_key["bright"].why == (Message(key="fit.but_lacking", arguments={"feature": "Cord"}),)
    assert by_key["plain"].give_up == (Message(key="fit.but_there", arguments={"feature": "Cord"}),)


def test_where_the_only_one_that_fits_is_sold_out_it_is_said_to_fit():
    out = product(
        "bright", bought("90"), stock=Stock(state="sold_out"), dims=True, brightness=900, cord=False
    )
    plain = product("plain", bought("20"), dims=False, brightness=300, cord=True)
    answer = view(shop((plain, out)), {"a.cord": "never"}).answer
    assert answer is not None
    assert answer.statement == Message(key="fit.alone_sold_out", arguments={"tier": "Bright"})
    assert (answer.tier, answer.beside) == (None, None)


def test_a_screen_reader_hears_the_question_that_opens():
    said = view(shop(), {"quiz": "use", "a.use": "bed"}).announcement
    assert (said.key, said.arguments["question"]) == ("quiz.live", "With a cord?")


def test_a_screen_reader_hears_whose_result_it_is():
    said = view(shop(), {"a.use": "bed"}).announcement
    assert (said.key, said.arguments["persona"]) == ("page.live", Message(key="quiz.your_answers"))


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ({"a.use": "garden"}, "a.use"),
        ({"quiz": "garden"}, "quiz"),
        ({"a.use": "bed", "persona": "x"}, "persona"),
    ],
)
def test_what_the_quiz_does_not_know_is_refused_by_name(asked: dict[str, str], parameter: str):
    with pytest.raises(BadParameter) as refusal:
        view(shop(), asked)
    assert refusal.value.name == parameter


def test_an_answer_to_a_question_that_is_not_there_is_ignored():
    assert canonical({"a.colour": "red"}) == {}


def test_a_question_that_an_earlier_edition_had_goes_on_with_the_next_open_one():
    """Whoever is in the middle of a quiz while it is published anew can go on."""
    made = shop()
    old = replace(made, publication=replace(made.publication, gone=("colour",)))
    going_on = view(old, {"quiz": "colour", "a.colour": "red", "a.use": "bed"}).quiz
    assert going_on is not None
    assert going_on.step is not None
    assert going_on.step.key == "cord"
    answered = {"quiz": "colour", "a.use": "bed", "a.cord": "fine", "a.spend": "fifty"}
    assert view(old, answered).context.quiz is None


def test_an_answer_that_an_earlier_edition_had_is_a_notice():
    made = shop()
    old = replace(made, publication=replace(made.publication, gone=("garden",)))
    seen = view(old, {"a.use": "garden"})
    assert (seen.context.gone, seen.answer) == (("garden",), None)
    assert seen.notices
