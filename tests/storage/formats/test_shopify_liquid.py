"""A shop as Shopify's template language is tried on: aliases, variants apart, prices in cents."""

from decimal import Decimal
from typing import Any

import pytest
import yaml
from builders_goods import amounts, choices, keys, notes, product, value
from builders_tables import real_file, taken_in

from comparison.core.catalogue import Stock
from comparison.core.errors import RefusedFile, RefusedRows
from comparison.core.values import Listing, Number, Words
from comparison.storage.formats.reading import SourceFile
from comparison.storage.formats.registry import format_of
from comparison.storage.store import Store

REAL = "shop-exports/shopify-liquid/vision.database.yml"
SHOP = """
product_variants:
  - &small
    title: 151cm / Normal
    price: 19900
    compare_at_price:
    weight: 1000
    available: true
    option1: 151cm
    option2: Normal
  - &large
    title: 158cm / Wide
    price: {large}
    compare_at_price:
    weight: 1000
    available: false
    option1: 158cm
    option2: Wide
  - &only {{title: One, price: {only}, compare_at_price: {crossed}, available: {available}}}
products:
  - &board
    title: Board
    handle: board
    type: Boards
    vendor: Arbor
    tags: [pro, wooden]
    options: [Length, Style]
    description: <p>Fast &amp; light</p>
    variants: [*small, *large]
  - &boot
    title: Boot
    handle: {handle}
    type: Boards
    options: [Title]
    variants: [*only]
collections:
  - {{title: All, products: [*board, *boot]}}
"""


def shop(**changes: str) -> SourceFile:
    usual = {"large": "23905", "only": "5", "crossed": "", "available": "true", "handle": "boot"}
    return SourceFile(name="shop.yml", raw=SHOP.format(**(usual | changes)).encode())


def plain(place: str) -> Any:
    return yaml.safe_load(real_file(place).read_text("utf-8"))


def test_every_product_of_the_real_shop_is_there(store: Store):
    expected = {one["handle"]: one["title"] for one in plain(REAL)["products"]}
    done = taken_in(store, real_file(REAL))
    found = {stored.record.source_key: stored.record.name["en"] for stored in store.scan("acme", "product")}
    assert (done.format, found) == ("shopify-liquid", expected)


def test_every_variant_of_the_real_shop_has_its_price_in_whole_units(store: Store):
    taken_in(store, real_file(REAL))
    for one in plain(REAL)["products"]:
        expected = {Decimal(variant["price"]) / 100 for variant in one["variants"]}
        assert {Decimal(amount) for amount in amounts(store, one["handle"])} == expected


def test_every_tag_and_option_of_the_real_shop_is_a_value(store: Store):
    taken_in(store, real_file(REAL))
    for one in plain(REAL)["products"]:
        said = value(store, one["handle"], "tags")
        assert [item["en"] for item in said.items] == one["tags"]
        for number, name in enumerate(one["options"], 1):
            options = {str(variant[f"option{number}"]) for variant in one["variants"]}
            found = value(store, one["handle"], name.lower().replace(" ", "-"))
            items = found.items if isinstance(found, Listing) else (found.text,)
            assert {item["en"] for item in items} == options


def test_a_second_import_of_the_real_shop_changes_nothing(store: Store):
    path = real_file(REAL)
    taken_in(store, path)
    assert taken_in(store, path).changed == 0


def test_variants_are_choices_with_their_facts(store: Store):
    taken_in(store, shop())
    assert choices(store, "board") == {"151cm / Normal": "199", "158cm / Wide": "239.05"}
    assert amounts(store, "boot") == ["0.05"]
    assert value(store, "board", "length") == Listing(items=({"en": "151cm"}, {"en": "158cm"}))
    weight = value(store, "board", "weight")
    assert isinstance(weight, Number)
    assert (weight.amount, weight.unit) == ("1000", "g")
    assert value(store, "boot", "collections") == Words(text={"en": "All"})
    assert product(store, "board").description == {"en": "Fast & light"}


def test_a_crossed_out_price_is_no_earlier_one(store: Store):
    done = taken_in(store, shop(crossed="9"))
    assert amounts(store, "boot") == ["0.05"]
    assert notes(done)["typed_sale"] == 1


def test_what_is_not_available_is_sold_out(store: Store):
    taken_in(store, shop(available="false"))
    assert product(store, "boot").stock == Stock(state="sold_out")
    assert product(store, "board").stock == Stock()


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"only": "-5"}, "$.products[1].variants[0].price"),
        ({"only": "5.5"}, "$.products[1].variants[0].price"),
        ({"only": "999999999999999"}, "$.products[1].variants[0].price"),
        ({"only": "{a: 1}"}, "$.products[1].variants[0].price"),
        ({"crossed": "x"}, "$.products[1].variants[0].compare_at_price"),
        ({"handle": "board"}, "$.products[1].handle"),
        ({"handle": ""}, "$.products[1].handle"),
    ],
)
def test_a_wrong_value_is_named_by_its_path_and_the_product_can_be_left_out(
    store: Store, changes: dict[str, str], place: str
):
    with pytest.raises(RefusedRows) as refused:
        taken_in(store, shop(**changes))
    assert [fault.path for fault in refused.value.faults] == [place]
    done = taken_in(store, shop(**changes), skip_invalid=True)
    assert (keys(store), done.refused) == ({"board"}, 1)


@pytest.mark.parametrize(
    "raw",
    [
        b"product_variants: [\n",
        b"product_variants: []\nproducts: {a: 1}\n",
        b"product_variants: []\nproducts:\n  - &a [*a]\n",
        b"product_variants:\n  - &a [x,x,x,x,x,x,x,x,x,x]\n"
        + b"".join(b"  - &%c [%s]\n" % (n + 1, b",".join([b"*%c" % n] * 10)) for n in range(97, 104))
        + b"products: []\n",
        b"product_variants: []\nproducts: []\nproducts: []\n",
        b"product_variants: []\nproducts:\n  - !!python/object/apply:os.system [ls]\n",
        b"product_variants: []\nproducts:\n  - {<<: *a}\n",
    ],
)
def test_a_broken_or_hostile_file_is_refused_whole(store: Store, raw: bytes):
    with pytest.raises(RefusedFile):
        taken_in(store, SourceFile(name="shop.yml", raw=raw))
    assert store.shops() == []


def test_variants_apart_from_products_tell_the_format():
    assert format_of(shop()).name == "shopify-liquid"
    ours = SourceFile(name="shop.yml", raw=b"products: []\nshops: []\n")
    assert format_of(ours).name == "native"
