"""A quiz made from what the buyer types need: a starting point that can be changed afterwards."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from .... import words
from ....core.catalogue import Category, Feature
from ....core.languages import label
from ....core.messages import Quantified
from ....core.money import rounded_text
from ....core.personas import GATES, Need, Persona
from ....core.quiz import RESERVED, Question, Quiz, QuizAnswer
from ....core.sizes import SizeRange
from ....storage.formats.names import slug, unique
from ....words import Speaker

# Shoppers answer four or five; seven is the most that there can be.
MOST_MADE = 5
MOST_ANSWERS = 7
_SPOKEN = ("ko", "en")
_ORDER = ("must", "never", "should", "nice")
_CODES = {">=": "least", "<=": "most", "==": "exactly"}
# Says something in the language of a speaker; the second argument is the language's tag.
Told = Callable[[Speaker, str], str]
Answers = list[tuple[dict[str, str], dict[str, Any]]]


class _Asked(NamedTuple):
    """A question: how much it tells apart, and what its answers bring."""

    weight: int
    key: str
    text: dict[str, str]
    answers: Answers


def made_quiz(personas: Sequence[Persona], category: Category, languages: Sequence[str]) -> Quiz | None:
    """At most `MOST_MADE` questions about what *personas* need; None where they need nothing.

    What more of them need, and need more, is asked first; how many they are goes before all, money last.
    """
    spoken = tuple(one for one in languages if one in _SPOKEN) or (languages[0],)
    money = list(_budgets(personas, spoken))
    told = sorted(_features(personas, category, spoken), key=lambda one: -one.weight)
    asked = [*_sizes(personas, spoken), *told][: MOST_MADE - len(money)] + money
    taken = set(RESERVED)
    questions = tuple(_question(one, taken) for one in asked)
    return Quiz(questions=questions) if questions else None


def _question(asked: _Asked, taken: set[str]) -> Question:
    keys = set(RESERVED)
    answers = tuple(
        QuizAnswer(key=unique(slug(text.get("en", ""), fallback=f"a{place + 1}"), keys), label=text, **brings)
        for place, (text, brings) in enumerate(asked.answers)
    )
    return Question(key=unique(asked.key, taken), text=asked.text, answers=answers)


def _features(personas: Sequence[Persona], category: Category, spoken: Sequence[str]) -> Iterator[_Asked]:
    for feature in category.features:
        needs = [need for one in personas for need in one.needs if _can_be_asked(need, feature)]
        if needs:
            yield _about(feature, needs, spoken)


def _can_be_asked(need: Need, feature: Feature) -> bool:
    return need.feature == feature.key and (need.level != "never" or need.op == "has")


def _about(feature: Feature, needs: Sequence[Need], spoken: Sequence[str]) -> _Asked:
    distinct = _distinct(needs)[: MOST_ANSWERS - 1]
    asks = "ask_has" if all(need.op == "has" for need in distinct) else "ask_amount"
    answers: Answers = [(_texts(spoken, _need_words(need, feature)), {"needs": (need,)}) for need in distinct]
    answers.append((_texts(spoken, _said("no_matter")), {}))
    text = _texts(
        spoken, lambda speaker, tag: _said(asks, feature=label(feature.label, (tag,)))(speaker, tag)
    )
    return _Asked(sum(3 if need.level in GATES else 1 for need in needs), feature.key, text, answers)


def _distinct(needs: Sequence[Need]) -> list[Need]:
    """The needs that ask for different things, the strongest of each, from few to many."""
    found: dict[tuple[object, ...], Need] = {}
    for need in sorted(needs, key=lambda one: _ORDER.index(one.level)):
        found.setdefault((need.op, need.number, need.unit, need.texts, need.level == "never"), need)
    return sorted(found.values(), key=lambda one: Decimal(one.number or 0))


def _need_words(need: Need, feature: Feature) -> Told:
    if need.texts:
        return lambda _speaker, _tag: ", ".join(need.texts)
    if need.number is not None and need.op in _CODES:
        amount = Quantified(amount=need.number, unit=need.unit or feature.unit or "")
        return _said(f"amount_{_CODES[need.op]}", value=amount)
    return _said("must_not" if need.level == "never" else "must_have")


def _sizes(personas: Sequence[Persona], spoken: Sequence[str]) -> Iterator[_Asked]:
    sizes = dict.fromkeys(one.size for one in personas if one.size is not None)
    if len({size.unit for size in sizes}) != 1 or len(sizes) < 2:
        return
    ordered = sorted(sizes, key=lambda size: size.usual or size.min or size.max or 0)
    answers: Answers = [
        (_texts(spoken, _size_words(size)), {"size": size}) for size in ordered[:MOST_ANSWERS]
    ]
    unit = ordered[0].unit
    text = _texts(
        spoken, lambda speaker, _: speaker.text("admin_quiz.ask_size", unit=speaker.unit_name(unit))
    )
    yield _Asked(0, "size", text, answers)


def _size_words(size: SizeRange) -> Told:
    most = size.max or size.usual or size.min or 0
    count = Quantified(amount=str(most), unit=size.unit)
    if size.min and size.max and size.min != size.max:
        return _said("from_to", low=size.min, high=count)
    return _said("so_many", count=count)


def _budgets(personas: Sequence[Persona], spoken: Sequence[str]) -> Iterator[_Asked]:
    """One question about money, where all budgets are of one kind."""
    found = dict.fromkeys(one.budget for one in personas if one.budget is not None)
    kinds = {(one.currency, one.per) for one in found}
    if len(kinds) != 1:
        return
    ordered = sorted(found, key=lambda one: Decimal(one.amount))[: MOST_ANSWERS - 1]
    answers: Answers = [
        (_texts(spoken, _said("up_to", amount=rounded_text(one.amount, one.currency))), {"budget": one})
        for one in ordered
    ]
    answers.append((_texts(spoken, _said("no_matter")), {}))
    yield _Asked(0, "budget", _texts(spoken, _said(f"ask_budget_{ordered[0].per}")), answers)


def _said(key: str, **facts: object) -> Told:
    return lambda speaker, _: speaker.text(f"admin_quiz.{key}", **facts)


def _texts(spoken: Sequence[str], told: Told) -> dict[str, str]:
    return {tag: told(words.speaker(tag), tag) for tag in spoken}
