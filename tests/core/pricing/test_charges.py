"""What is due when, what it depends on, and what is only named."""

from typing import Any

import pytest
from builders_pricing import (
    AMERICA,
    AUSTRALIA,
    EUROPE,
    KOREA,
    by_basket,
    by_region,
    day,
    each,
    figure,
    graduated,
    keys,
    label,
    line,
    market,
    off,
    once,
    part,
    price,
    product,
    quote,
    rate,
)

from comparison.core.bounds import MOST_QUANTITY
from comparison.core.catalogue import ExcludedCost
from comparison.core.markets import Market, Region
from comparison.core.pricing.amounts import Flat, Percent, Span, Table, Unknown
from comparison.core.pricing.amounts.table import TableRow
from comparison.core.pricing.model import (
    Component,
    Condition,
    Discount,
    EachCycle,
    Every,
    If,
    Measure,
    OneOf,
    OnEvent,
    Optional,
    PerTransaction,
    Phase,
    Price,
    Term,
)
from comparison.core.pricing.quote import Quote

PLAN = part("plan", "10")
FAR = Region(key="far", label=label("far"))


def bought(*components: Component, **changes: Any) -> Price:
    return price(*components, interval="once", **changes)


def excluded(quoted: Quote) -> list[tuple[str, str]]:
    return [(one.item, one.kind) for one in quoted.excluded]


class TestDates:
    def test_a_running_cost_is_first_due_one_period_after_the_start(self) -> None:
        filters = part("filter", "20", "consumable", when=Every(n=6))
        quoted = quote(bought(once("goods", "100", "base"), filters), horizon=12)
        charge = line(quoted, "filter")
        assert (charge.times, charge.first, charge.in_headline) == (1, day("2026-07-01"), False)
        assert (figure(quoted.headline), figure(quoted.horizon_total)) == ("100.00", "120.00")

    def test_a_charge_on_the_day_after_the_horizon_is_not_in_it(self) -> None:
        filters = part("filter", "20", "consumable", when=Every(n=12))
        sold = bought(once("goods", "100", "base"), filters)
        assert figure(quote(sold, horizon=12).horizon_total) == "100.00"
        assert figure(quote(sold, horizon=13).horizon_total) == "120.00"

    def test_a_running_cost_inside_the_first_paid_year_is_in_its_headline(self) -> None:
        stated = price(
            part("plan", "100"), part("filter", "20", "consumable", when=Every(n=6)), interval="year"
        )
        quoted = quote(stated, horizon=24)
        assert (figure(quoted.headline), figure(quoted.due_today)) == ("120.00", "100.00")
        assert figure(quoted.steady) == "140.00"

    def test_a_component_is_charged_from_its_first_to_its_last_cycle(self) -> None:
        loan = part("loan", "5", "fee", when=EachCycle(from_cycle=2, to_cycle=4))
        charge = line(quote(price(PLAN, loan)), "loan")
        assert (charge.times, charge.first, charge.last) == (3, day("2026-02-01"), day("2026-04-01"))

    def test_weeks_are_counted_in_days(self) -> None:
        charge = line(quote(price(PLAN, interval="2-week"), start=day("2026-01-01"), horizon=1), "plan")
        assert (charge.times, charge.last) == (3, day("2026-01-29"))

    def test_a_set_up_fee_and_a_plan_are_one_line_each(self) -> None:
        quoted = quote(price(once("setup", "49"), PLAN))
        assert [(one.component, one.times) for one in quoted.lines] == [("setup", 1), ("plan", 12)]

    def test_equal_phases_in_a_row_are_lines_of_their_own(self) -> None:
        phases = (Phase(kind="intro", cycles=2, amount="5"), Phase(kind="increase", cycles=2, amount="7"))
        quoted = quote(price(PLAN, phases=phases))
        assert [(one.phase, one.times, figure(one.amount)) for one in quoted.lines] == [
            ("intro", 2, "5.00"),
            ("increase", 2, "7.00"),
            (None, 8, "10.00"),
        ]

    def test_a_paid_phase_of_days_is_one_charge(self) -> None:
        stated = price(PLAN, phases=(Phase(kind="intro", days=10, amount="1"),))
        quoted = quote(stated)
        assert (figure(quoted.headline), figure(quoted.due_today)) == ("1.00", "1.00")
        assert (figure(quoted.steady), quoted.steady_from) == ("10.00", day("2026-01-11"))

    def test_seats_in_a_phase_are_charged_by_the_seat(self) -> None:
        stated = price(
            part("seats", each("8"), "seat"),
            part("care", "5", "fee"),
            phases=(Phase(kind="intro", cycles=1, amount="2"),),
        )
        quoted = quote(stated, quantities={"item": 3})
        assert (figure(quoted.headline), figure(quoted.steady)) == ("11.00", "29.00")

    def test_a_free_trial_leaves_out_all_that_recurs_but_not_the_set_up(self) -> None:
        stated = price(
            once("setup", "49"), PLAN, part("care", "5", "fee"), phases=(Phase(kind="trial", cycles=1),)
        )
        quoted = quote(stated)
        assert figure(quoted.due_today) == "49.00"
        assert (figure(quoted.headline), quoted.headline_from) == ("64.00", day("2026-02-01"))
        assert line(quoted, "plan").reason is not None

    def test_a_phase_amount_stands_in_for_all_base_components(self) -> None:
        two = (part("a", "6"), part("b", "4"))
        stated = price(*two, phases=(Phase(kind="intro", cycles=1, amount="3"),))
        assert figure(quote(stated).headline) == "3.00"
        assert figure(quote(stated).steady) == "10.00"

    @pytest.mark.parametrize("interval", ["999-year", "120-year", "999-day"])
    def test_the_calendar_ends_without_an_error(self, interval: str) -> None:
        phases = (Phase(kind="intro", cycles=120, amount="1"), Phase(kind="trial", days=1_000))
        quoted = quote(price(PLAN, interval=interval, phases=phases), horizon=120)
        assert quoted.status == "complete"

    def test_what_is_too_large_to_add_up_is_not_available(self) -> None:
        stated = price(part("seats", each("999999999999"), "seat"))
        quoted = quote(stated, quantities={"item": MOST_QUANTITY})
        assert quoted.status == "not_available"
        assert quoted.reason is not None
        assert quoted.reason.key == "price.reason.too_large"


