"""Laws of the arithmetic, tried on random prices."""

import random
from decimal import Decimal
from typing import Any

from builders_pricing import (
    EUROPE,
    KOREA,
    graduated,
    label,
    off,
    once,
    part,
    price,
    product,
    quote,
    rate,
    volume,
)
from examples import tried
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies_pricing import KNOWN, Case, cases, money_text

from comparison.core.context import Context
from comparison.core.markets import Market
from comparison.core.money import exponent
from comparison.core.pricing.amounts import PerUnit, Unknown
from comparison.core.pricing.discounts import spread
from comparison.core.pricing.engine import quote_tier
from comparison.core.pricing.model import Price
from comparison.core.pricing.proof import sums_that_differ
from comparison.core.pricing.quote import Quote

PRICED = {"complete", "complete_ex_tax", "bounded", "open"}
often = settings(max_examples=tried(500), deadline=None)
undisturbed = settings(deadline=None)


def asked(stated: Price, shopper: Context, where: Market) -> Quote:
    return quote_tier("tier", product(stated), (), shopper, where)


@often
@given(cases())
def test_lines_add_up_to_the_totals(case: Case) -> None:
    assert sums_that_differ(asked(*case)) == ()


@often
@given(cases())
def test_what_is_due_today_and_later_is_the_horizon_total(case: Case) -> None:
    quoted = asked(*case)
    assume(quoted.status in PRICED and not quoted.open_choices)
    assert quoted.due_today is not None
    assert quoted.horizon_total is not None
    deposit = quoted.deposit.minor if quoted.deposit else 0
    later = sum(one.amount.minor * one.times for one in quoted.then)
    assert quoted.due_today.minor - deposit + later == quoted.horizon_total.minor


@often
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_components_decides_nothing(case: Case, dice: random.Random) -> None:
    stated, shopper, where = case
    shuffled = list(stated.components)
    dice.shuffle(shuffled)
    one, other = (
        asked(stated, shopper, where),
        asked(replace(stated, components=tuple(shuffled)), shopper, where),
    )
    for name in (
        "status",
        "headline",
        "headline_low",
        "due_today",
        "horizon_total",
        "steady",
        "commitment_total",
    ):
        assert getattr(one, name) == getattr(other, name), name


@often
@given(cases(reduced=False), st.integers(1, 10_000))
def test_one_more_unavoidable_charge_raises_the_totals(case: Case, cents: int) -> None:
    stated, shopper, where = case
    assume(stated.status == "priced")
    fee = once("z", f"{Decimal(cents).scaleb(-exponent(where.currency)):f}", taxable=False)
    before = asked(stated, shopper, where)
    after = asked(replace(stated, components=(*stated.components, fee)), shopper, where)
    assume(before.status in PRICED)
    assert before.headline is not None
    assert after.headline is not None
    assert before.horizon_total is not None
    assert after.horizon_total is not None
    assert after.horizon_total.minor >= before.horizon_total.minor + cents
    # A share of the new charge can make an earlier period the first that is paid for.
    if after.headline_from == before.headline_from:
        assert after.headline.minor >= before.headline.minor + cents


@often
@given(cases(KNOWN))
def test_a_receipt_without_one_of_its_lines_proves_nothing(case: Case) -> None:
    quoted = asked(*case)
    assume(quoted.status != "open" or not quoted.open_choices)
    for at, line in enumerate(quoted.lines):
        if line.amount and line.amount.minor and line.headline_times:
            rest = quoted.lines[:at] + quoted.lines[at + 1 :]
            assert "headline" in sums_that_differ(replace(quoted, lines=rest))


@often
@given(cases(), st.integers(1, 24))
def test_a_longer_horizon_never_costs_less(case: Case, more: int) -> None:
    stated, shopper, where = case
    short, long = (
        asked(stated, shopper, where),
        asked(stated, replace(shopper, horizon=shopper.horizon + more), where),
    )
    assume(short.status in PRICED)
    assert short.horizon_total is not None
    assert long.horizon_total is not None
    if (short.status == "open") == (long.status == "open"):
        assert long.horizon_total >= short.horizon_total


@undisturbed
@given(
    st.lists(st.tuples(st.integers(1, 80), money_text()), max_size=3),
    money_text(),
    st.integers(0, 100),
    st.integers(0, 30),
)
def test_more_units_never_cost_less_in_graduated_bands(
    lower: list[tuple[int, str]], last: str, units: int, more: int
) -> None:
    pairs = [*sorted(dict(lower).items()), (None, last)]
    stated = price(part("seats", graduated(*pairs)), min_quantity=0)
    few, many = (quote(stated, quantities={"item": count}).headline for count in (units, units + more))
    assert few is not None
    assert many is not None
    assert many >= few


@undisturbed
@given(
    st.lists(st.integers(1, 80), max_size=3, unique=True),
    st.lists(money_text(), min_size=4, max_size=4),
    st.integers(0, 100),
)
def test_graduated_is_at_least_volume_where_unit_prices_fall(
    ends: list[int], values: list[str], units: int
) -> None:
    falling = sorted(values, key=Decimal, reverse=True)
    pairs = list(zip([*sorted(ends), None], falling, strict=False))
    totals = [
        quote(price(part("seats", form(*pairs)), min_quantity=0), quantities={"item": units}).headline
        for form in (graduated, volume)
    ]
    assert totals[0] is not None
    assert totals[1] is not None
    assert totals[0] >= totals[1]


