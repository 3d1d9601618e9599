"""Open Food Facts: claims without evidence, three kinds of "don't know", and amounts in 100 g."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from builders_feeds import cell, features, notes, product, products, sold_in, value
from builders_foods import FOOD, food_lines, food_table
from builders_tables import real_file
from hypothesis import given, settings
from hypothesis import strategies as st

from comparison.core.values import Listing, NotApplicable, NotStated, Number, Words, YesNo
from comparison.storage.formats.open_food_facts_foods import foods_of
from comparison.storage.store import Store

REAL = "transparency/openfoodfacts-500.tsv"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def stated(store: Store, feature: str) -> Counter[str]:
    """How often each thing is said in a row."""
    found: Counter[str] = Counter()
    for one in products(store):
        for held in one.cells:
            if held.feature == feature:
                found[_said(held.value)] += 1
    return found


def _said(held: object) -> str:
    if isinstance(held, Words):
        return held.text["en"]
    if isinstance(held, YesNo):
        return "yes" if held.yes else "no"
    return type(held).__name__


def test_every_row_of_the_real_table_is_a_product_by_its_bar_code(store: Store):
    path = real_file(REAL)
    done = sold_in(store, path, market="US")
    assert done.format == "open-food-facts"
    assert {one.source_key for one in products(store)} == {row["code"] for row in rows(path)}
    assert done.counts["product"] == 500
    assert all(one.prices == () for one in products(store))


def test_every_grade_of_the_real_table_is_there_and_no_other(store: Store):
    path = real_file(REAL)
    sold_in(store, path, market="US")
    for feature, column in (
        ("nutri-score", "nutriscore_grade"),
        ("environmental-score", "environmental_score_grade"),
    ):
        grades = Counter(row[column] for row in rows(path))
        unknown = grades.pop("unknown", 0) + grades.pop("", 0)
        pointless = grades.pop("not-applicable", 0)
        found = stated(store, feature)
        assert found.pop("NotApplicable", 0) == pointless
        assert {
            grade.lower().replace("+", "-plus"): count
            for grade, count in found.items()
            if grade != "NotStated"
        } == grades
        assert unknown > 0


def test_every_label_of_the_real_table_is_a_claim_without_evidence(store: Store):
    path = real_file(REAL)
    expected = {
        row["code"]: len(set(row["labels_tags"].split(","))) for row in rows(path) if row["labels_tags"]
    }
    organic = sum("en:organic" in row["labels_tags"].split(",") for row in rows(path))
    sold_in(store, path, market="US")
    found = {
        one.source_key: len(held.value.items)
        for one in products(store)
        for held in one.cells
        if held.feature == "labels" and isinstance(held.value, Listing)
    }
    assert found == expected
    assert stated(store, "organic")["yes"] == organic
    assert stated(store, "organic")["no"] == 0
    claims = [held for one in products(store) for held in one.cells if held.claim]
    assert {held.evidence for held in claims} == {None}


def test_every_amount_of_the_real_table_is_there(store: Store):
    path = real_file(REAL)
    expected = {row["code"]: row["sugars_100g"] for row in rows(path) if row["sugars_100g"]}
    sold_in(store, path, market="US")
    found = {
        one.source_key: held.value
        for one in products(store)
        for held in one.cells
        if held.feature == "sugars" and isinstance(held.value, Number)
    }
    assert found.keys() == expected.keys()
    assert {held.unit for held in found.values()} == {"g"}
    assert all(abs(float(found[code].amount) - float(text)) < 1e-9 for code, text in expected.items())


def test_a_second_import_of_the_real_table_changes_nothing(store: Store):
    sold_in(store, real_file(REAL), market="US")
    assert sold_in(store, real_file(REAL), market="US").changed == 0


def test_exact_cells_of_the_real_table(store: Store):
    path = real_file(REAL)
    first = rows(path)[0]
    sold_in(store, path, market="US")
    assert product(store, "0000101209159").name == {"en": first["product_name"]}
    assert value(store, "0000101209159", "gtin") == Words(text={"en": "0000101209159"})


@pytest.mark.parametrize("make", [food_table, food_lines])
def test_a_row_and_a_line_become_the_same(store: Store, make: Any):
    sold_in(store, make(FOOD), market="DE")
    key = "0012345678905"
    assert value(store, key, "labels") == Listing(
        items=({"en": "Organic"}, {"en": "No gluten"}, {"en": "Point vert (fr)"})
    )
    assert value(store, key, "organic") == YesNo(yes=True)
    assert value(store, key, "nutri-score") == Words(text={"en": "B"})
    assert value(store, key, "environmental-score") == Words(text={"en": "A+"})
    fat, energy = value(store, key, "fat"), value(store, key, "energy")
    assert (fat.amount, fat.unit, energy.amount, energy.unit) == ("1.5", "g", "46", "kcal")
    assert cell(store, key, "labels").claim
    assert not cell(store, key, "fat").claim


def test_a_line_has_its_nutrients_and_its_tags_inside(store: Store):
    food = {
        "code": "7",
        "product_name": "Tea",
        "product_name_ko": "차",
        "labels_tags": ["en:fair-trade"],
        "nutriments": {"fat_100g": 0, "sugars_100g": 1.25, "fat_unit": "g"},
    }
    sold_in(store, food_lines(food), market="KR", language="ko")
    assert product(store, "7").name == {"ko": "차"}
    assert value(store, "7", "fair-trade") == YesNo(yes=True)
    assert (value(store, "7", "fat").amount, value(store, "7", "sugars").amount) == ("0", "1.25")


@pytest.mark.parametrize("word", ["", "unknown", "null", "NaN"])
def test_no_kind_of_not_knowing_is_a_value(store: Store, word: str):
    other = FOOD | {"code": "2"}
    unknown = dict.fromkeys(FOOD, word) | {"code": "1", "product_name": "Water"}
    sold_in(store, food_table(unknown, other), market="US")
    assert features(store, "1") == {"gtin"}


def test_what_makes_no_sense_is_told_from_what_nobody_knows(store: Store):
    foods = [
        FOOD | {"code": "1", "nutriscore_grade": "not-applicable"},
        FOOD | {"code": "2", "nutriscore_grade": "unknown"},
    ]
    sold_in(store, food_table(*foods, FOOD), market="US")
    assert value(store, "1", "nutri-score") == NotApplicable()
    assert value(store, "2", "nutri-score") == NotStated()


@pytest.mark.parametrize(
    ("tags", "vegan"),
    [
        ("en:vegan", YesNo(yes=True)),
        ("en:non-vegan", YesNo(yes=False)),
        ("en:vegan-status-unknown", NotStated()),
        ("en:maybe-vegan", NotStated()),
        ("", NotStated()),
    ],
)
def test_only_a_known_status_is_yes_or_no(store: Store, tags: str, vegan: object):
    other = FOOD | {"code": "2", "ingredients_analysis_tags": "en:vegan"}
    sold_in(store, food_table(FOOD | {"ingredients_analysis_tags": tags}, other), market="US")
    assert value(store, "0012345678905", "vegan") == vegan


@pytest.mark.parametrize(
    ("quantity", "worked_out", "expected"),
    [
        ("40 g", "", ("40", "g")),
        ("1 l", "", ("1", "l")),
        ("2 x 100 g", "200", ("200", "g")),
        ("6 x 33 cl", "1980", ("1980", "ml")),
        ("a lot", "", None),
    ],
)
def test_contents_are_a_number_with_a_unit(
    store: Store, quantity: str, worked_out: str, expected: tuple[str, str] | None
):
    done = sold_in(
        store, food_table(FOOD | {"quantity": quantity, "product_quantity": worked_out}), market="US"
    )
    held = features(store, "0012345678905")
    if expected is None:
        assert notes(done)["measures_left_out"] == 1
    else:
        found = value(store, "0012345678905", "contents")
        assert (found.amount, found.unit) == expected
    assert ("contents" in held) == (expected is not None)


def test_a_quotation_mark_in_the_table_is_a_letter(store: Store):
    sold_in(
        store,
        food_table(FOOD | {"product_name": '"Oat" drink'}, FOOD | {"code": "2", "product_name": '5" pizza'}),
        market="US",
    )
    assert [one.name["en"] for one in products(store)] == ['"Oat" drink', '5" pizza']


def test_what_is_left_out_is_counted_once(store: Store):
    done = sold_in(store, food_table(FOOD, FOOD | {"code": "2"}), market="US")
    assert notes(done)["food_fields_left_out"] == 2


@settings(deadline=None)
@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{3,12}", fullmatch=True), st.text(st.characters(codec="utf-8"), max_size=20)
    )
)
def test_no_field_of_a_line_is_lost_on_the_way_in(fields: dict[str, str]):
    with foods_of(food_lines({"code": "1"} | fields)) as foods:
        (food,) = foods
    assert {name for name, text in fields.items() if text} <= food.names