class TestObligations:
    def test_a_condition_decides_whether_a_charge_counts(self) -> None:
        surcharge = once("far", "5", "surcharge", obligation=If(condition=Condition(regions=("far",))))
        where = market(regions=(FAR,))
        stated = bought(once("goods", "30", "base"), surcharge, where=where)
        assert figure(quote(stated, where, region="far").headline) == "35.00"
        unsaid = quote(stated, where)
        assert (figure(unsaid.headline), unsaid.status) == ("30.00", "complete")
        notes = [one.arguments for one in unsaid.assumptions if one.key == "price.region_assumed"]
        assert notes == [{"regions": ("en far",)}]

    @pytest.mark.parametrize(
        ("condition", "key"), [("first_purchase", "price.not_first_purchase"), ("member", "price.not_member")]
    )
    def test_a_charge_for_whom_the_shopper_did_not_say_to_be_is_named(self, condition: str, key: str) -> None:
        fee = once("fee", "5", obligation=If(condition=Condition(**{condition: True})))
        stated = bought(once("goods", "30", "base"), fee)
        assert key in keys(quote(stated))
        told = quote(stated, **{condition: True})
        assert figure(told.headline) == "35.00"
        assert key not in keys(told)

    def test_a_quantity_can_be_the_condition(self) -> None:
        fee = once("fee", "5", obligation=If(condition=Condition(min_quantity=3)))
        stated = bought(once("goods", each("10"), "base"), fee)
        assert figure(quote(stated, quantities={"item": 2}).headline) == "20.00"
        assert figure(quote(stated, quantities={"item": 3}).headline) == "35.00"

    def test_an_option_counts_only_when_it_is_chosen(self) -> None:
        stated = price(PLAN, part("extra", "3", "addon", obligation=Optional()))
        assert figure(quote(stated).headline) == "10.00"
        assert figure(quote(stated, addons=("extra",)).headline) == "13.00"

    def test_an_open_choice_gives_both_ends_and_names_the_options(self) -> None:
        ways = [
            once(key, value, "delivery", obligation=OneOf(group="how"))
            for key, value in (("post", "4"), ("bike", "9"))
        ]
        stated = bought(once("goods", "30", "base"), *ways)
        quoted = quote(stated)
        assert quoted.status == "bounded"
        assert (figure(quoted.headline_low), figure(quoted.headline)) == ("34.00", "39.00")
        assert quoted.open_choices == (("post", "bike"),)
        assert quoted.reason is not None
        assert quoted.reason.arguments == {"options": ("en post", "en bike")}
        bike = line(quoted, "bike")
        assert (figure(bike.low), figure(bike.amount)) == ("4.00", "9.00")
        chosen = quote(stated, addons=("post",))
        assert (chosen.status, figure(chosen.headline), chosen.open_choices) == ("complete", "34.00", ())

    def test_an_option_that_does_not_go_there_is_no_option(self) -> None:
        post = once("post", by_region(("", "4"), ("far", None)), "delivery", obligation=OneOf(group="how"))
        bike = once("bike", by_region(("far", None), ("", "9")), "delivery", obligation=OneOf(group="how"))
        quoted = quote(bought(once("goods", "30", "base"), post, bike), region="far")
        assert (quoted.status, figure(quoted.headline), quoted.open_choices) == ("complete", "34.00", ())

    def test_many_open_choices_are_still_answered(self) -> None:
        groups = [
            once(f"{group}-{option}", str(option), "fee", obligation=OneOf(group=f"g{group}"))
            for group in range(10)
            for option in (1, 2, 3)
        ]
        quoted = quote(bought(once("goods", "30", "base"), *groups))
        assert (figure(quoted.headline_low), figure(quoted.headline)) == ("40.00", "60.00")

    def test_what_only_happens_is_named_and_in_no_sum(self) -> None:
        late = part("late", "5", "fee", when=OnEvent(event=label("late return")))
        quoted = quote(price(PLAN, late))
        assert figure(quoted.headline) == "10.00"
        assert excluded(quoted) == [("late", "component")]

    def test_a_charge_per_sale_counts_once_sales_are_known(self) -> None:
        stated = price(
            PLAN, part("fee", each("0.10", "order"), "usage", when=PerTransaction()), interval="year"
        )
        assert figure(quote(stated).headline) == "10.00"
        told = quote(stated, quantities={"order": 20})
        assert (figure(told.headline), figure(told.due_today)) == ("34.00", "12.00")
        assert line(told, "fee").every == "month"

    def test_costs_that_are_left_out_are_named_with_their_estimate(self) -> None:
        cost = ExcludedCost(
            key="power",
            label=label("power"),
            reason=label("use"),
            estimate="9000",
            currency="KRW",
            every="year",
        )
        sold = product(price(once("goods", "1000", "base"), where=KOREA, interval="once"), excluded=(cost,))
        named = quote(sold, KOREA).excluded[0]
        assert (named.item, named.kind, figure(named.estimate), named.every) == (
            "power",
            "cost",
            "9000",
            "year",
        )


