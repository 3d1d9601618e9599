"""Magento's product export: packed variations and attributes, bundles, special prices, store views."""

import html
import re
from decimal import Decimal

import pytest
from builders_goods import amounts, amounts_in, choices, keys, notes, plain_rows, product, value
from builders_tables import real_file, records_table, table, taken_in
from hypothesis import given
from hypothesis import strategies as st

from comparison.core.catalogue import Stock
from comparison.core.errors import RefusedFile, RefusedRows
from comparison.core.values import Listing, NotStated, Number, Words, YesNo
from comparison.storage.formats.magento_packed import groups_of, pairs_of, values_of
from comparison.storage.formats.reading import SourceFile
from comparison.storage.formats.registry import format_of
from comparison.storage.store import Store

REAL = "shop-exports/magento/products_men.csv"


def row(sku: str, **changes: str) -> dict[str, str]:
    usual = {
        "sku": sku,
        "store_view_code": "",
        "attribute_set_code": "Top",
        "product_type": "simple",
        "categories": "Default Category/Tops",
        "name": sku.title(),
        "visibility": "Catalog, Search",
        "product_online": "1",
        "price": "52",
        "additional_attributes": "",
        "is_in_stock": "1",
    }
    return usual | changes


def part(sku: str, price: str, **changes: str) -> dict[str, str]:
    return row(sku, price=price, visibility="Not Visible Individually", **changes)


def whole(sku: str, *parts: str, **changes: str) -> dict[str, str]:
    packed = "|".join(f"sku={one},size={one[-1]}" for one in parts)
    return row(sku, product_type="configurable", configurable_variations=packed, **changes)


def bundle(sku: str, *selections: str, **changes: str) -> dict[str, str]:
    usual = {"product_type": "bundle", "bundle_price_type": "dynamic", "price": ""}
    return row(sku, **(usual | changes), bundle_values="|".join(selections))


def test_every_product_of_the_real_export_is_there_and_no_part_is_one(store: Store):
    path = real_file(REAL)
    rows = plain_rows(path)
    expected = {
        line["sku"]: html.unescape(line["name"]).strip()
        for line in rows
        if line["product_type"] == "configurable"
    }
    done = taken_in(store, path)
    found = {stored.record.source_key: stored.record.name["en"] for stored in store.scan("acme", "product")}
    assert (done.format, found) == ("magento", expected)


def test_every_part_of_the_real_export_is_a_choice_at_its_own_price(store: Store):
    path = real_file(REAL)
    rows = plain_rows(path)
    prices = {line["sku"]: Decimal(line["price"]) for line in rows}
    expected = {
        line["sku"]: {prices[found] for found in re.findall(r"sku=([^,|]+)", line["configurable_variations"])}
        for line in rows
        if line["product_type"] == "configurable"
    }
    taken_in(store, path)
    found = {
        stored.record.source_key: {
            Decimal(amount) for price in stored.record.prices for amount in amounts_in(price)
        }
        for stored in store.scan("acme", "product")
    }
    assert found == expected


def test_every_attribute_of_the_real_export_is_a_value_with_all_its_parts(store: Store):
    path = real_file(REAL)
    rows = [line for line in plain_rows(path) if line["product_type"] == "configurable"]
    expected = {line["sku"]: re.search(r"climate=([^,]*)", line["additional_attributes"]) for line in rows}
    taken_in(store, path)
    for stored in store.scan("acme", "product"):
        written = expected[stored.record.source_key or ""]
        said = next(cell.value for cell in stored.record.cells if cell.feature == "climate")
        items = said.items if isinstance(said, Listing) else (said.text,) if isinstance(said, Words) else ()
        assert written is not None
        assert [item["en"] for item in items] == list(dict.fromkeys(written[1].split("|")))


def test_every_size_and_colour_of_the_real_export_is_in_its_row(store: Store):
    path = real_file(REAL)
    rows = {line["sku"]: line for line in plain_rows(path)}
    taken_in(store, path)
    for stored in store.scan("acme", "product"):
        packed = rows[stored.record.source_key or ""]["configurable_variations"]
        for name in ("size", "color"):
            said = next(cell.value for cell in stored.record.cells if cell.feature == name)
            items = {item["en"] for item in said.items} if isinstance(said, Listing) else {said.text["en"]}  # type: ignore[union-attr]
            assert items == set(re.findall(rf"{name}=([^,|]+)", packed))


def test_a_second_import_of_the_real_export_changes_nothing(store: Store):
    path = real_file(REAL)
    taken_in(store, path)
    assert taken_in(store, path).changed == 0


@pytest.mark.parametrize(
    ("packed", "pairs"),
    [
        ("size=XS,climate=Cool|Windy", {"size": "XS", "climate": "Cool|Windy"}),
        ("material=Wool, cotton,size=S", {"material": "Wool, cotton", "size": "S"}),
        ('color=black,"features=Audio Pocket|Sleeve, 15 inches"', {"color": "black", "features": "Audio Pocket|Sleeve, 15 inches"}),
        ('color="black",features="A"|"B, c"', {"color": '"black"', "features": '"A"|"B, c"'}),
        ('screen=15" wide,size=S', {"screen": '15" wide', "size": "S"}),
        ("", {}),
        ("nonsense", {}),
    ],
)  # fmt: skip
def test_packed_pairs_are_told_apart(packed: str, pairs: dict[str, str]):
    assert pairs_of(packed) == pairs


