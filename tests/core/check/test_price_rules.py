"""The price rules H01 to H26: each finds its own fault, alone, and says what it rests on."""

import pytest
from bad_catalogues import Bad
from bad_prices import BAD_PRICES, MORE_PRICES
from builders_bad_prices import (
    bands,
    extra,
    goods,
    larger,
    named,
)
from builders_check import TODAY, add_on, charge, edition, price, product
from msgspec import Struct
from msgspec.structs import replace

from comparison.core import check
from comparison.core.check.finding import Finding
from comparison.core.compare import compare
from comparison.core.context import Asked
from comparison.core.messages import Message
from comparison.core.money import Money
from comparison.core.pricing.amounts import Amount, Span, Unknown
from comparison.core.pricing.model import Measure, Phase, Price, Term
from comparison.core.publication import Edition, Publication
from comparison.words import speaker


def findings(publication: Publication) -> tuple[Finding, ...]:
    return check.run(publication, (), TODAY)


@pytest.mark.parametrize(
    "bad", [*BAD_PRICES, *MORE_PRICES], ids=lambda bad: f"{bad.rule}-{bad.fault}-{bad.level}-{bad.path}"
)
def test_exactly_one_rule_finds_the_fault_and_nothing_else_is_wrong(bad: Bad):
    found = findings(bad.make())
    assert {one.rule for one in found} == {bad.rule}
    assert (bad.key, bad.level, bad.path) in {(one.message.key, one.level, one.path) for one in found}


def facts(publication: Publication, key: str) -> list[dict[str, object]]:
    return [one.message.arguments for one in findings(publication) if one.message.key == key]


def counts(found: dict[str, object]) -> tuple[str, ...]:
    quantities = (found[name] for name in ("first", "last", "better"))
    return tuple(one.amount for one in quantities)


def seats(amount: Amount) -> Publication:
    return edition(product("small", price(amount)))


def test_e37_eight_seats_cost_no_less_than_ten_and_fifteen_no_less_than_twenty():
    found = facts(seats(bands((9, "10"), (19, "8"), (None, "6"))), "check.H20.cliff")
    assert [counts(one) for one in found] == [("8", "9", "10"), ("15", "19", "20")]
    assert [(one["dear"], one["cheap"]) for one in found] == [(usd(90), usd(80)), (usd(152), usd(120))]


def test_e14_ten_cost_more_than_eleven_and_fifty_more_than_fifty_one():
    found = facts(seats(bands((10, "10"), (50, "8"), (None, "6"))), "check.H20.cliff")
    assert [counts(one) for one in found] == [("9", "10", "11"), ("39", "50", "51")]
    assert [(one["dear"], one["cheap"]) for one in found] == [(usd(100), usd(88)), (usd(400), usd(306))]


def test_included_units_move_the_cliff():
    stated = charge(bands((9, "10"), (None, "8")), included=5)
    found = facts(edition(product("small", price(components=(stated,)))), "check.H20.cliff")
    assert [counts(one) for one in found] == [("13", "14", "15")]


def test_a_cliff_lies_between_two_quantities_that_are_sold():
    packs = price(bands((9, "10"), (None, "6")), quantity_step=5, min_quantity=5)
    assert facts(edition(product("small", packs)), "check.H20.cliff") == []
    wider = price(bands((14, "10"), (None, "6")), quantity_step=5, min_quantity=5)
    found = facts(edition(product("small", wider)), "check.H20.cliff")
    assert [counts(one) for one in found] == [("6", "10", "15")]


def test_a_cliff_is_looked_for_in_millions_as_fast_as_in_tens():
    found = facts(seats(bands((999_999, "0.010"), (None, "0.005"))), "check.H20.cliff")
    assert [counts(one) for one in found] == [("500000", "999999", "1000000")]


def test_e29_a_pack_of_three_is_held_against_three_single_ones():
    korean = edition(named("Filter", goods("1600")), larger("Filter 3-pack", goods("5000")))
    (found,) = facts(korean, "check.H12.dearer")
    assert (found["paid"], found["apart"]) == (usd(5000), usd(4800))


def test_a_large_pack_is_held_against_the_size_in_which_as_much_costs_least():
    sizes = (
        named("Filter", goods("1600")),
        larger("Filter 2-pack", goods("3000")),
        larger("Filter 6-pack", goods("9600")),
    )
    three = edition(*(replace(one, key=f"size-{at}") for at, one in enumerate(sizes)))
    found = [one.message.arguments for one in findings(three) if one.rule == "H12"]
    assert [(one["name"], one["other"], one["apart"]) for one in found] == [
        ("Filter 6-pack", "Filter 2-pack", usd(9000))
    ]


def test_the_cliff_is_said_with_both_quantities_and_both_sums():
    (finding,) = findings(seats(bands((9, "10"), (None, "8"))))
    assert finding.fix is not None
    assert speaker("en").say(finding.message) == (
        "Small: 9 items cost $90.00, but 10 items only $80.00; "
        "whoever needs 8 items or more pays no less than for 10 items"
    )
    assert "10" in speaker("ko").say(finding.fix)


def usd(dollars: int) -> Money:
    return Money(minor=dollars * 100, currency="USD")


def keys_in(value: object) -> set[str]:
    """The keys of all messages inside *value*."""
    if isinstance(value, Message):
        return {value.key} | {key for one in value.arguments.values() for key in keys_in(one)}
    if isinstance(value, Struct):
        return {key for name in value.__struct_fields__ for key in keys_in(getattr(value, name))}
    return {key for one in value for key in keys_in(one)} if isinstance(value, tuple) else set()


def said_at_first(stated: Price) -> set[str]:
    """What the line under the headline says in a column head."""
    publication = edition(product("small", stated))
    issued = Edition(number=1, digest="0" * 64, published_at="2026-11-22", publication=publication)
    return keys_in(compare(issued, Asked(), TODAY).tiers[0].headline.second_short)


BOUND = Term(min_months=12, exit_fee="50", how_to_cancel={"en": "Write to us"})
TERMS = {"price.minimum_term", "price.minimum_term_plain"}


@pytest.mark.parametrize(
    "stated",
    [
        price(),
        price(interval="year"),
        goods(),
        price(phases=(Phase(kind="trial", days=14),)),
        price(phases=(Phase(kind="intro", cycles=3, amount="1"),)),
        price(components=(charge("10"), extra("Fee", amount=Unknown(how={"en": "ask"})))),
        price(components=(charge("10"), extra("Fee", amount=Span(low="1", high="2")))),
        price(status="range", low="5", high="9", components=()),
        replace(goods(), measure=Measure(amount="500", unit="g")),
    ],
    ids=["month", "year", "once", "trial", "intro", "open", "bounded", "range", "measured"],
)
def test_h17_every_figure_with_a_minimum_term_says_so_in_the_first_fragment(stated: Price):
    assert said_at_first(replace(stated, term=BOUND)) & TERMS


def test_h17_a_free_price_cannot_show_its_term_and_is_therefore_refused():
    bound = price(status="free", components=(), term=BOUND)
    assert not said_at_first(bound) & TERMS
    assert {one.rule for one in findings(edition(product("small", bound)))} == {"H17"}


def test_an_add_on_may_be_bound_as_long_as_every_tier():
    year = Term(min_months=12)
    tiers = product("small", price(term=year))
    assert findings(edition(tiers, add_ons=(add_on("ai", price("5", term=year)),))) == ()
