import datetime
import json

import msgspec
import pytest
from builders_web import price, publication

from comparison.core.asking import read_asked
from comparison.core.catalogue import Stock
from comparison.core.compare import compare
from comparison.core.content import Rating
from comparison.core.pricing.amounts import Unknown
from comparison.core.pricing.model import Component
from comparison.core.publication import Edition
from comparison.web.structured import item_list, product_group

ADDRESS = "https://compare.example/c/acme/air"


def view(**lite):
    products = publication().products
    changed = publication(products=(msgspec.structs.replace(products[0], **lite), products[1]))
    edition = Edition(number=1, digest="d", published_at="2026-01-01T00:00:00.000000Z", publication=changed)
    return compare(edition, read_asked([]), datetime.date(2026, 11, 22))


def group(**lite):
    return json.loads(str(product_group(view(**lite), ADDRESS)))


def test_the_list_holds_an_item_for_each_shown_tier():
    assert json.loads(item_list(view())) == {
        "item_list_id": "acme/air",
        "item_list_name": "Air <cleaners>",
        "currency": "USD",
        "items": [
            {
                "item_id": f"air-{key}",
                "item_name": key.title(),
                "item_variant": key,
                "item_list_id": "acme/air",
                "price": amount,
                "index": index,
                "quantity": 1,
            }
            for index, (key, amount) in enumerate([("lite", 10.0), ("max", 25.5)])
        ],
    }


def test_an_exact_amount_stays_exact():
    assert '"price":25.50' in item_list(view())


def test_an_item_without_a_price_states_none():
    asked = json.loads(item_list(view(prices=(price("1", status="on_request", components=()),))))
    assert "price" not in asked["items"][0]


def test_an_item_whose_price_is_only_partly_known_states_none():
    fee = Component(key="fee", label={"en": "Fee"}, kind="fee", amount=Unknown(how={"en": "not published"}))
    open_price = price("1")
    open_price = msgspec.structs.replace(open_price, components=(*open_price.components, fee))
    asked = json.loads(item_list(view(prices=(open_price,))))
    assert "price" not in asked["items"][0]


def test_the_group_holds_a_product_with_one_offer_for_each_tier():
    data = group()
    assert (data["@type"], data["url"], data["productGroupID"]) == ("ProductGroup", ADDRESS, "acme/air")
    assert [one["sku"] for one in data["hasVariant"]] == ["air-lite", "air-max"]
    assert data["hasVariant"][0]["offers"] == {
        "@type": "Offer",
        "price": "10.00",
        "priceCurrency": "USD",
        "availability": "https://schema.org/InStock",
        "url": "https://acme.example/buy/lite",
    }


def test_a_tier_without_a_computed_price_has_no_offer():
    lite = group(prices=(price("1", status="on_request", components=()),))["hasVariant"][0]
    assert "offers" not in lite


@pytest.mark.parametrize(("state", "word"), [("sold_out", "SoldOut"), ("gone", "Discontinued")])
def test_a_tier_that_cannot_be_bought_says_so(state, word):
    lite = group(stock=Stock(state=state))["hasVariant"][0]
    assert lite["offers"]["availability"] == f"https://schema.org/{word}"


@pytest.mark.parametrize(
    "name",
    [
        "</script><script>alert(1)</script>",
        "<!--",
        "]]>",
        "&amp;",
        "\u2028\u2029",
        "\\u003c",
        "\"'`",
        "\0\x1b",
    ],
)
def test_nothing_typed_can_end_the_script_it_stands_in(name):
    text = str(product_group(view(name={"en": name}), ADDRESS))
    assert not set(text) & set("<>&\u2028\u2029\0\x1b")
    assert json.loads(text)["hasVariant"][0]["name"] == name


RATED = Rating(average="4.3", scale=5, count=128, period=12, verified="purchase")


def test_a_rating_of_enough_verified_buyers_is_stated_as_the_page_shows_it():
    lite, largest = group(rating=RATED)["hasVariant"]
    assert lite["aggregateRating"] == {
        "@type": "AggregateRating",
        "ratingValue": "4.3",
        "bestRating": 5,
        "worstRating": 1,
        "ratingCount": 128,
    }
    assert "aggregateRating" not in largest


@pytest.mark.parametrize("changes", [{"count": 9}, {"verified": "account"}, {"verified": "not_verified"}])
def test_a_rating_of_too_few_or_of_nobody_knows_whom_is_not_stated(changes):
    rated = msgspec.structs.replace(RATED, **changes)
    assert all("aggregateRating" not in one for one in group(rating=rated)["hasVariant"])
