"""Where nobody has said what delivery costs, the view says that, and never that it costs nothing."""

from builders_compare import product
from builders_totals import CLOSED, all_said, cells, charge, goods, korea, one_of, optional, said, seen, won
from msgspec.structs import replace

from comparison.core.personas import Budget, Need, Persona
from comparison.core.pricing.model import Condition, If, Once, Price
from comparison.core.publication import Edition
from comparison.core.view import View

STATED = goods("20000")
SILENT = replace(STATED, components=STATED.components[:1])
NAMED = "delivery cost not stated"


def pair(silent: Price) -> Edition:
    return korea(product("said", STATED), product("silent", silent), noun="product")


def delivery(shown: View, of: str = "charges") -> str:
    rows = shown.charges if of == "charges" else shown.receipt.rows
    return cells(rows, "delivery")[1]


def head(shown: View, at: int = 1) -> str:
    return said(shown.tiers[at].headline.second_short) or ""


def test_a_price_that_says_nothing_of_delivery_has_not_stated_it() -> None:
    shown = seen(pair(SILENT))
    assert (delivery(shown), delivery(shown, "receipt")) == ("Not stated", "Not stated")


def test_its_figure_says_so_wherever_it_stands() -> None:
    shown = seen(pair(SILENT))
    assert NAMED in head(shown)
    assert NAMED in (said(shown.tiers[1].headline.second) or "")
    assert NAMED not in head(shown, 0)


def test_the_receipt_leaves_it_out_by_name() -> None:
    assert all_said(seen(pair(SILENT)).receipt.excluded) == ["Silent: delivery cost not stated"]


def test_the_shop_s_word_that_nothing_else_is_due_makes_it_none() -> None:
    shown = seen(pair(replace(SILENT, closed=CLOSED)))
    assert (delivery(shown), NAMED in head(shown)) == ("None", False)


def test_a_charge_for_other_zones_says_that_there_is_none_here() -> None:
    island = charge(
        "island",
        "3000",
        "delivery",
        when=Once(),
        obligation=If(condition=Condition(regions=("jeju",))),
    )
    shown = seen(pair(replace(SILENT, components=(*SILENT.components, island))))
    assert (delivery(shown), NAMED in head(shown)) == ("None", False)


def test_where_no_product_is_delivered_nothing_is_said_of_it() -> None:
    shown = seen(korea(product("a", SILENT), product("b", SILENT), noun="product"))
    assert (NAMED in head(shown), shown.receipt.excluded) == (False, ())


def test_a_free_or_asked_price_is_not_said_to_lack_delivery() -> None:
    free = replace(SILENT, components=(), status="free")
    asked = replace(SILENT, components=(), status="on_request")
    assert all(NAMED not in head(seen(pair(price))) for price in (free, asked))


def test_optional_delivery_alone_states_no_charge_that_cannot_be_avoided() -> None:
    express = replace(optional("express", "5000"), kind="delivery")
    shown = seen(pair(replace(SILENT, components=(*SILENT.components, express))))
    assert delivery(shown) == "None"


def test_a_choice_of_deliveries_states_them() -> None:
    ways = tuple(replace(one_of(key, "1000", "way"), kind="delivery") for key in ("post", "pickup"))
    shown = seen(pair(replace(SILENT, components=(*SILENT.components, *ways))))
    assert NAMED not in head(shown)


def test_plans_are_not_delivered() -> None:
    shown = seen(korea(product("said", STATED), product("plan", won("9000"))))
    assert NAMED not in head(shown)


def test_its_sums_are_the_least_that_they_can_be() -> None:
    silent = seen(pair(SILENT)).tiers[1]
    assert (silent.quote.status, said(silent.headline.amount)) == ("open", "At least ₩20,000")
    assert seen(pair(replace(SILENT, closed=CLOSED))).tiers[1].quote.status == "complete"


def test_of_a_price_between_two_ends_the_least_is_the_low_one() -> None:
    colours = (one_of("white", "1000"), one_of("gold", "7000"))
    silent = seen(pair(replace(SILENT, components=(*SILENT.components, *colours)))).tiers[1]
    assert (silent.quote.status, said(silent.headline.amount)) == ("open", "At least ₩21,000")
    assert (silent.quote.headline_low, silent.quote.horizon_low) == (None, None)


def test_what_is_unknown_makes_nothing_the_cheapest() -> None:
    silent = replace(goods("21000"), components=goods("21000").components[:1])
    buyer = Persona(key="buyer", label={"en": "Buyer", "ko": "B"}, needs=(Need(feature="sso"),))
    shown = seen(
        korea(
            product("said", STATED, sso=True),
            product("silent", silent, sso=True),
            noun="product",
            personas=(buyer,),
        ),
        {"persona": "buyer"},
    )
    assert [tier.key for tier in shown.tiers if tier.answer] == ["said"]
    assert not any("dearer" in words for words in all_said(shown.tiers[0].give_up))


def test_a_budget_is_not_met_by_a_sum_that_may_be_more() -> None:
    thrifty = Persona(
        key="thrifty",
        label={"en": "T", "ko": "T"},
        budget=Budget(amount="25000", currency="KRW", per="now", hard=True),
    )
    shown = seen(
        korea(product("said", STATED), product("silent", SILENT), noun="product", personas=(thrifty,)),
        {"persona": "thrifty"},
    )
    assert [said(tier.fit_label) for tier in shown.tiers] == ["Good fit", "Can't confirm yet"]
