"""Products in the merchant's side: found, added, edited, copied, deleted; their categories and features."""

from pathlib import Path

import pytest
from builders_admin import Browser, Office, fields_of, office, signed_in
from builders_tree import tree
from builders_web import product, publication, shop

from comparison.core.catalogue import Category, Product

PRODUCTS, LITE, AIR = "/admin/acme/products", "/admin/acme/products/air-lite", "/admin/acme/categories/air"


@pytest.fixture
def at(tmp_path: Path) -> Office:
    it = publication()
    return office(tmp_path, it.category, *it.products, it.comparison, *it.personas)


def saved(at: Office, key: str) -> Product:
    stored = at.store.get("acme", "product", key)
    assert stored is not None
    assert isinstance(stored.record, Product)
    return stored.record


def category(at: Office, key: str = "air") -> Category:
    stored = at.store.get("acme", "category", key)
    assert stored is not None
    assert isinstance(stored.record, Category)
    return stored.record


def test_a_product_is_found_by_a_part_of_its_name(owner: Browser):
    assert "Lite" in owner.page(f"{PRODUCTS}?find=lit").text
    assert "Max" not in owner.page(f"{PRODUCTS}?find=lit").text
    assert "No product matches" in owner.page(f"{PRODUCTS}?find=nothing-like-it").text


def test_a_strange_page_of_the_list_is_the_first(owner: Browser):
    assert "Lite" in owner.page(f"{PRODUCTS}?before=-1&state=odd").text


def test_a_long_list_goes_on_from_where_it_ended(at: Office, owner: Browser):
    at.store.save_all(
        "acme", [product(f"more-{n}", "1.00", rooms="1", quiet=True) for n in range(60)], by="test"
    )
    [following] = [a for a in owner.page(PRODUCTS).every("a") if "before=" in a["href"]]
    second = owner.page(following["href"])
    assert "Lite" in second.text
    assert "More-59" not in second.text


def test_a_new_product_goes_on_to_its_price(at: Office, owner: Browser):
    got = owner.send("/admin/acme/new-product", {"name.en": "Air Mini", "category": "air"})
    assert (got.status, got.headers["location"]) == (303, f"{PRODUCTS}/air-mini/prices/new?did=saved")
    assert saved(at, "air-mini").name == {"en": "Air Mini"}
    again = owner.send("/admin/acme/new-product", {"name.en": "Air Mini", "category": "air"})
    assert "/air-mini-2/" in again.headers["location"]


def test_a_korean_name_alone_makes_a_key_too(at: Office, owner: Browser):
    owner.send("/admin/acme/new-product", {"name.en": "공기청정기", "category": "air"})
    assert saved(at, "product").name == {"en": "공기청정기"}


def test_what_is_typed_is_saved_with_its_line_in_the_log(at: Office, owner: Browser):
    got = owner.send(
        LITE, {"sku": "A-1", "stock": "sold_out", "back_on": "2026-12-24", "offered_to": "2027-01-31"}
    )
    assert got.status == 303
    record = saved(at, "air-lite")
    assert (record.sku, record.stock.state, record.stock.back_on) == ("A-1", "sold_out", "2026-12-24")
    assert record.cells == publication().products[0].cells
    [row] = at.store.audit_of("acme", "product", "air-lite")
    assert (row.by, row.action) == ("owner", "save")


def test_wrong_fields_are_said_there_and_nothing_is_saved(at: Office, owner: Browser):
    wrong = {
        "back_on": "2026-02-30",
        "category": "no-such",
        "name.en": "",
        "left": "many",
        "offered_to": "2020-01-01",
    }
    got = owner.send(LITE, {"offered_from": "2026-01-01", "sku": "kept", **wrong})
    assert got.status == 422
    for field in wrong:
        assert f'id="e-{field}"' in got.text
    assert 'value="kept"' in got.text
    assert 'id="e-offer"' in owner.send(LITE, {"offer": "javascript:alert(1)"}).text
    assert saved(at, "air-lite") == publication().products[0]


def test_what_both_left_empty_is_no_question_between_two_versions(at: Office, owner: Browser):
    mine = owner.filled(LITE)
    owner.send(LITE, {"sku": "theirs"})
    page = tree(owner.post(LITE, mine | {"sku": "mine"}).text.removeprefix("<!doctype html>"))
    asked = [one["name"] for one in page.every("input") if one["type"] == "radio"]
    assert set(asked) == {"_pick.sku"}


def test_who_was_slower_sees_both_versions_of_a_product(at: Office, owner: Browser):
    mine = owner.filled(LITE)
    owner.send(LITE, {"sku": "theirs"})
    got = owner.post(LITE, mine | {"sku": "mine"})
    assert got.status == 409
    assert "theirs" in got.text
    assert saved(at, "air-lite").sku == "theirs"


def test_a_copy_has_its_own_key_and_no_number_of_the_other(at: Office, owner: Browser):
    owner.send(LITE, {"sku": "A-1"})
    got = owner.post(f"{LITE}/copy", {"_token": owner.filled(LITE)["_token"]})
    assert got.headers["location"] == f"{PRODUCTS}/air-lite-copy?did=copied"
    copied = saved(at, "air-lite-copy")
    assert (copied.sku, copied.offer) == (None, None)
    assert copied.prices == saved(at, "air-lite").prices


