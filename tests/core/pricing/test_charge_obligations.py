"""Which charges count, which are a choice, and which are only named."""

import pytest
from builders_pricing import (
    KOREA,
    bought,
    by_region,
    each,
    excluded,
    figure,
    keys,
    label,
    line,
    market,
    once,
    part,
    price,
    product,
    quote,
)

from comparison.core.content import ExcludedCost
from comparison.core.markets import Region
from comparison.core.pricing.amounts import Table
from comparison.core.pricing.amounts.table import TableRow
from comparison.core.pricing.model import Condition, EachCycle, If, OneOf, OnEvent, Optional, PerTransaction

PLAN = part("plan", "10")
FAR = Region(key="far", label=label("far"))


def test_a_condition_decides_whether_a_charge_counts() -> None:
    surcharge = once("far", "5", "surcharge", obligation=If(condition=Condition(regions=("far",))))
    where = market(regions=(FAR,))
    stated = bought(once("goods", "30", "base"), surcharge, where=where)
    assert figure(quote(stated, where, region="far").headline) == "35.00"
    unsaid = quote(stated, where)
    assert (figure(unsaid.headline), unsaid.status) == ("30.00", "complete")
    notes = [one.arguments for one in unsaid.assumptions if one.key == "price.region_assumed"]
    assert notes == [{"regions": ("en far",)}]


@pytest.mark.parametrize(
    ("condition", "key"), [("first_purchase", "price.not_first_purchase"), ("member", "price.not_member")]
)
def test_a_charge_for_whom_the_shopper_did_not_say_to_be_is_named(condition: str, key: str) -> None:
    fee = once("fee", "5", obligation=If(condition=Condition(**{condition: True})))
    stated = bought(once("goods", "30", "base"), fee)
    assert key in keys(quote(stated))
    told = quote(stated, **{condition: True})
    assert figure(told.headline) == "35.00"
    assert key not in keys(told)


def test_a_quantity_can_be_the_condition() -> None:
    fee = once("fee", "5", obligation=If(condition=Condition(min_quantity=3)))
    stated = bought(once("goods", each("10"), "base"), fee)
    assert figure(quote(stated, quantities={"item": 2}).headline) == "20.00"
    assert figure(quote(stated, quantities={"item": 3}).headline) == "35.00"


def test_an_option_counts_only_when_it_is_chosen() -> None:
    stated = price(PLAN, part("extra", "3", "addon", obligation=Optional()))
    assert figure(quote(stated).headline) == "10.00"
    assert figure(quote(stated, addons=("extra",)).headline) == "13.00"


def test_an_open_choice_gives_both_ends_and_names_the_options() -> None:
    ways = [
        once(key, value, "delivery", obligation=OneOf(group="how"))
        for key, value in (("post", "4"), ("bike", "9"))
    ]
    stated = bought(once("goods", "30", "base"), *ways)
    quoted = quote(stated)
    assert quoted.status == "bounded"
    assert (figure(quoted.headline_low), figure(quoted.headline)) == ("34.00", "39.00")
    assert quoted.open_choices == (("post", "bike"),)
    assert quoted.reason is not None
    assert quoted.reason.arguments == {"options": ("en post", "en bike")}
    bike = line(quoted, "bike")
    assert (figure(bike.low), figure(bike.amount)) == ("4.00", "9.00")
    chosen = quote(stated, addons=("post",))
    assert (chosen.status, figure(chosen.headline), chosen.open_choices) == ("complete", "34.00", ())


def test_an_option_that_does_not_go_there_is_no_option() -> None:
    post = once("post", by_region(("", "4"), ("far", None)), "delivery", obligation=OneOf(group="how"))
    bike = once("bike", by_region(("far", None), ("", "9")), "delivery", obligation=OneOf(group="how"))
    quoted = quote(bought(once("goods", "30", "base"), post, bike), region="far")
    assert (quoted.status, figure(quoted.headline), quoted.open_choices) == ("complete", "34.00", ())


def test_many_open_choices_are_still_answered() -> None:
    groups = [
        once(f"{group}-{option}", str(option), "fee", obligation=OneOf(group=f"g{group}"))
        for group in range(10)
        for option in (1, 2, 3)
    ]
    quoted = quote(bought(once("goods", "30", "base"), *groups))
    assert (figure(quoted.headline_low), figure(quoted.headline)) == ("40.00", "60.00")


def test_what_only_happens_is_named_and_in_no_sum() -> None:
    late = part("late", "5", "fee", when=OnEvent(event=label("late return")))
    quoted = quote(price(PLAN, late))
    assert figure(quoted.headline) == "10.00"
    assert excluded(quoted) == [("late", "component")]


def test_a_charge_per_sale_counts_once_sales_are_known() -> None:
    stated = price(PLAN, part("fee", each("0.10", "order"), "usage", when=PerTransaction()), interval="year")
    assert figure(quote(stated).headline) == "10.00"
    told = quote(stated, quantities={"order": 20})
    assert (figure(told.headline), figure(told.due_today)) == ("34.00", "12.00")
    assert line(told, "fee").every == "month"


def test_costs_that_are_left_out_are_named_with_their_estimate() -> None:
    cost = ExcludedCost(
        key="power",
        label=label("power"),
        reason=label("use"),
        estimate="9000",
        currency="KRW",
        every="year",
    )
    sold = product(price(once("goods", "1000", "base"), where=KOREA, interval="once"), excluded=(cost,))
    named = quote(sold, KOREA).excluded[0]
    assert (named.item, named.kind, figure(named.estimate), named.every) == (
        "power",
        "cost",
        "9000",
        "year",
    )


def test_a_choice_none_of_which_goes_there_is_not_available() -> None:
    ways = [
        once(key, by_region(("far", None), ("", "4")), "delivery", obligation=OneOf(group="how"))
        for key in "ab"
    ]
    quoted = quote(bought(once("goods", "30", "base"), *ways), region="far")
    assert quoted.reason is not None
    assert quoted.reason.key == "price.reason.not_delivered"


def test_a_way_that_a_small_basket_closes_is_no_way() -> None:
    courier = Table(by="basket", rows=(TableRow(below="50"), TableRow(value="0")))
    ways = [
        once("courier", courier, "delivery", obligation=OneOf(group="how")),
        once("post", "4", "delivery", obligation=OneOf(group="how")),
    ]
    quoted = quote(bought(once("goods", "30", "base"), *ways))
    assert (quoted.status, figure(quoted.headline), quoted.open_choices) == ("complete", "34.00", ())
    nothing_else = quote(bought(once("goods", "30", "base"), once("courier", courier, "delivery")))
    assert nothing_else.status == "not_available"


def test_a_choice_stays_open_where_one_way_is_never_charged_in_time() -> None:
    often = part("often", "5", obligation=OneOf(group="way"))
    never = part("never", "9", when=EachCycle(from_cycle=3), obligation=OneOf(group="way"))
    assert quote(bought(often, never)).open_choices == (("often",),)
