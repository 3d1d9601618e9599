"""The ledger of H01 to H42: where each is found, and which tests prove what cannot be wrong in the first place."""

import inspect
import re
from pathlib import Path

import pytest

from comparison.core import check
from comparison.core.check.finding import Finding

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "catalogue-check.md"
PRICING = "tests/core/pricing"
LEFT_OUT = f"{PRICING}/test_nothing_is_left_out.py"
OVERRIDES = "tests/core/compare/test_overrides_of_a_view.py"
COMPETITORS = "tests/core/compare/test_competitors_of_a_view.py"
LOOKS = "tests/web/test_dark_patterns.py"
# Each rule with the files of its functions.
FOUND_IN: dict[str, tuple[str, ...]] = {
    "H01": ("unavoidable",),
    "H02": ("attestation",),
    "H03": ("unknown_amounts",),
    "H04": ("reach", "spans"),
    "H05": ("percent_forms",),
    "H06": ("fee_purposes",),
    "H07": ("preselected",),
    "H08": ("taxes",),
    "H09": ("business_prices",),
    "H10": ("reductions",),
    "H11": ("reductions",),
    "H12": ("bundles", "many_and_few"),
    "H13": ("measured",),
    "H14": ("deposits",),
    "H15": ("drained",),
    "H16": ("trials",),
    "H17": ("commitments",),
    "H18": ("yearly",),
    "H19": ("bands",),
    "H20": ("cliffs",),
    "H21": ("stacking",),
    "H22": ("conditions",),
    "H23": ("dates",),
    "H24": ("currencies",),
    "H25": ("free_delivery",),
    "H26": ("delivery_promises",),
    "H27": ("add_on_graph",),
    "H28": ("add_on_gifts", "add_on_graph", "structure"),
    "H29": ("dominated",),
    "H30": ("limits",),
    "H31": ("unlimited",),
    "H32": ("cells",),
    "H33": ("languages",),
    "H34": ("fitting_tiers", "needs"),
    "H35": ("overrides",),
    "H36": ("praise",),
    "H37": ("ratings",),
    "H38": ("countdowns", "scarcity"),
    "H39": ("competitors",),
    "H40": ("decoys",),
    "H41": ("returns",),
    "H42": ("drift",),
}
# What of a rule no catalogue can break, and the test that proves it.
IMPOSSIBLE: tuple[tuple[str, str, str], ...] = (
    ("H01", LEFT_OUT, "test_h01_what_nobody_can_refuse_is_in_the_headline_or_named_beside_it"),
    ("H03", f"{PRICING}/test_price_laws.py", "test_an_unknown_charge_never_turns_into_nothing"),
    (
        "H04",
        f"{PRICING}/test_price_laws.py",
        "test_a_single_figure_is_printed_only_where_every_charge_is_known",
    ),
    ("H05", LEFT_OUT, "test_h05_a_percentage_is_an_amount_in_its_line_or_the_headline_is_not_settled"),
    ("H07", LOOKS, "test_nothing_that_costs_money_is_chosen_for_the_shopper"),
    ("H10", "tests/storage/test_claims.py", "test_no_published_price_can_be_changed_or_deleted"),
    ("H17", LEFT_OUT, "test_h17_a_minimum_term_has_its_commitment_in_every_quote_with_a_figure"),
    (
        "H21",
        f"{PRICING}/test_price_laws.py",
        "test_a_spread_amount_is_spread_whole_and_takes_nothing_below_nothing",
    ),
    ("H23", "tests/storage/test_claims.py", "test_no_published_price_can_be_changed_or_deleted"),
    ("H35", OVERRIDES, "test_p11_no_override_raises_a_level_or_hides_what_was_derived"),
    ("H36", LOOKS, "test_nothing_is_emphasised_without_a_reason_that_can_be_read"),
    ("H38", LOOKS, "test_nothing_counts_down_moves_or_opens_by_itself"),
    ("H39", COMPETITORS, "test_it_stands_in_no_order_and_is_never_the_answer"),
    ("H40", "tests/core/fit/test_fit_properties.py", "test_p9_no_other_tier_changes_level_points_or_reasons"),
)
RULES = (*check.RULES, *check.RULES_FOR_SOUND_EDITIONS)


def numbers_of(rule: check.Rule) -> list[str]:
    """The numbers in the first words of what a rule says of itself."""
    return re.findall(r"\b[HQS][0-9]{2}\b", (inspect.getdoc(rule) or "").partition(":")[0])


def test_the_ledger_has_all_forty_two():
    assert list(FOUND_IN) == [f"H{number:02}" for number in range(1, 43)]


@pytest.mark.parametrize("number", FOUND_IN)
def test_every_rule_is_asked_and_stands_where_the_ledger_says(number: str):
    files = {rule.__module__.rpartition(".")[2] for rule in RULES if number in numbers_of(rule)}
    assert files == set(FOUND_IN[number])


@pytest.mark.parametrize("number", FOUND_IN)
def test_every_rule_stands_on_the_page(number: str):
    assert re.search(rf"^\| {number} \|", PAGE.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("number", "file", "test"), IMPOSSIBLE)
def test_every_proof_that_something_is_impossible_is_a_test(number: str, file: str, test: str):
    assert number in FOUND_IN
    assert re.search(rf"^def {test}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE)


def test_no_rule_is_asked_twice():
    assert len({(rule.__module__, rule.__name__) for rule in RULES}) == len(RULES)


def test_a_finding_has_the_fields_that_programs_read():
    assert Finding.__struct_fields__ == ("rule", "level", "path", "message", "fix", "market", "source")
