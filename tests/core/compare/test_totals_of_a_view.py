"""What prices come to over time: horizons, tabs, break-even, thresholds, a unit and month."""

import pytest
from builders_compare import bought, edition, free, monthly, on_request, product, view
from builders_totals import all_said, cells, goods, korea, off, plans, receipt_cells, said, seen, won
from msgspec.structs import replace

from comparison.core.catalogue import Product
from comparison.core.pricing.amounts import Flat, Percent
from comparison.core.pricing.model import Component, Every, Phase, Price, Term
from comparison.core.publication import Edition


def filtered(price: Price, months: int) -> Price:
    running = Component(
        key="filter",
        label={"en": "Filter"},
        kind="consumable",
        amount=Flat(value="5"),
        when=Every(n=months),
    )
    return replace(price, components=(*price.components, running))


def lengths(of: Edition, **asked: str) -> list[int]:
    return [int(choice.value) for choice in view(of, asked).horizons]


def sold(*prices: Price) -> Edition:
    return edition([product("one", *prices)])


def test_a_monthly_plan_can_be_looked_at_for_a_month_and_longer() -> None:
    assert lengths(sold(monthly("5"))) == [1, 6, 12, 24, 36]


def test_no_horizon_is_shorter_than_one_billing_interval() -> None:
    assert lengths(sold(monthly("5", interval="year"))) == [12, 24, 36]


def test_no_horizon_of_goods_ends_before_the_first_running_cost() -> None:
    assert lengths(sold(filtered(bought("100"), 12))) == [12, 24, 36]
    assert lengths(sold(filtered(bought("100"), 6)))[0] == 12


def test_what_is_paid_once_has_no_horizon_to_choose() -> None:
    assert lengths(sold(bought("100"))) == []


def test_the_minimum_term_and_what_was_typed_are_among_the_horizons() -> None:
    bound = replace(monthly("5"), term=Term(min_months=18))
    assert lengths(sold(bound), horizon="7") == [1, 6, 7, 12, 18, 24, 36]


def test_the_horizon_in_force_is_marked_and_its_default_leaves_the_address() -> None:
    shown = view(sold(monthly("5")), {"horizon": "24"})
    assert [choice.value for choice in shown.horizons if choice.selected] == ["24"]
    assert shown.context.canonical == (("horizon", "24"),)
    assert view(sold(monthly("5")), {"horizon": "12"}).context.canonical == ()


def tabs(of: Edition, **asked: str) -> list[str]:
    return all_said([choice.label for choice in seen(of, asked).intervals])


def of_goods(one: Product) -> list[str]:
    return tabs(korea(one, noun="product"))


def test_the_whole_range_of_what_a_year_saves_is_said_rounded_down() -> None:
    both = edition([yearly("a", "8.75", "87"), yearly("b", "15", "150")])
    assert tabs(both) == ["Monthly", "Yearly (save 16–17%)"]


def test_a_regular_delivery_saves_against_buying_the_same_goods_once() -> None:
    cheaper = replace(goods("20000", "month"), discounts=(off("sub", "10"),))
    assert of_goods(product("bag", goods("20000"), cheaper)) == ["One-off", "Regular delivery (save 10%)"]


def test_a_regular_delivery_says_when_it_is_charged_next() -> None:
    bags = korea(product("bag", goods("20000"), goods("18000", "month")), noun="product")
    assert cells(seen(bags, {"interval": "month"}).charges, "next") == ["Dec 22, 2026"]
    assert cells(seen(bags).charges, "next") == []


def test_how_much_more_makes_delivery_free_is_said_tier_by_tier_in_the_receipt_only() -> None:
    shown = seen(korea(product("a", goods("34000")), product("b", goods("24000")), noun="product"))
    assert receipt_cells(shown.receipt, "hint") == ["None", "Spend ₩6,000 more and delivery is free"]
    assert cells(shown.charges, "hint") == []
    assert all_said(shown.receipt.assumptions) == []


