"""The golden table: six personas against Slack's plans of 2025-03-08."""

import pytest
from builders_fit import basis, budget, by_tier, must, nice, people, persona, should
from builders_fit_slack import FEATURES, PLANS, plans

from comparison.core.fit import Fit
from comparison.core.fitting import first_answer, fit_order, fit_tiers, fitted_quote
from comparison.core.money import Money
from comparison.core.personas import Persona

HISTORY, CALLS, APPS = "use-messages-access", "use-voice-and-video-calls", "use-apps-and-services"
F1 = persona(
    must(HISTORY, ">=", 365, unit="day"),
    should("workflow-builder"),
    should("lists"),
    nice("single-sign-on"),
    size=people(14),
    budget=budget(10, "unit-month"),
)
F2 = persona(
    must("single-sign-on"),
    must("users-management-scim"),
    must("export-messages"),
    should("24-7-support"),
    should("data-residence"),
    nice("audit-logs"),
    size=people(200),
)
F3 = persona(
    must("compliance-hipaa"),
    must("legal-retention-hold"),
    size=people(80),
    budget=budget(20, "unit-month", hard=True),
)
F4 = persona(
    must("slack-connect"),
    should(HISTORY, ">=", 365, unit="day"),
    should(CALLS, ">=", 3, unit="user"),
    size=people(8),
    budget=budget(0, hard=True),
)
F5_TEN = persona(must(APPS, ">=", 10), size=people(1))
F5_ELEVEN = persona(must(APPS, ">=", 11), size=people(1))
F6 = persona(must("slack-ai"), size=people(20))


def fits_of(who: Persona) -> dict[str, Fit]:
    return by_tier(fit_tiers(who, plans(who.size.usual), basis(*FEATURES)))


def missing(fit: Fit) -> tuple[str, ...]:
    return tuple(reason.feature or reason.kind for reason in fit.but)


def cost(who: Persona, plan: str) -> Money | None:
    candidate = plans(who.size.usual)[PLANS.index(plan)]
    return fitted_quote(fits_of(who)[plan], candidate).headline


