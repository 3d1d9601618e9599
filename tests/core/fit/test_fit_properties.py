"""Laws that hold for the fits of any catalogue (P1 to P14). P11 is in `test_overrides_of_a_view`."""

from itertools import permutations

import msgspec
from builders_fit import NO, NOT_STATED, YES, must, persona, unlimited, words
from builders_fit_random import (
    BASIS,
    COUNTING,
    FEATURES,
    HAVING,
    RandomTier,
    line_ups,
    musts,
    personas,
    tiers,
)
from examples import tried
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from comparison.core.catalogue import Cell
from comparison.core.fit import Fit, Reason
from comparison.core.fitting import dominates, fit_order, fit_tier, fit_tiers, fitted_quote
from comparison.core.personas import GATES, Budget, Need, Persona

LEVELS = ("no", "unclear", "partial", "strong")
# Neither a busy machine nor a run of catalogues that a law says nothing about is a failure.
some = settings(
    max_examples=tried(150),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def fit(who: Persona, tier: RandomTier) -> Fit:
    return fit_tier(who, tier.candidate(), BASIS)


def height(who: Persona, tier: RandomTier) -> int:
    return LEVELS.index(fit(who, tier).level)


@some
@given(personas(), tiers(), st.data())
def test_p1_meeting_one_more_need_never_lowers_level_or_points(who, tier, data):
    assume(who.needs)
    better = tier.meeting(data.draw(st.sampled_from(who.needs)))
    assert height(who, better) >= height(who, tier)
    assert fit(who, better).points >= fit(who, tier).points


@some
@given(personas(), tiers(), st.integers(0, 20))
def test_p2_a_lower_price_never_lowers_the_level(who, tier, cut):
    assume(tier.price is not None)
    assert height(who, tier.but(price=max(0, tier.price - cut))) >= height(who, tier)


@some
@given(personas(), tiers(), musts)
def test_p3_one_more_must_never_raises_the_level(who, tier, more):
    assert height(replace(who, needs=(*who.needs, more)), tier) <= height(who, tier)


@some
@given(personas(), line_ups(), st.randoms(use_true_random=False))
def test_p4_the_order_of_needs_and_tiers_changes_nothing_but_ties(who, line_up, random):
    shuffled = replace(who, needs=tuple(random.sample(who.needs, len(who.needs))))
    elsewhere = random.sample(line_up, len(line_up))

    def ranking(persona, tiers):
        candidates = [tier.candidate() for tier in tiers]
        fits = {one.tier: one for one in fit_tiers(persona, candidates, BASIS)}
        quotes = {one.tier: fitted_quote(fits[one.tier], one) for one in candidates}
        # What decides the order, without the tiers' names: those that tie may stand either way.
        along = [
            (fits[key].level, fits[key].points, quotes[key].is_priced and quotes[key].horizon_total)
            for key in fit_order(tuple(fits.values()), candidates)
        ]
        found = {key: (one.level, one.points, one.tally, set(one.add_ons)) for key, one in fits.items()}
        return along, found

    assert ranking(who, line_up) == ranking(shuffled, elsewhere)


@some
@given(personas(), tiers())
def test_p5_what_fits_meets_every_must(who, tier):
    found = fit(who, tier)
    assume(found.level in {"strong", "partial"})
    assert found.tally.musts_met == found.tally.musts
    assert all(one.level not in GATES for one in found.but)


@some
@given(personas(), tiers())
def test_p6_what_does_not_fit_names_an_unmet_must_or_the_hard_budget(who, tier):
    found = fit(who, tier)
    assert bool(found.blockers) is (found.level == "no")
    assert all(one.kind != "budget" or who.budget.hard for one in found.blockers)


def mended(who: Persona, tier: RandomTier, reason: Reason) -> tuple[Persona, RandomTier]:
    """Persona and tier with one blocker out of the way."""
    if reason.kind == "budget":
        return replace(who, budget=replace(who.budget, amount="999999999")), tier
    if reason.kind == "size":
        return who, tier.but(most=None)
    if reason.level == "never":
        return who, tier.rid_of(reason.feature)
    return who, tier.meeting(who.needs[reason.index])


@some
@given(personas(), tiers())
def test_p7_the_named_blockers_are_what_keeps_a_tier_from_fitting(who, tier):
    blockers = fit(who, tier).blockers
    assume(blockers)
    better_who, better = who, tier
    for reason in blockers:
        better_who, better = mended(better_who, better, reason)
    assert height(better_who, better) > 0
    for kept in blockers:
        left_who, left = who, tier
        for reason in blockers:
            if reason is not kept:
                left_who, left = mended(left_who, left, reason)
        assert height(left_who, left) == 0


@some
@given(personas(), tiers())
def test_p7_meeting_a_named_should_adds_its_points(who, tier):
    found = fit(who, tier)
    missed = [one for one in found.but if one.kind == "need" and one.level not in GATES]
    assume(missed)
    need = who.needs[missed[0].index]
    weight = need.weight or {"should": 3, "nice": 1}[need.level]
    assert fit(who, tier.meeting(need)).points == found.points + weight


@some
@given(personas(), tiers(), st.data())
def test_p8_the_unknown_lies_between_met_and_unmet(who, tier, data):
    assume(who.needs)
    need = data.draw(st.sampled_from(who.needs))
    unknown = tier.with_value(need.feature, NOT_STATED)
    assert height(who, tier.missing(need)) <= height(who, unknown) <= height(who, tier.meeting(need))


@some
@given(personas(), line_ups())
def test_p9_no_other_tier_changes_level_points_or_reasons(who, line_up):
    together = fit_tiers(who, [tier.candidate() for tier in line_up], BASIS)
    for tier, found in zip(line_up, together, strict=True):
        bare = replace(found, flags=(), cheaper=None, dominated_by=None)
        assert bare == fit(who, tier)


@some
@given(personas(), line_ups(), st.integers(2, 10))
def test_p10_weights_times_a_number_keep_the_order(who, line_up, times):
    weighed = [replace(need, weight=need.weight or 2) for need in who.needs]
    heavier = [replace(need, weight=need.weight * times) for need in weighed]
    candidates = [tier.candidate() for tier in line_up]

    def order(wanted: list[Need]) -> tuple[str, ...]:
        return fit_order(fit_tiers(replace(who, needs=tuple(wanted)), candidates, BASIS), candidates)

    assert order(weighed) == order(heavier)


@st.composite
def better_than(draw: st.DrawFn, tier: RandomTier) -> RandomTier:
    """A tier that is better in some cells, and seldom one that is worse in something else."""
    seldom = st.sampled_from((*([False] * 9), True))
    better = tier.but(
        key="better",
        price=tier.price + 1 if draw(seldom) else 0,
        most=4 if draw(seldom) else tier.most,
        add_ons=() if draw(seldom) else tier.add_ons,
    )
    for feature in draw(st.sets(st.sampled_from((*HAVING, *COUNTING)), min_size=1)):
        better = better.with_value(feature, YES if feature in HAVING else unlimited())
    return better


def known(tier: RandomTier) -> RandomTier:
    """The tier with everything stated, so that dominance can be decided."""
    cells = {key: tier.cells.get(key, Cell(feature=key, value=NO)) for key in (*HAVING, *COUNTING)}
    stated = {
        key: Cell(feature=key, value=NO if cell.value == NOT_STATED else cell.value)
        for key, cell in cells.items()
    }
    return tier.but(cells=stated, price=tier.price or 0)


@some
@given(personas(), tiers().map(known), st.data())
def test_p12_what_dominates_a_tier_fits_no_less(who, tier, data):
    better = data.draw(better_than(tier))
    # Where less is wanted, a tier that has more is not the better one.
    assume(all(need.level != "never" for need in who.needs))
    assume(dominates(better.candidate(), tier.candidate(), FEATURES, BASIS.today))
    assert height(who, better) >= height(who, tier)


@some
@given(personas(), line_ups())
def test_p13_the_language_of_labels_changes_no_fit(who, line_up):
    candidates = [tier.candidate() for tier in line_up]
    korean = [replace(one, product=replace(one.product, name={"ko": "이름"})) for one in candidates]
    assert fit_tiers(who, candidates, BASIS) == fit_tiers(replace(who, label={"ko": "사람"}), korean, BASIS)


@given(st.permutations(["ko", "en", "de"]), st.sampled_from(["paper", "종이", "Papier"]))
def test_p13_a_text_meets_a_need_in_whichever_language_it_is_asked(languages, asked):
    said = {"en": "Paper", "ko": "종이", "de": "Papier"}
    tier = RandomTier(key="t", cells={}, price=1, extras={}, add_ons=(), most=None)
    shown = tier.with_value("packaging", words(**{language: said[language] for language in languages}))
    assert fit(persona(must("packaging", "in", (asked,))), shown).level == "strong"


@some
@given(personas(), line_ups())
def test_p14_the_same_input_gives_the_same_bytes(who, line_up):
    first, second = (
        msgspec.json.encode(fit_tiers(who, [tier.candidate() for tier in line_up], BASIS)) for _ in range(2)
    )
    assert first == second


def test_a_hundred_orders_of_six_needs_make_one_level():
    wanted = [Need(feature=key, level="must") for key in HAVING] + [Need(feature="n0", op=">=", number="3")]
    tier = RandomTier(key="t", cells={}, price=1, extras={}, add_ons=(), most=None)
    for need in wanted[:-1]:
        tier = tier.meeting(need)
    budget = Budget(amount="1", currency="USD", per="unit-month", hard=True)
    assert {fit(persona(*order, budget=budget), tier).level for order in permutations(wanted)} == {"unclear"}
