"""Comparisons: the list, beginning one, what stands in it and in what order, taking it away."""

from pathlib import Path

import pytest
from builders_admin import Browser, Office, fields_of, signed_in
from builders_comparisons import (
    HERE,
    air_office,
    at_the_desk,
    by_the_machines_clock,
    changed_product,
    draft,
    main_of,
    published,
)
from builders_web import price, product

from comparison.core.pricing.amounts.per_unit import PerUnit
from comparison.core.pricing.model import Component

LIST = "/admin/acme/comparisons"


@pytest.fixture
def at(tmp_path: Path) -> Office:
    return air_office(tmp_path)


@pytest.fixture
def owner(at: Office) -> Browser:
    return at_the_desk(at)


def tiers(at: Office, key: str = "air") -> list[str]:
    return [tier.key for tier in draft(at, key).tiers]


def test_the_list_says_what_is_a_draft_and_what_is_live(at: Office, owner: Browser):
    assert "Draft" in owner.page(LIST).text
    published(owner)
    text = owner.page(LIST).text
    assert "Live · edition 1" in text
    assert "Live since 2026-11-22 12:00" in text


def test_a_draft_that_differs_from_what_is_live_is_called_so(at: Office, owner: Browser):
    by_the_machines_clock(at, owner)
    published(owner)
    owner.send(HERE, {"title.en": "Air purifiers"})
    assert 'data-state="changed"' in owner.get(LIST).text


def test_the_number_of_findings_comes_by_itself_and_is_a_link_without_script(at: Office, owner: Browser):
    [cell] = owner.page(LIST).every("span", of_class="count")
    assert cell["hx-get"] == f"{HERE}/findings"
    assert "things worth a look" in owner.get(f"{HERE}/findings").text
    [link] = cell.every("a")
    assert link["href"] == f"{HERE}/check"


def test_a_comparison_is_begun_with_what_its_category_has(at: Office, owner: Browser):
    got = owner.send(LIST, {"title.en": "Which one?", "category": "air", "noun": "product"})
    assert got.status == 303
    assert got.headers["location"] == f"{LIST}/which-one?did=saved"
    assert sorted(tiers(at, "which-one")) == ["air-lite", "air-max"]
    [row] = at.store.audit_of("acme", "comparison", "which-one")
    assert (row.by, row.action) == ("owner", "save")


def test_a_title_that_is_taken_gets_a_key_of_its_own(at: Office, owner: Browser):
    got = owner.send(LIST, {"title.en": "Air", "category": "air", "noun": "plan"})
    assert got.headers["location"] == f"{LIST}/air-2?did=saved"
    assert draft(at, "air-2").noun == "plan"
    assert draft(at).noun == "product"


def test_without_a_title_nothing_is_begun_and_the_rest_stays(at: Office, owner: Browser):
    got = owner.send(LIST, {"title.en": " ", "category": "air", "noun": "plan"})
    assert got.status == 422
    form = fields_of(list(main_of(got).every("form"))[-1])
    assert form["noun"] == "plan"
    assert len(at.store.page("acme", "comparison")) == 1


def test_what_is_typed_is_saved(at: Office, owner: Browser):
    got = owner.send(HERE, {"title.ko": "공기청정기 비교", "horizon": "36", "noun": "plan"})
    assert got.status == 303
    saved = draft(at)
    assert (saved.title["ko"], saved.horizon, saved.noun) == ("공기청정기 비교", 36, "plan")
    assert saved.key == "air"


@pytest.mark.parametrize(
    ("act", "order"),
    [
        ("tiers.down.lite", ["max", "lite"]),
        ("tiers.up.max", ["max", "lite"]),
        ("tiers.up.lite", ["lite", "max"]),
        ("tiers.out.lite", ["max"]),
        ("tiers.sideways.lite", ["lite", "max"]),
        ("nonsense", ["lite", "max"]),
    ],
)
def test_a_button_moves_a_product_and_saves(at: Office, owner: Browser, act: str, order: list[str]):
    assert owner.send(HERE, {"_act": act}).status == 303
    assert tiers(at) == order


