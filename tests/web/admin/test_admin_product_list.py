"""The list of products: what it says of each, and searches that are kept under a name."""

from pathlib import Path

import pytest
from builders_admin import Browser, Office, fields_of
from builders_bulk import (
    LITE,
    PRODUCTS,
    put,
    stocked,
    there,
)
from builders_tree import Node
from builders_web import product
from msgspec.structs import replace

from comparison.core.content import Image


@pytest.fixture
def at(tmp_path: Path) -> Office:
    return stocked(tmp_path)


def test_the_list_says_price_picture_and_comparison_of_each(at: Office, owner: Browser):
    rows = [one for one in owner.page(PRODUCTS).every("li") if "Lite" in one.text]
    [row] = rows
    assert "₩10,000" in row.text
    assert "Air <cleaners>" in row.text


def test_the_list_shows_the_pictures_that_there_are(at: Office, owner: Browser):
    assert list(owner.page(PRODUCTS).every("img")) == []
    image = Image(digest="ab" * 32, width=640, height=480, alt={"en": "It", "ko": "그것"})
    put(at, replace(there(at, LITE), image=image))
    assert [one["src"] for one in owner.page(PRODUCTS).every("img")] == [f"/pictures/{'ab' * 32}-160.webp"]


def test_a_product_without_a_price_in_the_first_country_has_no_figure(at: Office, owner: Browser):
    put(at, product("lite", "10.00", rooms="1", quiet=True))
    [row] = [one for one in owner.page(PRODUCTS).every("li") if "Lite" in one.text]
    assert "$" not in row.text


def test_a_search_is_kept_under_a_name_and_shown_above_the_list(at: Office, owner: Browser):
    address = f"{PRODUCTS}?find=lite&sort=earliest"
    form = _saving(owner.page(address), "keep")
    got = owner.post(PRODUCTS, form | {"name": "The small one", "_do": "keep"})
    assert (got.status, got.headers["location"]) == (303, f"{address}&did=saved")
    [chip] = [one for one in owner.page(PRODUCTS).every("a") if one.text == "The small one"]
    found = owner.page(chip["href"]).text
    assert "Lite" in found
    assert "Max" not in found
    [row] = at.store.audit_of("acme", "search", "the-small-one")
    assert row.action == "save"


def test_a_search_is_renamed_and_removed(at: Office, owner: Browser):
    form = _saving(owner.page(f"{PRODUCTS}?find=lite"), "keep")
    owner.post(PRODUCTS, form | {"name": "Small", "_do": "keep"})
    form = _saving(owner.page(PRODUCTS), "rename:small")
    owner.post(PRODUCTS, form | {"name.small": "Tiny", "_do": "rename:small"})
    assert [one.name for one in at.store.saved_searches("acme")] == ["Tiny"]
    owner.post(PRODUCTS, form | {"_do": "forget:small"})
    assert at.store.saved_searches("acme") == []
    assert owner.post(PRODUCTS, form | {"_do": "forget:small"}).status == 422


@pytest.mark.parametrize(("name", "said"), [("", "be empty"), ("x" * 61, "At most"), ("Taken", "this name")])
def test_a_search_needs_a_name_of_its_own(at: Office, owner: Browser, name: str, said: str):
    form = _saving(owner.page(f"{PRODUCTS}?find=lite"), "keep")
    owner.post(PRODUCTS, form | {"name": "Taken", "_do": "keep"})
    got = owner.post(PRODUCTS, form | {"name": name, "_do": "keep"})
    assert got.status == 422
    assert said in got.text
    assert len(at.store.saved_searches("acme")) == 1


def _saving(page: Node, button: str) -> dict[str, str | list[str]]:
    """The form that has a button of that value."""
    return next(
        fields_of(form)
        for form in page.every("form")
        if any(one["value"] == button for one in form.every("button"))
    )
