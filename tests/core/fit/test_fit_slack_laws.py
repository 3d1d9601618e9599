"""The laws of fits, on Slack's own plans: read from the published file, for personas over its 52 rows."""

from collections.abc import Callable
from typing import Any

import pytest
import test_fit_properties as laws
from builders_fit import NOT_STATED, unlimited
from builders_fit_random import BASIS
from builders_fit_real import (
    FILE,
    RealTier,
    plan,
    real_line_ups,
    real_needs,
    real_personas,
    real_tiers,
    slack,
)
from examples import tried
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from comparison.core.compare.overriding import shown_fits
from comparison.core.fitting import dominates, fit_tiers
from comparison.core.overrides import Override

pytestmark = pytest.mark.skipif(not FILE.exists(), reason="1 catalogue of the shared folder is missing")

some = settings(
    max_examples=tried(60),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def on_slack(law: Any, *drawn: st.SearchStrategy[Any]) -> Callable[..., None]:
    """The very *law* that holds for random catalogues, asked of this one."""
    return some(given(*drawn)(law.hypothesis.inner_test))


shuffles = st.randoms(use_true_random=False)
real_musts = real_needs(("must",))

test_p1_meeting_one_more_need = on_slack(
    laws.test_p1_meeting_one_more_need_never_lowers_level_or_points, real_personas(), real_tiers(), st.data()
)
test_p2_a_lower_price = on_slack(
    laws.test_p2_a_lower_price_never_lowers_the_level, real_personas(), real_tiers(), st.integers(0, 20)
)
test_p3_one_more_must = on_slack(
    laws.test_p3_one_more_must_never_raises_the_level, real_personas(), real_tiers(), real_musts
)
test_p4_the_order_of_needs_and_tiers = on_slack(
    laws.test_p4_the_order_of_needs_and_tiers_changes_nothing_but_ties,
    real_personas(),
    real_line_ups(),
    shuffles,
)
test_p5_what_fits_meets_every_must = on_slack(
    laws.test_p5_what_fits_meets_every_must, real_personas(), real_tiers()
)
test_p6_what_does_not_fit_names_why = on_slack(
    laws.test_p6_what_does_not_fit_names_an_unmet_must_or_the_hard_budget, real_personas(), real_tiers()
)
test_p7_the_named_blockers = on_slack(
    laws.test_p7_the_named_blockers_are_what_keeps_a_tier_from_fitting, real_personas(), real_tiers()
)
test_p7_a_named_should = on_slack(
    laws.test_p7_meeting_a_named_should_adds_its_points, real_personas(), real_tiers()
)
test_p8_the_unknown_lies_between = on_slack(
    laws.test_p8_the_unknown_lies_between_met_and_unmet, real_personas(), real_tiers(), st.data()
)
test_p9_no_other_tier = on_slack(
    laws.test_p9_no_other_tier_changes_level_points_or_reasons, real_personas(), real_line_ups()
)
test_p10_weights_times_a_number = on_slack(
    laws.test_p10_weights_times_a_number_keep_the_order, real_personas(), real_line_ups(), st.integers(2, 10)
)
test_p13_the_language_of_labels = on_slack(
    laws.test_p13_the_language_of_labels_changes_no_fit, real_personas(), real_line_ups()
)
test_p14_the_same_input = on_slack(
    laws.test_p14_the_same_input_gives_the_same_bytes, real_personas(), real_line_ups()
)


@st.composite
def lowerings(draw: st.DrawFn) -> tuple[Override, ...]:
    keys = [product.key for product in slack().products]
    one = st.builds(
        Override,
        persona=st.just("persona"),
        tier=st.sampled_from(keys),
        level=st.sampled_from(("partial", "unclear", "no")),
        reason=st.just({"en": "Because"}),
    )
    return tuple(draw(st.lists(one, max_size=4)))


@some
@given(real_personas(), real_line_ups(), lowerings())
def test_p11_no_override_raises_a_level_or_touches_its_reasons(who, line_up, overrides):
    candidates = [tier.candidate() for tier in line_up]
    computed = fit_tiers(who, candidates, BASIS)
    for before, after in zip(computed, shown_fits(who, candidates, BASIS, overrides), strict=True):
        assert laws.LEVELS.index(after.level) <= laws.LEVELS.index(before.level)
        assert (after.because, after.but, after.points, after.tally, after.add_ons) == (
            before.because,
            before.but,
            before.points,
            before.tally,
            before.add_ons,
        )


@st.composite
def better_than(draw: st.DrawFn, tier: RealTier) -> RealTier:
    """The plan with more in some rows, and seldom at a higher price."""
    better = tier
    for feature in draw(st.lists(st.sampled_from(slack().features), min_size=1, max_size=8)):
        if feature.kind == "number":
            better = better.with_value(feature.key, unlimited())
        elif feature.kind == "yes_no":
            better = better.with_value(feature.key, laws.YES)
    dearer = draw(st.sampled_from((*([False] * 9), True))) and tier.price is not None
    return better.but(price=tier.price + 1) if dearer else better


@some
@given(real_personas(), real_tiers(), st.data())
def test_p12_what_dominates_a_plan_fits_no_less(who, tier, data):
    assume(all(cell.value != NOT_STATED for cell in tier.cells.values()))
    better = data.draw(better_than(tier))
    assume(dominates(better.candidate(), tier.candidate(), slack().features, BASIS.today))
    assert laws.height(who, better) >= laws.height(who, tier)


def test_no_plan_of_slack_dominates_another():
    """Each dearer one adds listed rows, so no flag is set and no shopper is warned."""
    candidates = [plan(product).candidate() for product in slack().products]
    basis = replace(BASIS, features=slack().features)
    fits = fit_tiers(laws.persona(), candidates, basis)
    assert [fit.dominated_by for fit in fits] == [None] * 4
