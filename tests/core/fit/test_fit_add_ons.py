"""Needs met through add-ons: which are taken, which cannot be, and what that does to a level."""

import pytest
from builders_fit import (
    NO,
    NOT_STATED,
    YES,
    add_on,
    basis,
    budget,
    extra,
    must,
    number,
    persona,
    seats,
    should,
    tier,
    unlimited,
    unpriced_add_on,
)
from msgspec.structs import replace

from comparison.core.fit import Fit
from comparison.core.fitting import Candidate, fit_tier, fitted_quote
from comparison.core.fitting.bundles import bundles_for
from comparison.core.fitting.offers import offer_of
from comparison.core.money import Money
from comparison.core.pricing.quote import Quote


def with_add_ons(values, *add_ons, prices=None, **more) -> Candidate:
    """A tier at 10 dollars a month; each add-on costs 5 more unless *prices* says otherwise."""
    costs = {one.key: "5" for one in add_ons} | (prices or {})
    return tier("pro", values, seats("pro", "10", extras=costs), add_ons=add_ons, **more)


def fit(candidate: Candidate, *needs, **more) -> Fit:
    return fit_tier(persona(*needs, **more), candidate, basis())


def test_a_priced_add_on_meets_a_must_and_joins_the_total():
    candidate = with_add_ons({"sso": NO}, add_on("sso-pack", {"sso": YES}))
    found = fit(candidate, must("sso"))
    assert (found.level, found.add_ons) == ("strong", ("sso-pack",))
    assert found.because[0].add_on == "sso-pack"
    assert fitted_quote(found, candidate).headline.minor == 1500


def test_an_add_on_is_not_taken_for_a_should():
    found = fit(with_add_ons({"sso": NO}, add_on("sso-pack", {"sso": YES})), should("sso"))
    assert (found.level, found.add_ons) == ("partial", ())


def test_an_add_on_taken_for_a_must_lends_nothing_to_a_should():
    both = add_on("pack", {"sso": YES, "scim": YES})
    found = fit(with_add_ons({"sso": NO, "scim": NO}, both), must("sso"), should("scim"))
    assert (found.level, [one.feature for one in found.but]) == ("partial", ["scim"])


def test_an_add_on_is_not_taken_where_the_tier_meets_the_must_itself():
    assert fit(with_add_ons({"sso": YES}, add_on("sso-pack", {"sso": YES})), must("sso")).add_ons == ()


def test_an_add_on_that_is_chosen_serves_a_should_too():
    candidate = with_add_ons({"sso": NO}, add_on("sso-pack", {"sso": YES}), chosen=("sso-pack",))
    found = fit(candidate, should("sso"))
    assert (found.level, found.add_ons) == ("strong", ())
    assert fitted_quote(found, candidate).headline.minor == 1500


def test_an_unpriced_add_on_leaves_the_must_unknown():
    found = fit(
        with_add_ons({"ai": NO}, unpriced_add_on("ai-pack", {"ai": YES}), prices={"ai-pack": None}),
        must("ai"),
    )
    assert (found.level, found.unpriced_add_ons) == ("unclear", ("ai-pack",))


def test_a_line_without_an_amount_makes_an_add_on_unpriced():
    found = fit(
        with_add_ons({"ai": NO}, add_on("ai-pack", {"ai": YES}), prices={"ai-pack": None}), must("ai")
    )
    assert (found.level, found.unpriced_add_ons) == ("unclear", ("ai-pack",))


def test_an_unpriced_add_on_that_is_chosen_leaves_the_must_unknown_too():
    candidate = with_add_ons(
        {"ai": NO}, unpriced_add_on("ai-pack", {"ai": YES}), prices={"ai-pack": None}, chosen=("ai-pack",)
    )
    assert fit(candidate, must("ai")).level == "unclear"


def test_a_priced_add_on_is_preferred_to_an_unpriced_one():
    found = fit(
        with_add_ons(
            {"ai": NO}, unpriced_add_on("a", {"ai": YES}), add_on("b", {"ai": YES}), prices={"a": None}
        ),
        must("ai"),
    )
    assert (found.level, found.add_ons, found.unpriced_add_ons) == ("strong", ("b",), ())