class TestAmounts:
    def test_included_units_shift_the_bands(self) -> None:
        stated = price(part("calls", graduated((10, "2"), (None, "1")), "usage", included=5))
        assert figure(quote(stated, quantities={"item": 5}).headline) == "0.00"
        assert figure(quote(stated, quantities={"item": 16}).headline) == "21.00"

    def test_bands_are_shown_as_parts_of_one_line(self) -> None:
        stated = price(part("calls", graduated((10, "2"), (None, "1")), "usage"))
        charge = line(quote(stated, quantities={"item": 12}), "calls")
        assert [(one.units, one.unit_amount) for one in charge.parts] == [(10, "2"), (2, "1")]
        assert (charge.unit_amount, charge.quantity) == (None, 12)

    def test_a_quantity_past_the_last_band_is_not_sold(self) -> None:
        quoted = quote(price(part("seats", graduated((10, "2"), (20, "1")), "seat")), quantities={"item": 21})
        assert quoted.status == "not_available"
        assert quoted.reason is not None
        assert quoted.reason.key == "price.reason.over_most"

    def test_a_fine_unit_amount_is_rounded_once_on_the_line(self) -> None:
        charge = line(quote(price(part("calls", each("0.0049"), "usage")), quantities={"item": 3}), "calls")
        assert (charge.unit_amount, figure(charge.amount)) == ("0.0049", "0.01")

    def test_a_range_gives_both_ends_and_its_reason(self) -> None:
        span = Span(low="20", high="10", depends_on=label("the size"))
        quoted = quote(bought(once("goods", span, "base")))
        assert (quoted.status, figure(quoted.headline_low), figure(quoted.headline)) == (
            "bounded",
            "10.00",
            "20.00",
        )
        assert quoted.reason is not None
        assert quoted.reason.arguments == {"words": "en the size"}

    def test_a_price_that_is_a_range_needs_no_component(self) -> None:
        quoted = quote(price(status="range", low="9", high="10"))
        assert (figure(quoted.headline_low), figure(quoted.headline)) == ("9.00", "10.00")
        at_least = quote(price(status="range", low="9"))
        assert (at_least.status, figure(at_least.headline)) == ("open", "9.00")

    def test_an_unknown_charge_makes_the_figure_the_least(self) -> None:
        quoted = quote(price(PLAN, part("fee", Unknown(how=label("ask")), "fee"), term=Term(min_months=12)))
        assert (quoted.status, figure(quoted.headline), figure(quoted.horizon_total)) == (
            "open",
            "10.00",
            "120.00",
        )
        assert (quoted.commitment_total, quoted.monthly_equivalent) == (None, None)
        assert line(quoted, "fee").amount is None

    def test_a_percentage_of_an_unknown_charge_is_unknown(self) -> None:
        fee = part("fee", Percent(rate="10", of=("usage",)), "fee")
        quoted = quote(price(PLAN, part("usage", Unknown(how=label("ask")), "usage"), fee))
        assert line(quoted, "fee").amount is None

    def test_percentages_of_each_other_stay_unknown(self) -> None:
        one = part("one", Percent(rate="10", of=("two",)), "fee")
        two = part("two", Percent(rate="10", of=("one",)), "fee")
        assert quote(price(PLAN, one, two)).status == "open"

    def test_a_percentage_can_be_of_another_percentage(self) -> None:
        fee = part("fee", Percent(rate="10", of=("plan",)), "fee")
        levy = part("levy", Percent(rate="50", of=("fee",)), "fee")
        assert figure(quote(price(PLAN, levy, fee)).headline) == "11.50"

    def test_a_percentage_is_bounded_by_its_least_and_most(self) -> None:
        for rate_text, expected in (("1", "12.00"), ("90", "15.00")):
            fee = part("fee", Percent(rate=rate_text, of=("plan",), min="2", max="5"), "fee")
            assert figure(quote(price(PLAN, fee)).headline) == expected

    def test_all_of_the_total_it_is_part_of_has_no_amount(self) -> None:
        fee = part("fee", Percent(rate="100", of=("plan", "fee")), "fee")
        assert quote(price(PLAN, fee)).status == "open"

    def test_a_yearly_charge_stated_by_the_month_says_its_months(self) -> None:
        charge = line(quote(price(part("plan", "7.25", stated_per="month"), interval="2-year")), "plan")
        assert (charge.months, figure(charge.amount)) == (24, "174.00")

    def test_an_amount_by_the_month_cannot_be_charged_by_the_week(self) -> None:
        quoted = quote(price(part("plan", "7.25", stated_per="month"), interval="week"))
        assert quoted.status == "open"
        assert quoted.reason is not None
        assert quoted.reason.key == "price.not_by_month"

    def test_delivery_by_weight_looks_at_the_measure(self) -> None:
        rows = (TableRow(value="4", below="1000"), TableRow(value="7"))
        post = once("post", Table(by="weight", rows=rows), "delivery")
        stated = bought(once("goods", each("10"), "base"), post, measure=Measure(amount="0.4", unit="kg"))
        assert figure(quote(stated, quantities={"item": 2}).headline) == "24.00"
        assert figure(quote(stated, quantities={"item": 3}).headline) == "37.00"

    def test_delivery_by_an_unknown_weight_gives_both_ends(self) -> None:
        rows = (TableRow(value="4", below="1000"), TableRow(value="7"))
        quoted = quote(
            bought(once("goods", "10", "base"), once("post", Table(by="weight", rows=rows), "delivery"))
        )
        assert (figure(quoted.headline_low), figure(quoted.headline)) == ("14.00", "17.00")

    def test_a_measure_of_another_kind_has_no_unit_price(self) -> None:
        measure = Measure(amount="2", unit="piece", per="100", per_unit="g")
        assert quote(bought(once("goods", "10", "base"), measure=measure)).unit_price is None


