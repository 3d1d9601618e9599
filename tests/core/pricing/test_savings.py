"""What an interval saves, and the earlier price that a reduction may be measured from."""

import datetime

import pytest
from builders_pricing import AMERICA, day, figure, off, part, price, product, quote
from msgspec.structs import replace

from comparison.core.markets import PriorPrice
from comparison.core.money import Money
from comparison.core.pricing.amounts import Unknown
from comparison.core.pricing.model import Phase
from comparison.core.pricing.prior import Charged, prior_price, reduction_percent
from comparison.core.pricing.proof import sums_that_differ
from comparison.core.pricing.quote import Quote
from comparison.core.pricing.savings import (
    break_even_month,
    cheaper_above,
    paid_within,
    per_unit,
    per_unit_month,
    saving,
    saving_percent,
)

START = day("2026-01-31")
EIGHT_WEEKS = PriorPrice(days=56, method="majority", source="test")


def euro(minor: int) -> Money:
    return Money(minor=minor, currency="EUR")


def by(month: str, year: str, interval: str) -> Quote:
    sold = product(price(part("plan", month)), price(part("plan", year), interval="year"))
    return quote(sold, interval=interval, start=START)


@pytest.mark.parametrize(
    ("shorter", "longer", "percent"),
    [(10_000, 8_301, 16), (10_000, 10_000, 0), (10_000, 12_000, 0), (0, 0, 0)],
)
def test_a_saving_is_rounded_down_and_never_below_nothing(shorter: int, longer: int, percent: int) -> None:
    assert saving_percent(euro(shorter), euro(longer)) == percent


def test_a_dearer_year_saves_nothing_and_never_breaks_even() -> None:
    found = saving(by("10", "130", "month"), by("10", "130", "year"), START)
    assert found is not None
    assert (figure(found.amount), found.percent, found.break_even_month) == ("-10.00", 0, None)


def test_nothing_is_said_of_a_saving_against_an_unknown_or_free_price() -> None:
    monthly, yearly = by("10", "100", "month"), by("10", "100", "year")
    unknown = quote(price(part("plan", Unknown(how={"en": "ask"}))), start=START)
    free = quote(price(status="free"), start=START)
    assert saving(unknown, yearly, START) is None
    assert saving(free, yearly, START) is None
    assert saving(monthly, replace(yearly, interval="week"), START) is None
    assert saving(monthly, quote(price(part("plan", "100"), interval="year"), horizon=6), START) is None


def test_months_of_use_are_counted_from_the_anchor_day() -> None:
    monthly = by("10", "100", "month")
    assert [paid_within(monthly, months, START).minor for months in (1, 2, 3)] == [1_000, 2_000, 3_000]


def test_a_discounted_start_moves_the_break_even() -> None:
    monthly = quote(price(part("plan", "10"), discounts=(off("percent", "50", cycles=3),)), start=START)
    yearly = quote(price(part("plan", "80"), interval="year"), start=START)
    assert break_even_month(monthly, yearly, START) == 10


def test_a_share_of_a_unit_is_rounded_up() -> None:
    assert per_unit(euro(1_000), 3) == euro(334)
    assert per_unit_month(quote(price(status="on_request"))) is None


def test_a_plan_without_a_smaller_share_never_becomes_cheaper() -> None:
    cheap, dear = quote(price(part("plan", "10"))), quote(price(part("plan", "20")))
    assert cheaper_above(cheap, dear, "sales") is None
    assert cheaper_above(cheap, quote(price(part("plan", "20"), where=AMERICA), AMERICA), "sales") is None


def history(*entries: tuple[str, int]) -> tuple[Charged, ...]:
    return tuple(Charged(since=day(since), amount=euro(minor)) for since, minor in entries)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((("2025-01-01", 1_000),), 1_000),
        ((("2025-01-01", 1_000), ("2026-02-20", 1_200)), 1_000),
        ((("2025-01-01", 1_000), ("2026-01-20", 1_200)), 1_200),
        ((("2026-02-25", 1_000),), None),
        ((("2025-12-01", 1_000), ("2026-01-29", 1_100), ("2026-02-12", 1_200)), None),
    ],
    ids=["all the time", "until lately", "for over half", "too short", "no majority"],
)
def test_a_double_price_is_the_one_of_most_of_eight_weeks(
    entries: tuple[tuple[str, int], ...], expected: int | None
) -> None:
    found = prior_price(history(*entries), datetime.date(2026, 3, 1), EIGHT_WEEKS)
    assert found == (None if expected is None else euro(expected))


def test_a_history_that_does_not_reach_back_proves_nothing() -> None:
    rule = PriorPrice(days=30, method="lowest", source="test")
    assert prior_price(history(("2026-02-10", 1_000)), day("2026-03-01"), rule) is None
    assert prior_price(history(("2026-01-30", 1_000)), day("2026-03-01"), rule) == euro(1_000)


def test_a_raise_is_no_reduction() -> None:
    assert reduction_percent(euro(1_100), euro(1_000)) is None


def test_a_trial_of_days_moves_the_months_of_use() -> None:
    trial = (Phase(kind="trial", days=10),)
    monthly = quote(price(part("plan", "10"), phases=trial), start=START)
    assert [paid_within(monthly, months, START).minor for months in (1, 2)] == [1_000, 2_000]


def test_a_price_without_a_history_proves_nothing() -> None:
    assert prior_price((), day("2026-03-01"), EIGHT_WEEKS) is None


def test_a_quote_without_a_figure_has_nothing_to_add_up() -> None:
    assert sums_that_differ(quote(price(status="on_request"))) == ()
