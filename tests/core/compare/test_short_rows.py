"""Rows that a phone shows short at first: those with a cell of more than two lines, and no others."""

import pytest
from builders_compare import edition, feature, monthly, product, view
from msgspec.structs import replace

from comparison.core.catalogue import Cell, Evidence
from comparison.core.values import Listing, NotApplicable, Number, Value, Words, YesNo
from comparison.core.view_rows import RowView

LONG = "In a factory, in large batches, every second month"


def words(text: str) -> Words:
    return Words(text={"en": text})


def row(*cells: Cell | Value) -> RowView:
    made = [one if isinstance(one, Cell) else Cell(feature="made", value=one) for one in cells]
    products = [replace(product(f"p{at}", monthly("5")), cells=(cell,)) for at, cell in enumerate(made)]
    return view(edition(products, [feature("made", "text")])).groups[0].rows[0]


def noted(value: Value, note: str) -> Cell:
    return Cell(feature="made", value=value, note={"en": note})


@pytest.mark.parametrize(
    "plain", [YesNo(yes=True), Number(amount="24", unit="dB"), words("Roasted to order")]
)
def test_what_fits_two_lines_is_not_shortened(plain: Value) -> None:
    assert row(plain, plain, plain).long is False


@pytest.mark.parametrize(
    "cell",
    [
        words(LONG),
        Listing(items=({"en": "grinder"}, {"en": "dripper"}, {"en": "paper filters"}, {"en": "kettle"})),
        noted(YesNo(yes=True), "In public repositories and in those of an organisation"),
        noted(NotApplicable(), "Stands on a shelf"),
    ],
)
def test_one_long_cell_makes_the_row_long(cell: Cell | Value) -> None:
    assert row(YesNo(yes=False), YesNo(yes=False), cell).long is True


def test_evidence_is_told_on_demand() -> None:
    proof = Evidence(body="Board", number="1", valid_to="2028-01-01")
    claimed = Cell(feature="made", value=YesNo(yes=True), claim=True, evidence=proof)
    assert row(YesNo(yes=False), claimed).long is True


def test_a_single_column_has_room() -> None:
    assert (row(words(LONG)).long, row(words(LONG), words("By hand")).long) == (False, True)


def test_values_that_begin_alike_stand_in_full() -> None:
    assert row(words(f"{LONG} in spring"), words(f"{LONG} in autumn"), words("By hand")).long is False
