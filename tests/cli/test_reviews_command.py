"""`reviews`: listed, written as CSV and read back, and taken away for good."""

import csv
from pathlib import Path

import pytest
from conftest import Run

GOODS = "sku,name,price\none,Lamp one,25\ntwo,Lamp two,40\n"
REVIEWS = (
    "id,sku,rating,date,title,review,verified\n"
    "1,one,4/5,2026-01-02,=Good,Warm light.,yes\n"
    "2,one,2/5,2026-02-03,Bad,It hums.,yes\n"
    "3,three,5/5,2026-03-04,Fine,Not here yet.,yes\n"
)


@pytest.fixture
def shop(run: Run, tmp_path: Path) -> str:
    (tmp_path / "lamps.csv").write_text(GOODS)
    (tmp_path / "reviews.csv").write_text(REVIEWS)
    assert run("import", str(tmp_path / "lamps.csv"), "--shop", "lamps", "--currency", "USD").code == 0
    assert run("import", str(tmp_path / "reviews.csv"), "--shop", "lamps").code == 0
    return "lamps"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return [{**row, "id": ""} for row in csv.DictReader(file)]


def key_of(run: Run, shop: str) -> str:
    """The key of the first lamp, which two reviews name."""
    return run("reviews", "list", shop).out.splitlines()[-1].split()[1]


def test_every_review_is_listed_with_its_product_or_the_word_it_waits_for(run: Run, shop: str):
    listed = run("reviews", "list", shop).out
    key = key_of(run, shop)
    assert [listed.count(f"  {place}  ") for place in (key, "waiting for three")] == [2, 1]
    assert "  4/5  2026-01-02  =Good Warm light." in listed


def test_only_the_reviews_of_one_product_are_listed(run: Run, shop: str):
    listed = run("reviews", "list", shop, "--product", key_of(run, shop)).out
    assert ("Warm light." in listed, "It hums." in listed, "Not here yet." in listed) == (True, True, False)


def test_an_export_is_safe_for_a_spreadsheet_and_says_the_same_again_once_it_was_read(
    run: Run, shop: str, tmp_path: Path
):
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    assert run("reviews", "export", shop, "-o", str(first)).code == 0
    assert "'=Good" in {row["title"] for row in rows(first)}
    assert run("import", str(tmp_path / "lamps.csv"), "--shop", "copy", "--currency", "USD").code == 0
    assert run("import", str(first), "--shop", "copy").code == 0
    assert run("reviews", "export", "copy", "-o", str(second)).code == 0
    told = [
        sorted(row["review"] + row["rating"] + row["date"] for row in rows(one)) for one in (first, second)
    ]
    assert told[0] == told[1]


def test_a_review_that_is_deleted_is_gone_and_no_longer_rates(run: Run, shop: str):
    key = key_of(run, shop)
    ids = [line.split()[0] for line in run("reviews", "list", shop, "--product", key).out.splitlines()]
    assert "count: 2" in run("export", "--shop", shop).out
    assert run("reviews", "delete", shop, ids[0]).code == 0
    assert "count: 1" in run("export", "--shop", shop).out
    assert run("reviews", "delete", shop, ids[1]).code == 0
    assert "rating" not in run("export", "--shop", shop).out
    assert run("reviews", "delete", shop, ids[1]).code == 1


def test_reviews_of_a_shop_that_is_not_there_are_refused(run: Run):
    assert run("reviews", "list", "nobody").code == 1
