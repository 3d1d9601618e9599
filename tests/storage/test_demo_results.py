"""Every persona of the demo comparisons gets the answer and the figures that the plan worked out by hand."""

import datetime

import pytest
from builders_demo import demo_edition

from comparison.core.asking import read_asked
from comparison.core.check import run
from comparison.core.compare import compare
from comparison.core.view import TierView, View

TODAY = datetime.date(2026, 11, 22)
CHAT, AIR, COFFEE, PLANS = (
    ("team-chat", "plans"),
    ("hanui", "air-purifiers"),
    ("coffee", "everyday"),
    ("shop-plans", "plans"),
)


def view_of(place: tuple[str, str], **asked: str) -> View:
    pairs = [(name.replace("__", "."), value) for name, value in asked.items()]
    return compare(demo_edition(*place), read_asked(pairs), TODAY)


def tier_of(place: tuple[str, str], tier: str, **asked: str) -> TierView:
    return next(one for one in view_of(place, **asked).tiers if one.key == tier)


# What each persona reads of each tier: its level, and what is due first in major units.
RESULTS = [
    (CHAT, "club", "free", "partial", "0.00"),
    (CHAT, "club", "pro", "no", "70.00"),
    (CHAT, "club", "business-plus", "no", "120.00"),
    (CHAT, "club", "grid", "unclear", "on request"),
    (CHAT, "team", "free", "no", "0.00"),
    (CHAT, "team", "pro", "strong", "87.50"),
    (CHAT, "team", "business-plus", "partial", "150.00"),
    (CHAT, "team", "grid", "partial", "on request"),
    (CHAT, "company", "free", "no", "0.00"),
    (CHAT, "company", "pro", "no", "446.25"),
    (CHAT, "company", "business-plus", "strong", "765.00"),
    (CHAT, "company", "grid", "strong", "on request"),
    (CHAT, "regulated", "free", "no", "0.00"),
    (CHAT, "regulated", "pro", "no", "700.00"),
    (CHAT, "regulated", "business-plus", "no", "1200.00"),
    (CHAT, "regulated", "grid", "unclear", "on request"),
    (AIR, "studio", "lite", "strong", "162000"),
    (AIR, "studio", "plus", "partial", "289000"),
    (AIR, "studio", "max", "partial", "459000"),
    (AIR, "children", "lite", "no", "162000"),
    (AIR, "children", "plus", "strong", "289000"),
    (AIR, "children", "max", "strong", "459000"),
    (AIR, "pets", "lite", "no", "162000"),
    (AIR, "pets", "plus", "partial", "289000"),
    (AIR, "pets", "max", "partial", "459000"),
    (AIR, "open-living", "lite", "no", "162000"),
    (AIR, "open-living", "plus", "no", "289000"),
    (AIR, "open-living", "max", "strong", "459000"),
    (COFFEE, "daily-cups", "blend", "strong", "34000"),
    (COFFEE, "daily-cups", "peru", "partial", "27000"),
    (COFFEE, "daily-cups", "drip-bags", "partial", "21000"),
    (COFFEE, "organic-only", "blend", "no", "34000"),
    (COFFEE, "organic-only", "peru", "strong", "27000"),
    (COFFEE, "organic-only", "drip-bags", "unclear", "21000"),
    (COFFEE, "travel", "blend", "no", "34000"),
    (COFFEE, "travel", "peru", "no", "27000"),
    (COFFEE, "travel", "drip-bags", "strong", "21000"),
    (COFFEE, "less-waste", "blend", "no", "34000"),
    (COFFEE, "less-waste", "peru", "strong", "27000"),
    (COFFEE, "less-waste", "drip-bags", "no", "21000"),
    (PLANS, "solo", "basic", "strong", "214.00"),
    (PLANS, "solo", "shopify", "strong", "270.00"),
    (PLANS, "solo", "advanced", "strong", "554.00"),
    (PLANS, "staff", "basic", "no", "1439.00"),
    (PLANS, "staff", "shopify", "strong", "1425.00"),
    (PLANS, "staff", "advanced", "strong", "1639.00"),
    (PLANS, "abroad", "basic", "no", "5289.00"),
    (PLANS, "abroad", "shopify", "no", "5055.00"),
    (PLANS, "abroad", "advanced", "strong", "5049.00"),
    (PLANS, "abroad", "plus", "strong", "at least 2300.00"),
    (PLANS, "stores", "basic", "no", "10539.00"),
    (PLANS, "stores", "shopify", "no", "10005.00"),
    (PLANS, "stores", "advanced", "no", "9699.00"),
    (PLANS, "stores", "plus", "strong", "at least 2300.00"),
]


