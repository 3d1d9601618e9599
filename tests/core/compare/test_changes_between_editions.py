"""What an old link is told: prices, tiers, rows and fits that are different today, and since when."""

import datetime
from collections.abc import Mapping

import pytest
from builders_compare import TODAY, bought, edition, feature, monthly, product
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from comparison.core.asking import read_asked
from comparison.core.catalogue import Cell, Evidence, Product, Stock
from comparison.core.compare import compare
from comparison.core.compare.changes import Fact, Shown, changes, facts, first_as_now, same_context
from comparison.core.messages import say
from comparison.core.personas import Need, Persona
from comparison.core.publication import Edition
from comparison.core.quiz import Question, Quiz, QuizAnswer
from comparison.core.values import Listing, NotStated, Number, YesNo
from comparison.core.view import Changes
from comparison.words import speaker

THEN, DAY = datetime.date(2026, 3, 1), datetime.date(2026, 8, 15)
ROWS = (feature("area", "number", unit="m2"), feature("app"))
FAMILY = Persona(key="family", label={"en": "Family"}, needs=(Need(feature="app"),))


def plus(price: str = "299", **values: object) -> Product:
    return product("plus", bought(price), **({"area": 47, "app": True} | values))


def of(*products: Product, rows=ROWS, **more: object) -> Edition:
    return edition(products or (plus(), product("max", bought("459"), area=82, app=True)), rows, **more)


def told(before: Edition, now: Edition, asked: Mapping[str, str] | None = None) -> Changes:
    old = compare(before, read_asked((asked or {}).items()), TODAY)
    again = same_context(read_asked((asked or {}).items()), old.context)
    new = Shown(edition=now, view=compare(now, again, TODAY))
    return changes(Shown(edition=before, view=compare(before, again, TODAY)), new, THEN, lambda _: DAY)


def items(of: Changes, language: str = "en") -> list[str]:
    return [speaker(language).say(item.text) for item in of.items]


def test_a_price_is_told_with_the_old_and_the_new_figure_and_the_day() -> None:
    found = told(of(plus("299")), of(plus("289")))
    assert speaker("ko").say(found.summary) == (
        "이 링크를 만든 2026년 3월 1일 이후 바뀌었어요: Plus US$299.00 → US$289.00 (2026년 8월 15일)"
    )
    assert speaker("en").say(found.summary) == (
        "Changed since this link was made on Mar 1, 2026: Plus $299.00 → $289.00 (Aug 15, 2026)"
    )
    assert [(item.on, speaker("en").say(item.text)) for item in found.items] == [
        (DAY, "Plus: $299.00 → $289.00")
    ]


def test_nothing_changed_is_said_too() -> None:
    found = told(of(), of())
    assert (speaker("ko").say(found.summary), found.items) == ("링크를 만든 뒤 바뀐 내용이 없어요", ())
    assert speaker("en").say(found.summary) == "Nothing has changed since this link was made"


def test_the_price_comes_first_whatever_else_changed() -> None:
    found = told(of(plus("299")), of(plus("289", area=45, app=False)))
    assert items(found) == [
        "Plus: $299.00 → $289.00",
        "Plus, Area: 47 → 45",
        "Plus, App: Yes → No",
    ]


def test_a_sum_over_years_is_told_only_where_the_price_itself_stayed() -> None:
    dearer = told(of(product("a", monthly("10"))), of(product("a", monthly("12"))))
    assert items(dearer) == ["A: $10.00 a month → $12.00 a month"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(NotStated(), 47, "Plus, Area: Not stated → 47", id="from unknown"),
        pytest.param(
            Number(amount="1", unit="kg", base="1000", base_unit="g"),
            Number(amount="1000", unit="g", base="1000", base_unit="g"),
            None,
            id="another unit is no change",
        ),
        pytest.param(
            Listing(items=({"en": "A"}, {"en": "B"})),
            Listing(items=({"en": "B"}, {"en": "A"})),
            None,
            id="another order is no change",
        ),
    ],
)
def test_a_cell_is_told_where_its_value_is_another_one(old: object, new: object, said: str | None) -> None:
    assert items(told(of(plus(area=old)), of(plus(area=new)))) == ([said] if said else [])


def test_evidence_that_is_gone_is_told_with_the_small_print() -> None:
    evidence = Evidence(body="KTR", number="7", valid_to="2027-01-01")
    with_it, without = (
        Product(
            key="plus",
            name={"en": "Plus"},
            category="thing",
            prices=(bought("1"),),
            cells=(Cell(feature="app", value=YesNo(yes=True), claim=True, evidence=one),),
        )
        for one in (evidence, None)
    )
    (said,) = items(told(of(with_it), of(without)))
    assert said.startswith("Plus, App: Yes · Evidence: KTR, 7, valid to")
    assert said.endswith("→ Yes · Seller's own statement, no evidence")


