"""Values as a grid: typed, pasted, saved together or not at all, undone."""

from pathlib import Path

import pytest
from builders_admin import Browser, Office, fields_of, office, signed_in
from builders_tree import tree
from builders_web import publication

from comparison.core.catalogue import AddOn, Cell, Evidence, Feature, Product
from comparison.core.values import (
    Extra,
    Listing,
    NotApplicable,
    NotStated,
    Number,
    Unlimited,
    Value,
    Words,
    YesNo,
)
from comparison.web.admin.products.grid_cells import Unreadable, cell_line, read_cell

VALUES = "/admin/acme/values"
AREA = Feature(key="area", label={"en": "Area"}, kind="number", unit="m2", direction="higher")
LOCK = Feature(key="lock", label={"en": "Lock"})
COLOUR = Feature(key="colour", label={"en": "Colour"}, kind="text")
PORTS = Feature(key="ports", label={"en": "Ports"}, kind="list")


@pytest.fixture
def at(tmp_path: Path) -> Office:
    it = publication()
    return office(tmp_path, it.category, *it.products, it.comparison, AddOn(key="ai", name={"en": "AI"}))


def values(at: Office, key: str = "air-lite") -> dict[str, Value]:
    stored = at.store.get("acme", "product", key)
    assert stored is not None
    assert isinstance(stored.record, Product)
    return {cell.feature: cell.value for cell in stored.record.cells}


READ: list[tuple[Feature, str, Value]] = [
    (AREA, "23", Number(amount="23", unit="m2")),
    (AREA, "1,234.5 m²", Number(amount="1234.5", unit="m2")),
    (AREA, "무제한", Unlimited()),
    (AREA, "unlimited (50 m2)", Unlimited(fair_use=Number(amount="50", unit="m2"))),
    (AREA, "해당 없음", NotApplicable()),
    (AREA, "추가: ai", Extra(add_on="ai")),
    (LOCK, "있음", YesNo(yes=True)),
    (LOCK, "O", YesNo(yes=True)),
    (LOCK, "✓", YesNo(yes=True)),
    (LOCK, "No", YesNo(yes=False)),
    (LOCK, "x", YesNo(yes=False)),
    (LOCK, "Partly: public ones only", Words(text={"en": "public ones only"})),
    (COLOUR, "No", Words(text={"en": "No"})),
    (PORTS, "USB | HDMI", Listing(items=({"en": "USB"}, {"en": "HDMI"}))),
]


@pytest.mark.parametrize(("feature", "line", "value"), READ)
def test_a_line_is_read_as_its_row_means_it(feature: Feature, line: str, value: Value):
    cell = read_cell(line, feature, None, "en", {"ai"})
    assert cell is not None
    assert cell.value == value


@pytest.mark.parametrize(("feature", "line", "value"), READ)
@pytest.mark.parametrize("spoken", ["ko", "en"])
def test_what_a_cell_shows_is_read_as_the_same_again(feature: Feature, line: str, value: Value, spoken: str):
    shown = cell_line(Cell(feature=feature.key, value=value), feature, "en", spoken)
    again = read_cell(shown, feature, None, "en", {"ai"})
    assert again is not None
    assert again.value == value


@pytest.mark.parametrize(
    ("feature", "line"),
    [
        (AREA, "23 kg"),
        (AREA, "wide"),
        (AREA, "20 users"),
        (LOCK, "maybe"),
        (LOCK, "3"),
        (AREA, "extra: none"),
    ],
)
def test_what_a_row_cannot_mean_is_refused(feature: Feature, line: str):
    with pytest.raises(Unreadable):
        read_cell(line, feature, None, "en", {"ai"})


@pytest.mark.parametrize("line", ["", "-", "미표기", "Not stated"])
def test_an_empty_cell_is_not_stated_and_never_no(line: str):
    assert read_cell(line, LOCK, None, "en", ()) is None


def test_another_value_loses_the_evidence_of_the_one_before():
    evidence = Evidence(body="A", number="1", valid_to="2028-01-01")
    old = Cell(feature="lock", value=YesNo(yes=True), claim=True, evidence=evidence)
    cell = read_cell("No", LOCK, old, "en", ())
    assert cell == Cell(feature="lock", value=YesNo(yes=False), claim=True)
    silent = read_cell("", LOCK, old, "en", ())
    assert silent == Cell(feature="lock", value=NotStated(), claim=True)


