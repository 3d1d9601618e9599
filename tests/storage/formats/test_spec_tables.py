"""Plain tables of products, with a mapping file and with a guess: the real ones and made-up ones."""

import csv
import gzip
import io
import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from builders_goods import amounts, amounts_in, category, keys, notes, plain_rows, product, value
from builders_mappings import CARS, CPU, DIAMONDS, MEMORY, PARTS, mapping_file
from builders_tables import real_file, records_table, table, taken_in

from comparison.core.catalogue import Cell, Product, Stock
from comparison.core.errors import RefusedFile, RefusedRows
from comparison.core.values import Listing, NotStated, Number, Words, YesNo
from comparison.storage.formats.reading import SourceFile
from comparison.storage.formats.registry import format_of
from comparison.storage.store import Store

PLACE = "spec-tables/pc-parts"
# Thousands of rows, three times over.
LARGE = {"headphones.csv", "memory.csv", "monitor.csv", "cpu.json"}
TABLES = [pytest.param(name, marks=pytest.mark.slow) if name in LARGE else name for name in PARTS]
_MARKS = {ord(mark): None for mark in "\u061c\u200e\u200f"}


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows by Python's own readers; a JSON list has the cells that its table would have."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", newline="") as packed:
            return list(csv.DictReader(packed))
    if path.suffix == ".json":
        items = json.loads(path.read_text("utf-8"), parse_float=str, parse_int=str)
        return [{name: cell_of(cell) for name, cell in item.items()} for item in items]
    return plain_rows(path)


def cell_of(cell: Any) -> str:
    if isinstance(cell, list):
        return ",".join(map(cell_of, cell))
    return "" if cell is None else cell if isinstance(cell, str) else str(cell).lower()


def products(store: Store) -> Iterator[Product]:
    for stored in store.scan("acme", "product"):
        assert isinstance(stored.record, Product)
        yield stored.record


def cells(one: Product) -> dict[str, Cell]:
    return {cell.feature: cell for cell in one.cells}


@pytest.mark.parametrize("name", TABLES)
def test_every_row_of_a_real_table_is_a_product_with_its_price_and_a_second_import_changes_nothing(
    store: Store, name: str
):
    path = real_file(f"{PLACE}/{name}")
    rows = rows_of(path)
    done = taken_in(store, path, mapping=mapping_file(PARTS[name]))
    found = [(one.name["en"], [amounts_in(price) for price in one.prices]) for one in products(store)]
    expected = Counter(
        (line["name"].translate(_MARKS), str(Decimal(line["price"])) if line["price"] else "")
        for line in rows
    )
    assert done.counts["product"] == len(rows)
    assert Counter((label, prices[0][0] if prices else "") for label, prices in found) == expected
    assert notes(done)["without_price"] == sum(not line["price"] for line in rows)
    assert taken_in(store, path, mapping=mapping_file(PARTS[name])).changed == 0


@pytest.mark.parametrize("name", TABLES)
def test_a_real_table_reads_without_a_mapping_too(store: Store, name: str):
    path = real_file(f"{PLACE}/{name}")
    done = taken_in(store, path)
    rows = rows_of(path)
    assert (done.format, done.counts["product"]) == ("spec-table", len(rows))
    stated = Counter(
        cell.feature for one in products(store) for cell in one.cells if cell.value != NotStated()
    )
    expected = Counter(
        column.replace("_", "-")
        for line in rows
        for column, cell in line.items()
        if cell and column not in {"name", "price"}
    )
    assert stated == expected


def test_the_same_table_as_json_reads_the_same(store: Store):
    as_csv, as_json = (real_file(f"{PLACE}/cpu.{end}") for end in ("csv", "json"))
    taken_in(store, as_csv, mapping=mapping_file(CPU))
    assert taken_in(store, as_json, mapping=mapping_file(CPU)).changed == 0


