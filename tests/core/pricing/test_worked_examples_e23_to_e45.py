"""The worked examples E23 to E45 of the specification, each to the cent."""

from fractions import Fraction

import pytest
from builders_pricing import (
    AUSTRALIA,
    EUROPE,
    KOREA,
    add_on,
    by_basket,
    by_region,
    day,
    each,
    figure,
    keys,
    line,
    market,
    off,
    once,
    part,
    price,
    product,
    quote,
    volume,
)

from comparison.core.markets import Market, PriorPrice, Region
from comparison.core.money import Money
from comparison.core.pricing.amounts import Percent
from comparison.core.pricing.amounts.volume import volume_cost
from comparison.core.pricing.discounts import spread
from comparison.core.pricing.model import Measure, Optional, Phase, Price
from comparison.core.pricing.prior import Charged, prior_price, reduction_percent
from comparison.core.pricing.quote import Quote
from comparison.core.pricing.savings import per_unit, per_unit_month
from comparison.core.pricing.schedule import charge_date, interval_of
from comparison.core.sizes import SizeRange


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
    costs = {seats: volume_cost(BREAKS, seats, "user").exact for seats in range(1, 41)}
    more = {
        seats: [larger for larger in range(seats + 1, 41) if costs[larger] <= costs[seats]]
        for seats in range(1, 21)
    }
    assert {seats: larger[0] for seats, larger in more.items() if larger} == {
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