@pytest.mark.parametrize(
    ("packed", "values"),
    [
        ("Cool|Windy", ["Cool", "Windy"]),
        ('"A"|"B, c"', ["A", "B, c"]),
        ('"15"" wide"', ['15" wide']),
        ('15"', ['15"']),
        ("&frac14; zip|LumaTech&trade;", ["¼ zip", "LumaTech™"]),
        ("|Cool||", ["Cool"]),
        ("", []),
    ],
)
def test_packed_lists_are_told_apart(packed: str, values: list[str]):
    assert values_of(packed) == values


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), st.text("abc ,|-", min_size=1)))
def test_what_is_packed_comes_out_again(pairs: dict[str, str]):
    expected = {name: value.strip() for name, value in pairs.items()}
    assert pairs_of(",".join(f"{name}={value}" for name, value in pairs.items())) == expected


def test_parts_may_stand_before_and_after_what_they_belong_to(store: Store):
    rows = [part("a-S", "5"), whole("a", "a-S", "a-L"), part("a-L", "7"), row("b")]
    taken_in(store, records_table(rows))
    assert keys(store) == {"a", "b"}
    assert choices(store, "a") == {"S": "5", "L": "7"}


def test_a_part_that_is_not_in_the_file_costs_what_its_whole_says(store: Store):
    taken_in(store, records_table([part("a-S", "5"), whole("a", "a-S", "a-L", price="9"), row("b")]))
    assert choices(store, "a") == {"S": "5", "L": "9"}


def test_a_part_that_nothing_names_is_kept_and_not_shown(store: Store):
    done = taken_in(store, records_table([row("a"), row("b"), part("c", "5")]))
    assert product(store, "c").private
    assert notes(done)["loose_parts"] == 1


def test_a_special_price_holds_in_its_window(store: Store):
    window = {"special_price_from_date": "11/20/26", "special_price_to_date": "11/30/26"}
    taken_in(store, records_table([row("a", special_price="45", **window), row("b")]))
    plain, lower = product(store, "a").prices
    assert (amounts_in(plain), amounts_in(lower)) == (["52"], ["45"])
    assert (lower.valid_from, lower.valid_to) == ("2026-11-20", "2026-11-30")


def test_a_special_price_of_parts_holds_in_its_window_too(store: Store):
    parts = [part("a-S", "5", special_price="4", special_price_to_date="2026-11-30"), part("a-L", "7")]
    taken_in(store, records_table([*parts, whole("a", "a-S", "a-L"), row("b")]))
    lower, plain = product(store, "a").prices
    assert (amounts_in(lower), lower.valid_to) == (["4", "7"], "2026-11-30")
    assert (amounts_in(plain), plain.valid_from) == (["5", "7"], "2026-12-01")


@pytest.mark.parametrize("special", ["52", "60"])
def test_a_special_price_that_is_not_lower_is_none(store: Store, special: str):
    taken_in(store, records_table([row("a", special_price=special), row("b")]))
    assert amounts(store, "a") == ["52"]


def test_a_bundle_costs_from_its_cheapest_to_its_dearest_selection(store: Store):
    selections = (
        "name=Mat,type=select,required=1,sku=b,default_qty=1.0000,price_type=fixed",
        "name=Mat,type=select,required=1,sku=c,default_qty=1.0000,price_type=fixed",
        "name=Block,type=radio,required=0,sku=d,default_qty=2.0000,price_type=fixed",
    )
    rows = [bundle("a", *selections), row("b", price="10"), row("c", price="15"), row("d", price="4")]
    taken_in(store, records_table(rows))
    (price,) = product(store, "a").prices
    assert (price.status, price.low, price.high) == ("range", "10", "23")


def test_a_reduced_bundle_costs_a_share_of_its_least(store: Store):
    rows = [bundle("a", "name=Mat,required=1,sku=b,default_qty=1", special_price="90"), row("b", price="10")]
    taken_in(store, records_table(rows))
    (price,) = product(store, "a").prices
    assert (price.low, price.high) == ("9", "10")


def test_a_bundle_with_a_fixed_price_and_no_surcharge_costs_that(store: Store):
    one = "name=Mat,required=1,sku=b,price=0.0000,default_qty=1,price_type=fixed"
    taken_in(store, records_table([bundle("a", one, bundle_price_type="fixed", price="30"), row("b")]))
    assert amounts(store, "a") == ["30"]


def test_a_bundle_whose_parts_are_unknown_has_no_price_and_not_a_price_of_nothing(store: Store):
    done = taken_in(store, records_table([bundle("a", "name=Mat,sku=gone", price="0"), row("b"), row("c")]))
    assert product(store, "a").prices == ()
    assert notes(done)["without_price"] == 1


