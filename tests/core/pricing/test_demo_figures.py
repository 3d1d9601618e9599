"""The figures of the four demo comparisons, restated here price by price."""

import pytest
from builders_pricing import (
    AMERICA,
    KOREA,
    by_basket,
    by_region,
    context,
    day,
    each,
    figure,
    off,
    once,
    part,
    price,
    product,
    quote,
)

from comparison.core.catalogue import Product
from comparison.core.pricing.amounts import Percent, Unknown
from comparison.core.pricing.engine import quote_tier
from comparison.core.pricing.intervals import intervals_sold
from comparison.core.pricing.model import Every, Measure, PerTransaction, Price
from comparison.core.pricing.quote import Quote
from comparison.core.pricing.savings import cheaper_above, saving


def chat(monthly: str, yearly: str) -> Product:
    return product(
        price(part("seats", each(monthly, "user"), "seat"), where=AMERICA, quantity_unit="user"),
        price(
            part("seats", each(yearly, "user"), "seat", stated_per="month"),
            where=AMERICA,
            interval="year",
            quantity_unit="user",
        ),
    )


PRO = chat("8.75", "7.25")
BUSINESS = chat("15.00", "12.50")


@pytest.mark.parametrize(
    ("plan", "people", "headline"),
    [
        (PRO, 10, "87.50"),
        (PRO, 14, "122.50"),
        (BUSINESS, 10, "150.00"),
        (BUSINESS, 51, "765.00"),
        (BUSINESS, 200, "3000.00"),
        (PRO, 8, "70.00"),
    ],
)
def test_team_chat_by_the_month(plan: Product, people: int, headline: str) -> None:
    quoted = quote(plan, AMERICA, quantities={"user": people}, interval="month")
    assert (figure(quoted.headline), quoted.status) == (headline, "complete_ex_tax")


@pytest.mark.parametrize(
    ("plan", "year", "saved", "percent"),
    [(PRO, "1218.00", "252.00", 17), (BUSINESS, "2100.00", "420.00", 16)],
)
def test_team_chat_by_the_year(plan: Product, year: str, saved: str, percent: int) -> None:
    monthly, yearly = (
        quote(plan, AMERICA, quantities={"user": 14}, interval=one) for one in ("month", "year")
    )
    assert figure(yearly.headline) == year
    found = saving(monthly, yearly, day("2026-01-01"))
    assert found is not None
    assert (figure(found.amount), found.percent) == (saved, percent)


def test_team_chat_breaks_even_in_month_ten() -> None:
    monthly, yearly = (
        quote(PRO, AMERICA, quantities={"user": 14}, interval=one) for one in ("month", "year")
    )
    found = saving(monthly, yearly, day("2026-01-01"))
    assert found is not None
    assert found.break_even_month == 10


def test_a_free_plan_is_free_by_the_month_and_by_the_year() -> None:
    free = product(price(where=AMERICA, status="free"))
    for interval in ("month", "year"):
        quoted = quote(free, AMERICA, interval=interval, quantities={"user": 8})
        assert (quoted.free, figure(quoted.headline), quoted.status) == (True, "0.00", "complete")


def purifier(value: str, delivery: str, months: int, filters: str, far: str | None) -> Price:
    return price(
        once("goods", each(value), "base"),
        once("delivery", by_region(("jeju-islands", far), ("", delivery)), "delivery"),
        part("filter", each(filters), "consumable", when=Every(n=months)),
        where=KOREA,
        interval="once",
    )


@pytest.mark.parametrize(
    ("stated", "now", "three_years", "times"),
    [
        (purifier("159000", "3000", 6, "24000", "6000"), "162000", "282000", 5),
        (purifier("289000", "0", 12, "52000", "5000"), "289000", "393000", 2),
        (purifier("459000", "0", 12, "78000", None), "459000", "615000", 2),
    ],
    ids=["lite", "plus", "max"],
)
def test_purifiers_now_and_over_three_years(stated: Price, now: str, three_years: str, times: int) -> None:
    quoted = quote(stated, KOREA, horizon=36)
    assert (figure(quoted.headline), figure(quoted.horizon_total)) == (now, three_years)
    filters = next(line for line in quoted.lines if line.component == "filter")
    assert (filters.times, filters.in_headline) == (times, False)
    assert quoted.status == "complete"


def test_a_purifier_that_is_not_delivered_to_the_islands_says_so() -> None:
    quoted = quote(purifier("459000", "0", 12, "78000", None), KOREA, region="jeju-islands")
    assert quoted.status == "not_available"
    assert quoted.reason is not None
    assert quoted.reason.key == "price.reason.not_delivered"


def coffee(value: str, grams: str) -> Product:
    measure = Measure(amount=grams, unit="g", per="100", per_unit="g")
    delivery = by_basket(("30000", "3000"), (None, "0"))
    bought = price(
        once("goods", each(value), "base"),
        once("delivery", delivery, "delivery"),
        where=KOREA,
        interval="once",
        measure=measure,
    )
    delivered = price(
        part("goods", each(value)),
        part("delivery", delivery, "delivery"),
        where=KOREA,
        measure=measure,
        discounts=(off("percent", "10", scope=("goods",)),),
    )
    return product(bought, delivered)


