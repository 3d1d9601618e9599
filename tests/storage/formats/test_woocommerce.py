"""WooCommerce's product export: all its types, parents by SKU and by id, sales with and without dates."""

from decimal import Decimal

import pytest
from builders_goods import amounts, amounts_in, category, choices, keys, notes, plain_rows, product, value
from builders_tables import real_file, records_table, table, taken_in

from comparison.core.catalogue import Stock
from comparison.core.errors import RefusedFile, RefusedRows
from comparison.core.pricing.amounts import Flat
from comparison.core.values import Listing, NotStated, Number, Words, YesNo
from comparison.storage.formats.registry import format_of
from comparison.storage.store import Store

REAL = "shop-exports/woocommerce/sample_products.csv"


def row(sku: str, **changes: str) -> dict[str, str]:
    usual = {
        "ID": str(sum(map(ord, sku))),
        "Type": "simple",
        "SKU": sku,
        "Name": sku.title(),
        "Published": "1",
        "In stock?": "1",
        "Sale price": "",
        "Regular price": "10.50",
        "Categories": "Teas",
        "Parent": "",
    }
    return usual | changes


def variable(sku: str, **changes: str) -> dict[str, str]:
    return row(sku, **({"Type": "variable", "Regular price": ""} | changes))


def variation(parent: str, size: str, price: str, **changes: str) -> dict[str, str]:
    usual = {"ID": f"9{size}", "Type": "variation", "Parent": parent, "Categories": "", "Name": ""}
    own = {"Attribute 1 name": "Size", "Attribute 1 value(s)": size, "Regular price": price}
    return row("", **(usual | own | changes))


def test_every_product_of_the_real_export_is_there_and_no_variation_is_one(store: Store):
    path = real_file(REAL)
    rows = plain_rows(path)
    expected = {line["SKU"]: line["Name"] for line in rows if line["Type"] != "variation"}
    done = taken_in(store, path)
    found = {stored.record.sku: stored.record.name["en"] for stored in store.scan("acme", "product")}
    assert (done.format, done.counts["product"]) == ("woocommerce", len(expected))
    assert found == expected


def test_every_price_that_the_real_export_charges_is_there_to_the_cent(store: Store):
    path = real_file(REAL)
    expected: dict[str, list[Decimal]] = {}
    for line in plain_rows(path):
        charged = line["Sale price"] or line["Regular price"]
        if charged:
            expected.setdefault(line["Parent"] or line["SKU"], []).append(Decimal(charged))
    taken_in(store, path)
    found: dict[str, list[Decimal]] = {}
    for stored in store.scan("acme", "product"):
        for price in stored.record.prices:
            for component in price.components:
                assert isinstance(component.amount, Flat)
                found.setdefault(stored.record.sku or "", []).append(Decimal(component.amount.value))
    assert {sku: set(one) for sku, one in found.items()} == {sku: set(one) for sku, one in expected.items()}
    several = {sku for sku, one in expected.items() if len(set(one)) > 1}
    assert {sku: sorted(found[sku]) for sku in several} == {sku: sorted(expected[sku]) for sku in several}


def test_every_attribute_of_the_real_export_is_a_value(store: Store):
    path = real_file(REAL)
    products = [line for line in plain_rows(path) if line["Type"] != "variation"]
    expected = sum(
        bool(line[f"Attribute {n} name"] and line[f"Attribute {n} value(s)"])
        for line in products
        for n in (1, 2)
    )
    taken_in(store, path)
    stated = [
        cell
        for stored in store.scan("acme", "product")
        for cell in stored.record.cells
        if cell.feature in {"color", "size", "logo"} and cell.value != NotStated()
    ]
    assert len(stated) == expected > 0


def test_the_real_export_says_what_it_could_not_carry(store: Store):
    path = real_file(REAL)
    said = notes(taken_in(store, path))
    files = ("Images", "Grouped products", "Download 1 name", "Download 1 URL")
    files += ("Download 2 name", "Download 2 URL", "Purchase note", "Upsells", "Cross-sells")
    assert said["columns_left_out"] == sum(any(line[name] for line in plain_rows(path)) for name in files)
    assert (said["grouped"], said["without_price"], said["typed_sale"]) == (1, 1, 6)


