"""The template of the native format: every key with a word about it, and nothing that cannot be read."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from builders_exports import take_in
from msgspec import inspect

from comparison.core.messages import Message
from comparison.storage.formats.native import NativeShop, exported, read_native
from comparison.storage.formats.template import template
from comparison.storage.formats.template_samples import bare, sample
from comparison.storage.store import Store
from comparison.words import speaker
from comparison.words.catalogues import entries

GUIDE = (Path(__file__).parents[3] / "catalog_data" / "README.md").read_text("utf-8")
WORKED_OUT = {"base", "base_unit", "base_low", "base_high"}


def written(language: str) -> str:
    speaks = speaker(language)
    return template(GUIDE, lambda one: speaks.say(one) if speaks.knows(one.key) else None).decode()


def switched_on(text: str) -> str:
    return re.sub(r"^#:", "", text, flags=re.MULTILINE)


def structs(info: inspect.Type, seen: dict[str, inspect.StructType]) -> dict[str, inspect.StructType]:
    """Every struct that a file can hold, by its name; forms of a union are known by their tags."""
    kind = bare(info)
    if isinstance(kind, inspect.VarTupleType):
        return structs(kind.item_type, seen)
    if isinstance(kind, inspect.StructType) and kind.cls.__name__ not in seen:
        seen[kind.cls.__name__] = kind
        for field in kind.fields:
            structs(field.type, seen)
    return seen


EVERY = structs(inspect.type_info(NativeShop), {})
FIELDS = [
    (name, field.encode_name)
    for name, struct in EVERY.items()
    for field in struct.fields
    if field.encode_name not in WORKED_OUT
]


def tags() -> Iterator[str]:
    for struct in EVERY.values():
        for field in struct.fields:
            kind = bare(field.type)
            if isinstance(kind, inspect.UnionType):
                yield from (str(part.tag) for part in kind.types if isinstance(part, inspect.StructType))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_there_are_words_about_every_key(language: str) -> None:
    known = entries(language)
    silent = [
        f"{name}.{field}"
        for name, field in FIELDS
        if f"template.{name}_{field}" not in known and f"template.any_{field}" not in known
    ]
    assert silent == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_there_are_no_words_about_a_key_that_is_gone(language: str) -> None:
    said = {key.removeprefix("template.") for key in entries(language) if key.startswith("template.")}
    fields = {f"{name}_{field}" for name, field in FIELDS} | {f"any_{field}" for _, field in FIELDS}
    forms = {f"form.{tag}" for tag in tags()}
    facts = {f"fact.{fact}" for fact in ("required", "choices", "default", "most")}
    assert said - fields - forms - facts == {f"head_{number}" for number in range(1, 5)}


def test_there_are_words_about_every_form() -> None:
    assert {f"template.form.{tag}" for tag in tags()} <= entries("en").keys() & entries("ko").keys()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_template_names_every_key(language: str) -> None:
    keys = set(re.findall(r"^(?:#:)? *(?:- )?([a-z_]+):", written(language), re.MULTILINE))
    assert {field for _, field in FIELDS} - keys == set()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_template_can_be_imported_as_it_is(store: Store, language: str) -> None:
    imported = take_in(store, written(language).encode(), "template.yaml", shop=None)
    assert imported.shop == "tea"
    levels = [finding.level for one in imported.comparisons for finding in one.findings]
    assert "error" not in levels
    assert exported(store, "tea").products


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_line_that_is_switched_off_can_be_switched_on(language: str) -> None:
    whole = read_native(switched_on(written(language)).encode(), "template.yaml")
    first = whole.products[0]
    assert first.competitor is not None
    assert first.rating is not None
    assert first.prices[0].term is not None


def test_the_template_says_the_same_whatever_the_language() -> None:
    def without_words(text: str) -> list[str]:
        return [line for line in text.splitlines() if not line.removeprefix("#:").lstrip().startswith("# ")]

    assert without_words(written("ko")) == without_words(written("en"))


def test_a_reader_without_words_gets_the_keys() -> None:
    def silent(_: Message) -> None:
        return None

    assert read_native(template(GUIDE, silent), "template.yaml").shop


def test_lines_are_short_enough_to_read() -> None:
    assert [line for line in written("en").splitlines() if len(line) > 130] == []


@pytest.mark.parametrize(("name", "struct"), EVERY.items())
def test_a_sample_fits_where_it_stands(name: str, struct: inspect.StructType) -> None:
    data: dict[str, Any] = {
        field.encode_name: sample(field.type, other_than=field.default) for field in struct.fields
    }
    assert msgspec.convert(data, struct.cls, strict=False)