def usd(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


@pytest.mark.parametrize(
    ("who", "levels"),
    [
        pytest.param(F1, ("no", "strong", "partial", "partial"), id="F1"),
        pytest.param(F2, ("no", "no", "strong", "strong"), id="F2"),
        pytest.param(F3, ("no", "no", "no", "unclear"), id="F3"),
        pytest.param(F4, ("partial", "no", "no", "unclear"), id="F4"),
        pytest.param(F5_TEN, ("strong", "strong", "strong", "strong"), id="F5 ten"),
        pytest.param(F5_ELEVEN, ("no", "strong", "strong", "strong"), id="F5 eleven"),
        pytest.param(F6, ("no", "unclear", "unclear", "unclear"), id="F6"),
    ],
)
def test_each_plan_has_the_level_of_the_golden_table(who, levels):
    fits = fits_of(who)
    assert tuple(fits[plan].level for plan in PLANS) == levels


@pytest.mark.parametrize(
    ("who", "plan", "but"),
    [
        (F1, "free", (HISTORY, "workflow-builder", "lists", "single-sign-on")),
        (F1, "pro", ("single-sign-on",)),
        (F1, "business-plus", ("budget",)),
        (F1, "enterprise-grid", ("budget",)),
        (
            F2,
            "free",
            (
                "single-sign-on",
                "users-management-scim",
                "export-messages",
                "24-7-support",
                "data-residence",
                "audit-logs",
            ),
        ),
        (
            F2,
            "pro",
            ("single-sign-on", "users-management-scim", "export-messages", "data-residence", "audit-logs"),
        ),
        (F2, "business-plus", ("audit-logs",)),
        (F2, "enterprise-grid", ()),
        (F3, "business-plus", ("compliance-hipaa", "legal-retention-hold")),
        (F3, "enterprise-grid", ("budget",)),
        (F4, "free", (HISTORY, CALLS)),
        (F4, "pro", ("budget",)),
        (F4, "enterprise-grid", ("budget",)),
        (F6, "pro", ("slack-ai",)),
    ],
)
def test_each_plan_says_what_it_lacks(who, plan, but):
    assert missing(fits_of(who)[plan]) == but


@pytest.mark.parametrize(
    ("who", "plan", "amount"),
    [
        (F1, "pro", 12_250),
        (F1, "business-plus", 21_000),
        (F2, "business-plus", 300_000),
        (F4, "pro", 7_000),
        (F6, "pro", 17_500),
        (F6, "business-plus", 30_000),
    ],
)
def test_the_headline_is_the_figure_of_the_golden_table(who, plan, amount):
    assert cost(who, plan) == usd(amount)


def test_business_plus_is_five_dollars_a_person_over_the_budget_of_a_team_of_fourteen():
    (reason,) = fits_of(F1)["business-plus"].but
    assert (reason.kind, reason.outcome, reason.over) == ("budget", "unmet", "5.00")


def test_pro_is_seventy_dollars_over_the_budget_of_a_club_that_pays_nothing():
    (reason,) = fits_of(F4)["pro"].blockers
    assert (reason.kind, reason.over) == ("budget", "70.00")


def test_a_plan_on_request_leaves_the_budget_unknown_and_not_missed():
    (reason,) = fits_of(F3)["enterprise-grid"].but
    assert (reason.outcome, reason.over) == ("unknown", None)


def test_business_plus_comes_before_the_plan_on_request_though_both_are_strong():
    candidates = plans(200)
    order = fit_order(fit_tiers(F2, candidates, basis(*FEATURES)), candidates)
    assert order == ("business-plus", "enterprise-grid", "pro", "free")


def test_no_plan_is_named_where_only_one_with_an_unknown_price_may_fit():
    candidates = plans(80)
    fits = fit_tiers(F3, candidates, basis(*FEATURES))
    answer = first_answer(fit_order(fits, candidates), fits, candidates)
    assert (answer.tier, answer.unclear, answer.closest) == (None, "enterprise-grid", None)


@pytest.mark.parametrize(
    ("who", "plan", "cheaper"),
    [
        (F5_TEN, "free", None),
        (F5_TEN, "pro", "free"),
        (F5_TEN, "business-plus", "free"),
        (F5_TEN, "enterprise-grid", None),
        (F5_ELEVEN, "pro", None),
        (F5_ELEVEN, "business-plus", "pro"),
        (F5_ELEVEN, "enterprise-grid", None),
    ],
)
def test_a_strong_plan_names_the_cheapest_strong_one_unless_its_own_price_is_unknown(who, plan, cheaper):
    fit = fits_of(who)[plan]
    assert fit.cheaper == cheaper
    assert ("also_cheaper" in fit.flags) is (cheaper is not None)


def test_an_unpriced_add_on_leaves_the_must_unknown_and_is_named():
    fit = fits_of(F6)["pro"]
    assert (fit.add_ons, fit.unpriced_add_ons) == ((), ("slack-ai",))
    assert [(one.outcome, one.add_on) for one in fit.but] == [("unknown", "slack-ai")]


@pytest.mark.parametrize("who", [F1, F2, F3, F4, F5_TEN, F5_ELEVEN, F6])
def test_no_plan_is_dominated(who):
    assert all("dominated" not in fit.flags for fit in fits_of(who).values())


def test_the_tally_counts_needs_by_level():
    tally = fits_of(F1)["pro"].tally
    assert (tally.musts_met, tally.musts) == (1, 1)
    assert (tally.shoulds_met, tally.shoulds) == (2, 2)
    assert (tally.nices_met, tally.nices) == (0, 1)


def test_points_count_shoulds_three_and_nices_one_and_musts_nothing():
    assert [fits_of(F2)[plan].points for plan in PLANS] == [0, 3, 6, 7]