def test_every_number_of_the_real_processors_is_there_with_its_unit(store: Store):
    path = real_file(f"{PLACE}/cpu.csv")
    taken_in(store, path, mapping=mapping_file(CPU))
    columns = {"core_count": ("cores", None), "core_clock": ("clock", "ghz"), "tdp": ("heat", "w")}
    for column, (feature, unit) in columns.items():
        found = Counter(
            (stated.amount, stated.unit)
            for one in products(store)
            if isinstance(stated := cells(one)[feature].value, Number)
        )
        expected = Counter((str(Decimal(line[column])), unit) for line in rows_of(path) if line[column])
        assert found == expected
    heat = next(one for one in category(store, "processors").features if one.key == "heat")
    assert (heat.direction, heat.unit, heat.help) == (
        "lower",
        "w",
        {"en": "What its cooler must carry away."},
    )
    cores = next(one for one in category(store, "processors").features if one.key == "cores")
    assert cores.label == {"en": "Cores", "ko": "코어 수"}


@pytest.mark.slow
def test_pairs_of_the_real_memory_are_a_type_a_speed_and_a_total(store: Store):
    path = real_file(f"{PLACE}/memory.csv")
    taken_in(store, path, mapping=mapping_file(MEMORY))
    whole = [line for line in rows_of(path) if line["speed"].count(",") == 1]
    expected = Counter((f"DDR{line['speed'].split(',')[0]}", line["speed"].split(",")[1]) for line in whole)
    sizes = Counter(tuple(map(int, line["modules"].split(","))) for line in rows_of(path))
    said = [cells(one) for one in products(store)]
    found = Counter(
        (one["type"].value.text["en"], one["speed"].value.amount)
        for one in said
        if isinstance(one["type"].value, Words) and isinstance(one["speed"].value, Number)
    )
    totals = Counter(
        (one["size"].value.amount, one["size"].value.unit, (one["size"].note or {})["en"])
        for one in said
        if isinstance(one["size"].value, Number)
    )
    assert found == expected
    assert totals == Counter(
        {(str(count * each), "gb", f"{count} × {each} GB"): number for (count, each), number in sizes.items()}
    )
    assert len(said) == len(rows_of(path))
    short = [one for one in said if one["speed"].value == NotStated()]
    assert len(short) == len(rows_of(path)) - len(whole)
    assert all(one["speed"].note for one in short)


def test_pairs_of_the_real_headphones_are_two_rows(store: Store):
    path = real_file(f"{PLACE}/headphones.csv")
    taken_in(store, path, mapping=mapping_file(PARTS["headphones.csv"]))
    rows = rows_of(path)
    stated = [line["frequency_response"].split(",") for line in rows if line["frequency_response"]]
    lowest = Counter(
        found.amount
        for one in products(store)
        if isinstance(found := cells(one)["lowest-frequency"].value, Number)
    )
    assert lowest == Counter(str(Decimal(low)) for low, _ in stated)
    wireless = Counter(cells(one)["wireless"].value == YesNo(yes=True) for one in products(store))
    assert wireless[True] == sum(line["wireless"] == "true" for line in rows)


def test_the_real_cars_are_named_by_three_columns(store: Store):
    path = real_file("spec-tables/gtcars.csv")
    rows = rows_of(path)
    taken_in(store, path, mapping=mapping_file(CARS))
    found = Counter((one.name["en"], *amounts_in(one.prices[0])) for one in products(store))
    assert found == Counter(
        (f"{line['mfr']} {line['model']} {line['trim']}", str(Decimal(line["msrp"]))) for line in rows
    )
    missing = sum(cells(one)["in-town"].value == NotStated() for one in products(store))
    assert missing == sum(not line["mpg_c"] for line in rows)
    assert taken_in(store, path, mapping=mapping_file(CARS)).changed == 0


