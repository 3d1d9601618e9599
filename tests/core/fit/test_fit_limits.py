"""Budgets and sizes: what a persona can spend, and how many a tier can hold."""

import pytest
from builders_fit import NO, YES, basis, budget, goods, must, people, persona, product, seats, should, tier

from comparison.core.fit import Fit, Reason
from comparison.core.fitting import Candidate, fit_tier
from comparison.core.fitting.limits import capacities
from comparison.core.money import Money
from comparison.core.pricing.model import Price
from comparison.core.sizes import SizeRange


def budget_of(candidate: Candidate, **persona_fields) -> Reason:
    found = fit_tier(persona(**persona_fields), candidate, basis())
    (reason,) = [one for one in (*found.because, *found.but) if one.kind == "budget"]
    return reason


def won(amount: int) -> Money:
    return Money(minor=amount, currency="KRW")


@pytest.mark.parametrize(
    ("amount", "per", "outcome", "over"),
    [
        ("8.75", "unit-month", "met", None),
        ("8.74", "unit-month", "unmet", "0.01"),
        ("122.50", "month", "met", None),
        ("100", "month", "unmet", "22.50"),
        ("1470", "horizon", "met", None),
        ("1469.99", "horizon", "unmet", "0.01"),
        ("122.50", "now", "met", None),
        ("122.49", "now", "unmet", "0.01"),
        ("0", "now", "unmet", "122.50"),
    ],
)
def test_a_budget_is_kept_up_to_its_last_cent_in_its_own_measure(amount, per, outcome, over):
    candidate = tier("pro", {}, seats("pro", "8.75", 14))
    reason = budget_of(candidate, size=people(14), budget=budget(amount, per))
    assert (reason.outcome, reason.over) == (outcome, over)


def test_what_is_over_is_rounded_up():
    reason = budget_of(tier("a", {}, goods("a", 1, 100)), budget=budget(2, "month", currency="KRW"))
    assert reason.over == "1"


def test_a_monthly_budget_counts_what_is_due_over_the_whole_horizon():
    candidate = tier("plus", {}, goods("plus", 289_000, 393_000))
    assert budget_of(candidate, budget=budget(10_916, currency="KRW")).outcome == "unmet"
    assert budget_of(candidate, budget=budget(10_917, currency="KRW")).outcome == "met"


@pytest.mark.parametrize(
    ("amount", "outcome"), [(33_899, "unmet"), (33_900, "unknown"), (39_899, "unknown"), (39_900, "met")]
)
def test_a_budget_inside_a_bounded_price_is_unknown(amount, outcome):
    quote = goods("a", 39_900, status="bounded", headline_low=won(33_900), horizon_low=won(33_900))
    assert budget_of(tier("a", {}, quote), budget=budget(amount, "now", currency="KRW")).outcome == outcome
    assert (
        budget_of(tier("a", {}, quote), budget=budget(amount, "horizon", currency="KRW")).outcome == outcome
    )


@pytest.mark.parametrize(("amount", "outcome"), [(29_999, "unmet"), (30_000, "unknown"), (90_000, "unknown")])
def test_an_open_price_can_miss_a_budget_but_never_keep_it(amount, outcome):
    candidate = tier("a", {}, goods("a", 30_000, status="open"))
    assert budget_of(candidate, budget=budget(amount, "now", currency="KRW")).outcome == outcome


@pytest.mark.parametrize("hard", [True, False])
def test_a_price_on_request_leaves_the_budget_unknown(hard):
    found = fit_tier(persona(budget=budget(999, hard=hard)), tier("grid", {}, seats("grid", None)), basis())
    assert found.level == ("unclear" if hard else "partial")


def test_a_budget_in_another_currency_is_unknown():
    assert budget_of(tier("a", {}, goods("a", 1)), budget=budget(999, "now")).outcome == "unknown"


def test_a_soft_budget_that_is_missed_costs_the_first_level_only():
    assert fit_tier(persona(budget=budget(1)), tier("a", {}, seats("a", "2")), basis()).level == "partial"


