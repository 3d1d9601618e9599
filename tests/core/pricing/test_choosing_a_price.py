"""Which price counts, and the reasons where none does: never a silent stand-in."""

import pytest
from builders_pricing import (
    AMERICA,
    EUROPE,
    KOREA,
    add_on,
    each,
    figure,
    keys,
    line,
    market,
    once,
    part,
    price,
    product,
    quote,
)

from comparison.core.messages import Quantified
from comparison.core.pricing.intervals import intervals_sold
from comparison.core.pricing.model import Phase, Price
from comparison.core.pricing.quote import Quote
from comparison.core.sizes import SizeRange

PLAN = part("plan", "10")
SUPPORT = part("support", "4", "addon")


def reason(quoted: Quote) -> str:
    assert quoted.status == "not_available"
    assert quoted.headline is None
    assert quoted.lines == ()
    assert quoted.reason is not None
    return quoted.reason.key


def test_a_price_of_another_market_is_no_price_here() -> None:
    assert reason(quote(product(price(PLAN, where=KOREA)), EUROPE)) == "price.reason.no_market"


def test_a_price_of_the_market_this_one_is_part_of_holds_here_too() -> None:
    germany = market(inherits="EU")
    europe_wide = price(part("plan", "10"), where=market("EU"))
    assert figure(quote(product(europe_wide), germany).headline) == "10.00"
    own = price(part("plan", "9"), where=germany)
    assert figure(quote(product(europe_wide, own), germany).headline) == "9.00"


@pytest.mark.parametrize(("sold_to", "asks", "key"), [("b2b", "b2c", "only_b2b"), ("b2c", "b2b", "only_b2c")])
def test_a_price_for_other_customers_is_no_price(sold_to: str, asks: str, key: str) -> None:
    quoted = quote(price(PLAN, customer_type=sold_to), customer_type=asks)
    assert reason(quoted) == f"price.reason.{key}"


def test_a_price_for_this_customer_comes_before_one_for_any() -> None:
    sold = product(price(part("plan", "10")), price(part("plan", "8"), customer_type="b2b", tax="excluded"))
    assert figure(quote(sold, customer_type="b2b").headline) == "8.00"
    assert figure(quote(sold, customer_type="b2c").headline) == "10.00"


def test_another_currency_is_not_converted() -> None:
    assert reason(quote(price(PLAN), currency="USD")) == "price.reason.no_currency"


@pytest.mark.parametrize(
    ("dates", "key"), [({"valid_from": "2026-02-01"}, "not_yet"), ({"valid_to": "2025-12-31"}, "ended")]
)
def test_a_price_counts_on_its_days_only(dates: dict[str, str], key: str) -> None:
    assert reason(quote(price(PLAN, **dates))) == f"price.reason.{key}"
    assert quote(price(PLAN, valid_from="2026-01-01", valid_to="2026-01-01")).status == "complete"


def test_the_newest_of_two_lists_in_force_counts() -> None:
    old, new = price(part("plan", "10")), price(part("plan", "11"), valid_from="2025-06-01")
    assert figure(quote(product(new, old)).headline) == "11.00"


def test_an_interval_that_is_not_sold_has_no_stand_in() -> None:
    quoted = quote(product(price(PLAN)), interval="year")
    assert reason(quoted) == "price.reason.no_interval"
    assert quoted.reason is not None
    assert quoted.reason.arguments["interval"].key == "price.by.year"


@pytest.mark.parametrize("status", ["free", "on_request"])
def test_free_and_on_request_hold_for_every_interval(status: str) -> None:
    sold = product(price(status=status))
    assert quote(sold, interval="year").status == ("complete" if status == "free" else "on_request")
    with_a_year = product(price(status=status), price(PLAN, interval="year"))
    assert figure(quote(with_a_year, interval="year").headline) == "10.00"


def test_a_product_without_any_price_is_on_request() -> None:
    quoted = quote(product())
    assert (quoted.status, quoted.headline) == ("on_request", None)
    assert quoted.reason is not None
    assert quoted.reason.key == "price.not_published"


def test_a_price_without_any_charge_is_never_taken_for_free() -> None:
    assert quote(price()).status == "on_request"


def test_more_than_the_most_is_not_available() -> None:
    quoted = quote(price(part("seats", each("10"), "seat"), max_quantity=5), quantities={"item": 6})
    assert reason(quoted) == "price.reason.over_most"
    assert quoted.reason is not None
    assert quoted.reason.arguments["most"] == Quantified(amount="5", unit="item")


def test_a_step_that_leads_past_the_most_is_not_available() -> None:
    stated = price(part("seats", each("10"), "seat"), quantity_step=5, max_quantity=12)
    quoted = quote(stated, quantities={"item": 11})
    assert reason(quoted) == "price.reason.over_most"
    assert quoted.reason.arguments["most"].amount == "10"


@pytest.mark.parametrize("dates", [{"valid_from": "2026-02-31"}, {"valid_to": "2025-02-31"}])
def test_a_day_that_no_calendar_has_is_no_day_to_sell_on(dates: dict[str, str]) -> None:
    assert reason(quote(price(PLAN, **dates))) == "price.reason.not_now"


