"""Whom the demo comparisons' tiers fit, and which one is named."""

import pytest
from builders_fit import by_tier, must, need, persona
from builders_fit_demos import (
    CHAT,
    CHAT_ROWS,
    COFFEE_PERSONAS,
    COFFEE_ROWS,
    PURIFIER_ROWS,
    PURIFIERS,
    chat,
    coffees,
    purifiers,
)
from builders_fit_slack import plans

from comparison.core.fit import FirstAnswer, Fit
from comparison.core.fitting import (
    Basis,
    Candidate,
    first_answer,
    fit_order,
    fit_tiers,
    fitted_quote,
    for_less,
    give_up_lines,
    personas_by_tier,
)
from comparison.core.money import Money
from comparison.core.personas import Persona


def judged(
    who: Persona, candidates: tuple[Candidate, ...], rows: Basis
) -> tuple[dict[str, Fit], FirstAnswer]:
    fits = fit_tiers(who, candidates, rows)
    return by_tier(fits), first_answer(fit_order(fits, candidates), fits, candidates)


def lost(
    who: Persona, candidates: tuple[Candidate, ...], rows: Basis, key: str
) -> list[tuple[str, str, str]]:
    fits = fit_tiers(who, candidates, rows)
    lines = {one.tier: one for one in give_up_lines(candidates, rows, fits=fits, persona=who)}
    assert lines[key].needs == ()
    return [(one.kind, one.feature, one.against) for one in lines[key].disadvantages]


def won(amount: int) -> Money:
    return Money(minor=amount, currency="KRW")


@pytest.mark.parametrize(
    ("key", "levels", "named"),
    [
        ("club", ("partial", "no", "no", "unclear"), "free"),
        ("team", ("no", "strong", "partial", "partial"), "pro"),
        ("company", ("no", "no", "strong", "strong"), "business-plus"),
        ("regulated", ("no", "no", "no", "unclear"), None),
    ],
)
def test_chat_plans_fit_the_personas_as_stated(key, levels, named):
    fits, answer = judged(CHAT[key], chat(CHAT[key]), CHAT_ROWS)
    assert tuple(fit.level for fit in fits.values()) == levels
    assert answer.tier == named


@pytest.mark.parametrize(
    ("key", "plan", "people", "minor"),
    [
        ("team", 1, 10, 8_750),
        ("team", 1, 14, 12_250),
        ("team", 2, 10, 15_000),
        ("company", 2, 51, 76_500),
        ("company", 2, 200, 300_000),
    ],
)
def test_chat_plans_cost_what_the_persona_reads(key, plan, people, minor):
    candidates = plans(people)
    rows = Basis(today=CHAT_ROWS.today, features=CHAT_ROWS.features, quantities={"user": people})
    fits = fit_tiers(CHAT[key], candidates, rows)
    assert fitted_quote(fits[plan], candidates[plan]).headline == Money(minor=minor, currency="USD")


@pytest.mark.parametrize(
    ("key", "plan", "lacks"), [("team", "pro", "single-sign-on"), ("company", "business-plus", "audit-logs")]
)
def test_the_named_chat_plan_gives_up_what_is_nice_to_have(key, plan, lacks):
    candidates = chat(CHAT[key])
    fits = fit_tiers(CHAT[key], candidates, CHAT_ROWS)
    lines = {one.tier: one for one in give_up_lines(candidates, CHAT_ROWS, fits=fits, persona=CHAT[key])}
    assert [one.feature for one in lines[plan].needs] == [lacks]
    assert lines[plan].disadvantages == ()


def test_a_strong_plan_on_request_gives_up_a_published_price():
    assert lost(CHAT["company"], chat(CHAT["company"]), CHAT_ROWS, "enterprise-grid")[0] == (
        "unpriced",
        "",
        "business-plus",
    )


@pytest.mark.parametrize(
    ("key", "levels", "named", "mark"),
    [
        ("studio", ("strong", "partial", "partial"), "lite", "lowest_cost"),
        ("children", ("no", "strong", "strong"), "plus", "lowest_cost"),
        ("pets", ("no", "partial", "partial"), "max", "most_needs"),
        ("open", ("no", "no", "strong"), "max", "lowest_cost"),
    ],
)
def test_purifiers_fit_the_homes_as_stated(key, levels, named, mark):
    fits, answer = judged(PURIFIERS[key], purifiers(), PURIFIER_ROWS)
    assert tuple(fit.level for fit in fits.values()) == levels
    assert (answer.tier, answer.mark) == (named, mark)


@pytest.mark.parametrize(
    ("key", "named", "losses"),
    [
        ("studio", "lite", [("absent", "child-lock", "plus"), ("absent", "app", "plus")]),
        ("children", "plus", [("less", "area", "max"), ("absent", "pet-odour-filter", "max")]),
        ("open", "max", [("more", "loudest", "plus"), ("slower", "", "lite")]),
    ],
)
def test_the_named_purifier_gives_up_what_the_page_says(key, named, losses):
    assert lost(PURIFIERS[key], purifiers(), PURIFIER_ROWS, named) == losses


