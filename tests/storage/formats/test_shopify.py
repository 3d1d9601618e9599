"""Shopify's product export: handles, variants, pictures, and prices without a currency."""

import csv
from decimal import Decimal
from typing import Any

import pytest
from builders_tables import real_file, records_table, table, taken_in

from comparison.core.errors import RefusedFile, RefusedRows
from comparison.core.pricing.amounts import Flat
from comparison.core.pricing.model import OneOf
from comparison.core.values import Listing, NotStated, Number, Words
from comparison.storage.formats.registry import format_of
from comparison.storage.store import Store

REAL = ["shop-exports/shopify/apparel.csv", "shop-exports/shopify/home-and-garden.csv"]


def row(handle: str, **changes: str) -> dict[str, str]:
    usual = {
        "Handle": handle,
        "Title": handle.title(),
        "Body (HTML)": "",
        "Vendor": "Hanui",
        "Type": "Cleaners",
        "Published": "true",
        "Option1 Name": "Title",
        "Option1 Value": "Default Title",
        "Variant Price": "10.50",
        "Variant Compare At Price": "",
    }
    return usual | changes


def variant(handle: str, size: str, price: str, **changes: str) -> dict[str, str]:
    first = {"Title": "", "Option1 Name": "", "Type": "", "Vendor": ""}
    return row(handle, **(first | {"Option1 Value": size, "Variant Price": price} | changes))


def product(store: Store, key: str) -> Any:
    stored = store.get("acme", "product", key)
    assert stored is not None
    return stored.record


def value(store: Store, key: str, feature: str) -> Any:
    return next(cell.value for cell in product(store, key).cells if cell.feature == feature)


def amounts(store: Store, key: str) -> list[str]:
    (price,) = product(store, key).prices
    return [component.amount.value for component in price.components]


@pytest.mark.parametrize("place", REAL)
def test_every_handle_of_a_real_export_is_a_product(store: Store, place: str):
    path = real_file(place)
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    handles = {line["Handle"] for line in rows}
    titled = {line["Handle"]: line["Title"] for line in rows if line["Title"]}
    done = taken_in(store, path)
    assert done.counts["product"] == len(handles)
    names = {stored.record.source_key: stored.record.name["en"] for stored in store.scan("acme", "product")}
    assert names == titled


@pytest.mark.parametrize("place", REAL)
def test_every_price_of_a_real_export_is_there_to_the_cent(store: Store, place: str):
    path = real_file(place)
    expected: dict[str, set[Decimal]] = {}
    with path.open(newline="", encoding="utf-8") as file:
        for line in csv.DictReader(file):
            if line["Variant Price"]:
                expected.setdefault(line["Handle"], set()).add(Decimal(line["Variant Price"]))
    taken_in(store, path)
    found: dict[str, set[Decimal]] = {}
    for stored in store.scan("acme", "product"):
        for price in stored.record.prices:
            for component in price.components:
                assert isinstance(component.amount, Flat)
                found.setdefault(stored.record.source_key, set()).add(Decimal(component.amount.value))
    assert found == expected


@pytest.mark.parametrize("place", REAL)
def test_a_second_import_of_a_real_export_changes_nothing(store: Store, place: str):
    path = real_file(place)
    taken_in(store, path)
    assert taken_in(store, path).changed == 0


def test_rows_of_pictures_are_no_products_and_no_variants(store: Store):
    picture = {"Handle": "one", "Image Src": "https://shop.example/2.jpg", "Image Position": "2"}
    done = taken_in(store, records_table([row("one"), picture, row("two")]))
    assert done.counts == {"product": 2, "category": 1, "comparison": 1}
    assert amounts(store, "one") == ["10.5"]


def test_variants_of_one_price_are_one_price(store: Store):
    rows = [row("tee", **{"Option1 Name": "Size", "Option1 Value": "S"}), variant("tee", "M", "10.50")]
    taken_in(store, records_table(rows))
    assert amounts(store, "tee") == ["10.5"]
    assert value(store, "tee", "size") == Listing(items=({"en": "S"}, {"en": "M"}))


def test_of_variants_with_different_prices_exactly_one_is_bought(store: Store):
    rows = [row("tee", **{"Option1 Name": "Size", "Option1 Value": "S"}), variant("tee", "XXL", "12.00")]
    taken_in(store, records_table(rows))
    (price,) = product(store, "tee").prices
    assert [(part.label["en"], part.amount.value) for part in price.components] == [
        ("S", "10.5"),
        ("XXL", "12"),
    ]
    assert {part.obligation for part in price.components} == {OneOf(group="choice")}


def test_a_crossed_out_price_is_neither_charged_nor_taken_for_an_earlier_one(store: Store):
    done = taken_in(store, records_table([row("one", **{"Variant Compare At Price": "99"}), row("two")]))
    assert amounts(store, "one") == ["10.5"]
    assert [note.key for note in done.notes] == ["import.note.typed_sale"]


