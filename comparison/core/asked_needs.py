"""The needs inside a comparison: those of its pain points and of its quiz's answers."""

from collections.abc import Callable

from msgspec.structs import replace

from .catalogue import Comparison
from .personas import Need
from .quiz import Question, Quiz, QuizAnswer

Change = Callable[[Need], Need]


def with_needs(comparison: Comparison, change: Change) -> Comparison:
    """*comparison* with *change* made to every need in it."""
    pains = tuple(
        replace(pain, needs=tuple(change(need) for need in pain.needs)) for pain in comparison.pains
    )
    quiz = _quiz(comparison.quiz, change) if comparison.quiz else None
    return replace(comparison, pains=pains, quiz=quiz)


def _quiz(quiz: Quiz, change: Change) -> Quiz:
    return replace(quiz, questions=tuple(_question(one, change) for one in quiz.questions))


def _question(question: Question, change: Change) -> Question:
    return replace(question, answers=tuple(_answer(one, change) for one in question.answers))


def _answer(answer: QuizAnswer, change: Change) -> QuizAnswer:
    return replace(answer, needs=tuple(change(need) for need in answer.needs))