def test_a_hard_budget_that_is_missed_excludes_the_tier():
    found = fit_tier(persona(budget=budget(1, hard=True)), tier("a", {}, seats("a", "2")), basis())
    assert (found.level, [one.kind for one in found.blockers]) == ("no", ["budget"])


def sized(count: int, *capacity: SizeRange, usual: int = 1, **product_fields) -> Fit:
    candidate = tier("a", {}, capacity=capacity, **product_fields)
    return fit_tier(persona(size=people(usual)), candidate, basis(user=count))


@pytest.mark.parametrize(("count", "level"), [(4, "no"), (5, "strong"), (10, "strong"), (11, "no")])
def test_a_size_outside_the_capacity_is_an_unmet_must(count, level):
    found = sized(count, SizeRange(unit="user", min=5, max=10))
    assert found.level == level
    assert [one.kind for one in found.blockers] == (["size"] if level == "no" else [])


def test_a_size_reason_holds_the_end_that_was_passed():
    found = sized(11, SizeRange(unit="user", min=5, max=10))
    assert (found.blockers[0].feature, found.blockers[0].value.amount) == ("user", "10")
    assert sized(4, SizeRange(unit="user", min=5, max=10)).blockers[0].value.amount == "5"


def test_a_tier_that_states_no_capacity_holds_any_size():
    assert sized(1_000_000).level == "strong"


def test_a_capacity_in_another_unit_says_nothing_about_the_size():
    assert sized(50, SizeRange(unit="site", max=1)).level == "strong"


def test_the_usual_size_counts_where_the_context_names_no_quantity():
    candidate = tier("a", {}, capacity=(SizeRange(unit="user", max=10),))
    assert fit_tier(persona(size=people(11)), candidate, basis()).level == "no"


def test_the_least_size_counts_where_no_usual_one_is_stated():
    candidate = tier("a", {}, capacity=(SizeRange(unit="user", max=10),))
    size = SizeRange(unit="user", min=11, max=50)
    assert fit_tier(persona(size=size), candidate, basis()).level == "no"


def price(most: int | None, unit: str = "user") -> Price:
    return Price(market="US", currency="USD", quantity_unit=unit, max_quantity=most)


@pytest.mark.parametrize(
    ("prices", "most"),
    [
        ((price(10), price(25)), 25),
        ((price(10), price(None)), None),
        ((price(10), price(99, "site")), 10),
        ((price(None),), None),
    ],
)
def test_a_quantity_that_no_price_sells_is_past_the_capacity(prices, most):
    found = capacities(product("a", {}, prices=prices)).get("user")
    assert (found.max if found else None) == most


def test_a_stated_capacity_stands_before_what_prices_sell():
    made = product("a", {}, prices=(price(10),), capacity=(SizeRange(unit="user", max=99),))
    assert capacities(made)["user"].max == 99


def test_reasons_stand_by_level_then_by_weight_and_the_budget_after_needs_of_its_weight():
    who = persona(
        should("light", weight=1),
        should("heavy", weight=9),
        must("small"),
        must("big", weight=5),
        should("plain"),
        size=people(3),
        budget=budget(1),
    )
    values = dict.fromkeys(("light", "heavy", "small", "big", "plain"), NO)
    candidate = tier("a", values, seats("a", "2"), capacity=(SizeRange(unit="user", max=1),))
    found = fit_tier(who, candidate, basis())
    said = [one.feature or one.kind for one in found.but]
    assert said == ["big", "small", "user", "heavy", "plain", "budget", "light"]


def test_a_weight_of_its_own_counts_as_points_and_a_must_never_does():
    who = persona(must("a", weight=50), should("b", weight=7), should("c"))
    found = fit_tier(who, tier("t", dict.fromkeys("abc", YES)), basis())
    assert found.points == 10


@pytest.mark.parametrize(("amount", "outcome"), [("8.75", "met"), ("8.74", "unmet")])
def test_a_budget_for_each_unit_counts_what_was_asked_for_where_the_persona_has_no_size(amount, outcome):
    candidate = tier("pro", {}, seats("pro", "8.75", 14))
    assert budget_of(candidate, budget=budget(amount, "unit-month")).outcome == outcome
