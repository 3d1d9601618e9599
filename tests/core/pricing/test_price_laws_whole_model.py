"""The laws over the whole union model: that every part of it is tried, and what holds with add-ons and at scale."""

import datetime
import itertools
from collections import Counter
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any, get_args

import msgspec
import pytest
import strategies_pricing as strategies
from builders_pricing import KOREA, figure, label, product, rate
from examples import tried
from hypothesis import assume, given, settings
from msgspec.structs import replace
from strategies_pricing import Case, cases, cases_with_add_on

from comparison.core.catalogue import AddOn
from comparison.core.context import Context
from comparison.core.markets import Market
from comparison.core.pricing.amounts import Amount, Percent, Table, Unknown
from comparison.core.pricing.engine import quote_tier
from comparison.core.pricing.model import Component, EachCycle, Obligation, Once, Price, When
from comparison.core.pricing.proof import sums_that_differ
from comparison.core.pricing.quote import Quote
from comparison.core.pricing.schedule import charge_date, interval_of

PRICED = {"complete", "complete_ex_tax", "bounded", "open"}
SETTLED = {"complete", "complete_ex_tax"}
often = settings(max_examples=tried(500), deadline=None)


def asked(stated: Price, shopper: Context, where: Market, *add_ons: AddOn) -> Quote:
    return quote_tier("tier", product(stated), add_ons, shopper, where)


def drawn(seed: int) -> Case:
    """The case that the strategy makes of one throw of its dice."""
    dice = Random(seed)  # noqa: S311  Dice, no secret.
    where = dice.choice(strategies.MARKETS)
    stated = strategies._plain(dice, strategies._price(dice, where, strategies.ALL, reduced=True))
    return stated, strategies._shopper(dice, where, stated.interval), where


@cache
def many() -> tuple[Case, ...]:
    return tuple(drawn(seed) for seed in range(9_000))


def names(union: Any) -> list[str]:
    return [form.__name__ for form in get_args(union)]


def test_every_form_of_amount_is_tried_with_every_obligation_in_every_rhythm() -> None:
    tried = Counter(
        tuple(type(part).__name__ for part in (one.amount, one.obligation, one.when))
        for stated, _, _ in many()
        for one in stated.components
    )
    combinations = itertools.product(names(Amount), names(Obligation), names(When))
    assert [one for one in combinations if not tried[one]] == []


@pytest.mark.parametrize(
    ("part", "kinds"),
    [
        ("phases", {"trial", "intro", "increase"}),
        ("discounts", {"percent", "amount", "fixed_price"}),
    ],
)
def test_every_kind_of_phase_and_discount_is_tried(part: str, kinds: set[str]) -> None:
    assert {one.kind for stated, _, _ in many() for one in getattr(stated, part)} == kinds


def test_every_status_mode_of_tax_need_and_kind_of_component_is_tried() -> None:
    prices = [stated for stated, _, _ in many()]
    assert {one.status for one in prices} == {"priced", "free", "range", "on_request"}
    assert {one.tax for one in prices} == {"included", "excluded", "unknown"}
    needs = {discount.needs for one in prices for discount in one.discounts}
    assert needs == {"coupon", "first_purchase", "member", "none"}
    kinds = {component.kind for one in prices for component in one.components}
    # A surcharge is a fee by another name, and is computed as one.
    assert kinds == set(get_args(Component.__annotations__["kind"])) - {"surcharge"}


def test_every_answer_comes_out() -> None:
    quotes = [asked(*case) for case in many()[:4_000]]
    assert {one.status for one in quotes} == PRICED | {"on_request", "not_available"}
    assert {one.tax_included for one in quotes} == {True, False, None}
    assert any(one.open_choices for one in quotes)
    assert any(line.parts for one in quotes for line in one.lines)
    assert any(line.share for one in quotes for line in one.lines)
    assert any(line.component == "rounding" for one in quotes for line in one.lines)
    assert {line.phase for one in quotes for line in one.lines} == {None, "trial", "intro", "increase"}


@often
@given(cases_with_add_on())
def test_with_an_add_on_the_lines_add_up_too(drawn: tuple[Case, AddOn]) -> None:
    case, extra = drawn
    quoted = asked(*case, extra)
    assert sums_that_differ(quoted) == ()
    if quoted.status in PRICED and not quoted.open_choices:
        assert quoted.due_today is not None
        assert quoted.horizon_total is not None
        deposit = quoted.deposit.minor if quoted.deposit else 0
        later = sum(one.amount.minor * one.times for one in quoted.then)
        assert quoted.due_today.minor - deposit + later == quoted.horizon_total.minor


@often
@given(cases_with_add_on())
def test_no_line_of_a_receipt_can_be_left_out(drawn: tuple[Case, AddOn]) -> None:
    case, extra = drawn
    quoted = asked(*case, extra)
    assume(quoted.status in PRICED and not quoted.open_choices)
    for at, line in enumerate(quoted.lines):
        amount = line.low if quoted.status == "open" else line.amount
        counted = line.headline_times or line.due_today or (line.in_horizon and line.times)
        if amount is not None and amount.minor and counted:
            rest = quoted.lines[:at] + quoted.lines[at + 1 :]
            assert sums_that_differ(replace(quoted, lines=rest))


