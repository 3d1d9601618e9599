"""The table of how often each rule fires on real catalogues is what comes out today."""

import pytest
from real_findings import CATALOGS, ROOT, SERVICES, SHOPS, Checked, checked, table

PAGE = ROOT / "docs" / "catalogue-check.md"
# All of them, which is why; that they can be published is said of each by test_pricing2yaml_corpus.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def files() -> list[Checked]:
    if not CATALOGS.is_dir():
        pytest.skip("no real catalogue was checked: ../shared/catalogs is not there")
    return list(checked())


def test_the_table_of_the_page_is_what_comes_out_today(files: list[Checked]) -> None:
    page = PAGE.read_text("utf-8")
    assert "\n".join(table(files)) in page


def test_only_files_made_to_be_refused_are_refused(files: list[Checked]) -> None:
    assert [file.path for file in files if file.found is None and file.group in {SERVICES, SHOPS}] == []


def test_no_real_catalogue_has_an_error(files: list[Checked]) -> None:
    real = [file for file in files if file.group in {SERVICES, SHOPS}]
    wrong = [(file.path.name, row) for file in real for row in file.found or () if row[1] == "error"]
    assert wrong == []
