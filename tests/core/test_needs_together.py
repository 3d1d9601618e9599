"""Which need follows from which, and which two no value can meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparison.core.fit import Outcome
from comparison.core.fitting.outcomes import outcome, turned_round
from comparison.core.needs import clashes, contradictory, follows, joined
from comparison.core.personas import Need
from comparison.core.values import (
    Extra,
    Listing,
    NotApplicable,
    NotStated,
    Number,
    Unlimited,
    Value,
    Words,
    YesNo,
)


def need(op: str = "has", number: str | None = None, level: str = "must", **more: object) -> Need:
    return Need(feature="area", op=op, number=number, level=level, **more)  # type: ignore[arg-type]


def texts(op: str, *said: str, level: str = "must") -> Need:
    return need(op, level=level, texts=said)


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        (need(">=", "40"), need(">=", "60")),
        (need("<=", "60"), need("<=", "40")),
        (need(">=", "40"), need("==", "40")),
        (need("<=", "40"), need("==", "40")),
        (need(), need(">=", "1")),
        (texts("in", "red", "blue"), texts("in", "Red")),
        (need(">=", "40", level="should"), need(">=", "60")),
        (need(">=", "60", level="never"), need(">=", "40", level="never")),
        (need(">=", "4", level="never"), need(level="never")),
        (
            need(">=", "1", unit="kg", base="1000", base_unit="g"),
            need(">=", "2000", unit="g", base="2000", base_unit="g"),
        ),
    ],
)
def test_the_weaker_need_follows_from_the_stronger_one_and_not_the_other_way(weaker, stronger):
    assert follows(weaker, stronger)
    assert not follows(stronger, weaker)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (need(">=", "40"), need("<=", "60")),
        (need(), need(">=", "0")),
        (need(">=", "60"), need(">=", "40", level="never")),
        (need(">=", "40"), need(">=", "60", level="should")),
        (texts("in", "red"), texts("in", "blue")),
        (need(">=", "1", unit="kg"), need(">=", "2", unit="cm")),
    ],
)
def test_needs_that_say_different_things_do_not_follow(one, other):
    assert not follows(one, other)


def test_needs_of_different_features_do_not_follow():
    assert not follows(Need(feature="area"), Need(feature="noise"))


def test_the_same_need_asked_twice_is_kept_once():
    assert joined([need(">=", "40"), need(">=", "40")]) == (need(">=", "40"),)


def test_of_two_levels_the_stronger_one_is_kept():
    assert joined([need(level="nice"), need(level="must")]) == (need(level="must"),)


def test_what_does_not_follow_is_kept_in_order():
    both = (need(">=", "40"), need("<=", "60"), Need(feature="noise"))
    assert joined(both) == both


def test_a_later_need_takes_the_place_of_an_earlier_one_that_follows_from_it():
    assert joined([need(">=", "40"), Need(feature="noise"), need(">=", "60")]) == (
        Need(feature="noise"),
        need(">=", "60"),
    )


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (need(), need(level="never")),
        (need(">=", "60"), need("<=", "40")),
        (need("==", "60"), need("<=", "40")),
        (need("==", "60"), need("==", "40")),
        (need(">=", "60"), need(">=", "40", level="never")),
        (texts("in", "red"), texts("in", "red", "blue", level="never")),
    ],
)
def test_these_contradict_each_other_whichever_comes_first(left, right):
    assert contradictory(left, right)
    assert contradictory(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (need(">=", "40"), need("<=", "40")),
        (need(">=", "40"), need(">=", "60", level="never")),
        (need(">=", "60", level="should"), need("<=", "40")),
        (texts("in", "red"), texts("in", "blue")),
        (Need(feature="noise"), Need(feature="area", level="never")),
    ],
)
def test_these_can_both_be_met(left, right):
    assert not contradictory(left, right)


def test_clashes_are_named_by_their_places():
    assert clashes([need(), Need(feature="noise"), need(level="never")]) == [(0, 2)]


NUMBERS = ("0", "1", "4", "5", "6")
VALUES: tuple[Value, ...] = (
    *(Number(amount=amount) for amount in NUMBERS),
    Unlimited(),
    Unlimited(fair_use=Number(amount="5")),
    YesNo(yes=True),
    YesNo(yes=False),
    Words(text={"en": "red"}),
    Listing(items=({"en": "red"}, {"en": "blue"})),
    NotStated(),
    NotApplicable(),
    Extra(add_on="kit"),
)
levels = st.sampled_from(("must", "never", "should", "nice"))
needs = st.one_of(
    st.builds(need, st.sampled_from((">=", "<=", "==")), st.sampled_from(NUMBERS), levels),
    st.builds(need, st.just("has"), st.none(), levels),
    st.builds(
        lambda op, said, level: texts(op, *said, level=level),
        st.sampled_from(("in", "==")),
        st.sampled_from((("red",), ("blue",), ("red", "blue"))),
        levels,
    ),
)


def outcome_here(one: Need, value: Value) -> Outcome:
    found = outcome(one, value)
    return turned_round(found) if one.level == "never" else found


@given(needs, needs, st.sampled_from(VALUES))
def test_what_follows_is_met_wherever_the_other_is(weaker, stronger, value):
    if follows(weaker, stronger) and outcome_here(stronger, value) == "met":
        assert outcome_here(weaker, value) == "met"


@given(needs, needs, st.sampled_from(VALUES))
def test_no_value_meets_both_of_two_that_contradict_each_other(left, right, value):
    if contradictory(left, right):
        assert {outcome_here(left, value), outcome_here(right, value)} != {"met"}
