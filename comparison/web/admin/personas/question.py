"""One question of a quiz: its words, its answers, and what each answer says of a shopper's needs."""

from typing import Any

from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from .... import words
from ....core.catalogue import Comparison
from ....core.errors import NotFound
from ....core.languages import label
from ....core.messages import say
from ....core.quiz import END, MOST_QUESTIONS, RESERVED, Question, Quiz
from ....storage.store import AnyRecord, Store
from ...answers import Answer
from ..desk import Desk
from ..parts import Part, Parts
from ..sheets import Section, Sheet, act_on_sheet, show_sheet
from ..visit import Visit
from .needs_form import needs_part
from .of_comparison import Around, around
from .pains import with_key
from .persona_form import PERS

QUESTION = "/admin/{shop:str}/quiz/{comparison:str}/questions/{question:str}"
NEW = "new"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and its form; ``new`` is a question that is not there yet."""
    return [desk.shows(QUESTION, show), desk.changes(QUESTION, act)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form."""
    return show_sheet(desk, visit, await desk.ask(sheet_of, desk.store, visit))


async def act(desk: Desk, visit: Visit) -> Answer:
    """Save it, or change its rows."""
    sheet = await desk.ask(sheet_of, desk.store, visit)
    known = await desk.ask(around, desk.store, visit)
    if visit.keys["question"] == NEW and len(questions_of(known.comparison)) >= MOST_QUESTIONS:
        visit.form.fail("", say("admin_quiz.too_many", most=MOST_QUESTIONS))
        return show_sheet(desk, visit, sheet, status=422)
    return await act_on_sheet(desk, visit, sheet)


def questions_of(comparison: Comparison) -> tuple[Question, ...]:
    """The questions of the comparison's quiz."""
    return comparison.quiz.questions if comparison.quiz else ()


def sheet_of(store: Store, visit: Visit) -> Sheet[Question]:
    """The question of the address.

    Raises:
        NotFound: there is no such comparison, or it has no such question.
    """
    known = around(store, visit)
    key = visit.keys["question"]
    old = _question(known.comparison, key)
    if old is None and key != NEW:
        raise NotFound("question", key)
    question = old or Question(key=NEW, text={}, answers=())
    home = f"/admin/{visit.shop}/quiz/{known.comparison.key}"
    speaker = words.speaker(visit.language)
    taken = {one.key for one in questions_of(known.comparison)} | RESERVED | {NEW}

    def settled(whole: dict[str, Any]) -> dict[str, Any]:
        return _settled(whole, set(taken), is_new=old is None)

    return Sheet(
        tab="quiz",
        title=label(question.text, known.languages) or speaker.text("admin_quiz.add"),
        sections=_sections(known, question),
        languages=known.shop.languages,
        inner=question,
        revision=known.revision,
        put=lambda changed: _with(known.comparison, changed),
        take=lambda record: _question(record, key),
        trail=((f"/admin/{visit.shop}/quiz", speaker.text("admin.quiz")), (home, known.title)),
        section="personas",
        settle=settled,
        after=home if old is None else "",
    )


def _sections(known: Around, question: Question) -> tuple[Section, ...]:
    own: Parts = (
        Part("text", "line", "admin_quiz.question", needed=True),
        Part("help", "line", "admin_quiz.question_help"),
    )
    answers = Section(
        "answers", _answers(known, question), "admin_quiz.answers", "admin_quiz.answers_help", is_list=True
    )
    return (Section("", own), answers)


def _answers(known: Around, question: Question) -> Parts:
    old = [need for one in question.answers for need in one.needs]
    return (
        Part("key", "kept", "admin_quiz.key"),
        Part("label", "label", "admin_quiz.answer", needed=True),
        needs_part(known.category, known.languages, old),
        Part("size", "group", "admin_persona.size", parts=_size(known), more=True),
        Part("budget", "group", "admin_persona.budget", parts=_budget(known), more=True),
        Part(
            "next",
            "choice",
            "admin_quiz.next",
            pairs=_later(known, question),
            more=True,
            help="admin_quiz.next_help",
        ),
    )


def _size(known: Around) -> Parts:
    return (
        Part("unit", "choice", "admin_persona.size_unit", needed=True, pairs=tuple(known.units)),
        Part("usual", "whole", "admin_persona.size_usual"),
        Part("min", "whole", "admin_persona.size_min"),
        Part("max", "whole", "admin_persona.size_max"),
    )


def _budget(known: Around) -> Parts:
    currencies = tuple(known.currencies)
    return (
        Part("amount", "amount", "admin_persona.budget_amount"),
        Part("currency", "choice", "admin_persona.budget_currency", needed=True, pairs=currencies),
        Part("per", "choice", "admin_persona.budget_per", needed=True, choices=PERS),
        Part("hard", "flag", "admin_persona.budget_hard"),
    )


def _later(known: Around, question: Question) -> tuple[tuple[str, str], ...]:
    """The questions after this one, and the end."""
    questions = questions_of(known.comparison)
    keys = [one.key for one in questions]
    place = keys.index(question.key) if question.key in keys else len(keys)
    later = [(one.key, label(one.text, known.languages)) for one in questions[place + 1 :]]
    return (*later, (END, words.speaker(known.languages[0]).text("admin_quiz.to_result")))


def _settled(whole: dict[str, Any], taken: set[str], *, is_new: bool) -> dict[str, Any]:
    if is_new:
        whole = with_key(whole | {"key": ""}, whole.get("text", {}), "question", taken)
    answers = whole.get("answers", ())
    keys = {one["key"] for one in answers if one.get("key")} | RESERVED
    return whole | {"answers": [with_key(one, one.get("label", {}), "answer", keys) for one in answers]}


def _question(record: AnyRecord, key: str) -> Question | None:
    if not isinstance(record, Comparison):
        return None
    return next((one for one in questions_of(record) if one.key == key), None)


def _with(comparison: Comparison, changed: Question) -> Comparison:
    there = questions_of(comparison)
    questions = tuple(changed if one.key == changed.key else one for one in there)
    if changed.key not in {one.key for one in there}:
        questions = (*questions, changed)
    return replace(comparison, quiz=Quiz(questions=questions))
