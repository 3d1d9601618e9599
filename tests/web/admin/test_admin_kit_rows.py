"""A shop's own list and a kit meet, whichever comes first: their rows are the same rows."""

import pytest
from builders_admin import Browser, Office
from builders_imports import chosen, handed, said
from msgspec.structs import replace

from comparison.core.catalogue import Category, Comparison, Product
from comparison.core.values import Number
from comparison.storage.checking import findings_on
from comparison.web.admin.guesses import markets

LIST = b"""Model,Price (GBP),CPU,RAM (GB),SSD (GB),Display (inches),Touchscreen,Weight (g),Battery (h),Guarantee (months)
Aria 13,899,Core 5,16,512,13.3,no,1190,11,24
Brio 14,1099,Core 7,16,1000,14,yes,1350,9,24
Cato 16,1499,Core 7,32,1000,16,no,1900,8,36
"""
BARE = b"Model,Price (GBP),Battery\nAria 13,899,11\nBrio 14,1099,9\n"
KOREAN = """모델명,판매가(원),프로세서,램(GB),화면(인치),중량(g),배터리 시간,보증기간(개월)
아리아 13,1290000,코어 5,16,13.3,1190,11,24
브리오 14,1590000,코어 7,16,14,1350,9,24
"""
ROWS = "/admin/acme/start/specs"

pytestmark = pytest.mark.usefixtures("at_once")


def imported(merchant: Browser, table: bytes = LIST, **answers: str) -> None:
    chosen(merchant, handed(merchant, "laptops.csv", table), "store", **answers)


def only(at: Office) -> Comparison:
    [one] = [one.record for one in at.store.page("acme", "comparison")]
    assert isinstance(one, Comparison)
    return one


def rows(at: Office, category: str = "") -> dict[str, str]:
    """The rows of the category, by their keys, with their units."""
    found = at.store.get("acme", "category", category or only(at).category)
    assert found is not None
    assert isinstance(found.record, Category)
    return {one.key: one.unit or one.kind for one in found.record.features}


def cells(at: Office) -> dict[str, object]:
    product = at.store.page("acme", "product")[0].record
    assert isinstance(product, Product)
    return {cell.feature: cell.value for cell in product.cells}


def empty_needs(at: Office) -> list[str]:
    """The rows that buyer types ask for and no product says anything of, as the check names them."""
    found = findings_on(at.store, "acme", only(at).key, markets=markets(), today=at.clock().date())
    return [str(one.message.arguments["feature"]) for one in found if one.message.key == "check.H34.no_value"]


def test_a_list_that_comes_after_the_kit_fills_the_rows_of_the_kit(at, merchant):
    merchant.send("/admin/acme/start", {"kit": "specs"})
    kit = rows(at)
    imported(merchant)
    assert rows(at) == kit
    assert cells(at)["battery"] == Number(amount="11", unit="h", base="39600", base_unit="s")
    assert empty_needs(at) == ["Parts can be replaced"]


def test_a_kit_that_comes_after_the_list_takes_the_rows_of_the_list_for_its_own(at, merchant):
    imported(merchant)
    listed, said_before = rows(at), cells(at)
    assert "A kit brings buyer types" in said(merchant, "/admin/acme")
    got = merchant.send("/admin/acme/start", {"kit": "specs"})
    assert got.headers["location"] == ROWS
    done = merchant.send(ROWS, {}).headers["location"]
    assert done == f"/admin/acme/comparisons/{only(at).key}?did=joined"
    assert "rows and buyer types are in the comparison" in merchant.get(done).text
    new = {"resolution", "thickness", "connections", "wireless", "upgradable"}
    assert set(rows(at)) == set(listed) | new
    assert cells(at) == said_before
    assert empty_needs(at) == ["Parts can be replaced"]
    assert len(only(at).personas) == 4
    got = merchant.send(ROWS, {})
    assert (got.status, "began with this kit already" in got.text) == (422, True)


