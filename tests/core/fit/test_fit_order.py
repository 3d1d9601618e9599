"""The order of tiers, the one that is named, what is true of it, and what stands beside it."""

import pytest
from builders_fit import (
    NO,
    NOT_STATED,
    YES,
    basis,
    budget,
    goods,
    must,
    nice,
    number,
    persona,
    seats,
    should,
    tier,
)

from comparison.core.fit import FirstAnswer
from comparison.core.fitting import Candidate, first_answer, fit_order, fit_tiers, for_less
from comparison.core.money import Money
from comparison.core.personas import Persona

WHO = persona(must("a"), should("b"), nice("c"))
STRONG, PARTIAL, UNCLEAR, MISFIT = (
    {"a": YES, "b": YES, "c": YES},
    {"a": YES, "b": NO, "c": YES},
    {"a": NOT_STATED, "b": YES, "c": YES},
    {"a": NO, "b": YES, "c": YES},
)


def ordered(*candidates: Candidate, who: Persona = WHO) -> tuple[str, ...]:
    return fit_order(fit_tiers(who, candidates, basis()), candidates)


def answer(*candidates: Candidate, who: Persona = WHO) -> FirstAnswer:
    fits = fit_tiers(who, candidates, basis())
    return first_answer(fit_order(fits, candidates), fits, candidates)


def priced(key, values, amount, **more):
    return tier(key, values, seats(key, amount), **more)


def won(key, values, now, **quote):
    return tier(key, values, goods(key, now, **quote))


def test_the_level_comes_first():
    tiers = [
        priced("no", MISFIT, "1"),
        priced("unclear", UNCLEAR, "1"),
        priced("partial", PARTIAL, "1"),
        priced("strong", STRONG, "9"),
    ]
    assert ordered(*tiers) == ("strong", "partial", "unclear", "no")


def test_inside_strong_the_lower_cost_comes_before_points():
    assert ordered(priced("rich", STRONG, "2"), priced("cheap", {**STRONG, "c": NO}, "1")) == (
        "cheap",
        "rich",
    )


def test_inside_strong_points_decide_between_equal_costs():
    assert ordered(priced("fewer", {**STRONG, "c": NO}, "1"), priced("more", STRONG, "1")) == (
        "more",
        "fewer",
    )


def test_inside_partial_points_come_before_the_lower_cost():
    assert ordered(priced("cheap", {**PARTIAL, "c": NO}, "1"), priced("rich", PARTIAL, "2")) == (
        "rich",
        "cheap",
    )


def test_inside_partial_the_lower_cost_decides_between_equal_points():
    assert ordered(priced("dear", PARTIAL, "2"), priced("cheap", PARTIAL, "1")) == ("cheap", "dear")


def test_the_position_decides_at_last():
    assert ordered(priced("first", STRONG, "1"), priced("second", STRONG, "1")) == ("first", "second")


def test_a_price_on_request_comes_after_priced_ones_of_its_level_and_before_the_next_level():
    tiers = [
        tier("asked", STRONG, seats("asked", None)),
        priced("dear", STRONG, "99"),
        priced("partial", PARTIAL, "1"),
    ]
    assert ordered(*tiers) == ("dear", "asked", "partial")


def test_an_open_price_counts_as_unpriced_and_what_is_not_available_comes_after_it():
    tiers = [
        won("refused", STRONG, 1, status="not_available", headline=None),
        won("open", STRONG, 1, status="open"),
        won("priced", STRONG, 9),
    ]
    assert ordered(*tiers) == ("priced", "open", "refused")


def test_a_bounded_price_counts_with_its_upper_end():
    low = Money(minor=1, currency="KRW")
    tiers = [
        won("bounded", STRONG, 9, status="bounded", headline_low=low, horizon_low=low),
        won("priced", STRONG, 8),
    ]
    assert ordered(*tiers) == ("priced", "bounded")


def test_the_first_tier_that_can_be_bought_is_named():
    found = answer(priced("sold", STRONG, "1", stock="sold_out"), priced("next", STRONG, "2"))
    assert (found.tier, found.beside, found.why_not) == ("next", "sold", "sold_out")


def test_a_price_on_request_that_would_come_first_stands_beside_a_partial_answer():
    found = answer(tier("asked", STRONG, seats("asked", None)), priced("partial", PARTIAL, "1"))
    assert (found.tier, found.beside, found.why_not) == ("partial", "asked", "on_request")


def test_a_tier_not_available_in_this_context_is_not_named():
    refused = won("refused", STRONG, 1, status="not_available", headline=None)
    found = answer(refused, won("partial", PARTIAL, 1))
    assert (found.tier, found.beside, found.why_not) == ("partial", "refused", "not_available")


def test_a_tier_that_is_gone_is_passed_over_in_silence():
    found = answer(priced("gone", STRONG, "1", stock="gone"), priced("next", STRONG, "2"))
    assert (found.tier, found.beside) == ("next", None)


