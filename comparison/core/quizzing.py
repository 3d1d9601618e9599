"""How far a shopper is in a quiz, and what the answers say they need.

The parameter ``quiz`` says where the shopper stands: ``start`` opens the first question, a question's
key goes on from it, to the next one once it is answered. Without it the answers given are the result.
"""

from collections.abc import Iterator, Mapping

from .bounds import Result
from .needs import joined
from .personas import Persona
from .quiz import END, FIRST_QUESTION, Question, Quiz, QuizAnswer

Given = Mapping[str, str]


class Standing(Result, frozen=True, kw_only=True):
    """Where a shopper stands.

    *path* are the questions that are asked, as far as the answers decide it; *given* are the
    answers to these, by question key in their order. *place* is the open question's place on the
    path, None where none is open; *total* how many are asked at most.
    """

    path: tuple[Question, ...] = ()
    given: Given = {}
    place: int | None = None
    total: int = 0

    @property
    def open(self) -> Question | None:
        """The question to be answered now."""
        return None if self.place is None else self.path[self.place]

    @property
    def at(self) -> str | None:
        """What ``quiz`` takes to come here; None where no question is open."""
        return None if self.place is None else self.way_to(self.place)

    def way_to(self, place: int) -> str:
        """What ``quiz`` takes to open the question at *place*."""
        if place and self.path[place - 1].key in self.given:
            return self.path[place - 1].key
        # What was passed over has no answer to go on from.
        is_open = place and self.path[place].key not in self.given
        return self.path[place].key if is_open else FIRST_QUESTION

    @property
    def is_answered(self) -> bool:
        """Whether every question on the path has its answer."""
        return len(self.given) == len(self.path)

    @property
    def is_used(self) -> bool:
        """Whether the quiz takes the place of any other choice."""
        return self.place is not None or bool(self.given)


def standing(quiz: Quiz | None, answers: Given, at: str | None) -> Standing:
    """Where *answers* (answer by question key) and *at* (the parameter ``quiz``) leave a shopper.

    Answers to questions that these answers lead past are left out.
    """
    if quiz is None:
        return Standing()
    path = tuple(_path(quiz, answers))
    given = {question.key: answers[question.key] for question in path if question.key in answers}
    return Standing(path=path, given=given, place=_place(path, given, at), total=longest_path(quiz, answers))


def longest_path(quiz: Quiz, answers: Given) -> int:
    """How many questions are asked at most, given *answers*."""
    lengths: dict[int | None, int] = {None: 0}
    for place in reversed(range(len(quiz.questions))):
        lengths[place] = 1 + max(lengths[one] for one in _ways(quiz, place, answers))
    return lengths[0]


def own_persona(quiz: Quiz, given: Given) -> Persona:
    """Who the shopper is by their own answers; without a key and a label.

    Needs that follow from another one are left out. Of two sizes in one unit, and of two budgets,
    the later one counts.
    """
    chosen = tuple(_chosen(quiz, given))
    sizes = {one.size.unit: one.size for one in chosen if one.size}
    also = {size.unit: size for one in chosen for size in one.also if size.unit not in sizes}
    own = tuple(sizes.values())
    return Persona(
        key="",
        label={},
        size=own[0] if own else None,
        also=(*own[1:], *also.values()),
        needs=joined(need for one in chosen for need in one.needs),
        budget=next((one.budget for one in reversed(chosen) if one.budget), None),
    )


def _chosen(quiz: Quiz, given: Given) -> Iterator[QuizAnswer]:
    for question in quiz.questions:
        answer = answer_of(question, given)
        if answer is not None:
            yield answer


def answer_of(question: Question, given: Given) -> QuizAnswer | None:
    """The answer given to *question*; None for none, and for "not sure"."""
    key = given.get(question.key)
    return next((one for one in question.answers if one.key == key), None)


def _path(quiz: Quiz, answers: Given) -> Iterator[Question]:
    place: int | None = 0
    while place is not None:
        question = quiz.questions[place]
        yield question
        place = place_after(quiz, place, answer_of(question, answers))


def _place(path: tuple[Question, ...], given: Given, at: str | None) -> int | None:
    """The open question's place: the one after *at*, else the first that is not answered."""
    if at is None:
        return None
    keys = [question.key for question in path]
    if at == FIRST_QUESTION:
        return 0
    if at in given and keys.index(at) + 1 < len(keys):
        return keys.index(at) + 1
    if at in keys and at not in given:
        return keys.index(at)
    return next((place for place, key in enumerate(keys) if key not in given), None)


def _ways(quiz: Quiz, place: int, answers: Given) -> list[int | None]:
    """Where a question may lead: by its answer, or by any where there is none."""
    question = quiz.questions[place]
    if question.key in answers:
        return [place_after(quiz, place, answer_of(question, answers))]
    return [place_after(quiz, place, one) for one in (None, *question.answers)]


def place_after(quiz: Quiz, place: int, answer: QuizAnswer | None) -> int | None:
    """The question that follows *answer*; None is the end. What leads nowhere or back is not followed."""
    wanted = answer.next if answer else None
    if wanted == END:
        return None
    later = range(place + 1, len(quiz.questions))
    named = next((one for one in later if quiz.questions[one].key == wanted), None)
    return later[0] if named is None and later else named