def test_a_second_import_of_the_real_export_changes_nothing(store: Store):
    path = real_file(REAL)
    taken_in(store, path)
    assert taken_in(store, path).changed == 0


@pytest.mark.parametrize("parent", ["tee", "id:77", "id: 77", "ID:77"])
@pytest.mark.parametrize("first", [True, False])
def test_a_variation_finds_its_parent_wherever_that_stands(store: Store, parent: str, first: bool):
    parts = [variation(parent, "S", "5"), variation(parent, "L", "7")]
    whole = [variable("tee", ID="77")]
    taken_in(store, records_table([*parts, *whole] if first else [*whole, *parts]))
    assert choices(store, "tee") == {"S": "5", "L": "7"}


def test_a_variation_without_its_parent_is_a_product_of_its_own(store: Store):
    done = taken_in(store, records_table([row("tea"), variation("gone", "S", "5", Name="Mug - S")]))
    assert keys(store) == {"tea", "9s"}
    assert product(store, "9s").name == {"en": "Mug - S"}
    assert notes(done)["orphans"] == 1


def test_a_variation_that_is_switched_off_is_no_choice(store: Store):
    parts = [variation("tee", "S", "5"), variation("tee", "L", "7", Published="-1")]
    taken_in(store, records_table([variable("tee"), *parts]))
    assert amounts(store, "tee") == ["5"]


def test_a_sale_with_dates_is_a_price_for_those_days(store: Store):
    dates = {"Date sale price starts": "2026-11-20 00:00:00", "Date sale price ends": "2026-11-30 23:59:59"}
    taken_in(store, records_table([row("tea", **dates, **{"Sale price": "8"}), row("cup")]))
    plain, lower = product(store, "tea").prices
    assert (amounts_in(plain), plain.valid_from, plain.valid_to) == (["10.5"], None, None)
    assert (amounts_in(lower), lower.valid_from, lower.valid_to) == (["8"], "2026-11-20", "2026-11-30")


def test_a_sale_without_dates_is_the_price_and_the_higher_one_no_earlier_one(store: Store):
    done = taken_in(store, records_table([row("tea", **{"Sale price": "8"}), row("cup")]))
    assert amounts(store, "tea") == ["8"]
    assert notes(done)["typed_sale"] == 1


def test_a_sale_for_a_time_without_a_regular_price_holds_for_that_time_only(store: Store):
    dates = {"Date sale price ends": "2026-11-30", "Sale price": "8", "Regular price": ""}
    taken_in(store, records_table([row("tea", **dates), row("cup")]))
    (price,) = product(store, "tea").prices
    assert (amounts_in(price), price.valid_to) == (["8"], "2026-11-30")


def test_reduced_variations_of_one_time_are_a_price_of_that_time(store: Store):
    sale = {"Sale price": "4", "Date sale price ends": "2026-11-30"}
    parts = [variation("tee", "S", "5", **sale), variation("tee", "L", "7")]
    taken_in(store, records_table([variable("tee"), *parts]))
    lower, plain = product(store, "tee").prices
    assert (amounts_in(lower), lower.valid_to) == (["4", "7"], "2026-11-30")
    assert (amounts_in(plain), plain.valid_from) == (["5", "7"], "2026-12-01")


def test_reductions_of_different_times_are_left_out_and_said(store: Store):
    parts = [
        variation("tee", "S", "5", **{"Sale price": "4", "Date sale price ends": "2026-11-30"}),
        variation("tee", "L", "7", **{"Sale price": "6", "Date sale price ends": "2026-12-30"}),
        variation("tee", "XL", "9", **{"Sale price": "8"}),
    ]
    done = taken_in(store, records_table([variable("tee"), *parts]))
    assert choices(store, "tee") == {"S": "5", "L": "7", "XL": "8"}
    assert notes(done)["mixed_sales"] == 1