class TestDiscounts:
    def test_an_exclusive_discount_stands_alone(self) -> None:
        reductions = (off("percent", "10"), off("amount", "1", key="alone", order=1, exclusive=True))
        assert figure(quote(bought(once("goods", "100", "base"), discounts=reductions)).headline) == "99.00"

    def test_a_fixed_price_is_for_one_unit_and_never_dearer(self) -> None:
        def paid(value: str) -> str | None:
            stated = bought(once("goods", each("10"), "base"), discounts=(off("fixed_price", value),))
            return figure(quote(stated, quantities={"item": 3}).headline)

        assert (paid("8"), paid("12")) == ("24.00", "30.00")

    def test_a_threshold_looks_at_the_discounted_basket(self) -> None:
        delivery = once("delivery", by_basket(("50", "4.90"), (None, "0")), "delivery")
        stated = bought(
            once("goods", "54", "base"), delivery, discounts=(off("percent", "10", scope=("goods",)),)
        )
        assert figure(quote(stated).headline) == "53.50"

    def test_free_delivery_can_be_a_discount(self) -> None:
        delivery = once("delivery", by_basket(("50", "4.90"), (None, "0")), "delivery")
        stated = bought(
            once("goods", "20", "base"), delivery, discounts=(off("percent", "100", scope=("delivery",)),)
        )
        assert figure(quote(stated).headline) == "20.00"

    def test_a_voucher_spends_what_is_left_on_delivery(self) -> None:
        delivery = once("delivery", by_basket(("50", "4.90"), (None, "0")), "delivery")
        stated = bought(once("goods", "4", "base"), delivery, discounts=(off("amount", "5"),))
        quoted = quote(stated)
        assert figure(quoted.headline) == "3.90"
        assert "price.discount_unused" not in keys(quoted)

    def test_deposits_are_not_reduced(self) -> None:
        stated = bought(
            once("goods", "10", "base"), once("bottle", "2", "deposit"), discounts=(off("percent", "50"),)
        )
        quoted = quote(stated)
        assert (figure(quoted.headline), figure(quoted.due_today)) == ("5.00", "7.00")

    def test_discount_cycles_count_paid_cycles(self) -> None:
        stated = price(
            PLAN, phases=(Phase(kind="trial", cycles=2),), discounts=(off("percent", "50", cycles=3),)
        )
        amounts = [(figure(one.amount), one.times) for one in quote(stated).lines]
        assert amounts == [("0.00", 2), ("5.00", 3), ("10.00", 7)]

    def test_a_purchase_discount_is_not_one_of_the_filters(self) -> None:
        filters = part("filter", "20", "consumable", when=Every(n=6))
        goods = once("goods", "100", "base")
        anything = bought(goods, filters, discounts=(off("percent", "10"),))
        assert figure(quote(anything).horizon_total) == "110.00"
        named = bought(goods, filters, discounts=(off("percent", "10", scope=("goods", "filter")),))
        assert figure(quote(named).horizon_total) == "108.00"

    @pytest.mark.parametrize(("needs", "told"), [("first_purchase", "first_purchase"), ("member", "member")])
    def test_a_conditional_discount_needs_its_condition(self, needs: str, told: str) -> None:
        stated = price(PLAN, discounts=(off("percent", "10", needs=needs),))
        assert figure(quote(stated).headline) == "10.00"
        assert figure(quote(stated, **{told: True}).headline) == "9.00"

    @pytest.mark.parametrize(
        ("coupon", "dates", "headline", "key"),
        [
            ("spring", {}, "9.00", None),
            ("SPRING", {}, "9.00", None),
            ("spring", {"valid_to": "2025-12-31"}, "10.00", "price.coupon_ended"),
            ("winter", {}, "10.00", "price.coupon_unknown"),
        ],
    )
    def test_a_coupon_counts_while_it_is_valid(
        self, coupon: str, dates: dict[str, str], headline: str, key: str | None
    ) -> None:
        reduction: Discount = off("percent", "10", needs="coupon", coupon="Spring", **dates)
        quoted = quote(price(PLAN, discounts=(reduction,)), coupon=coupon)
        assert figure(quoted.headline) == headline
        assert {one for one in keys(quoted) if "coupon" in one} == ({key} if key else set())