def test_a_saving_in_the_first_delivery_only_is_not_said() -> None:
    first_only = replace(goods("20000", "month"), discounts=(off("sub", "50", cycles=1),))
    assert of_goods(product("bag", goods("20000"), first_only))[1] == "Regular delivery"


def test_delivery_that_costs_more_in_a_subscription_counts() -> None:
    # 32,000 and no delivery once; 28,800 and 3,000 each time.
    dear = replace(goods("32000", "month"), discounts=(off("sub", "10", scope=("goods",)),))
    assert of_goods(product("bag", goods("32000"), dear))[1] == "Regular delivery"


def test_what_is_paid_by_the_month_for_other_goods_saves_nothing_against_them() -> None:
    rented = replace(goods("2000", "month"), measure=None)
    bought_once = replace(goods("20000"), measure=None)
    assert of_goods(product("bag", bought_once, rented))[1] == "Regular delivery"


def test_two_regular_deliveries_are_told_apart() -> None:
    bag = product("bag", goods("20000"), goods("18000", "month"), goods("17000", "3-month"))
    assert of_goods(bag) == [
        "One-off",
        "Delivery every month (save 10%)",
        "Delivery every 3 months (save 15%)",
    ]


def test_a_tab_that_no_shown_tier_sells_is_not_drawn() -> None:
    both = edition([product("a", monthly("1")), product("b", monthly("1"), monthly("10", interval="year"))])
    assert view(both, {"tiers": "a"}).intervals == ()
    assert len(view(both, {"tiers": "b"}).intervals) == 2


def test_a_price_that_has_ended_draws_no_tab_and_is_no_default() -> None:
    past = replace(monthly("1"), valid_to="2026-01-31")
    shown = view(edition([product("a", past, monthly("10", interval="year"))]))
    assert (shown.intervals, shown.context.interval) == ((), "year")


def test_an_interval_that_nobody_sells_leads_back_to_those_that_are_sold() -> None:
    shown = view(edition([product("a", monthly("1"))]), {"interval": "week"})
    assert [(choice.value, choice.selected) for choice in shown.intervals] == [("month", False)]


def test_a_plan_without_the_chosen_interval_says_so() -> None:
    both = edition([product("a", monthly("1")), product("b", monthly("1"), monthly("10", interval="year"))])
    headline = view(both, {"interval": "year"}).tiers[0].headline
    assert (said(headline.second), said(headline.second, "ko")) == ("No yearly plan", "연 결제는 없어요")


def test_an_interval_that_makes_any_tier_dearer_promises_nothing() -> None:
    cheap = product("a", monthly("10"), monthly("100", interval="year"))
    dear = product("b", monthly("10"), monthly("130", interval="year"))
    assert tabs(edition([cheap, dear])) == ["Monthly", "Yearly"]


def test_an_introductory_year_saves_no_more_than_the_years_after_it() -> None:
    lured = replace(
        monthly("120", interval="year"),
        phases=(Phase(kind="intro", cycles=1, amount="60"),),
    )
    assert tabs(edition([product("a", monthly("10"), lured)])) == ["Monthly", "Yearly"]


def sentences(of: Edition, language: str = "en", **asked: str) -> list[str]:
    return all_said(seen(of, asked).totals, language)


def yearly(key: str, month: str, year: str) -> Product:
    return product(key, monthly(month), monthly(year, interval="year"))


def test_the_month_from_which_a_year_is_cheaper_is_said_once_for_all() -> None:
    same = edition([yearly("a", "8.75", "87"), yearly("b", "17.50", "174")])
    assert sentences(same) == ["Yearly is cheaper from month 10"]
    assert sentences(same, "ko") == ["10개월 이상 쓰면 연 결제가 더 저렴해요"]


def test_tiers_of_different_months_are_named() -> None:
    assert sentences(edition([yearly("a", "8.75", "87"), yearly("b", "15", "150")])) == [
        "A: Yearly is cheaper from month 10",
        "B: Yearly is cheaper from month 11",
    ]


