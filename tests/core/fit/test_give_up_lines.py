"""The give-up line: needs that are not met, else what a tier lacks beside the others."""

import pytest
from builders_fit import (
    NO,
    NOT_STATED,
    YES,
    add_on,
    basis,
    extra,
    falling,
    feature,
    goods,
    must,
    nice,
    number,
    persona,
    rising,
    seats,
    should,
    tier,
    unlimited,
)

from comparison.core.catalogue import Arrival, Cell
from comparison.core.fit import GiveUp
from comparison.core.fitting import fit_tiers, give_up_lines
from comparison.core.values import NotApplicable

ROWS = (rising("area"), falling("noise"), feature("app"), feature("lock"))


def lines(*candidates, who=None, rows=ROWS, personas=()) -> dict[str, GiveUp]:
    shared = basis(*rows)
    fits = fit_tiers(who, candidates, shared) if who else ()
    found = give_up_lines(candidates, shared, fits=fits, persona=who, personas=personas)
    assert [one.tier for one in found] == [one.tier for one in candidates]
    return {one.tier: one for one in found}


def losses(line: GiveUp) -> list[tuple[str, str]]:
    return [(one.kind, one.feature) for one in line.disadvantages]


def test_unmet_and_unknown_needs_stand_alone():
    who = persona(must("app"), should("lock"))
    found = lines(
        tier("a", {"app": NO, "area": number(1)}), tier("b", {"app": YES, "area": number(9)}), who=who
    )
    assert [(one.feature, one.outcome) for one in found["a"].needs] == [("app", "unmet"), ("lock", "unknown")]
    assert found["a"].disadvantages == ()


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        ({"area": number(5, "m2")}, {"area": number(8, "m2")}, ("less", "area", "3", "m2")),
        ({"noise": number(24, "db")}, {"noise": number(20, "db")}, ("more", "noise", "4", "db")),
        (
            {"area": number(1, "kg", "1000", "g")},
            {"area": number(1500, "g", "1500", "g")},
            ("less", "area", "500", "g"),
        ),
        ({"area": number(5)}, {"area": unlimited()}, ("less", "area", None, None)),
        ({"area": unlimited(number(5))}, {"area": unlimited()}, ("less", "area", None, None)),
        ({"app": NO}, {"app": YES}, ("absent", "app", None, None)),
        ({"app": extra("pack")}, {"app": YES}, ("extra", "app", None, None)),
        ({"app": NO}, {"app": extra("pack")}, ("absent", "app", None, None)),
    ],
)
def test_a_disadvantage_says_in_which_row_and_by_how_much(own, other, expected):
    (loss,) = lines(tier("own", own), tier("other", other))["own"].disadvantages
    difference = loss.difference
    assert (
        loss.kind,
        loss.feature,
        difference and difference.amount,
        difference and difference.unit,
    ) == expected
    assert loss.against == "other"


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ({"app": YES}, {"app": NO}),
        ({"area": number(5)}, {"area": number(5)}),
        ({"app": NOT_STATED}, {"app": YES}),
        ({"app": NotApplicable()}, {"app": YES}),
        ({"app": NO}, {"app": Cell(feature="app", value=YES, claim=True)}),
        ({"colour": NO}, {"colour": YES}),
    ],
)
def test_what_is_no_known_disadvantage_is_not_said(own, other):
    assert lines(tier("own", own), tier("other", other))["own"].disadvantages == ()


def test_a_row_is_held_against_the_best_tier_in_it():
    found = lines(
        tier("a", {"area": number(1)}), tier("b", {"area": number(5)}), tier("c", {"area": number(9)})
    )
    assert [one.against for one in found["a"].disadvantages] == ["c"]


def test_at_most_two_disadvantages_are_said_rows_before_price():
    own = {"area": number(1), "noise": number(9), "app": NO, "lock": NO}
    other = {"area": number(2), "noise": number(8), "app": YES, "lock": YES}
    found = lines(tier("a", own, seats("a", "9")), tier("b", other, seats("b", "1")))
    assert losses(found["a"]) == [("less", "area"), ("more", "noise")]


def test_a_row_the_persona_needs_comes_first_beside_a_tier_that_fits_as_well():
    who = persona(must("lock"), must("area", ">=", 1))
    same = {"lock": YES, "noise": number(5)}
    found = lines(
        tier("a", {**same, "area": number(2), "app": NO}),
        tier("b", {**same, "area": number(9), "app": YES}),
        who=who,
        rows=(feature("app"), *ROWS[:2]),
    )
    assert losses(found["a"]) == [("less", "area"), ("absent", "app")]


