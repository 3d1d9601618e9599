"""Quizzes in a line: questions of answers."""

from comparison.core.personas import Need
from comparison.core.quiz import Question, Quiz, QuizAnswer


def answer(key: str, *needs: Need, then: str | None = None, **more: object) -> QuizAnswer:
    return QuizAnswer(key=key, label={"en": key.title()}, needs=needs, next=then, **more)  # type: ignore[arg-type]


def question(key: str, *answers: QuizAnswer) -> Question:
    return Question(key=key, text={"en": f"{key.title()}?"}, answers=answers or (answer("yes"), answer("no")))


def quiz(*questions: Question) -> Quiz:
    return Quiz(questions=questions)
