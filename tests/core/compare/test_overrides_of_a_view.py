"""What the shop says of a fit: it lowers the level with a reason, and takes nothing else away."""

import pytest
from builders_compare import feature, view
from builders_shops_word import TEAM, line_up, lowering, noting, plans
from examples import tried
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from comparison.core.overrides import PHRASINGS, Override
from comparison.core.publication import Edition
from comparison.core.view import TierView, View
from comparison.words import speaker
from comparison.words.catalogues import entries

LEVELS = ("no", "unclear", "partial", "strong")
ASKED = {"persona": "team"}


def column(of: Edition, key: str, asked: dict[str, str] = ASKED) -> TierView:
    return next(tier for tier in view(of, asked).tiers if tier.key == key)


def said(tier: TierView) -> list[str]:
    return [speaker("en").say(message) for message in tier.give_up]


def answer_of(of: Edition) -> str | None:
    answer = view(of, ASKED).answer
    return answer.tier if answer else None


def test_a_lowered_tier_shows_the_lower_level_with_the_reason():
    lowered = column(line_up(overrides=(lowering(),)), "pro")
    assert (lowered.fit.level, lowered.fit.lowered_from) == ("partial", "strong")
    assert lowered.fit_label.key == "fit.partial"
    assert speaker("ko").say(lowered.lowered) == "판매자가 한 단계 낮췄어요: Slow support this month"


def test_the_reason_is_said_in_the_reader_s_language():
    lowered = column(line_up(overrides=(lowering(),)), "pro", {**ASKED, "lang": "ko"})
    assert speaker("ko").say(lowered.lowered) == "판매자가 한 단계 낮췄어요: 이번 달은 답이 늦어요"


def test_two_levels_down_are_not_called_one():
    lowered = column(line_up(overrides=(lowering(level="unclear"),)), "pro")
    assert speaker("ko").say(lowered.lowered).startswith("판매자가 2단계 낮췄어요: ")
    assert speaker("en").say(lowered.lowered) == "Lowered 2 levels by the shop: Slow support this month"


def test_order_answer_and_tint_follow_the_shown_level():
    assert answer_of(line_up()) == "pro"
    lowered = view(line_up(overrides=(lowering(),)), ASKED)
    assert lowered.order == ("max", "pro", "free")
    assert [tier.key for tier in lowered.tiers if tier.answer] == ["max"]
    assert [tier.key for tier in lowered.tiers if tier.tinted] == ["max"]


def test_the_row_of_personas_follows_the_shown_level():
    lowered = view(line_up(overrides=(lowering(),)))
    assert {tier.key: tier.first_for for tier in lowered.tiers} == {"free": (), "pro": (), "max": ("Team",)}


def test_a_lowered_answer_has_no_tint():
    both = view(line_up(overrides=(lowering(), lowering("max"))), ASKED)
    assert [tier.key for tier in both.tiers if tier.answer] == ["max"]
    assert [tier.key for tier in both.tiers if tier.tinted] == []


def test_by_lowering_a_cheaper_tier_a_dearer_one_does_not_become_the_cheapest_that_fits():
    assert column(line_up(), "pro").mark.key == "fit.mark_cheapest.plan"
    mark = column(line_up(overrides=(lowering(),)), "max").mark
    assert mark is None or mark.key != "fit.mark_cheapest.plan"


def test_a_level_that_is_not_lower_changes_nothing():
    raised = line_up(overrides=(lowering("free", "partial"),))
    assert column(raised, "free") == column(line_up(), "free")


def test_a_level_that_the_data_have_fallen_below_raises_nothing():
    """At publication pro was strong; since then it lost what the team must have."""
    products = (plans()[0], replace(plans()[1], cells=()), plans()[2])
    assert column(line_up(*products, overrides=(lowering(),)), "pro").fit.level == "unclear"
    assert column(line_up(*products, overrides=(lowering(),)), "pro").lowered is None


def test_a_level_without_a_reason_lowers_nothing():
    assert column(line_up(overrides=(lowering(reason=None),)), "pro") == column(line_up(), "pro")