@often
@given(cases())
def test_a_charge_whose_amount_becomes_unknown_is_never_worth_nothing(case: Case) -> None:
    stated, shopper, where = case
    before = asked(stated, shopper, where)
    assume(before.status in SETTLED and not stated.phases)
    charged = {line.component for line in before.lines if line.headline_times}
    for at, one in enumerate(stated.components):
        if one.key not in charged:
            continue
        hidden = replace(one, amount=Unknown(how=label("ask")))
        parts = (*stated.components[:at], hidden, *stated.components[at + 1 :])
        after = asked(replace(stated, components=parts), shopper, where)
        assert after.status == "open"
        assert [line.amount for line in after.lines if line.component == one.key][:1] == [None]


MONEY = {"value", "flat", "plus", "min", "max", "low", "high", "amount", "exit_fee", "below"}


def in_hundredths(part: Any, *, scaled: frozenset[str] = frozenset(MONEY)) -> Any:
    """*part* of a price with every amount of money a hundredth of what it was."""
    if isinstance(part, tuple):
        return tuple(in_hundredths(one) for one in part)
    if not isinstance(part, msgspec.Struct):
        return part
    changed = {name: getattr(part, name) for name in part.__struct_fields__}
    by_weight = isinstance(part, Table) and part.by == "weight"
    percent_off = getattr(part, "kind", None) == "percent"
    for name, value in changed.items():
        if isinstance(value, str) and name in scaled and not percent_off:
            changed[name] = f"{Decimal(value).scaleb(-2):f}"
        elif name == "rows" and by_weight:
            changed[name] = tuple(in_hundredths(one, scaled=scaled - {"below"}) for one in value)
        elif not isinstance(value, str):
            changed[name] = in_hundredths(value)
    return type(part)(**changed)


def in_minor(quoted: Quote) -> tuple[object, ...]:
    lines = [(line.component, line.times, line.amount and line.amount.minor) for line in quoted.lines]
    sums = (
        quoted.headline,
        quoted.headline_low,
        quoted.due_today,
        quoted.horizon_total,
        quoted.commitment_total,
    )
    return quoted.status, [one and one.minor for one in sums], lines


@often
@given(cases())
def test_cents_and_whole_units_come_to_the_same_in_every_form(case: Case) -> None:
    stated, shopper, where = case
    # A share of the shopper's own sales is counted in whole units of the currency, whichever it is.
    sales = (one for one in stated.components if isinstance(one.amount, Percent) and one.amount.of_quantity)
    assume(next(sales, None) is None)
    rates = (rate("10"), rate("8", "reduced"))
    won = replace(where, code="KR", currency="KRW", rates=rates)
    whole = replace(stated, market="KR", currency="KRW")
    cents = replace(in_hundredths(stated), market="KR", currency="EUR")
    shopper = replace(shopper, market="KR")
    one = asked(whole, replace(shopper, currency="KRW"), won)
    other = asked(cents, replace(shopper, currency="EUR"), replace(won, currency="EUR"))
    assert in_minor(one) == in_minor(other)


def test_a_hundredth_of_a_price_is_taken_of_every_amount_of_money() -> None:
    assert figure(asked(*drawn(3)).headline) is not None
    assert KOREA.currency == "KRW"
    written = {name for form in get_args(Amount) for name in form.__struct_fields__}
    assert {"value", "plus", "min", "max", "low", "high"} <= written & MONEY


@often
@given(cases())
def test_from_the_steady_date_on_every_cycle_costs_the_same(case: Case) -> None:
    stated, shopper, where = case
    plain = replace(
        stated,
        components=tuple(one for one in stated.components if isinstance(one.when, Once | EachCycle)),
        phases=tuple(one for one in stated.phases if one.cycles),
        interval="month",
    )
    # From the first of a month, so that no date is moved to the end of a shorter one.
    told = replace(shopper, horizon=60, interval="month", start=shopper.start.replace(day=1))
    quoted = asked(plain, told, where)
    if quoted.status not in SETTLED or quoted.steady_from is None:
        return
    by_day = charges_by_day(quoted)
    # A charge that ends leaves cycles that cost nothing: these are not what is steady.
    settled = {amount for day, amount in by_day.items() if day >= quoted.steady_from and amount}
    assert len(settled) == 1
    before = [day for day in by_day if day < quoted.steady_from]
    if len(before) > 1 and quoted.headline_from is None:
        # It is the first such date: the charge before it differs.
        assert by_day[max(before)] not in settled


def charges_by_day(quoted: Quote) -> dict[datetime.date, int]:
    """What each cycle comes to in all, one-off charges left out."""
    found: dict[datetime.date, int] = {}
    for line in quoted.lines:
        interval = interval_of(line.every)
        if line.every == quoted.interval and line.amount is not None:
            for number in range(line.times):
                day = charge_date(line.first, interval, number)
                found[day] = found.get(day, 0) + line.amount.minor
    return found
