"""Needs of level never: a must turned round."""

import pytest
from builders_fit import (
    NO,
    NOT_STATED,
    YES,
    add_on,
    basis,
    extra,
    must,
    need,
    number,
    persona,
    seats,
    should,
    tier,
    unlimited,
    unpriced_add_on,
    words,
)

from comparison.core.catalogue import Cell, Evidence
from comparison.core.fit import Fit
from comparison.core.fitting import fit_tier
from comparison.core.fitting.closest import closest_tier
from comparison.core.personas import Persona
from comparison.core.values import Value


def never(feature: str, op: str = "has", wanted: str | int | tuple[str, ...] | None = None):
    return need(feature, op, wanted, level="never")


LAB = Evidence(body="Lab", number="1", valid_to="2099-12-31")


def fit(who: Persona, candidate) -> Fit:
    return fit_tier(who, candidate, basis())


def level(one, value: Value | Cell) -> str:
    return fit(persona(one), tier("t", {one.feature: value})).level


@pytest.mark.parametrize(
    ("one", "value", "expected"),
    [
        (never("tools"), YES, "no"),
        (never("tools"), NO, "strong"),
        (never("tools"), number(0), "strong"),
        (never("tools"), number(2), "no"),
        (never("tools"), NOT_STATED, "unclear"),
        (never("tools"), extra("kit"), "strong"),
        (never("noise", ">=", 50), number(49), "strong"),
        (never("noise", ">=", 50), number(50), "no"),
        (never("noise", ">=", 50), unlimited(), "no"),
        (never("area", "<=", 20), number(20), "no"),
        (never("area", "<=", 20), number(21), "strong"),
        (never("packaging", "in", ("plastic",)), words(en="Plastic"), "no"),
        (never("packaging", "in", ("plastic",)), words(en="Paper"), "strong"),
        (never("organic"), Cell(feature="organic", value=YES, claim=True), "unclear"),
        (never("organic"), Cell(feature="organic", value=NO, claim=True), "unclear"),
        (never("noise", ">=", 50), Cell(feature="noise", value=number(49), claim=True), "unclear"),
        (
            never("noise", ">=", 50),
            Cell(feature="noise", value=number(49), claim=True, evidence=LAB),
            "strong",
        ),
    ],
)
def test_it_is_met_by_what_does_not_meet_the_need_turned_round(one, value, expected):
    assert level(one, value) == expected


def test_no_cell_at_all_is_unknown():
    assert fit(persona(never("tools")), tier("t")).level == "unclear"


def test_it_counts_as_a_must_and_brings_no_points():
    found = fit(persona(never("tools"), must("lock")), tier("t", {"tools": NO, "lock": YES}))
    assert (found.tally.musts, found.tally.musts_met, found.points) == (2, 2, 0)


def test_it_is_named_among_the_blockers():
    found = fit(persona(never("tools")), tier("t", {"tools": YES}))
    assert [one.feature for one in found.blockers] == ["tools"]


def test_it_stands_before_a_should():
    found = fit(persona(should("app"), never("tools")), tier("t", {"tools": YES, "app": NO}))
    assert [one.feature for one in found.but] == ["tools", "app"]


def test_an_add_on_the_shopper_chose_brings_what_is_not_wanted():
    kit = add_on("kit", {"tools": YES})
    found = fit(persona(never("tools")), tier("t", {"tools": NO}, add_ons=(kit,), chosen=("kit",)))
    assert (found.level, found.but[0].add_on) == ("no", "kit")


def test_no_add_on_is_taken_for_it():
    kit = add_on("kit", {"tools": YES})
    found = fit(persona(never("tools")), tier("t", {"tools": NO}, add_ons=(kit,)))
    assert (found.level, found.add_ons) == ("strong", ())


def test_of_two_add_ons_the_one_is_taken_that_brings_nothing_unwanted():
    pack = add_on("pack", {"lock": YES, "tools": YES})
    lock = add_on("lock", {"lock": YES})
    candidate = tier(
        "t",
        {"lock": NO, "tools": NO},
        seats("t", "1", extras={"pack": "1", "lock": "9"}),
        add_ons=(pack, lock),
    )
    found = fit(persona(must("lock"), never("tools")), candidate)
    assert (found.level, found.add_ons) == ("strong", ("lock",))


def test_where_only_an_unwanted_add_on_meets_a_must_it_does_not_fit():
    pack = add_on("pack", {"lock": YES, "tools": YES})
    candidate = tier("t", {"lock": NO, "tools": NO}, seats("t", "1", extras={"pack": "1"}), add_ons=(pack,))
    found = fit(persona(must("lock"), never("tools")), candidate)
    assert (found.level, [one.feature for one in found.blockers]) == ("no", ["tools"])


def test_an_add_on_without_a_price_brings_it_all_the_same():
    pack = unpriced_add_on("pack", {"lock": YES, "tools": YES})
    candidate = tier("t", {"lock": NO, "tools": NO}, seats("t", "1", extras={"pack": None}), add_ons=(pack,))
    assert fit(persona(must("lock"), never("tools")), candidate).level == "no"


def test_the_closest_tier_is_the_one_that_is_nearer_to_what_is_refused():
    who = persona(never("noise", ">=", 40))
    candidates = [tier("loud", {"noise": number(80)}), tier("louder", {"noise": number(42)})]
    fits = [fit(who, one) for one in candidates]
    assert closest_tier(who, fits, candidates) == "louder"
