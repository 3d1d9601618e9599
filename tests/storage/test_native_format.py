"""A whole shop as one document: without loss both ways, and strict with a line for every fault."""

import json
from typing import Any

import msgspec
import pytest
from builders_any import any_of
from builders_store import catalogue, fill, product, rich_catalogue, shop
from examples import tried
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparison.core.catalogue import AddOn, Category, Comparison, Product, Shop
from comparison.core.errors import NotFound, RefusedFile
from comparison.core.messages import Message
from comparison.core.personas import Persona
from comparison.storage.formats.native import FORMAT, NativeShop, exported, read_native, reading_of
from comparison.storage.formats.native_writing import json_of, yaml_of
from comparison.storage.store import Store

BASIC = """\
shop: {key: acme, name: {en: Acme}, languages: [en], markets: [KR]}
products:
  - key: small
    name: {en: Small}
    category: air
    prices:
      - market: KR
        currency: KRW
        min_quantity: 14
        components:
          - {key: base, label: {no: 1.10}, kind: base, amount: {is: flat, value: 8.75}}
"""


def read(text: str, file: str = "shop.yaml") -> NativeShop:
    return read_native(text.encode(), file)


def refusal(text: str | bytes, file: str = "shop.yaml") -> RefusedFile:
    with pytest.raises(RefusedFile) as refused:
        read_native(text.encode() if isinstance(text, str) else text, file)
    return refused.value


def place(refused: RefusedFile) -> tuple[str, int, str]:
    return refused.file, refused.line, refused.path


@pytest.mark.parametrize("write", [yaml_of, json_of])
def test_export_import_export_is_byte_equal(store: Store, second: Store, write: Any) -> None:
    fill(store, rich_catalogue())
    first = write(exported(store, "acme"))
    suffix = "json" if write is json_of else "yaml"
    second.save_all("acme", read_native(first, f"shop.{suffix}").records, by="import")
    assert write(exported(second, "acme")) == first


def shops() -> st.SearchStrategy[NativeShop]:
    """Any shop at all, with at most one record of each kind besides itself."""

    def some(record: type) -> st.SearchStrategy[tuple[Any, ...]]:
        return st.lists(any_of(record), max_size=1).map(tuple)

    return st.builds(
        NativeShop,
        shop=any_of(Shop),
        categories=some(Category),
        products=some(Product),
        add_ons=some(AddOn),
        personas=some(Persona),
        comparisons=some(Comparison),
    )


@given(shops())
@settings(max_examples=tried(150), deadline=None, suppress_health_check=list(HealthCheck))
def test_any_shop_is_read_back_as_it_was_written(native: NativeShop) -> None:
    as_yaml, as_json = yaml_of(native), json_of(native)
    assert read_native(as_yaml, "shop.yaml") == native
    assert read_native(as_json, "shop.json") == native
    assert yaml_of(read_native(as_json, "shop.json")) == as_yaml


