"""Texts that hide or deceive do not get in by way of a table."""

import pytest
from builders_goods import keys, notes, product
from builders_tables import records_table, taken_in

from comparison.core.errors import RefusedRows
from comparison.storage.store import Store


def row(title: str, **changes: str) -> dict[str, str]:
    usual = {"Handle": "a", "Title": title, "Option1 Name": "Title", "Option1 Value": "Default Title"}
    return usual | {"Variant Price": "5", "Body (HTML)": ""} | changes


@pytest.mark.parametrize("mark", ["\u202e", "\u202a", "\u2066"])
def test_a_name_that_turns_text_around_is_refused_with_its_place(store: Store, mark: str):
    rows = [row("Tea"), row(f"Tea {mark}001$", Handle="b")]
    with pytest.raises(RefusedRows) as refused:
        taken_in(store, records_table(rows))
    (fault,) = refused.value.faults
    assert (fault.line, fault.path, fault.reason.key) == (3, "name", "refused.character")
    assert store.shops() == []


@pytest.mark.parametrize("field", ["Title", "Vendor", "Body (HTML)", "Option1 Name"])
def test_a_control_character_is_refused_wherever_it_stands(store: Store, field: str):
    with pytest.raises(RefusedRows) as refused:
        taken_in(store, records_table([row("Tea"), row("Cup", Handle="b") | {field: "a\x07b"}]))
    assert refused.value.faults[0].reason.key == "refused.character"


def test_such_a_product_can_be_left_out(store: Store):
    rows = [row("Tea"), row("\u202eTea", Handle="b"), row("Cup", Handle="c")]
    done = taken_in(store, records_table(rows), skip_invalid=True)
    assert (keys(store), done.refused) == ({"a", "c"}, 1)


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u061c"])
def test_an_invisible_mark_is_taken_out_of_a_name_and_said(store: Store, mark: str):
    done = taken_in(store, records_table([row(f"Sennheiser {mark}{mark}HD 450BT"), row("Cup", Handle="b")]))
    assert product(store, "a").name == {"en": "Sennheiser HD 450BT"}
    assert notes(done)["direction_marks"] == 1


def test_marks_of_hebrew_and_arabic_descriptions_stay(store: Store):
    taken_in(
        store, records_table([row("Tea", **{"Body (HTML)": "\u200fשלום\u200f"}), row("Cup", Handle="b")])
    )
    assert product(store, "a").description == {"en": "\u200fשלום\u200f"}


def test_letters_of_any_script_are_no_marks(store: Store):
    taken_in(store, records_table([row("하늬 🍵 شاي"), row("Cup", Handle="b")]))
    assert product(store, "a").name == {"en": "하늬 🍵 شاي"}
