"""CSV and XLSX: a shop as a table that no spreadsheet runs, and that reads back by its own mapping."""

import csv
import io
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from builders_exports import DEMO, HOSTILE, TODAY, Nowhere, demo, every_market, export, hostile_shop, take_in
from builders_store import category, comparison, feature, fill, price, product, shop
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from comparison.core.catalogue import AddOn, Cell, Feature, Product
from comparison.core.pricing.amounts import Flat, PerUnit, Unknown
from comparison.core.pricing.model import Component, Once
from comparison.core.values import Extra, Listing, NotApplicable, NotStated, Number, Unlimited, Words, YesNo
from comparison.storage.formats import exporting_xlsx
from comparison.storage.formats.exporting import export_shop
from comparison.storage.formats.native import exported
from comparison.storage.formats.outgoing import ExportWishes, outgoing
from comparison.storage.formats.outgoing_tables import safe
from comparison.storage.formats.reading import SourceFile
from comparison.storage.opening import open_store
from comparison.storage.store import Store

FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def rows_of(store: Store, **wishes: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export(store, "csv", **wishes).text, newline="")))


def sheet_of(store: Store) -> Any:
    return load_workbook(io.BytesIO(export(store, "xlsx").raw)).worksheets[0]


def test_a_table_begins_with_a_byte_order_mark_unless_it_is_not_wanted(store: Store) -> None:
    hostile_shop(store)
    assert export(store, "csv").raw.startswith(b"\xef\xbb\xbfkey,name,")
    assert export(store, "csv", byte_order_mark=False).raw.startswith(b"key,name,")


def test_every_row_ends_as_a_spreadsheet_ends_it(store: Store) -> None:
    hostile_shop(store, ["plain", "also plain"])
    assert export(store, "csv").raw.count(b"\r\n") == 3


def test_no_cell_of_a_table_is_a_formula(store: Store) -> None:
    hostile_shop(store)
    for row in csv.reader(io.StringIO(export(store, "csv").text, newline="")):
        assert [cell for cell in row if cell.startswith(FORMULA) and cell != "-40"] == []


