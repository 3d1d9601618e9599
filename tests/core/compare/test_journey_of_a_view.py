"""How deep a view goes: one link leads on, and every choice stays."""

import pytest
from builders_compare import edition, product, view
from builders_shops_word import line_up

from comparison.core.asking import read_asked
from comparison.core.compare import compare
from comparison.core.errors import BadParameter
from comparison.core.resolving import query
from comparison.core.view import View
from comparison.words import speaker

DEPTHS = ("awareness", "consideration", "decision")
STATE = {"persona": "team", "qty.user": "14", "tiers": "pro,max", "lang": "ko"}


def links(**asked: str) -> list[tuple[str, str]]:
    shown = view(line_up(), asked)
    said = speaker(shown.context.lang)
    return [(said.say(link.label), query(shown.context, **dict(link.parameters))) for link in shown.journey]


@pytest.mark.parametrize(
    ("depth", "label", "leads_to"),
    [
        ("awareness", "자세히 비교하기", ""),
        ("consideration", "결제 금액 자세히 보기", "&view=decision"),
        ("decision", "자세히 비교하기", ""),
    ],
)
def test_each_depth_links_to_another_and_every_choice_stays(depth: str, label: str, leads_to: str):
    kept = "lang=ko&persona=team&qty.user=14&tiers=pro,max"
    assert links(view=depth, **STATE) == [(label, f"{kept}{leads_to}")]


def test_the_labels_are_the_agreed_ones_in_english():
    assert [links(view=depth)[0][0] for depth in DEPTHS] == [
        "Compare in detail",
        "See what you pay",
        "Compare in detail",
    ]


def test_a_persona_chosen_at_a_glance_stays_at_a_glance():
    shown = view(line_up(), {"view": "awareness", "persona": "team"})
    assert dict(shown.context.canonical)["view"] == "awareness"


@pytest.mark.parametrize("depth", DEPTHS)
def test_fits_prices_and_order_are_the_same_at_every_depth(depth: str):
    def facts(shown: View) -> tuple[object, ...]:
        return shown.tiers, shown.order, shown.answer, shown.receipt

    assert facts(view(line_up(), {**STATE, "view": depth})) == facts(view(line_up(), STATE))


@pytest.mark.parametrize("depth", ["awareness", "decision"])
@pytest.mark.parametrize("asked", [{}, {"persona": "team"}, {"persona": "team", "tiers": "free"}])
def test_where_there_are_no_rows_none_are_counted_aloud(depth: str, asked: dict[str, str]):
    aloud = speaker("en").say(view(line_up(), {**asked, "view": depth}).announcement)
    assert "row" not in aloud
    assert "rows" in speaker("en").say(view(line_up(), asked).announcement)


def test_the_shop_s_address_for_questions_is_in_the_view():
    assert view(edition([product("one")])).contact == "https://shop.example/contact"


def test_a_depth_that_there_is_not_is_refused_with_those_there_are():
    with pytest.raises(BadParameter) as refused:
        compare(line_up(), read_asked([("view", "full")]), view(line_up()).context.today)
    assert refused.value.accepted == DEPTHS
