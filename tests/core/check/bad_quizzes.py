"""Bad quizzes and pain points, one for every fault the check knows."""

from bad_catalogues import Bad
from builders_check import edition

from comparison.core.pains import Pain
from comparison.core.personas import Need
from comparison.core.publication import Publication
from comparison.core.quiz import Question, Quiz, QuizAnswer

STORAGE = "storage"


def answer(key: str, *needs: Need, then: str | None = None) -> QuizAnswer:
    return QuizAnswer(key=key, label={"en": key}, needs=needs, next=then)


def question(key: str, *answers: QuizAnswer) -> Question:
    return Question(key=key, text={"en": f"{key}?"}, answers=answers or (answer("yes"), answer("no")))


def asking(*questions: Question) -> Publication:
    return edition(comparison={"quiz": Quiz(questions=questions)})


def pain(key: str, *needs: Need, **more: object) -> Pain:
    return Pain(key=key, label={"en": key}, needs=needs, **more)  # type: ignore[arg-type]


def suffering(*pains: Pain) -> Publication:
    return edition(comparison={"pains": pains})


def most(number: str) -> Need:
    return Need(feature=STORAGE, op="<=", number=number)


def least(number: str, **more: str) -> Need:
    return Need(feature=STORAGE, op=">=", number=number, **more)  # type: ignore[arg-type]


_QUESTIONS = "$.comparison.quiz.questions"

BAD_QUIZZES: tuple[Bad, ...] = (
    Bad("Q01", "reserved", "error", f"{_QUESTIONS}[0].key", lambda: asking(question("start"))),
    Bad(
        "Q01",
        "question_twice",
        "error",
        f"{_QUESTIONS}[1].key",
        lambda: asking(question("size"), question("size")),
    ),
    Bad(
        "Q01",
        "answer_twice",
        "error",
        f"{_QUESTIONS}[0].answers[1].key",
        lambda: asking(question("size", answer("big"), answer("big"))),
    ),
    Bad(
        "Q01",
        "pain_twice",
        "error",
        "$.comparison.pains[1].key",
        lambda: suffering(pain("full", least("20")), pain("full", charge="now")),
    ),
    Bad(
        "Q02",
        "nowhere",
        "error",
        f"{_QUESTIONS}[0].answers[0].next",
        lambda: asking(question("size", answer("big", then="gone")), question("use")),
    ),
    Bad(
        "Q02",
        "backward",
        "error",
        f"{_QUESTIONS}[1].answers[0].next",
        lambda: asking(question("size"), question("use", answer("work", then="size"))),
    ),
    Bad(
        "Q03",
        "unreached",
        "warning",
        f"{_QUESTIONS}[1]",
        lambda: asking(question("size", answer("big", then="end")), question("use")),
    ),
    Bad(
        "Q04",
        "no_feature",
        "error",
        f"{_QUESTIONS}[0].answers[0].needs[0].feature",
        lambda: asking(question("size", answer("big", Need(feature="gone")))),
    ),
    Bad(
        "Q04",
        "contradiction",
        "error",
        f"{_QUESTIONS}[0].answers[0].needs[1]",
        lambda: asking(question("size", answer("big", least("20"), most("10")))),
    ),
    Bad("Q05", "neither", "error", "$.comparison.pains[0]", lambda: suffering(pain("full"))),
    Bad(
        "Q05",
        "both",
        "error",
        "$.comparison.pains[0]",
        lambda: suffering(pain("full", least("20"), charge="now")),
    ),
)
MORE_QUIZZES: tuple[Bad, ...] = (
    Bad(
        "Q01",
        "reserved",
        "error",
        f"{_QUESTIONS}[0].answers[0].key",
        lambda: asking(question("size", answer("not-sure"))),
    ),
    Bad(
        "Q02",
        "backward",
        "error",
        f"{_QUESTIONS}[0].answers[0].next",
        lambda: asking(question("size", answer("big", then="size"))),
    ),
    Bad(
        "Q04",
        "contradiction",
        "error",
        f"{_QUESTIONS}[0].answers[0].needs[1]",
        lambda: asking(
            question("size", answer("none", Need(feature="chat"), Need(feature="chat", level="never")))
        ),
    ),
    Bad(
        "Q04",
        "no_feature",
        "error",
        "$.comparison.pains[0].needs[0].feature",
        lambda: suffering(pain("alone", Need(feature="gone"))),
    ),
)
