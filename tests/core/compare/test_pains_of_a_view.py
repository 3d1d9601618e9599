"""A chosen pain point in the view: the tier named, the rows lit, the sentence."""

import pytest
from builders_choosers import PAINS, lamps, shop
from builders_compare import bought, on_request, product, view
from msgspec.structs import replace

from comparison.core.catalogue import AddOn, Cell, Stock
from comparison.core.messages import Message
from comparison.core.pains import Pain
from comparison.core.personas import Need
from comparison.core.values import Extra, NotStated, YesNo
from comparison.core.view import View


def solver(seen: View) -> str | None:
    return next((tier.key for tier in seen.tiers if tier.solves), None)


def said(seen: View) -> str:
    assert seen.pain_answer is not None
    return seen.pain_answer.key


def test_unasked_nothing_is_lit_and_nothing_is_said():
    seen = view(shop())
    assert (seen.pain_answer, solver(seen)) == (None, None)


def test_the_cheapest_that_meets_the_needs_is_named():
    seen = view(shop(), {"pain": "glare"})
    assert (solver(seen), said(seen)) == ("middle", "control.pain_answer.product")
    assert seen.pain_answer.arguments["tier"] == "Middle"


def test_the_row_that_answers_is_lit():
    seen = view(shop(), {"pain": "glare"})
    assert [row.feature for group in seen.groups for row in group.rows if row.lit] == ["dims"]


def test_a_lit_row_is_shown_among_the_differences_even_where_all_are_the_same():
    alike = tuple(replace(one, cells=(Cell(feature="dims", value=YesNo(yes=True)),)) for one in lamps())
    seen = view(shop(alike), {"pain": "glare", "diff": "only"})
    assert [row.feature for group in seen.groups for row in group.rows] == ["dims"]


def test_a_low_figure_lights_its_sum():
    seen = view(shop(), {"pain": "dear"})
    assert (solver(seen), said(seen)) == ("plain", "pain.lowest.product")
    assert [row.key for row in seen.charges if row.lit] == ["now"]


def test_no_tier_that_meets_the_needs_is_said():
    seen = view(shop(), {"pain": "gloom"})
    assert (solver(seen), said(seen)) == (None, "pain.nobody.product")


def test_what_may_answer_but_is_not_stated_is_said_to_be_unconfirmed():
    silent = tuple(
        replace(one, cells=(Cell(feature="brightness", value=NotStated()), *one.cells[:1])) for one in lamps()
    )
    assert said(view(shop(silent), {"pain": "gloom"})) == "pain.doubtful.product"


def test_a_sold_out_tier_is_passed_over_for_the_next_one():
    assert solver(view(shop(lamps(stock=Stock(state="sold_out"))), {"pain": "glare"})) == "bright"


def test_where_only_a_sold_out_tier_answers_it_is_named_as_such():
    out = product("only", bought("40"), stock=Stock(state="sold_out"), dims=True)
    plain = product("plain", bought("20"), dims=False)
    seen = view(shop((plain, out)), {"pain": "glare"})
    assert (solver(seen), said(seen), seen.pain_answer.arguments["tier"]) == (
        None,
        "pain.not_now.product",
        "Only",
    )


def test_a_tier_with_a_price_goes_before_one_on_request():
    asked = product("asked", on_request(), dims=True)
    assert solver(view(shop((asked, *lamps())), {"pain": "glare"})) == "middle"


def test_a_tier_on_request_is_not_called_the_cheapest():
    plain = product("plain", bought("20"), dims=False)
    seen = view(shop((plain, product("asked", on_request(), dims=True))), {"pain": "glare"})
    assert (solver(seen), said(seen)) == ("asked", "pain.unsettled.product")


def test_no_settled_price_at_all_is_said_of_a_figure():
    seen = view(shop((product("asked", on_request(), dims=True),)), {"pain": "dear"})
    assert (solver(seen), said(seen)) == (None, "pain.no_price.product")


def test_an_add_on_that_meets_the_need_is_counted_in_and_named():
    kit = AddOn(
        key="dimmer",
        name={"en": "Dimmer"},
        cells=(Cell(feature="dims", value=YesNo(yes=True)),),
        prices=(bought("5"),),
    )
    plain, *others = lamps()
    dimmable = replace(plain, cells=(Cell(feature="dims", value=Extra(add_on="dimmer")), *plain.cells[1:]))
    made = shop((dimmable, *others))
    made = replace(made, publication=replace(made.publication, add_ons=(kit,)))
    seen = view(made, {"pain": "glare"})
    assert solver(seen) == "plain"
    assert seen.tiers[0].quote.headline.minor == 2500
    assert seen.pain_answer.arguments["tier"] == Message(
        key="page.bracketed",
        arguments={
            "text": "Plain",
            "note": Message(
                key="fit.with_add_on",
                arguments={"add_on": Message(key="page.commas", arguments={"items": ("Dimmer",)})},
            ),
        },
    )


def test_wishes_of_a_pain_point_count_as_musts():
    wish = Pain(key="wish", label={"en": "I wish"}, needs=(Need(feature="dims", level="nice"),))
    assert solver(view(shop(pains=(wish,)), {"pain": "wish"})) == "middle"


def test_what_bothers_by_being_there_is_answered_by_what_lacks_it():
    wire = Pain(key="wire", label={"en": "I trip"}, needs=(Need(feature="cord", level="never"),))
    seen = view(shop(pains=(wire,)), {"pain": "wire"})
    assert solver(seen) == "bright"
    absent = Message(key="fit.but_lacking", arguments={"feature": "Cord"})
    assert seen.pain_answer.arguments["feature"].arguments["items"] == (absent,)


def test_chips_are_drawn_where_the_comparison_leads_with_pain_points():
    assert view(shop()).pains == ()
    chips = view(shop(chooser="pains"), {"pain": "glare"}).pains
    assert [(one.value, one.selected) for one in chips] == [
        *((pain.key, pain.key == "glare") for pain in PAINS),
        ("", False),
    ]


def test_without_pain_points_there_are_no_chips_whatever_leads():
    assert view(shop(chooser="pains", pains=())).pains == ()


@pytest.mark.parametrize("pain", ["glare", "dear"])
def test_a_persona_keeps_its_own_answer_beside_a_pain_point(pain: str):
    seen = view(shop(), {"pain": pain, "persona": "reader"})
    assert seen.answer is not None
    assert seen.answer.tier == "middle"
    assert seen.pain_answer is not None


def test_a_screen_reader_hears_the_answer():
    seen = view(shop(), {"pain": "glare"})
    assert seen.announcement == seen.pain_answer
