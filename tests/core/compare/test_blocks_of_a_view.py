"""The blocks beside rows and prices: in the order given, none drawn empty, each saying whose word it is."""

import datetime
from collections.abc import Mapping
from typing import Any

import pytest
from builders_compare import bought, edition, feature, product, view
from msgspec.structs import replace

from comparison.core.catalogue import Arrival, Cell, Evidence
from comparison.core.compare.blocks import with_changes
from comparison.core.content import (
    BLOCKS,
    BoxItem,
    Channel,
    Heard,
    Hours,
    PartRating,
    Question,
    Rating,
    Returns,
    Separate,
    Support,
)
from comparison.core.errors import RefusedFile
from comparison.core.messages import say
from comparison.core.personas import Persona
from comparison.core.pricing.amounts import PerUnit
from comparison.core.pricing.model import Component, Every
from comparison.core.publication import Edition
from comparison.core.sources import Competitor, Source
from comparison.core.values import NotStated, Value, Words, YesNo
from comparison.core.view import Change, Changes
from comparison.core.view_blocks import Block, Fact
from comparison.storage.formats.native import read_native
from comparison.words import speaker

RATED = Rating(average="4.3", scale=5, count=128, period=12, verified="purchase", spread=(3, 5, 13, 36, 71))
ENGLISH = speaker("en")


def of(
    one: Mapping[str, Any] | None = None,
    other: Mapping[str, Any] | None = None,
    *,
    shop: Mapping[str, Any] | None = None,
    **comparison: Any,
) -> Edition:
    """An edition of two things; what is given of each, of the shop and of the comparison."""
    changed = {"a": one or {}, "b": other or {}}
    products = [replace(product(key, bought("10")), **changed[key]) for key in ("a", "b")]
    flat = Persona(key="flat", label={"en": "Small flat"})
    made = edition(products, [feature("organic"), feature("quiet")], [flat])
    publication = replace(
        made.publication,
        shop=replace(made.publication.shop, **(shop or {})),
        comparison=replace(made.publication.comparison, **comparison),
    )
    return replace(made, publication=publication)


def blocks(made: Edition, **asked: str) -> dict[str, Block]:
    return {block.key: block for block in view(made, asked).blocks}


def said(fact: Fact) -> list[str]:
    """What a fact says, the small print after it."""
    return [ENGLISH.say(one.text) for one in (fact.text, *fact.notes)]


def cells(block: Block, row: int = 0) -> list[list[list[str]]]:
    return [[said(fact) for fact in cell] for cell in block.rows[row].cells]


def full(**comparison: Any) -> Edition:
    """Every block that can be there without a second edition."""
    claimed = Cell(feature="organic", value=YesNo(yes=True), claim=True)
    return of(
        {
            "rating": RATED,
            "box": (BoxItem(label={"en": "Cable"}),),
            "support": (Support(label={"en": "Repair"}, months=24),),
            "cells": (claimed,),
            "arrival": Arrival(days_min=1, days_max=2),
        },
        shop={"returns": Returns(days=14, who_pays="shop", fee="0")},
        questions=(Question(question={"en": "Why?"}, answer={"en": "Because."}),),
        heard=(Heard(said={"en": "Too loud"}, did={"en": "Quieter now"}, on="2026-09-01"),),
        **comparison,
    )


def test_unasked_they_stand_in_the_order_of_the_page():
    assert tuple(blocks(full())) == BLOCKS


@pytest.mark.parametrize("order", [("contact", "box"), ("ratings",), ()])
def test_a_shop_orders_them_and_leaves_out_what_it_does_not_name(order: tuple[str, ...]):
    assert tuple(blocks(full(blocks=order))) == order


def test_the_price_is_no_block_and_so_stays_whatever_is_left_out():
    bare = view(full(blocks=()))
    assert bare.charges == view(full()).charges
    assert [tier.headline for tier in bare.tiers] == [tier.headline for tier in view(full()).tiers]


def test_a_block_with_nothing_to_say_is_not_there():
    assert tuple(blocks(of())) == ("contact",)
    assert tuple(blocks(of(shop={"contact": None}))) == ()