def test_plus_has_35_square_metres_less_than_max():
    who = PURIFIERS["children"]
    fits = fit_tiers(who, purifiers(), PURIFIER_ROWS)
    line = give_up_lines(purifiers(), PURIFIER_ROWS, fits=fits, persona=who)[1]
    difference = line.disadvantages[0].difference
    assert (difference.amount, difference.unit) == ("35", "m2")


def test_max_says_that_plus_fits_too_for_222_000_won_less_over_three_years():
    candidates = purifiers()
    fits = fit_tiers(PURIFIERS["children"], candidates, PURIFIER_ROWS)
    assert (fits[2].cheaper, fits[2].flags) == ("plus", ("also_cheaper",))
    saving = for_less("max", fits, candidates)
    assert (saving.tier, saving.money, saving.months, saving.but) == ("plus", won(222_000), 36, None)


def test_max_is_115_000_won_over_the_budget_of_a_home_with_pets():
    fits, _ = judged(PURIFIERS["pets"], purifiers(), PURIFIER_ROWS)
    assert [(one.kind, one.over) for one in fits["max"].but] == [("budget", "115000")]


def test_plus_lacks_the_pet_odour_filter_for_a_home_with_pets():
    fits, _ = judged(PURIFIERS["pets"], purifiers(), PURIFIER_ROWS)
    assert [one.feature for one in fits["plus"].but] == ["pet-odour-filter"]


def test_a_cheaper_one_with_a_but_stands_beside_the_answer_for_a_home_with_pets():
    candidates = purifiers()
    saving = for_less("max", fit_tiers(PURIFIERS["pets"], candidates, PURIFIER_ROWS), candidates)
    assert (saving.tier, saving.money, saving.but.feature) == ("plus", won(222_000), "pet-odour-filter")


def test_nothing_fits_over_a_hundred_square_metres_and_max_is_closest():
    fits, answer = judged(persona(must("area", ">=", 101, unit="m2")), purifiers(), PURIFIER_ROWS)
    assert {fit.level for fit in fits.values()} == {"no"}
    assert (answer.tier, answer.closest) == (None, "max")
    assert [key for key, fit in fits.items() if "closest" in fit.flags] == ["max"]


def test_with_plus_sold_out_max_is_named_and_plus_beside_it():
    _, answer = judged(PURIFIERS["children"], purifiers(plus="sold_out"), PURIFIER_ROWS)
    assert (answer.tier, answer.beside, answer.why_not) == ("max", "plus", "sold_out")


def test_max_is_not_called_the_lowest_cost_while_a_sold_out_one_costs_less():
    _, answer = judged(PURIFIERS["children"], purifiers(plus="sold_out"), PURIFIER_ROWS)
    assert answer.mark == "most_needs"


@pytest.mark.parametrize(
    ("key", "levels", "named"),
    [
        ("daily", ("strong", "partial", "partial"), "blend"),
        ("organic", ("no", "strong", "unclear"), "peru"),
        ("travel", ("no", "no", "strong"), "drip-bags"),
        ("less-waste", ("no", "strong", "no"), "peru"),
    ],
)
def test_coffees_fit_the_drinkers_as_stated(key, levels, named):
    fits, answer = judged(COFFEE_PERSONAS[key], coffees(), COFFEE_ROWS)
    assert tuple(fit.level for fit in fits.values()) == levels
    assert answer.tier == named


def test_a_claim_without_evidence_cannot_be_confirmed_and_says_so():
    fits, _ = judged(COFFEE_PERSONAS["organic"], coffees(), COFFEE_ROWS)
    (reason,) = fits["drip-bags"].but
    assert (reason.outcome, reason.unproven, reason.value.yes) == ("unknown", True, True)


def test_expired_evidence_is_the_sellers_own_statement_again():
    fits, _ = judged(persona(must("fair-trade")), coffees(), COFFEE_ROWS)
    assert {key: fit.level for key, fit in fits.items()} == dict.fromkeys(
        ("blend", "peru", "drip-bags"), "unclear"
    )


def test_the_row_for_names_each_purifiers_personas_and_leaves_nobody_out():
    answers = {key: judged(who, purifiers(), PURIFIER_ROWS)[1] for key, who in PURIFIERS.items()}
    assert personas_by_tier(answers) == {"lite": ("studio",), "plus": ("children",), "max": ("pets", "open")}


def test_the_row_for_has_no_persona_whose_answer_is_nobody():
    answers = {key: judged(who, chat(who), CHAT_ROWS)[1] for key, who in CHAT.items()}
    assert personas_by_tier(answers) == {"free": ("club",), "pro": ("team",), "business-plus": ("company",)}


def test_a_need_that_no_plan_states_leaves_every_level_unclear():
    fits, _ = judged(persona(need("dark-mode")), purifiers(), PURIFIER_ROWS)
    assert {fit.level for fit in fits.values()} == {"unclear"}
