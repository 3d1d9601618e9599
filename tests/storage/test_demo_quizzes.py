"""Every way to answer the demo quizzes leads to the tier that trying everything finds."""

from itertools import groupby

import pytest
from builders_demo import demo_edition
from builders_oracle import LEVELS, TODAY, best, combos, named, publication_of, wish_of

from comparison.core.asking import read_asked
from comparison.core.compare import compare
from comparison.core.view import View
from comparison.web.shapes import fits_of

CHAT, AIR, COFFEE, PLANS = (
    ("team-chat", "plans"),
    ("hanui", "air-purifiers"),
    ("coffee", "everyday"),
    ("shop-plans", "plans"),
)
SOLD_OUT = ("hanui", "air-purifiers-sold-out")
# Each answer with each other; the two largest where there is time.
PLACES = (
    CHAT,
    AIR,
    COFFEE,
    *(pytest.param(one, marks=pytest.mark.slow, id="/".join(one)) for one in (SOLD_OUT, PLANS)),
)


def view_of(place: tuple[str, str], answers: dict[str, str], **more: str) -> View:
    pairs = [*((f"a.{question}", key) for question, key in answers.items()), *more.items()]
    return compare(demo_edition(*place), read_asked(pairs), TODAY)


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_view_json_and_order_name_the_tier_that_trying_everything_finds(place: tuple[str, str]) -> None:
    publication, differing = publication_of(place), []
    for answers in combos(publication):
        verdicts = best(publication, wish_of(publication, answers))
        view = view_of(place, answers)
        fits = fits_of(view)
        assert view.answer is not None
        told = (view.answer.tier, fits.answer, next((one.key for one in view.tiers if one.answer), None))
        order = tuple(one.tier for one in verdicts)
        levels = {one.tier: one.level for one in verdicts}
        if (
            set(told) != {named(verdicts)}
            or not view.order == tuple(one.tier for one in fits.tiers) == order
            or {one.tier: one.level for one in fits.tiers} != levels
        ):
            differing.append((answers, told, view.order, levels))
    assert differing == []


def test_a_higher_budget_never_makes_anything_fit_less() -> None:
    publication = publication_of(AIR)
    spends = ("to-300000", "to-500000", "to-700000", "not-sure")
    by_rest = sorted(combos(publication), key=lambda one: [one["room"], one["household"], one["bedroom"]])
    for _, group in groupby(by_rest, key=lambda one: (one["room"], one["household"], one["bedroom"])):
        answers = {one["spend"]: one for one in group}
        views = [view_of(AIR, answers[spend]) for spend in spends]
        for tiers in zip(*(view.tiers for view in views), strict=True):
            heights = [LEVELS.index(tier.fit.level) for tier in tiers if tier.fit]
            assert heights == sorted(heights, reverse=True)
        answered = [_height_of_answer(view) for view in views]
        assert answered == sorted(answered, reverse=True)


def _height_of_answer(view: View) -> int:
    return min(
        (LEVELS.index(tier.fit.level) for tier in view.tiers if tier.answer and tier.fit), default=len(LEVELS)
    )


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_what_is_named_is_the_cheapest_of_those_that_fit_fully(place: tuple[str, str]) -> None:
    for answers in combos(publication_of(place)):
        view = view_of(place, answers)
        strong = {
            tier.key: tier.quote.horizon_total.minor
            for tier in view.tiers
            if tier.fit
            and tier.fit.level == "strong"
            and tier.stock is None
            and tier.quote.horizon_total
            and tier.quote.status in {"complete", "complete_ex_tax"}
        }
        if strong and view.answer:
            assert view.answer.tier is not None
            assert strong[view.answer.tier] == min(strong.values())


def test_over_100_square_metres_nothing_fits_and_max_is_closest() -> None:
    view = view_of(AIR, {"room": "over-100", "household": "children"})
    assert view.answer is not None
    assert view.answer.statement is not None
    assert (view.answer.tier, view.answer.statement.key) == (None, "fit.none_fits.product")
    assert view.answer.statement.arguments["tier"] == "맥스"


def test_with_plus_sold_out_max_is_named_and_plus_beside_it() -> None:
    view = view_of(SOLD_OUT, {"room": "living-room", "household": "children"})
    assert view.answer is not None
    assert view.answer.beside is not None
    assert (view.answer.tier, view.answer.beside.arguments["tier"]) == ("max", "플러스")


def test_where_only_a_plan_on_request_fits_it_is_said_to_fit() -> None:
    view = view_of(CHAT, {"rules": "health"})
    assert view.answer is not None
    assert view.answer.statement is not None
    assert (view.answer.statement.key, view.answer.beside) == ("fit.alone_on_request", None)


def test_the_answers_bring_their_quantities() -> None:
    assert dict(view_of(CHAT, {"people": "10-50"}).context.quantities) == {"user": 10}
    assert dict(view_of(PLANS, {"sales": "150000"}).context.quantities) == {"sales": 150000, "order": 3000}


@pytest.mark.parametrize(("place", "count"), [(CHAT, 4), (AIR, 4), (COFFEE, 3), (PLANS, 4)], ids=str)
def test_so_many_questions_are_announced(place: tuple[str, str], count: int) -> None:
    quiz = view_of(place, {}).quiz
    assert quiz is not None
    assert quiz.count == count