@pytest.mark.parametrize(
    ("depth", "keys"),
    [("awareness", ()), ("decision", ("box", "returns", "support", "questions", "contact"))],
)
def test_the_depth_of_a_view_decides_which_it_has(depth: str, keys: tuple[str, ...]):
    assert tuple(blocks(full(), view=depth)) == keys


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        (RATED, ["4.3 of 5", "128 verified buyers, last year", "5: 71 · 4: 36 · 3: 13 · 2: 5 · 1: 3"]),
        (replace(RATED, count=10, spread=()), ["4.3 of 5", "10 verified buyers, last year"]),
        (replace(RATED, count=9), ["Too few for an average", "9 verified buyers, last year"]),
        (
            replace(RATED, spread=(), period=24, verified="account"),
            ["4.3 of 5", "128 account holders, last 2 years · purchase not verified"],
        ),
        (
            replace(RATED, spread=(), period=3, verified="not_verified"),
            ["4.3 of 5", "128 ratings, last 3 months · not known to be buyers"],
        ),
        (replace(RATED, count=None), ["No average: it is not stated who rated, or when"]),
        (replace(RATED, verified=None), ["No average: it is not stated who rated, or when"]),
    ],
)
def test_an_average_needs_ten_ratings_and_says_what_it_rests_on(rating: Rating, words: list[str]):
    block = blocks(of({"rating": rating}))["ratings"]
    assert cells(block) == [[words], [["Not stated"]]]
    assert "An average is shown from 10 ratings on" in [ENGLISH.say(note) for note in block.notes]


def rated_in_parts(count: int) -> Block:
    parts = (
        PartRating(of="persona", key="flat", average="4.6", count=count),
        PartRating(of="feature", key="quiet", average="3.9", count=40),
        PartRating(of="persona", key="nobody", average="5", count=40),
    )
    return blocks(of({"rating": replace(RATED, parts=parts)}))["ratings"]


def test_a_part_is_shown_from_five_ratings_on():
    labels = [ENGLISH.say(row.label.text) for row in rated_in_parts(5).rows]
    assert labels == ["All buyers", "Rated by: Small flat", "Satisfied with: Quiet"]
    assert cells(rated_in_parts(5), 1)[0] == [["4.6 of 5", "5 ratings"]]


def test_a_part_that_no_tier_has_enough_of_is_left_out():
    labels = [ENGLISH.say(row.label.text) for row in rated_in_parts(4).rows]
    assert labels == ["All buyers", "Satisfied with: Quiet"]


def test_only_a_rating_that_the_page_shows_goes_on_to_machines():
    assert view(of({"rating": RATED})).tiers[0].rating == RATED
    assert view(of({"rating": RATED}, blocks=("contact",))).tiers[0].rating is None
    assert view(of({"rating": replace(RATED, count=9)})).tiers[0].rating is None


def claim(**more: Any) -> list[str]:
    cell = Cell(feature="organic", value=YesNo(yes=True), claim=True, **more)
    (words,) = cells(blocks(of({"cells": (cell,)}))["evidence"])[0]
    return words


CHECKED = Evidence(
    body="Demo body", number="DEMO-0001", valid_to="2026-11-22", address="https://shop.example/p"
)


def test_a_claim_says_who_checked_it_what_it_covers_and_where_it_was_found():
    words = claim(
        evidence=CHECKED, scope={"en": "All beans"}, source=Source(title={"en": "A list"}, as_of="2026-10-01")
    )
    checked = "Evidence: Demo body, DEMO-0001, valid to Nov 22, 2026"
    assert words == ["Yes", checked, "All beans", "Facts: A list, Oct 1, 2026"]


def test_a_claim_without_evidence_is_the_seller_s_own_statement():
    assert claim() == ["Yes", "Seller's own statement, no evidence"]


def test_expired_evidence_makes_it_the_seller_s_own_statement_with_the_date():
    expired = replace(CHECKED, valid_to="2026-11-21")
    assert claim(evidence=expired) == [
        "Yes",
        "Evidence expired (Nov 21, 2026), now the seller's own statement",
    ]


def test_the_way_to_the_evidence_is_a_link():
    cell = Cell(feature="organic", value=YesNo(yes=True), claim=True, evidence=CHECKED)
    link = blocks(of({"cells": (cell,)}))["evidence"].rows[0].cells[0][0].link
    assert link is not None
    assert link.href == "https://shop.example/p"


def counted(made: Edition) -> int | None:
    """How many claims the line that unfolds the evidence promises; None where there is none."""
    block = blocks(made).get("evidence")
    return block.opens.arguments["count"] if block and block.opens else None


def test_only_claims_in_rows_that_are_shown_are_counted():
    claims = tuple(Cell(feature=key, value=YesNo(yes=True), claim=True) for key in ("organic", "quiet"))
    assert counted(of({"cells": claims}, {"cells": claims[:1]})) == 3
    assert counted(of({"cells": claims}, {"cells": claims[:1]}, features=("quiet",))) == 1