@pytest.mark.parametrize(
    ("sold", "now", "per_100_g", "monthly"),
    [
        (coffee("34000", "1000"), "34000", "3400", "30600"),
        (coffee("24000", "500"), "27000", "4800", "24600"),
        (coffee("18000", "240"), "21000", "7500", "19200"),
    ],
    ids=["blend", "peru", "drip bags"],
)
def test_coffee_once_and_by_the_month(sold: Product, now: str, per_100_g: str, monthly: str) -> None:
    quoted = quote(sold, KOREA, interval="once")
    assert figure(quoted.headline) == now
    assert quoted.unit_price is not None
    assert figure(quoted.unit_price.price) == per_100_g
    assert figure(quote(sold, KOREA, interval="month").headline) == monthly


@pytest.mark.parametrize(
    ("value", "grams", "cup", "expected"),
    [("34000", "1000", "15", "510"), ("24000", "500", "15", "720"), ("18000", "240", "12", "900")],
)
def test_coffee_by_the_cup(value: str, grams: str, cup: str, expected: str) -> None:
    measure = Measure(amount=grams, unit="g", per=cup, per_unit="g")
    quoted = quote(
        price(once("goods", each(value), "base"), where=KOREA, interval="once", measure=measure), KOREA
    )
    assert quoted.unit_price is not None
    assert figure(quoted.unit_price.price) == expected


def test_coffee_is_bought_once_unless_a_delivery_is_asked_for() -> None:
    assert intervals_sold([coffee("34000", "1000")], "KR", "b2c", "KRW") == ("once", "month")


def shop_plan(base: str, rate: str, *, one_component: bool) -> Price:
    if one_component:
        fee = Percent(rate=rate, of_quantity="sales", plus="0.30", plus_per="order")
        return price(part("plan", base), part("card", fee, "usage", when=PerTransaction()), where=AMERICA)
    share = part("card", Percent(rate=rate, of_quantity="sales"), "usage")
    return price(part("plan", base), share, part("orders", each("0.30", "order"), "usage"), where=AMERICA)


PLANS = {"basic": ("39", "2.9"), "shopify": ("105", "2.7"), "advanced": ("399", "2.5")}


def shop_quote(plan: str, sales: int, orders: int, *, one_component: bool = False) -> Quote:
    stated = shop_plan(*PLANS[plan], one_component=one_component)
    return quote(stated, AMERICA, quantities={"sales": sales, "order": orders})


@pytest.mark.parametrize("one_component", [True, False])
@pytest.mark.parametrize(
    ("plan", "sales", "orders", "headline"),
    [
        ("basic", 5_000, 100, "214.00"),
        ("shopify", 5_000, 100, "270.00"),
        ("advanced", 5_000, 100, "554.00"),
        ("shopify", 40_000, 800, "1425.00"),
        ("advanced", 40_000, 800, "1639.00"),
        ("advanced", 150_000, 3_000, "5049.00"),
        ("advanced", 10_000, 200, "709.00"),
        ("basic", 10_000, 200, "389.00"),
    ],
)
def test_shop_plans_with_card_fees(
    plan: str, sales: int, orders: int, headline: str, one_component: bool
) -> None:
    assert figure(shop_quote(plan, sales, orders, one_component=one_component).headline) == headline


@pytest.mark.parametrize("one_component", [True, False])
@pytest.mark.parametrize(
    ("now", "other", "above"), [("basic", "shopify", 33_000), ("shopify", "advanced", 147_000)]
)
def test_a_dearer_plan_becomes_cheaper_above_a_certain_amount_of_sales(
    now: str, other: str, above: int, one_component: bool
) -> None:
    quotes = [shop_quote(plan, 5_000, 100, one_component=one_component) for plan in (now, other)]
    assert cheaper_above(quotes[0], quotes[1], "sales") == above
    exactly, more = (
        [shop_quote(plan, sales, 100, one_component=one_component).headline for plan in (now, other)]
        for sales in (above, above + 1_000)
    )
    assert exactly[0] == exactly[1]
    assert more[0] is not None
    assert more[1] is not None
    assert more[0] > more[1]


def test_a_plan_with_an_unpublished_rate_costs_at_least_its_base() -> None:
    rate = Unknown(how={"en": "the rate is not published"})
    for when in ({}, {"when": PerTransaction()}):
        stated = price(part("plan", "2300"), part("card", rate, "usage", **when), where=AMERICA)
        quoted = quote(stated, AMERICA, quantities={"sales": 150_000, "order": 3_000})
        assert (quoted.status, figure(quoted.headline)) == ("open", "2300.00")
        assert quoted.reason is not None
        assert quoted.reason.arguments == {"words": "the rate is not published"}


def test_card_fees_are_named_and_left_out_until_sales_are_known() -> None:
    stated = shop_plan("39", "2.9", one_component=True)
    sold = product(stated)
    quoted = quote_tier("basic", sold, (), context(AMERICA), AMERICA)
    assert (figure(quoted.headline), quoted.status) == ("39.00", "complete_ex_tax")
    assert [(one.item, one.every) for one in quoted.excluded if one.kind == "component"] == [
        ("card", "transaction")
    ]
