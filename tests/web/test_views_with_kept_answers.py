"""What earlier views of an edition found changes nothing in a later one."""

import random

import pytest
from builders_demo_views import contexts_of, demo_editions, seen

from comparison.core.kept import Kept

SEEDS = (1, pytest.param(2, marks=pytest.mark.slow))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_view_is_the_same_whatever_was_looked_at_before(seed):
    for edition in demo_editions():
        kept = Kept()
        queries = [*contexts_of(edition)] * 2
        random.Random(seed).shuffle(queries)  # noqa: S311  An order to try, no secret.
        for query in queries:
            assert seen(edition, query, kept) == seen(edition, query), query


def test_an_answer_is_worked_out_once():
    kept, asked = Kept(), []
    found = [kept.once("sum", (1, 2), lambda: asked.append("asked") or 3) for _ in range(3)]
    assert (found, asked) == ([3, 3, 3], ["asked"])


def test_other_questions_and_other_kinds_have_answers_of_their_own():
    kept = Kept()
    assert [
        kept.once("sum", 1, lambda: "a"),
        kept.once("sum", 2, lambda: "b"),
        kept.once("name", 1, lambda: "c"),
    ] == [*"abc"]


def test_no_answer_is_an_answer_too():
    kept = Kept()
    kept.once("price", 1, lambda: None)
    assert kept.once("price", 1, lambda: "asked again") is None


def test_of_each_kind_only_the_last_few_are_kept():
    kept = Kept()
    for number in range(5):
        kept.once("row", number, lambda: "first", most=3)
    again = [kept.once("row", number, lambda: "again", most=9) for number in range(5)]
    assert again == ["again", "again", "first", "first", "first"]