@pytest.mark.parametrize(("place", "persona", "tier", "level", "first"), RESULTS)
def test_each_persona_reads_this_level_and_this_sum(
    place: tuple[str, str], persona: str, tier: str, level: str, first: str
) -> None:
    view = tier_of(place, tier, persona=persona)
    assert view.fit is not None
    assert (view.fit.level, due_first(view)) == (level, first)


def due_first(view: TierView) -> str:
    money = view.quote.headline
    if money is None:
        return view.quote.status.replace("_", " ")
    amount = str(money.minor) if money.currency == "KRW" else f"{money.minor // 100}.{money.minor % 100:02}"
    return f"at least {amount}" if view.quote.status == "open" else amount


ANSWERS = [
    (CHAT, "club", "free", None),
    (CHAT, "team", "pro", "fit.mark_cheapest.plan"),
    (CHAT, "company", "business-plus", None),
    (CHAT, "regulated", None, None),
    (AIR, "studio", "lite", "fit.mark_cheapest.product"),
    (AIR, "children", "plus", "fit.mark_cheapest.product"),
    (AIR, "pets", "max", "fit.mark_most"),
    (AIR, "open-living", "max", "fit.mark_cheapest.product"),
    (COFFEE, "daily-cups", "blend", "fit.mark_cheapest.product"),
    (COFFEE, "organic-only", "peru", "fit.mark_cheapest.product"),
    (COFFEE, "travel", "drip-bags", "fit.mark_cheapest.product"),
    (COFFEE, "less-waste", "peru", "fit.mark_cheapest.product"),
    (PLANS, "solo", "basic", None),
    (PLANS, "staff", "shopify", None),
    (PLANS, "abroad", "advanced", None),
    (PLANS, "stores", "plus", None),
]


@pytest.mark.parametrize(("place", "persona", "tier", "mark"), ANSWERS)
def test_each_persona_is_named_this_tier_and_told_no_more_than_is_true(
    place: tuple[str, str], persona: str, tier: str | None, mark: str | None
) -> None:
    view = view_of(place, persona=persona)
    assert view.answer is not None
    assert view.answer.tier == tier
    assert [one.mark.key if one.mark else None for one in view.tiers if one.answer] == (
        [mark] if tier else []
    )


def test_where_nothing_is_confirmed_the_price_is_to_be_asked_for() -> None:
    answer = view_of(CHAT, persona="regulated").answer
    assert answer is not None
    assert answer.statement is not None
    assert answer.statement.key == "fit.price_on_request_only"


def test_with_plus_sold_out_max_is_named_and_plus_beside_it() -> None:
    answer = view_of(("hanui", "air-purifiers-sold-out"), persona="children").answer
    assert answer is not None
    assert answer.beside is not None
    assert (answer.tier, answer.beside.key) == ("max", "fit.sold_out_first")


GIVEN_UP = [
    (CHAT, "club", "free", ["history", "call-people"]),
    (CHAT, "team", "pro", ["sso"]),
    (CHAT, "company", "business-plus", ["audit-log"]),
    (AIR, "pets", "plus", ["pet-odour-filter"]),
]


@pytest.mark.parametrize(("place", "persona", "tier", "features"), GIVEN_UP)
def test_what_is_given_up_are_the_needs_it_does_not_meet(
    place: tuple[str, str], persona: str, tier: str, features: list[str]
) -> None:
    fit = tier_of(place, tier, persona=persona).fit
    assert fit is not None
    assert [reason.feature for reason in fit.but] == features


BESIDE_THE_OTHERS = [
    ("studio", "lite", ["tradeoff.absent", "tradeoff.absent"], ["Child lock", "App control"]),
    ("children", "plus", ["tradeoff.smaller", "tradeoff.absent"], ["Area", "Pet odour filter"]),
    ("open-living", "max", ["tradeoff.larger", "tradeoff.slower"], ["Noise at full speed", None]),
]


