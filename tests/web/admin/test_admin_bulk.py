"""Many products at once: chosen, looked at before and after, changed together, and taken back."""

from pathlib import Path

import pytest
from builders_admin import Browser, Office, fields_of, signed_in
from builders_bulk import (
    BULK,
    LITE,
    MAX,
    PRODUCTS,
    asked,
    cells,
    done,
    goods,
    listed,
    looked,
    page_of,
    put,
    stocked,
    there,
    thing,
)
from builders_web import shop
from msgspec.structs import replace

from comparison.core.catalogue import Stock
from comparison.core.values import Words
from comparison.storage.auditing import changes_of
from comparison.web.admin.products.bulk import choosing, planning


@pytest.fixture
def at(tmp_path: Path) -> Office:
    return stocked(tmp_path)


def test_the_list_leads_to_what_was_ticked_and_to_all_that_was_found(owner: Browser):
    form = listed(owner, f"{PRODUCTS}?find=lite")
    ticked = owner.post(BULK, form | {"product": [LITE, MAX], "_do": "choose"})
    assert "2 products are chosen" in ticked.text
    every = owner.post(BULK, form | {"_do": "all"})
    assert "1 product is chosen" in every.text


def test_without_a_tick_nothing_is_chosen(owner: Browser):
    got = owner.post(BULK, listed(owner) | {"_do": "choose"})
    assert got.status == 422
    assert "Tick the products in the list first" in got.text


def test_looking_writes_nothing(at: Office, owner: Browser):
    got = looked(owner, "state", {"new_state": "sold_out"})
    assert (got.status, cells(got)) == (200, [["On sale", "Sold out"], ["On sale", "Sold out"]])
    assert there(at, LITE).stock.state == "available"


def test_what_was_looked_at_is_done_together_with_one_line_in_the_log(at: Office, owner: Browser):
    got = done(owner, "state", {"new_state": "sold_out"}, LITE, MAX)
    assert "2 products changed" in got.text
    assert [there(at, key).stock.state for key in (LITE, MAX)] == ["sold_out", "sold_out"]
    [row] = at.store.audit_of("acme", "products", "state")
    assert changes_of(row)[:2] == [("state", None, "sold_out"), ("count", None, "2")]
    assert at.store.audit_of("acme", "product", LITE) == []


def test_a_change_is_undone_where_nobody_changed_it_since(at: Office, owner: Browser):
    done(owner, "state", {"new_state": "gone"})
    put(at, replace(there(at, MAX), sku="X"))
    page = owner.page(PRODUCTS)
    assert "Undo the last change to many" in page.text
    got = owner.post(f"{BULK}/undo", {"_token": listed(owner)["_token"]})
    assert "1 is again as it was" in got.text
    assert [one.text for one in page_of(got).every("li") if one.text == "Max"] == ["Max"]
    assert [there(at, key).stock.state for key in (LITE, MAX)] == ["available", "gone"]
    assert "Undo the last change to many" not in owner.page(PRODUCTS).text


def test_what_changed_since_it_was_looked_at_is_looked_at_again(at: Office, owner: Browser):
    page = page_of(looked(owner, "state", {"new_state": "gone"}))
    form = fields_of(next(one for one in page.every("form") if "_seen" in fields_of(one)))
    put(at, replace(there(at, MAX), sku="X"))
    got = owner.post(BULK, form | {"_do": "apply"})
    assert (got.status, there(at, LITE).stock.state) == (409, "available")
    again = fields_of(next(one for one in page_of(got).every("form") if "_seen" in fields_of(one)))
    assert owner.post(BULK, again | {"_do": "apply"}).status == 200
    assert there(at, MAX) == replace(there(at, MAX), sku="X", stock=Stock(state="gone"))


def test_what_was_not_looked_at_is_not_done(at: Office, owner: Browser):
    page = page_of(looked(owner, "state", {"new_state": "gone"}))
    form = fields_of(next(one for one in page.every("form") if "_seen" in fields_of(one)))
    for changes in ({"deed": "delete"}, {"new_state": "sold_out"}):
        got = owner.post(BULK, form | changes | {"_do": "apply"})
        assert (got.status, there(at, LITE).stock.state) == (409, "available")