def test_words_in_other_languages_stay():
    old = Cell(feature="colour", value=Words(text={"en": "Red", "ko": "빨강"}))
    cell = read_cell("Blue", COLOUR, old, "en", ())
    assert cell is not None
    assert cell.value == Words(text={"en": "Blue", "ko": "빨강"})


def test_what_is_typed_in_several_columns_is_saved_together(at: Office, owner: Browser):
    got = owner.send(VALUES, {"v.air-lite.rooms": "2", "v.air-max.quiet": "No", "_do": "save"})
    assert got.status == 303
    assert values(at)["rooms"] == Number(amount="2")
    assert values(at, "air-max")["quiet"] == YesNo(yes=False)
    assert [len(at.store.audit_of("acme", "product", key)) for key in ("air-lite", "air-max")] == [1, 1]


def test_one_wrong_cell_is_named_by_row_and_column_and_nothing_is_saved(at: Office, owner: Browser):
    got = owner.send(VALUES, {"v.air-lite.rooms": "many", "v.air-max.quiet": "No", "_do": "save"})
    assert got.status == 422
    page = tree(got.text.removeprefix("<!doctype html>"))
    [said] = [one.text for one in page.every("a") if one["href"] == "#f-v.air-lite.rooms"]
    assert said.startswith("Rooms, Lite: A number")
    assert 'value="many"' in got.text
    assert values(at, "air-max")["quiet"] == YesNo(yes=True)


def test_a_save_touches_only_what_was_changed(at: Office, owner: Browser):
    owner.send(VALUES, {"v.air-lite.rooms": "2", "_do": "save"})
    stored = at.store.get("acme", "product", "air-max")
    assert stored is not None
    assert stored.revision == 1


def test_the_last_save_is_undone_once(at: Office, owner: Browser):
    before = values(at)
    owner.send(VALUES, {"v.air-lite.rooms": "", "v.air-lite.quiet": "Yes", "_do": "save"})
    assert values(at) == {"quiet": YesNo(yes=True)}
    assert "Undo the last save" in owner.page(VALUES).text
    got = owner.send(VALUES, {"_do": "undo"})
    assert got.headers["location"].endswith("did=undone")
    assert values(at) == before
    assert "Undo the last save" not in owner.page(VALUES).text


def test_what_somebody_changed_since_is_not_undone(at: Office, owner: Browser):
    editor = signed_in(at, "editor")
    owner.send(VALUES, {"v.air-lite.rooms": "2", "_do": "save"})
    editor.send(VALUES, {"v.air-lite.rooms": "3", "_do": "save"})
    got = owner.send(VALUES, {"_do": "undo"})
    assert got.status == 409
    assert "editor changed it since" in got.text
    assert values(at)["rooms"] == Number(amount="3")


def test_a_cell_that_two_changed_is_chosen_by_hand(at: Office, owner: Browser):
    mine = owner.filled(VALUES) | {"v.air-lite.rooms": "2", "_do": "save"}
    owner.send(VALUES, {"v.air-lite.rooms": "3", "_do": "save"})
    got = owner.post(VALUES, mine)
    assert got.status == 409
    page = tree(got.text.removeprefix("<!doctype html>"))
    assert [one.text for one in page.every("legend")] == ["Rooms, Lite"]
    chosen = fields_of(list(page.every("form"))[-1]) | {"_pick.v.air-lite.rooms": "mine"}
    assert owner.post(VALUES, chosen).status == 303
    assert values(at)["rooms"] == Number(amount="2")


def test_cells_that_i_left_alone_take_what_somebody_else_typed(at: Office, owner: Browser):
    mine = owner.filled(VALUES) | {"v.air-lite.quiet": "Yes", "_do": "save"}
    owner.send(VALUES, {"v.air-lite.rooms": "3", "v.air-max.rooms": "9", "_do": "save"})
    assert owner.post(VALUES, mine).status == 303
    assert values(at) == {"rooms": Number(amount="3"), "quiet": YesNo(yes=True)}
    assert values(at, "air-max")["rooms"] == Number(amount="9")