def test_the_cheapest_way_to_meet_a_must_is_taken():
    found = fit(
        with_add_ons(
            {"ai": NO}, add_on("a", {"ai": YES}), add_on("b", {"ai": YES}), prices={"a": "7", "b": "6"}
        ),
        must("ai"),
    )
    assert found.add_ons == ("b",)


def test_one_add_on_that_meets_two_musts_is_taken_alone():
    found = fit(
        with_add_ons({"a": NO, "b": NO}, add_on("only-a", {"a": YES}), add_on("both", {"a": YES, "b": YES})),
        must("a"),
        must("b"),
    )
    assert (found.level, found.add_ons) == ("strong", ("both",))


def test_what_an_add_on_requires_is_taken_with_it():
    found = fit(
        with_add_ons(
            {"sso": NO}, add_on("base-pack"), add_on("sso-pack", {"sso": YES}, requires=("base-pack",))
        ),
        must("sso"),
    )
    assert (found.level, found.add_ons) == ("strong", ("base-pack", "sso-pack"))


def test_an_add_on_that_requires_the_product_itself_can_be_taken():
    one = add_on("sso-pack", {"sso": YES}, requires=("pro",))
    assert fit(with_add_ons({"sso": NO}, one), must("sso")).level == "strong"


def test_a_chosen_add_on_that_is_not_sold_with_the_product_serves_no_need_and_stays_in_the_quote():
    def quote(add_ons):
        if any("other" in one.available_for for one in add_ons):
            return Quote(tier="pro", status="not_available", currency="USD", interval="month", market="US")
        return seats("pro", "10")(add_ons)

    one = add_on("sso-pack", {"sso": YES}, available_for=("other",))
    candidate = tier("pro", {"sso": NO}, quote, add_ons=(one,), chosen=("sso-pack",))
    found = fit(candidate, must("sso"))
    assert (found.level, fitted_quote(found, candidate).status) == ("no", "not_available")


def test_an_add_on_whose_requirement_is_not_sold_here_cannot_be_taken():
    found = fit(with_add_ons({"sso": NO}, add_on("sso-pack", {"sso": YES}, requires=("gone",))), must("sso"))
    assert (found.level, found.add_ons) == ("no", ())


def test_a_must_is_unknown_where_a_priced_add_on_requires_an_unpriced_one():
    found = fit(
        with_add_ons(
            {"sso": NO},
            unpriced_add_on("base-pack", {}),
            add_on("sso-pack", {"sso": YES}, requires=("base-pack",)),
            prices={"base-pack": None},
        ),
        must("sso"),
    )
    assert (found.level, found.add_ons, found.unpriced_add_ons) == ("unclear", ("sso-pack",), ("base-pack",))


def test_add_ons_that_exclude_each_other_are_not_taken_together():
    found = fit(
        with_add_ons({"a": NO, "b": NO}, add_on("x", {"a": YES}, excludes=("y",)), add_on("y", {"b": YES})),
        must("a"),
        must("b"),
    )
    assert (found.level, len(found.add_ons)) == ("no", 1)


def test_two_add_ons_of_one_group_are_not_taken_together():
    found = fit(
        with_add_ons(
            {"a": NO, "b": NO}, add_on("x", {"a": YES}, group="g"), add_on("y", {"b": YES}, group="g")
        ),
        must("a"),
        must("b"),
    )
    assert found.level == "no"


def test_the_way_that_meets_the_most_musts_is_taken_though_it_comes_later():
    found = fit(
        with_add_ons(
            {"a": NO, "b": NO, "c": NO},
            add_on("x", {"a": YES}, excludes=("y", "z")),
            add_on("y", {"b": YES}),
            add_on("z", {"c": YES}),
        ),
        must("a"),
        must("b"),
        must("c"),
    )
    assert (found.add_ons, [one.feature for one in found.blockers]) == (("y", "z"), ["a"])


@pytest.mark.parametrize(
    ("available_for", "level"), [((), "strong"), (("pro",), "strong"), (("other",), "no")]
)
def test_an_add_on_counts_only_for_the_products_it_is_available_for(available_for, level):
    one = add_on("sso-pack", {"sso": YES}, available_for=available_for)
    assert fit(with_add_ons({"sso": NO}, one), must("sso")).level == level


@pytest.mark.parametrize(("chosen", "level"), [((), "no"), (("p",), "strong")])
def test_a_private_add_on_counts_only_for_whom_chose_it(chosen, level):
    one = add_on("p", {"sso": YES}, private=True)
    assert fit(with_add_ons({"sso": NO}, one, chosen=chosen), must("sso")).level == level