def test_the_real_cars_read_without_a_mapping_too(store: Store):
    path = real_file("spec-tables/gtcars.csv")
    done = taken_in(store, path)
    assert done.notes[0].arguments == {"name": "mfr + model + trim", "price": "msrp"}
    assert done.counts["product"] == len(rows_of(path))


def test_the_real_diamonds_have_no_name_and_are_refused_for_that(store: Store):
    path = real_file("spec-tables/diamonds.csv.gz")
    with pytest.raises(RefusedFile) as refused:
        taken_in(store, path)
    assert refused.value.reason.key == "import.reason.no_name_column"
    assert "carat" in refused.value.accepted.arguments["columns"]


@pytest.mark.slow
def test_every_real_diamond_is_there_where_a_mapping_says_what_its_name_is(store: Store):
    path = real_file("spec-tables/diamonds.csv.gz")
    done = taken_in(store, path, mapping=mapping_file(DIAMONDS))
    rows = rows_of(path)
    assert done.counts["product"] == len(rows)
    found = Counter(amount for one in products(store) for price in one.prices for amount in amounts_in(price))
    assert found == Counter(line["price"] for line in rows)


def test_a_cell_with_too_few_parts_states_nothing_and_is_kept_as_a_note(store: Store):
    mapping = mapping_file('name: name\ncolumns: {speed: {split: ",", part: 2, unit: mhz}}\n')
    done = taken_in(store, goods({"speed": "5,6000"}, {"speed": "400"}), mapping=mapping, market="US")
    assert value(store, "p1", "speed").amount == "6000"
    short = cells(product(store, "p2"))["speed"]
    assert (short.value, short.note) == (NotStated(), {"en": "400"})
    assert notes(done)["too_few_parts"] == 1


def goods(*rows: dict[str, str], name: str = "goods.csv") -> SourceFile:
    return records_table([{"name": f"P{number}"} | line for number, line in enumerate(rows, 1)], name=name)


def test_rows_that_move_and_prices_that_change_keep_their_keys(store: Store):
    first = [
        {"name": "Drive", "price": "10", "size": "500"},
        {"name": "Drive", "price": "12", "size": "1000"},
        {"name": "Stick", "price": "5", "size": "64"},
    ]
    taken_in(store, goods(*first))
    before = keys(store)
    dearer = [line | {"price": "99"} for line in reversed(first)]
    done = taken_in(store, goods(*dearer))
    assert keys(store) == before
    assert "stick" in before
    assert (done.differences["product"].new, done.differences["product"].changed) == (0, 3)


def test_rows_that_are_the_same_in_all_they_say_are_products_of_their_own(store: Store):
    line = {"name": "Drive", "price": "10", "size": "500"}
    done = taken_in(store, goods(line, line, line))
    assert done.counts["product"] == len(keys(store)) == 3
    assert taken_in(store, goods(line, line, line)).changed == 0


def test_korean_names_have_keys_that_stay(store: Store):
    rows = [{"name": "하늬 청정기", "price": "1"}, {"name": "가을 청정기", "price": "2"}]
    taken_in(store, goods(*rows), currency="KRW", language="ko")
    before = keys(store)
    assert (
        taken_in(store, goods(*reversed(rows)), currency="KRW", language="ko").differences["product"].new == 0
    )
    assert keys(store) == before


def test_a_column_of_keys_tells_rows_apart_and_a_second_one_of_a_key_is_refused(store: Store):
    mapping = mapping_file("name: name\nkey: code\n")
    rows = [{"name": "A", "code": "X 1"}, {"name": "A", "code": "X 2"}]
    taken_in(store, goods(*rows), mapping=mapping, market="US")
    assert keys(store) == {"x-1", "x-2"}
    with pytest.raises(RefusedRows) as refused:
        taken_in(store, goods(*rows, {"name": "B", "code": "X 1"}), mapping=mapping, market="US")
    assert [(fault.line, fault.path) for fault in refused.value.faults] == [(4, "code")]


