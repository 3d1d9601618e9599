"""A change that takes several steps is taken back step by step, the last one first."""

from pathlib import Path

import pytest
from builders_admin import Browser, Office, fields_of, office, signed_in
from builders_tree import Node, tree
from builders_web import Got, product, publication

from comparison.core.catalogue import Product
from comparison.web.admin.products.bulk import planning

BULK = "/admin/acme/bulk"


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(planning, "MOST_AT_ONCE", 2)
    it = publication()
    made = office(tmp_path, it.category, it.comparison)
    made.store.save_all("acme", [product(f"n{n}", "1", rooms="1", quiet=True) for n in range(5)], by="test")
    return made


def page_of(got: Got) -> Node:
    assert got.status == 200, got.text
    return tree(got.text.removeprefix("<!doctype html>"))


def pressed(browser: Browser, page: Node, holding: str, do: str) -> Node:
    """The page after the button *do* of the form that holds a field *holding*."""
    form = next(one for one in page.every("form") if holding in fields_of(one))
    return page_of(browser.post(BULK, fields_of(form) | {"_do": do}))


def gone(at: Office) -> int:
    records = [row.record for row in at.store.page("acme", "product", limit=50)]
    return sum(isinstance(one, Product) and one.stock.state == "gone" for one in records)


def test_all_steps_of_one_change_are_undone_one_after_the_other(at: Office):
    owner = signed_in(at)
    asked = {"all": "1", "deed": "state", "new_state": "gone", "_do": "look"}
    page = page_of(owner.post(BULK, {"_token": str(owner.filled("/admin/_/account")["_token"]), **asked}))
    page = pressed(owner, page, "_seen", "apply")
    assert "the last one first" in page.text
    for steps in (2, 3):
        page = pressed(owner, pressed(owner, page, "before", "look"), "_seen", "apply")
        assert f"{steps} steps of this change can be undone" in page.text
    assert gone(at) == 5
    left = []
    for _ in range(3):
        form = next(one for one in page.every("form") if one["action"] == f"{BULK}/undo")
        page = page_of(owner.post(f"{BULK}/undo", fields_of(form)))
        left.append(gone(at))
    assert left == [4, 2, 0]
    assert [one for one in page.every("form") if one["action"] == f"{BULK}/undo"] == []
