"""schema.org data: products, their variants, rows, claims and ratings."""

import json
from typing import Any

import pytest
from builders_feeds import cell, features, notes, product, products, sold_in, value
from builders_json_ld import document, offer, page, thing

from comparison.core.content import Rating, Returns
from comparison.core.values import Listing, Number, Words, YesNo
from comparison.storage.store import Store


def test_a_certificate_with_body_number_and_end_is_evidence(store: Store):
    stated = {
        "@type": "Certification",
        "name": "Organic",
        "certificationIdentification": "AB-1",
        "issuedBy": {"@type": "Organization", "name": "Ecocert"},
        "expires": "2027-05-01",
    }
    sold_in(store, document(thing(offers=offer(), hasCertification=stated)))
    evidence = cell(store, "tea", "organic").evidence
    assert (evidence.body, evidence.number, evidence.valid_to) == ("Ecocert", "AB-1", "2027-05-01")


def test_a_group_is_one_product_with_its_variants(store: Store):
    group = {
        "@context": "https://schema.org",
        "@type": "ProductGroup",
        "name": "Tee",
        "productGroupID": "T1",
        "variesBy": ["https://schema.org/size", "https://schema.org/color"],
        "hasVariant": [
            thing("Tee S", sku="T1-S", size="S", color="Red", offers=offer("10")),
            thing("Tee M", sku="T1-M", size="M", color="Red", offers=offer("12")),
        ],
    }
    sold_in(store, document(group))
    (price,) = product(store, "t1").prices
    assert [(part.label["en"], part.amount.value) for part in price.components] == [("S", "10"), ("M", "12")]
    assert value(store, "t1", "size") == Listing(items=({"en": "S"}, {"en": "M"}))
    assert value(store, "t1", "color") == Words(text={"en": "Red"})


def test_variants_may_name_their_group_instead(store: Store):
    parent = {"@type": "ProductGroup", "@id": "#g", "name": "Tee", "productGroupID": "T1"}
    graph = [
        parent,
        thing("Tee S", size="S", offers=offer("10"), isVariantOf={"@id": "#g"}),
        thing("Tee M", size="M", offers=offer("12"), isVariantOf={"@id": "#g"}),
    ]
    sold_in(store, document({"@context": "https://schema.org", "@graph": graph}))
    assert [one.key for one in products(store)] == ["t1"]
    assert len(product(store, "t1").prices[0].components) == 2


def test_rows_of_a_specification_keep_their_units(store: Store):
    rows = [
        {"@type": "PropertyValue", "name": "Weight", "value": 1.5, "unitCode": "KGM"},
        {"@type": "PropertyValue", "name": "Noise", "value": "22", "unitText": "dB"},
        {"@type": "PropertyValue", "name": "Wireless", "value": True},
        {"@type": "PropertyValue", "name": "Range", "minValue": 1, "maxValue": 5, "unitText": "m"},
        {"@type": "PropertyValue", "name": "Article code", "value": "0012"},
        {"@type": "PropertyValue", "name": "EAN", "value": "4012345678901"},
    ]
    sold_in(store, document(thing(offers=offer(), additionalProperty=rows)))
    weight, noise = value(store, "tea", "weight"), value(store, "tea", "noise")
    assert (weight.amount, weight.unit, weight.base, weight.base_unit) == ("1.5", "kg", "1500", "g")
    assert isinstance(noise, Number)
    assert value(store, "tea", "wireless") == YesNo(yes=True)
    assert value(store, "tea", "range") == Words(text={"en": "1–5 m"})
    assert value(store, "tea", "article-code") == Words(text={"en": "0012"})
    assert value(store, "tea", "ean") == Words(text={"en": "4012345678901"})


def test_a_bar_code_keeps_its_zeros(store: Store):
    sold_in(store, document(thing(offers=offer(), gtin13="0012345678905")))
    assert value(store, "0012345678905", "gtin") == Words(text={"en": "0012345678905"})


def test_any_other_plain_property_is_a_row_and_the_rest_is_named(store: Store):
    data = thing(
        offers=offer(), fuelType="Diesel", numberOfDoors=5, isFamilyFriendly=True, funding={"@type": "Grant"}
    )
    done = sold_in(store, document(data))
    assert features(store, "tea") == {"fuel-type", "number-of-doors", "is-family-friendly"}
    assert notes(done) == {"fields_left_out": ("funding",)}


