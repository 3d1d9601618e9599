"""The worked examples E01 to E45 of the specification, each to the cent."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from builders_pricing import (
    AMERICA,
    AUSTRALIA,
    EUROPE,
    JAPAN,
    KOREA,
    KUWAIT,
    add_on,
    by_basket,
    by_region,
    day,
    each,
    figure,
    graduated,
    keys,
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

from comparison.core.catalogue import SizeRange
from comparison.core.markets import Market, PriorPrice, Region
from comparison.core.money import Money, Rounding, rounded
from comparison.core.pricing.amounts import Amount, Package, Percent, Volume
from comparison.core.pricing.amounts.bands import Band
from comparison.core.pricing.amounts.volume import quantity_no_dearer
from comparison.core.pricing.discounts import spread
from comparison.core.pricing.model import (
    Measure,
    Optional,
    Phase,
    Price,
    Term,
)
from comparison.core.pricing.prior import Charged, prior_price, reduction_percent
from comparison.core.pricing.quote import Quote
from comparison.core.pricing.savings import per_unit, per_unit_month, saving
from comparison.core.pricing.schedule import charge_date, interval_of

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


@pytest.mark.parametrize(("preselected", "total"), [(True, "52.80"), (False, "47.30")])
def test_e23_a_preselected_extra_is_counted_in(preselected: bool, total: str) -> None:
    extra = once("seat-choice", "5", "addon", obligation=Optional(), default_selected=preselected)
    stated = price(
        once("ticket", "40", "base"),
        extra,
        once("fee", "3"),
        where=AUSTRALIA,
        tax="excluded",
        interval="once",
    )
    quoted = quote(stated, AUSTRALIA)
    assert figure(quoted.headline) == total
    assert ("price.preselected" in keys(quoted)) is preselected


@pytest.mark.parametrize(
    ("basket", "total", "more"),
    [("45.00", "49.90", "5.00"), ("49.00", "53.90", "1.00"), ("50.00", "50.00", None)],
)
def test_e24_delivery_is_free_from_fifty(basket: str, total: str, more: str | None) -> None:
    delivery = once("delivery", by_basket(("50", "4.90"), (None, "0")), "delivery")
    quoted = quote(price(once("goods", basket, "base"), delivery, interval="once"))
    assert figure(quoted.headline) == total
    hints = [one.arguments for one in quoted.assumptions if one.key == "price.free_delivery_hint"]
    assert [(figure(one["more"]), figure(one["delivery"])) for one in hints] == (
        [(more, "4.90")] if more else []
    )


@pytest.mark.parametrize(("count", "total", "share"), [(1, "41.00", "41.00"), (10, "383.00", "38.30")])
def test_e25_a_fee_for_each_order(count: int, total: str, share: str) -> None:
    stated = price(once("goods", each("38.00"), "base"), once("fee", "3.00"), interval="once")
    quoted = quote(stated, quantities={"item": count})
    assert figure(quoted.headline) == total
    assert quoted.headline is not None
    assert figure(per_unit(quoted.headline, count)) == share


def test_e26_delivery_by_region_gives_both_ends_until_the_region_is_known() -> None:
    delivery = once("delivery", by_region(("near", "3.90"), ("far", "9.90")), "delivery")
    stated = price(once("goods", "30.00", "base"), delivery, interval="once")
    open_end = quote(stated)
    assert open_end.status == "bounded"
    assert (figure(open_end.headline_low), figure(open_end.headline)) == ("33.90", "39.90")
    known = quote(stated, region="near")
    assert (known.status, figure(known.headline)) == ("complete", "33.90")


def test_e27_a_deposit_is_due_today_but_no_part_of_the_price() -> None:
    stated = price(
        once("water", each("0.99"), "base"),
        once("bottles", each("0.25"), "deposit", refundable=True),
        interval="once",
        measure=Measure(amount="0.5", unit="l", per="1", per_unit="l"),
    )
    quoted = quote(stated, quantities={"item": 6})
    assert (figure(quoted.headline), figure(quoted.deposit), figure(quoted.due_today)) == (
        "5.94",
        "1.50",
        "7.44",
    )
    assert quoted.unit_price is not None
    assert (figure(quoted.unit_price.price), quoted.unit_price.unit) == ("1.98", "l")
    assert figure(quoted.horizon_total) == "5.94"


@pytest.mark.parametrize(
    ("where", "value", "amount", "per", "per_unit", "expected"),
    [(EUROPE, "3.49", "400", "1", "kg", "8.73"), (KOREA, "4980", "450", "100", "g", "1107")],
)
def test_e28_unit_prices_are_rounded_half_up(
    where: Market, value: str, amount: str, per: str, per_unit: str, expected: str
) -> None:
    measure = Measure(amount=amount, unit="g", per=per, per_unit=per_unit)
    stated = price(once("goods", value, "base"), where=where, interval="once", measure=measure)
    quoted = quote(stated, where)
    assert quoted.unit_price is not None
    assert figure(quoted.unit_price.price) == expected


def test_e29_a_bundle_that_is_dearer_than_singles() -> None:
    def of(value: str, held: str) -> Quote:
        measure = Measure(amount=held, unit="piece", per="1", per_unit="piece")
        return quote(
            price(once("goods", value, "base"), where=KOREA, interval="once", measure=measure), KOREA
        )

    bundle, single = of("5000", "3"), of("1600", "1")
    assert bundle.headline is not None
    assert round(Fraction(bundle.headline.minor, 3), 2) == Fraction("1666.67")
    assert bundle.unit_price is not None
    assert single.unit_price is not None
    assert (bundle.unit_price.price.minor, single.unit_price.price.minor) == (1_667, 1_600)


@pytest.mark.parametrize(
    ("discounts", "total"),
    [
        ((("percent", "20"), ("percent", "10"), ("amount", "5")), "67.00"),
        ((("amount", "5"), ("percent", "20"), ("percent", "10")), "68.40"),
        ((("percent", "30"), ("amount", "5")), "65.00"),
    ],
)
def test_e30_the_declared_order_of_discounts_decides(
    discounts: tuple[tuple[str, str], ...], total: str
) -> None:
    ordered = tuple(off(kind, value, key=f"off-{at}", order=at) for at, (kind, value) in enumerate(discounts))
    # They are written down in the opposite order: only the declared one counts.
    quoted = quote(price(once("goods", "100", "base"), interval="once", discounts=ordered[::-1]))
    assert figure(quoted.headline) == total


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [("percent", "10", ("107.10", "90.00", "17.10")), ("amount", "10.00", ("109.00", "91.60", "17.40"))],
)
def test_e31_a_discount_lowers_the_taxable_base(kind: str, value: str, expected: tuple[str, ...]) -> None:
    quoted = quote(price(once("goods", "119.00", "base"), interval="once", discounts=(off(kind, value),)))
    goods = line(quoted, "goods")
    assert (figure(goods.amount), figure(goods.net), figure(goods.tax)) == expected


def test_e32_a_fixed_amount_is_spread_by_largest_remainder() -> None:
    assert spread(1_000, [1_999, 999, 499]) == [571, 286, 143]
    goods = [once(key, value, "base") for key, value in (("a", "19.99"), ("b", "9.99"), ("c", "4.99"))]
    quoted = quote(price(*goods, interval="once", discounts=(off("amount", "10.00"),)))
    assert [figure(line(quoted, key).amount) for key in ("a", "b", "c")] == ["14.28", "7.13", "3.56"]


def euro(minor: int) -> Money:
    return Money(minor=minor, currency="EUR")


THIRTY_DAYS = PriorPrice(days=30, method="lowest", source="test")


def test_e33_a_reduction_is_measured_from_the_lowest_price_of_thirty_days() -> None:
    history = (
        Charged(since=day("2025-06-01"), amount=euro(9_990)),
        Charged(since=day("2025-12-20"), amount=euro(7_990)),
    )
    before = prior_price(history, day("2026-01-15"), THIRTY_DAYS)
    assert before == euro(7_990)
    assert reduction_percent(euro(7_490), euro(7_990)) == 6
    assert reduction_percent(euro(7_990), euro(7_990)) is None


def test_e34_two_for_a_raised_price_is_no_discount() -> None:
    won = [Money(minor=minor, currency="KRW") for minor in (1_780, 12_900, 6_450)]
    history = (
        Charged(since=day("2025-10-01"), amount=won[0]),
        Charged(since=day("2026-01-10"), amount=won[1]),
    )
    before = prior_price(history, day("2026-01-15"), PriorPrice(days=20, method="lowest", source="test"))
    assert before == won[0]
    assert reduction_percent(won[2], won[0]) is None


@pytest.mark.parametrize(
    ("customer", "region", "headline", "tax", "status"),
    [
        ("b2c", None, "119.00", "19.00", "complete"),
        ("b2b", None, "100.00", "19.00", "complete_ex_tax"),
        ("b2b", "eu", "100.00", "0.00", "complete"),
    ],
)
def test_e35_a_net_list_for_consumers_and_for_businesses(
    customer: str, region: str | None, headline: str, tax: str, status: str
) -> None:
    abroad = Region(key="eu", label={"en": "another member state"}, reverse_charge=True)
    where = market(regions=(abroad,))
    stated = price(once("goods", "100.00", "base"), tax="excluded", interval="once")
    quoted = quote(stated, where, customer_type=customer, region=region)
    assert (figure(quoted.headline), figure(line(quoted, "goods").tax)) == (headline, tax)
    assert quoted.status == status
    assert ("price.reverse_charge" in keys(quoted)) is (region == "eu")


def test_e36_fewer_seats_than_the_minimum_pay_the_minimum() -> None:
    stated = price(part("seats", each("10"), "seat"), min_quantity=3)
    quoted = quote(stated, quantities={"item": 2})
    assert (figure(quoted.headline), quoted.quantity, quoted.quantity_asked) == ("30.00", 3, 2)
    assert quoted.headline is not None
    assert figure(per_unit(quoted.headline, quoted.quantity_asked)) == "15.00"
    assert "price.quantity_raised" in keys(quoted)


def test_e36_packs_of_five_are_billed_whole() -> None:
    quoted = quote(price(part("seats", each("10"), "seat"), quantity_step=5), quantities={"item": 12})
    assert quoted.quantity == 15


BREAKS = volume((9, "10"), (19, "8"), (None, "6"))


@pytest.mark.parametrize(("seats", "total"), [(9, "90.00"), (10, "80.00"), (19, "152.00"), (20, "120.00")])
def test_e37_breaks_by_quantity(seats: int, total: str) -> None:
    assert figure(quote(price(part("seats", BREAKS, "seat")), quantities={"item": seats}).headline) == total


def test_e37_some_quantities_cost_as_much_as_more_would() -> None:
    more = {seats: quantity_no_dearer(BREAKS, seats, "user") for seats in range(1, 21)}
    assert {seats: larger for seats, larger in more.items() if larger} == {
        8: 10, 9: 10, 15: 20, 16: 20, 17: 20, 18: 20, 19: 20,
    }  # fmt: skip


@pytest.mark.parametrize(("of", "total"), [(("goods",), "103.20"), (("goods", "card"), "103.30")])
def test_e38_a_percentage_fee_on_its_declared_base(of: tuple[str, ...], total: str) -> None:
    fee = once("card", Percent(rate="2.9", of=of, plus="0.30"))
    assert figure(quote(price(once("goods", "100.00", "base"), fee, interval="once")).headline) == total


def test_e39_a_yearly_charge_by_the_month_is_rounded_up() -> None:
    quoted = quote(price(part("plan", "100.00"), interval="year"))
    assert (figure(quoted.monthly_equivalent), figure(quoted.headline)) == ("8.34", "100.00")


def test_e40_a_later_increase_stands_beside_the_first_amount() -> None:
    stated = price(part("plan", "39"), phases=(Phase(kind="intro", cycles=12, amount="29"),))
    quoted = quote(stated, horizon=24)
    assert (figure(quoted.horizon_total), figure(quoted.monthly_equivalent)) == ("816.00", "34.00")
    assert figure(quoted.headline) == "29.00"
    assert (figure(quoted.steady), quoted.steady_from) == ("39.00", day("2027-01-01"))
    sooner = quote(stated, horizon=12)
    assert (figure(sooner.steady), sooner.steady_from) == ("39.00", day("2027-01-01"))


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-01-31", ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
        ("2028-01-31", ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"]),
    ],
)
def test_e41_month_ends_are_counted_from_the_anchor(start: str, expected: list[str]) -> None:
    dates = [charge_date(day(start), interval_of("month"), index).isoformat() for index in range(4)]
    assert dates == expected
    quoted = quote(price(part("plan", "10")), start=day(start), horizon=4)
    assert (quoted.lines[0].last.isoformat(), quoted.lines[0].times) == (expected[3], 4)


def test_e42_lines_of_two_rates() -> None:
    stated = price(
        once("book", "10.70", "base", tax_class="reduced"), once("pen", "11.90", "base"), interval="once"
    )
    quoted = quote(stated)
    assert [(figure(one.net), figure(one.tax)) for one in quoted.lines] == [
        ("10.00", "0.70"),
        ("10.00", "1.90"),
    ]
    assert figure(quoted.headline) == "22.60"


def test_e43_a_voucher_never_makes_it_less_than_nothing() -> None:
    quoted = quote(price(once("goods", "4.00", "base"), interval="once", discounts=(off("amount", "5.00"),)))
    assert figure(quoted.headline) == "0.00"
    unused = [one.arguments["amount"] for one in quoted.assumptions if one.key == "price.discount_unused"]
    assert [figure(one) for one in unused] == ["1.00"]


def e44() -> Price:
    return price(
        part("seats", each("8.00", "user"), "seat", stated_per="month"),
        once("setup", "120.00"),
        tax="excluded",
        interval="year",
        quantity_unit="user",
        discounts=(off("percent", "20", scope=("seats",), cycles=1),),
    )


def test_e44_the_full_example() -> None:
    support = add_on(
        "support",
        price(part("support", "15.00", "addon", stated_per="month"), tax="excluded", interval="year"),
    )
    quoted = quote(e44(), add_ons=(support,), quantities={"user": 12}, horizon=24)
    seats = line(quoted, "seats")
    assert (figure(seats.stated), figure(seats.reductions[0].amount)) == ("1152.00", "230.40")
    assert sum(one.net.minor for one in quoted.lines if one.net and one.due_today) == 122_160
    assert sum(one.tax.minor for one in quoted.lines if one.tax and one.due_today) == 23_210
    assert (figure(quoted.headline), figure(quoted.due_today)) == ("1453.70", "1453.70")
    assert [(figure(one.amount), one.every, one.times) for one in quoted.then] == [("1585.08", "year", 1)]
    assert figure(quoted.steady) == "1585.08"
    assert figure(quoted.horizon_total) == "3038.78"
    assert figure(per_unit_month(quoted)) == "10.56"


def test_e44_support_billed_by_the_month_makes_less_due_today() -> None:
    support = add_on("support", price(part("support", "15.00", "addon"), tax="excluded"))
    quoted = quote(e44(), add_ons=(support,), quantities={"user": 12}, horizon=24)
    assert (figure(quoted.due_today), figure(quoted.horizon_total)) == ("1257.35", "3038.78")
    assert "price.add_on_own_interval" in keys(quoted)


def test_e45_a_price_on_request_has_no_figure() -> None:
    quoted = quote(price(status="on_request", words={"en": "Ask us"}))
    assert (quoted.status, quoted.headline, quoted.horizon_total) == ("on_request", None, None)
    assert quoted.reason is not None
    assert quoted.reason.arguments == {"words": "Ask us"}


def test_e45_a_free_tier_is_not_available_above_its_limit() -> None:
    free = product(price(status="free"), capacity=(SizeRange(unit="user", max=10),))
    assert quote(free, quantities={"user": 10}).free
    above = quote(free, quantities={"user": 11})
    assert (above.status, above.headline, above.free) == ("not_available", None, False)
    assert above.reason is not None
    assert above.reason.key == "price.reason.over_most"