def test_a_product_is_not_sold_beyond_its_capacity() -> None:
    sold = product(price(PLAN), capacity=(SizeRange(unit="user", max=10),))
    assert reason(quote(sold, quantities={"user": 11})) == "price.reason.over_most"
    assert quote(sold, quantities={"user": 10}).status == "complete"


def test_an_unsaid_quantity_is_the_smallest_that_is_sold() -> None:
    quoted = quote(price(part("seats", each("10"), "seat"), min_quantity=3))
    assert (quoted.quantity, figure(quoted.headline)) == (3, "30.00")
    assert "price.quantity_raised" not in keys(quoted)


def test_a_taken_add_on_joins_every_sum() -> None:
    quoted = quote(price(PLAN), add_ons=(add_on("help", price(SUPPORT)),))
    assert (figure(quoted.headline), figure(quoted.horizon_total)) == ("14.00", "168.00")
    assert line(quoted, "support").add_on == "help"


def test_an_add_on_of_another_interval_is_charged_in_its_own() -> None:
    yearly = price(part("plan", "100"), interval="year")
    quoted = quote(yearly, add_ons=(add_on("help", price(SUPPORT)),))
    assert (figure(quoted.due_today), figure(quoted.headline)) == ("104.00", "148.00")
    assert [(figure(one.amount), one.every, one.times) for one in quoted.then] == [("4.00", "month", 11)]
    assert "price.add_on_own_interval" in keys(quoted)


def test_an_add_on_bought_once_is_paid_once() -> None:
    extra = add_on("help", price(once("support", "4", "addon"), interval="once"))
    quoted = quote(price(PLAN), add_ons=(extra,))
    assert (figure(quoted.headline), figure(quoted.steady)) == ("14.00", "10.00")
    assert "price.add_on_own_interval" not in keys(quoted)


def test_an_add_on_is_paid_for_in_the_free_month_of_the_plan() -> None:
    stated = price(PLAN, phases=(Phase(kind="trial", cycles=1),))
    quoted = quote(stated, add_ons=(add_on("help", price(SUPPORT)),))
    assert (figure(quoted.due_today), figure(quoted.headline)) == ("4.00", "14.00")


@pytest.mark.parametrize("prices", [(), (price(status="on_request"),)], ids=["none", "on request"])
def test_an_unpriced_add_on_leaves_the_total_open(prices: tuple[Price, ...]) -> None:
    quoted = quote(price(PLAN), add_ons=(add_on("help", *prices),))
    assert (quoted.status, figure(quoted.headline)) == ("open", "10.00")
    unknown = [(one.add_on, one.amount) for one in quoted.lines if one.add_on]
    assert unknown == [("help", None)]


@pytest.mark.parametrize(
    ("rules", "key"),
    [
        ({"available_for": ("other",)}, "add_on_not_for"),
        ({"excludes": ("thing",)}, "add_on_not_for"),
        ({"excludes": ("more",)}, "add_on_excludes"),
        ({"requires": ("base-pack",)}, "add_on_requires"),
    ],
)
def test_an_add_on_that_does_not_go_with_the_rest_is_refused(
    rules: dict[str, tuple[str, ...]], key: str
) -> None:
    taken = (add_on("help", price(SUPPORT), **rules), add_on("more", price(part("more", "1", "addon"))))
    assert reason(quote(price(PLAN), add_ons=taken)) == f"price.reason.{key}"


def test_an_add_on_without_a_price_in_this_currency_is_refused_by_name() -> None:
    quoted = quote(price(PLAN), add_ons=(add_on("help", price(SUPPORT, currency="USD")),))
    assert reason(quoted) == "price.reason.add_on"
    assert quoted.reason is not None
    assert quoted.reason.arguments["add_on"] == "en help"


def test_intervals_are_listed_from_short_to_long() -> None:
    sold = [
        product(*(price(PLAN, interval=one) for one in ("year", "6-month", "month"))),
        product(price(once("goods", "5", "base"), interval="once"), price(PLAN, interval="week")),
    ]
    assert intervals_sold(sold, "DE", "b2c", "EUR") == ("once", "week", "month", "6-month", "year")


def test_free_prices_do_not_add_an_interval() -> None:
    free, paid = product(price(status="free", interval="once")), product(price(PLAN))
    assert intervals_sold([free, paid], "DE", "b2c", "EUR") == ("month",)
    assert intervals_sold([free], "DE", "b2c", "EUR") == ("once",)


def test_intervals_of_other_markets_customers_and_currencies_are_not_sold_here() -> None:
    sold = [
        product(
            price(PLAN, where=AMERICA),
            price(PLAN, interval="year", customer_type="b2b"),
            price(PLAN, interval="week"),
        )
    ]
    assert intervals_sold(sold, "DE", "b2c", "EUR") == ("week",)
    assert intervals_sold(sold, "DE", "b2c", "USD") == ()


def test_intervals_of_the_market_this_one_is_part_of_are_sold_here() -> None:
    sold = [product(price(PLAN, where=market("EU")))]
    assert intervals_sold(sold, "DE", "b2c", "EUR", "EU") == ("month",)


def test_a_longer_interval_is_named_by_its_number() -> None:
    quoted = quote(product(price(PLAN)), interval="6-month")
    assert quoted.reason is not None
    words = quoted.reason.arguments["interval"]
    assert (words.key, words.arguments) == ("price.by.months", {"count": 6})