@pytest.mark.parametrize(
    ("stated", "rating"),
    [
        ({"ratingValue": "4.4", "reviewCount": "89"}, Rating(average="4.4", scale=5, count=89)),
        (
            {"ratingValue": 88, "bestRating": 100, "ratingCount": 20},
            Rating(average="88", scale=100, count=20),
        ),
        ({"ratingValue": "8,7", "bestRating": "10"}, Rating(average="8.7", scale=10)),
        ({"ratingValue": "A", "bestRating": "A"}, None),
        ({"ratingValue": 3, "bestRating": 4, "worstRating": 0}, None),
        ({"ratingValue": 9}, None),
    ],
)
def test_a_rating_is_kept_on_the_scale_it_is_said_on(
    store: Store, stated: dict[str, Any], rating: Rating | None
):
    done = sold_in(store, document(thing(offers=offer(), aggregateRating=stated)))
    assert product(store, "tea").rating == rating
    assert notes(done).get("ratings_left_out") == (1 if rating is None else None)


def test_returns_are_carried_over(store: Store):
    policy = {"merchantReturnDays": 30, "returnFees": "https://schema.org/FreeReturn"}
    sold_in(store, document(thing(offers=offer(hasMerchantReturnPolicy=policy))))
    assert product(store, "tea").returns == Returns(days=30, who_pays="shop")


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("https://schema.org/InStock", "available"),
        ("http://schema.org/OutOfStock", "sold_out"),
        ("Discontinued", "gone"),
        ("PreOrder", "available"),
        ("schema:SoldOut", "sold_out"),
    ],
)
def test_availability_is_told_in_any_spelling(store: Store, word: str, state: str):
    sold_in(store, document(thing(offers=offer(availability=word))))
    assert product(store, "tea").stock.state == state


def test_names_of_the_vocabulary_may_be_written_out(store: Store):
    data = {
        "@type": ["https://schema.org/Product"],
        "https://schema.org/name": [
            {"@value": "Tea", "@language": "en"},
            {"@value": "차", "@language": "ko"},
        ],
        "schema:offers": {"@type": "schema:Offer", "schema:price": "3", "schema:priceCurrency": "EUR"},
    }
    sold_in(store, document(data), language="ko")
    (found,) = products(store)
    assert found.name == {"ko": "차"}


def test_what_is_only_mentioned_is_not_for_sale(store: Store):
    data = thing(offers=offer(), isRelatedTo=thing("Cup"), category={"@type": "Vehicle", "name": "Cars"})
    sold_in(store, document(data))
    assert [one.name["en"] for one in products(store)] == ["Tea"]


def test_the_same_product_in_two_scripts_is_one(store: Store):
    text = json.dumps(thing(sku="7", offers=offer()))
    sold_in(store, page(text, text))
    assert [one.key for one in products(store)] == ["7"]


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "Product", "name": "Tea", // the name\n "offers": {"price": 3, "priceCurrency": "EUR"}}',
        '{"@type": "Product", /* the\nname */ "name": "Tea", "offers": {"price": 3, "priceCurrency": "EUR",},}',
        '{"@type": "Product", "name": "Te\ta", "offers": {"price": 3, "priceCurrency": "EUR"}}',
        '<!-- {"@type": "Product", "name": "Tea", "offers": {"price": 3, "priceCurrency": "EUR"}} -->',
        '//<![CDATA[\n{"@type": "Product", "name": "Tea", "offers": {"price": 3, "priceCurrency": "EUR"}}\n//]]>',
        '{"@type": "Product", "name": "Tea", "url": "https://x.example//a", "offers": {"price":3,"priceCurrency":"EUR"}};',
    ],
    ids=["comment", "commas", "control character", "wrapped", "section", "semicolon"],
)
def test_json_as_pages_write_it_is_read(store: Store, text: str):
    sold_in(store, page(text))
    assert [price.components[0].amount.value for one in products(store) for price in one.prices] == ["3"]


def test_a_script_in_a_comment_is_none(store: Store):
    old = json.dumps(thing("Old", offers=offer()))
    new = page(
        json.dumps(thing("New", offers=offer())),
        rest=f'<!-- <script type="application/ld+json">{old}</script> -->',
    )
    sold_in(store, new)
    assert [one.name["en"] for one in products(store)] == ["New"]


def test_a_script_that_is_broken_is_passed_over_and_said(store: Store):
    done = sold_in(store, page("{broken", json.dumps(thing(offers=offer()))))
    assert [note.key for note in done.notes] == ["import.note.script_skipped"]
    assert done.counts["product"] == 1
