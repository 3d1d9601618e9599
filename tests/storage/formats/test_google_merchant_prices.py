"""Merchant feeds: what is charged, where and when."""

import pytest
from builders_feeds import charges, feed, item, notes, product, products, shipping, sold_in, value

from comparison.core.pricing.amounts import Flat, Span, Table, Unknown
from comparison.core.pricing.model import EachCycle, Once
from comparison.core.values import Words
from comparison.storage.formats.google_merchant_money import effective_days
from comparison.storage.store import Store


def test_of_several_services_the_cheapest_is_charged_and_named(store: Store):
    rates = [shipping(price="9 USD", service="Next Day"), shipping(price="4.95 USD", service="Standard")]
    sold_in(store, feed(item(shipping=rates)))
    (price,) = product(store, "one").prices
    delivery = price.components[-1]
    assert (delivery.reason["en"], delivery.amount) == ("Standard", Flat(value="4.95"))
    assert delivery.when == Once()


def test_rates_that_differ_by_region_are_a_span(store: Store):
    rates = [shipping(price="5 USD"), shipping(price="12 USD", region="HI")]
    sold_in(store, feed(item(shipping=rates)))
    span = charges(store, "one")["delivery"]
    assert (span.low, span.high, span.depends_on["en"]) == ("5", "12", "where it goes")


def test_a_state_that_is_a_market_of_its_own_has_its_own_rate(store: Store):
    rates = [shipping(price="5 USD"), shipping(price="12 USD", region="CA")]
    sold_in(store, feed(item(shipping=rates)), market="US-CA")
    assert charges(store, "one", "US-CA")["delivery"] == Flat(value="12")


@pytest.mark.parametrize("price", ["", "4.95 CAD", "call us"])
def test_delivery_without_a_known_amount_is_unknown_and_never_nothing(store: Store, price: str):
    sold_in(store, feed(item(shipping=shipping(price=price, service="Post"))))
    assert isinstance(charges(store, "one")["delivery"], Unknown)


def test_delivery_is_free_from_the_basket_on_that_the_feed_says(store: Store):
    threshold = {"country": "US", "price_threshold": "50 USD"}
    sold_in(store, feed(item(shipping=shipping(), free_shipping_threshold=threshold)))
    table = charges(store, "one")["delivery"]
    assert isinstance(table, Table)
    assert [(row.value, row.below) for row in table.rows] == [("4.95", "50"), ("0", None)]


def test_each_country_with_market_rules_has_its_own_price(store: Store):
    rates = [shipping("DE", "3.90 EUR"), shipping("FR", "5.90 EUR"), shipping("AT", "6.90 EUR")]
    done = sold_in(store, feed(item(price="20 EUR", shipping=rates)))
    found = {
        price.market: (price.tax, price.components[1].amount.value) for price in product(store, "one").prices
    }
    assert found == {"DE": ("included", "3.9"), "FR": ("included", "5.9")}
    assert notes(done) == {"countries_left_out": ("AT",)}


def test_items_in_several_currencies_are_sold_where_each_belongs(store: Store):
    items = [item("one", price="10 USD"), item("two", price="9 GBP"), item("three", price="8 EUR")]
    sold_in(store, feed(*items))
    found = {
        one.key: (one.prices[0].market, one.prices[0].currency, one.prices[0].tax) for one in products(store)
    }
    assert found == {
        "one": ("US", "USD", "excluded"),
        "two": ("GB", "GBP", "included"),
        "three": ("DE", "EUR", "included"),
    }
    shop = store.get("acme", "shop", "acme")
    assert shop is not None
    assert set(shop.record.markets) == {"US", "GB", "DE"}


def test_one_item_said_for_two_countries_is_one_product_with_two_prices(store: Store):
    twice = [
        item("one", price="10 USD", shipping=shipping("US", "1 USD")),
        item("one", price="9 GBP", shipping=shipping("GB", "2 GBP")),
    ]
    sold_in(store, feed(*twice))
    prices = product(store, "one").prices
    assert [(price.market, price.components[0].amount.value) for price in prices] == [
        ("US", "10"),
        ("GB", "9"),
    ]


def test_without_a_country_it_is_sold_in_the_wished_market(store: Store):
    sold_in(store, feed(item(price="10 EUR")), market="NL")
    assert [price.market for price in product(store, "one").prices] == ["NL"]


def test_an_undated_sale_is_the_price(store: Store):
    done = sold_in(store, feed(item(price="20 USD", sale_price="15 USD")))
    assert charges(store, "one") == {"price": Flat(value="15")}
    assert notes(done) == {"typed_sale": 1}