def test_a_column_of_a_korean_list_that_is_called_otherwise_on_the_page_is_a_row_of_its_own(at, merchant):
    merchant.send("/admin/acme/start", {"kit": "specs"})
    kit = rows(at)
    page = handed(merchant, "laptops.csv", KOREAN.encode())
    assert merchant.filled(page)["c6.label"] == "Battery life"
    chosen(merchant, page, "store", c6__label="Standby")
    assert rows(at) == kit | {"standby": "h"}
    assert cells(at)["standby"] == Number(amount="11", unit="h", base="39600", base_unit="s")


def test_numbers_whose_unit_nobody_stated_are_asked_about(at, merchant):
    merchant.send("/admin/acme/start", {"kit": "specs"})
    page = handed(merchant, "laptops.csv", BARE)
    assert "Battery: which unit are the numbers in?" in said(merchant, page)
    chosen(merchant, page, "store", q0="hour")
    assert cells(at)["battery"] == Number(amount="11", unit="hour", base="39600", base_unit="s")


def test_a_question_about_a_column_that_the_page_has_no_room_for_is_answered_too(at, merchant):
    merchant.send("/admin/acme/start", {"kit": "specs"})
    names, words = (",".join(made) for made in ([f"x{n}" for n in range(120)], ["red"] * 120))
    header, *lines = BARE.decode().splitlines()
    table = [f"{names},{header}", *(f"{words},{line}" for line in lines)]
    chosen(merchant, handed(merchant, "laptops.csv", "\n".join(table).encode()), "store", q0="hour")
    assert cells(at)["battery"] == Number(amount="11", unit="hour", base="39600", base_unit="s")


def test_what_was_said_of_a_header_holds_for_one_in_other_letters(at, merchant):
    imported(merchant, BARE)
    into = {"into": only(at).key, "c2__label": "Standby"}
    again = handed(merchant, "laptops.csv", BARE.upper())
    assert "columns as you set them last time" in said(merchant, again)
    chosen(merchant, again, "look", **into)
    chosen(merchant, again, "store", **into)
    assert rows(at) == {"battery": "number", "standby": "number"}


def test_the_kit_asks_for_the_unit_of_a_row_that_has_none(at, merchant):
    imported(merchant, BARE)
    form = merchant.filled(ROWS)
    assert (form["row.battery"], form["unit.battery"]) == ("battery", "")
    refused = merchant.post(ROWS, form)
    assert (refused.status, 'id="e-unit.battery"' in refused.text) == (422, True)
    merchant.post(ROWS, form | {"unit.battery": "min"})
    assert rows(at)["battery"] == "min"
    assert "Battery life" not in empty_needs(at)


def test_no_row_is_two_rows_of_the_kit_and_a_change_meanwhile_is_not_written_over(at, merchant):
    imported(merchant)
    form = merchant.filled(ROWS)
    twice = merchant.post(ROWS, form | {"row.storage": "ram"})
    assert (twice.status, 'id="e-row.storage"' in twice.text) == (422, True)
    at.store.save_all("acme", [replace(only(at), horizon=24)], by="anna")
    got = merchant.post(ROWS, form)
    assert (got.status, "changed this comparison meanwhile" in got.text) == (422, True)
    assert only(at).personas == ()


def test_buyer_types_that_have_no_room_are_not_stored(at, merchant):
    imported(merchant)
    at.store.save_all(
        "acme", [replace(only(at), personas=tuple(f"type-{one}" for one in range(11)))], by="anna"
    )
    got = merchant.post(ROWS, merchant.filled(ROWS))
    assert (got.status, "has room for 12 buyer types" in got.text) == (422, True)
    assert (len(only(at).personas), at.store.page("acme", "persona")) == (11, [])


def test_a_kit_may_still_be_a_comparison_of_its_own(at, merchant):
    imported(merchant)
    form = merchant.filled(ROWS) | {"kit": "specs", "alone": "1"}
    assert merchant.post("/admin/acme/start", form).status == 303
    assert at.store.get("acme", "comparison", "spec-products") is not None