@undisturbed
@given(st.integers(0, 100), st.integers(0, 100), st.integers(1, 500))
def test_percentages_in_either_order_come_to_the_same(first: int, second: int, tens: int) -> None:
    # A multiple of 100.00 less two whole percentages is exact, so rounding has no say.
    totals = []
    for order in ((0, 1), (1, 0)):
        reductions = tuple(
            off("percent", str(value), key=f"off-{at}", order=at)
            for at, value in zip(order, (first, second), strict=True)
        )
        stated = price(once("goods", str(tens * 100), "base"), interval="once", discounts=reductions)
        totals.append(quote(stated).headline)
    assert totals[0] == totals[1]


@often
@given(cases())
def test_net_and_tax_are_the_gross_amount(case: Case) -> None:
    quoted = asked(*case)
    if quoted.tax_included:
        for line in quoted.lines:
            if line.net is not None and line.tax is not None and line.amount is not None:
                assert line.net + line.tax == line.amount


@undisturbed
@given(
    st.lists(st.integers(0, 500_00), min_size=1, max_size=4),
    st.integers(0, 40),
    st.sampled_from(("included", "excluded")),
    st.sampled_from(("0", "7.5", "20")),
)
def test_cents_and_units_come_to_the_same(values: list[int], units: int, tax: Any, less: str) -> None:
    won = replace(KOREA, rates=(rate("19"),))
    minors = []
    for where, texts in (
        (EUROPE, [f"{value // 100}.{value % 100:02d}" for value in values]),
        (won, [str(value) for value in values]),
    ):
        parts = [part(f"p{at}", PerUnit(value=text)) for at, text in enumerate(texts)]
        stated = price(*parts, where=where, tax=tax, min_quantity=0, discounts=(off("percent", less),))
        quoted = quote(stated, where, quantities={"item": units})
        assert quoted.headline is not None
        assert quoted.horizon_total is not None
        minors.append((quoted.headline.minor, quoted.horizon_total.minor))
    assert minors[0] == minors[1]


@often
@given(cases())
def test_the_commitment_is_at_least_what_falls_due_in_the_bound_part(case: Case) -> None:
    stated, shopper, where = case
    bound = stated.term.min_months if stated.term else 0
    assume(bound > 0)
    quoted = asked(stated, replace(shopper, horizon=bound), where)
    assume(quoted.status in {"complete", "complete_ex_tax"})
    assert quoted.commitment_total is not None
    assert quoted.commitment_whole is not None
    assert quoted.horizon_total is not None
    assert quoted.commitment_whole >= quoted.horizon_total
    # Out by the exit fee may be less, never more.
    assert quoted.commitment_total <= quoted.commitment_whole
    if stated.term and stated.term.exit_fee is None:
        assert quoted.commitment_total == quoted.commitment_whole


@often
@given(cases())
def test_an_unknown_charge_never_turns_into_nothing(case: Case) -> None:
    stated, shopper, where = case
    assume(stated.status == "priced")
    before = asked(stated, shopper, where)
    unknown = once("z", Unknown(how=label("ask")), taxable=False)
    after = asked(replace(stated, components=(*stated.components, unknown)), shopper, where)
    assume(before.status in PRICED)
    assert after.status == "open"
    assert any(line.component == "z" and line.amount is None for line in after.lines)


@often
@given(cases())
def test_the_language_changes_words_only(case: Case) -> None:
    stated, shopper, where = case
    one, other = (asked(stated, replace(shopper, lang=lang), where) for lang in ("ko", "en"))

    def wordless(quoted: Quote) -> Quote:
        lines = tuple(replace(line, reason=None) for line in quoted.lines)
        return replace(quoted, lines=lines, assumptions=(), reason=None)

    assert wordless(one) == wordless(other)
    assert [message.key for message in one.assumptions] == [message.key for message in other.assumptions]


@often
@given(cases())
def test_the_low_end_is_never_above_the_high_end(case: Case) -> None:
    quoted = asked(*case)
    for low, high in ((quoted.headline_low, quoted.headline), (quoted.horizon_low, quoted.horizon_total)):
        assert low is None or high is None or low <= high
    assert (quoted.headline_low is not None) is (quoted.status == "bounded")


@often
@given(cases())
def test_a_single_figure_is_printed_only_where_every_charge_is_known(case: Case) -> None:
    quoted = asked(*case)
    counted = [line for line in quoted.lines if line.headline_times or (line.in_horizon and line.times)]
    if any(line.amount is None for line in counted):
        assert quoted.status == "open"
    elif any(line.low != line.amount for line in counted):
        assert quoted.status in {"bounded", "open"}


@undisturbed
@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=6), st.integers(0, 600_000))
def test_a_spread_amount_is_spread_whole_and_takes_nothing_below_nothing(
    amounts: list[int], total: int
) -> None:
    shares = spread(min(total, sum(amounts)), amounts)
    assert sum(shares) == min(total, sum(amounts))
    assert all(0 <= share <= amount for share, amount in zip(shares, amounts, strict=True))


@often
@given(cases())
def test_the_same_question_has_the_same_answer(case: Case) -> None:
    assert asked(*case) == asked(*case)
