"""The catalogue check: what may be untrue or unclear in an edition, before anyone sees it.

A rule is a function from an `Examined` edition to findings. To add one, write it in the file
of its family, name it in `RULES`, and give it a bad catalogue in the tests.
Source: docs/catalogue-check.md.
"""

import datetime
from collections.abc import Sequence

from ..pricing.drift import Drift
from ..publication import Publication
from .add_on_gifts import (
    extra_that_cannot_be_had,
    gives_unknown_feature,
    same_as_a_tier,
)
from .add_on_graph import (
    contradicts_itself,
    for_no_tier,
    for_no_tier_together,
    refers_to_itself,
    required_without_price,
    requires_in_a_circle,
    sum_without_price,
)
from .attestation import old_prices, unattested_prices
from .bands import broken_bands
from .cells import half_filled_rows
from .competitors import old_competitors, other_basis, unsourced_competitors
from .content_rules import CONTENT_RULES
from .currencies import broken_minor_units, foreign_currency, mixed_currencies
from .dates import already_over, ends_before_start, no_such_day, partly_over, promotion_over
from .decoys import middle_that_nobody_asked_for
from .dominated import without_a_reason
from .drift import checkouts_that_differed
from .examined import Before, Examined, History, Rule
from .finding import Finding, Level, Missing
from .fitting_tiers import nothing_fits
from .limits import feature_with_limit_zero, limit_without_feature, value_without_row
from .needs import needs_of_nothing
from .overrides import overrides_of_nothing, overrides_that_do_not_lower
from .praise import picks_without_basis, praise_in_names
from .price_rules import PRICE_RULES, PRICE_RULES_FOR_SOUND_EDITIONS
from .quiz import QUIZ_RULES
from .reductions import always_reduced, reduced_add_ons, without_earlier_price
from .references import open_references
from .slots import prices_never_charged
from .structure import missing_records, nothing_to_show, tiers_twice, unknown_rows
from .taxes import tax_cannot_be_added, tax_not_stated
from .unknown_amounts import charged_to_some_only, no_words, unknown_as_nothing
from .yearly import dearer_by_the_year, hardly_believable

RULES: tuple[Rule, ...] = (
    missing_records,
    unknown_rows,
    nothing_to_show,
    tiers_twice,
    prices_never_charged,
    unattested_prices,
    old_prices,
    unknown_as_nothing,
    no_words,
    tax_not_stated,
    tax_cannot_be_added,
    dearer_by_the_year,
    hardly_believable,
    broken_bands,
    no_such_day,
    ends_before_start,
    already_over,
    partly_over,
    promotion_over,
    broken_minor_units,
    mixed_currencies,
    foreign_currency,
    required_without_price,
    sum_without_price,
    refers_to_itself,
    requires_in_a_circle,
    contradicts_itself,
    for_no_tier,
    for_no_tier_together,
    gives_unknown_feature,
    same_as_a_tier,
    extra_that_cannot_be_had,
    without_a_reason,
    value_without_row,
    limit_without_feature,
    feature_with_limit_zero,
    half_filled_rows,
    needs_of_nothing,
    *QUIZ_RULES,
    overrides_of_nothing,
    praise_in_names,
    picks_without_basis,
    unsourced_competitors,
    old_competitors,
    other_basis,
    checkouts_that_differed,
    reduced_add_ons,
    *PRICE_RULES,
    *CONTENT_RULES,
)
# These compute prices and fits, so they are asked only of an edition that has no error.
RULES_FOR_SOUND_EDITIONS: tuple[Rule, ...] = (
    charged_to_some_only,
    nothing_fits,
    overrides_that_do_not_lower,
    without_earlier_price,
    always_reduced,
    middle_that_nobody_asked_for,
    *PRICE_RULES_FOR_SOUND_EDITIONS,
)
_LEVELS: tuple[Level, ...] = ("error", "warning", "information")


def run(
    publication: Publication,
    missing: Sequence[Missing],
    today: datetime.date,
    *,
    drift: Drift | None = None,
    history: History | None = None,
    before: Before | None = None,
) -> tuple[Finding, ...]:
    """All findings on an edition, errors first, each level in the order of the rules.

    *missing* are the records that it names and the shop does not have, *drift* the shop's checkouts of the
    last 30 days that were held against their quotes. *history* finds what the price history says of the
    reductions that the edition announces, *before* the edition that is live now.
    """
    examined = Examined(publication, missing, today, drift=drift, history=history, before=before)
    findings = [finding for rule in RULES for finding in rule(examined)]
    if all(finding.level != "error" for finding in findings):
        findings += [finding for rule in RULES_FOR_SOUND_EDITIONS for finding in rule(examined)]
    return tuple(sorted(findings, key=lambda finding: _LEVELS.index(finding.level)))


__all__ = [
    "RULES",
    "RULES_FOR_SOUND_EDITIONS",
    "Examined",
    "Finding",
    "Missing",
    "Rule",
    "open_references",
    "run",
]