class TestTermsAndSums:
    @pytest.mark.parametrize(("fee", "bound"), [("15", "25.00"), ("500", "120.00"), (None, "120.00")])
    def test_the_commitment_is_the_cheaper_way_out(self, fee: str | None, bound: str) -> None:
        assert figure(quote(price(PLAN, term=Term(min_months=12, exit_fee=fee))).commitment_total) == bound

    def test_a_term_begins_after_the_trial(self) -> None:
        stated = price(PLAN, phases=(Phase(kind="trial", days=14),), term=Term(min_months=12))
        assert figure(quote(stated).commitment_total) == "120.00"

    def test_without_a_term_the_first_day_is_all_one_is_bound_to(self) -> None:
        quoted = quote(price(PLAN, once("bottle", "2", "deposit")))
        assert (figure(quoted.commitment_total), quoted.commitment_months) == ("10.00", 0)

    def test_what_is_bought_once_has_no_monthly_figure(self) -> None:
        assert quote(bought(once("goods", "100", "base"))).monthly_equivalent is None

    def test_a_regular_plan_has_no_steady_amount_beside_it(self) -> None:
        quoted = quote(price(PLAN))
        assert (quoted.steady, quoted.headline_from) == (None, None)

    def test_instalments_end_and_the_steady_amount_is_the_last_one_paid(self) -> None:
        stated = price(once("first", "100"), part("rate", "20", when=EachCycle(to_cycle=6)))
        assert figure(quote(stated).steady) == "20.00"


