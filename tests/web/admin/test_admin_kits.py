"""What an empty shop begins with."""

import datetime
from pathlib import Path

import pytest
from builders_admin import Browser, Office, signed_in
from builders_web import new_store, shop

from comparison.assets import CATALOG_DATA
from comparison.storage.checking import findings_on
from comparison.storage.kits import Kit, kits_in, use_kit
from comparison.web.admin.guesses import markets

KITS = kits_in(CATALOG_DATA / "kits")


def test_there_are_four_kits_in_the_order_of_their_places() -> None:
    assert [kit.key for kit in KITS] == ["plans", "devices", "measured", "specs"]


@pytest.mark.parametrize("kit", KITS, ids=lambda kit: kit.key)
def test_every_need_of_a_kit_asks_for_a_row_that_the_kit_brings(kit) -> None:
    rows = {feature.key: feature for feature in kit.category.features}
    needs = [need for persona in kit.personas for need in persona.needs]
    needs += [
        need for one in kit.comparison.quiz.questions for answer in one.answers for need in answer.needs
    ]
    assert {need.feature for need in needs} <= set(rows)
    assert all(need.unit in {None, rows[need.feature].unit} for need in needs)
    assert kit.comparison.personas == tuple(persona.key for persona in kit.personas)
    assert kit.comparison.category == kit.category.key
    assert {group.key for group in kit.category.groups} >= {one.group for one in rows.values() if one.group}


@pytest.mark.parametrize("kit", KITS, ids=lambda kit: kit.key)
def test_the_check_finds_no_error_in_a_kit_but_that_nothing_is_compared_yet(tmp_path: Path, kit: Kit) -> None:
    store = new_store(tmp_path)
    store.save("acme", shop(), expected=0, by="test")
    use_kit(store, "acme", kit, shop().languages, by="anna", now="2026-11-22T00:00:00.000000Z")
    found = findings_on(
        store, "acme", kit.comparison.key, markets=markets(), today=datetime.date(2026, 11, 22)
    )
    assert [one for one in found if one.level == "error" and "tiers" not in one.path] == []


def test_home_offers_every_kit_while_there_is_no_comparison(at: Office, owner: Browser) -> None:
    offered = [one["value"] for one in owner.page("/admin/acme").every("button") if one["name"] == "kit"]
    assert offered == [*(kit.key for kit in KITS), ""]
    owner.send("/admin/acme/start", {"kit": "plans"})
    assert [one for one in owner.page("/admin/acme").every("button") if one["name"] == "kit"] == []


def test_a_kit_speaks_the_languages_of_its_shop_and_leaves_its_lines_in_the_log(
    at: Office, owner: Browser
) -> None:
    owner.send("/admin/acme/start", {"kit": "specs"})
    languages = at.store.get("acme", "shop", "acme").record.languages
    category = at.store.get("acme", "category", "spec-product").record
    assert set(category.label) <= set(languages)
    saved = [line.key for _, line in at.store.audit("acme") if line.action == "save"]
    assert {"spec-product", "spec-products", "on-the-move"} <= set(saved)


def test_a_kit_is_used_once(at: Office, owner: Browser) -> None:
    form = owner.filled("/admin/acme/start") | {"kit": "plans"}
    assert owner.post("/admin/acme/start", form).status == 303
    again = owner.post("/admin/acme/start", form)
    assert (again.status, "began with this kit already" in again.text) == (422, True)


def test_nothing_leads_to_the_table_at_once(owner: Browser) -> None:
    got = owner.post("/admin/acme/start", owner.filled("/admin/acme/start") | {"kit": ""})
    assert got.headers["location"] == "/admin/acme/import"


def test_a_viewer_begins_nothing(at: Office, owner: Browser) -> None:
    viewer = signed_in(at, "viewer")
    assert (
        viewer.post("/admin/acme/start", viewer.filled("/admin/acme/start") | {"kit": "plans"}).status == 403
    )
