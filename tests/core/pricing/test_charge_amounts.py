"""What each form of amount comes to, and what stays unknown."""

import pytest
from builders_pricing import (
    bought,
    by_basket,
    each,
    excluded,
    figure,
    graduated,
    label,
    line,
    once,
    part,
    price,
    quote,
)

from comparison.core.pricing.amounts import Percent, Span, Stair, Table, Unknown
from comparison.core.pricing.amounts.stair import Step
from comparison.core.pricing.amounts.table import TableRow
from comparison.core.pricing.model import Measure, Term

PLAN = part("plan", "10")


def test_included_units_shift_the_bands() -> None:
    stated = price(part("calls", graduated((10, "2"), (None, "1")), "usage", included=5))
    assert figure(quote(stated, quantities={"item": 5}).headline) == "0.00"
    assert figure(quote(stated, quantities={"item": 16}).headline) == "21.00"


def test_bands_are_shown_as_parts_of_one_line() -> None:
    stated = price(part("calls", graduated((10, "2"), (None, "1")), "usage"))
    charge = line(quote(stated, quantities={"item": 12}), "calls")
    assert [(one.units, one.unit_amount) for one in charge.parts] == [(10, "2"), (2, "1")]
    assert (charge.unit_amount, charge.quantity) == (None, 12)


def test_a_quantity_past_the_last_band_is_not_sold() -> None:
    quoted = quote(price(part("seats", graduated((10, "2"), (20, "1")), "seat")), quantities={"item": 21})
    assert quoted.status == "not_available"
    assert quoted.reason is not None
    assert quoted.reason.key == "price.reason.over_most"


def test_a_fine_unit_amount_is_rounded_once_on_the_line() -> None:
    charge = line(quote(price(part("calls", each("0.0049"), "usage")), quantities={"item": 3}), "calls")
    assert (charge.unit_amount, figure(charge.amount)) == ("0.0049", "0.01")


def test_a_range_gives_both_ends_and_its_reason() -> None:
    span = Span(low="20", high="10", depends_on=label("the size"))
    quoted = quote(bought(once("goods", span, "base")))
    assert (quoted.status, figure(quoted.headline_low), figure(quoted.headline)) == (
        "bounded",
        "10.00",
        "20.00",
    )
    assert quoted.reason is not None
    assert quoted.reason.arguments == {"words": "en the size"}


@pytest.mark.parametrize(
    ("goods", "ends"),
    [
        (("48", "50"), ("48.00", "54.90")),
        (("45", "55"), ("45.00", "59.90")),
        (("45", "49"), ("49.90", "53.90")),
        (("50", "55"), ("50.00", "55.00")),
    ],
)
def test_a_basket_between_two_ends_may_have_any_delivery_in_between(
    goods: tuple[str, str], ends: tuple[str, str]
) -> None:
    low, high = goods
    delivery = once("delivery", by_basket(("50", "4.90"), (None, "0")), "delivery")
    quoted = quote(bought(part("goods", Span(low=low, high=high)), delivery))
    assert (quoted.status, figure(quoted.headline_low), figure(quoted.headline)) == ("bounded", *ends)


def test_a_price_that_is_a_range_needs_no_component() -> None:
    quoted = quote(price(status="range", low="9", high="10"))
    assert (figure(quoted.headline_low), figure(quoted.headline)) == ("9.00", "10.00")
    at_least = quote(price(status="range", low="9"))
    assert (at_least.status, figure(at_least.headline)) == ("open", "9.00")


def test_an_unknown_charge_makes_the_figure_the_least() -> None:
    quoted = quote(price(PLAN, part("fee", Unknown(how=label("ask")), "fee"), term=Term(min_months=12)))
    assert (quoted.status, figure(quoted.headline), figure(quoted.horizon_total)) == (
        "open",
        "10.00",
        "120.00",
    )
    assert (quoted.commitment_total, quoted.monthly_equivalent) == (None, None)
    assert line(quoted, "fee").amount is None


def test_a_percentage_of_an_unknown_charge_is_unknown() -> None:
    fee = part("fee", Percent(rate="10", of=("usage",)), "fee")
    quoted = quote(price(PLAN, part("usage", Unknown(how=label("ask")), "usage"), fee))
    assert line(quoted, "fee").amount is None


def test_percentages_of_each_other_stay_unknown() -> None:
    one = part("one", Percent(rate="10", of=("two",)), "fee")
    two = part("two", Percent(rate="10", of=("one",)), "fee")
    assert quote(price(PLAN, one, two)).status == "open"


