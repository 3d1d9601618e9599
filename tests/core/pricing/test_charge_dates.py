"""When charges fall due, and in which phase."""

from datetime import timedelta

import pytest
from builders_pricing import (
    bought,
    day,
    each,
    figure,
    line,
    once,
    part,
    price,
    quote,
)

from comparison.core.bounds import MOST_QUANTITY
from comparison.core.pricing.model import EachCycle, Every, Phase
from comparison.core.pricing.schedule import charge_date, charges_before, interval_of

PLAN = part("plan", "10")


def test_a_running_cost_is_first_due_one_period_after_the_start() -> None:
    filters = part("filter", "20", "consumable", when=Every(n=6))
    quoted = quote(bought(once("goods", "100", "base"), filters), horizon=12)
    charge = line(quoted, "filter")
    assert (charge.times, charge.first, charge.in_headline) == (1, day("2026-07-01"), False)
    assert (figure(quoted.headline), figure(quoted.horizon_total)) == ("100.00", "120.00")


def test_a_charge_on_the_day_after_the_horizon_is_not_in_it() -> None:
    filters = part("filter", "20", "consumable", when=Every(n=12))
    sold = bought(once("goods", "100", "base"), filters)
    assert figure(quote(sold, horizon=12).horizon_total) == "100.00"
    assert figure(quote(sold, horizon=13).horizon_total) == "120.00"


def test_a_running_cost_inside_the_first_paid_year_is_in_its_headline() -> None:
    stated = price(part("plan", "100"), part("filter", "20", "consumable", when=Every(n=6)), interval="year")
    quoted = quote(stated, horizon=24)
    assert (figure(quoted.headline), figure(quoted.due_today)) == ("120.00", "100.00")
    assert figure(quoted.steady) == "140.00"


def test_a_component_is_charged_from_its_first_to_its_last_cycle() -> None:
    loan = part("loan", "5", "fee", when=EachCycle(from_cycle=2, to_cycle=4))
    charge = line(quote(price(PLAN, loan)), "loan")
    assert (charge.times, charge.first, charge.last) == (3, day("2026-02-01"), day("2026-04-01"))


def test_weeks_are_counted_in_days() -> None:
    charge = line(quote(price(PLAN, interval="2-week"), start=day("2026-01-01"), horizon=1), "plan")
    assert (charge.times, charge.last) == (3, day("2026-01-29"))


def test_a_set_up_fee_and_a_plan_are_one_line_each() -> None:
    quoted = quote(price(once("setup", "49"), PLAN))
    assert [(one.component, one.times) for one in quoted.lines] == [("setup", 1), ("plan", 12)]


def test_equal_phases_in_a_row_are_lines_of_their_own() -> None:
    phases = (Phase(kind="intro", cycles=2, amount="5"), Phase(kind="increase", cycles=2, amount="7"))
    quoted = quote(price(PLAN, phases=phases))
    assert [(one.phase, one.times, figure(one.amount)) for one in quoted.lines] == [
        ("intro", 2, "5.00"),
        ("increase", 2, "7.00"),
        (None, 8, "10.00"),
    ]


def test_a_paid_phase_of_days_is_one_charge() -> None:
    stated = price(PLAN, phases=(Phase(kind="intro", days=10, amount="1"),))
    quoted = quote(stated)
    assert (figure(quoted.headline), figure(quoted.due_today)) == ("1.00", "1.00")
    assert (figure(quoted.steady), quoted.steady_from) == ("10.00", day("2026-01-11"))


def test_seats_in_a_phase_are_charged_by_the_seat() -> None:
    stated = price(
        part("seats", each("8"), "seat"),
        part("care", "5", "fee"),
        phases=(Phase(kind="intro", cycles=1, amount="2"),),
    )
    quoted = quote(stated, quantities={"item": 3})
    assert (figure(quoted.headline), figure(quoted.steady)) == ("11.00", "29.00")


def test_a_free_trial_leaves_out_all_that_recurs_but_not_the_set_up() -> None:
    stated = price(
        once("setup", "49"), PLAN, part("care", "5", "fee"), phases=(Phase(kind="trial", cycles=1),)
    )
    quoted = quote(stated)
    assert figure(quoted.due_today) == "49.00"
    assert (figure(quoted.headline), quoted.headline_from) == ("64.00", day("2026-02-01"))
    assert line(quoted, "plan").reason is not None


def test_a_phase_amount_stands_in_for_all_base_components() -> None:
    two = (part("a", "6"), part("b", "4"))
    stated = price(*two, phases=(Phase(kind="intro", cycles=1, amount="3"),))
    assert figure(quote(stated).headline) == "3.00"
    assert figure(quote(stated).steady) == "10.00"


@pytest.mark.parametrize("interval", ["999-year", "120-year", "999-day"])
def test_the_calendar_ends_without_an_error(interval: str) -> None:
    phases = (Phase(kind="intro", cycles=120, amount="1"), Phase(kind="trial", days=1_000))
    quoted = quote(price(PLAN, interval=interval, phases=phases), horizon=120)
    assert quoted.status == "complete"


def test_what_is_too_large_to_add_up_is_not_available() -> None:
    stated = price(part("seats", each("999999999999"), "seat"))
    quoted = quote(stated, quantities={"item": MOST_QUANTITY})
    assert quoted.status == "not_available"
    assert quoted.reason is not None
    assert quoted.reason.key == "price.reason.too_large"


def test_no_charge_falls_before_its_anchor() -> None:
    assert charges_before(day("2026-02-01"), interval_of("month"), day("2026-02-01")) == 0


@pytest.mark.parametrize("anchor", ["2024-01-29", "2024-01-30", "2024-01-31", "2024-02-29", "2025-12-31"])
@pytest.mark.parametrize("text", ["month", "3-month", "year", "week", "10-day"])
def test_counting_charges_agrees_with_listing_them(anchor: str, text: str) -> None:
    interval = interval_of(text)
    dates = [charge_date(day(anchor), interval, index) for index in range(200)]
    for days in range(0, 800, 7):
        end = day(anchor) + timedelta(days=days)
        assert charges_before(day(anchor), interval, end) == sum(date < end for date in dates)