def test_a_sold_out_tier_behind_the_answer_is_not_named():
    assert answer(priced("next", STRONG, "1"), priced("sold", STRONG, "2", stock="sold_out")).beside is None


def test_an_open_price_can_be_bought_and_is_named_without_a_mark():
    found = answer(won("open", STRONG, 1, status="open"), won("misfit", MISFIT, 1))
    assert (found.tier, found.mark) == ("open", None)


def test_what_cannot_be_confirmed_is_never_named_as_the_answer():
    found = answer(priced("unclear", UNCLEAR, "1"), priced("no", MISFIT, "1"))
    assert (found.tier, found.unclear, found.closest) == (None, "unclear", None)


def test_where_nothing_fits_the_closest_is_named_apart():
    found = answer(
        priced("two", {"a": NO, "d": NO}, "1"),
        priced("one", {"a": NO, "d": YES}, "9"),
        who=persona(must("a"), must("d")),
    )
    assert (found.tier, found.unclear, found.closest) == (None, None, "one")


def test_a_missed_hard_budget_counts_as_one_miss():
    who = persona(must("a"), must("d"), budget=budget(5, hard=True))
    found = answer(
        priced("lacks", {"a": NO, "d": NO}, "1"), priced("costs", {"a": YES, "d": YES}, "9"), who=who
    )
    assert found.closest == "costs"


def test_two_near_misses_are_further_than_one_that_is_far():
    who = persona(must("a", ">=", 10), must("d", ">=", 10))
    near, far = {"a": number(9), "d": number(9)}, {"a": number(1), "d": number(10)}
    assert answer(priced("near", near, "1"), priced("far", far, "1"), who=who).closest == "far"


def test_of_two_that_miss_one_need_the_nearer_is_closest_whatever_it_costs():
    who = persona(must("a", ">=", 10))
    candidates = priced("far", {"a": number(1)}, "1"), priced("near", {"a": number(9)}, "9")
    assert answer(*candidates, who=who).closest == "near"


@pytest.mark.parametrize(
    ("tiers", "mark"),
    [
        ([("a", STRONG, "1"), ("b", STRONG, "2")], "lowest_cost"),
        ([("a", STRONG, "1"), ("b", MISFIT, "0")], "lowest_cost"),
        ([("a", STRONG, "1"), ("b", STRONG, None)], "most_needs"),
        ([("a", {**STRONG, "c": NO}, "1"), ("b", STRONG, None)], None),
        ([("a", PARTIAL, "1"), ("b", {**PARTIAL, "c": NO}, "0")], "most_needs"),
        ([("a", PARTIAL, "1"), ("b", MISFIT, "0")], None),
    ],
)
def test_the_mark_says_only_what_is_true(tiers, mark):
    found = answer(*(tier(key, values, seats(key, amount)) for key, values, amount in tiers))
    assert (found.tier, found.mark) == ("a", mark)


def test_an_answer_by_musts_alone_has_nothing_it_could_have_most_of():
    candidates = priced("priced", STRONG, "1"), tier("asked", STRONG, seats("asked", None))
    found = answer(*candidates, who=persona(must("a")))
    assert (found.tier, found.mark) == ("priced", None)


def test_a_sold_out_tier_is_not_recommended_as_the_cheaper_one():
    candidates = (priced("sold", STRONG, "1", stock="sold_out"), priced("next", STRONG, "2"))
    assert fit_tiers(WHO, candidates, basis())[1].cheaper is None


def test_a_bounded_price_is_cheaper_only_if_its_upper_end_is():
    low = Money(minor=1, currency="KRW")
    bounded = won("bounded", STRONG, 9, status="bounded", headline_low=low, horizon_low=low)
    assert fit_tiers(WHO, (bounded, won("nine", STRONG, 9)), basis())[1].cheaper is None
    assert fit_tiers(WHO, (bounded, won("ten", STRONG, 10)), basis())[1].cheaper == "bounded"


def test_for_less_names_the_best_fitting_cheaper_tier_with_its_but():
    candidates = (
        priced("answer", STRONG, "9"),
        priced("poor", {**PARTIAL, "c": NO}, "1"),
        priced("good", PARTIAL, "2"),
    )
    found = for_less("answer", fit_tiers(WHO, candidates, basis()), candidates)
    assert (found.tier, found.money.minor, found.months, found.but.feature) == ("good", 8_400, 12, "b")


@pytest.mark.parametrize(
    "other",
    [
        priced("dearer", PARTIAL, "10"),
        priced("misfit", MISFIT, "1"),
        priced("unclear", UNCLEAR, "1"),
        priced("sold", PARTIAL, "1", stock="sold_out"),
        tier("asked", PARTIAL, seats("asked", None)),
    ],
)
def test_nothing_is_for_less_that_does_not_fit_or_cannot_be_bought_for_less(other):
    candidates = (priced("answer", STRONG, "9"), other)
    assert for_less("answer", fit_tiers(WHO, candidates, basis()), candidates) is None