@given(any_of(Product))
@settings(max_examples=tried(150), deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_survives_yaml(some: Product) -> None:
    native = NativeShop(products=(some,))
    assert read_native(yaml_of(native), "p.yaml").products == (some,)


def test_what_was_typed_as_a_number_or_a_date_stays_text() -> None:
    component = read(BASIC).products[0].prices[0].components[0]
    assert component.label == {"no": "1.10"}
    assert msgspec.to_builtins(component.amount) == {"is": "flat", "value": "8.75"}


def test_a_whole_number_is_one_where_the_record_wants_it() -> None:
    assert read(BASIC).products[0].prices[0].min_quantity == 14


def test_a_file_may_hold_only_some_of_a_shop(store: Store) -> None:
    fill(store, catalogue())
    partly = read("personas:\n  - {key: home, label: {en: At home}}\n")
    store.save_all("acme", partly.records, by="import")
    assert [record.key for record in exported(store, "acme").products] == ["large", "small"]
    assert [record.key for record in exported(store, "acme").personas] == ["home"]


def test_records_come_in_an_order_in_which_each_stands_after_those_it_names(store: Store) -> None:
    fill(store, rich_catalogue())
    kinds = [type(record) for record in exported(store, "acme").records]
    assert kinds == [Shop, Category, AddOn, Product, Product, Persona, Comparison]


def test_a_document_answers_like_every_import_format() -> None:
    reading = reading_of(read(BASIC + "comparisons:\n  - {key: air, title: {en: Air}, category: air}\n"))
    assert (reading.comparisons, reading.markets, reading.language) == (("air",), ("KR",), "en")


def test_a_shop_that_is_not_there_cannot_be_exported(store: Store) -> None:
    with pytest.raises(NotFound):
        exported(store, "acme")


def test_an_export_says_its_format_first_and_holds_nothing_worked_out(store: Store) -> None:
    fill(store, rich_catalogue())
    text = yaml_of(exported(store, "acme")).decode()
    assert text.startswith(f"format: {FORMAT}\nshop:\n")
    assert "base_unit" not in text
    assert text.count("null") == 0


def test_yaml_is_written_for_people() -> None:
    prose = "First line.\n\n- not a list\n"
    text = yaml_of(
        NativeShop(products=(product(name={"ko": "공기 청정기"}, description={"en": prose}),))
    ).decode()
    assert "공기 청정기" in text
    assert "      en: |\n        First line.\n\n        - not a list\n" in text
    assert "&" not in text
    assert "*" not in text


@pytest.mark.parametrize(
    ("change", "line", "path", "reason", "accepted"),
    [
        (("key: small", "key: Small One"), 3, "$.products[0].key", "refused.value", "accepted.form"),
        (
            ("min_quantity: 14", "min_quantity: many"),
            9,
            "$.products[0].prices[0].min_quantity",
            "refused.value",
            "accepted.whole_number",
        ),
        (
            ("min_quantity: 14", "minimum: 14"),
            7,
            "$.products[0].prices[0]",
            "refused.unknown_field",
            "accepted.fields",
        ),
        (("    category: air\n", ""), 3, "$.products[0]", "refused.missing_field", "accepted.form"),
        (
            ("is: flat", "is: steep"),
            11,
            "$.products[0].prices[0].components[0].amount.is",
            "refused.value",
            "accepted.one_of",
        ),
        (
            ("kind: base", "kind: vase"),
            11,
            "$.products[0].prices[0].components[0].kind",
            "refused.value",
            "accepted.one_of",
        ),
        (
            ("8.75", "1e400"),
            11,
            "$.products[0].prices[0].components[0].amount.value",
            "refused.value",
            "accepted.form",
        ),
        (
            ("8.75", "NaN"),
            11,
            "$.products[0].prices[0].components[0].amount.value",
            "refused.value",
            "accepted.form",
        ),
        (("{en: Small}", "Small"), 4, "$.products[0].name", "refused.value", "accepted.form"),
        (("{en: Small}", "{en: true}"), 4, "$.products[0].name.en", "refused.value", "accepted.text"),
        (("{en: Small}", "{e_n: Small}"), 4, "$.products[0].name", "refused.value", "accepted.form"),
        (
            ("{en: Small}", f"{{en: {'x' * 201}}}"),
            4,
            "$.products[0].name.en",
            "refused.value",
            "accepted.text",
        ),
        (("category: air", "category:"), 5, "$.products[0].category", "refused.nothing", "accepted.form"),
        (
            ("amount: {is: flat, value: 8.75}", "amount: [8.75]"),
            11,
            "$.products[0].prices[0].components[0].amount",
            "refused.list",
            "accepted.mapping_of",
        ),
        (
            ("languages: [en]", "languages: {en: 1}"),
            1,
            "$.shop.languages",
            "refused.mapping",
            "accepted.list",
        ),
    ],
)
def test_a_fault_is_named_with_line_place_and_what_is_accepted(
    change: tuple[str, str], line: int, path: str, reason: str, accepted: str
) -> None:
    assert change[0] in BASIC
    refused = refusal(BASIC.replace(*change))
    assert place(refused) == ("shop.yaml", line, path)
    assert isinstance(refused.reason, Message)
    assert isinstance(refused.accepted, Message)
    assert (refused.reason.key, refused.accepted.key) == (reason, accepted)


def test_what_is_accepted_lists_the_choices() -> None:
    accepted = refusal(BASIC.replace("is: flat", "is: steep")).accepted
    assert isinstance(accepted, Message)
    assert "graduated" in accepted.arguments["values"]


def test_a_missing_name_says_what_it_would_have_to_be() -> None:
    refused = refusal("products:\n  - key: a\n    name: {en: A}\n")
    assert isinstance(refused.reason, Message)
    assert isinstance(refused.accepted, Message)
    assert refused.reason.arguments == {"name": "category"}
    assert refused.accepted.arguments == {"form": "1 to 64 small letters, digits and hyphens"}


@pytest.mark.parametrize(
    ("text", "line", "path"),
    [
        ("products: 5\n", 1, "$.products"),
        ("- 1\n", 1, "$"),
        ("", 1, "$"),
        ("hello\n", 1, "$"),
        ("shop:\n  key: a\n  key: b\n", 3, "$.shop.key"),
        ("products: []\nproducts: []\n", 2, "$.products"),
        ("format: tier-compare/2\nproducts: []\n", 1, "$.format"),
    ],
)
def test_a_document_of_another_form_is_refused(text: str, line: int, path: str) -> None:
    assert place(refusal(text)) == ("shop.yaml", line, path)


def test_a_key_twice_among_records_is_refused_at_the_second() -> None:
    refused = refusal(BASIC + BASIC[BASIC.index("  - key: small") :])
    assert place(refused) == ("shop.yaml", 12, "$.products[1].key")


def test_a_cell_twice_for_a_feature_is_refused() -> None:
    cells = "    cells:\n" + "      - {feature: quiet, value: {is: yes_no, yes: true}}\n" * 2
    assert refusal(BASIC + cells).path == "$.products[0].cells[1].feature"


def test_two_needs_of_one_feature_are_fine() -> None:
    needs = "{feature: noise, op: '>=', number: 10}, {feature: noise, op: '<=', number: 40}"
    persona = read(f"personas:\n  - {{key: home, label: {{en: Home}}, needs: [{needs}]}}\n").personas[0]
    assert [need.number for need in persona.needs] == ["10", "40"]


def test_text_is_composed_so_that_equal_words_are_equal() -> None:
    assert read("products:\n  - {key: a, name: {en: Cafe\u0301}, category: c}\n").products[0].name == {
        "en": "Café"
    }


@pytest.mark.parametrize("escape", ["\\x07", "\\0", "\\x1b", "\\x7f", "\\x85"])
def test_a_control_character_is_refused_wherever_it_stands(escape: str) -> None:
    refused = refusal(
        f'products:\n  - key: a\n    name: {{en: A}}\n    category: c\n    description: {{en: "x{escape}"}}\n'
    )
    assert place(refused) == ("shop.yaml", 5, "$.products[0].description.en")


def test_tabs_and_newlines_are_text() -> None:
    text = 'products:\n  - {key: a, name: {en: A}, category: c, description: {en: "a\\tb\\nc"}}\n'
    assert read(text).products[0].description == {"en": "a\tb\nc"}


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f"])
def test_a_direction_mark_is_refused_in_a_name_and_taken_in_prose(mark: str) -> None:
    record = "products:\n  - {key: a, name: {en: A}, category: c, description: {en: B}}\n"
    assert refusal(record.replace("en: A", f"en: A{mark}")).path == "$.products[0].name.en"
    assert refusal(record.replace("category", f"cat{mark}egory")).path == "$.products[0]"
    assert read(record.replace("en: B", f"en: B{mark}")).products[0].description == {"en": f"B{mark}"}


def test_json_is_read_by_its_own_rules() -> None:
    text = '{"products": [{"key": "a", "name": {"en": "\\ud83d\\ude00 \\/ 1.10"}, "category": "c"}]}'
    assert read(text, "shop.json").products[0].name == {"en": "😀 / 1.10"}


def test_a_number_in_json_keeps_every_digit() -> None:
    text = json.dumps({"products": [json.loads(json.dumps(msgspec.to_builtins(product(cells=()))))]})
    typed = text.replace('"100"', "12345678901.123456789012")
    amount = read(typed, "shop.json").products[0].prices[0].components[0].amount
    assert msgspec.to_builtins(amount)["value"] == "12345678901.123456789012"


@pytest.mark.parametrize(
    ("text", "line", "path"),
    [
        ('{\n"products": [\n', 3, "$"),
        ('{"products": [], "products": []}', 1, "$.products"),
        ('{\n"shop": {"key": NaN}}', 2, "$.shop.key"),
        ("[" * 100_000, 0, "$"),
        ('{"products": ' + "[" * 60 + "]" * 60 + "}", 1, "$.products" + "[0]" * 49),
        ('{\n"products": [\n{"key": "\\ud800"}]}', 0, "$.products[0].key"),
        ('{\n"products": [\n{"key": 7.5}]}', 3, "$.products[0].key"),
    ],
)
def test_broken_json_is_refused(text: str, line: int, path: str) -> None:
    assert place(refusal(text, "shop.json")) == ("shop.json", line, path)


def test_a_shop_of_another_key_is_not_stored(store: Store) -> None:
    with pytest.raises(NotFound):
        store.save_all("acme", NativeShop(shop=shop("zeta")).records, by="import")
