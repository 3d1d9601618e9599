"""How far a shopper is in a quiz, and whom their answers make of them."""

import pytest
from builders_quiz import answer, question, quiz

from comparison.core.personas import Budget, Need
from comparison.core.quiz import Quiz
from comparison.core.quizzing import Standing, longest_path, own_persona, standing
from comparison.core.sizes import SizeRange

PLAIN = quiz(question("one"), question("two"), question("three"))
# "cat" leads past the question about dogs, "none" to the end.
BRANCHING = quiz(
    question("pet", answer("dog"), answer("cat", then="home"), answer("none", then="end")),
    question("breed"),
    question("home"),
)


def keys(found: Standing) -> list[str]:
    return [one.key for one in found.path]


def open_key(of: Quiz, given: dict[str, str], at: str | None) -> str | None:
    found = standing(of, given, at).open
    return found.key if found else None


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({}, ["pet", "breed", "home"]),
        ({"pet": "dog"}, ["pet", "breed", "home"]),
        ({"pet": "cat"}, ["pet", "home"]),
        ({"pet": "none"}, ["pet"]),
        ({"pet": "not-sure"}, ["pet", "breed", "home"]),
    ],
)
def test_the_path_follows_the_answers(given, path):
    assert keys(standing(BRANCHING, given, None)) == path


def test_answers_that_the_path_leads_past_are_left_out():
    given = {"pet": "cat", "breed": "yes", "home": "no"}
    assert standing(BRANCHING, given, None).given == {"pet": "cat", "home": "no"}


def test_they_are_left_out_behind_an_early_end_too():
    given = {"pet": "none", "breed": "yes", "home": "no"}
    assert standing(BRANCHING, given, None).given == {"pet": "none"}


@pytest.mark.parametrize(
    ("given", "at", "open_now"),
    [
        ({}, None, None),
        ({}, "start", "one"),
        ({"one": "yes"}, "one", "two"),
        ({"one": "yes", "two": "no"}, "two", "three"),
        ({"one": "yes", "two": "no", "three": "yes"}, "three", None),
        ({"one": "yes", "two": "no", "three": "yes"}, None, None),
        # Nothing was chosen: the question stays open.
        ({}, "one", "one"),
        ({"one": "yes"}, "two", "two"),
        # Whoever goes through given answers again sees every question.
        ({"one": "yes", "two": "no", "three": "yes"}, "start", "one"),
        ({"one": "yes", "two": "no", "three": "yes"}, "one", "two"),
        # What was passed over is asked before the result.
        ({"two": "no", "three": "yes"}, "three", "one"),
    ],
)
def test_the_open_question_is_the_one_after_the_last_answered(given, at, open_now):
    assert open_key(PLAIN, given, at) == open_now


def test_a_question_off_the_path_cannot_be_opened():
    assert open_key(BRANCHING, {"pet": "cat", "home": "yes"}, "breed") is None
    assert open_key(BRANCHING, {"pet": "cat"}, "breed") == "home"


@pytest.mark.parametrize("at", ["start", "one", "two", "three"])
@pytest.mark.parametrize(
    "given", [{}, {"one": "yes"}, {"two": "yes"}, {"one": "yes", "two": "no"}, {"three": "no"}]
)
def test_where_a_shopper_stands_is_the_same_by_its_own_address(given, at):
    first = standing(PLAIN, given, at)
    assert standing(PLAIN, first.given, first.at) == first


def test_there_is_no_way_into_a_quiz_that_there_is_not():
    assert standing(None, {"one": "yes"}, "start") == Standing()


@pytest.mark.parametrize(
    ("given", "at", "progress"),
    [
        ({}, "start", (1, 3)),
        ({"pet": "dog"}, "pet", (2, 3)),
        ({"pet": "cat"}, "pet", (2, 2)),
        ({"pet": "dog", "breed": "yes"}, "breed", (3, 3)),
        ({"pet": "cat", "home": "yes"}, "start", (1, 2)),
    ],
)
def test_progress_counts_the_questions_that_are_still_asked_at_most(given, at, progress):
    found = standing(BRANCHING, given, at)
    assert found.place is not None
    assert (found.place + 1, found.total) == progress


def test_the_longest_way_is_announced_before_anything_is_answered():
    assert longest_path(BRANCHING, {}) == 3


def test_a_branch_that_leads_back_is_not_followed():
    broken = quiz(question("one"), question("two", answer("back", then="one")), question("three"))
    assert keys(standing(broken, {"two": "back"}, None)) == ["one", "two", "three"]


def test_not_sure_adds_nothing():
    asked = quiz(question("big", answer("yes", Need(feature="area"))))
    assert own_persona(asked, {"big": "not-sure"}) == own_persona(asked, {})


def test_needs_of_several_answers_come_together_without_what_follows():
    asked = quiz(
        question("room", answer("living", Need(feature="area", op=">=", number="40"))),
        question("kitchen", answer("yes", Need(feature="area", op=">=", number="60"), Need(feature="quiet"))),
    )
    found = own_persona(asked, {"room": "living", "kitchen": "yes"})
    assert found.needs == (Need(feature="area", op=">=", number="60"), Need(feature="quiet"))


def test_the_later_size_of_a_unit_and_the_later_budget_count():
    def sized(key: str, count: int, amount: str):
        return answer(
            key,
            size=SizeRange(unit="user", usual=count),
            budget=Budget(amount=amount, currency="USD"),
        )

    asked = quiz(question("one", sized("few", 5, "10")), question("two", sized("many", 50, "99")))
    found = own_persona(asked, {"one": "few", "two": "many"})
    assert found.size == SizeRange(unit="user", usual=50)
    assert found.budget == Budget(amount="99", currency="USD")


def test_a_second_unit_brings_its_quantity_and_excludes_nothing():
    sales, orders = SizeRange(unit="sales", usual=5000), SizeRange(unit="order", usual=100)
    asked = quiz(question("sales", answer("some", size=sales, also=(orders,))))
    found = own_persona(asked, {"sales": "some"})
    assert (found.size, found.also) == (sales, (orders,))