@pytest.mark.parametrize("nothing", [NotStated(), YesNo(yes=False)])
def test_nothing_is_claimed_by_a_value_that_is_not_stated_or_no(nothing: Value):
    silent = Cell(feature="organic", value=nothing, claim=True)
    assert counted(of({"cells": (silent,)})) is None
    claims = (silent, Cell(feature="quiet", value=YesNo(yes=True), claim=True))
    assert counted(of({"cells": claims})) == 1


def test_a_claim_in_another_language_only_says_which_it_is():
    cell = Cell(feature="organic", value=Words(text={"en": "Peru"}), claim=True)
    fact = blocks(of({"cells": (cell,)}), lang="ko")["evidence"].rows[0].cells[0][0]
    assert fact.text.lang == "en"


def test_only_what_fell_back_of_a_box_says_its_language():
    inside = tuple(BoxItem(label=label) for label in ({"en": "Lamp", "ko": "램프"}, {"en": "Cable"}))
    facts = blocks(of({"box": inside}), lang="ko")["box"].rows[0].cells[0]
    korean = speaker("ko")
    assert [(korean.say(one.text.text), one.text.lang) for one in facts] == [("램프", None), ("Cable", "en")]
    assert [[korean.say(note.text) for note in one.notes] for one in facts] == [["함께 들어 있어요"], []]


def with_filters(**separate: Any) -> Edition:
    filters = Component(
        key="filter",
        label={"en": "Filters"},
        kind="consumable",
        amount=PerUnit(value="5"),
        when=Every(n=3, unit="month"),
    )
    sold = bought("10")
    sold = replace(sold, components=(*sold.components, filters))
    apart = Separate(label={"en": "New filters"}, **separate)
    return of({"prices": (sold,), "box": (BoxItem(label={"en": "Cup"}, count=2),), "separate": (apart,)})


def test_what_is_bought_separately_is_priced_and_in_the_horizon_total():
    shown = view(with_filters(charge="filter"))
    box = next(block for block in shown.blocks if block.key == "box")
    [inside], [besides] = (cells(box, row)[0] for row in (0, 1))
    assert inside == ["Cup × 2", "In the box"]
    assert besides == ["New filters", "Bought separately ($15.00 over 1 year)"]
    total = shown.tiers[0].quote.horizon_total
    assert total is not None
    assert total.minor == 1_000 + 1_500


def test_what_has_no_price_is_said_so_and_never_nothing():
    [words] = cells(blocks(with_filters())["box"], 1)[0]
    assert words == ["New filters", "Bought separately (price not stated)"]


@pytest.mark.parametrize(
    ("returns", "words"),
    [
        (Returns(days=0), ["Cannot be returned"]),
        (
            Returns(days=7, who_pays="buyer", fee="3.50", currency="USD"),
            ["Within 7 days of arrival", "You pay $3.50 for sending it back"],
        ),
        (
            Returns(days=30, who_pays="shop", fee="0"),
            ["Within 30 days of arrival", "The shop pays for sending it back"],
        ),
        (Returns(), ["Period not stated", "Return cost not stated"]),
    ],
)
def test_how_it_is_sent_back(returns: Returns, words: list[str]):
    assert cells(blocks(of({"returns": returns}))["returns"]) == [[words], [["Not stated"]]]


def test_what_is_alike_in_all_tiers_is_said_once():
    block = blocks(of(shop={"returns": Returns(days=14, who_pays="shop", fee="0")}))["returns"]
    assert len(block.rows[0].cells) == 1


@pytest.mark.parametrize(
    ("support", "lasting"),
    [
        (Support(label={"en": "Repair"}, months=24), "For 2 years from purchase"),
        (Support(label={"en": "Repair"}, while_paid=True), "For as long as you subscribe"),
        (Support(label={"en": "Repair"}), "Period not stated"),
    ],
)
def test_support_says_for_how_long(support: Support, lasting: str):
    block = blocks(of({"support": (support,)}))["support"]
    assert ENGLISH.say(block.rows[0].label.text) == "Repair"
    assert cells(block)[0] == [[lasting]]


def test_each_kind_of_support_is_a_row_for_all_tiers():
    repair, parts = Support(label={"en": "Repair"}, months=24), Support(label={"en": "Parts"}, months=60)
    block = blocks(of({"support": (repair, parts)}, {"support": (parts,)}))["support"]
    found = {ENGLISH.say(row.label.text): cells(block, at) for at, row in enumerate(block.rows)}
    assert found == {
        "Repair": [[["For 2 years from purchase"]], [["Not stated"]]],
        "Parts": [[["For 5 years from purchase"]]],
    }


WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "A person answers"),
        ({"hours": (Hours(opens="09:00", closes="18:00"),)}, "A person answers · weekdays 9–18"),
        (
            {"hours": (Hours(days=WEEK[:6], opens="09:00", closes="21:30"),)},
            "A person answers · Mon–Sat 9:00 AM–9:30 PM",
        ),
        (
            {"hours": (Hours(days=("sat", "mon"), opens="10:00", closes="12:00"),)},
            "A person answers · Mon, Sat 10:00 AM–12:00 PM",
        ),
        (
            {"hours": (Hours(days=WEEK, opens="00:00", closes="00:00"),)},
            "A person answers · every day, all day",
        ),
        ({"reply_hours": 2}, "A person answers · usually within 2 hours"),
        ({"reply_hours": 0}, "A person answers · at once"),
        ({"languages": ("ko", "en")}, "A person answers · in Korean and English"),
        ({"answered_by": "machine_first"}, "A chatbot answers first"),
        ({"answered_by": "machine"}, "Only a machine answers"),
    ],
)
def test_a_way_to_ask_says_who_answers_when_how_soon_and_in_which_language(
    changes: dict[str, Any], words: str
):
    plain = Channel(label={"en": "Phone"}, address="tel:000", answered_by="person")
    (entry,) = blocks(of(shop={"channels": (replace(plain, **changes),)}))["contact"].entries
    assert [ENGLISH.say(one.text) for one in entry.texts] == [words]


def test_a_machine_that_answers_first_leads_on_to_a_person():
    chat = Channel(
        label={"en": "Chat"}, address="https://shop.example/c", answered_by="machine_first", person="tel:000"
    )
    (entry,) = blocks(of(shop={"channels": (chat,)}))["contact"].entries
    links = [(ENGLISH.say(link.label), link.href) for link in entry.links]
    assert links == [("Chat", "https://shop.example/c"), ("Talk to a person", "tel:000")]


def test_a_text_in_another_language_only_says_which_it_is():
    question = Question(question={"en": "Why?", "ko": "왜요?"}, answer={"en": "Because."})
    (entry,) = blocks(of(questions=(question,)), lang="ko")["questions"].entries
    assert (entry.heading.lang, entry.texts[0].lang) == (None, "en")


def test_what_was_heard_begins_with_the_newest():
    notes = tuple(
        Heard(said={"en": day}, did={"en": "Mended"}, on=day) for day in ("2026-08-01", "2026-09-01")
    )
    entries = blocks(of(heard=notes))["heard"].entries
    assert [ENGLISH.say(entry.heading.text) for entry in entries] == ["2026-09-01", "2026-08-01"]


def test_another_seller_s_product_has_neither_the_shop_s_returns_nor_its_support():
    rival = Competitor(
        seller={"en": "Rival"}, source=Source(title={"en": "rival.example"}, as_of="2026-11-01")
    )
    made = of(
        other={"competitor": rival},
        shop={
            "returns": Returns(days=14, who_pays="shop", fee="0"),
            "support": (Support(label={"en": "Repair"}, months=24),),
        },
    )
    shown = blocks(made)
    assert [cells(shown[key])[1] for key in ("returns", "support")] == [[["Not stated"]], [["Not stated"]]]


def told(*texts: str) -> Changes:
    on = datetime.date(2026, 11, 1)
    items = tuple(Change(text=say("page.plain", text=text), on=on) for text in texts)
    return Changes(summary=say("page.nothing_changed"), items=items, current=())


def test_what_changed_stands_where_the_order_has_it():
    order = ("changes", "contact")
    shown = with_changes(view(of(blocks=order)).blocks, order, told("Dearer"))
    assert [block.key for block in shown] == ["changes", "contact"]
    assert ENGLISH.say(shown[0].entries[0].heading.text) == "Dearer (Nov 1, 2026)"


def test_nothing_changed_is_no_block():
    order = ("changes", "contact")
    assert [block.key for block in with_changes(view(of(blocks=order)).blocks, order, told())] == ["contact"]


def test_a_key_that_is_no_block_is_refused_with_those_that_are():
    raw = b'{"comparisons": [{"key": "a", "title": {"en": "A"}, "category": "c", "blocks": ["price"]}]}'
    with pytest.raises(RefusedFile) as refused:
        read_native(raw, "shop.json")
    assert refused.value.facts["path"] == "$.comparisons[0].blocks[0]"
    accepted = refused.value.facts["accepted"]
    assert set(accepted.arguments["values"]) == {*BLOCKS, "changes"}