class TestMarkets:
    def test_delivery_and_tax_stand_beside_the_headline_in_america(self) -> None:
        stated = bought(once("goods", "30", "base"), once("post", "5", "delivery"), where=AMERICA)
        quoted = quote(stated, AMERICA)
        assert (figure(quoted.headline), figure(quoted.due_today)) == ("30.00", "35.00")
        assert figure(quoted.horizon_total) == "35.00"
        assert excluded(quoted) == [("tax", "tax"), ("post", "delivery")]
        assert (quoted.status, quoted.tax_included) == ("complete_ex_tax", False)

    @pytest.mark.parametrize(("where", "headline"), [(EUROPE, "30.00"), (KOREA, "30"), (AUSTRALIA, "32.00")])
    def test_the_market_says_whether_a_deposit_is_in_the_headline(self, where: Market, headline: str) -> None:
        stated = bought(once("goods", "30", "base"), once("bottle", "2", "deposit"), where=where)
        quoted = quote(stated, where)
        assert figure(quoted.headline) == headline
        assert (("bottle", "deposit") in excluded(quoted)) is (where is not AUSTRALIA)

    def test_tax_that_is_not_stated_is_said_and_nothing_is_taken_for_granted(self) -> None:
        quoted = quote(price(PLAN, tax="unknown"))
        assert (figure(quoted.headline), quoted.tax_included) == ("10.00", None)
        assert "price.tax_unknown" in keys(quoted)
        assert (line(quoted, "plan").net, line(quoted, "plan").tax) == (None, None)

    def test_a_net_list_without_a_known_rate_is_at_least_the_net_amount(self) -> None:
        quoted = quote(price(PLAN, tax="excluded", tax_class="odd"))
        assert (quoted.status, figure(quoted.headline)) == ("open", "10.00")
        assert "price.tax_no_rate" in keys(quoted)

    def test_businesses_see_gross_prices_where_net_ones_are_not_allowed(self) -> None:
        stated = price(PLAN, where=AUSTRALIA, tax="excluded")
        assert figure(quote(stated, AUSTRALIA, customer_type="b2b").headline) == "11.00"

    def test_the_rate_of_the_first_day_counts(self) -> None:
        where = market(rates=(rate("16", since="2020-07-01"), rate("19", since="2021-01-01")))
        stated = price(PLAN, where=where, tax="excluded")
        before, after = (quote(stated, where, start=day(text)) for text in ("2020-12-31", "2021-01-01"))
        assert (figure(before.headline), figure(after.headline)) == ("11.60", "11.90")

    def test_a_charge_without_tax_stays_as_it_is(self) -> None:
        stated = price(PLAN, part("stamp", "2", "fee", taxable=False), tax="excluded")
        assert figure(quote(stated).headline) == "13.90"

    def test_a_table_without_a_rest_names_every_region(self) -> None:
        sold = bought(
            once("goods", "30", "base"), once("post", by_region(("near", "3"), ("far", "9")), "delivery")
        )
        nowhere = quote(sold, region="elsewhere")
        assert nowhere.status == "not_available"
        assert nowhere.reason is not None
        assert nowhere.reason.key == "price.reason.not_delivered"

    def test_a_flat_amount_takes_no_quantity(self) -> None:
        assert (
            figure(quote(price(part("plan", Flat(value="10"))), quantities={"item": 7}).headline) == "10.00"
        )
