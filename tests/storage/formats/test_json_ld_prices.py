"""schema.org data: offers in every form, and what is charged."""

from typing import Any

import pytest
from builders_feeds import charges, notes, product, sold_in
from builders_json_ld import document, offer, thing

from comparison.core.pricing.amounts import Flat, Unknown
from comparison.core.pricing.model import EachCycle, OneOf, Phase
from comparison.storage.store import Store


@pytest.mark.parametrize(
    ("price", "amount"),
    [("10.00", "10"), (7, "7"), ("$750", "750"), ("1,299.00", "1299"), ("12,50", "12.5"), ("USD 5", "5")],
)
def test_a_price_is_read_in_every_form_it_is_written(store: Store, price: object, amount: str):
    sold_in(store, document(thing(offers=offer(price))))
    assert charges(store, "tea") == {"price": Flat(value=amount)}


def test_a_price_without_a_currency_takes_the_wished_one(store: Store):
    sold_in(store, document(thing(offers=offer("$750", None))), currency="USD")
    assert charges(store, "tea") == {"price": Flat(value="750")}


def test_nothing_is_free_and_words_are_on_request(store: Store):
    data = [thing("Free", offers=offer("0")), thing("Asked", offers=offer("Call us"))]
    sold_in(store, document(data))
    assert [price.status for price in product(store, "free").prices] == ["free"]
    (asked,) = product(store, "asked").prices
    assert (asked.status, asked.words["en"]) == ("on_request", "Call us")


def test_the_ends_of_a_summary_are_a_range(store: Store):
    summary = {
        "@type": "AggregateOffer",
        "lowPrice": "10",
        "highPrice": 20,
        "priceCurrency": "USD",
        "offerCount": 3,
    }
    sold_in(store, document(thing(offers=summary)))
    (price,) = product(store, "tea").prices
    assert (price.status, price.low, price.high) == ("range", "10", "20")


def test_the_offers_inside_a_summary_count_before_its_ends(store: Store):
    inner = [offer("10", name="Small"), offer("20", name="Large")]
    summary = {
        "@type": "AggregateOffer",
        "lowPrice": 10,
        "highPrice": 20,
        "priceCurrency": "USD",
        "offers": inner,
    }
    sold_in(store, document(thing(offers=summary)))
    (price,) = product(store, "tea").prices
    assert [(part.label["en"], part.amount.value) for part in price.components] == [
        ("Small", "10"),
        ("Large", "20"),
    ]
    assert {part.obligation for part in price.components} == {OneOf(group="choice")}


def test_what_is_sold_out_makes_no_price_lower(store: Store):
    inner = [offer("5", name="S", availability="https://schema.org/SoldOut"), offer("9", name="M")]
    sold_in(store, document(thing(offers=inner)))
    assert charges(store, "tea") == {"price": Flat(value="9")}


def specification(price: object, **properties: Any) -> dict[str, Any]:
    return {"@type": "UnitPriceSpecification", "price": price, "priceCurrency": "USD", **properties}


@pytest.mark.parametrize(
    ("properties", "interval"),
    [
        ({"referenceQuantity": {"value": "1", "unitCode": "ANN"}}, "year"),
        ({"referenceQuantity": {"value": 6, "unitCode": "MON"}}, "6-month"),
        ({"unitCode": "MON", "billingIncrement": 1}, "month"),
        ({"unitText": "per month"}, "month"),
        ({"unitText": "yearly"}, "year"),
        ({"billingDuration": "P1M"}, "month"),
        ({}, "once"),
    ],
)
def test_how_often_it_is_billed(store: Store, properties: dict[str, Any], interval: str):
    sold_in(
        store,
        document(thing(offers={"@type": "Offer", "priceSpecification": specification(9, **properties)})),
    )
    (price,) = product(store, "tea").prices
    assert price.interval == interval