@pytest.mark.parametrize(
    ("header", "label", "number"),
    [
        ("Weight (kg)", "weight", ("1.5", "kg")),
        ("WEIGHT (lbs)", "weight", ("1.5", "lb")),
        ("Weight (oz)", "weight", ("1.5", "oz")),
        ("Length (in)", "length", ("1.5", "in")),
        ("Weight", "weight", ("1.5", None)),
        ("Weight (stone)", "weight-stone", ("1.5", None)),
    ],
)
def test_the_unit_of_a_measure_stands_in_its_header(
    store: Store, header: str, label: str, number: tuple[str, str | None]
):
    taken_in(store, records_table([row("tea", **{header: "1.50"}), row("cup", **{header: "0"})]))
    found = value(store, "tea", label)
    assert isinstance(found, Number)
    assert (found.amount, found.unit) == number
    assert value(store, "cup", label) == NotStated()


def test_a_measure_that_all_variations_share_is_their_product_s(store: Store):
    parts = [variation("tee", size, "5", **{"Weight (kg)": "2"}) for size in ("S", "L")]
    taken_in(store, records_table([variable("tee"), *parts, row("cup")]))
    assert value(store, "tee", "weight").amount == "2"


def test_headers_in_capitals_are_the_same_headers(store: Store):
    shouted = [{name.upper(): cell for name, cell in line.items()} for line in (row("tea"), row("cup"))]
    assert format_of(records_table(shouted)).name == "woocommerce"
    taken_in(store, records_table(shouted))
    assert amounts(store, "tea") == ["10.5"]


def test_several_types_of_one_product_are_facts(store: Store):
    taken_in(store, records_table([row("tea", Type="simple, downloadable, virtual"), row("cup")]))
    assert value(store, "tea", "downloadable") == YesNo(yes=True)
    assert value(store, "cup", "virtual") == NotStated()


def test_a_grouped_product_is_kept_without_a_price_and_not_compared(store: Store):
    done = taken_in(store, records_table([row("tea"), row("cup"), row("set", Type="grouped")]))
    assert product(store, "set").private
    comparison = store.get("acme", "comparison", done.comparisons[0].key)
    assert comparison is not None
    assert [tier.product for tier in comparison.record.tiers] == ["tea", "cup"]


def test_a_product_sold_elsewhere_keeps_its_address(store: Store):
    outside = {"Type": "external", "External URL": "https://shop.example/tea?a=1"}
    taken_in(store, records_table([row("tea", **outside), row("cup", **{"External URL": "javascript:1"})]))
    assert product(store, "tea").offer == "https://shop.example/tea?a=1"
    assert product(store, "cup").offer is None


def test_a_subscription_is_paid_in_its_rhythm(store: Store):
    meta = {"Meta: _subscription_period": "month", "Meta: _subscription_period_interval": "3"}
    taken_in(store, records_table([row("tea", Type="subscription", **meta), row("cup")]))
    assert [price.interval for price in product(store, "tea").prices] == ["3-month"]


@pytest.mark.parametrize(
    ("stock", "expected"),
    [
        ({"In stock?": "0"}, Stock(state="sold_out")),
        ({"In stock?": "1", "Stock": "12"}, Stock(left=12)),
        ({"In stock?": "backorder", "Stock": ""}, Stock()),
        ({"In stock?": "1", "Stock": "-2"}, Stock()),
    ],
)
def test_stock_is_what_the_file_says(store: Store, stock: dict[str, str], expected: Stock):
    taken_in(store, records_table([row("tea", **stock), row("cup")]))
    assert product(store, "tea").stock == expected


def test_stock_that_has_changed_is_written_and_what_only_the_merchant_knows_stays(store: Store):
    taken_in(store, records_table([row("tea"), row("cup")]))
    stored = product(store, "tea")
    answer = store.save("acme", stored, expected=None, by="merchant")
    done = taken_in(store, records_table([row("tea", **{"In stock?": "0"}), row("cup")]))
    assert (answer, done.differences["product"].changed) == (1, 1)
    assert product(store, "tea").stock == Stock(state="sold_out")


