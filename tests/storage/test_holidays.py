"""The calendar of public holidays: moving feasts, substitute days, and where it knows nothing."""

import datetime
import subprocess
import sys

import pytest

from comparison.storage.holidays import holidays_of


@pytest.mark.parametrize(
    ("country", "day"),
    [
        ("KR", "2026-02-17"),  # Seollal
        ("KR", "2027-02-07"),  # Seollal, on a Sunday
        ("KR", "2027-02-09"),  # the Tuesday in its stead
        ("KR", "2026-09-24"),
        ("KR", "2026-09-25"),  # Chuseok
        ("KR", "2026-09-26"),
        ("KR", "2026-08-17"),  # instead of Liberation Day
        ("KR", "2026-10-05"),  # instead of Foundation Day
        ("KR", "2027-12-27"),  # instead of Christmas
        ("DE", "2026-10-03"),
        ("DE", "2026-12-26"),
        ("DE", "2027-03-26"),  # Good Friday
        ("US", "2026-11-26"),  # Thanksgiving
        ("US", "2026-07-03"),  # instead of the Fourth
        ("JP", "2026-09-22"),  # a day between two holidays
        ("GB", "2026-12-28"),  # instead of Boxing Day
    ],
)
def test_a_public_holiday_is_known(country: str, day: str):
    date = datetime.date.fromisoformat(day)
    days = holidays_of(country, date.year)
    assert days is not None
    assert date in days


@pytest.mark.parametrize(
    ("country", "day"), [("KR", "2026-12-24"), ("DE", "2026-12-24"), ("DE", "2026-11-01")]
)
def test_a_day_that_not_the_whole_country_keeps_is_none(country: str, day: str):
    date = datetime.date.fromisoformat(day)
    assert date not in (holidays_of(country, date.year) or {date})


@pytest.mark.parametrize(
    ("country", "year"), [("XX", 2026), ("EU", 2026), ("KR", 1900), ("KR", 2200), ("DE", 9999)]
)
def test_of_a_country_or_a_year_that_nobody_knows_nothing_is_said(country: str, year: int):
    assert holidays_of(country, year) is None


def test_the_calendar_is_not_loaded_before_it_is_asked():
    script = "import sys, comparison.app, comparison.cli; print('holidays' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"


def test_a_year_of_a_country_is_worked_out_once():
    assert holidays_of("KR", 2031) is holidays_of("KR", 2031)
    assert holidays_of.cache_info().maxsize is not None
