"""The shop as a file, in every format."""

import pytest
from builders_admin import Browser, Office, signed_in
from builders_imports import begin_here, chosen, pasted

from comparison.storage import import_runs
from comparison.storage.formats.exporting import EXPORTS
from comparison.storage.formats.native import read_native

FILE = "/admin/acme/export/file"


@pytest.fixture
def stocked(at: Office, owner: Browser, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """Somebody whose shop has two products, one of which is called as a formula begins."""
    monkeypatch.setattr(import_runs, "begin", begin_here)
    page = pasted(owner, "name\tprice\tcolour\n=1+1\t10 USD\tred\nBell\t20 USD\tblue\n")
    chosen(owner, page, "store")
    return owner


def test_every_format_is_offered_and_sent_as_a_file(stocked: Browser) -> None:
    page = stocked.page("/admin/acme/export")
    offered = [one["value"] for one in page.every("input") if one["name"] == "format"]
    assert offered == [one.name for one in EXPORTS]
    for form in offered:
        got = stocked.get(f"{FILE}?format={form}")
        assert (got.status, got.headers["cache-control"]) == (200, "no-store"), form
        assert got.headers["content-disposition"].startswith('attachment; filename="acme'), form
        assert int(got.headers["content-length"]) == len(got.body) > 100, form


def test_what_was_exported_reads_back_whole(at: Office, stocked: Browser) -> None:
    native = read_native(stocked.get(FILE).body, "acme.yaml")
    assert {one.key for one in native.products} == {
        one.record.key for one in at.store.page("acme", "product")
    }


def test_no_cell_of_a_table_is_a_formula(stocked: Browser) -> None:
    lines = stocked.get(f"{FILE}?format=csv").body.decode("utf-8-sig").splitlines()
    cells = [cell.strip('"') for line in lines for cell in line.split(",")]
    assert "'=1+1" in cells
    assert not any(cell.startswith("=") for cell in cells)


def test_a_format_that_is_none_is_said_on_a_page(stocked: Browser) -> None:
    assert stocked.get(f"{FILE}?format=word").status == 400


def test_the_file_of_another_shop_is_not_sent(at: Office, stocked: Browser) -> None:
    assert at.browser().get(FILE).status == 303
    other = at.store.get("acme", "shop", "acme").record
    at.store.save(
        "other",
        type(other)(key="other", name=other.name, languages=other.languages, markets=other.markets),
        expected=0,
        by="x",
    )
    assert signed_in(at, "editor", shop="other").get(FILE).status == 404