@pytest.mark.parametrize(
    ("price", "amount"),
    [
        ("12.50", "12.5"),
        ("$1,299.00", "1299"),
        ("1 299 USD", "1299"),
        ("USD 12", "12"),
        ("12,5", "12.5"),
    ],
)
def test_prices_are_read_in_the_forms_that_people_write(store: Store, price: str, amount: str):
    taken_in(store, goods({"price": price}, {"price": ""}))
    assert amounts(store, "p1") == [amount]
    assert product(store, "p2").prices == ()


def test_german_prices_have_points_between_thousands(store: Store):
    rows = [{"preis": "1.299", "gewicht": "2,5 kg"}, {"preis": "12,50 €", "gewicht": "1.500,5 g"}]
    taken_in(store, goods(*rows), currency="EUR", mapping=mapping_file("name: name\nprice: preis\n"))
    assert (amounts(store, "p1"), amounts(store, "p2")) == (["1299"], ["12.5"])
    assert [(one.amount, one.unit) for one in (value(store, key, "gewicht") for key in ("p1", "p2"))] == [
        ("2.5", "kg"),
        ("1500.5", "g"),
    ]


def test_a_price_of_nothing_is_free_unless_the_mapping_says_that_nobody_knows(store: Store):
    rows = ({"price": "0"}, {"price": "4"})
    taken_in(store, goods(*rows))
    assert amounts(store, "p1") == ["0"]
    taken_in(store, goods(*rows), mapping=mapping_file("name: name\nprice: price\nzero_price: not_stated\n"))
    assert product(store, "p1").prices == ()


def test_a_price_in_another_currency_than_the_wished_one_is_refused(store: Store):
    with pytest.raises(RefusedFile) as refused:
        taken_in(store, goods({"price": "12 EUR"}, {"price": "4 EUR"}), currency="USD")
    assert refused.value.reason.key == "import.reason.other_currency"


def test_a_table_without_prices_needs_a_market_only(store: Store):
    done = taken_in(store, goods({"size": "1"}, {"size": "2"}), currency=None, market="DE")
    assert done.counts["product"] == 2


def test_units_stand_in_headers_and_in_cells(store: Store):
    rows = [
        {"Weight (kg)": "2.9", "Height": "13 inch", "Volume [l]": "1.5", "capacity_gb": "500"},
        {"Weight (kg)": "3", "Height": '12"', "Volume [l]": "2", "capacity_gb": "1000"},
    ]
    taken_in(store, goods(*rows), market="US")
    said = {one: value(store, "p1", one) for one in ("weight", "height", "volume", "capacity")}
    assert {name: (one.amount, one.unit) for name, one in said.items()} == {
        "weight": ("2.9", "kg"),
        "height": ("13", "in"),
        "volume": ("1.5", "l"),
        "capacity": ("500", "gb"),
    }


def test_a_unit_that_no_catalogue_knows_is_counted(store: Store):
    taken_in(store, goods({"speed": "7200 rpm"}, {"speed": "5400 rpm"}), market="US")
    assert value(store, "p1", "speed") == Number(amount="7200", unit="rpm")


@pytest.mark.parametrize(("direction", "amount"), [("higher", "10"), ("lower", "12"), ("none", "10")])
def test_a_range_is_the_end_that_promises_less_with_the_range_under_it(
    store: Store, direction: str, amount: str
):
    mapping = mapping_file(
        f"name: name\ncolumns:\n  life: {{kind: number, unit: h, direction: {direction}}}\n"
    )
    taken_in(store, goods({"life": "10–12 h"}, {"life": "9"}), mapping=mapping, market="US")
    cell = cells(product(store, "p1"))["life"]
    assert isinstance(cell.value, Number)
    assert (cell.value.amount, cell.value.unit, cell.note) == (amount, "h", {"en": "10–12 h"})