def test_a_downloadable_and_a_virtual_product_are_products(store: Store):
    taken_in(store, records_table([row("a", product_type="downloadable"), row("b", product_type="virtual")]))
    assert value(store, "a", "downloadable") == YesNo(yes=True)
    assert amounts(store, "b") == ["52"]


def test_a_grouped_product_has_no_price_of_its_own(store: Store):
    done = taken_in(store, records_table([row("a"), row("b"), row("c", product_type="grouped", price="0")]))
    assert (product(store, "c").private, product(store, "c").prices) == (True, ())
    assert notes(done)["grouped"] == 1


def test_what_other_store_views_say_is_left_out_and_counted(store: Store):
    french = row("a", store_view_code="fr", name="Haut", price="", product_type="")
    done = taken_in(store, records_table([row("a"), french, row("b")]))
    assert product(store, "a").name == {"en": "A"}
    assert (keys(store), notes(done)["store_views"]) == ({"a", "b"}, 1)


def test_the_deepest_category_decides_and_all_are_a_value(store: Store):
    paths = "Default Category/Men/Tops/Hoodies,Default Category/Collections/Eco Friendly,Default Category"
    taken_in(store, records_table([row("a", categories=paths), row("b", categories="Hoodies \\/ more")]))
    assert product(store, "a").category == "hoodies"
    assert value(store, "a", "categories") == Listing(
        items=({"en": "Men / Tops / Hoodies"}, {"en": "Collections / Eco Friendly"})
    )
    assert product(store, "b").category == "hoodies-more"
    assert value(store, "b", "categories") == Words(text={"en": "Hoodies / more"})


def test_attributes_are_values_and_flags_that_claim_a_reduction_are_none(store: Store):
    packed = "material=Wool|Fleece,eco=Yes,sale=Yes,new=No,has_options=1,care=Cold, by hand"
    taken_in(store, records_table([row("a", additional_attributes=packed, weight="1.50"), row("b")]))
    assert {cell.feature for cell in product(store, "a").cells} == {"material", "eco", "care", "weight"}
    assert value(store, "a", "eco") == YesNo(yes=True)
    assert value(store, "a", "care") == Words(text={"en": "Cold, by hand"})
    assert value(store, "a", "weight") == Number(amount="1.5")
    assert value(store, "b", "material") == NotStated()


@pytest.mark.parametrize(
    ("changes", "state"),
    [({"is_in_stock": "0"}, "sold_out"), ({"is_in_stock": "0", "allow_backorders": "1"}, "available")],
)
def test_stock_is_what_the_file_says(store: Store, changes: dict[str, str], state: str):
    taken_in(store, records_table([row("a", **changes), row("b")]))
    assert product(store, "a").stock == Stock(state=state)  # type: ignore[arg-type]


def test_columns_without_a_place_are_named_once_if_they_hold_anything(store: Store):
    more = {"base_image": "/a.jpg", "meta_title": "", "use_config_manage_stock": "1", "qty": "100"}
    done = taken_in(store, records_table([row("a", **more), row("b", **more)]))
    assert [note.arguments["names"] for note in done.notes] == [("base_image",)]


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"price": "ten"}, "price"),
        ({"price": "1e400"}, "price"),
        ({"special_price": "1", "special_price_to_date": "soon"}, "special_price_to_date"),
        ({"weight": "1 kg"}, "weight"),
        ({"sku": ""}, "sku"),
        ({"sku": "b"}, "sku"),
    ],
)
def test_a_wrong_cell_is_named_by_line_and_column_and_nothing_is_stored(
    store: Store, changes: dict[str, str], column: str
):
    with pytest.raises(RefusedRows) as refused:
        taken_in(store, records_table([row("b"), row("a") | changes]))
    assert [(fault.line, fault.path) for fault in refused.value.faults] == [(3, column)]
    assert store.shops() == []


def test_wrong_rows_can_be_left_out_parts_too(store: Store):
    rows = [row("b"), row("c", price="ten"), whole("a", "a-S", "a-L"), part("a-S", "5"), part("a-L", "x")]
    done = taken_in(store, records_table(rows), skip_invalid=True)
    assert sorted(fault.line for fault in done.refusals) == [3, 6]
    assert keys(store) == {"a", "b"}


def test_a_file_that_breaks_off_inside_a_cell_is_refused_whole(store: Store):
    whole_text = records_table([row("a", description="one\ntwo"), row("b")]).raw
    cut = SourceFile(name="magento.csv", raw=whole_text[: whole_text.index(b"two")])
    with pytest.raises(RefusedFile):
        taken_in(store, cut)
    assert store.shops() == []


def test_the_columns_tell_the_format():
    assert format_of(records_table([row("a")])).name == "magento"
    assert (
        format_of(records_table([{name.upper(): cell for name, cell in row("a").items()}])).name == "magento"
    )
    with pytest.raises(RefusedFile):
        format_of(table([["sku", "price"], ["a", "1"]], name="a.json"))


def test_a_pair_of_variations_is_split_at_the_bar():
    assert groups_of("sku=a-S,size=S|sku=a-L,size=L") == [
        {"sku": "a-S", "size": "S"},
        {"sku": "a-L", "size": "L"},
    ]
