"""Dominance: never worse on a listed row, never dearer, and better somewhere."""

import pytest
from builders_fit import (
    NO,
    NOT_STATED,
    TODAY,
    YES,
    add_on,
    basis,
    extra,
    falling,
    feature,
    goods,
    number,
    persona,
    rising,
    seats,
    tier,
    unlimited,
)

from comparison.core.catalogue import Cell
from comparison.core.fitting import dominates, fit_tiers
from comparison.core.fitting.advantage import known_value
from comparison.core.sizes import SizeRange
from comparison.core.values import NotApplicable, Words

ROWS = (rising("area"), falling("noise"), feature("app"), feature("colour", kind="text"))
BASE = {"area": number(10), "noise": number(10), "app": NO}


def pair(better, worse, better_price="5", worse_price="5", **more):
    return (
        tier("better", {**BASE, **better}, seats("better", better_price), **more),
        tier("worse", {**BASE, **worse}, seats("worse", worse_price)),
    )


def is_dominated(better, worse, better_price="5", worse_price="5", **more):
    first, second = pair(better, worse, better_price, worse_price, **more)
    return dominates(first, second, ROWS, TODAY)


@pytest.mark.parametrize(
    ("better", "worse", "expected"),
    [
        pytest.param({"area": number(11)}, {}, True, id="more area"),
        pytest.param({"noise": number(9)}, {}, True, id="less noise"),
        pytest.param({"noise": number(11)}, {}, False, id="more noise"),
        pytest.param({"app": YES}, {}, True, id="an app"),
        pytest.param({"app": extra("pack")}, {}, True, id="an app for extra money rather than none"),
        pytest.param({"app": YES}, {"app": extra("pack")}, True, id="an app rather than one for extra money"),
        pytest.param({"app": extra("one")}, {"app": extra("two")}, False, id="two ways to pay extra"),
        pytest.param({"area": unlimited()}, {}, True, id="unlimited"),
        pytest.param({"area": unlimited(number(9))}, {}, False, id="unlimited up to a smaller fair use"),
        pytest.param({"area": number(11), "noise": number(11)}, {}, False, id="a trade"),
        pytest.param({}, {}, False, id="nothing between them"),
        pytest.param(
            {"area": number(11), "app": NOT_STATED}, {"app": NOT_STATED}, False, id="unknown on both sides"
        ),
        pytest.param({"area": number(11)}, {"app": NOT_STATED}, False, id="unknown on one side"),
        pytest.param(
            {"area": number(11), "app": NotApplicable()},
            {"app": NotApplicable()},
            True,
            id="both not concerned",
        ),
        pytest.param({"area": number(11), "app": NotApplicable()}, {}, False, id="one not concerned"),
        pytest.param(
            {"area": number(11, "m2")}, {"area": number(10, "l")}, False, id="units that do not meet"
        ),
        pytest.param(
            {"area": number(11), "colour": Words(text={"en": "red"})}, {}, True, id="words are not ranked"
        ),
        pytest.param(
            {"app": Cell(feature="app", value=YES, claim=True)}, {}, False, id="a claim without evidence"
        ),
    ],
)
def test_a_tier_is_dominated_by_what_is_listed(better, worse, expected):
    assert is_dominated(better, worse) is expected


@pytest.mark.parametrize(
    ("better_price", "worse_price", "expected"),
    [("4", "5", True), ("5", "5", False), (None, "5", False), ("5", None, False)],
)
def test_between_equal_tiers_the_lower_price_dominates_and_an_unknown_one_rules_it_out(
    better_price, worse_price, expected
):
    assert is_dominated({}, {}, better_price, worse_price) is expected


def test_a_dearer_tier_never_dominates():
    assert not is_dominated({"area": number(99)}, {}, "6", "5")


def test_a_tier_that_holds_fewer_does_not_dominate():
    assert not is_dominated({"area": number(99)}, {}, capacity=(SizeRange(unit="user", max=5),))


def test_a_tier_for_which_an_add_on_is_missing_does_not_dominate():
    better, worse = pair({"area": number(99)}, {})
    with_pack = tier("worse", BASE, seats("worse", "5"), add_ons=(add_on("pack", {"app": YES}),))
    assert dominates(better, worse, ROWS, TODAY)
    assert not dominates(better, with_pack, ROWS, TODAY)


def test_nothing_is_dominated_where_no_row_has_a_direction():
    better, worse = pair({}, {}, "4", "5")
    assert not dominates(better, worse, (feature("colour", kind="text"),), TODAY)


def test_a_dominated_tier_is_flagged_with_the_one_that_dominates_it():
    better, worse = pair({"area": number(11)}, {})
    fits = fit_tiers(persona(), (worse, better), basis(*ROWS))
    assert [(fit.flags, fit.dominated_by) for fit in fits] == [(("dominated",), "better"), ((), None)]


def test_a_tier_that_costs_more_now_and_less_in_the_end_does_not_dominate():
    better = tier("better", BASE | {"app": YES}, goods("better", 20, 30))
    assert not dominates(better, tier("worse", BASE, goods("worse", 10, 40)), ROWS, TODAY)
    assert dominates(better, tier("worse", BASE, goods("worse", 20, 40)), ROWS, TODAY)


@pytest.mark.parametrize(("direction", "relied_on"), [("none", NO), ("higher", NO), ("lower", None)])
def test_a_seller_who_claims_to_have_none_is_believed_unless_none_is_the_better(direction, relied_on):
    claimed = Cell(feature="palm-oil", value=NO, claim=True)
    assert known_value(feature("palm-oil", direction=direction), claimed, TODAY) == relied_on
