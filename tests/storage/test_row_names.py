"""A column of somebody's list is one of the shop's rows: by its name, or by one that kits know."""

import pytest

from comparison.assets import CATALOG_DATA
from comparison.core.catalogue import Feature
from comparison.storage.kits import Kit, kits_in
from comparison.storage.row_names import ListedRow, folded, is_another, row_names

KITS = {kit.key: kit for kit in kits_in(CATALOG_DATA / "kits")}


def number(*names: str, unit: str | None = None) -> ListedRow:
    return ListedRow(names, "number", frozenset({unit} if unit else ()), bare=unit is None)


def words(*names: str) -> ListedRow:
    return ListedRow(names, "text")


def met(kit: str, *rows: ListedRow) -> dict[str, tuple[str, str]]:
    """Which rows of the kit those are: the first name of each, the kit's key and how certain it is."""
    found = row_names().meetings({row.names[0]: row for row in rows}, KITS[kit].category.features)
    return {name: (one.feature.key, one.certainty) for name, one in found.items()}


@pytest.mark.parametrize(
    ("kit", "row", "key"),
    [
        ("specs", number("Battery", unit="h"), "battery"),
        ("specs", number("배터리 시간", "배터리", unit="min"), "battery"),
        ("specs", number("Weight", unit="g"), "weight"),
        ("specs", number("보증기간", unit="month"), "warranty"),
        ("specs", words("CPU"), "processor"),
        ("specs", words("프로세서"), "processor"),
        ("specs", ListedRow(("Touch-screen",), "yes_no"), "touch"),
        ("devices", number("Noise level", unit="db"), "noise"),
        ("devices", number("적용 면적", unit="pyeong"), "area"),
        ("measured", number("무게", unit="kg"), "net-weight"),
        ("plans", number("Seats"), "people"),
        ("plans", ListedRow(("SSO",), "yes_no"), "company-sign-in"),
    ],
)
def test_a_name_that_lists_use_is_the_row_of_the_kit(kit: str, row: ListedRow, key: str):
    assert met(kit, row) == {row.names[0]: (key, "same")}


@pytest.mark.parametrize(
    "row",
    [
        number("Battery", unit="mah"),
        words("Battery"),
        number("Shutter speed", unit="h"),
        number("CPU"),
        ListedRow(("Battery",), "number", frozenset({"h", "mah"})),
    ],
)
def test_another_measure_kind_or_name_is_another_row(row: ListedRow):
    assert met("specs", row) == {}


def test_numbers_without_a_unit_are_certain_only_where_nothing_is_converted():
    assert met("specs", number("Battery")) == {"Battery": ("battery", "unit")}
    assert met("plans", number("Users")) == {"Users": ("people", "same")}


def test_of_two_columns_that_could_be_a_row_neither_is_taken_for_it():
    assert met("specs", number("SSD", unit="gb"), number("Hard drive", unit="gb")) == {}


def test_a_column_that_is_called_as_the_row_goes_before_one_that_is_only_known_for_it():
    rows = met("specs", number("SSD", unit="gb"), number("Storage", unit="gb"))
    assert rows == {"Storage": ("storage", "same")}


def test_a_row_that_the_shop_called_otherwise_is_known_by_its_key():
    lasts = Feature(key="battery", label={"en": "Lasts for"}, kind="number", unit="hour")
    assert row_names().meetings({"a": number("Battery", unit="h")}, [lasts])["a"].feature is lasts


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (number("Akku", unit="h"), False),
        (number("Akku", unit="mah"), True),
        (number("Akku"), True),
        (words("색상"), True),
    ],
)
def test_a_key_that_is_taken_by_chance_is_told_from_one_that_is_meant(row: ListedRow, *, expected: bool):
    there = Feature(key="akku", label={"ko": "배터리"}, kind="number", unit="hour")
    assert is_another(row, there) is expected


@pytest.mark.parametrize("kit", KITS.values(), ids=KITS)
def test_every_row_of_a_kit_has_names_in_korean_and_in_english_and_shares_none(kit: Kit):
    assert set(kit.names) == {feature.key for feature in kit.category.features}
    every = [folded(name) for names in kit.names.values() for name in names]
    every += [folded(text) for feature in kit.category.features for text in feature.label.values()]
    assert sorted(every) == sorted(set(every))
    assert all(any(name.isascii() for name in names) for names in kit.names.values())
    assert all(any(not name.isascii() for name in names) for names in kit.names.values())
