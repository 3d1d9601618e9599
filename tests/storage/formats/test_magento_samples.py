"""Magento's sample tables: one column for each attribute, several values on lines of one cell."""

import html

import pytest
from builders_goods import amounts, category, keys, notes, plain_rows, product, value
from builders_tables import real_file, records_table, taken_in

from comparison.core.catalogue import Stock
from comparison.core.errors import RefusedFile, RefusedRows
from comparison.core.values import Listing, NotStated, Words, YesNo
from comparison.storage.formats.registry import format_of
from comparison.storage.store import Store

REAL = [
    f"shop-exports/magento/{name}.csv"
    for name in ("products_gear_bags", "products_gear_watches", "legacy_products_men_tops")
]
DEFINITIONS = ["shop-exports/magento/attributes.csv", "shop-exports/magento/attributes_gear.csv"]
_NO_VALUES = {"name", "sku", "price", "qty", "description", "special_price", "attribute_set"}


def row(sku: str, **changes: str) -> dict[str, str]:
    usual = {"category": "Gear\nBags", "name": sku.title(), "sku": sku, "price": "34", "attribute_set": "Bag"}
    return usual | changes


def lines(cell: str) -> list[str]:
    return [html.unescape(line).strip() for line in cell.splitlines() if line.strip()]


@pytest.mark.parametrize("place", REAL)
def test_every_row_of_a_real_table_is_a_product_at_the_price_charged(store: Store, place: str):
    path = real_file(place)
    expected = {
        line["sku"]: min(filter(None, (line["price"], line["special_price"])), key=float)
        for line in plain_rows(path)
    }
    done = taken_in(store, path)
    found = {stored.record.sku: amounts(store, stored.record.key) for stored in store.scan("acme", "product")}
    assert done.format == "magento-samples"
    assert found == {sku: [amount] for sku, amount in expected.items()}


@pytest.mark.parametrize("place", REAL)
def test_every_line_of_every_cell_of_a_real_table_is_a_value(store: Store, place: str):
    path = real_file(place)
    rows = {line["sku"]: line for line in plain_rows(path)}
    taken_in(store, path)
    for stored in store.scan("acme", "product"):
        written = rows[stored.record.sku or ""]
        cells = {cell.feature: cell.value for cell in stored.record.cells}
        for column in set(written) - _NO_VALUES - {"new", "sale"}:
            said = cells.get(column.replace("_", "-"), NotStated())
            values = list(dict.fromkeys(lines(written[column])))
            if values == ["1"]:
                assert said == YesNo(yes=True)
            elif len(values) > 1:
                assert said == Listing(items=tuple({"en": one} for one in values))
            elif values:
                assert said in (Words(text={"en": values[0]}), Listing(items=({"en": values[0]},)))
            else:
                assert said == NotStated()


@pytest.mark.parametrize("place", REAL)
def test_a_second_import_of_a_real_table_changes_nothing(store: Store, place: str):
    path = real_file(place)
    taken_in(store, path)
    assert taken_in(store, path).changed == 0


@pytest.mark.parametrize("place", DEFINITIONS)
def test_a_table_that_only_defines_attributes_is_refused_for_that(store: Store, place: str):
    with pytest.raises(RefusedFile) as refused:
        taken_in(store, real_file(place))
    assert (refused.value.line, refused.value.reason.key) == (1, "import.reason.only_definitions")


def test_the_first_two_names_are_the_category_and_all_are_a_value(store: Store):
    names = "Gear\nBags\nCollections\nEco Friendly\n"
    taken_in(store, records_table([row("a", category=names), row("b")]))
    assert category(store, "bags").label == {"en": "Bags"}
    assert value(store, "a", "category") == Listing(
        items=tuple({"en": name} for name in ("Gear", "Bags", "Collections", "Eco Friendly"))
    )


def test_flags_that_claim_a_reduction_or_novelty_are_no_values(store: Store):
    taken_in(store, records_table([row("a", new="1", sale="1", eco_collection="0"), row("b")]))
    assert {cell.feature: cell.value for cell in product(store, "a").cells} == {
        "eco-collection": YesNo(yes=False),
        "category": Listing(items=({"en": "Gear"}, {"en": "Bags"})),
    }


def test_a_special_price_is_charged_and_the_higher_one_no_earlier_one(store: Store):
    done = taken_in(store, records_table([row("a", special_price="30"), row("b", special_price="34")]))
    assert (amounts(store, "a"), amounts(store, "b")) == (["30"], ["34"])
    assert notes(done)["typed_sale"] == 1


def test_entities_are_the_characters_they_stand_for(store: Store):
    taken_in(store, records_table([row("a", collar="&frac14; zip", name="Fox &amp; Co"), row("b")]))
    assert value(store, "a", "collar") == Words(text={"en": "¼ zip"})
    assert product(store, "a").name == {"en": "Fox & Co"}


@pytest.mark.parametrize(
    ("qty", "stock"), [("0", Stock(state="sold_out")), ("7", Stock(left=7)), ("", Stock())]
)
def test_the_quantity_is_the_stock(store: Store, qty: str, stock: Stock):
    taken_in(store, records_table([row("a", qty=qty), row("b")]))
    assert product(store, "a").stock == stock


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"price": "cheap"}, "price"),
        ({"special_price": "1,2,3"}, "special_price"),
        ({"qty": "some"}, "qty"),
        ({"sku": "b"}, "sku"),
        ({"sku": ""}, "sku"),
    ],
)
def test_a_wrong_cell_is_named_and_the_row_can_be_left_out(
    store: Store, changes: dict[str, str], column: str
):
    file = records_table([row("b"), row("a") | changes, row("c")])
    with pytest.raises(RefusedRows) as refused:
        taken_in(store, file)
    assert [(fault.line, fault.path) for fault in refused.value.faults] == [(5, column)]
    done = taken_in(store, file, skip_invalid=True)
    assert (keys(store), done.refused) == ({"b", "c"}, 1)


def test_the_columns_tell_the_format():
    assert format_of(records_table([row("a")])).name == "magento-samples"
