"""The demo catalogues are whole: every reference leads somewhere, every text is there in both languages."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from builders_demo import SHOPS, demo_shop, texts_in

from comparison.core.catalogue import Cell, Feature, Product
from comparison.core.values import Extra, Listing, Number, Words, YesNo
from comparison.storage.formats.native import NativeShop

# A counter word in Korean, said without a number in English.
SAID_WITHOUT_ITS_NUMBER = frozenset({"원룸 1인 가구"})


@pytest.fixture(params=SHOPS)
def shop(request: pytest.FixtureRequest) -> NativeShop:
    return demo_shop(request.param)


def test_keys_are_unique_in_their_shop(shop: NativeShop) -> None:
    for records in (
        shop.categories,
        shop.products,
        shop.add_ons,
        shop.personas,
        shop.comparisons,
    ):
        keys = [record.key for record in records]
        assert len(keys) == len(set(keys))


def references(shop: NativeShop) -> Iterator[tuple[str, str]]:
    """(kind, key) of everything that a record names in another record."""
    for product in shop.products:
        yield "category", product.category
    for seller in (*shop.products, *shop.add_ons):
        for cell in seller.cells:
            yield "feature", cell.feature
            if isinstance(cell.value, Extra):
                yield "add_on", cell.value.add_on
    for add_on in shop.add_ons:
        yield from (("product", key) for key in add_on.available_for)
        yield from (("add_on", key) for key in (*add_on.requires, *add_on.excludes))
        yield from (("feature", extension.feature) for extension in add_on.extensions)
    for persona in shop.personas:
        yield "category", persona.category or ""
        yield from (("feature", need.feature) for need in persona.needs)
    for comparison in shop.comparisons:
        yield "category", comparison.category
        yield from (("product", tier.product) for tier in comparison.tiers)
        yield from (("persona", key) for key in comparison.personas)
        yield from (("add_on", key) for key in comparison.add_ons)
        yield from (("feature", key) for key in comparison.features)


def test_every_reference_leads_somewhere(shop: NativeShop) -> None:
    known = {
        "category": {category.key for category in shop.categories},
        "feature": {feature.key for category in shop.categories for feature in category.features},
        "product": {product.key for product in shop.products},
        "add_on": {add_on.key for add_on in shop.add_ons},
        "persona": {persona.key for persona in shop.personas},
    }
    assert [(kind, key) for kind, key in references(shop) if key not in known[kind]] == []


def test_features_stand_in_groups_of_their_category_and_limit_its_features(
    shop: NativeShop,
) -> None:
    for category in shop.categories:
        groups = {group.key for group in category.groups}
        keys = {feature.key for feature in category.features}
        assert {feature.group for feature in category.features} == groups
        assert {key for feature in category.features for key in feature.linked} <= keys


def test_discounts_name_charges_of_their_own_price(shop: NativeShop) -> None:
    for product in shop.products:
        for price in product.prices:
            charges = {component.key for component in price.components}
            assert {key for discount in price.discounts for key in discount.scope} <= charges


def test_what_costs_extra_can_be_bought_with_that_product(shop: NativeShop) -> None:
    for product in shop.products:
        extras = {cell.value.add_on for cell in product.cells if isinstance(cell.value, Extra)}
        sold = {one.key for one in shop.add_ons if not one.available_for or product.key in one.available_for}
        assert extras <= sold


def test_no_cell_is_empty(shop: NativeShop) -> None:
    features = [feature.key for category in shop.categories for feature in category.features]
    for product in shop.products:
        assert sorted(cell.feature for cell in product.cells) == sorted(features), product.key


def test_cells_are_of_the_kind_and_unit_of_their_row(shop: NativeShop) -> None:
    features = {feature.key: feature for category in shop.categories for feature in category.features}
    for product in shop.products:
        assert [cell for cell in product.cells if not _belongs(cell, features[cell.feature])] == []


def _belongs(cell: Cell, feature: Feature) -> bool:
    kinds = {YesNo: "yes_no", Number: "number", Words: "text", Listing: "list"}
    kind = kinds.get(type(cell.value), feature.kind)
    units = {feature.unit} if feature.unit != "day" else {"day", "month"}
    return kind == feature.kind and (not isinstance(cell.value, Number) or cell.value.unit in units)


def test_needs_are_in_the_unit_of_their_row(shop: NativeShop) -> None:
    units = {feature.key: feature.unit for category in shop.categories for feature in category.features}
    needs = [need for persona in shop.personas for need in persona.needs if need.number is not None]
    assert [need for need in needs if need.unit != units[need.feature]] == []


def test_every_text_is_there_in_korean_and_english(shop: NativeShop) -> None:
    assert sorted(shop.shop.languages) == ["en", "ko"]
    for path, text in texts_in(shop):
        assert sorted(text) == ["en", "ko"], path
        assert all(words.strip() == words != "" for words in text.values()), path


def test_numbers_are_the_same_in_both_languages(shop: NativeShop) -> None:
    for path, text in texts_in(shop):
        if text["ko"] not in SAID_WITHOUT_ITS_NUMBER:
            assert _numbers(text["ko"]) == _numbers(text["en"]), path


def _numbers(words: str) -> Counter[str]:
    return Counter(number.replace(",", "") for number in re.findall(r"[0-9][0-9,.]*[0-9]|[0-9]", words))


def test_korean_sentences_are_polite_and_short_texts_are_not_sentences(
    shop: NativeShop,
) -> None:
    for path, text in texts_in(shop):
        assert not re.search(r"(다|음|함|됨|시오)\.", text["ko"]), path
        assert not text["ko"].endswith(("니다", "하세요", "됩니다")), path
        if path.endswith((".help", ".description")):
            assert re.fullmatch(r"([^.]|(?<=[0-9])\.(?=[0-9]))+요\.( .+요\.)*", text["ko"]), path


def test_names_fit_their_columns_and_labels_their_chips(shop: NativeShop) -> None:
    for record, korean, latin in [
        *((product, 12, 20) for product in shop.products),
        *((persona, 12, 24) for persona in shop.personas),
    ]:
        label = record.name if isinstance(record, Product) else record.label
        assert len(label["en"]) <= latin, label
        assert len(label["ko"]) <= (latin if label["ko"].isascii() else korean), label


def test_buttons_lead_to_the_example_shop(shop: NativeShop) -> None:
    assert all((product.offer or "").startswith("https://shop.example/") for product in shop.products)
