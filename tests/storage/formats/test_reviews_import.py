"""Reviews from files: any scale, any form of a day, each once, joined to their products."""

import csv
import io
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from builders_goods import notes, plain_rows, product
from builders_mappings import mapping_file
from builders_tables import CATALOGS, real_file, records_table, taken_in

from comparison.core.content import Rating
from comparison.core.errors import RefusedFile, RefusedRows
from comparison.storage.formats.reading import SourceFile
from comparison.storage.formats.registry import format_of
from comparison.storage.formats.review_cells import day_in, grade_in
from comparison.storage.importing import Imported
from comparison.storage.store import Store

NSMC = sorted((CATALOGS / "reviews" / "nsmc-raw").glob("*.json"))
MAGENTO = "reviews/magento/products_reviews_men_gear.csv"
PRDECT = "reviews/prdect-id/prdect-id.csv"


def row(sku: str, rating: str, **changes: str) -> dict[str, str]:
    return {"sku": sku, "rating": rating, "review": f"Text of {sku} {rating}", "author": "Chi"} | changes


def reviews(*rows: dict[str, str]) -> SourceFile:
    return records_table(rows, name="reviews.csv")


def shop(store: Store, *names: str) -> None:
    """A shop that sells *names*, each with its SKU in capitals."""
    rows = [{"name": name, "sku": name.upper(), "price": "5", "size": "1"} for name in names]
    taken_in(store, records_table(rows))


def rating(store: Store, key: str) -> Rating | None:
    found = product(store, key).rating
    assert found is None or isinstance(found, Rating)
    return found


def counted(imported: Imported) -> tuple[int, int, int]:
    assert imported.reviewed is not None
    found = imported.reviewed.reviews
    return found.new, found.changed, found.unchanged


def test_every_real_magento_review_counts_for_the_product_of_its_sku(store: Store):
    for name in ("products_gear_bags", "products_gear_watches"):
        taken_in(store, real_file(f"shop-exports/magento/{name}.csv"))
    taken_in(store, real_file("shop-exports/magento/products_men.csv"))
    path = real_file(MAGENTO)
    rows = plain_rows(path)
    done = taken_in(store, path)
    assert (done.format, counted(done)) == ("reviews", (len(rows), 0, 0))
    grades: dict[str, list[int]] = {}
    for line in rows:
        grades.setdefault(line["sku"], []).append(int(line["rating_value"]))
    sold = {stored.record.sku: stored.record for stored in store.scan("acme", "product")}
    for sku, given in grades.items():
        if sku in sold:
            found = sold[sku].rating
            assert found is not None
            assert (found.count, found.scale) == (len(given), 5)
            assert found.spread == tuple(Counter(given)[grade] for grade in range(1, 6))
            assert Decimal(found.average) == (Decimal(sum(given)) / len(given)).quantize(Decimal("0.01"))
    waiting = sum(len(given) for sku, given in grades.items() if sku not in sold)
    assert store.review_count("acme") == (len(rows), waiting)
    assert 0 < waiting < len(rows)


def test_every_real_indonesian_review_is_there_word_for_word(store: Store):
    path = real_file(PRDECT)
    rows = plain_rows(path, delimiter=";")
    taken_in(store, path, language="id")
    found = Counter((one.reference, one.grade, one.text) for one in store.reviews("acme", "", limit=100_000))
    expected = {
        (line["Product Name"].strip()[:200], line["Customer Rating"], line["Customer Review"].strip())
        for line in rows
    }
    assert found == Counter(expected)
    assert sum("??" in text for _, _, text in found) > 300


def test_what_the_real_indonesian_file_holds_twice_is_counted_once(store: Store):
    path = real_file(PRDECT)
    rows = plain_rows(path, delimiter=";")
    done = taken_in(store, path)
    distinct = {(line["Product Name"], line["Customer Rating"], line["Customer Review"]) for line in rows}
    assert notes(done)["duplicate_reviews"] == len(rows) - len(distinct)


def test_every_real_korean_review_is_out_of_ten_and_has_its_day(store: Store):
    if not NSMC:
        pytest.skip("10 files of the real catalogues are not here: reviews/nsmc-raw")
    expected: Counter[tuple[str, str, str]] = Counter()
    for path in NSMC:
        done = taken_in(store, path, language="ko")
        assert notes(done)["waiting_reviews"] == 100
        for item in json.loads(path.read_text("utf-8")):
            year, month, day = item["date"].split(".")
            expected[item["rating"], f"20{year}-{month}-{day}", item["review"].strip()] += 1
    found = store.reviews("acme", "", limit=100_000)
    assert Counter((one.grade, one.day, one.text) for one in found) == expected
    assert {one.scale for one in found} == {10}