def test_several_products_are_taken_out_at_once(at: Office, owner: Browser):
    got = owner.send(HERE, {"_act": "tiers.ticked", "_out.tiers": ["lite", "max"]})
    assert (got.status, tiers(at)) == (303, [])


def test_without_a_tick_nothing_is_taken_out(at: Office, owner: Browser):
    assert owner.send(HERE, {"_act": "tiers.ticked"}).status == 303
    assert tiers(at) == ["lite", "max"]


def test_a_comparison_leads_to_its_values(owner: Browser):
    assert [one["href"] for one in owner.page(HERE).every("a") if "/values?" in one["href"]] == [
        "/admin/acme/values?comparison=air"
    ]


def test_moving_keeps_whatever_else_was_typed(at: Office, owner: Browser):
    owner.send(HERE, {"_act": "tiers.down.lite", "title.en": "Typed meanwhile"})
    assert draft(at).title["en"] == "Typed meanwhile"


def test_a_product_of_the_category_is_added_at_the_end(at: Office, owner: Browser):
    at.store.save("acme", product("pro", "19.00", rooms="3", quiet=True), expected=0, by="test")
    assert "air-pro" in owner.get(HERE).text
    assert owner.send(HERE, {"_act": "tiers.add", "_add": "air-pro"}).status == 303
    assert tiers(at) == ["lite", "max", "air-pro"]
    assert draft(at).tiers[2].product == "air-pro"


@pytest.mark.parametrize("key", ["of-another-shop", "air-lite"])
def test_a_product_that_is_not_offered_is_not_added(at: Office, owner: Browser, key: str):
    got = owner.send(HERE, {"_act": "tiers.add", "_add": key})
    assert got.status == 422
    assert 'id="e-tiers"' in got.text
    assert tiers(at) == ["lite", "max"]


def test_a_product_that_is_gone_is_named_and_can_be_taken_out(at: Office, owner: Browser):
    at.store.delete("acme", "product", "air-lite", expected=1, by="test")
    assert "A product that is gone (lite)" in owner.page(HERE).text
    owner.send(HERE, {"_act": "tiers.out.lite"})
    assert tiers(at) == ["max"]


def test_rows_that_are_not_ticked_are_left_out_and_all_of_them_are_said_as_none(at: Office, owner: Browser):
    owner.send(HERE, {"features": ["quiet"]})
    assert draft(at).features == ("quiet",)
    owner.send(HERE, {"features": ["rooms", "quiet"]})
    assert draft(at).features == ()
    owner.send(HERE, {"_act": "features.up.quiet"})
    assert draft(at).features == ("quiet", "rooms")


def test_not_a_single_row_is_refused_at_its_field(at: Office, owner: Browser):
    filled = owner.filled(HERE)
    got = owner.post(HERE, {name: value for name, value in filled.items() if name != "features"})
    assert got.status == 422
    assert 'id="e-features"' in got.text


def test_blocks_are_ordered_and_left_out(at: Office, owner: Browser):
    owner.send(HERE, {"blocks": ["contact", "delivery"]})
    assert draft(at).blocks == ("contact", "delivery")
    owner.send(HERE, {"_act": "blocks.down.contact"})
    assert draft(at).blocks == ("delivery", "contact")


def test_no_block_is_a_price(owner: Browser):
    names = {one["value"] for one in owner.page(HERE).every("input") if one["name"] == "blocks"}
    assert not {name for name in names if "price" in name or "receipt" in name}


