"""A kit comes to a comparison that has products: their rows stay, and the kit's needs ask for them."""

import pytest
from builders_store import NOON, fill, number, product, shop
from msgspec.structs import replace

from comparison.assets import CATALOG_DATA
from comparison.core.catalogue import Category, Cell, Comparison, Feature, Tier
from comparison.core.errors import StaleRevision
from comparison.core.personas import Persona
from comparison.storage.kit_joining import Joining, SameRow, is_joined, join_kit, joined_at, proposed
from comparison.storage.kits import Kit, kits_in, use_kit
from comparison.storage.store import Store

KITS = {kit.key: kit for kit in kits_in(CATALOG_DATA / "kits")}
SPECS = KITS["specs"]
ROWS = (
    Feature(key="akku", label={"en": "Battery"}, kind="number"),
    Feature(key="warranty", label={"en": "Colour"}, kind="text", help={"en": "As in the light."}),
    Feature(key="kilos", label={"en": "Weight"}, kind="number", unit="g"),
)


@pytest.fixture
def lists(store: Store) -> Store:
    """A store whose shop has a comparison of one laptop, with rows of its own."""
    laptop = product("aria", category="ours", cells=(Cell(feature="akku", value=number("600")),))
    ours = Category(key="ours", label={"en": "Ours"}, features=ROWS)
    tiers = (Tier(key="aria", product="aria"),)
    compared = Comparison(key="all", title={"en": "All"}, category="ours", tiers=tiers)
    fill(store, [shop(), ours, laptop, compared])
    return store


def join(store: Store, kit: Kit = SPECS, **same: SameRow) -> None:
    joining = Joining(kit, joined_at(store, "acme", "all"), same)
    join_kit(store, "acme", joining, ("en",), by="anna", now=NOON)


def at(store: Store) -> tuple[Comparison, Category]:
    found = joined_at(store, "acme", "all")
    return found.comparison, found.category


def persona(store: Store, key: str) -> Persona:
    found = store.get("acme", "persona", key)
    assert found is not None
    assert isinstance(found.record, Persona)
    return found.record


def test_rows_that_are_evidently_the_same_are_proposed_and_say_where_a_unit_is_missing(lists: Store):
    found = proposed(SPECS, at(lists)[1])
    assert {key: (one.feature.key, one.certainty) for key, one in found.items()} == {
        "battery": ("akku", "unit"),
        "weight": ("kilos", "same"),
    }


def test_a_row_that_is_the_same_keeps_its_key_and_name_and_gains_what_it_did_not_say(lists: Store):
    join(lists, battery=SameRow("akku", "min"), weight=SameRow("kilos"))
    rows = {one.key: one for one in at(lists)[1].features}
    akku = rows["akku"]
    assert (akku.label, akku.unit, akku.direction, akku.group) == (
        {"en": "Battery"},
        "min",
        "higher",
        "carrying",
    )
    assert (rows["kilos"].unit, rows["kilos"].best) == ("g", {"en": "Lightest"})
    assert rows["warranty"] == ROWS[1]


def test_a_row_that_is_better_the_other_way_is_not_called_the_best_of_this_one(lists: Store):
    found = joined_at(lists, "acme", "all")
    heavier = tuple(replace(one, direction="higher") for one in found.category.features)
    lists.save("acme", replace(found.category, features=heavier), expected=1, by="anna")
    join(lists, weight=SameRow("kilos"))
    kilos = next(one for one in at(lists)[1].features if one.key == "kilos")
    assert (kilos.direction, kilos.best) == ("higher", None)


def test_needs_and_questions_ask_for_the_rows_of_the_shop(lists: Store):
    join(lists, battery=SameRow("akku", "min"), weight=SameRow("kilos"))
    moving = persona(lists, "on-the-move")
    assert (moving.category, [need.feature for need in moving.needs]) == ("ours", ["kilos", "akku"])
    quiz = at(lists)[0].quiz
    assert quiz is not None
    assert quiz.questions[0].answers[0].needs[0].feature == "kilos"


def test_a_row_of_the_kit_whose_key_is_taken_by_another_gets_its_own(lists: Store):
    join(lists)
    assert {"warranty", "warranty-2"} <= {one.key for one in at(lists)[1].features}
    assert persona(lists, "keeps-long").needs[0].feature == "warranty-2"


def test_nothing_that_products_say_is_touched(lists: Store):
    before = lists.get("acme", "product", "aria")
    join(lists, battery=SameRow("akku", "min"))
    assert lists.get("acme", "product", "aria") == before


def test_what_the_comparison_has_of_its_own_stays(lists: Store):
    found = joined_at(lists, "acme", "all")
    mine = replace(found.comparison, personas=("ours",), horizon=24, features=("akku",))
    lists.save("acme", mine, expected=found.revisions[0], by="anna")
    join(lists, battery=SameRow("akku", "min"))
    compared = at(lists)[0]
    assert (compared.personas[0], compared.horizon, compared.features[0]) == ("ours", 24, "akku")
    assert "processor" in compared.features


def test_a_kit_that_came_once_is_known_again(lists: Store):
    use_kit(lists, "acme", SPECS, ("en",), by="anna", now=NOON)
    assert not is_joined(lists, "acme", SPECS, joined_at(lists, "acme", "all"))
    join(lists)
    assert is_joined(lists, "acme", SPECS, joined_at(lists, "acme", "all"))


def test_who_was_faster_is_not_written_over_and_nothing_is_half_done(lists: Store):
    found = joined_at(lists, "acme", "all")
    lists.save("acme", replace(found.category, label={"en": "Laptops"}), expected=1, by="bob")
    with pytest.raises(StaleRevision):
        join_kit(lists, "acme", Joining(SPECS, found, {}), ("en",), by="anna", now=NOON)
    assert lists.page("acme", "persona") == []
    assert at(lists)[0] == found.comparison


def test_buyer_types_of_two_kits_that_are_called_the_same_stand_beside_each_other(lists: Store):
    for kit in ("plans", "measured"):
        use_kit(lists, "acme", KITS[kit], ("en",), by="anna", now=NOON)
    assert {"careful", "careful-2"} <= {one.record.key for one in lists.page("acme", "persona")}
    compared = lists.get("acme", "comparison", "measured-goods")
    assert compared is not None
    assert isinstance(compared.record, Comparison)
    assert "careful-2" in compared.record.personas
