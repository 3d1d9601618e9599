"""Every pain point of the demos is answered by the tier that trying everything finds."""

import pytest
from builders_demo import demo_edition
from builders_oracle import PRICED, TODAY, Verdict, Wish, best, meets, publication_of

from comparison.core.asking import read_asked
from comparison.core.compare import compare
from comparison.core.pains import Pain
from comparison.core.publication import Publication
from comparison.core.view import View
from comparison.words import speaker

PLACES = (
    ("team-chat", "plans"),
    ("hanui", "air-purifiers"),
    ("hanui", "air-purifiers-sold-out"),
    ("coffee", "everyday"),
    ("shop-plans", "plans"),
)
PAINS = [(place, pain.key) for place in PLACES for pain in demo_edition(*place).publication.comparison.pains]


def view_of(place: tuple[str, str], pain: str, **more: str) -> View:
    return compare(demo_edition(*place), read_asked([("pain", pain), *more.items()]), TODAY)


def solver(view: View) -> str | None:
    return next((tier.key for tier in view.tiers if tier.solves), None)


def figure(verdict: Verdict, charge: str) -> float | None:
    """What must be low, in major units; None where it is not known."""
    quote = verdict.quote
    if quote.status not in PRICED or quote.headline is None or quote.horizon_total is None:
        return None
    if charge == "measure":
        unit = quote.unit_price
        return unit.price.minor / float(unit.amount) if unit else None
    usage = sum(line.amount.minor for line in quote.lines if line.kind == "usage" and line.amount)
    return {"now": quote.headline.minor, "horizon": quote.horizon_total.minor, "usage": usage}[charge]


def cheapest(publication: Publication, pain: Pain) -> str | None:
    """The tier to name: of those that meet the needs, or by its figure."""
    verdicts = [one for one in best(publication, Wish(pain.needs, None, {})) if one.sold]
    if pain.charge is None:
        return next((one.tier for one in verdicts if one.level == "strong"), None)
    figures = {one.tier: figure(one, pain.charge) for one in verdicts}
    known = {tier: amount for tier, amount in figures.items() if amount is not None}
    return min(known, key=lambda tier: known[tier], default=None)


@pytest.mark.parametrize(("place", "key"), PAINS)
def test_the_tier_named_is_the_cheapest_that_answers_it(place: tuple[str, str], key: str) -> None:
    publication = publication_of(place)
    pain = next(one for one in publication.comparison.pains if one.key == key)
    assert solver(view_of(place, key)) == cheapest(publication, pain)


NAMED = [
    ("team-chat/plans", "old-messages", "pro"),
    ("team-chat/plans", "leavers", "business-plus"),
    ("team-chat/plans", "auditors", "business-plus"),
    ("team-chat/plans", "court", "grid"),
    ("hanui/air-purifiers", "filters", "lite"),
    ("hanui/air-purifiers", "noise", "plus"),
    ("hanui/air-purifiers", "buttons", "plus"),
    ("hanui/air-purifiers", "dog", "max"),
    ("hanui/air-purifiers-sold-out", "noise", "max"),
    ("coffee/everyday", "big-bag", "blend"),
    ("coffee/everyday", "delivery", "drip-bags"),
    ("coffee/everyday", "eco", "peru"),
    ("coffee/everyday", "no-tools", "drip-bags"),
    ("shop-plans/plans", "one-login", "shopify"),
    ("shop-plans/plans", "card-fees", "advanced"),
    ("shop-plans/plans", "customs", "advanced"),
    ("shop-plans/plans", "wholesale-prices", "plus"),
]


@pytest.mark.parametrize(("place", "key", "tier"), NAMED)
def test_the_demos_are_answered_as_planned(place: str, key: str, tier: str) -> None:
    shop, _, comparison = place.partition("/")
    assert solver(view_of((shop, comparison), key)) == tier


@pytest.mark.parametrize(("place", "key"), PAINS)
def test_the_rows_that_answer_are_lit_and_none_of_them_is_folded(place: tuple[str, str], key: str) -> None:
    view = view_of(place, key)
    pain = next(one for one in publication_of(place).comparison.pains if one.key == key)
    shown = {row.feature for group in view.groups for row in group.rows if row.lit}
    charges = [row.key for row in view.charges if row.lit]
    assert shown == {need.feature for need in pain.needs}
    assert bool(charges) is (pain.charge is not None)
    assert not [row for group in view.groups for row in group.folded if row.lit]


@pytest.mark.parametrize(("place", "key"), PAINS)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_answer_names_the_pain_and_the_tier(place: tuple[str, str], key: str, language: str) -> None:
    view = view_of(place, key, lang=language)
    assert view.pain_answer is not None
    said = speaker(language).say(view.pain_answer)
    assert " → " in said
    assert next(tier.name for tier in view.tiers if tier.solves) in said


def test_a_need_that_only_a_plan_on_request_meets_names_it_without_calling_it_cheapest() -> None:
    answer = view_of(("team-chat", "plans"), "court").pain_answer
    assert answer is not None
    assert answer.key == "pain.unsettled.plan"


def test_low_fees_are_not_sold_as_a_low_price() -> None:
    answer = view_of(("shop-plans", "plans"), "card-fees", lang="en").pain_answer
    assert answer is not None
    assert (answer.arguments["tier"], answer.arguments["cheapest"]) == ("Advanced", "Basic")


def test_with_sales_enough_the_lowest_fees_are_the_lowest_price_too() -> None:
    answer = view_of(("shop-plans", "plans"), "card-fees", **{"qty.sales": "300000"}).pain_answer
    assert answer is not None
    assert answer.key == "pain.least.plan"


def test_the_needs_are_known_to_the_brute_force() -> None:
    publication = publication_of(("coffee", "everyday"))
    pain = next(one for one in publication.comparison.pains if one.key == "eco")
    found = [meets(pain.needs[0], item, ()) for item in publication.products]
    assert found == ["unmet", "met", "unknown"]