def test_a_first_quantity_is_kept_by_unit_and_taken_back(at: Office, owner: Browser):
    seat = Component(key="seat", label={"en": "Seat"}, kind="base", amount=PerUnit(value="3.00", unit="user"))
    changed_product(at, "air-lite", prices=(price("1.00", components=(seat,)),))
    [name] = [name for name in owner.filled(HERE) if name.startswith("usual.")]
    assert name == "usual.user"
    owner.send(HERE, {name: "14"})
    assert [size.usual for size in draft(at).usual] == [14]
    assert owner.send(HERE, {name: "none"}).status == 422
    owner.send(HERE, {name: ""})
    assert draft(at).usual == ()


def test_who_was_slower_sees_both_versions(at: Office, owner: Browser):
    mine = owner.filled(HERE)
    owner.send(HERE, {"title.en": "Theirs", "_act": "tiers.down.lite"})
    got = owner.post(HERE, mine | {"title.en": "Mine"})
    assert got.status == 409
    both = fields_of(list(main_of(got).every("form"))[-1])
    assert owner.post(HERE, both | {"_pick.tiers": "theirs"}).status == 303
    assert (draft(at).title["en"], tiers(at)) == ("Mine", ["max", "lite"])


def test_of_many_products_some_are_found_by_words(at: Office, owner: Browser):
    others = [
        product(f"x{number:03}", "9.00", rooms="1", quiet=True, name={"en": f"Other {number}"})
        for number in range(101)
    ]
    at.store.save_all("acme", others, by="test")
    assert 'name="_find"' in owner.get(HERE).text
    got = owner.send(HERE, {"_act": "find", "_find": "Other 77"})
    assert got.status == 200
    [chooser] = [one for one in main_of(got).every("select") if one["name"] == "_add"]
    assert [one["value"] for one in chooser.every("option")] == ["", "air-x077"]
    assert tiers(at) == ["lite", "max"]
    fields = fields_of(list(main_of(got).every("form"))[-1])
    assert owner.post(HERE, fields | {"_act": "tiers.add", "_add": "air-x077"}).status == 303
    assert tiers(at) == ["lite", "max", "air-x077"]


def test_a_draft_is_deleted_after_asking_and_its_products_stay(at: Office, owner: Browser):
    got = owner.send(f"{HERE}/remove", {})
    assert got.status == 303
    assert at.store.get("acme", "comparison", "air") is None
    assert at.store.get("acme", "product", "air-lite") is not None
    assert at.store.audit_of("acme", "comparison", "air")[0].action == "delete"


def test_what_shoppers_see_is_not_deleted(at: Office, owner: Browser):
    published(owner)
    token = owner.filled(HERE)
    got = owner.post(f"{HERE}/remove", {"_token": token["_token"], "_revision": "1"})
    assert got.status == 422
    assert draft(at).key == "air"


def test_a_viewer_sees_the_form_and_nothing_to_press(at: Office, owner: Browser):
    viewer = signed_in(at, "viewer")
    page = viewer.page(HERE)
    assert any("disabled" in one.attributes for one in page.every("fieldset"))
    assert "Delete this comparison" not in page.text


def test_a_comparison_of_another_shop_is_not_there(at: Office, owner: Browser):
    assert owner.get("/admin/acme/comparisons/other").status == 404
    assert owner.get("/admin/acme/comparisons/other/check").status == 404


def test_a_changed_product_makes_the_draft_another_one(at: Office, owner: Browser):
    by_the_machines_clock(at, owner)
    published(owner)
    changed_product(at, "air-lite", name={"en": "Light"})
    assert 'data-state="changed"' in owner.get(LIST).text


def test_the_rhythm_of_paying_that_comes_first_is_chosen_among_those_sold(at: Office, owner: Browser):
    assert not [one for one in owner.page(HERE).every("select") if one["name"] == "interval"]
    yearly = (price("10.00"), price("99.00", interval="year"))
    changed_product(at, "air-lite", prices=yearly)
    owner.send(HERE, {"interval": "year"})
    assert draft(at).interval == "year"
    assert owner.send(HERE, {"interval": "week"}).status == 422
    owner.send(HERE, {"interval": ""})
    assert draft(at).interval is None
