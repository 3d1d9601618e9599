"""The quiz: the open question, or what the answers led to; and in whose name a fit is said."""

from collections.abc import Mapping

from ..context import Context
from ..fitting import first_answer
from ..languages import other_language
from ..messages import Message, say
from ..personas import Persona
from ..quiz import FIRST_QUESTION, NOT_SURE, Question
from ..quizzing import Standing, longest_path, own_persona, standing
from ..view_controls import Choice, QuizStep, QuizView
from .column import Bench
from .judging import Judged
from .labels import named_choice

Parameters = tuple[tuple[str, str], ...]


def chosen_persona(bench: Bench) -> Persona | None:
    """Whom the tiers are judged for: the shopper by their own answers, else the persona they chose.

    Nobody while a question is open.
    """
    context, quiz = bench.context, bench.publication.comparison.quiz
    if context.quiz is not None:
        return None
    if quiz is not None and context.answers:
        return own_persona(quiz, context.answers)
    return next((one for one in bench.publication.personas if one.key == context.persona), None)


def basis(bench: Bench, persona: Persona) -> Message:
    """What the answer rests on, as the line above it."""
    if bench.context.answers:
        return say("quiz.basis")
    return say("fit.basis", persona=bench.label(persona.label))


def who(bench: Bench, persona: Persona) -> str | Message:
    """The persona's name inside a sentence."""
    return say("quiz.your_answers") if bench.context.answers else bench.label(persona.label)


def quiz_view(bench: Bench, judgement: Judged | None, names: Mapping[str, str]) -> QuizView | None:
    """Where the shopper stands in the quiz; None where there is none."""
    quiz, context = bench.publication.comparison.quiz, bench.context
    if quiz is None:
        return None
    now = standing(quiz, context.answers, context.quiz)
    done = judgement if context.answers else None
    return QuizView(
        count=longest_path(quiz, {}),
        start=_start(context),
        step=_step(bench, now),
        result=_result(bench, done, names) if done else None,
        runner_up=_runner_up(bench, done, names) if done else None,
        change=(("quiz", FIRST_QUESTION),) if done else None,
    )


def step_said(quiz: QuizView | None) -> Message | None:
    """What a screen reader is told when a question opens."""
    step = quiz.step if quiz else None
    if step is None:
        return None
    progress = say("quiz.progress", place=step.place, total=step.total)
    return say("quiz.live", progress=progress, question=step.text)


def _start(context: Context) -> Parameters:
    """From the first question on, with nothing answered; no other way into the chooser stays."""
    answered = ((f"a.{question}", "") for question in context.answers)
    return (*answered, ("pain", ""), ("persona", ""), ("quiz", FIRST_QUESTION))


def _step(bench: Bench, now: Standing) -> QuizStep | None:
    if now.place is None:
        return None
    question = now.path[now.place]
    return QuizStep(
        key=question.key,
        name=f"a.{question.key}",
        text=bench.label(question.text),
        help=bench.optional_label(question.help),
        place=now.place + 1,
        total=now.total,
        options=_options(bench, question, now.given.get(question.key)),
        back=(("quiz", now.way_to(now.place - 1)),) if now.place else None,
        leave=_leave(now),
        lang=other_language(question.text, bench.languages),
        help_lang=other_language(question.help, bench.languages) if question.help else None,
    )


def _options(bench: Bench, question: Question, given: str | None) -> tuple[Choice, ...]:
    answers = (named_choice(bench, one.key, one.label, selected=one.key == given) for one in question.answers)
    return (*answers, Choice(value=NOT_SURE, label=say("quiz.not_sure"), selected=given == NOT_SURE))


def _leave(now: Standing) -> Parameters:
    """Back to where the shopper came from: to the result, or with no answer at all."""
    answered = () if now.is_answered else ((f"a.{question}", "") for question in now.given)
    return (*answered, ("quiz", ""))


def _result(bench: Bench, done: Judged, names: Mapping[str, str]) -> Message | None:
    noun, tier = bench.publication.comparison.noun, done.first.tier
    if tier is None:
        return None
    fit = done.fit(tier)
    if not (fit.because or fit.but) and done.first.mark == "lowest_cost":
        return say(f"quiz.result_of_nothing.{noun}", tier=names[tier])
    return say(f"quiz.result.{noun}", tier=names[tier])


def _runner_up(bench: Bench, done: Judged, names: Mapping[str, str]) -> Message | None:
    """The next one that fits and can be bought."""
    rest = tuple(tier for tier in done.order if tier != done.first.tier)
    tier = first_answer(rest, done.fits, done.candidates).tier if done.first.tier else None
    return say(f"quiz.next_best.{bench.publication.comparison.noun}", tier=names[tier]) if tier else None
