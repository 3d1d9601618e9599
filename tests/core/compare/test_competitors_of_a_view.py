"""Another seller's column: shown with its sources, judged only by them, and never sold here."""

import pytest
from builders_compare import edition, feature, free, monthly, on_request, product, view
from builders_shops_word import SEEN, line_up, plans, rival
from msgspec.structs import replace

from comparison.core.catalogue import AddOn, Cell
from comparison.core.publication import Edition
from comparison.core.sources import Source
from comparison.core.values import Number, YesNo
from comparison.core.view import TierView
from comparison.web.shapes import fits_of
from comparison.words import speaker

ASKED = {"persona": "team"}


def beside(**changes: object) -> Edition:
    """Ours and a rival that is cheaper and lacks nothing."""
    return line_up(*plans(), rival(**changes))


def theirs(of: Edition, asked: dict[str, str] = ASKED) -> TierView:
    return next(tier for tier in view(of, asked).tiers if tier.key == "rival")


def english(message: object) -> str:
    return speaker("en").say(message)


def test_the_head_says_whose_it_is_and_when_it_was_looked_at():
    assert english(theirs(beside()).competitor) == "Sold by Rival Inc. · checked Nov 1, 2026"
    assert speaker("ko").say(theirs(beside()).competitor).endswith("2026년 11월 1일에 확인")


def test_the_oldest_date_among_the_sources_is_the_one_said():
    older = Source(title={"en": "a test"}, as_of="2026-03-05")
    product_of_theirs = rival()
    cells = (replace(product_of_theirs.cells[0], source=older), *product_of_theirs.cells[1:])
    shown = theirs(line_up(*plans(), replace(product_of_theirs, cells=cells)))
    assert english(shown.competitor) == "Sold by Rival Inc. · checked Mar 5, 2026"


def test_every_source_is_named_under_the_table():
    said = [english(note) for note in view(beside()).footnotes]
    assert "Source for Rival: rival.example (Nov 1, 2026)" in said


def test_it_has_no_button_even_where_it_has_an_address():
    assert rival().offer is not None
    assert theirs(beside()).action is None


def test_it_stands_in_no_order_and_is_never_the_answer():
    shown = view(beside(), ASKED)
    assert shown.order == ("pro", "max", "free")
    assert shown.answer.tier == "pro"
    assert not theirs(beside()).answer
    assert not theirs(beside()).tinted
    assert theirs(beside()).mark is None


def test_no_persona_has_it_first():
    assert theirs(beside(), {}).first_for == ()


def test_it_is_no_cheaper_alternative():
    shown = view(beside(), ASKED)
    assert [tier.fit.cheaper for tier in shown.tiers] == [None, None, "pro", None]
    said = [english(tier.cheaper) for tier in shown.tiers if tier.cheaper]
    assert all("Rival" not in one for one in said)


def test_a_cheaper_rival_that_fits_takes_away_the_mark_of_the_cheapest():
    mark = next(tier.mark for tier in view(line_up(), ASKED).tiers if tier.answer)
    assert english(mark) == "Lowest cost that fits"
    assert next(tier.mark for tier in view(beside(), ASKED).tiers if tier.answer) is None


def test_a_dearer_rival_leaves_the_mark():
    mark = next(tier.mark for tier in view(beside(amount="99"), ASKED).tiers if tier.answer)
    assert english(mark) == "Lowest cost that fits"


def test_its_fit_is_computed_like_any_other_where_every_fact_has_its_source():
    assert theirs(beside()).fit.level == "strong"
    assert theirs(beside(sso=False)).fit.level == "no"
    assert [english(one) for one in theirs(beside()).why] == ["Sso", "Lists", "Audit"]


@pytest.mark.parametrize("asked", [{}, ASKED])
def test_without_sources_it_is_not_judged(asked: dict[str, str]):
    shown = theirs(beside(sourced=False), asked)
    assert shown.fit is None
    assert shown.fit_label is None
    unjudged = "Not judged: some of its facts have no dated source"
    assert [english(one) for one in (*shown.why, *shown.give_up)] == [unjudged, unjudged]


def test_one_value_without_a_date_is_enough_not_to_judge_it():
    product_of_theirs = rival()
    cells = (
        replace(product_of_theirs.cells[0], source=Source(title={"en": "hearsay"})),
        *product_of_theirs.cells[1:],
    )
    assert theirs(line_up(*plans(), replace(product_of_theirs, cells=cells))).fit is None


def test_what_ours_give_up_beside_it_is_said():
    only = line_up(product("pro", monthly("8"), sso=True, lists=True, audit=False), rival())
    pro = view(only, {}).tiers[0]
    assert [english(one) for one in pro.give_up] == ["no Audit", "$36.00 dearer than Rival over 1 year"]


def test_the_best_in_a_row_may_be_theirs():
    rooms = feature("rooms", "number", direction="higher")
    larger = replace(rival(), cells=(Cell(feature="rooms", value=Number(amount="9"), source=SEEN),))
    shown = view(edition([product("pro", monthly("8"), rooms=4), larger], [rooms]))
    cells = shown.groups[0].rows[0].cells
    assert [cell.best.key if cell.best else None for cell in cells] == [None, "cell.best"]


def test_the_shop_s_extras_are_not_added_to_it():
    extra = AddOn(
        key="ai",
        name={"en": "AI"},
        cells=(Cell(feature="audit", value=YesNo(yes=True)),),
        prices=(monthly("3"),),
    )
    of = line_up(*plans(), rival(), add_ons=(extra,))
    with_extra = replace(
        of,
        publication=replace(of.publication, comparison=replace(of.publication.comparison, add_ons=("ai",))),
    )
    plain, chosen = theirs(with_extra, {}), theirs(with_extra, {"addons": "ai"})
    assert chosen.quote.headline == plain.quote.headline


def test_a_phone_shows_the_answer_beside_another_of_ours():
    many = line_up(*plans(), product("grid", on_request(), sso=True), rival())
    shown = view(many, ASKED)
    assert [tier.key for tier in shown.tiers if tier.in_pair] == ["free", "pro"]


def test_the_fits_of_others_are_apart_from_the_order():
    fits = fits_of(view(beside(), ASKED))
    assert [tier.tier for tier in fits.tiers] == ["pro", "max", "free"]
    assert [(tier.tier, tier.level) for tier in fits.competitors] == [("rival", "strong")]


def test_a_rival_that_is_free_is_no_reason_for_another_answer():
    free_one = rival(amount="1")
    priced = replace(free_one, prices=(replace(free(), source=SEEN),))
    assert view(line_up(*plans(), priced), ASKED).answer.tier == "pro"