@pytest.mark.parametrize("language", ["ko", "en", "de"])
def test_the_order_of_figures_is_found_out_from_all_of_them(store: Store, language: str):
    if not NSMC:
        pytest.skip("1 file of the real catalogues is not here: reviews/nsmc-raw")
    taken_in(store, NSMC[0], language=language)
    years = {one.day[:4] for one in store.reviews("acme", "", limit=1_000)}
    assert years <= {"2012", "2013", "2014", "2015"}


@pytest.mark.parametrize("place", [MAGENTO, PRDECT])
def test_a_second_import_of_a_real_file_changes_nothing(store: Store, place: str):
    path = real_file(place)
    taken_in(store, path)
    again = taken_in(store, path)
    assert (again.changed, counted(again)[:2]) == (0, (0, 0))


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("4", ("4", None)),
        ("4.50", ("4.5", None)),
        ("4,5", ("4.5", None)),
        ("4/5", ("4", 5)),
        ("8 out of 10", ("8", 10)),
        ("4,5 von 5 Sternen", ("4.5", 5)),
        ("85%", ("85", 100)),
        ("★★★★☆", ("4", 5)),
        ("⭐⭐⭐", ("3", None)),
        ("4점", ("4", None)),
        ("5 stars", ("5", None)),
        ("good", None),
        ("-1", None),
        ("1e3", None),
        ("", None),
        ("4/", None),
    ],
)
def test_grades_are_read_in_the_forms_that_people_write(text: str, grade: tuple[str, int | None] | None):
    assert grade_in(text) == grade


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-22", "2026-11-22"),
        ("2026-11-22T10:00:00Z", "2026-11-22"),
        ("2026.11.22 14:03:22", "2026-11-22"),
        ("2026년 11월 22일", "2026-11-22"),
        ("20261122", "2026-11-22"),
        ("Nov 22, 2026", "2026-11-22"),
        ("Sunday, November 22nd, 2026", "2026-11-22"),
        ("22. November 2026", "2026-11-22"),
        ("22 de noviembre de 2026", "2026-11-22"),
        ("22-Nov-2026", "2026-11-22"),
        ("1427238000", "2015-03-24"),
        ("22.11.2026", "2026-11-22"),
        ("31.02.2026", None),
        ("22.11.1026", None),
        ("soon", None),
        ("99999999999999999999", None),
    ],
)
def test_days_are_read_in_the_forms_that_people_write(text: str, day: str | None):
    assert day_in(text, "dmy") == day


@pytest.mark.parametrize(
    ("dates", "days", "note"),
    [
        (("03/14/2026", "01/02/2026"), ["2026-01-02", "2026-03-14"], None),
        (("14/03/2026", "01/02/2026"), ["2026-02-01", "2026-03-14"], None),
        (("01/02/2026", "03/04/2026"), ["2026-01-02", "2026-03-04"], "dates_mdy"),
        (("01.02.2026", "03.04.2026"), ["2026-02-01", "2026-04-03"], "dates_dmy"),
        (("15.08.25", "15.08.23", "15.07.30"), ["2015-07-30", "2015-08-23", "2015-08-25"], "dates_ymd"),
    ],
)
def test_a_doubtful_order_is_said(store: Store, dates: tuple[str, ...], days: list[str], note: str | None):
    rows = [row(f"S{number}", "4", date=date) for number, date in enumerate(dates)]
    done = taken_in(store, reviews(*rows))
    assert sorted(one.day for one in store.reviews("acme", "")) == days
    assert {name for name in notes(done) if name.startswith("dates_")} == ({note} if note else set())


@pytest.mark.parametrize(
    ("grades", "scale"), [(("1", "5"), 5), (("2", "7"), 10), (("20", "85"), 100), (("20%", "85%"), 100)]
)
def test_the_scale_is_the_smallest_usual_one_that_all_grades_fit(
    store: Store, grades: tuple[str, str], scale: int
):
    taken_in(store, reviews(*(row(f"S{number}", grade) for number, grade in enumerate(grades))))
    assert {one.scale for one in store.reviews("acme", "")} == {scale}


@pytest.mark.parametrize("column", ["sku", "product_handle", "product name"])
def test_a_review_finds_its_product_by_sku_by_key_and_by_name(store: Store, column: str):
    shop(store, "tea cup", "mug")
    word = {"sku": "tea CUP", "product_handle": "tea-cup", "product name": "Tea  cup"}[column]
    taken_in(store, reviews({column: word, "rating": "4", "review": "Good"}))
    assert rating(store, "tea-cup") == Rating(average="4", scale=5, count=1, spread=(0, 0, 0, 1, 0))
    assert rating(store, "mug") is None