def test_a_tier_that_sells_only_one_of_the_intervals_has_no_break_even() -> None:
    assert sentences(edition([yearly("a", "8.75", "87"), product("b", monthly("1"))])) == [
        "Yearly is cheaper from month 10"
    ]
    assert sentences(edition([product("a", monthly("1")), product("b", monthly("9", interval="year"))])) == []


def test_a_horizon_at_which_the_shorter_interval_is_cheaper_says_that_instead() -> None:
    one = edition([product("a", monthly("122.50"), monthly("1218", interval="year"))])
    assert sentences(one, horizon="18") == ["Monthly is $231.00 cheaper over 18 months"]
    assert sentences(one, horizon="24") == ["Yearly is cheaper from month 10"]


def test_a_free_tier_and_one_on_request_break_even_with_nothing() -> None:
    assert sentences(edition([product("free", free()), product("grid", on_request())])) == []


def selling(key: str, plan: str, rate: str, **limits: str) -> Product:
    fees = Component(
        key="fees",
        label={"en": "Fees"},
        kind="usage",
        amount=Percent(rate=rate, of_quantity="sales", **limits),
    )
    price = monthly(plan)
    return product(key, replace(price, components=(*price.components, fees), quantity_unit="item"))


def test_above_which_sales_a_dearer_plan_is_cheaper_is_said_pair_by_pair() -> None:
    shops = edition(
        [selling("basic", "39", "2.9"), selling("shop", "105", "2.7"), selling("top", "399", "2.5")]
    )
    assert sentences(shops) == [
        "Shop is cheaper than Basic above $33,000 of monthly sales",
        "Top is cheaper than Shop above $147,000 of monthly sales",
    ]


def test_a_plan_that_is_never_the_cheapest_is_in_no_sentence() -> None:
    # b would pass a above 10,000, c does above 5,000 already.
    trio = edition([selling("a", "10", "3"), selling("b", "110", "2"), selling("c", "60", "2")])
    assert sentences(trio) == ["C is cheaper than A above $5,000 of monthly sales"]


def test_a_fee_with_a_most_promises_no_threshold() -> None:
    capped = edition([selling("a", "10", "3", max="50"), selling("b", "110", "2")])
    assert sentences(capped) == []


def test_a_unit_and_month_is_the_share_of_the_horizon_rounded_up() -> None:
    shown = view(edition([product("a", monthly("100", interval="year"))]), {"qty.user": "7"})
    # 700.00 over 7 people and 12 months.
    assert receipt_cells(shown.receipt, "each") == ["$8.34"]


def test_a_share_that_nobody_states_is_not_said_to_be_none() -> None:
    tiers = (product("a", free()), product("b", monthly("8")), product("c", on_request()))
    shown = view(edition(tiers), {"qty.user": "7"})
    assert receipt_cells(shown.receipt, "each") == ["Free", "$8.00", "Price on request"]


def test_what_counts_no_unit_has_no_share_of_one() -> None:
    assert receipt_cells(seen(plans(won("9900"))).receipt, "each") == []


@pytest.mark.parametrize(
    ("step", "least", "typed", "fewer", "more"),
    [
        (1, 1, "7", 6, 8),
        (5, 3, "12", 10, 15),
        (5, 3, "5", None, 10),
        (5, 3, "1", None, 5),
        (5, 3, "60", 50, None),
    ],
)
def test_a_stepper_goes_from_one_sold_quantity_to_the_next(
    step: int, least: int, typed: str, fewer: int | None, more: int | None
) -> None:
    price = replace(monthly("1"), quantity_step=step, min_quantity=least, max_quantity=52)
    [found] = view(edition([product("a", price)]), {"qty.user": typed}).steppers
    assert (found.fewer, found.more) == (fewer, more)


def test_a_typed_quantity_is_raised_to_the_next_step_and_said() -> None:
    price = replace(monthly("1"), quantity_step=5)
    shown = view(edition([product("a", price)]), {"qty.user": "12"})
    assert shown.tiers[0].quote.quantity == 15
    assert all_said(shown.receipt.assumptions) == ["You asked for 12 people and pay for 15 people"]
