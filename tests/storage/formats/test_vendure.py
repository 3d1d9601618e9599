"""Vendure's product table: rows without a name go on with the product before them."""

from decimal import Decimal

import pytest
from builders_goods import amounts, category, choices, keys, notes, plain_rows, product, value
from builders_tables import real_file, records_table, taken_in

from comparison.core.catalogue import Stock
from comparison.core.errors import RefusedFile, RefusedRows
from comparison.core.values import Listing, NotStated, Words
from comparison.storage.formats.reading import SourceFile
from comparison.storage.formats.registry import format_of
from comparison.storage.store import Store

REAL = "shop-exports/vendure/products.csv"


def row(name: str, **changes: str) -> dict[str, str]:
    usual = {
        "name": name,
        "slug": name.lower(),
        "description": "",
        "facets": "category:Teas|brand:Hanui" if name else "",
        "optionGroups": "",
        "optionValues": "",
        "sku": f"S-{name}",
        "price": "10.50",
        "taxCategory": "standard",
        "stockOnHand": "100",
        "trackInventory": "",
    }
    return usual | changes


def bare(path: str) -> list[dict[str, str]]:
    """The rows of the real table, which pads its cells with spaces."""
    return [
        {name.strip(): (cell or "").strip() for name, cell in line.items() if name}
        for line in plain_rows(real_file(path))
    ]


def products(rows: list[dict[str, str]]) -> list[list[dict[str, str]]]:
    """The rows of each product."""
    found: list[list[dict[str, str]]] = []
    for line in rows:
        if line["name"]:
            found.append([])
        found[-1].append(line)
    return found


def test_every_named_row_of_the_real_table_begins_a_product(store: Store):
    rows = bare(REAL)
    done = taken_in(store, real_file(REAL))
    found = {stored.record.source_key: stored.record.name["en"] for stored in store.scan("acme", "product")}
    assert done.format == "vendure"
    assert found == {line["slug"]: line["name"] for line in rows if line["name"]}


def test_every_variant_of_the_real_table_is_a_choice_or_the_one_price_of_all(store: Store):
    taken_in(store, real_file(REAL))
    for variants in products(bare(REAL)):
        expected = [Decimal(line["price"]) for line in variants]
        (price,) = product(store, variants[0]["slug"]).prices
        found = [Decimal(component.amount.value) for component in price.components]
        assert found == (expected if len(set(expected)) > 1 else expected[:1])


def test_every_facet_and_option_of_the_real_table_is_a_value(store: Store):
    taken_in(store, real_file(REAL))
    for variants in products(bare(REAL)):
        facets = [facet.partition(":")[::2] for facet in variants[0]["facets"].split("|") if facet]
        stated = {name for name, _ in facets if name != "category"}
        stated |= {name for name in variants[0]["optionGroups"].split("|") if name}
        cells = product(store, variants[0]["slug"]).cells
        found = {cell.feature for cell in cells if cell.value != NotStated()}
        assert {name.lower().replace(" ", "-") for name in stated} == found


def test_a_second_import_of_the_real_table_changes_nothing(store: Store):
    path = real_file(REAL)
    taken_in(store, path)
    assert taken_in(store, path).changed == 0


def test_variants_are_labelled_by_their_options(store: Store):
    first = row("Laptop", optionGroups="screen size|RAM", optionValues="13 inch|8GB")
    second = row("", optionValues="15 inch|8GB", price="12", facets="", slug="")
    taken_in(store, records_table([first, second, row("Cup")]))
    assert choices(store, "laptop") == {"13 inch / 8GB": "10.5", "15 inch / 8GB": "12"}
    assert value(store, "laptop", "screen-size") == Listing(items=({"en": "13 inch"}, {"en": "15 inch"}))
    assert value(store, "laptop", "ram") == Words(text={"en": "8GB"})


def test_the_facets_of_variants_are_values_of_their_product(store: Store):
    first = row("Shirt", optionGroups="size", optionValues="S", variantFacets="colour:red")
    second = row("", optionValues="L", price="12", facets="", variantFacets="colour:blue|brand:Hanui")
    taken_in(store, records_table([first, second, row("Cup")]))
    assert value(store, "shirt", "colour") == Listing(items=({"en": "red"}, {"en": "blue"}))
    assert value(store, "shirt", "brand") == Words(text={"en": "Hanui"})