def test_a_percentage_can_be_of_another_percentage() -> None:
    fee = part("fee", Percent(rate="10", of=("plan",)), "fee")
    levy = part("levy", Percent(rate="50", of=("fee",)), "fee")
    assert figure(quote(price(PLAN, levy, fee)).headline) == "11.50"


def test_a_percentage_is_bounded_by_its_least_and_most() -> None:
    for rate_text, expected in (("1", "12.00"), ("90", "15.00")):
        fee = part("fee", Percent(rate=rate_text, of=("plan",), min="2", max="5"), "fee")
        assert figure(quote(price(PLAN, fee)).headline) == expected


def test_all_of_the_total_it_is_part_of_has_no_amount() -> None:
    fee = part("fee", Percent(rate="100", of=("plan", "fee")), "fee")
    assert quote(price(PLAN, fee)).status == "open"


def test_a_yearly_charge_stated_by_the_month_says_its_months() -> None:
    charge = line(quote(price(part("plan", "7.25", stated_per="month"), interval="2-year")), "plan")
    assert (charge.months, figure(charge.amount)) == (24, "174.00")


def test_an_amount_by_the_month_cannot_be_charged_by_the_week() -> None:
    quoted = quote(price(part("plan", "7.25", stated_per="month"), interval="week"))
    assert quoted.status == "open"
    assert quoted.reason is not None
    assert quoted.reason.key == "price.not_by_month"


def test_delivery_by_weight_looks_at_the_measure() -> None:
    rows = (TableRow(value="4", below="1000"), TableRow(value="7"))
    post = once("post", Table(by="weight", rows=rows), "delivery")
    stated = bought(once("goods", each("10"), "base"), post, measure=Measure(amount="0.4", unit="kg"))
    assert figure(quote(stated, quantities={"item": 2}).headline) == "24.00"
    assert figure(quote(stated, quantities={"item": 3}).headline) == "37.00"


def test_delivery_by_an_unknown_weight_gives_both_ends() -> None:
    rows = (TableRow(value="4", below="1000"), TableRow(value="7"))
    quoted = quote(
        bought(once("goods", "10", "base"), once("post", Table(by="weight", rows=rows), "delivery"))
    )
    assert (figure(quoted.headline_low), figure(quoted.headline)) == ("14.00", "17.00")
    assert quoted.reason is not None
    assert quoted.reason.key == "price.depends_on_weight"


def test_a_measure_of_another_kind_has_no_unit_price() -> None:
    measure = Measure(amount="2", unit="piece", per="100", per_unit="g")
    assert quote(bought(once("goods", "10", "base"), measure=measure)).unit_price is None


def test_a_quantity_past_the_last_step_is_not_sold() -> None:
    amount = Stair(steps=(Step(value="5", up_to=10),))
    quoted = quote(price(part("seats", amount, "seat")), quantities={"item": 11})
    assert quoted.reason is not None
    assert quoted.reason.key == "price.reason.over_most"


@pytest.mark.parametrize("amount", ["0", "-400"])
def test_nothing_and_less_than_nothing_have_no_unit_price(amount: str) -> None:
    assert quote(bought(PLAN, measure=Measure(amount=amount, unit="g"))).unit_price is None


def test_goods_without_a_known_amount_have_no_unit_price() -> None:
    measure = Measure(amount="400", unit="g")
    assert quote(bought(once("goods", Unknown(how=label("ask")), "base"), measure=measure)).unit_price is None


def test_a_foreign_measure_is_read_by_its_base() -> None:
    measure = Measure(amount="1", unit="lb", base="453.59237", base_unit="g")
    found = quote(bought(once("goods", "10", "base"), measure=measure)).unit_price
    assert found is not None
    assert (figure(found.price), found.amount, found.unit) == ("2.20", "100", "g")


def test_a_share_of_sales_nobody_told_is_named_and_left_out() -> None:
    quoted = quote(price(PLAN, part("fee", Percent(rate="2.9", of_quantity="sales"), "usage")))
    assert (figure(quoted.headline), excluded(quoted)) == ("10.00", [("fee", "component")])


def test_what_a_fee_is_for_stands_on_its_line() -> None:
    charge = line(quote(price(PLAN, part("fee", "2", "fee", reason=label("handling")))), "fee")
    assert charge.reason is not None
    assert charge.reason.arguments == {"words": "en handling"}