def test_deleting_says_first_what_uses_it(at: Office, owner: Browser):
    assert "Comparison: Air <cleaners>" in owner.page(f"{LITE}/delete").text
    got = owner.send(f"{LITE}/delete", {})
    assert got.status == 303
    assert at.store.get("acme", "product", "air-lite") is None
    assert at.store.audit_of("acme", "product", "air-lite")[0].action == "delete"


def test_a_product_that_changed_meanwhile_is_not_deleted(at: Office, owner: Browser):
    asked = owner.filled(f"{LITE}/delete")
    owner.send(LITE, {"sku": "A-1"})
    assert owner.post(f"{LITE}/delete", asked).headers["location"] == f"{LITE}/delete"
    assert saved(at, "air-lite").sku == "A-1"


def test_a_viewer_sees_and_changes_nothing(at: Office):
    viewer = signed_in(at, "viewer")
    assert viewer.get(LITE).status == 200
    token = viewer.filled("/admin/_/account")["_token"]
    assert viewer.post(LITE, {"_token": token, "name.en": "Mine"}).status == 403
    assert saved(at, "air-lite").name["en"] == "Lite"


def test_a_form_that_waited_for_signing_in_to_copy_does_not_empty_the_product(at: Office, owner: Browser):
    token = owner.filled(LITE)["_token"]
    at.store.end_sessions("owner")
    got = owner.post(f"{LITE}/copy", {"_token": token})
    assert got.status == 401
    forms = list(tree(got.text.removeprefix("<!doctype html>")).every("form"))

    back = owner.post(
        "/admin/_/sign-in", fields_of(forms[-1]) | {"name": "owner", "password": "a long enough sentence"}
    )
    assert owner.filled(back.headers["location"])["name.en"] == "Lite"


def test_a_category_gets_features_of_every_kind_in_order(at: Office, owner: Browser):
    owner.send("/admin/acme/categories", {"label.en": "Phones"})
    new = "/admin/acme/categories/phones/new-feature"
    for name, kind, unit in (("Weight", "number", "g"), ("Colour", "text", ""), ("Radio", "yes_no", "")):
        assert owner.send(new, {"label.en": name, "kind": kind, "unit": unit}).status == 303
    features = category(at, "phones").features
    assert [(one.key, one.kind, one.unit) for one in features] == [
        ("weight", "number", "g"),
        ("colour", "text", None),
        ("radio", "yes_no", None),
    ]


def test_a_unit_is_for_numbers_only(owner: Browser):
    got = owner.send(f"{AIR}/new-feature", {"label.en": "Colour", "kind": "text", "unit": "g"})
    assert got.status == 422
    assert 'id="e-unit"' in got.text


def test_a_feature_keeps_what_its_form_does_not_show(at: Office, owner: Browser):
    owner.send(f"{AIR}/features/rooms", {"best.en": "Largest", "help.en": "How many\nrooms"})
    [rooms, _] = category(at).features
    assert (rooms.best, rooms.help) == ({"en": "Largest"}, {"en": "How many\nrooms"})
    assert rooms.direction == "higher"


def test_features_move_by_buttons_and_by_a_whole_order(at: Office, owner: Browser):
    moving = {name: one for name, one in owner.filled(AIR).items() if name in {"_token", "_revision"}}
    assert owner.post(AIR, moving | {"_move": "feature.quiet.up"}).status == 303
    assert [one.key for one in category(at).features] == ["quiet", "rooms"]
    moving["_revision"] = "2"
    owner.post(AIR, moving | {"_order": "rooms,quiet,odd"})
    assert [one.key for one in category(at).features] == ["rooms", "quiet"]


def test_a_group_without_a_name_goes_and_its_features_stay(at: Office, owner: Browser):
    owner.send(AIR, {"group.0.label.en": "Body", "group.0.label.ko": "몸체"})
    owner.send(f"{AIR}/features/rooms", {"group": "body"})
    assert category(at).features[0].group == "body"
    owner.send(AIR, {"group.0.label.en": "", "group.0.label.ko": ""})
    assert category(at).groups == ()
    assert category(at).features[0].group is None


def test_deleting_a_feature_or_a_category_says_what_uses_it(at: Office, owner: Browser):
    asked = owner.page(f"{AIR}/features/quiet/delete").text
    assert "2 products" in asked
    assert "Buyer type: Small flat" in asked
    assert owner.send(f"{AIR}/features/quiet/delete", {}).status == 303
    assert [one.key for one in category(at).features] == ["rooms"]
    assert saved(at, "air-lite").cells[1].feature == "quiet"
    assert "2 products" in owner.page(f"{AIR}/delete").text
    owner.send(f"{AIR}/delete", {})
    assert at.store.get("acme", "category", "air") is None


def test_what_is_not_there_is_not_found(owner: Browser):
    price = "/products/air-lite/prices/kr-krw-once-any"
    for path in ("/products/nobody", price, "/categories/x", "/categories/air/features/x"):
        assert owner.get(f"/admin/acme{path}").status == 404


def test_nothing_of_a_shop_is_shown_to_others(at: Office):
    at.owner()
    at.store.save_all("other", [shop(key="other")], by="test")
    stranger = signed_in(at, "editor", shop="other")
    for path in ("/products", "/products/air-lite", "/values", "/categories/air", "/new-product"):
        assert stranger.get(f"/admin/acme{path}").status == 404
    assert stranger.get("/admin/other/products/air-lite").status == 404
    assert "Lite" not in stranger.page("/admin/other/products?find=lite").text