def test_monthly_and_yearly_are_two_prices(store: Store):
    both = [specification("9.99", unitText="month"), specification("99", unitText="year")]
    sold_in(store, document(thing(offers={"@type": "Offer", "priceSpecification": both})))
    found = [(price.interval, price.components[0].amount.value) for price in product(store, "tea").prices]
    assert found == [("month", "9.99"), ("year", "99")]


def test_a_lower_price_for_the_first_months_is_a_phase(store: Store):
    both = [
        specification("1", unitCode="MON", billingDuration=3),
        specification("10", unitCode="MON", billingStart=3),
    ]
    sold_in(store, document(thing(offers={"@type": "Offer", "priceSpecification": both})))
    (price,) = product(store, "tea").prices
    assert price.phases == (Phase(kind="intro", cycles=3, amount="1"),)
    assert price.components[0].amount == Flat(value="10")


def test_a_subscription_binds_and_its_first_payment_comes_on_top(store: Store):
    both = [
        specification(
            "20", priceComponentType="https://schema.org/Subscription", unitCode="MON", billingDuration=24
        ),
        specification("49", priceComponentType="https://schema.org/ActivationFee"),
    ]
    sold_in(store, document(thing(offers={"@type": "Offer", "priceSpecification": both})))
    (price,) = product(store, "tea").prices
    assert price.term.min_months == 24
    assert [(part.kind, part.amount.value) for part in price.components] == [("base", "20"), ("fee", "49")]
    assert price.components[0].when == EachCycle()


def test_a_crossed_out_price_is_neither_charged_nor_an_earlier_one(store: Store):
    both = [specification("20", priceType="https://schema.org/StrikethroughPrice"), specification("15")]
    done = sold_in(store, document(thing(offers={"@type": "Offer", "priceSpecification": both})))
    assert charges(store, "tea") == {"price": Flat(value="15")}
    assert notes(done) == {"crossed_out": 1}


def test_a_price_for_so_much_of_it_has_a_unit_price(store: Store):
    quantity = {
        "@type": "QuantitativeValue",
        "value": "4.5",
        "unitCode": "LTR",
        "valueReference": {"value": "1", "unitCode": "LTR"},
    }
    sold_in(
        store,
        document(
            thing(
                offers={"@type": "Offer", "priceSpecification": specification(81, referenceQuantity=quantity)}
            )
        ),
    )
    (price,) = product(store, "tea").prices
    assert (price.measure.amount, price.measure.unit, price.measure.per) == ("4.5", "l", "1")


def test_delivery_is_charged_where_it_goes(store: Store):
    details = {
        "@type": "OfferShippingDetails",
        "shippingDestination": [
            {"@type": "DefinedRegion", "addressCountry": "US"},
            {"@type": "DefinedRegion", "addressCountry": "GB"},
        ],
        "shippingRate": {"@type": "MonetaryAmount", "value": "3.50", "currency": "USD"},
    }
    sold_in(store, document(thing(offers=offer(shippingDetails=details))))
    assert [price.market for price in product(store, "tea").prices] == ["US", "GB"]
    assert charges(store, "tea", "GB")["delivery"] == Flat(value="3.5")


def test_delivery_in_another_currency_is_unknown(store: Store):
    details = {
        "shippingDestination": {"addressCountry": "US"},
        "shippingRate": {"value": 3, "currency": "EUR"},
    }
    sold_in(store, document(thing(offers=offer(shippingDetails=details))))
    assert isinstance(charges(store, "tea")["delivery"], Unknown)


def test_tax_is_as_the_offer_says(store: Store):
    both = [
        thing("In", offers=offer(currency="EUR", valueAddedTaxIncluded=True)),
        thing("Out", offers=offer(currency="EUR", valueAddedTaxIncluded="false")),
        thing("Unsaid", offers=offer(currency="EUR")),
    ]
    sold_in(store, document(both))
    found = [product(store, key).prices[0].tax for key in ("in", "out", "unsaid")]
    assert found == ["included", "excluded", "unknown"]
