"""When an order arrives: a frozen clock, a row for every turn of the calendar."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparison.core.catalogue import Arrival, RegionArrival
from comparison.core.delivery import Window, window

# Public Holidays Act of Korea: Chuseok 2026 is Thursday to Saturday, and Seollal 2027 Saturday to
# Monday with Tuesday in its stead. Liberation Day 2026 falls on a Saturday, Hangul Day is a Friday.
KOREA = frozenset(
    datetime.date.fromisoformat(day)
    for day in (
        "2026-08-15 2026-08-17 2026-09-24 2026-09-25 2026-09-26 2026-10-03 2026-10-05 2026-10-09 "
        "2026-12-25 2027-01-01 2027-02-06 2027-02-07 2027-02-08 2027-02-09 2027-03-01"
    ).split()
)
DAYS = st.dates(datetime.date(2026, 1, 1), datetime.date(2027, 12, 31))
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def promise(low: int = 1, high: int = 2, **more: object) -> Arrival:
    return Arrival(days_min=low, days_max=high, **{"cutoff": "14:00", **more})  # type: ignore[arg-type]


def moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


def found(arrival: Arrival, at: str, region: str | None = None) -> Window:
    answer = window(arrival, moment(at), KOREA, region)
    assert answer is not None
    return answer


ORDERS = [
    # An ordinary week: Monday 23 November 2026.
    ("2026-11-23T09:00", "2026-11-24", "2026-11-25"),
    ("2026-11-23T13:59", "2026-11-24", "2026-11-25"),
    ("2026-11-23T14:00", "2026-11-24", "2026-11-25"),
    ("2026-11-23T14:00:59.999999", "2026-11-24", "2026-11-25"),
    ("2026-11-23T14:01", "2026-11-25", "2026-11-26"),
    ("2026-11-23T23:59", "2026-11-25", "2026-11-26"),
    # Over a weekend.
    ("2026-11-26T14:01", "2026-11-30", "2026-12-01"),
    ("2026-11-27T14:00", "2026-11-30", "2026-12-01"),
    ("2026-11-27T14:01", "2026-12-01", "2026-12-02"),
    ("2026-11-28T00:00", "2026-12-01", "2026-12-02"),
    ("2026-11-29T23:59", "2026-12-01", "2026-12-02"),
    # Chuseok, Thursday 24 to Saturday 26 September.
    ("2026-09-22T10:00", "2026-09-23", "2026-09-28"),
    ("2026-09-23T10:00", "2026-09-28", "2026-09-29"),
    ("2026-09-23T14:01", "2026-09-29", "2026-09-30"),
    ("2026-09-25T10:00", "2026-09-29", "2026-09-30"),
    # Substitute holidays: of Liberation Day on Monday, of Foundation Day on Monday.
    ("2026-08-14T10:00", "2026-08-18", "2026-08-19"),
    ("2026-08-17T10:00", "2026-08-19", "2026-08-20"),
    ("2026-10-02T10:00", "2026-10-06", "2026-10-07"),
    # Christmas and New Year, both on Fridays.
    ("2026-12-24T10:00", "2026-12-28", "2026-12-29"),
    ("2026-12-25T10:00", "2026-12-29", "2026-12-30"),
    ("2026-12-31T14:01", "2027-01-05", "2027-01-06"),
    # Seollal 2027 with the Tuesday in its stead.
    ("2027-02-04T10:00", "2027-02-05", "2027-02-10"),
    ("2027-02-05T10:00", "2027-02-10", "2027-02-11"),
    ("2027-02-09T10:00", "2027-02-11", "2027-02-12"),
]


@pytest.mark.parametrize(("at", "first", "last"), ORDERS)
def test_an_order_arrives_after_so_many_working_days(at: str, first: str, last: str):
    answer = found(promise(), at)
    assert (answer.first.isoformat(), answer.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("at", "order_by", "until"),
    [
        ("2026-11-23T13:59", "14:00", "2026-11-23T14:01"),
        ("2026-11-23T14:00:59", "14:00", "2026-11-23T14:01"),
        ("2026-11-23T14:01", None, "2026-11-24T00:00"),
        ("2026-11-22T10:00", None, "2026-11-23T00:00"),
        ("2026-12-25T10:00", None, "2026-12-26T00:00"),
    ],
)
def test_the_cut_off_is_named_only_while_it_can_be_met_and_the_answer_ends_with_it(
    at: str, order_by: str | None, until: str
):
    answer = found(promise(), at)
    named = answer.order_by.isoformat("minutes") if answer.order_by else None
    assert (named, answer.until.isoformat(timespec="minutes")) == (order_by, until)


def test_a_cut_off_in_the_last_minute_of_the_day_ends_at_midnight():
    assert found(promise(cutoff="23:59"), "2026-11-23T23:59:59").until == moment("2026-11-24T00:00")


def test_without_a_cut_off_every_order_of_the_day_counts_and_none_is_named():
    answer = found(promise(cutoff=None), "2026-11-23T23:59")
    assert (answer.first, answer.order_by) == (datetime.date(2026, 11, 24), None)


def test_what_is_promised_for_the_same_day_comes_on_the_day_that_counts():
    same_day = promise(0, 0)
    assert found(same_day, "2026-11-23T10:00").first == datetime.date(2026, 11, 23)
    assert found(same_day, "2026-11-27T14:01").first == datetime.date(2026, 11, 30)


def test_a_shop_that_works_on_saturdays_counts_them():
    answer = found(promise(works_on=("mon", "tue", "wed", "thu", "fri", "sat")), "2026-11-27T10:00")
    assert (answer.first, answer.last) == (datetime.date(2026, 11, 28), datetime.date(2026, 11, 30))


def test_a_holiday_on_a_working_saturday_is_a_day_off():
    six_days = promise(works_on=("mon", "tue", "wed", "thu", "fri", "sat"))
    assert found(six_days, "2026-10-02T10:00").first == datetime.date(2026, 10, 6)


def test_a_region_takes_more_working_days_and_another_none():
    island = promise(regions=(RegionArrival(region="island", more_days=2),))
    assert found(island, "2026-11-26T10:00", "island").first == datetime.date(2026, 12, 1)
    assert found(island, "2026-11-26T10:00", "elsewhere").first == datetime.date(2026, 11, 27)


def test_a_region_without_delivery_has_no_window():
    shut = promise(regions=(RegionArrival(region="island", delivers=False),))
    assert window(shut, moment("2026-11-23T10:00"), KOREA, "island") is None


def test_days_the_wrong_way_round_are_the_same_promise():
    assert found(promise(5, 2), "2026-11-23T10:00") == found(promise(2, 5), "2026-11-23T10:00")


def test_the_second_of_two_equal_hours_ends_at_its_own_cut_off():
    ordered = moment("2026-10-25T02:10").replace(fold=1)
    answer = window(promise(cutoff="02:30", works_on=WEEK), ordered, frozenset())
    assert answer is not None
    assert (answer.until, answer.until.fold) == (moment("2026-10-25T02:31"), 1)


ARRIVALS = st.builds(
    Arrival,
    days_min=st.integers(0, 12),
    days_max=st.integers(0, 12),
    cutoff=st.sampled_from([None, "00:00", "12:30", "23:59"]),
    works_on=st.sets(st.sampled_from(WEEK), min_size=1).map(tuple),
)
MOMENTS = st.datetimes(datetime.datetime(2026, 1, 1), datetime.datetime(2027, 12, 31))  # noqa: DTZ001  Wall clock time.


@given(arrival=ARRIVALS, ordered=MOMENTS, days_off=st.frozensets(DAYS, max_size=40))
def test_it_arrives_no_earlier_than_it_is_ordered_and_on_days_that_work(arrival, ordered, days_off):
    answer = window(arrival, ordered, days_off)
    assert ordered.date() <= answer.first <= answer.last
    for day in (answer.first, answer.last):
        assert WEEK[day.weekday()] in arrival.works_on
        assert day not in days_off


@given(arrival=ARRIVALS, ordered=MOMENTS, days_off=st.frozensets(DAYS, max_size=40), more=st.integers(0, 9))
def test_more_days_never_bring_it_earlier(arrival, ordered, days_off, more):
    farther = Arrival(
        days_min=arrival.days_min,
        days_max=arrival.days_max,
        cutoff=arrival.cutoff,
        works_on=arrival.works_on,
        regions=(RegionArrival(region="far", more_days=more),),
    )
    near, far = window(arrival, ordered, days_off), window(farther, ordered, days_off, "far")
    assert (near.first, near.last) <= (far.first, far.last)
    assert near.last <= far.last


@given(arrival=ARRIVALS, ordered=MOMENTS, days_off=st.frozensets(DAYS, max_size=40), extra=DAYS)
def test_one_more_holiday_never_brings_it_earlier(arrival, ordered, days_off, extra):
    before, after = window(arrival, ordered, days_off), window(arrival, ordered, days_off | {extra})
    assert before.first <= after.first
    assert before.last <= after.last


@given(arrival=ARRIVALS, ordered=MOMENTS, days_off=st.frozensets(DAYS, max_size=40))
def test_the_answer_is_the_same_up_to_its_end_and_ends_after_the_order(arrival, ordered, days_off):
    answer = window(arrival, ordered, days_off)
    assert ordered < answer.until
    just_before = answer.until - datetime.timedelta(microseconds=1)
    assert window(arrival, just_before, days_off) == answer