@pytest.mark.parametrize(("persona", "tier", "keys", "features"), BESIDE_THE_OTHERS)
def test_where_every_need_is_met_what_the_others_have_is_given_up(
    persona: str, tier: str, keys: list[str], features: list[str | None]
) -> None:
    given_up = tier_of(AIR, tier, persona=persona, lang="en").give_up
    assert [message.key for message in given_up] == keys
    assert [message.arguments.get("feature") for message in given_up] == features


def test_max_is_115000_won_over_the_budget_of_a_home_with_pets() -> None:
    fit = tier_of(AIR, "max", persona="pets").fit
    assert fit is not None
    assert [(reason.kind, reason.over) for reason in fit.but] == [("budget", "115000")]


@pytest.mark.parametrize(
    ("tier", "region", "now", "three_years"),
    [
        ("lite", "", 162000, 282000),
        ("plus", "", 289000, 393000),
        ("max", "", 459000, 615000),
        ("lite", "jeju-islands", 165000, 285000),
        ("plus", "jeju-islands", 294000, 398000),
    ],
)
def test_a_purifier_costs_this_now_and_over_three_years(
    tier: str, region: str, now: int, three_years: int
) -> None:
    quote = tier_of(AIR, tier, region=region).quote
    assert quote.headline is not None
    assert quote.horizon_total is not None
    assert (quote.headline.minor, quote.horizon_total.minor) == (now, three_years)
    assert (quote.status, quote.horizon_months, quote.tax_included, quote.closed) == (
        "complete",
        36,
        True,
        True,
    )


def test_max_is_not_delivered_to_jeju_and_the_islands() -> None:
    assert tier_of(AIR, "max", region="jeju-islands").quote.status == "not_available"


@pytest.mark.parametrize(
    ("interval", "tier", "now", "per_100_g"),
    [
        ("once", "blend", 34000, 3400),
        ("once", "peru", 27000, 4800),
        ("once", "drip-bags", 21000, 7500),
        ("month", "blend", 30600, 3060),
        ("month", "peru", 24600, 4320),
        ("month", "drip-bags", 19200, 6750),
    ],
)
def test_coffee_costs_this_with_delivery_and_per_100_g(
    interval: str, tier: str, now: int, per_100_g: int
) -> None:
    quote = tier_of(COFFEE, tier, interval=interval).quote
    assert quote.headline is not None
    assert quote.unit_price is not None
    assert (quote.headline.minor, quote.unit_price.price.minor) == (now, per_100_g)


@pytest.mark.parametrize(
    ("asked", "tier", "now"),
    [
        ({"persona": "team", "qty__user": "14"}, "pro", 12250),
        ({"persona": "company", "qty__user": "200"}, "business-plus", 300000),
        ({"interval": "year", "qty__user": "14"}, "pro", 121800),
        ({"interval": "year", "qty__user": "14"}, "business-plus", 210000),
    ],
)
def test_typed_quantities_and_the_yearly_tab_cost_this(asked: dict[str, str], tier: str, now: int) -> None:
    quote = tier_of(CHAT, tier, **asked).quote
    assert quote.headline is not None
    assert quote.headline.minor == now


@pytest.mark.parametrize(
    ("dearer", "cheaper", "sales"), [("basic", "shopify", 33000), ("shopify", "advanced", 147000)]
)
def test_the_dearer_plan_becomes_the_cheaper_one_above_the_sales_its_note_names(
    dearer: str, cheaper: str, sales: int
) -> None:
    def monthly(tier: str, at: int) -> int:
        money = tier_of(PLANS, tier, qty__sales=str(at)).quote.headline
        assert money is not None
        return money.minor

    assert monthly(dearer, sales) == monthly(cheaper, sales)
    assert monthly(dearer, sales + 1000) > monthly(cheaper, sales + 1000)


def test_38_of_89_rows_differ_and_the_others_are_folded() -> None:
    view = view_of(PLANS)
    assert (view.rows_total, view.rows_differing, view.rows_folded) == (89, 38, 51)


@pytest.mark.parametrize("place", [CHAT, AIR, COFFEE, PLANS, ("hanui", "air-purifiers-sold-out")])
def test_the_catalogue_check_finds_nothing_that_forbids_publishing(place: tuple[str, str]) -> None:
    findings = run(demo_edition(*place).publication, (), TODAY)
    assert [finding for finding in findings if finding.level == "error"] == []
