"""A few questions whose answers say what a shopper needs."""

from typing import Annotated

from msgspec import Meta

from .bounds import Key, LineText, Record, ShortText
from .personas import Budget, Need
from .sizes import SizeRange

MOST_QUESTIONS = 7
# Keys that no question and no answer may have.
FIRST_QUESTION = "start"
NOT_SURE = "not-sure"
END = "end"
RESERVED = frozenset({FIRST_QUESTION, NOT_SURE, END})


class QuizAnswer(Record, frozen=True, kw_only=True):
    """One answer. It adds *needs*, a *size* or a *budget*; *next* is the question that follows, None
    the next in order, and ``end`` the result. *also* are further quantities that prices depend on
    (orders a month), which exclude nothing."""

    key: Key
    label: ShortText
    needs: Annotated[tuple[Need, ...], Meta(max_length=20)] = ()
    size: SizeRange | None = None
    also: Annotated[tuple[SizeRange, ...], Meta(max_length=5)] = ()
    budget: Budget | None = None
    next: Key | None = None


class Question(Record, frozen=True, kw_only=True):
    """One question. "Not sure" is always offered besides, adds nothing and goes to the next in order."""

    key: Key
    text: LineText
    help: LineText | None = None
    answers: Annotated[tuple[QuizAnswer, ...], Meta(min_length=1, max_length=8)]


class Quiz(Record, frozen=True, kw_only=True):
    """At most seven questions, asked in order but for the branches of their answers."""

    questions: Annotated[tuple[Question, ...], Meta(min_length=1, max_length=MOST_QUESTIONS)]


def quiz_keys(quiz: Quiz | None) -> tuple[str, ...]:
    """The keys of all questions and of all answers."""
    questions = quiz.questions if quiz else ()
    answers = (answer.key for question in questions for answer in question.answers)
    return (*(question.key for question in questions), *answers)