def test_a_name_that_two_products_share_joins_none(store: Store):
    rows = [{"name": "Cup", "sku": sku, "price": "5", "size": sku} for sku in ("A", "B")]
    taken_in(store, records_table(rows))
    done = taken_in(store, reviews({"product name": "Cup", "rating": "4", "review": "Good"}))
    assert notes(done)["waiting_reviews"] == 1


def test_reviews_wait_for_their_product_and_count_once_it_is_there(store: Store):
    shop(store, "mug", "pot")
    file = reviews(row("CUP", "5"), row("MUG", "4"))
    assert notes(taken_in(store, file))["waiting_reviews"] == 1
    shop(store, "mug", "pot", "cup")
    done = taken_in(store, file)
    assert counted(done) == (0, 1, 1)
    assert rating(store, "cup") == Rating(average="5", scale=5, count=1, spread=(0, 0, 0, 0, 1))


def test_a_later_file_adds_to_the_rating(store: Store):
    shop(store, "cup", "mug")
    taken_in(store, reviews(row("CUP", "5", date="2026-11-01")))
    taken_in(store, reviews(row("CUP", "2", date="2026-10-01"), row("MUG", "3")))
    found = rating(store, "cup")
    assert found is not None
    assert (found.count, found.average, found.period) == (2, "3.5", 2)


def test_a_rating_stays_when_the_products_are_imported_again(store: Store):
    shop(store, "cup", "mug")
    taken_in(store, reviews(row("CUP", "5")))
    shop(store, "cup", "mug")
    assert rating(store, "cup") is not None


def test_a_changed_review_changes_the_rating(store: Store):
    shop(store, "cup", "mug")
    taken_in(store, reviews(row("CUP", "5", review_id="1")))
    done = taken_in(store, reviews(row("CUP", "1", review_id="1")))
    assert counted(done) == (0, 1, 0)
    found = rating(store, "cup")
    assert found is not None
    assert (found.count, found.average) == (1, "1")


def test_a_comparison_that_shows_a_rated_product_is_checked_and_can_be_published(store: Store):
    shop(store, "cup", "mug")
    done = taken_in(store, reviews(row("CUP", "5")))
    assert [one.key for one in done.comparisons] == ["goods"]


def test_the_same_review_twice_counts_once_and_another_of_its_id_is_refused(store: Store):
    same = row("CUP", "5", review_id="1")
    done = taken_in(store, reviews(same, same))
    assert (counted(done), notes(done)["duplicate_reviews"]) == ((1, 0, 0), 1)
    with pytest.raises(RefusedRows) as refused:
        taken_in(store, reviews(same, row("CUP", "4", review_id="1")))
    assert [(fault.line, fault.path) for fault in refused.value.faults] == [(3, "review_id")]


def test_what_two_people_say_alike_are_two_reviews(store: Store):
    done = taken_in(
        store, reviews(row("CUP", "5", review="Good"), row("CUP", "5", review="Good", author="Bo"))
    )
    assert counted(done) == (2, 0, 0)


def test_only_the_rating_of_the_whole_product_counts(store: Store):
    rows = [row("CUP", grade, rating_code=code) for code, grade in (("Rating", "5"), ("Price", "1"))]
    done = taken_in(store, reviews(*rows))
    assert (counted(done), notes(done)["other_ratings"]) == ((1, 0, 0), 1)


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("Y", "purchase"),
        ("true", "purchase"),
        ("Verified Purchase", "purchase"),
        ("0", "not_verified"),
        ("", ""),
    ],
)
def test_whether_the_writer_bought_it_is_kept(store: Store, said: str, known: str):
    taken_in(store, reviews(row("CUP", "5", verified_purchase=said), row("MUG", "5")))
    found = {one.reference: one.verified for one in store.reviews("acme", "")}
    assert found["CUP"] == known


def test_addresses_of_people_are_never_kept(store: Store):
    taken_in(store, reviews(row("CUP", "5", email="chi@example.com")))
    (kept,) = store.reviews("acme", "")
    assert "example.com" not in repr(kept)


def test_a_text_with_tags_is_the_text_they_show_and_a_bare_sign_stays(store: Store):
    html = row("CUP", "5", review="One<br />two<script>alert(1)</script>")
    taken_in(store, reviews(html, row("MUG", "5", review="I <3 it & more")))
    assert {one.reference: one.text for one in store.reviews("acme", "")} == {
        "CUP": "One\ntwo",
        "MUG": "I <3 it & more",
    }


def test_other_headers_can_be_mapped(store: Store):
    mapping = mapping_file(
        "product: [artikel]\nrating: wertung\nscale: 20\ntext: meinung\ndate: tag\ndates: mdy\n"
    )
    rows = [{"artikel": "CUP", "wertung": "15", "meinung": "Gut", "tag": "01/02/2026"}]
    taken_in(store, reviews(*rows), format="reviews", mapping=mapping)
    (kept,) = store.reviews("acme", "")
    assert (kept.grade, kept.scale, kept.day, kept.text) == ("15", 20, "2026-01-02", "Gut")


