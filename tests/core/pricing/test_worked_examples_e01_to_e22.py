"""The worked examples E01 to E22 of the specification, each to the cent."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from builders_pricing import (
    AMERICA,
    JAPAN,
    KOREA,
    KUWAIT,
    day,
    each,
    figure,
    graduated,
    line,
    market,
    off,
    once,
    part,
    price,
    product,
    quote,
    rate,
    volume,
)

from comparison.core.money import Rounding, rounded
from comparison.core.pricing.amounts import Amount, Package, Volume
from comparison.core.pricing.amounts.bands import Band
from comparison.core.pricing.model import Phase, Price, Term
from comparison.core.pricing.quote import Quote
from comparison.core.pricing.savings import saving

SEATS = {"user": 14}


def slack(value: str, **changes: Any) -> Price:
    return price(part("seats", each(value, "user"), "seat", **changes), where=AMERICA)


def yearly(value: str) -> Price:
    seats = part("seats", each(value, "user"), "seat", stated_per="month")
    return price(seats, where=AMERICA, interval="year")


def both_ways(monthly: str, prepaid: str, horizon: int) -> tuple[Quote, Quote]:
    sold = product(slack(monthly), yearly(prepaid))
    return (
        quote(sold, AMERICA, quantities=SEATS, horizon=horizon, interval="month"),
        quote(sold, AMERICA, quantities=SEATS, horizon=horizon, interval="year"),
    )


def test_e01_fourteen_seats_by_the_month() -> None:
    quoted = quote(slack("8.75"), AMERICA, quantities=SEATS)
    assert (figure(quoted.headline), figure(quoted.horizon_total)) == ("122.50", "1470.00")
    assert quoted.status == "complete_ex_tax"


def test_e02_a_prepaid_year_saves_seventeen_percent() -> None:
    monthly, prepaid = both_ways("8.75", "7.25", 12)
    assert figure(prepaid.due_today) == "1218.00"
    saved = saving(monthly, prepaid, monthly.lines[0].first)
    assert saved is not None
    assert (figure(saved.amount), saved.percent) == ("252.00", 17)
    assert figure(prepaid.monthly_equivalent) == "101.50"


def test_e03_over_six_months_the_year_is_dearer_and_breaks_even_in_month_ten() -> None:
    monthly, prepaid = both_ways("8.75", "7.25", 6)
    assert (figure(monthly.horizon_total), figure(prepaid.horizon_total)) == ("735.00", "1218.00")
    monthly, prepaid = both_ways("8.75", "7.25", 12)
    saved = saving(monthly, prepaid, monthly.lines[0].first)
    assert saved is not None
    assert saved.break_even_month == 10


def test_e04_over_eighteen_months_a_second_year_is_paid() -> None:
    monthly, prepaid = both_ways("8.75", "7.25", 18)
    assert (figure(monthly.horizon_total), figure(prepaid.horizon_total)) == ("2205.00", "2436.00")
    assert line(prepaid, "seats").times == 2
    assert figure(prepaid.monthly_equivalent) == "101.50"


def test_e05_the_dearer_plan_by_the_month_and_by_the_year() -> None:
    monthly, prepaid = both_ways("15.00", "12.50", 12)
    assert (figure(monthly.headline), figure(prepaid.headline)) == ("210.00", "2100.00")


@pytest.mark.parametrize(
    ("stated", "percent", "mode", "expected"),
    [
        ("49.90", "19", "included", ("41.93", "7.97", "49.90")),
        ("41.93", "19", "excluded", ("41.93", "7.97", "49.90")),
        ("39.99", "19", "excluded", ("39.99", "7.60", "47.59")),
        ("10.00", "21", "included", ("8.26", "1.74", "10.00")),
    ],
    ids=["e06 out of", "e06 back", "e06 onto", "e07"],
)
def test_e06_e07_tax_is_split_without_losing_a_cent(
    stated: str, percent: str, mode: str, expected: tuple[str, ...]
) -> None:
    where = market(rates=(rate(percent),))
    quoted = quote(price(once("goods", stated, "base"), where=where, tax=mode, interval="once"), where)
    charge = line(quoted, "goods")
    assert (figure(charge.net), figure(charge.tax), figure(charge.amount)) == expected
    assert figure(quoted.headline) == expected[2]


@pytest.mark.parametrize(("policy", "total"), [("line", "7.11"), ("total", "7.10")])
def test_e08_tax_by_line_or_by_total_is_the_markets_choice(policy: str, total: str) -> None:
    where = market(total_rounding=policy)
    three = [once(key, "1.99", "base") for key in ("a", "b", "c")]
    quoted = quote(price(*three, where=where, tax="excluded", interval="once"), where)
    assert [figure(line(quoted, key).tax) for key in ("a", "b", "c")] == ["0.38", "0.38", "0.38"]
    assert figure(quoted.headline) == total
    rounding = [figure(one.amount) for one in quoted.lines if one.component == "rounding"]
    assert rounding == ([] if policy == "line" else ["-0.01"])


@pytest.mark.parametrize(
    ("rounding", "expected"), [("half_up", 13), ("half_even", 12), ("down", 12), ("up", 13)]
)
def test_e09_five_percent_of_two_fifty(rounding: Rounding, expected: int) -> None:
    assert rounded(Decimal("0.125"), "EUR", rounding).minor == expected


def test_e10_three_items_and_delivery_in_won() -> None:
    stated = price(
        once("goods", each("9900"), "base"),
        once("delivery", "3000", "delivery"),
        where=KOREA,
        interval="once",
    )
    quoted = quote(stated, KOREA, quantities={"item": 3})
    goods = line(quoted, "goods")
    assert figure(quoted.headline) == "32700"
    assert (figure(goods.net), figure(goods.tax)) == ("27000", "2700")
    taxes = [one.tax.minor for one in quoted.lines if one.tax]
    assert (32_700 - sum(taxes), sum(taxes)) == (29_727, 2_973)


def test_e10_a_thousand_won_hold_ninety_one_won_of_tax() -> None:
    quoted = quote(price(once("goods", "1000", "base"), where=KOREA, interval="once"), KOREA)
    assert (figure(line(quoted, "goods").net), figure(line(quoted, "goods").tax)) == ("909", "91")


@pytest.mark.parametrize(
    ("net", "tax_class", "rounding", "gross"),
    [
        ("1980", "standard", "down", "2178"),
        ("123", "reduced", "down", "132"),
        ("123", "reduced", "half_up", "133"),
    ],
)
def test_e11_yen_are_rounded_as_the_market_says(net: str, tax_class: str, rounding: str, gross: str) -> None:
    where = market("JP", "JPY", rates=JAPAN.rates, rounding=rounding)
    stated = price(
        once("goods", net, "base"), where=where, tax="excluded", tax_class=tax_class, interval="once"
    )
    assert figure(quote(stated, where).headline) == gross


def test_e12_three_decimals_less_five_percent() -> None:
    stated = price(
        once("goods", each("12.750"), "base"),
        where=KUWAIT,
        interval="once",
        discounts=(off("percent", "5"),),
    )
    quoted = quote(stated, KUWAIT, quantities={"item": 3})
    goods = line(quoted, "goods")
    assert (figure(goods.stated), figure(goods.reductions[0].amount)) == ("38.250", "1.913")
    assert figure(quoted.headline) == "36.337"


BANDS = ((10, "10"), (50, "8"), (None, "6"))


@pytest.mark.parametrize(
    ("quantity", "total"),
    [(0, "0.00"), (1, "10.00"), (10, "100.00"), (11, "108.00"), (50, "420.00"), (51, "426.00")],
)
def test_e13_graduated_bands(quantity: int, total: str) -> None:
    stated = price(part("seats", graduated(*BANDS), "seat"), min_quantity=0)
    assert figure(quote(stated, quantities={"item": quantity}).headline) == total


@pytest.mark.parametrize(
    ("quantity", "total"), [(10, "100.00"), (11, "88.00"), (50, "400.00"), (51, "306.00")]
)
def test_e14_volume_bands_have_cliffs(quantity: int, total: str) -> None:
    stated = price(part("seats", volume(*BANDS), "seat"))
    assert figure(quote(stated, quantities={"item": quantity}).headline) == total


def test_e15_volume_with_a_flat_part() -> None:
    amount = Volume(bands=(Band(up_to=50_000, value="0.0008"), Band(value="0.0006", flat="10")), unit="call")
    quoted = quote(price(part("calls", amount, "usage")), quantities={"call": 65_000})
    assert figure(quoted.headline) == "49.00"


@pytest.mark.parametrize(("build", "total"), [(graduated, "600.00"), (volume, "150.00")])
def test_e16_fifteen_thousand_calls(build: Callable[..., Amount], total: str) -> None:
    amount = build((1_000, "0.10"), (10_000, "0.05"), (None, "0.01"), unit="call")
    assert figure(quote(price(part("calls", amount, "usage")), quantities={"call": 15_000}).headline) == total


@pytest.mark.parametrize(("units", "total"), [(100, "0.00"), (101, "5.00"), (200, "5.00"), (201, "10.00")])
def test_e17_a_package_begun_is_a_package_paid(units: int, total: str) -> None:
    amount = Package(value="5.00", size=100, free_units=100, unit="mail")
    assert figure(quote(price(part("mails", amount, "usage")), quantities={"mail": units}).headline) == total


@pytest.mark.parametrize(("calls", "total"), [(1_000, "20.00"), (1_001, "20.01"), (3_500, "40.00")])
def test_e18_a_base_with_included_calls(calls: int, total: str) -> None:
    stated = price(part("plan", "20"), part("calls", each("0.008", "call"), "usage", included=1_000))
    assert figure(quote(stated, quantities={"call": calls}).headline) == total


def test_e19_a_trial_of_fourteen_days_moves_the_anchor() -> None:
    stated = price(part("plan", "9.99"), phases=(Phase(kind="trial", days=14),))
    quoted = quote(stated, start=day("2026-01-31"))
    assert (figure(quoted.due_today), figure(quoted.headline)) == ("0.00", "9.99")
    assert quoted.headline_from == day("2026-02-14")
    paid = line(quoted, "plan", 1)
    assert (paid.first, paid.last, paid.times) == (day("2026-02-14"), day("2027-01-14"), 12)
    assert figure(quoted.horizon_total) == "119.88"


def test_e20_a_free_month_then_three_cheap_ones() -> None:
    phases = (Phase(kind="trial", cycles=1), Phase(kind="intro", cycles=3, amount="1.00"))
    quoted = quote(price(part("plan", "9.99"), phases=phases))
    assert figure(quoted.horizon_total) == "82.92"
    assert (figure(quoted.due_today), figure(quoted.headline)) == ("0.00", "1.00")
    assert (figure(quoted.steady), quoted.steady_from) == ("9.99", day("2026-05-01"))


def test_e21_half_off_the_first_three_months() -> None:
    quoted = quote(price(part("plan", "20.00"), discounts=(off("percent", "50", cycles=3),)))
    assert figure(quoted.horizon_total) == "210.00"
    assert (figure(quoted.steady), quoted.steady_from) == ("20.00", day("2026-04-01"))


@pytest.mark.parametrize(("horizon", "paid"), [(12, "288.88"), (3, "108.97")])
def test_e22_set_up_and_a_minimum_term(horizon: int, paid: str) -> None:
    stated = price(once("setup", "49.00"), part("plan", "19.99"), term=Term(min_months=12))
    quoted = quote(stated, horizon=horizon)
    assert (figure(quoted.headline), figure(quoted.due_today)) == ("68.99", "68.99")
    assert (figure(quoted.commitment_total), quoted.commitment_months) == ("288.88", 12)
    assert figure(quoted.monthly_equivalent) == "24.08"
    assert figure(quoted.horizon_total) == paid
    assert figure(quoted.steady) == "19.99"
