"""The page that explains the native format names every key and every form, with examples that hold."""

import re
from collections.abc import Iterator

import msgspec
import pytest
from builders_demo import example_document, explained

from comparison.core.pricing.amounts import Amount
from comparison.core.pricing.model import Obligation, When
from comparison.core.values import Value
from comparison.storage.formats.native import NativeShop, read_native
from comparison.storage.formats.yaml_reading import read_yaml

UNIONS = (Value, Amount, When, Obligation)
FORMS = re.findall(r"`(\{is: [^`]*\})`", explained())


def test_the_page_of_keys_is_itself_a_shop() -> None:
    example = read_native(example_document(), "README.md")
    assert [product.key for product in example.products] == ["tea-green"]


def test_the_page_of_keys_names_every_key() -> None:
    fields = set(_field_names(NativeShop, set()))
    named = set(
        re.findall(
            r"[a-z0-9_]+",
            " ".join(re.findall(r"```yaml.*?```|`[^`]+`", explained(), re.DOTALL)),
        )
    )
    assert fields - named == set()


def _field_names(struct: type, seen: set[type]) -> Iterator[str]:
    if struct in seen:
        return
    seen.add(struct)
    for field in msgspec.structs.fields(struct):
        yield field.encode_name
        for inner in _structs_in(msgspec.inspect.type_info(field.type)):
            yield from _field_names(inner, seen)


def _structs_in(info: msgspec.inspect.Type) -> Iterator[type]:
    if isinstance(info, msgspec.inspect.StructType):
        yield info.cls
    elif isinstance(info, msgspec.inspect.Metadata):
        yield from _structs_in(info.type)
    elif isinstance(info, msgspec.inspect.UnionType):
        for one in info.types:
            yield from _structs_in(one)
    elif isinstance(info, msgspec.inspect.VarTupleType):
        yield from _structs_in(info.item_type)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_on_the_page_can_be_written_so(form: str) -> None:
    data = read_yaml(form.encode(), "README.md").data
    unions = [union for union in UNIONS if data["is"] in _tags(union)]
    assert len(unions) == 1
    assert msgspec.convert(data, unions[0], strict=False)


def test_every_form_has_an_example_on_the_page() -> None:
    tags = {tag for union in UNIONS for tag in _tags(union)}
    assert tags - {re.findall(r"is: ([a-z_]+)", form)[0] for form in FORMS} == set()


def _tags(union: object) -> set[str]:
    info = msgspec.inspect.type_info(union)
    assert isinstance(info, msgspec.inspect.UnionType)
    return {str(one.tag) for one in info.types if isinstance(one, msgspec.inspect.StructType)}