def test_a_row_the_persona_needs_comes_last_where_only_tiers_that_fit_less_are_better():
    who = persona(must("area", ">=", 1), must("lock"))
    own = {"area": number(2), "lock": YES, "app": NO, "noise": number(6)}
    other = {"area": number(9), "lock": NO, "app": YES, "noise": number(5)}
    assert losses(lines(tier("a", own), tier("b", other), who=who)["a"]) == [
        ("more", "noise"),
        ("absent", "app"),
    ]


def test_what_all_others_do_better_comes_before_what_some_do():
    found = lines(
        tier("a", {"noise": number(6), "app": NO}),
        tier("b", {"noise": number(7), "app": YES}),
        tier("c", {"noise": number(5), "app": YES}),
        who=persona(),
    )
    assert losses(found["a"]) == [("absent", "app"), ("more", "noise")]


def test_before_anything_is_chosen_the_rows_most_personas_need_come_first():
    own, other = {"area": number(1), "app": NO, "lock": NO}, {"area": number(2), "app": YES, "lock": YES}
    found = lines(
        tier("a", own),
        tier("b", other),
        personas=(persona(nice("lock")), persona(must("app")), persona(nice("lock"))),
    )
    assert losses(found["a"]) == [("absent", "lock"), ("absent", "app")]


def test_a_price_on_request_is_given_up_first_where_others_have_a_price():
    found = lines(tier("a", {"app": NO}, seats("a", None)), tier("b", {"app": YES}, seats("b", "5")))
    assert losses(found["a"]) == [("unpriced", ""), ("absent", "app")]


def test_a_price_on_request_is_no_loss_where_nobody_has_a_price():
    found = lines(tier("a", {}, seats("a", None)), tier("b", {}, seats("b", None)))
    assert losses(found["a"]) == []


def test_the_dearer_of_two_equal_tiers_gives_up_the_difference_over_the_horizon():
    found = lines(tier("a", {}, seats("a", "9")), tier("b", {}, seats("b", "4")))
    (loss,) = found["a"].disadvantages
    assert (loss.kind, loss.against, loss.money.minor) == ("dearer", "b", 6_000)
    assert found["b"].disadvantages == ()


def test_slower_arrival_is_given_up_by_its_last_day():
    slow, quick = Arrival(days_min=5, days_max=7), Arrival(days_min=1, days_max=2)
    found = lines(tier("a", {}, goods("a", 1), arrival=slow), tier("b", {}, goods("b", 2), arrival=quick))
    assert [(one.kind, one.difference.amount, one.difference.unit) for one in found["a"].disadvantages] == [
        ("slower", "5", "day")
    ]
    assert losses(found["b"]) == [("dearer", "")]


def test_an_arrival_nobody_stated_is_not_called_slower():
    quick = Arrival(days_min=1, days_max=2)
    assert lines(tier("a", {}), tier("b", {}, arrival=quick))["a"].disadvantages == ()


def test_a_lower_direction_makes_having_it_the_disadvantage():
    rows = (feature("adverts", direction="lower"),)
    assert losses(lines(tier("a", {"adverts": YES}), tier("b", {"adverts": NO}), rows=rows)["a"]) == [
        ("more", "adverts")
    ]


def test_a_tier_alone_gives_up_nothing():
    assert lines(tier("a", {"app": NO}))["a"] == GiveUp(tier="a")


def test_the_figure_of_a_dearer_tier_holds_the_add_ons_its_fit_took():
    pack = add_on("pack", {"sso": YES})
    with_pack = tier("a", {"sso": NO}, seats("a", "4", extras={"pack": "3"}), add_ons=(pack,))
    found = lines(with_pack, tier("b", {"sso": YES}, seats("b", "4")), who=persona(must("sso")))
    assert [(one.kind, one.money.minor) for one in found["a"].disadvantages] == [("dearer", 3_600)]


def test_of_two_needed_rows_the_one_in_which_all_others_are_better_comes_first():
    who = persona(must("app"), must("lock"))
    found = lines(
        tier("a", {"lock": NO, "app": NO}),
        tier("b", {"lock": NO, "app": YES}),
        tier("c", {"lock": YES, "app": YES}),
        personas=(who,),
        rows=(feature("lock"), feature("app")),
    )
    assert losses(found["a"]) == [("absent", "app"), ("absent", "lock")]


def test_a_row_is_held_against_a_tier_that_fits_as_well_before_a_better_one_that_does_not():
    who = persona(must("lock"))
    found = lines(
        tier("a", {"lock": YES, "area": number(1)}),
        tier("b", {"lock": YES, "area": number(2)}),
        tier("c", {"lock": NO, "area": number(9)}),
        who=who,
    )
    assert [(one.against, one.difference.amount) for one in found["a"].disadvantages] == [("b", "1")]


def test_nothing_is_neither_more_nor_less_than_a_number_of_which_less_is_better():
    found = lines(tier("a", {"noise": NO}), tier("b", {"noise": number(9)}))
    assert [one.disadvantages for one in found.values()] == [(), ()]
