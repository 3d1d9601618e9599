"""H10 and H11: when an announced reduction may be published, and when it is no reduction any more."""

import pytest
from bad_reductions import EIGHT_WEEKS, REDUCED, SMALL, announced, discounted, dollars, reduced, sale
from builders_check import TODAY, add_on, edition, price
from msgspec.structs import replace

from comparison.core import check
from comparison.core.pricing.reduced import Announced
from comparison.core.publication import Publication
from comparison.words import speaker


def keys(publication: Publication, *measured: Announced) -> list[str]:
    found = check.run(publication, (), TODAY, history=lambda: measured)
    return [finding.message.key for finding in found if finding.rule in {"H10", "H11"}]


def test_a_reduction_that_the_history_bears_out_is_fine() -> None:
    assert keys(reduced(), announced()) == []


def test_without_a_history_nothing_is_said_of_reductions() -> None:
    assert check.run(reduced(), (), TODAY) == ()


def test_a_history_is_not_asked_for_while_an_edition_has_errors() -> None:
    def never() -> tuple[Announced, ...]:
        raise AssertionError

    broken = edition(comparison={"tiers": ()})
    assert any(finding.level == "error" for finding in check.run(broken, (), TODAY, history=never))


@pytest.mark.parametrize(("days", "found"), [(45, []), (46, ["check.H11.permanent"])])
def test_a_sale_of_more_than_half_of_ninety_days_is_a_warning(days: int, found: list[str]) -> None:
    assert keys(reduced(), announced(days_reduced=days)) == found


def test_a_long_sale_is_said_once_for_a_price_however_many_reductions_it_has() -> None:
    two = (announced(days_reduced=60), announced(days_reduced=60, discount="sale"))
    assert keys(discounted(), *two) == ["check.H11.permanent"]


def test_a_finding_names_its_market_and_the_rule_it_rests_on() -> None:
    measured = announced(found=None)
    [finding] = check.run(reduced(), (), TODAY, history=lambda: (measured,))
    assert (finding.market, finding.source, finding.path) == ("US", "the law of the place", REDUCED)


def test_the_remedy_names_the_day_from_which_it_may_be_announced() -> None:
    [finding] = check.run(reduced(), (), TODAY, history=lambda: (announced(found=None),))
    assert finding.fix is not None
    assert speaker("en").say(finding.fix) == "Announce it from Nov 22, 2026 on, or drop the announcement"


def test_in_japan_the_fault_is_that_no_price_was_usual() -> None:
    assert keys(reduced(), announced(found=None, rule=EIGHT_WEEKS)) == ["check.H10.no_usual_price"]


def test_the_price_of_another_interval_is_not_named() -> None:
    yearly = price("100", interval="year", reduced_since="2026-11-22")
    shown = edition()
    small = replace(shown.products[0], prices=(price(), yearly))
    publication = replace(shown, products=(small, *shown.products[1:]))
    measured = announced(identity=replace(SMALL, interval="year"), found=dollars(100), lawful_from=None)
    findings = check.run(publication, (), TODAY, history=lambda: (measured,))
    assert "$.products[0].prices[1].reduced_since" in {finding.path for finding in findings}


@pytest.mark.parametrize(
    "condition", [{"needs": "member"}, {"cycles": 3}, {}], ids=["member", "first cycles", "standing"]
)
def test_an_add_on_with_a_condition_announces_no_reduction(condition: dict[str, object]) -> None:
    cheaper = price("5", discounts=(sale(**condition),))
    assert keys(edition(add_ons=(add_on("ai", cheaper),))) == []
