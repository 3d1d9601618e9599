"""Every real file is imported, or refused for a reason that the page names, and holds what it should."""

import pytest
from plain_counts import plainly_counted
from real_imports import CATALOGS, ROOT, Taken, all_taken, files, refusals, smallest, table

PAGE = ROOT / "docs" / "importing.md"


@pytest.fixture(scope="module", params=[smallest, pytest.param(files, marks=pytest.mark.slow)])
def everything(request: pytest.FixtureRequest) -> list[Taken]:
    """What becomes of the smallest file of each kind; of every file where there is time."""
    if not CATALOGS.is_dir():
        pytest.skip("no real catalogue was imported: ../shared/catalogs is not there")
    return list(all_taken(request.param()))


@pytest.mark.slow
@pytest.mark.parametrize("everything", [files], indirect=True)
def test_the_tables_of_the_page_are_what_comes_out_today(everything: list[Taken]) -> None:
    page = PAGE.read_text("utf-8")
    assert "\n".join(table(everything)) in page
    assert "\n".join(refusals(everything)) in page


def test_every_count_is_that_of_a_plain_reader(everything: list[Taken]) -> None:
    read = {one.place: one for one in everything if not one.refused}
    plain = plainly_counted(CATALOGS, read)
    counted = {
        place: {name: getattr(read[place].counts, name) for name in expected}
        for place, expected in plain.items()
    }
    assert counted == plain
    # What pages say in JSON-LD is held against a list of its own, by name.
    assert {place.partition("/")[0] for place in read.keys() - plain.keys()} == {"json-ld"}


def test_a_second_import_of_any_real_file_writes_nothing(everything: list[Taken]) -> None:
    assert [one.place for one in everything if one.again] == []


def test_nothing_is_stored_of_a_file_that_is_refused(everything: list[Taken]) -> None:
    refused = [one for one in everything if one.refused]
    assert [one.place for one in refused if any(one.counts)] == []