def test_categories_go_from_the_outside_in(store: Store):
    facets = "category:Electronics|category:Computers|brand:Hanui"
    taken_in(store, records_table([row("Laptop", facets=facets), row("Tablet", facets=facets)]))
    assert category(store, "computers").label == {"en": "Computers"}


def test_variants_that_cost_the_same_are_one_price(store: Store):
    rows = [row("Mug", optionGroups="size", optionValues="S"), row("", optionValues="L"), row("Cup")]
    taken_in(store, records_table(rows))
    assert amounts(store, "mug") == ["10.5"]


@pytest.mark.parametrize(
    ("left", "tracked", "state"),
    [
        ("0", "true", "sold_out"),
        ("0", "", "available"),
        ("3", "true", "available"),
        ("-1", "TRUE", "sold_out"),
    ],
)
def test_stock_counts_where_it_is_tracked(store: Store, left: str, tracked: str, state: str):
    taken_in(store, records_table([row("Mug", stockOnHand=left, trackInventory=tracked), row("Cup")]))
    assert product(store, "mug").stock == Stock(state=state)  # type: ignore[arg-type]


def test_a_product_that_is_switched_off_is_private(store: Store):
    taken_in(store, records_table([row("Mug", enabled="false"), row("Cup", enabled="true")]))
    assert [product(store, key).private for key in ("mug", "cup")] == [True, False]


def test_pictures_are_left_out_and_named(store: Store):
    done = taken_in(store, records_table([row("Mug", assets="mug.jpg", variantAssets=""), row("Cup")]))
    assert notes(done)["columns_left_out"] == 1


def test_of_columns_in_several_languages_the_wished_one_is_read(store: Store):
    """As newer tables write them: name:en, name:de."""
    plain = {name: cell for name, cell in row("Mug").items() if name not in {"name", "slug"}}
    rows = [plain | {"name:en": name, "name:de": f"{name} (de)", "slug:en": name} for name in ("Mug", "Cup")]
    done = taken_in(store, records_table(rows), language="de")
    assert product(store, "mug").name == {"de": "Mug (de)"}
    assert done.notes[0].arguments["names"] == ("name:en",)


def test_custom_fields_are_values(store: Store):
    rows = [row("Mug", **{"product:material": "Clay", "variant:volume": "3 dl"}), row("Cup")]
    taken_in(store, records_table(rows))
    assert value(store, "mug", "material") == Words(text={"en": "Clay"})
    assert value(store, "mug", "volume") == Words(text={"en": "3 dl"})


def test_a_variant_without_a_price_is_no_choice_and_no_price_of_nothing(store: Store):
    done = taken_in(store, records_table([row("Mug", price=""), row("Cup")]))
    assert product(store, "mug").prices == ()
    assert notes(done)["without_price"] == 1


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([row("Mug", price="ten")], (2, "price")),
        ([row("Mug"), row("", price="1e99")], (3, "price")),
        ([row("Mug", stockOnHand="many", trackInventory="true")], (2, "stockOnHand")),
        ([row("Mug"), row("Cup", slug="mug")], (3, "slug")),
        ([row("", slug="")], (2, "slug")),
    ],
)
def test_a_wrong_cell_is_named_by_line_and_column_and_nothing_is_stored(
    store: Store, rows: list[dict[str, str]], fault: tuple[int, str]
):
    with pytest.raises(RefusedRows) as refused:
        taken_in(store, records_table(rows))
    assert [(one.line, one.path) for one in refused.value.faults] == [fault]
    assert store.shops() == []


def test_a_wrong_product_can_be_left_out(store: Store):
    done = taken_in(store, records_table([row("Mug"), row("Pot", price="?"), row("Cup")]), skip_invalid=True)
    assert (keys(store), done.refused) == ({"mug", "cup"}, 1)


def test_a_cell_that_is_never_closed_is_refused(store: Store):
    raw = b'name,slug,facets,optionGroups,optionValues,price\nMug,mug,,,,"3\n'
    with pytest.raises((RefusedFile, RefusedRows)):
        taken_in(store, SourceFile(name="v.csv", raw=raw))
    assert store.shops() == []


def test_the_columns_tell_the_format():
    assert format_of(records_table([row("Mug")])).name == "vendure"
