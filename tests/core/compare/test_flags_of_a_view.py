"""The flags of a fit reach the shopper in words, each hedged as far as it is known."""

from builders_choosers import shop as quiz_shop
from builders_compare import edition, feature, monthly, product, view
from builders_shops_word import TEAM, line_up
from msgspec.structs import replace

from comparison.core.catalogue import Stock
from comparison.core.personas import Need
from comparison.core.view import View
from comparison.words import speaker

ASKED = {"persona": "team"}


def give_up(shown: View, key: str, language: str = "en") -> list[str]:
    tier = next(tier for tier in shown.tiers if tier.key == key)
    return [speaker(language).say(message) for message in tier.give_up]


def two(*, dearer: str = "12", **more: bool) -> View:
    """Pro, and a dearer tier that has the same and perhaps *more*."""
    rows = [feature("sso"), feature("lists"), feature("audit")]
    had = {"sso": True, "lists": True, "audit": False}
    pro, max_ = product("pro", monthly("8"), **had), product("max", monthly(dearer), **{**had, **more})
    return view(edition([pro, max_], rows, [TEAM]), ASKED)


def test_a_dominated_tier_says_so_for_the_listed_attributes_and_this_quantity():
    assert give_up(two(), "max")[-1] == (
        "nothing better than Pro on the listed attributes, for this quantity"
    )
    assert give_up(two(), "max", "ko")[-1] == "적힌 항목과 이 수량만 보면 Pro보다 나은 점이 없어요"


def test_a_tier_with_anything_of_its_own_is_not_called_dominated():
    assert all("listed attributes" not in line for line in give_up(two(audit=True), "max"))


def test_the_dearer_tier_that_fits_says_which_cheaper_one_fits_too():
    dearer = next(tier for tier in view(line_up(), ASKED).tiers if tier.key == "max")
    assert "also_cheaper" in dearer.fit.flags
    said = [speaker("en").say(one) for one in (*dearer.give_up, dearer.cheaper) if one]
    assert any("Pro" in line and "$840.00" in line for line in said)


def test_a_sum_that_the_give_up_line_says_already_is_not_said_twice():
    rows = [feature("sso"), feature("lists"), feature("audit")]
    had = {"sso": True, "lists": True, "audit": True}
    both = edition([product("pro", monthly("8"), **had), product("max", monthly("12"), **had)], rows, [TEAM])
    shown = view(both, ASKED)
    assert give_up(shown, "max")[0] == "$480.00 dearer than Pro over 1 year"
    assert "also_cheaper" in shown.tiers[1].fit.flags
    assert shown.tiers[1].cheaper is None


def test_the_closest_is_named_with_what_it_lacks_and_not_called_a_fit():
    who = replace(TEAM, needs=(Need(feature="sso"), Need(feature="audit")))
    shown = view(
        edition(
            [
                product("one", monthly("8"), sso=False, audit=False),
                product("two", monthly("9"), sso=True, audit=False),
            ],
            [feature("sso"), feature("audit")],
            [who],
        ),
        ASKED,
    )
    assert "closest" in shown.tiers[1].fit.flags
    assert (
        speaker("en").say(shown.answer.statement)
        == "Nothing here meets every need. Closest: Two (missing: Audit)"
    )
    assert speaker("en").say(shown.tiers[1].fit_label) == "Not a fit"


def test_the_rule_of_the_order_is_stated_wherever_there_is_an_order():
    rule = "Order: best fit first."
    said = [speaker("en").say(note) for note in view(line_up(), ASKED).footnotes]
    assert any(note.startswith(rule) for note in said)
    assert all(not speaker("en").say(note).startswith(rule) for note in view(line_up()).footnotes)


def test_answers_of_a_quiz_lead_to_an_order_and_an_open_question_does_not():
    answered = view(quiz_shop(), {"a.use": "desk", "a.cord": "fine", "a.spend": "hundred"})
    asked = view(quiz_shop(), {"quiz": "start", "a.use": "desk"})
    assert [any(note.key == "fit.order_rule" for note in one.footnotes) for one in (answered, asked)] == [
        True,
        False,
    ]


def test_a_sold_out_tier_is_no_cheaper_one():
    sold_out = [
        replace(one, stock=Stock(state="sold_out")) if one.key == "pro" else one
        for one in line_up().publication.products
    ]
    shown = view(line_up(*sold_out), ASKED)
    assert [tier.cheaper for tier in shown.tiers if tier.key == "max"] == [None]