def test_tiers_that_came_and_went_are_told() -> None:
    lite, grand = (product(key, bought("1")) for key in ("lite", "grand"))
    found = told(of(plus(), lite), of(plus(), grand, gone=("lite",)))
    assert items(found) == ["Lite: no longer in this comparison", "Grand: new here"]
    assert items(found, "ko") == ["Lite: 비교표에서 빠졌어요", "Grand: 새로 들어왔어요"]


def test_a_link_that_named_a_tier_which_is_gone_is_told_so() -> None:
    lite = product("lite", bought("1"))
    found = told(of(plus(), lite), of(plus(), gone=("lite",)), {"tiers": "lite,plus"})
    assert items(found) == ["Lite: no longer in this comparison"]


def test_rows_that_came_and_went_are_told_once_and_not_for_every_tier() -> None:
    assert items(told(of(), of(rows=ROWS[:1]))) == ["App: no longer a row"]
    assert items(told(of(rows=ROWS[1:]), of())) == ["Area: a new row"]


def test_what_sold_out_and_what_is_back_are_told() -> None:
    out = product("plus", bought("299"), stock=Stock(state="sold_out"), area=47, app=True)
    assert items(told(of(plus()), of(out))) == ["Plus: Sold out · no date yet"]
    assert items(told(of(out), of(plus()))) == ["Plus: can be bought again"]


def test_the_fit_of_the_chosen_persona_is_told() -> None:
    before, now = of(plus(), personas=[FAMILY]), of(plus(app=False), personas=[FAMILY])
    assert items(told(before, now, {"persona": "family"})) == [
        "Plus, for Family: Good fit → Not a fit",
        "Plus, App: Yes → No",
    ]
    assert items(told(before, now)) == ["Plus, App: Yes → No"]


def test_a_fit_by_the_shoppers_own_answers_is_told_as_theirs() -> None:
    wants = Quiz(
        questions=(
            Question(
                key="app",
                text={"en": "App?"},
                answers=(QuizAnswer(key="yes", label={"en": "Yes"}, needs=FAMILY.needs),),
            ),
        )
    )
    before, now = (
        replace(made, publication=replace(made.publication, comparison=replace(asking, quiz=wants)))
        for made in (of(plus(), personas=[FAMILY]), of(plus(app=False), personas=[FAMILY]))
        for asking in [made.publication.comparison]
    )
    assert items(told(before, now, {"a.app": "yes"}))[0] == "Plus, for your answers: Good fit → Not a fit"


def test_a_row_that_only_differences_would_hide_is_told_all_the_same() -> None:
    one = product("max", bought("1"), area=47, app=False)
    before, now = of(plus(), one), of(plus(area=47, app=False), one)
    assert items(told(before, now, {"diff": "only"})) == ["Plus, App: Yes → No"]


def test_another_quantity_assumed_is_not_told_as_another_price() -> None:
    before, now = (of(product("a", replace(monthly("10"), min_quantity=least)), rows=()) for least in (1, 5))
    assert items(told(before, now, {"qty.user": "5"})) == []
    asked = same_context(read_asked([]), compare(before, read_asked([]), TODAY).context)
    assert (asked.quantities, asked.interval) == ({"user": 1}, "month")


def test_the_facts_of_a_view_name_every_tier_even_those_not_shown() -> None:
    many = [product(f"t{at}", bought("1")) for at in range(7)]
    said = facts(compare(of(*many), read_asked([]), TODAY))
    assert [place[1] for place in said if place[0] == "tier"] == [f"t{at}" for at in range(7)]
    assert [place[1] for place in said if place[0] == "price"] == [f"t{at}" for at in range(5)]


PLACE = ("price", "plus", "")


def history(*prices: int):
    words = [say("page.plain", text=str(price)) for price in prices]
    return [{PLACE: Fact(short=one, whole=one)} for one in words]


@pytest.mark.parametrize(
    ("prices", "first"),
    [
        ((289,), 0),
        ((310, 289), 1),
        ((289, 289, 289), 0),
        ((310, 310, 289, 289), 2),
        ((310, 300, 295, 289), 3),
        ((289, 310, 289), 2),
    ],
)
def test_the_edition_that_began_it_is_found(prices: tuple[int, ...], first: int) -> None:
    made = history(*prices)
    assert first_as_now(PLACE, made[-1][PLACE], len(made), made.__getitem__) == first


@given(st.lists(st.integers(1, 3), min_size=1, max_size=40))
def test_the_edition_found_says_what_today_s_does_and_the_one_before_did_not(prices: list[int]) -> None:
    made, asked = history(*prices), []

    def at(index: int):
        asked.append(index)
        return made[index]

    found = first_as_now(PLACE, made[-1][PLACE], len(made), at)
    assert made[found] == made[-1]
    assert found == 0 or made[found - 1] != made[-1]
    assert len(asked) <= 2 * len(made).bit_length()