def test_no_cell_of_a_spreadsheet_is_a_formula_or_an_error(store: Store) -> None:
    hostile_shop(store)
    cells = [cell for row in sheet_of(store).iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert [cell.value for cell in cells if cell.data_type == "s" and cell.value.startswith(FORMULA)] == []


def test_a_hostile_text_is_all_there_after_its_apostrophe(store: Store) -> None:
    hostile_shop(store)
    for text, row in zip(HOSTILE, rows_of(store), strict=True):
        guarded = f"'{text}" if text.startswith(FORMULA) else text
        assert (row["name"], row["sku"], row["description"]) == (guarded, guarded, guarded)


def test_a_hostile_text_is_all_there_in_a_spreadsheet(store: Store) -> None:
    hostile_shop(store)
    names = [row[1].value for row in sheet_of(store).iter_rows(min_row=2)]
    # XML itself makes one line end of each kind.
    assert [name.replace("\r\n", "\n").replace("\r", "\n") for name in names] == [
        safe(text).replace("\r\n", "\n").replace("\r", "\n") for text in HOSTILE
    ]


def test_a_negative_number_stays_a_number(store: Store) -> None:
    hostile_shop(store, ["one"])
    assert rows_of(store)[0]["Warm (c)"] == "-40"
    assert [cell.value for cell in sheet_of(store)[2]][-1] == -40


@pytest.mark.parametrize("text", ["-5", "-0.25"])
def test_a_text_that_is_just_a_negative_number_is_left_alone(text: str) -> None:
    assert safe(text) == text


@given(st.text())
def test_no_text_begins_as_a_formula(text: str) -> None:
    assert not safe(text).startswith(FORMULA) or safe(text).removeprefix("-").replace(".", "").isdigit()


def test_a_bar_code_keeps_its_zeros_in_a_spreadsheet(store: Store) -> None:
    hostile_shop(store, ["0012345678905"])
    assert sheet_of(store)["D2"].value == "0012345678905"


def test_a_price_is_a_number_and_the_rest_of_it_is_beside_it(store: Store) -> None:
    fill(store, [shop(), category(), product(prices=(price("8.50", tax="included"),))])
    row = rows_of(store)[0]
    told = ("market", "currency", "interval", "status", "price", "per", "tax", "further_charges")
    assert [row[name] for name in told] == ["KR", "KRW", "once", "priced", "8.50", "", "included", ""]


def with_components(*components: Component) -> Product:
    return product(prices=(price(components=components),))


def component(key: str, amount: Any, **fields: Any) -> Component:
    return Component(**{"key": key, "label": {"en": key.title()}, "kind": "base", "amount": amount, **fields})


def test_charges_beside_the_price_are_said_in_words_and_counted(store: Store) -> None:
    item = component("item", PerUnit(value="10", unit="user"))
    fee = component("fee", Flat(value="2"), kind="fee", when=Once())
    secret = component("secret", Unknown(how={"en": "nobody says"}), kind="fee")
    fill(store, [shop(), category(), with_components(item, fee, secret)])
    row = rows_of(store)[0]
    assert (row["price"], row["per"], row["further_charges"]) == ("10", "user", "Fee: 2; Secret: varies")
    assert export(store, "csv").left["charges_in_words"] == 2


def test_two_charges_for_the_thing_itself_are_not_one_price(store: Store) -> None:
    fill(
        store,
        [
            shop(),
            category(),
            with_components(component("a", Flat(value="1")), component("b", Flat(value="2"))),
        ],
    )
    assert (rows_of(store)[0]["price"], rows_of(store)[0]["further_charges"]) == ("", "A: 1; B: 2")


@pytest.mark.parametrize(
    ("fields", "amount", "words"),
    [
        ({"status": "free", "components": ()}, "0", ""),
        ({"status": "on_request", "components": (), "words": {"en": "=Ask"}}, "", "'=Ask"),
        ({"status": "range", "components": (), "low": "3", "high": "9"}, "", "3–9"),
    ],
)
def test_a_price_that_is_no_amount_says_so(
    store: Store, fields: dict[str, Any], amount: str, words: str
) -> None:
    fill(store, [shop(), category(), product(prices=(price(**fields),))])
    assert (rows_of(store)[0]["price"], rows_of(store)[0]["further_charges"]) == (amount, words)


def test_a_product_has_a_row_for_each_price_and_one_without_any(store: Store) -> None:
    twice = product("twice", prices=(price("1"), price("2", market="US", currency="USD")))
    fill(store, [shop(), category(), twice, product("none", prices=())])
    told = [(row["key"], row["market"], row["price"]) for row in rows_of(store)]
    assert told == [("none", "", ""), ("twice", "KR", "1"), ("twice", "US", "2")]
    assert [row["price"] for row in rows_of(store, market="US")] == ["", "2"]


def test_every_kind_of_value_has_its_text(store: Store) -> None:
    values = {
        "a": YesNo(yes=True),
        "b": YesNo(yes=False),
        "c": NotStated(),
        "d": NotApplicable(),
        "e": Number(amount="1.50", unit="kg"),
        "f": Number(amount="900", unit="g"),
        "g": Unlimited(),
        "h": Unlimited(fair_use=Number(amount="50", unit="kg")),
        "i": Extra(add_on="more"),
        "j": Listing(items=({"en": "a|b"}, {"en": "c"})),
        "k": Words(text={"en": "so"}),
    }
    rows = [
        feature(key, kind="number" if key in "efgh" else "text", unit="kg" if key in "efgh" else None)
        for key in values
    ]
    cells = tuple(Cell(feature=key, value=value) for key, value in values.items())
    fill(store, [shop(), category(*rows), product(cells=cells)])
    row = rows_of(store)[0]
    told = [row[f"{key.upper()} (kg)" if key in "efgh" else key.upper()] for key in values]
    assert told == [
        "yes",
        "no",
        "",
        "n/a",
        "1.50",
        "900 g",
        "unlimited",
        "unlimited (50)",
        "extra: more",
        "a\\|b | c",
        "so",
    ]


def test_rows_of_two_categories_share_a_column_only_where_they_say_the_same(store: Store) -> None:
    heavy = feature("weight", kind="number", unit="kg")
    first = category(heavy, feature("price"), *(Feature(key=key, label={"en": "Same"}) for key in "ab"))
    second = category(
        heavy, Feature(key="weight-2", kind="number", unit="g", label={"en": "Weight"}), key="fans"
    )
    fill(store, [shop(), first, second, product(), product("fan", category="fans")])
    header = export(store, "csv").text.splitlines()[0].split(",")
    assert header[header.index("checked_on") + 1 :] == [
        "Weight (kg)",
        "Price [price]",
        "Same",
        "Same [b]",
        "Weight (g)",
    ]


def test_what_a_table_cannot_hold_is_counted(store: Store) -> None:
    demo(store, "coffee")
    left = export(store, "csv", "coffee").left
    assert left == {
        "personas": 4,
        "comparisons": 1,
        "add_ons": 1,
        "languages": 1,
        "cell_notes": 8,
        "evidence": 11,
        "charges_in_words": 6,
        "discounts": 3,
        "terms": 3,
    }


def test_a_full_sheet_is_followed_by_another_with_the_same_header(store: Store) -> None:
    hostile_shop(store, ["a", "b", "c"])
    target = io.BytesIO()
    leaving = outgoing(store, "acme", ExportWishes(today=TODAY), {})
    exporting_xlsx.write(leaving, target, most_rows=3)
    sheets = load_workbook(target).worksheets
    assert [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in sheets] == [
        ["key", "p00", "p01"],
        ["key", "p02"],
    ]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("name", DEMO)
def test_a_table_reads_back_by_its_own_mapping(store: Store, tmp_path: Path, form: str, name: str) -> None:
    before = demo(store, name)
    mapping, table = export(store, "mapping", name), export(store, form, name)
    language = before.shop.languages[0] if before.shop else ""
    again = read_back(tmp_path, table.raw, mapping.raw, f"{name}.{form}", language)
    assert [one.key for one in again.products] == [one.key for one in before.products]
    for old, new in zip(before.products, again.products, strict=True):
        assert (new.name[language], new.offer, new.stock.state) == (
            old.name[language],
            old.offer,
            old.stock.state,
        )
        assert _values(new, language) == _values(old, language)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_row_whose_name_begins_as_a_formula_reads_back_too(store: Store, tmp_path: Path, form: str) -> None:
    features = "[{key: wifi, label: {en: +Wi-Fi}}, {key: low, label: {en: =low}}]"
    cells = ", ".join(f"{{feature: {key}, value: {{is: yes_no, yes: true}}}}" for key in ("wifi", "low"))
    take_in(
        store,
        f"""\
shop: {{key: acme, name: {{en: Acme}}, languages: [en], markets: [US]}}
categories: [{{key: c, label: {{en: C}}, features: {features}}}]
products:
- {{key: a, name: {{en: A}}, category: c, cells: [{cells}]}}
""".encode(),
        "shop.yaml",
    )
    mapping, table = export(store, "mapping"), export(store, form)
    again = read_back(tmp_path, table.raw, mapping.raw, f"back.{form}", "en")
    assert [(one.key, one.label["en"]) for one in again.categories[0].features] == [
        ("wifi", "+Wi-Fi"),
        ("low", "=low"),
    ]


def read_back(folder: Path, table: bytes, mapping: bytes, name: str, language: str) -> Any:
    second = open_store(f"sqlite:{folder / 'second.db'}")
    second.migrate()
    given = SourceFile(name="mapping.yaml", raw=mapping)
    wished = {"language": language, "mapping": given, "skip_invalid": True, "currency": "KRW"}
    take_in(second, table, name, **wished)
    native = exported(second, "acme")
    second.close()
    return native


def _values(one: Product, language: str) -> dict[str, object]:
    """The values that a table holds, as one language says them."""
    said: dict[str, object] = {}
    for cell in one.cells:
        value = cell.value
        if isinstance(value, Words):
            said[cell.feature] = value.text.get(language)
        elif isinstance(value, Listing):
            said[cell.feature] = sorted(item.get(language, "") for item in value.items)
        elif isinstance(value, Number):
            said[cell.feature] = (value.amount, value.unit)
        elif not isinstance(value, NotStated | NotApplicable | Extra):
            said[cell.feature] = value
    return said


def test_a_price_is_read_back_where_it_is_the_whole_price(store: Store, tmp_path: Path) -> None:
    whole = product(prices=(price("8.50", tax="included"),))
    fill(store, [shop(), category(), whole, product("b", prices=(price("9", tax="included"),)), comparison()])
    mapping = export(store, "mapping")
    again = read_back(tmp_path, export(store, "csv").raw, mapping.raw, "t.csv", "en")
    prices = {one.key: one.prices[0] for one in again.products}
    assert "unreadable_prices" not in mapping.left
    assert {(one.currency, one.interval, one.tax) for one in prices.values()} == {("KRW", "once", "included")}
    assert prices["small"].components[0].amount == Flat(value="8.5")


def test_a_price_that_is_only_part_of_what_is_paid_is_not_read_back(store: Store) -> None:
    item, fee = component("item", Flat(value="10")), component("fee", Flat(value="2"), kind="fee")
    fill(store, [shop(), category(), with_components(item, fee)])
    mapping = export(store, "mapping")
    assert mapping.left["unreadable_prices"] == 1
    assert "price:" not in mapping.text


def test_an_add_on_is_no_row(store: Store) -> None:
    fill(store, [shop(), category(), product(), AddOn(key="more", name={"en": "More"})])
    assert export(store, "csv").left["add_ons"] == 1
    assert len(rows_of(store)) == 1


@pytest.mark.parametrize("form", ["csv", "json-ld", "google-merchant", "json"])
def test_a_large_shop_is_written_in_bounded_memory(store: Store, form: str) -> None:
    prices = (price(tax="included", interval="once"),)
    records = [
        product(f"p{index:05}", offer="https://shop.example/", prices=prices) for index in range(1_200)
    ]
    fill(store, [shop(), category(), *records])
    target = Nowhere()
    wishes = ExportWishes(today=TODAY)
    tracemalloc.start()
    export_shop(store, "acme", form, wishes=wishes, markets=every_market(), target=target)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert target.count > 100_000
    # 1,200 products held would be 5 MB; a page of 200 of them is less than one.
    assert peak < 2_500_000