@pytest.mark.parametrize(
    ("wanted", "level", "taken"), [(10, "strong", ()), (15, "strong", ("five",)), (16, "no", ())]
)
def test_an_add_on_raises_a_limit_as_far_as_it_goes(wanted, level, taken):
    candidate = with_add_ons({"apps": number(10, "app")}, add_on("five", raises={"apps": "5"}))
    found = fit(candidate, must("apps", ">=", wanted, unit="app"))
    assert (found.level, found.add_ons) == (level, taken)


def test_two_add_ons_together_raise_a_limit_far_enough():
    candidate = with_add_ons(
        {"apps": number(10)}, add_on("five", raises={"apps": "5"}), add_on("three", raises={"apps": "3"})
    )
    assert fit(candidate, must("apps", ">=", 18)).add_ons == ("five", "three")


def test_a_limit_is_raised_in_its_own_unit_and_compared_in_the_base_unit():
    candidate = with_add_ons({"data": number(1, "gb", "1000", "mb")}, add_on("more", raises={"data": "2"}))
    wanted = must("data", ">=", 3000, unit="mb", base="3000", base_unit="mb")
    assert fit(candidate, wanted).level == "strong"


def test_a_fair_use_number_is_raised_too():
    candidate = with_add_ons({"data": unlimited(number(50))}, add_on("more", raises={"data": "10"}))
    assert fit(candidate, must("data", ">=", 60)).add_ons == ("more",)


def test_a_cell_for_extra_money_is_met_through_the_add_on_it_names():
    found = fit(with_add_ons({"ai": extra("ai-pack")}, add_on("ai-pack")), must("ai"))
    assert (found.level, found.add_ons) == ("strong", ("ai-pack",))


def test_a_cell_for_extra_money_is_not_included_for_a_should():
    assert fit(with_add_ons({"ai": extra("ai-pack")}, add_on("ai-pack")), should("ai")).level == "partial"


def test_a_cell_that_names_an_add_on_nobody_knows_leaves_the_must_unknown():
    found = fit(with_add_ons({"ai": extra("ai-pack")}), must("ai"))
    assert (found.level, found.but[0].add_on, found.unpriced_add_ons) == ("unclear", "ai-pack", ())


def test_an_add_on_completes_what_the_tier_has_not_stated():
    found = fit(with_add_ons({"sso": NOT_STATED}, add_on("sso-pack", {"sso": YES})), must("sso"))
    assert (found.level, found.add_ons) == ("strong", ("sso-pack",))


def test_an_add_on_that_has_not_stated_a_feature_leaves_the_tier_s_no_a_no():
    assert fit(with_add_ons({"sso": NO}, add_on("p", {"sso": NOT_STATED})), must("sso")).level == "no"


def test_an_unknown_must_is_better_than_an_add_on_past_a_hard_budget():
    candidate = with_add_ons({"sso": NOT_STATED}, add_on("sso-pack", {"sso": YES}))
    found = fit(candidate, must("sso"), budget=budget(12, hard=True))
    assert (found.level, found.add_ons) == ("unclear", ())


def test_the_priced_part_alone_can_miss_a_hard_budget():
    candidate = with_add_ons({"ai": NO}, unpriced_add_on("ai-pack", {"ai": YES}), prices={"ai-pack": None})
    found = fit(candidate, must("ai"), budget=budget(9, hard=True))
    assert (found.level, [one.kind for one in found.blockers]) == ("no", ["budget"])


def test_an_add_on_with_which_the_tier_cannot_be_had_is_not_taken():
    def quote(add_ons):
        if add_ons:
            return Quote(tier="pro", status="not_available", currency="USD", interval="month", market="US")
        return seats("pro", "10")(add_ons)

    candidate = tier("pro", {"sso": NO}, quote, add_ons=(add_on("sso-pack", {"sso": YES}),))
    found = fit(candidate, must("sso"))
    assert (found.level, found.add_ons) == ("no", ())