def test_of_several_levels_the_lowest_counts_with_its_own_reason():
    lowered = column(line_up(overrides=(lowering(), lowering(level="no", reason={"en": "Closed"}))), "pro")
    assert lowered.fit.level == "no"
    assert lowered.lowered.arguments["reason"] == "Closed"


def test_another_persona_is_not_lowered():
    other = replace(TEAM, key="other")
    shown = line_up(overrides=(lowering(),))
    both = replace(shown, publication=replace(shown.publication, personas=(TEAM, other)))
    assert column(both, "pro", {"persona": "other"}).fit.level == "strong"


def test_an_added_but_stands_after_the_derived_ones_and_points_at_its_row():
    plain, noted = column(line_up(), "free"), column(line_up(overrides=(noting("free"),)), "free")
    assert said(noted)[:-1] == said(plain)
    assert said(noted)[-1] == "Lists: one list at a time (the shop's own note)"


def test_an_added_but_stands_after_computed_disadvantages_too():
    plain, noted = column(line_up(), "max"), column(line_up(overrides=(noting("max"),)), "max")
    assert said(plain)
    assert said(noted) == [*said(plain), "Lists: one list at a time (the shop's own note)"]


def test_the_row_an_added_but_points_at_is_not_folded_away():
    of = line_up(overrides=(noting("pro", feature="row-0"),))
    category = of.publication.category
    many = (*category.features, *(feature(f"row-{place}") for place in range(20)))
    with_rows = replace(of, publication=replace(of.publication, category=replace(category, features=many)))
    shown = {row.feature for group in view(with_rows, ASKED).groups for row in group.rows}
    assert "row-0" in shown
    assert "row-1" not in shown


@pytest.mark.parametrize(("phrasing", "label"), [(0, "Good fit"), (1, "Fits well"), (9, "Good fit")])
def test_a_phrasing_is_one_of_the_approved_ones(phrasing: int, label: str):
    phrased = line_up(overrides=(Override(persona="team", tier="pro", phrasing=phrasing),))
    assert speaker("en").say(column(phrased, "pro").fit_label) == label


def test_every_level_has_the_phrasings_it_says():
    said_so = {key.removeprefix("fit.said.") for key in entries("en") if key.startswith("fit.said.")}
    assert said_so == {
        f"{level}.{number}" for level, count in PHRASINGS.items() for number in range(1, count)
    }
    assert all(2 <= count <= 3 for count in PHRASINGS.values())


def test_where_the_shop_made_the_last_one_unclear_its_reason_is_the_statement():
    only = line_up(*plans()[:2], overrides=(lowering(level="unclear"),))
    statement = speaker("en").say(view(only, ASKED).answer.statement)
    assert statement == ("Nothing we can confirm. Pro: Lowered 2 levels by the shop: Slow support this month")


levels = st.sampled_from((None, "partial", "unclear", "no"))
overrides = st.builds(
    Override,
    persona=st.sampled_from(("team", "other")),
    tier=st.sampled_from(("free", "pro", "max", "gone")),
    level=levels,
    reason=st.sampled_from((None, {"en": "Because"})),
    but=st.sampled_from((None, {"en": "Mind the gap"})),
    feature=st.sampled_from((None, "sso", "gone")),
    phrasing=st.integers(0, 9),
)


def computed(shown: View) -> list[tuple[object, ...]]:
    return [
        (one.fit.because, one.fit.but, one.fit.points, one.fit.tally, one.headline, one.quote)
        for one in shown.tiers
        if one.fit
    ]


@settings(max_examples=tried(120), deadline=None)
@given(st.lists(overrides, max_size=6).map(tuple))
def test_p11_no_override_raises_a_level_or_hides_what_was_derived(said_by_the_shop):
    plain, shown = view(line_up(), ASKED), view(line_up(overrides=said_by_the_shop), ASKED)
    assert computed(shown) == computed(plain)
    for before, after in zip(plain.tiers, shown.tiers, strict=True):
        assert LEVELS.index(after.fit.level) <= LEVELS.index(before.fit.level)
        if before.fit.but:
            assert after.give_up[: len(before.give_up)] == before.give_up
