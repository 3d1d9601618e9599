"""Mapping files: what they may say, what is wrong with them, and how one is proposed."""

import re
from pathlib import Path

import pytest
from builders_mappings import CARS, CPU, DIAMONDS, PARTS, mapping_file
from builders_tables import real_file, records_table, taken_in

from comparison.core.errors import RefusedFile
from comparison.storage.formats.mapping import Mapping, RowMapping, read_mapping
from comparison.storage.formats.mapping_guess import heading_of
from comparison.storage.formats.mapping_text import mapping_text
from comparison.storage.formats.reading import SourceFile
from comparison.storage.formats.review_columns import ReviewColumns
from comparison.storage.formats.spec_tables import understood
from comparison.storage.store import Store


def goods(*rows: dict[str, str]) -> SourceFile:
    return records_table([{"name": f"P{number}"} | line for number, line in enumerate(rows, 1)])


def refusal(store: Store, text: str) -> RefusedFile:
    with pytest.raises(RefusedFile) as refused:
        taken_in(store, goods({"size": "1"}, {"size": "2"}), mapping=mapping_file(text), market="US")
    assert store.shops() == []
    return refused.value


@pytest.mark.parametrize("text", [*PARTS.values(), CARS, DIAMONDS])
def test_a_mapping_that_is_written_down_reads_back_the_same(text: str):
    mapping = read_mapping(mapping_file(text))
    assert read_mapping(mapping_file(mapping_text(mapping, "a.csv"))) == mapping


@pytest.mark.parametrize(
    "column", ["no", "123", "a: b", "# x", "무게 (kg)", 'say "x"', "true", "{x}", "- a", "  a", "a\tb", "~"]
)
def test_any_name_of_a_column_is_written_so_that_it_reads_back(column: str):
    mapping = Mapping(name=column, columns={column: RowMapping(label=column, text="{1}: \\ {2}", split="|")})
    assert read_mapping(mapping_file(mapping_text(mapping, "odd\nname.csv"))) == mapping


@pytest.mark.parametrize(
    "place",
    [*(f"spec-tables/pc-parts/{name}" for name in ("cpu.csv", "webcam.csv")), "spec-tables/gtcars.csv"],
)
def test_a_proposed_mapping_imports_what_the_guess_imports(store: Store, place: str):
    path = real_file(place)
    taken_in(store, path)
    proposed = mapping_text(understood(SourceFile(name=place, path=path), None, "en").mapping, place)
    assert taken_in(store, path, mapping=mapping_file(proposed)).changed == 0


def test_a_table_without_a_name_gets_one_proposed_to_whoever_looks(store: Store):
    path = real_file("spec-tables/diamonds.csv.gz")
    mapping = understood(SourceFile(name="diamonds.csv.gz", path=path), None, "en", proposing=True).mapping
    assert (mapping.names, mapping.price) == (("cut", "color", "clarity"), "price")


@pytest.mark.parametrize(
    ("column", "label", "unit"),
    [
        ("Weight (kg)", "Weight", "kg"),
        ("Weight [lb]", "Weight", "lb"),
        ("weight_kg", "Weight", "kg"),
        ("Diagonal, inch", "Diagonal", "in"),
        ("무게(kg)", "무게", "kg"),
        ("Load (%)", "Load", "percent"),
        ("price_per_gb", "Price per gb", None),
        ("Speed (fast)", "Speed (fast)", None),
        ("core_count", "Core count", None),
        ("TDP", "TDP", None),
        ("batteryLife", "Battery life", None),
    ],
)
def test_the_name_of_a_column_is_a_label_and_perhaps_a_unit(column: str, label: str, unit: str | None):
    assert heading_of(column) == (label, unit)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("", "$"),
        ("name: [", "$.name[0]"),
        ("naem: name", "$"),
        ("name: name\ncolums: {}", "$"),
        ("name: name\ncolumns: {size: {lable: x}}", "$.columns.size"),
        ("name: name\ncolumns: {size: {kind: money}}", "$.columns.size.kind"),
        ("name: name\ncolumns: {size: {part: 0, split: x}}", "$.columns.size.part"),
        ("name: name\ncurrency: dollars", "$.currency"),
        ("name: name\ninterval: sometimes", "$.interval"),
        ("name: name\nname: size", "$.name"),
        ("name: []", "$.name"),
        ("name: &a [*a]", "$.name[0]"),
        ("name: name\ncolumns: {size: {}, SIZE: {}}", "$.columns"),
        ("- name", "$"),
    ],
)
def test_a_mapping_that_breaks_a_rule_is_refused_with_its_place(store: Store, text: str, path: str):
    refused = refusal(store, text)
    assert refused.file == "mapping.yaml"
    assert refused.path == path


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("name: title", "$.name"),
        ("name: [name, model]", "$.name"),
        ("name: name\nprice: cost", "$.price"),
        ("name: name\ncolumns: {weight: {}}", "$.columns.weight"),
        ("name: name\nstock: left", "$.stock"),
    ],
)
def test_a_column_that_the_table_does_not_have_is_named_with_those_it_has(store: Store, text: str, path: str):
    refused = refusal(store, text)
    assert (refused.path, refused.accepted.arguments["columns"]) == (path, ("name", "size"))


def test_columns_are_named_in_any_case(store: Store):
    taken_in(store, goods({"Size": "1"}, {"Size": "2"}), mapping=mapping_file("name: NAME\nprice: size\n"))
    stored = store.get("acme", "product", "p1")
    assert stored is not None
    assert stored.record.prices


def test_a_mapping_makes_a_file_a_plain_table_whatever_it_looks_like(store: Store):
    shopify = records_table(
        [{"Handle": f"h{n}", "Title": f"T{n}", "Variant Price": "5", "Option1 Name": ""} for n in (1, 2)]
    )
    done = taken_in(store, shopify, mapping=mapping_file("name: Title\nprice: Variant Price\n"))
    assert done.format == "spec-table"


def test_the_mapping_of_the_processors_says_all_that_it_needs():
    mapping = read_mapping(mapping_file(CPU))
    assert (mapping.names, mapping.keys, mapping.title) == (("name",), (), "Processors")


PAGE = (Path(__file__).parents[3] / "docs" / "importing.md").read_text("utf-8")


def test_the_mapping_on_the_page_is_a_whole_one():
    (example,) = re.findall(r"```yaml\n(name: .*?)```", PAGE, re.DOTALL)
    mapping = read_mapping(mapping_file(example))
    assert (mapping.names, len(mapping.columns)) == (("brand", "model"), 6)


@pytest.mark.parametrize("struct", [Mapping, RowMapping, ReviewColumns])
def test_every_field_of_a_mapping_is_on_the_page(struct: type[Mapping | RowMapping | ReviewColumns]):
    assert [name for name in struct.__struct_fields__ if f"`{name}`" not in PAGE] == []
