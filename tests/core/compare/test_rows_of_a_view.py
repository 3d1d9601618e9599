"""Feature rows: what differs, what folds, what a cell says."""

import pytest
from builders_compare import edition, feature, monthly, product, view

from comparison.core.catalogue import Feature
from comparison.core.personas import Need, Persona
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
from comparison.core.view import View
from comparison.core.view_rows import RowView


def rows_of(shown: View) -> dict[str, RowView]:
    return {row.feature: row for group in shown.groups for row in (*group.rows, *group.folded)}


def pair(left: Value, right: Value, kind: str = "text", **more: object) -> View:
    one, other = product("a", monthly("1"), f=left), product("b", monthly("2"), f=right)
    return view(edition([one, other], [feature("f", kind, **more)]))


def test_1000_g_equals_1_kg() -> None:
    gram = Number(amount="1000", unit="g")
    kilo = Number(amount="1", unit="kg", base="1000", base_unit="g")
    assert not rows_of(pair(gram, kilo, "number"))["f"].differs


@pytest.mark.parametrize(
    ("value", "state", "key"),
    [
        (YesNo(yes=True), "yes", "cell.yes"),
        (YesNo(yes=False), "no", "cell.no"),
        (Number(amount="3", unit="gb"), "number", "cell.text"),
        (Words(text={"en": "Email"}), "text", "cell.text"),
        (Listing(items=({"en": "A"},)), "list", "page.commas"),
        (Unlimited(), "unlimited", "cell.unlimited"),
        (Unlimited(fair_use=Number(amount="50", unit="gb")), "unlimited", "cell.text"),
        (Extra(add_on="more"), "extra", "cell.extra_on_request"),
        (NotStated(), "not_stated", "cell.not_stated"),
        (NotApplicable(), "not_applicable", "cell.not_applicable"),
    ],
)
def test_every_kind_of_value_has_its_state_and_its_words(value: Value, state: str, key: str) -> None:
    cell = rows_of(pair(value, NotStated()))["f"].cells[0]
    assert (cell.state, cell.text.key) == (state, key)


def test_a_missing_cell_is_not_stated() -> None:
    plans = edition([product("a", monthly("1"), f=True), product("b", monthly("2"))], [feature("f")])
    assert [cell.state for cell in rows_of(view(plans))["f"].cells] == ["yes", "not_stated"]


def test_fair_use_is_said_in_the_same_cell() -> None:
    fair = Unlimited(fair_use=Number(amount="50", unit="gb"))
    cell = rows_of(pair(fair, NotStated()))["f"].cells[0]
    assert cell.text.arguments == {"value": fair}


def test_the_best_number_is_marked_by_its_direction() -> None:
    quiet = {"direction": "lower", "best": {"en": "Quietest"}}
    cells = rows_of(pair(Number(amount="20"), Number(amount="24"), "number", **quiet))["f"].cells
    assert [cell.best is not None for cell in cells] == [True, False]


def test_equal_numbers_have_no_best() -> None:
    cells = rows_of(pair(Number(amount="20"), Number(amount="20"), "number", direction="lower"))["f"].cells
    assert all(cell.best is None for cell in cells)


def many_rows(count: int, differing: int) -> tuple[list[Feature], dict[str, bool], dict[str, bool]]:
    names = [f"r{index}" for index in range(count)]
    left = dict.fromkeys(names, True)
    right = {name: index >= differing for index, name in enumerate(names)}
    return [feature(name) for name in names], left, right


def two_plans(count: int, differing: int, personas: tuple[Persona, ...] = ()) -> object:
    features, left, right = many_rows(count, differing)
    return edition(
        [product("a", monthly("1"), **left), product("b", monthly("2"), **right)], features, personas
    )


def test_up_to_14_rows_stand_all_in_place() -> None:
    shown = view(two_plans(14, 3))
    assert (shown.rows_shown, shown.rows_folded, shown.rows_differing) == (14, 0, 3)


def test_from_15_rows_on_equal_ones_fold() -> None:
    shown = view(two_plans(15, 3))
    assert (shown.rows_shown, shown.rows_folded, shown.rows_total) == (3, 12, 15)


def test_a_row_that_the_persona_needs_does_not_fold() -> None:
    persona = Persona(key="p", label={"en": "P"}, needs=(Need(feature="r14"),))
    shown = view(two_plans(15, 3, (persona,)), {"persona": "p"})
    assert shown.rows_shown == 4
    assert rows_of(shown)["r14"].needed


@pytest.mark.parametrize("count", [5, 20])
def test_only_differences_shows_just_the_rows_that_differ(count: int) -> None:
    shown = view(two_plans(count, 3), {"diff": "only"})
    assert (shown.rows_shown, shown.rows_folded) == (3, 0)


def test_no_row_is_lost_by_folding() -> None:
    assert len(rows_of(view(two_plans(20, 3)))) == 20


def test_one_tier_alone_differs_from_nothing() -> None:
    shown = view(edition([product("a", monthly("1"), f=True)], [feature("f")]))
    assert shown.rows_differing == 0
