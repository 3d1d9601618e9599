"""The quiz of a comparison: its questions, one made from the needs, and what answers lead to."""

from typing import NamedTuple

from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from ....core.asking import read_asked
from ....core.check.examined import Examined
from ....core.check.finding import Finding
from ....core.check.quiz import QUIZ_RULES
from ....core.compare import compare
from ....core.errors import BadParameter, StaleRevision
from ....core.languages import label
from ....core.messages import Message, say
from ....core.quiz import Question, Quiz
from ...answers import Answer
from ...forms import REVISION, Form
from ..asking_first import asking, is_sure
from ..desk import Desk, Page
from ..visit import Visit
from .fits import FitLine, edition_of, line_of, today_of
from .of_comparison import Around, around, choosing
from .question import questions_of
from .quiz_making import made_quiz

QUIZZES = "/admin/{shop:str}/quiz"
QUIZ = "/admin/{shop:str}/quiz/{comparison:str}"
_QUIZ_PATHS = ("$.comparison.quiz", "$.comparison.pains")


class Led(NamedTuple):
    """What the answers that were tried lead to: the *result* in words, and how every tier fits them."""

    result: Message | None
    tiers: tuple[str, ...]
    line: FitLine


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Which comparison, and its quiz."""
    return [desk.shows(QUIZZES, choosing("quiz")), desk.shows(QUIZ, show), desk.changes(QUIZ, act)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The questions, and what the answers of the address lead to; that alone where a script asks for it."""
    known = await desk.ask(around, desk.store, visit)
    if visit.query.get("_part") == "result":
        return desk.part(visit, "admin/_quiz_result.html", led=led_by(visit, known))
    return _page(desk, visit, known, Form())


async def act(desk: Desk, visit: Visit) -> Answer:
    """What the button says: a question up, down or out, or the quiz anew from the needs."""
    known = await desk.ask(around, desk.store, visit)
    quiz = _changed(known, visit.form)
    if quiz is None and visit.form.errors:
        return _page(desk, visit, known, visit.form, status=422)
    if not is_sure(visit) and (question := _asked_first(desk, visit, known)) is not None:
        return question
    try:
        await desk.save(visit, replace(known.comparison, quiz=quiz), expected=visit.form.revision)
    except StaleRevision:
        visit.form.fail("", say("admin_persona.changed_meanwhile"))
        return _page(desk, visit, known, visit.form, status=409)
    if not visit.is_partial:
        return desk.go(visit, f"{visit.path}?did=saved")
    return _page(desk, visit, await desk.ask(around, desk.store, visit), Form(), did="saved")


def led_by(visit: Visit, known: Around) -> Led | None:
    """What the answers in the address lead to; None where nothing was answered, or nothing can be shown."""
    questions = questions_of(known.comparison)
    given = [(f"a.{one.key}", visit.query.get(f"a.{one.key}", "")) for one in questions]
    asked = [pair for pair in given if pair[1]]
    if not asked or not known.draft.products or not known.draft.markets:
        return None
    try:
        view = compare(
            edition_of(visit, known.draft), read_asked([("lang", visit.language), *asked]), today_of(visit)
        )
    except BadParameter:
        return None
    result = view.quiz.result if view.quiz else None
    return Led(result, tuple(tier.name for tier in view.tiers), line_of(view, is_own=True))


def findings_of(visit: Visit, known: Around) -> list[Finding]:
    """What the catalogue check says of the quiz and the pain points."""
    examined = Examined(known.draft, (), today_of(visit))
    return [found for rule in QUIZ_RULES for found in rule(examined) if found.path.startswith(_QUIZ_PATHS)]


def _asked_first(desk: Desk, visit: Visit, known: Around) -> Answer | None:
    """The question before what the button says is done; None where nothing would be lost."""
    act, _, key = visit.form.get("_do").partition(":")
    if act == "make" and known.comparison.quiz:
        return _asking_anew(desk, visit, known)
    there = next((one for one in questions_of(known.comparison) if one.key == key), None)
    return _asking_out(desk, visit, known, there) if act == "drop" and there else None


def _asking_out(desk: Desk, visit: Visit, known: Around, question: Question) -> Answer:
    """What would be gone with one question."""
    page = asking(
        Page(name="quiz", section="personas", tab="quiz"),
        title=say("admin_sure.question_title", text=label(question.text, known.languages) or question.key),
        told=say("admin_sure.question_told"),
        deed=say("admin_content.drop"),
        address=visit.path,
        back=visit.path,
        asked=((REVISION, str(visit.form.revision)), ("_do", f"drop:{question.key}")),
    )
    return desk.page(visit, page)


def _asking_anew(desk: Desk, visit: Visit, known: Around) -> Answer:
    """Which questions would be gone, before they are."""
    lost = [label(one.text, known.languages) or one.key for one in questions_of(known.comparison)]
    values = {"title": known.title, "lost": lost, "address": visit.path, "revision": visit.form.revision}
    return desk.page(visit, Page(name="quiz_anew", section="personas", tab="quiz", values=values))


def _changed(known: Around, form: Form) -> Quiz | None:
    act, _, key = form.get("_do").partition(":")
    if act == "make":
        made = made_quiz(known.draft.personas, known.category, known.shop.languages)
        if made is None:
            form.fail("", say("admin_quiz.nothing_to_make"))
        return made
    questions = _moved(questions_of(known.comparison), act, key)
    return Quiz(questions=questions) if questions else None


def _moved(questions: tuple[Question, ...], act: str, key: str) -> tuple[Question, ...]:
    them = list(questions)
    place = next((place for place, one in enumerate(them) if one.key == key), None)
    if place is None:
        return questions
    if act == "drop":
        return (*them[:place], *them[place + 1 :])
    other = {"up": place - 1, "down": place + 1}.get(act, place)
    if 0 <= other < len(them):
        them[place], them[other] = them[other], them[place]
    return tuple(them)


def _page(desk: Desk, visit: Visit, known: Around, form: Form, *, status: int = 200, did: str = "") -> Answer:
    languages = known.languages
    lines = [
        (
            one.key,
            label(one.text, languages),
            [(answer.key, label(answer.label, languages)) for answer in one.answers],
        )
        for one in questions_of(known.comparison)
    ]
    values = {
        "form": form,
        "title": known.title,
        "lines": lines,
        "revision": known.revision,
        "address": visit.path,
        "can_make": bool(known.draft.personas),
        "findings": findings_of(visit, known),
        "led": led_by(visit, known),
        "asked": {key: visit.query.get(f"a.{key}", "") for key, _, _ in lines},
    } | ({"did": did} if did else {})
    return desk.page(visit, Page(name="quiz", section="personas", tab="quiz", values=values), status=status)