def test_a_description_in_html_is_the_text_it_shows(store: Store):
    html = "<p>Soft &amp; warm</p><ul><li>Wool</li></ul><script>alert(1)</script>"
    taken_in(store, records_table([row("one", **{"Body (HTML)": html})]))
    assert product(store, "one").description == {"en": "Soft & warm\n\n• Wool"}


def test_a_product_that_is_not_published_is_private(store: Store):
    taken_in(store, records_table([row("one", Published="false"), row("two", Status="draft"), row("three")]))
    assert [product(store, key).private for key in ("one", "two", "three")] == [True, True, False]


def test_counted_stock_that_is_out_is_sold_out(store: Store):
    stock = {"Variant Inventory Tracker": "shopify", "Variant Inventory Policy": "deny"}
    out = row("one", **stock, **{"Variant Inventory Qty": "0"})
    sold_on = row("two", **(stock | {"Variant Inventory Policy": "continue", "Variant Inventory Qty": "0"}))
    taken_in(store, records_table([out, sold_on]))
    assert [product(store, key).stock.state for key in ("one", "two")] == ["sold_out", "available"]


def test_a_bar_code_keeps_its_zeros_and_a_weight_its_unit(store: Store):
    more = {"Variant Barcode": "'0012345678905", "Variant Grams": "450"}
    taken_in(store, records_table([row("one", **more), row("two")]))
    assert value(store, "one", "barcode") == Words(text={"en": "0012345678905"})
    weight = value(store, "one", "weight")
    assert isinstance(weight, Number)
    assert (weight.amount, weight.unit) == ("450", "g")
    assert value(store, "two", "weight") == NotStated()


def test_a_file_without_a_currency_is_refused_until_one_is_wished(store: Store):
    with pytest.raises(RefusedFile) as refused:
        taken_in(store, records_table([row("one")]), currency=None)
    assert refused.value.reason.key == "import.reason.no_currency"


def test_columns_without_a_place_are_named_where_they_hold_anything(store: Store):
    picture = {"Image Src": "https://shop.example/1.jpg", "Cost per item": "3", "SEO Title": ""}
    done = taken_in(store, records_table([row("one", **picture), row("two")]))
    (note,) = [note for note in done.notes if note.key == "import.note.columns_left_out"]
    assert note.arguments["names"] == ("Image Src", "Cost per item")


def test_a_handle_that_comes_again_further_down_is_refused_with_both_lines(store: Store):
    with pytest.raises(RefusedRows) as refused:
        taken_in(store, records_table([row("one"), row("two"), row("one", Title="Another")]))
    (fault,) = refused.value.faults
    assert (fault.line, fault.path, fault.reason.arguments["line"]) == (4, "Handle", 2)


def test_all_wrong_prices_are_named_at_once_and_nothing_is_stored(store: Store):
    rows = [row("one", **{"Variant Price": "ten"}), row("two"), row("three", **{"Variant Price": "-1"})]
    with pytest.raises(RefusedRows) as refused:
        taken_in(store, records_table(rows))
    assert [(fault.line, fault.path) for fault in refused.value.faults] == [
        (2, "Variant Price"),
        (4, "Variant Price"),
    ]
    assert store.shops() == []


def test_what_is_wrong_can_be_left_out_and_is_listed(store: Store):
    rows = [row("one", **{"Variant Price": "NaN"}), row("two"), row("three")]
    done = taken_in(store, records_table(rows), skip_invalid=True)
    assert done.counts["product"] == 2
    assert [(fault.line, fault.path) for fault in done.refusals] == [(2, "Variant Price")]
    assert done.refused == 1


def test_at_most_twenty_faults_are_shown_and_the_rest_counted(store: Store):
    rows = [row(f"p{number}", **{"Variant Price": "1e400"}) for number in range(30)]
    with pytest.raises(RefusedRows) as refused:
        taken_in(store, records_table(rows))
    assert (len(refused.value.faults), refused.value.rest) == (20, 10)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp949"])
def test_a_korean_export_is_read_in_any_of_its_encodings(store: Store, encoding: str):
    file = records_table([row("one", Title="하늬 청정기"), row("two", Title="가을 커피")], encoding=encoding)
    taken_in(store, file, language="ko", currency="KRW")
    assert product(store, "one").name == {"ko": "하늬 청정기"}


def test_the_columns_tell_the_format():
    assert format_of(records_table([row("one")])).name == "shopify"
    assert format_of(table([["Name", "Price"], ["Tea", "3"]])).name != "shopify"


def test_a_formula_stays_text(store: Store):
    taken_in(store, records_table([row("one", Title="=HYPERLINK(1)"), row("two")]))
    assert product(store, "one").name == {"en": "=HYPERLINK(1)"}


def test_real_exports_make_comparisons_of_their_types(store: Store):
    path = real_file(REAL[1])
    with path.open(newline="", encoding="utf-8") as file:
        types = {line["Type"] for line in csv.DictReader(file) if line["Type"]}
    done = taken_in(store, path)
    assert len(done.comparisons) == len(types)