def test_a_mapping_can_say_how_the_shop_knows_the_writers(store: Store):
    mapping = mapping_file("product: sku\nrating: rating\ntext: review\nverified: bought\nknows: account\n")
    rows = (row("CUP", "5", bought=""), row("MUG", "5", bought="yes"))
    taken_in(store, reviews(*rows), format="reviews", mapping=mapping)
    assert {one.reference: one.verified for one in store.reviews("acme", "")} == {
        "CUP": "account",
        "MUG": "purchase",
    }


@pytest.mark.parametrize(
    "text", ["product: gone\nrating: rating", "rating: rating", "product: sku\nrating: rating\nscale: 1", "["]
)
def test_a_mapping_that_does_not_fit_is_refused(store: Store, text: str):
    with pytest.raises(RefusedFile) as refused:
        taken_in(store, reviews(row("CUP", "5")), format="reviews", mapping=mapping_file(text))
    assert refused.value.file == "mapping.yaml"


def test_a_table_that_is_no_reviews_is_refused_as_such(store: Store):
    with pytest.raises(RefusedFile) as refused:
        taken_in(store, reviews({"name": "Cup", "price": "4"}), format="reviews")
    assert refused.value.reason.key == "import.reason.no_review_columns"


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"rating": "good"}, "rating"),
        ({"rating": ""}, "rating"),
        ({"rating": "0"}, "rating"),
        ({"rating": "6/5"}, "rating"),
        ({"rating": "9999"}, "rating"),
        ({"rating": "=1+1"}, "rating"),
        ({"date": "31.02.2026"}, "date"),
        ({"date": "tomorrow"}, "date"),
        ({"sku": ""}, "sku"),
        ({"review": "a\x07b"}, "review"),
    ],
)
def test_a_wrong_cell_is_named_and_its_review_can_be_left_out(
    store: Store, changes: dict[str, str], column: str
):
    file = reviews(row("A", "4", date="2026-01-01"), row("B", "5") | changes, row("C", "3"))
    with pytest.raises(RefusedRows) as refused:
        taken_in(store, file)
    assert [(fault.line, fault.path) for fault in refused.value.faults] == [(3, column)]
    assert (store.shops(), store.review_count("acme")) == ([], (0, 0))
    done = taken_in(store, file, skip_invalid=True)
    assert (counted(done)[0], done.refused) == (2, 1)


def test_a_dry_run_keeps_no_review(store: Store):
    done = taken_in(store, reviews(row("A", "4")), dry_run=True)
    assert counted(done) == (1, 0, 0)
    assert store.review_count("acme") == (0, 0)


def test_reviews_of_a_shop_that_is_not_there_need_a_market(store: Store):
    with pytest.raises(RefusedFile) as refused:
        taken_in(store, reviews(row("A", "4")), currency=None)
    assert refused.value.reason.key == "import.reason.no_market_at_all"
    assert taken_in(store, reviews(row("A", "4")), currency=None, market="DE").made_shop


@pytest.mark.parametrize("raw", [b"[{}", b'[{"sku": "A", "rating": 4, "review": {"a": 1}}]', b"[[]]", b"[]"])
def test_broken_json_is_refused(store: Store, raw: bytes):
    with pytest.raises((RefusedFile, RefusedRows)):
        taken_in(store, SourceFile(name="reviews.json", raw=raw), format="reviews")
    assert store.shops() == []


def test_json_and_csv_say_the_same(store: Store):
    rows: list[dict[str, Any]] = [row("A", "4"), row("B", "5")]
    taken_in(store, reviews(*rows))
    as_json = SourceFile(name="reviews.json", raw=json.dumps(rows).encode())
    assert counted(taken_in(store, as_json)) == (0, 0, 2)


def test_the_columns_tell_the_format():
    assert format_of(reviews(row("A", "4"))).name == "reviews"
    named = records_table([{"name": "Cup", "price": "4", "rating": "4.5", "reviews": "12"}])
    assert format_of(named).name == "spec-table"


def test_a_long_text_is_cut_and_said(store: Store):
    text = io.StringIO()
    csv.writer(text).writerows([["sku", "rating", "review"], ["A", "5", "x" * 30_000]])
    done = taken_in(store, SourceFile(name="r.csv", raw=text.getvalue().encode()))
    assert (len(store.reviews("acme", "")[0].text), notes(done)["text_cut"]) == (20_000, 1)


def test_real_files_are_told_from_products():
    for place, name in ((MAGENTO, "reviews"), (PRDECT, "reviews"), ("spec-tables/gtcars.csv", "spec-table")):
        path = real_file(place)
        assert format_of(SourceFile(name=str(path), path=Path(path))).name == name