def test_the_order_of_add_ons_and_needs_does_not_change_what_is_taken():
    ones = (add_on("a", {"x": YES}), add_on("b", {"y": YES}), add_on("c", {"x": YES, "y": YES}))
    needs = (must("x"), must("y"))
    forwards = fit(with_add_ons({"x": NO, "y": NO}, *ones, prices={"c": "11"}), *needs)
    backwards = fit(with_add_ons({"x": NO, "y": NO}, *reversed(ones), prices={"c": "11"}), *reversed(needs))
    assert set(forwards.add_ons) == set(backwards.add_ons) == {"a", "b"}


def test_a_hundred_add_ons_cost_a_bounded_number_of_quotes():
    asked = []

    def quote(add_ons):
        asked.append(add_ons)
        return seats("pro", "10", extras={f"a{index}": "1" for index in range(100)})(add_ons)

    ones = tuple(add_on(f"a{index}", {f"f{index % 60}": YES}) for index in range(100))
    candidate = tier("pro", {f"f{index}": NO for index in range(60)}, quote, add_ons=ones)
    assert fit(candidate, *(must(f"f{index}") for index in range(60))).level == "no"
    assert len(asked) < 100


def usd(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


def test_the_way_with_the_better_level_is_taken_though_it_costs_more_in_the_end():
    def quote(add_ons):
        bought = {one.key for one in add_ons}
        now = 1000 + 3000 * ("at-once" in bought) + 500 * ("monthly" in bought)
        total = 12_000 + 3000 * ("at-once" in bought) + 6000 * ("monthly" in bought)
        return replace(seats("pro", "10")(()), headline=usd(now), horizon_total=usd(total))

    ways = (add_on("at-once", {"sso": YES}), add_on("monthly", {"sso": YES}))
    found = fit(tier("pro", {"sso": NO}, quote, add_ons=ways), must("sso"), budget=budget(20, "now"))
    assert (found.level, found.add_ons) == ("strong", ("monthly",))


def test_an_unpriced_add_on_is_not_taken_where_it_makes_nothing_known():
    candidate = with_add_ons({"ai": NOT_STATED}, unpriced_add_on("p", {"ai": YES}), prices={"p": None})
    found = fit(candidate, must("ai"))
    assert (found.level, found.unpriced_add_ons, found.but[0].add_on) == ("unclear", (), None)


def on_request_with_add_ons(add_ons) -> Quote:
    """A quote that an add-on without a price leaves without any figure, and without a line."""
    return seats("pro", None if add_ons else "10")(add_ons)


def test_an_add_on_that_takes_the_price_away_is_unpriced():
    candidate = tier("pro", {"ai": NO}, on_request_with_add_ons, add_ons=(add_on("p", {"ai": YES}),))
    found = fit(candidate, must("ai"))
    assert (found.level, found.unpriced_add_ons) == ("unclear", ("p",))


def test_a_hard_budget_that_the_tier_misses_by_itself_stays_missed_with_an_unpriced_add_on():
    candidate = tier("pro", {"ai": NO}, on_request_with_add_ons, add_ons=(add_on("p", {"ai": YES}),))
    assert fit(candidate, must("ai"), budget=budget(9, hard=True)).level == "no"


def test_the_least_a_tier_costs_leaves_out_what_requires_an_unpriced_add_on():
    def quote(add_ons):
        keys = {one.key for one in add_ons}
        if keys == {"sso-pack"}:
            return Quote(tier="pro", status="not_available", currency="USD", interval="month", market="US")
        return seats("pro", None if keys else "10")(add_ons)

    ones = (unpriced_add_on("base-pack", {}), add_on("sso-pack", {"sso": YES}, requires=("base-pack",)))
    found = fit(tier("pro", {"sso": NO}, quote, add_ons=ones), must("sso"), budget=budget(9, hard=True))
    assert (found.level, [one.kind for one in found.blockers]) == ("no", ["budget"])


def test_a_number_that_is_to_be_bought_with_an_add_on_that_does_not_state_it_is_unknown():
    found = fit(with_add_ons({"apps": extra("pack")}, add_on("pack")), must("apps", ">=", 10))
    assert found.level == "unclear"


def test_no_bundle_is_tried_that_could_spare_an_add_on():
    candidate = with_add_ons({"a": NO}, add_on("x", {"a": YES}), add_on("y", {"a": YES}))
    tried = bundles_for([must("a")], candidate, offer_of(candidate, basis().today))
    assert [[one.key for one in bundle] for bundle in tried] == [["x"], ["y"]]
