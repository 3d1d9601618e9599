"""Columns of a list become the rows that a comparison has, and no row by chance."""

import pytest
from builders_store import NOON, category, comparison, feature, fill, product, shop
from msgspec.structs import replace

from comparison.assets import CATALOG_DATA
from comparison.core.catalogue import Category, Cell, Feature, Product
from comparison.core.values import Words
from comparison.storage.formats.mapping import Mapping, RowMapping
from comparison.storage.formats.source_file import SourceFile
from comparison.storage.import_answers import Doubt, ImportWishes, Looked
from comparison.storage.import_columns import columns_found
from comparison.storage.import_rows import filed, keys_there
from comparison.storage.kits import kits_in, use_kit
from comparison.storage.store import Store

KITS = {kit.key: kit for kit in kits_in(CATALOG_DATA / "kits")}
BARE = "Model,Price,Battery\nAria,899,11\nBrio,1099,9\n"


@pytest.fixture
def laptops(store: Store) -> Store:
    """A store whose shop began with the kit of many specifications."""
    fill(store, [shop(languages=("ko", "en"))])
    use_kit(store, "acme", KITS["specs"], ("ko", "en"), by="anna", now=NOON)
    return store


def looked(store: Store, table: str, mapping: Mapping | None = None, into: str = "spec-products") -> Looked:
    wishes = ImportWishes(into=into, mapping=mapping)
    return columns_found(store, "acme", SourceFile(name="a.csv", raw=table.encode()), wishes, Looked())


def row(found: Looked, column: str) -> RowMapping:
    assert found.mapping is not None
    [its] = found.mapping.rows_of(column) or ()
    return its


def test_a_column_with_a_unit_is_the_row_in_its_own_unit(laptops: Store):
    found = looked(laptops, BARE.replace("Battery", "Battery (min)"))
    assert (row(found, "Battery (min)").key, row(found, "Battery (min)").unit) == ("battery", "min")
    assert found.doubts == ()


def test_a_korean_name_that_ends_in_its_unit_says_it(laptops: Store):
    found = looked(laptops, BARE.replace("Battery", "배터리 시간"))
    assert (row(found, "배터리 시간").key, row(found, "배터리 시간").unit) == ("battery", "h")


def test_a_column_without_a_unit_is_asked_about_and_stays_apart_until_then(laptops: Store):
    found = looked(laptops, BARE)
    assert found.doubts == (Doubt(kind="unit", column="Battery", options=("hour", "mah")),)
    assert row(found, "Battery").key == "battery-2"


@pytest.mark.parametrize(("unit", "key"), [("hour", "battery"), ("min", "battery"), ("mah", "battery-2")])
def test_the_unit_that_is_answered_decides_which_row_it_is(laptops: Store, unit: str, key: str):
    guessed = looked(laptops, BARE).mapping
    assert guessed is not None
    answered = replace(row(looked(laptops, BARE), "Battery"), unit=unit, key=None)
    found = looked(laptops, BARE, replace(guessed, columns={"Battery": answered}))
    assert row(found, "Battery").key == key


def test_a_comparison_that_is_chosen_later_asks_about_its_rows_and_only_once(laptops: Store):
    guessed = looked(laptops, BARE, into="").mapping
    later = looked(laptops, BARE, guessed)
    assert [one.column for one in later.doubts] == ["Battery"]
    assert looked(laptops, BARE, later.mapping).doubts == ()


def test_cells_in_another_measure_make_another_row(laptops: Store):
    table = "Model,Price,Battery\nAria,899,5000 mAh\nBrio,1099,4000 mAh\n"
    assert row(looked(laptops, table), "Battery").key == "battery-2"


def test_a_new_row_whose_name_makes_no_key_gets_one_that_is_free(store: Store):
    there = feature("row-2", kind="number", unit="kg", source_key="무게")
    fill(store, [shop(), Category(key="air", label={"en": "Air"}, features=(there,)), comparison()])
    found = looked(
        store, "상품명,가격,색상,재질,무게(kg)\n가,1000,빨강,철,1\n나,2000,파랑,천,2\n", into="air"
    )
    keys = [row(found, column).key for column in ("무게(kg)", "색상", "재질")]
    assert keys == ["row-2", "row", "row-3"]


def test_a_header_that_was_mapped_before_the_kit_came_finds_its_rows_too(laptops: Store):
    before = looked(laptops, BARE.replace("Battery", "Battery (h)"), into="").mapping
    assert before is not None
    found = looked(laptops, BARE.replace("Battery", "Battery (h)"), before)
    assert row(found, "Battery (h)").key == "battery"


def test_a_key_that_was_meant_for_another_comparison_is_no_row_of_this_one_by_chance(laptops: Store):
    capacity = feature("battery", kind="number", unit="mah")
    laptops.save_all("acme", [category(capacity), comparison()], by="anna")
    table = BARE.replace("Battery", "Battery (h)")
    before = looked(laptops, table).mapping
    assert before is not None
    assert row(looked(laptops, table, before, into="air"), "Battery (h)").key is None
    assert row(looked(laptops, table, before), "Battery (h)").key == "battery"


def test_rows_that_a_format_names_itself_get_the_keys_of_those_that_are_there():
    new = (
        Feature(key="runtime", label={"en": "Runtime"}, kind="number", unit="h"),
        Feature(key="cpu", label={"en": "CPU"}, kind="text"),
        Feature(key="battery", label={"en": "Battery"}, kind="number", unit="mah"),
        Feature(key="colour", label={"en": "Colour"}, kind="text"),
    )
    there = KITS["specs"].category.features
    assert keys_there(new, there) == {"runtime": "battery", "cpu": "processor", "battery": "battery-2"}


def test_what_products_say_of_such_rows_goes_with_them(laptops: Store):
    value = Words(text={"en": "Core 5"})
    cpu = Feature(key="cpu", label={"en": "CPU"}, kind="text")
    records = [
        product("aria", category="spec-products", cells=(Cell(feature="cpu", value=value),)),
        Category(key="spec-products", label={"en": "All"}, features=(cpu,)),
    ]
    came, kind = filed(laptops, "acme", records, "spec-products", "spec-product", meeting=True)
    assert isinstance(came, Product)
    assert isinstance(kind, Category)
    assert (came.category, came.cells) == ("spec-product", (Cell(feature="processor", value=value),))
    assert [one.key for one in kind.features] == ["processor"]