def test_a_product_in_a_cell_is_its_total_with_itself_under_it(store: Store):
    taken_in(store, goods({"memory": "2 × 16 GB"}, {"memory": "8 GB"}), market="US")
    cell = cells(product(store, "p1"))["memory"]
    assert isinstance(cell.value, Number)
    assert (cell.value.amount, cell.value.unit, cell.note) == ("32", "gb", {"en": "2 × 16 GB"})


@pytest.mark.parametrize(
    "cells_of", [("16:9", "4:3"), ("0012", "0013"), ("2560 x 1440", "1 x 2"), ("4k", "8k")]
)
def test_what_only_looks_like_a_number_stays_as_it_is_written(store: Store, cells_of: tuple[str, str]):
    taken_in(store, goods(*({"what": one} for one in cells_of)), market="US")
    assert value(store, "p1", "what") == Words(text={"en": cells_of[0]})


def test_a_column_is_a_number_only_if_every_cell_of_it_is(store: Store):
    taken_in(store, goods({"size": "10"}, {"size": "large"}, {"size": "-"}), market="US")
    assert value(store, "p1", "size") == Words(text={"en": "10"})
    assert value(store, "p3", "size") == NotStated()


def test_a_year_is_a_name_of_its_own_and_no_number(store: Store):
    rows = [{"Year": "2017", "연식": "2015"}, {"Year": "2018", "연식": "2016"}]
    taken_in(store, goods(*rows), market="US")
    assert [cell.value for cell in product(store, "p1").cells] == [
        Words(text={"en": "2017"}),
        Words(text={"en": "2015"}),
    ]


def test_words_for_yes_no_and_not_known_can_be_added(store: Store):
    mapping = mapping_file(
        "name: name\nyes: [vorhanden]\n'no': [fehlt]\nmissing: [unbekannt]\ncolumns: {fan: {kind: yes_no}}\n"
    )
    rows = [{"fan": one} for one in ("Vorhanden", "fehlt", "unbekannt", "yes", "없음")]
    taken_in(store, goods(*rows), mapping=mapping, market="DE")
    found = [value(store, f"p{number}", "fan") for number in range(1, 6)]
    assert found == [YesNo(yes=True), YesNo(yes=False), NotStated(), YesNo(yes=True), YesNo(yes=False)]


def test_lists_are_found_out_by_what_recurs_in_them(store: Store):
    rows = [{"ports": one} for one in ("HDMI, USB", "USB", "USB, HDMI, DP", "DP")]
    taken_in(store, goods(*rows), market="US")
    assert value(store, "p1", "ports") == Listing(items=({"en": "HDMI"}, {"en": "USB"}))
    assert value(store, "p2", "ports") == Listing(items=({"en": "USB"},))


def test_places_of_their_own_are_found_by_their_names(store: Store):
    rows = [
        {
            "SKU": "0012",
            "Category": "Pots",
            "URL": "https://shop.example/1",
            "Stock": "0",
            "Description": "a",
        },
        {
            "SKU": "0013",
            "Category": "Pans",
            "URL": "https://shop.example/2",
            "Stock": "7",
            "Description": "b",
        },
    ]
    taken_in(store, goods(*rows), market="US")
    one = product(store, "0012")
    assert (one.sku, one.category, one.offer) == ("0012", "pots", "https://shop.example/1")
    assert (one.stock, one.description, one.cells) == (Stock(state="sold_out"), {"en": "a"}, ())
    assert product(store, "0013").stock == Stock(left=7)


def test_what_a_mapping_does_not_name_is_guessed_or_left_out(store: Store):
    rows = ({"size": "1", "colour": "red"}, {"size": "2", "colour": "blue"})
    taken_in(
        store, goods(*rows), mapping=mapping_file("name: name\ncolumns: {size: {unit: cm}}\n"), market="US"
    )
    assert [cell.feature for cell in product(store, "p1").cells] == ["size", "colour"]
    only = mapping_file("name: name\nothers: ignore\ncolumns: {size: {unit: cm}}\n")
    taken_in(store, goods(*rows), mapping=only, market="US")
    assert [cell.feature for cell in product(store, "p1").cells] == ["size"]