@pytest.mark.parametrize(
    ("wanted", "before", "after"),
    [
        ("sold_out", Stock(left=3), Stock(state="sold_out", left=3)),
        ("available", Stock(state="sold_out", back_on="2026-12-24"), Stock()),
        ("gone", Stock(state="sold_out", back_on="2026-12-24"), Stock(state="gone")),
    ],
)
def test_another_state_leaves_nothing_that_was_true_of_the_one_before(
    wanted: str, before: Stock, after: Stock
):
    changed = asked("state", {"new_state": wanted}).change(thing("lite", stock=before))
    assert changed.after == thing("lite", stock=after)


def test_products_are_left_out_of_search_engines_and_taken_in_again(at: Office, owner: Browser):
    done(owner, "state", {"new_state": "hidden"})
    assert there(at, LITE).private
    done(owner, "state", {"new_state": "listed"}, LITE)
    assert (there(at, LITE).private, there(at, MAX).private) == (False, True)


def test_another_category_keeps_values_and_says_which_comparison_has_them(at: Office, owner: Browser):
    got = looked(owner, "category", {"new_category": "sea"}, LITE)
    assert "2 values have no row there" in got.text
    assert "Comparison: Air <cleaners> (1 product)" in page_of(got).text
    done(owner, "category", {"new_category": "sea"}, LITE)
    assert (there(at, LITE).category, len(there(at, LITE).cells)) == ("sea", 2)


def test_a_brand_needs_its_row_and_is_the_same_in_every_language(at: Office, owner: Browser):
    put(at, replace(there(at, LITE), category="sea"))
    got = looked(owner, "brand", {"brand": "Hanui"})
    assert "Its category has no row for the brand" in got.text
    done(owner, "brand", {"brand": "Hanui"})
    assert there(at, LITE).cells[-1].value == Words(text={"en": "Hanui", "ko": "Hanui"})
    done(owner, "brand", {"brand": ""}, LITE)
    assert "brand" not in {cell.feature for cell in there(at, LITE).cells}


def test_products_leave_one_comparison_and_come_back(at: Office, owner: Browser):
    done(owner, "comparison", {"comparison": "air"}, LITE)
    tiers = lambda: [one.key for one in at.store.get("acme", "comparison", "air").record.tiers]  # noqa: E731
    assert tiers() == ["max"]
    owner.post(f"{BULK}/undo", {"_token": listed(owner)["_token"]})
    assert tiers() == ["lite", "max"]


def test_deleting_says_what_uses_them_and_can_be_undone(at: Office, owner: Browser):
    before = there(at, LITE)
    got = looked(owner, "delete", {}, LITE)
    assert "Comparison: Air <cleaners> (1 product)" in page_of(got).text
    assert "What is published stays" in got.text
    done(owner, "delete", {}, LITE)
    assert at.store.get("acme", "product", LITE) is None
    owner.post(f"{BULK}/undo", {"_token": listed(owner)["_token"]})
    assert there(at, LITE) == before


def test_a_search_that_finds_too_many_goes_on_step_by_step(
    at: Office, owner: Browser, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(planning, "MOST_AT_ONCE", 2)
    at.store.save_all("acme", [thing(f"n{n}", goods("1")) for n in range(3)], by="test")
    got = done(owner, "state", {"new_state": "gone", "sort": "earliest"})
    form = next(one for one in page_of(got).every("form") if "before" in fields_of(one))
    assert [one.key for one in _in_state(at, "gone")] == [MAX, LITE]
    second = page_of(owner.post(BULK, fields_of(form) | {"_do": "look"}))
    again = fields_of(next(one for one in second.every("form") if "_seen" in fields_of(one)))
    owner.post(BULK, again | {"_do": "apply"})
    assert len(_in_state(at, "gone")) == 4


def _in_state(at: Office, state: str):
    wanted = choosing.wanted_in(lambda name: state if name == "state" else "", limit=50)
    return at.store.find_products("acme", wanted)


def test_another_shop_is_never_touched(at: Office, owner: Browser):
    at.store.save("other", shop(key="other"), expected=0, by="test")
    at.store.save("other", thing("lite", goods("1")), expected=0, by="test")
    done(owner, "delete", {}, LITE)
    assert at.store.get("other", "product", LITE) is not None


def test_a_viewer_changes_nothing(at: Office, owner: Browser):
    viewer = signed_in(at, "viewer")
    assert "Change those ticked" not in viewer.get(PRODUCTS).text
    assert viewer.get(BULK).status == 403


# The list
