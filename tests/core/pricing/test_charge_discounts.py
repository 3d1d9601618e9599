"""Which reductions apply, to what, and for how long."""

import pytest
from builders_pricing import (
    add_on,
    bought,
    by_basket,
    each,
    figure,
    keys,
    off,
    once,
    part,
    price,
    product,
    quote,
)

from comparison.core.pricing.model import Discount, Every, Phase

PLAN = part("plan", "10")


def test_an_exclusive_discount_stands_alone() -> None:
    reductions = (off("percent", "10"), off("amount", "1", key="alone", order=1, exclusive=True))
    assert figure(quote(bought(once("goods", "100", "base"), discounts=reductions)).headline) == "99.00"


def test_a_fixed_price_is_for_one_unit_and_never_dearer() -> None:
    def paid(value: str) -> str | None:
        stated = bought(once("goods", each("10"), "base"), discounts=(off("fixed_price", value),))
        return figure(quote(stated, quantities={"item": 3}).headline)

    assert (paid("8"), paid("12")) == ("24.00", "30.00")


def test_a_threshold_looks_at_the_discounted_basket() -> None:
    delivery = once("delivery", by_basket(("50", "4.90"), (None, "0")), "delivery")
    stated = bought(
        once("goods", "54", "base"), delivery, discounts=(off("percent", "10", scope=("goods",)),)
    )
    assert figure(quote(stated).headline) == "53.50"


def test_free_delivery_can_be_a_discount() -> None:
    delivery = once("delivery", by_basket(("50", "4.90"), (None, "0")), "delivery")
    stated = bought(
        once("goods", "20", "base"), delivery, discounts=(off("percent", "100", scope=("delivery",)),)
    )
    assert figure(quote(stated).headline) == "20.00"


def test_a_voucher_spends_what_is_left_on_delivery() -> None:
    delivery = once("delivery", by_basket(("50", "4.90"), (None, "0")), "delivery")
    stated = bought(once("goods", "4", "base"), delivery, discounts=(off("amount", "5"),))
    quoted = quote(stated)
    assert figure(quoted.headline) == "3.90"
    assert "price.discount_unused" not in keys(quoted)


def test_deposits_are_not_reduced() -> None:
    stated = bought(
        once("goods", "10", "base"), once("bottle", "2", "deposit"), discounts=(off("percent", "50"),)
    )
    quoted = quote(stated)
    assert (figure(quoted.headline), figure(quoted.due_today)) == ("5.00", "7.00")


@pytest.mark.parametrize("free", [Phase(kind="trial", cycles=1), Phase(kind="trial", days=14)])
@pytest.mark.parametrize("cycles", [None, 1])
def test_what_a_one_off_charge_takes_of_a_fixed_discount_the_first_paid_cycle_has_no_more(
    free: Phase, cycles: int | None
) -> None:
    stated = price(PLAN, once("setup", "4"), phases=(free,), discounts=(off("amount", "10", cycles=cycles),))
    quoted = quote(stated)
    first = [one for one in quoted.lines if one.headline_times]
    taken = {one.component: sum(less.amount.minor for less in one.reductions) for one in first}
    assert taken == {"setup": 4_00, "plan": 6_00}
    assert "price.discount_unused" not in keys(quoted)


def test_the_discount_of_an_add_on_counts_the_add_ons_own_cycles() -> None:
    extra = add_on("extra", price(part("extra", "10"), discounts=(off("percent", "50", cycles=1),)))
    plan = product(price(PLAN, phases=(Phase(kind="trial", cycles=3),)))
    paid = [(figure(one.amount), one.times) for one in quote(plan, add_ons=(extra,)).lines if one.add_on]
    assert paid == [("5.00", 1), ("10.00", 11)]


def test_discount_cycles_count_paid_cycles() -> None:
    stated = price(PLAN, phases=(Phase(kind="trial", cycles=2),), discounts=(off("percent", "50", cycles=3),))
    amounts = [(figure(one.amount), one.times) for one in quote(stated).lines]
    assert amounts == [("0.00", 2), ("5.00", 3), ("10.00", 7)]


def test_a_purchase_discount_is_not_one_of_the_filters() -> None:
    filters = part("filter", "20", "consumable", when=Every(n=6))
    goods = once("goods", "100", "base")
    anything = bought(goods, filters, discounts=(off("percent", "10"),))
    assert figure(quote(anything).horizon_total) == "110.00"
    named = bought(goods, filters, discounts=(off("percent", "10", scope=("goods", "filter")),))
    assert figure(quote(named).horizon_total) == "108.00"


@pytest.mark.parametrize(("needs", "told"), [("first_purchase", "first_purchase"), ("member", "member")])
def test_a_conditional_discount_needs_its_condition(needs: str, told: str) -> None:
    stated = price(PLAN, discounts=(off("percent", "10", needs=needs),))
    assert figure(quote(stated).headline) == "10.00"
    assert figure(quote(stated, **{told: True}).headline) == "9.00"


@pytest.mark.parametrize(
    ("coupon", "dates", "headline", "key"),
    [
        ("spring", {}, "9.00", None),
        ("SPRING", {}, "9.00", None),
        ("spring", {"valid_to": "2025-12-31"}, "10.00", "price.coupon_ended"),
        ("winter", {}, "10.00", "price.coupon_unknown"),
    ],
)
def test_a_coupon_counts_while_it_is_valid(
    coupon: str, dates: dict[str, str], headline: str, key: str | None
) -> None:
    reduction: Discount = off("percent", "10", needs="coupon", coupon="Spring", **dates)
    quoted = quote(price(PLAN, discounts=(reduction,)), coupon=coupon)
    assert figure(quoted.headline) == headline
    assert {one for one in keys(quoted) if "coupon" in one} == ({key} if key else set())