def test_commas_are_escaped_and_formulas_disarmed_as_the_exporter_does_it(store: Store):
    odd = {
        "Name": "'=Tea",
        "Attribute 1 name": "Notes",
        "Attribute 1 value(s)": r"Dark\, sweet, Mild, Old\\, wise",
        "Description": r"One\nTwo \\n",
    }
    taken_in(store, records_table([row("tea", **odd), row("cup")]))
    assert product(store, "tea").name == {"en": "=Tea"}
    assert value(store, "tea", "notes") == Listing(
        items=({"en": "Dark, sweet"}, {"en": "Mild"}, {"en": "Old, wise"})
    )
    assert product(store, "tea").description == {"en": "One\nTwo \\n"}


def test_the_first_category_decides_and_the_others_are_a_value(store: Store):
    taken_in(store, records_table([row("tea", Categories="Drinks > Teas, Gifts"), row("cup")]))
    assert product(store, "tea").category == "teas"
    assert category(store, "teas").label == {"en": "Teas"}
    assert value(store, "tea", "categories") == Listing(items=({"en": "Drinks > Teas"}, {"en": "Gifts"}))


def test_categories_are_no_value_where_every_product_has_one(store: Store):
    taken_in(store, records_table([row("tea"), row("cup")]))
    assert product(store, "tea").cells == ()


def test_bar_codes_keep_their_zeros(store: Store):
    column = "GTIN, UPC, EAN, or ISBN"
    taken_in(store, records_table([row("tea", **{column: "0012345678905"}), row("cup")]))
    assert value(store, "tea", "gtin") == Words(text={"en": "0012345678905"})


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"Regular price": "ten"}, "Regular price"),
        ({"Regular price": "1e9"}, "Regular price"),
        ({"Regular price": "9999999999999"}, "Regular price"),
        ({"Sale price": "-4"}, "Sale price"),
        ({"Sale price": "1", "Date sale price ends": "31.31.2026"}, "Date sale price ends"),
        ({"Weight (kg)": "heavy"}, "Weight (kg)"),
        ({"SKU": "", "ID": "", "Name": ""}, "SKU"),
        ({"SKU": "cup"}, "SKU"),
        ({"Type": "variation", "Parent": "cup", "Regular price": "=1+1"}, "Regular price"),
    ],
)
def test_a_wrong_cell_is_named_by_line_and_column_and_nothing_is_stored(
    store: Store, changes: dict[str, str], column: str
):
    with pytest.raises(RefusedRows) as refused:
        taken_in(store, records_table([row("cup"), row("tea", **changes)]))
    (fault,) = refused.value.faults
    assert (fault.line, fault.path) == (3, column)
    assert store.shops() == []


def test_wrong_rows_can_be_left_out_variations_too(store: Store):
    rows = [
        row("tea"),
        row("cup", **{"Regular price": "ten"}),
        variable("tee"),
        variation("tee", "S", "5"),
        variation("tee", "L", "NaN"),
    ]
    done = taken_in(store, records_table(rows), skip_invalid=True)
    assert keys(store) == {"tea", "tee"}
    assert sorted(fault.line for fault in done.refusals) == [3, 6]
    assert done.refused == 2


@pytest.mark.parametrize(
    "raw",
    [
        b'Type,Name,Regular price,Categories,Published\nsimple,"Tea,1,2,1\n',
        b"Type,Name,Regular price,Categories,Published,NAME\nsimple,Tea,1,2,1,x\n",
        b"Type,Name,Regular price,Categories,Published\nsimple,Tea,1,2,1,9,9\n",
        b"Type,Name,Regular price,Categories,Published\nsimple,T\0ea,1,2,1\n",
    ],
)
def test_what_is_no_table_is_refused_whole(store: Store, raw: bytes):
    file = table([["x"]]).__class__(name="woo.csv", raw=raw)
    with pytest.raises((RefusedFile, RefusedRows)):
        taken_in(store, file, format="woocommerce")
    assert store.shops() == []
