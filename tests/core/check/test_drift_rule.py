"""H42 names the charge, and lets the change through that mends it."""

import msgspec
from bad_drift import BAD_DRIFT, drift, drift_line
from builders_check import TODAY, edition, large, price, small
from msgspec.structs import replace

from comparison.core import check
from comparison.core.check.finding import Finding
from comparison.core.pricing.drift import Drift
from comparison.core.publication import Publication
from comparison.words import speaker


def _found(publication: Publication, known: Drift | None) -> list[Finding]:
    return [one for one in check.run(publication, (), TODAY, drift=known) if one.rule == "H42"]


def test_without_a_checked_checkout_nothing_is_found() -> None:
    assert _found(edition(), None) == []


def test_checkouts_that_were_all_equal_are_no_finding() -> None:
    assert _found(edition(), Drift(checked=1_204, differing=0)) == []


def test_the_finding_names_the_tier_the_charge_and_both_amounts() -> None:
    [finding] = _found(edition(), drift(drift_line()))
    said = speaker("en").say(finding.message)
    assert all(text in said for text in ("Small", "2 checkouts", "Subscription", "$12.00", "$10.00"))


def test_another_comparison_of_the_shop_is_not_blamed() -> None:
    assert _found(edition(), drift(drift_line(comparison="other"))) == []


def test_a_charge_that_was_not_changed_stays_an_error() -> None:
    assert [one.level for one in _found(edition(), drift(drift_line()))] == ["error"]


def test_the_edition_that_corrects_the_charge_can_be_published() -> None:
    corrected = edition(replace(small(), prices=(price("12"),)), large())
    assert [one.level for one in _found(corrected, drift(drift_line()))] == ["warning"]


def test_looking_at_a_price_again_does_not_mend_it() -> None:
    looked_at = edition(replace(small(), prices=(price("10", checked_on="2026-11-20"),)), large())
    assert [one.level for one in _found(looked_at, drift(drift_line()))] == ["error"]


def test_a_tier_that_is_gone_is_a_warning_about_the_whole_edition() -> None:
    [finding] = _found(edition(large()), drift(drift_line()))
    assert (finding.level, finding.path) == ("warning", "$")


def test_every_charge_that_differed_is_found() -> None:
    lines = [msgspec.structs.replace(bad.drift.lines[0], tier="large") for bad in BAD_DRIFT if bad.drift]
    assert len(_found(edition(), drift(*lines))) == len(lines)
