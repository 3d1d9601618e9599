"""Q01 to Q05: a quiz that leads somewhere, pain points that can be answered, and needs that can be met."""

from collections.abc import Iterable, Iterator, Sequence

from ..needs import clashes
from ..personas import Need
from ..quiz import END, RESERVED, Question, Quiz
from ..quizzing import place_after
from .examined import Examined
from .finding import Finding, found

_PAINS = "$.comparison.pains"
_QUESTIONS = "$.comparison.quiz.questions"


def keys_of_the_quiz(examined: Examined) -> Iterator[Finding]:
    """Q01: a key that an address needs for itself, or that two questions, answers or pain points share."""
    questions = _questions(examined)
    yield from _keys([one.key for one in questions], _QUESTIONS, "question_twice")
    for place, question in enumerate(questions):
        path = f"{_QUESTIONS}[{place}].answers"
        yield from _keys([one.key for one in question.answers], path, "answer_twice")
    pains = [pain.key for pain in examined.publication.comparison.pains]
    yield from _twice(pains, _PAINS, "pain_twice")


def answers_that_lead_nowhere(examined: Examined) -> Iterator[Finding]:
    """Q02: an answer leads to no question, or back; a shopper would go in a circle."""
    questions = _questions(examined)
    keys = [question.key for question in questions]
    for place, question in enumerate(questions):
        accepted = (*keys[place + 1 :], END)
        for index, answer in enumerate(question.answers):
            if answer.next is not None and answer.next not in accepted:
                path = f"{_QUESTIONS}[{place}].answers[{index}].next"
                fault = "backward" if answer.next in keys else "nowhere"
                yield found("Q02", "error", path, fault, next=answer.next, accepted=accepted)


def questions_nobody_is_asked(examined: Examined) -> Iterator[Finding]:
    """Q03: no answer leads to a question; only who is not sure gets there."""
    quiz = examined.publication.comparison.quiz
    reached = _reached(quiz) if quiz else set()
    for place, question in enumerate(_questions(examined)):
        if place not in reached:
            text = examined.said(question.text)
            yield found("Q03", "warning", f"{_QUESTIONS}[{place}]", "unreached", question=text)


def needs_that_nothing_meets(examined: Examined) -> Iterator[Finding]:
    """Q04: a pain point or an answer needs what the category lacks, or what contradicts itself."""
    for path, needs in _needs(examined):
        for index, need in enumerate(needs):
            if need.feature not in examined.features:
                place = f"{path}.needs[{index}].feature"
                yield found("Q04", "error", place, "no_feature", feature=need.feature)
        for _, second in clashes(needs):
            name = examined.feature_name(needs[second].feature)
            yield found("Q04", "error", f"{path}.needs[{second}]", "contradiction", feature=name)


def pains_without_an_answer(examined: Examined) -> Iterator[Finding]:
    """Q05: a pain point has neither needs nor a figure, or both."""
    for place, pain in enumerate(examined.publication.comparison.pains):
        if bool(pain.needs) == (pain.charge is not None):
            fault = "both" if pain.needs else "neither"
            label = examined.said(pain.label)
            yield found("Q05", "error", f"{_PAINS}[{place}]", fault, pain=label)


QUIZ_RULES = (
    keys_of_the_quiz,
    answers_that_lead_nowhere,
    questions_nobody_is_asked,
    needs_that_nothing_meets,
    pains_without_an_answer,
)


def _questions(examined: Examined) -> tuple[Question, ...]:
    quiz = examined.publication.comparison.quiz
    return quiz.questions if quiz else ()


def _keys(keys: Sequence[str], path: str, twice: str) -> Iterator[Finding]:
    for place, key in enumerate(keys):
        if key in RESERVED:
            yield found(
                "Q01", "error", f"{path}[{place}].key", "reserved", name=key, reserved=tuple(sorted(RESERVED))
            )
    yield from _twice(keys, path, twice)


def _twice(keys: Sequence[str], path: str, fault: str) -> Iterator[Finding]:
    for place, key in enumerate(keys):
        if key in keys[:place]:
            yield found("Q01", "error", f"{path}[{place}].key", fault, name=key)


def _reached(quiz: Quiz) -> set[int]:
    """Places of the questions that some answer leads to."""
    reached = {0}
    for place, question in enumerate(quiz.questions):
        if place in reached:
            after = (place_after(quiz, place, answer) for answer in question.answers)
            reached.update(one for one in after if one is not None)
    return reached


def _needs(examined: Examined) -> Iterable[tuple[str, Sequence[Need]]]:
    """The needs of every pain point and answer, with the place of their owner."""
    for place, pain in enumerate(examined.publication.comparison.pains):
        yield f"{_PAINS}[{place}]", pain.needs
    for place, question in enumerate(_questions(examined)):
        for index, answer in enumerate(question.answers):
            yield f"{_QUESTIONS}[{place}].answers[{index}]", answer.needs
