"""Google Merchant and JSON-LD: what everybody can be offered, at the price that must be shown."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from builders_exports import HOSTILE, demo, export, hostile_shop, take_in
from builders_store import category, feature, fill, price, product, shop
from defusedxml.ElementTree import fromstring

from comparison.core.catalogue import Cell, Product, Stock
from comparison.core.content import ExcludedCost, Rating
from comparison.core.pricing.amounts import Flat, PerUnit, Unknown
from comparison.core.pricing.model import Component, Discount, Measure, Once, Price
from comparison.core.sources import Competitor, Source
from comparison.core.values import Listing, NotApplicable, NotStated, Number, Unlimited, Words, YesNo
from comparison.storage.formats.native import exported
from comparison.storage.formats.xml_text import allowed
from comparison.storage.opening import open_store
from comparison.storage.store import Store

G = "{http://base.google.com/ns/1.0}"
OFFER = "https://shop.example/small"


def good(key: str = "small", *components: Component, **fields: Any) -> Product:
    """Something that can be in a feed: bought once, for a price with tax, at an address."""
    asked: dict[str, Any] = {"interval": "once", "tax": "included"}
    asked |= {"components": components} if components else {}
    usual: dict[str, Any] = {"offer": OFFER, "prices": (price("1000", **asked),)}
    return product(key, **(usual | fields))


def part(key: str, value: str, **fields: Any) -> Component:
    usual: dict[str, Any] = {"kind": "base", "when": Once(), "amount": Flat(value=value)}
    return Component(**{"key": key, "label": {"en": key.title()}, **usual, **fields})


def items(store: Store, **wishes: Any) -> list[ET.Element]:
    return list(fromstring(export(store, "google-merchant", **wishes).raw).iter("item"))


def texts(item: ET.Element) -> dict[str, str]:
    return {child.tag.removeprefix(G): child.text or "" for child in item if not len(child)}


def things(store: Store, **wishes: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(export(store, "json-ld", **wishes).raw)["@graph"]
    return found


def test_a_feed_says_what_a_shopper_must_know(store: Store) -> None:
    fill(store, [shop(), category(), good(description={"en": "Cleans."})])
    assert texts(items(store)[0]) == {
        "id": "small",
        "title": "Small",
        "description": "Cleans.",
        "link": OFFER,
        "availability": "in_stock",
        "price": "1000 KRW",
        "product_type": "Air purifiers",
    }


def test_the_price_holds_what_cannot_be_avoided(store: Store) -> None:
    paid = good(
        "small", part("item", "1000"), part("fee", "200", kind="fee"), part("by-post", "30", kind="delivery")
    )
    fill(store, [shop(), category(), paid])
    item = items(store)[0]
    assert texts(item)["price"] == "1230 KRW"
    assert [child.text for child in item.iter(f"{G}price")] == ["1230 KRW", "0 KRW"]


def test_delivery_stands_beside_the_price_where_the_market_has_it_so(store: Store) -> None:
    components = (part("item", "10.00"), part("by-post", "4.50", kind="delivery"))
    asked: Price = price(
        "0", market="US", currency="USD", tax="excluded", interval="once", components=components
    )
    fill(store, [shop(markets=("US",)), category(), good(prices=(asked,))])
    item = items(store)[0]
    shipping = item.find(f"{G}shipping")
    assert texts(item)["price"] == "10.00 USD"
    assert shipping is not None
    assert texts(shipping) == {"country": "US", "price": "4.50 USD"}


def test_an_unconditional_discount_is_in_the_price_and_nothing_is_crossed_out(store: Store) -> None:
    off = Discount(key="off", label={"en": "10%"}, kind="percent", value="10")
    coupon = Discount(
        key="code", label={"en": "Code"}, kind="percent", value="50", needs="coupon", coupon="X"
    )
    asked = price("1000", interval="once", tax="included", discounts=(off, coupon))
    fill(store, [shop(), category(), good(prices=(asked,))])
    raw = export(store, "google-merchant").text
    assert "<g:price>900 KRW</g:price>" in raw
    assert "sale_price" not in raw


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({"private": True}, "private"),
        ({"stock": Stock(state="gone")}, "not_offered"),
        ({"offered_to": "2026-11-21"}, "not_offered"),
        ({"offered_from": "2026-11-23"}, "not_offered"),
        (
            {"competitor": Competitor(seller={"en": "B"}, source=Source(title={"en": "b.example"}))},
            "competitors",
        ),
        ({"offer": None}, "no_address"),
        ({"prices": (price("5", interval="month", tax="included"),)}, "not_goods"),
        ({"prices": ()}, "not_goods"),
        ({"prices": (price("5", interval="once", tax="unknown"),)}, "tax_unknown"),
        ({"prices": (price(interval="once", status="on_request", components=()),)}, "no_figure"),
        (
            {
                "prices": (
                    price(
                        interval="once",
                        tax="included",
                        components=(
                            part("item", "5"),
                            part("fee", "0", kind="fee", amount=Unknown(how={"en": "?"})),
                        ),
                    ),
                )
            },
            "no_figure",
        ),
    ],
)
def test_what_a_feed_could_not_state_truly_is_left_out_and_counted(
    store: Store, change: dict[str, Any], left: str
) -> None:
    fill(store, [shop(), category(), good("fine"), good(**change)])
    assert [texts(item)["id"] for item in items(store)] == ["fine"]
    assert export(store, "google-merchant").left[left] == 1


def test_a_key_too_long_for_a_feed_is_left_out_and_not_cut(store: Store) -> None:
    fill(store, [shop(), category(), good("x" * 51), good("y" * 50)])
    assert [len(texts(item)["id"]) for item in items(store)] == [50]
    assert export(store, "google-merchant").left["long_keys"] == 1


def test_what_is_sold_out_says_so(store: Store) -> None:
    fill(store, [shop(), category(), good(stock=Stock(state="sold_out"))])
    assert texts(items(store)[0])["availability"] == "out_of_stock"
    assert things(store)[0]["offers"]["availability"] == "https://schema.org/SoldOut"


def test_what_is_gone_is_in_no_feed_and_is_counted(store: Store) -> None:
    fill(store, [shop(), category(), good(stock=Stock(state="gone"))])
    assert (items(store), things(store)) == ([], [])
    assert [export(store, form).left["not_offered"] for form in ("google-merchant", "json-ld")] == [1, 1]


def test_a_unit_price_is_told_by_its_measure(store: Store) -> None:
    asked = price("1000", interval="once", tax="included", measure=Measure(amount="500", unit="g"))
    fill(store, [shop(), category(), good(prices=(asked,))])
    told = texts(items(store)[0])
    assert (told["unit_pricing_measure"], told["unit_pricing_base_measure"]) == ("500 g", "100 g")


def test_a_measure_that_a_feed_has_no_word_for_is_counted(store: Store) -> None:
    measure = Measure(amount="500", unit="gb", per_unit="gb")
    fill(store, [shop(), category(), good(prices=(price(interval="once", tax="included", measure=measure),))])
    assert export(store, "google-merchant").left["measures"] == 1


VALUES = {
    "yes": (YesNo(yes=True), "yes", True),
    "weight": (Number(amount="1.5", unit="kg"), "1.5 kg", "1.5"),
    "words": (Words(text={"en": "so"}), "so", "so"),
    "several": (Listing(items=({"en": "a"}, {"en": "b"})), "a | b", ["a", "b"]),
    "silent": (NotStated(), None, None),
    "never": (NotApplicable(), "n/a", None),
    "endless": (Unlimited(), "unlimited", None),
}


def valued(store: Store) -> None:
    rows = [feature(key, unit="kg" if key == "weight" else None) for key in VALUES]
    cells = tuple(Cell(feature=key, value=value) for key, (value, _, _) in VALUES.items())
    fill(store, [shop(), category(*rows), good(cells=cells)])


def test_the_values_of_a_product_are_details_of_a_feed(store: Store) -> None:
    valued(store)
    details = [texts(detail) for detail in items(store)[0].iter(f"{G}product_detail")]
    assert {one["attribute_name"]: one["attribute_value"] for one in details} == {
        key.title(): text for key, (_, text, _) in VALUES.items() if text
    }


def test_the_values_of_a_product_are_properties_of_a_thing(store: Store) -> None:
    valued(store)
    told = {one["propertyID"]: one["value"] for one in things(store)[0]["additionalProperty"]}
    assert told == {key: value for key, (_, _, value) in VALUES.items() if value is not None}
    assert export(store, "json-ld").left["odd_values"] == 2


def test_a_thing_says_its_offer_as_the_share_page_does(store: Store) -> None:
    fill(store, [shop(), category(), good(sku="S-1")])
    thing = things(store)[0]
    assert (thing["@type"], thing["sku"], thing["name"], thing["productID"]) == (
        "Product",
        "small",
        "Small",
        "S-1",
    )
    assert thing["offers"] == {
        "@type": "Offer",
        "price": "1000",
        "priceCurrency": "KRW",
        "availability": "https://schema.org/InStock",
        "url": OFFER,
    }


def test_a_price_each_month_says_how_long_it_pays_for(store: Store) -> None:
    fill(store, [shop(), category(), good(prices=(price("9", interval="6-month", tax="included"),))])
    told = things(store)[0]["offers"]["priceSpecification"]
    assert (told["price"], told["referenceQuantity"]["value"], told["referenceQuantity"]["unitCode"]) == (
        "9",
        "6",
        "MON",
    )


def test_a_thing_without_a_single_figure_has_no_offer(store: Store) -> None:
    fill(store, [shop(), category(), good(prices=(price(status="on_request", components=()),))])
    assert "offers" not in things(store)[0]
    assert export(store, "json-ld").left["no_figure"] == 1


def test_a_rating_is_told_with_its_count_or_not_at_all(store: Store) -> None:
    counted, silent = Rating(average="4.5", scale=5, count=12), Rating(average="4.5", scale=5)
    fill(store, [shop(), category(), good("a", rating=counted), good("b", rating=silent)])
    first, second = things(store)
    assert first["aggregateRating"]["ratingCount"] == 12
    assert "aggregateRating" not in second


def test_what_a_thing_cannot_say_is_counted(store: Store) -> None:
    cost = ExcludedCost(key="power", label={"en": "Power"}, reason={"en": "depends"})
    prices = (
        price("1", interval="once"),
        price("9", market="US", currency="USD"),
        price("2", interval="month"),
    )
    fill(store, [shop(), category(), good(prices=prices, excluded=(cost,))])
    left = export(store, "json-ld").left
    assert (left["other_prices"], left["further_intervals"], left["excluded_costs"]) == (1, 1, 1)


def test_hostile_texts_are_only_text_in_a_feed(store: Store) -> None:
    hostile_shop(store)
    found = items(store)
    assert [texts(item)["price"] for item in found] == ["1000 KRW"] * len(HOSTILE)
    for text, item in zip(HOSTILE, found, strict=True):
        assert texts(item)["title"] == text
        assert texts(item)["description"] == text


def test_hostile_texts_end_no_script_element(store: Store) -> None:
    hostile_shop(store)
    raw = export(store, "json-ld").text
    assert not {"<", ">", "&", "\u2028", "\u2029"} & set(raw)
    assert [thing["name"] for thing in things(store)] == list(HOSTILE)


def test_a_character_that_xml_forbids_does_not_break_a_feed(store: Store) -> None:
    fill(store, [shop(), category(), good(name={"en": "a\x00b\x0bc\ufffed\ud7ff"})])
    assert texts(items(store)[0])["title"] == "abcd\ud7ff"


def test_only_what_xml_forbids_is_taken_away() -> None:
    kept = "".join(chr(code) for code in (0x9, 0xA, 0xD, 0x20, 0x85, 0xD7FF, 0xE000, 0xFFFD, 0x10000))
    assert allowed(kept) == kept


def test_an_empty_shop_is_an_empty_feed(store: Store) -> None:
    fill(store, [shop()])
    assert (items(store), things(store)) == ([], [])


@pytest.mark.parametrize(("form", "name"), [("google-merchant", "feed.xml"), ("json-ld", "things.jsonld")])
@pytest.mark.parametrize("demo_shop", ["hanui", "coffee"])
def test_a_feed_reads_back_with_its_names_and_its_prices(
    store: Store, tmp_path: Path, form: str, name: str, demo_shop: str
) -> None:
    demo(store, demo_shop)
    written = export(store, form, demo_shop)
    second = open_store(f"sqlite:{tmp_path / 'second.db'}")
    second.migrate()
    take_in(second, written.raw, name, language="ko", market="KR")
    again = {one.name["ko"]: one for one in exported(second, "acme").products}
    second.close()
    assert {name: _first_amount(one) for name, one in again.items()} == stated(form, written.raw)


def stated(form: str, raw: bytes) -> dict[str, str]:
    """The prices of a file by the names of the products, read without our own reader."""
    if form == "google-merchant":
        told = (texts(item) for item in fromstring(raw).iter("item"))
        return {one["title"]: one["price"].split()[0] for one in told}
    return {one["name"]: one["offers"]["price"] for one in json.loads(raw)["@graph"]}


def _first_amount(one: Product) -> str:
    amount = one.prices[0].components[0].amount
    assert isinstance(amount, Flat | PerUnit)
    return amount.value