def test_only_cells_that_both_typed_are_offered(at: Office, owner: Browser):
    typed = {"v.air-lite.rooms": "2", "v.air-lite.quiet": "Yes", "v.air-max.quiet": "No", "_do": "save"}
    mine = owner.filled(VALUES) | typed
    owner.send(VALUES, {"v.air-lite.rooms": "3", "v.air-max.rooms": "9", "_do": "save"})
    got = owner.post(VALUES, mine)
    page = tree(got.text.removeprefix("<!doctype html>"))
    assert (got.status, [one.text for one in page.every("legend")]) == (409, ["Rooms, Lite"])
    chosen = fields_of(list(page.every("form"))[-1]) | {"_pick.v.air-lite.rooms": "theirs"}
    assert owner.post(VALUES, chosen).status == 303
    assert values(at) == {"rooms": Number(amount="3"), "quiet": YesNo(yes=True)}
    assert values(at, "air-max") == {"rooms": Number(amount="9"), "quiet": YesNo(yes=False)}


def test_what_both_typed_alike_is_no_question(at: Office, owner: Browser):
    mine = owner.filled(VALUES) | {"v.air-lite.rooms": "3", "v.air-lite.quiet": "Yes", "_do": "save"}
    owner.send(VALUES, {"v.air-lite.rooms": "3", "_do": "save"})
    assert owner.post(VALUES, mine).status == 303
    assert values(at) == {"rooms": Number(amount="3"), "quiet": YesNo(yes=True)}


def test_a_cell_emptied_by_one_and_changed_by_the_other_is_a_question(at: Office, owner: Browser):
    mine = owner.filled(VALUES) | {"v.air-lite.rooms": "", "_do": "save"}
    owner.send(VALUES, {"v.air-lite.rooms": "3", "_do": "save"})
    assert owner.post(VALUES, mine).status == 409
    assert values(at)["rooms"] == Number(amount="3")


def test_a_wrong_cell_beside_somebody_elses_change_loses_neither(at: Office, owner: Browser):
    mine = owner.filled(VALUES) | {"v.air-lite.quiet": "maybe", "_do": "save"}
    owner.send(VALUES, {"v.air-lite.rooms": "3", "_do": "save"})
    got = owner.post(VALUES, mine)
    assert got.status == 422
    again = fields_of(list(tree(got.text.removeprefix("<!doctype html>")).every("form"))[-1])
    owner.send(VALUES, {"v.air-lite.rooms": "4", "_do": "save"})
    assert owner.post(VALUES, again | {"v.air-lite.quiet": "Yes", "_do": "save"}).status == 303
    assert values(at) == {"rooms": Number(amount="4"), "quiet": YesNo(yes=True)}


def test_a_pasted_table_fills_the_cells_whichever_way_it_stands(at: Office, owner: Browser):
    filled: dict[str, str | list[str]] = {}
    for table in (
        "\tLite\tMax\nRooms\t7\t8\nQuiet mode\tyes\tno",
        "Product\tRooms\tQuiet mode\nlite\t7\tyes\nair-max\t8\tno",
        ",Lite,Max\nrooms,7,8\nQuiet mode,yes,no",
    ):
        got = owner.send(VALUES, {"_table": table, "_do": "paste"})
        assert got.status == 200
        filled = fields_of(list(tree(got.text.removeprefix("<!doctype html>")).every("form"))[-1])
        assert (filled["v.air-lite.rooms"], filled["v.air-max.quiet"]) == ("7", "no")
    assert values(at)["rooms"] == Number(amount="1")
    owner.post(VALUES, filled | {"_do": "save"})
    assert values(at, "air-max") == {"rooms": Number(amount="8"), "quiet": YesNo(yes=False)}


def test_what_a_pasted_table_names_in_vain_is_said(owner: Browser):
    got = owner.send(VALUES, {"_table": "\tLite\tUltra\nRooms\t7\t8\nWeight\t1\t2", "_do": "paste"})
    assert got.status == 422
    assert "“Ultra”" in got.text
    assert "“Weight”" in got.text
    assert 'value="7"' in got.text
    got = owner.send(VALUES, {"_table": "just words", "_do": "paste"})
    assert "That is no table" in got.text


def test_the_tiers_of_a_comparison_stand_in_their_order_and_turned(owner: Browser):
    page = owner.page(f"{VALUES}?comparison=air")
    heads = [one.text for one in page.every("th") if one["scope"] == "col"]
    assert heads == ["Lite", "Max"]
    turned = owner.page(f"{VALUES}?comparison=air&turn=1")
    assert [one.text for one in turned.every("th") if one["scope"] == "col"] == ["Rooms", "Quiet mode"]


def test_a_grid_of_nothing_there_is_not_found(owner: Browser):
    for query in ("category=none", "comparison=none"):
        assert owner.get(f"{VALUES}?{query}").status == 404
