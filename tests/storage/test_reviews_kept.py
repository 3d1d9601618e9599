"""Reviews in the store: one contract for every engine, and what they add up to."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from comparison.core.content import Rating
from comparison.core.errors import NotFound
from comparison.storage.ratings import rating_of
from comparison.storage.reviews import ReviewRow, ReviewTally, folded
from comparison.storage.store import Store

TODAY = datetime.date(2026, 11, 22)


def review(id_: str, **changes: Any) -> ReviewRow:
    usual = {
        "shop": "acme",
        "id": id_,
        "product": "cup",
        "reference": "SKU-1",
        "grade": "4",
        "scale": 5,
        "day": "2026-11-01",
        "title": "",
        "text": "Good",
        "author": "Chi",
        "language": "en",
        "verified": "",
        "entered_at": "2026-11-22T04:10:05.000000Z",
    }
    return ReviewRow(**(usual | changes))


def tally(grade: str, count: int, **changes: Any) -> ReviewTally:
    usual = {"scale": 5, "verified": "", "dated": count, "first_day": "2026-11-01", "last_day": "2026-11-20"}
    return ReviewTally(grade=grade, count=count, **(usual | changes))


def test_what_is_saved_is_found_again(store: Store):
    rows = [review("a"), review("b", text="딥그린 🍵 «\n»", grade="3.5")]
    assert store.save_reviews(rows) == 2
    assert store.reviews("acme", "cup") == rows
    assert store.reviews_by_id("acme", ["a", "gone"]) == {"a": rows[0]}


def test_a_review_that_says_the_same_is_not_written_again(store: Store):
    store.save_reviews([review("a")])
    later = review("a", entered_at="2026-12-01T00:00:00.000000Z")
    assert store.save_reviews([later]) == 0
    assert store.reviews("acme", "cup") == [review("a")]


@pytest.mark.parametrize("field", ["product", "grade", "scale", "day", "title", "text", "author", "verified"])
def test_a_review_that_says_something_else_takes_the_place_of_the_old_one(store: Store, field: str):
    store.save_reviews([review("a")])
    changed = replace(review("a"), **{field: 10 if field == "scale" else "purchase"})
    assert store.save_reviews([replace(changed, entered_at="2026-12-01T00:00:00.000000Z")]) == 1
    assert store.reviews_by_id("acme", ["a"])["a"] == changed


def test_pages_go_on_after_the_last_id(store: Store):
    store.save_reviews(review(f"r{number}") for number in range(5))
    first = store.reviews("acme", "cup", limit=2)
    second = store.reviews("acme", "cup", after=first[-1].id, limit=2)
    assert [one.id for one in (*first, *second)] == ["r0", "r1", "r2", "r3"]


def test_shops_do_not_see_each_other_s_reviews(store: Store):
    store.save_reviews([review("a"), review("a", shop="other", text="Bad")])
    assert [one.text for one in store.reviews("other", "cup")] == ["Bad"]
    assert store.review_count("acme") == (1, 0)


def test_reviews_without_a_product_wait_and_are_counted(store: Store):
    store.save_reviews([review("a"), review("b", product=""), review("c", product="")])
    assert store.review_count("acme") == (3, 2)
    assert [one.id for one in store.reviews("acme", "")] == ["b", "c"]


def test_tallies_are_by_grade_scale_and_knowledge(store: Store):
    store.save_reviews(
        [
            review("a"),
            review("b", day="2025-01-01"),
            review("c", day=""),
            review("d", scale=10),
            review("e", verified="purchase"),
        ]
    )
    assert store.review_tallies("acme", "cup") == [
        tally("4", 3, dated=2, first_day="2025-01-01", last_day="2026-11-01"),
        tally("4", 1, verified="purchase", last_day="2026-11-01"),
        tally("4", 1, scale=10, last_day="2026-11-01"),
    ]
    assert store.review_tallies("acme", "gone") == []


def test_days_that_nobody_knows_are_empty_in_a_tally(store: Store):
    store.save_reviews([review("a", day="")])
    assert store.review_tallies("acme", "cup") == [tally("4", 1, dated=0, first_day="", last_day="")]


def test_a_review_can_be_taken_away_for_good(store: Store):
    store.save_reviews([review("a")])
    store.delete_review("acme", "a")
    assert store.review_count("acme") == (0, 0)
    with pytest.raises(NotFound):
        store.delete_review("acme", "a")


def broken_off(store: Store) -> None:
    with store.writing():
        store.save_reviews([review("a")])
        raise RuntimeError


def test_an_import_that_breaks_off_leaves_no_review(store: Store):
    with pytest.raises(RuntimeError):
        broken_off(store)
    assert store.review_count("acme") == (0, 0)


def rating(*tallies: ReviewTally, known: Rating | None = None) -> Rating:
    found = rating_of(tallies, TODAY, known)
    assert found is not None
    return found


def test_no_reviews_make_no_rating():
    assert rating_of([], TODAY) is None


def test_a_rating_says_average_count_and_spread():
    assert rating(tally("5", 2), tally("4", 1), tally("1", 1)) == Rating(
        average="3.75", scale=5, count=4, period=1, spread=(1, 0, 0, 1, 2)
    )


@pytest.mark.parametrize(
    ("grades", "average"),
    [((5, 5, 4), "4.67"), ((1, 1, 2), "1.33"), ((4, 4), "4"), ((5, 4, 4, 4, 4, 4, 4, 4), "4.12")],
)
def test_an_average_is_rounded_to_two_places_and_half_to_even(grades: tuple[int, ...], average: str):
    assert rating(*(tally(str(grade), 1) for grade in grades)).average == average


def test_grades_of_another_scale_are_said_on_the_usual_one():
    mixed = rating(tally("5", 3), tally("10", 1, scale=10), tally("1", 1, scale=10))
    assert (mixed.scale, mixed.average, mixed.spread) == (5, "4.2", ())


def test_half_grades_have_no_spread():
    assert rating(tally("4.5", 1), tally("5", 1)).spread == ()


@pytest.mark.parametrize(
    ("first", "months"),
    [("2026-11-22", 1), ("2026-10-22", 1), ("2026-10-21", 2), ("2025-11-22", 12), ("2016-11-22", 120), ("2016-11-21", None)],
)  # fmt: skip
def test_the_period_is_the_months_that_all_of_them_were_given_in(first: str, months: int | None):
    assert rating(tally("5", 1, first_day=first)).period == months


def test_one_review_without_a_day_makes_the_period_unknown():
    assert rating(tally("5", 2, dated=1)).period is None


def test_a_rating_is_known_no_better_than_the_review_known_least():
    ways = [("purchase", "purchase"), ("purchase", "account"), ("purchase", "not_verified"), ("purchase", "")]
    found = [rating(*(tally("5", 1, verified=way) for way in pair)).verified for pair in ways]
    assert found == ["purchase", "account", "not_verified", None]


def test_what_the_merchant_said_of_the_writers_stays_where_the_reviews_say_nothing():
    known = Rating(average="1", scale=5, verified="account", period=7)
    silent = rating(tally("5", 1, dated=0, first_day=""), known=known)
    assert (silent.verified, silent.period) == ("account", 7)
    telling = rating(tally("5", 1, verified="purchase"), known=known)
    assert (telling.verified, telling.period) == ("purchase", 1)


@pytest.mark.parametrize("words", [("24-MB01", "24-mb01"), (" Tea  Cup", "tea cup"), ("Straße", "STRASSE")])
def test_names_are_the_same_without_regard_to_case_and_spaces(words: tuple[str, str]):
    assert folded(words[0]) == folded(words[1])


def test_the_builder_names_every_field(store: Store):
    """A field that the statement left out would come back as another one's value."""
    odd: Callable[[str], str] = lambda name: f"<{name}>"  # noqa: E731  Short, and only here.
    row = ReviewRow(
        **{name: 7 if name == "scale" else odd(name) for name in ReviewRow.__struct_fields__}  # type: ignore[arg-type]
    )
    store.save_reviews([row])
    assert store.reviews_by_id("<shop>", ["<id>"]) == {"<id>": row}