def test_a_dated_sale_is_the_price_on_its_whole_days(store: Store):
    dates = "2026-11-27T00:00+09:00/2026-11-30T23:59+09:00"
    sold_in(store, feed(item(price="20 USD", sale_price="15 USD", sale_price_effective_date=dates)))
    found = [
        (price.valid_from, price.valid_to, price.components[0].amount.value)
        for price in product(store, "one").prices
    ]
    assert found == [(None, None, "20"), ("2026-11-27", "2026-11-30", "15")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2011-09-01T16:00-08:00/2011-09-03T16:00-08:00", ("2011-09-02", "2011-09-02")),
        ("2026-11-27/2026-11-30", ("2026-11-27", "2026-11-30")),
        ("2026-11-27T00:00:00Z / 2026-12-01T00:00:00Z", ("2026-11-27", "2026-11-30")),
        ("2026-11-27T0000+0900/2026-11-30T2359+0900", ("2026-11-27", "2026-11-30")),
        ("2026-11-27T00:00+09:00/", ("2026-11-27", None)),
        ("/2026-11-30", (None, "2026-11-30")),
        ("2026-13-01/2026-11-30", None),
        ("2026-11-27", None),
        ("tomorrow/never", None),
        ("", None),
    ],
)
def test_a_day_counts_only_if_the_sale_holds_on_all_of_it(text: str, days: object):
    assert effective_days(text) == days


def test_a_sale_that_covers_no_whole_day_is_left_out_and_said(store: Store):
    dates = "2026-11-27T09:00+09:00/2026-11-27T18:00+09:00"
    done = sold_in(store, feed(item(price="20 USD", sale_price="15 USD", sale_price_effective_date=dates)))
    assert charges(store, "one") == {"price": Flat(value="20")}
    assert notes(done) == {"sale_left_out": 1}


def test_a_contract_is_paid_each_month_and_its_device_at_purchase(store: Store):
    contract = {"period": "month", "period_length": "24", "amount": "35.00 USD"}
    sold_in(store, feed(item(price="99 USD", subscription_cost=contract)))
    (price,) = product(store, "one").prices
    found = [(part.key, part.amount.value, part.when) for part in price.components]
    assert found == [("price", "35", EachCycle()), ("device", "99", Once())]
    assert (price.interval, price.term.min_months) == ("month", 24)


def test_a_device_for_nothing_costs_its_contract(store: Store):
    contract = {"period": "month", "period_length": "12", "amount": "10 USD"}
    sold_in(store, feed(item(price="0 USD", subscription_cost=contract)))
    assert charges(store, "one") == {"price": Flat(value="10"), "device": Flat(value="0")}


def test_a_price_of_nothing_is_no_price(store: Store):
    done = sold_in(store, feed(item("one", price="0 USD"), item("two")))
    assert product(store, "one").prices == ()
    assert notes(done) == {"zero_price": 1, "without_price": 1}


def test_instalments_are_a_row_and_no_charge(store: Store):
    rate = {"months": "6", "amount": "50 BRL"}
    sold_in(store, feed(item(installment=rate)))
    assert value(store, "one", "instalments") == Words(text={"en": "6 × 50 BRL"})
    assert charges(store, "one") == {"price": Flat(value="10")}


@pytest.mark.parametrize(
    ("measure", "base", "expected"),
    [
        ("750ml", "100ml", ("750", "ml", "100", "ml")),
        ("1.5 l", None, ("1.5", "l", "100", "ml")),
        ("2 kg", "1 kg", ("2", "kg", "1", "kg")),
        ("10 ct", "1 ct", ("10", "piece", "1", "piece")),
    ],
)
def test_a_unit_price_is_said_per_its_base(
    store: Store, measure: str, base: str | None, expected: tuple[str, ...]
):
    sold_in(store, feed(item(unit_pricing_measure=measure, unit_pricing_base_measure=base)))
    (price,) = product(store, "one").prices
    found = price.measure
    assert (found.amount, found.unit, found.per, found.per_unit) == expected


def test_a_base_of_another_kind_makes_no_unit_price_and_loses_no_contents(store: Store):
    fields = {"unit_pricing_measure": "750ml", "unit_pricing_base_measure": "100oz"}
    done = sold_in(store, feed(item(**fields)))
    (price,) = product(store, "one").prices
    assert price.measure is None
    contents = value(store, "one", "contents")
    assert (contents.amount, contents.unit) == ("750", "ml")
    assert notes(done) == {"unit_price_left_out": 1}


def test_days_until_arrival_are_handling_and_transit_together(store: Store):
    rate = shipping(min_handling_time="0", max_handling_time="1", min_transit_time="2", max_transit_time="5")
    sold_in(store, feed(item(shipping=rate)))
    arrival = product(store, "one").arrival
    assert (arrival.days_min, arrival.days_max) == (2, 6)


def test_delivery_that_differs_between_variants_is_a_span(store: Store):
    light = item("s", item_group_id="tee", size="S", shipping=shipping(price="3 USD"))
    heavy = item("m", item_group_id="tee", size="M", shipping=shipping(price="5 USD"))
    sold_in(store, feed(light, heavy))
    span = charges(store, "tee")["delivery"]
    assert isinstance(span, Span)
    assert (span.low, span.high, span.depends_on["en"]) == ("3", "5", "the choice taken")