def test_two_columns_of_one_label_are_both_there(store: Store):
    rows = ({"Weight (kg)": "1", "Weight (lb)": "2"}, {"Weight (kg)": "3", "Weight (lb)": "4"})
    taken_in(store, goods(*rows), market="US")
    labels = [one.label["en"] for one in category(store, "goods").features]
    assert labels == ["Weight", "Weight (lb)"]


def test_a_spreadsheet_is_a_table_too(store: Store):
    book = openpyxl.Workbook()
    for line in (["Name", "Price", "Weight (kg)"], ["Tea", 12.5, 2], ["Cup", None, 0.25]):
        book.active.append(line)
    raw = io.BytesIO()
    book.save(raw)
    taken_in(store, SourceFile(name="goods.xlsx", raw=raw.getvalue()))
    assert amounts(store, "tea") == ["12.5"]
    assert value(store, "cup", "weight").amount == "0.25"


@pytest.mark.parametrize(
    ("mapping", "rows", "place"),
    [
        ("columns: {size: {kind: number}}", {"size": "large"}, (2, "size")),
        ("columns: {size: {kind: yes_no}}", {"size": "large"}, (2, "size")),
        ("columns: {size: {kind: number}}", {"size": "1e400"}, (2, "size")),
        ("columns: {size: {kind: number}}", {"size": "9999999999999"}, (2, "size")),
        ('columns: {size: {split: ",", total: true}}', {"size": "1,x"}, (2, "size")),
        ("price: size", {"size": "=1+1"}, (2, "size")),
        ("price: size", {"size": "-4"}, (2, "size")),
        ("stock: size", {"size": "soon"}, (2, "size")),
        ("key: size", {"size": ""}, (2, "size")),
        ("others: guess", {"name": "", "size": "1"}, (2, "name")),
    ],
)
def test_a_cell_that_does_not_fit_is_named_and_its_row_can_be_left_out(
    store: Store, mapping: str, rows: dict[str, str], place: tuple[int, str]
):
    good = {"size": "yes" if "yes_no" in mapping else "1,2" if "split" in mapping else "1"}
    more = good if "key" not in mapping else {"size": "2"}
    file = goods(rows, good, more)
    given = {"mapping": mapping_file(f"name: name\n{mapping}\n"), "market": "US"}
    with pytest.raises(RefusedRows) as refused:
        taken_in(store, file, **given)
    assert [(fault.line, fault.path) for fault in refused.value.faults] == [place]
    assert store.shops() == []
    done = taken_in(store, file, skip_invalid=True, **given)
    assert (done.counts["product"], done.refused) == (2, 1)


@pytest.mark.parametrize(
    "raw",
    [
        b'[{"name": "a"}, 3]',
        b'[{"name": {"deep": 1}}]',
        b'[{"name": "a"',
        b'[{"name": "a", "name": "b"}]',
        b'[{"name": "' + b"x" * 300_000 + b'"}]',
    ],
)
def test_a_list_that_is_no_table_is_refused(store: Store, raw: bytes):
    with pytest.raises((RefusedFile, RefusedRows)):
        taken_in(store, SourceFile(name="a.json", raw=raw))
    assert store.shops() == []


def test_any_table_is_one_where_nothing_else_knows_it():
    assert format_of(table([["Name", "Price"], ["Tea", "3"]])).name == "spec-table"
    assert format_of(SourceFile(name="a.json", raw=b'[{"name": "a"}]')).name == "spec-table"
    for raw in (b"only words\nand more\n", b"", b"\x00\xff"):
        with pytest.raises(RefusedFile):
            format_of(SourceFile(name="a.csv", raw=raw))
