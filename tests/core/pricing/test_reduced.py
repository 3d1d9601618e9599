"""What a history says of an announced reduction, against a second way of working it out."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from builders_pricing import KOREA, bought, day, each, off, once, part, price, product
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from comparison.core.catalogue import Stock
from comparison.core.markets import PriorPrice
from comparison.core.money import Money
from comparison.core.pricing.announcing import may_announce
from comparison.core.pricing.model import Phase, Price
from comparison.core.pricing.prior import (
    Charged,
    Prior,
    first_lawful_day,
    prior_price,
    reduction_percent,
)
from comparison.core.pricing.reduced import Announced, Shown, announced_in, shown_prior, standing, stretches
from comparison.core.pricing.selling import LAST_DAY, identities, sold_between, sold_on

TWENTY = PriorPrice(days=20, method="lowest", source="test")
EIGHT_WEEKS = PriorPrice(days=56, method="majority", source="test")
SALE = day("2026-11-22")
A_DAY = datetime.timedelta(days=1)


def won(minor: int) -> Money:
    return Money(minor=minor, currency="KRW")


def goods(value: int, **fields: Any) -> Price:
    return bought(once("goods", str(value), "base"), where=KOREA, **fields)


def shown(value: int, first: datetime.date, last: datetime.date = LAST_DAY, **fields: Any) -> Shown:
    return Shown(product(goods(value, **fields)), KOREA, first, last)


def found(own: Shown, *before: Shown, rule: PriorPrice = TWENTY) -> list[Announced]:
    [identity] = identities(own.product, own.market)
    return list(announced_in(own, before, identity, rule))


def daily(values: Sequence[int | None]) -> list[Shown]:
    """One edition for each day before the sale, the last value the day before; None is not for sale."""
    first = SALE - A_DAY * len(values)
    days = [(first + A_DAY * at, value) for at, value in enumerate(values)]
    return [shown(value, at, at) for at, value in days if value is not None]


histories = st.lists(st.none() | st.integers(900, 1_100), max_size=60)


@given(histories, st.integers(800, 1_200))
def test_what_is_said_is_never_more_than_what_is_true(values: list[int | None], now: int) -> None:
    [one] = found(shown(now, SALE, reduced_since=SALE.isoformat()), *daily(values))
    known = [value for value in values[::-1][:40] if value is not None][:20]
    lowest = min(known) if len(known) == 20 else None
    assert one.found == (won(lowest) if lowest else None)
    percent = reduction_percent(won(now), one.prior) if one.prior else None
    if percent is not None:
        last_days = [value for value in values[-20:] if value is not None]
        assert lowest is not None
        for before in (lowest, min(last_days, default=lowest)):
            assert Decimal(percent) <= Decimal(before - now) / before * 100


@given(histories, st.integers(800, 1_200))
def test_nothing_is_claimed_of_what_was_not_dearer_for_so_many_days(
    values: list[int | None], now: int
) -> None:
    [one] = found(shown(now, SALE, reduced_since=SALE.isoformat()), *daily(values))
    sold = [value for value in values if value is not None]
    if len(sold) < 20 or min(sold) <= now:
        assert one.prior is None or now < min(sold[-20:])
    assert one.prior is None or (len(sold) >= 20 and one.prior > won(now))


@given(histories, st.integers(800, 1_000))
def test_the_day_named_is_the_first_on_which_it_may_be_announced(values: list[int | None], now: int) -> None:
    history = [
        Charged(since=SALE - A_DAY * (len(values) - at), amount=won(value) if value else None)
        for at, value in enumerate(values)
    ]
    named = first_lawful_day(history, SALE, TWENTY, won(now))
    assert named is None or named >= SALE
    lawful = prior_price(history, SALE, TWENTY)
    assert (named == SALE) == (lawful is not None and lawful > won(now))


@pytest.mark.parametrize(
    ("days", "named"), [(0, "2026-12-12"), (12, "2026-11-30"), (19, "2026-11-23"), (20, "2026-11-22")]
)
def test_a_short_history_needs_the_days_it_lacks(days: int, named: str) -> None:
    before = [shown(1_000, SALE - A_DAY * days, SALE - A_DAY)] if days else []
    [one] = found(shown(900, SALE, reduced_since=SALE.isoformat()), *before)
    assert one.lawful_from == day(named)


def test_in_japan_a_new_price_needs_two_weeks() -> None:
    [one] = found(shown(900, SALE, reduced_since=SALE.isoformat()), rule=EIGHT_WEEKS)
    assert one.lawful_from == SALE + A_DAY * 14


def test_of_two_prices_on_a_day_the_lower_counts() -> None:
    changed = SALE - A_DAY * 5
    before = (shown(1_000, day("2026-01-01"), changed), shown(1_200, changed, SALE - A_DAY))
    [one] = found(shown(900, SALE, reduced_since=SALE.isoformat()), *before)
    assert one.found == won(1_000)


def test_the_days_reduced_are_counted_out_of_the_last_ninety() -> None:
    sale = shown(900, SALE - A_DAY * 46, SALE, reduced_since="2026-01-01")
    [one] = found(
        shown(900, SALE, reduced_since="2026-01-01"), shown(1_000, day("2026-01-01"), sale.first), sale
    )
    assert (one.days_reduced, one.reduced_on) == (46, sale.first)


def test_a_run_is_looked_at_for_a_year_at_most() -> None:
    sale = shown(900, day("2024-01-01"), SALE, reduced_since="2024-01-01")
    [one] = found(shown(900, SALE, reduced_since="2024-01-01"), sale)
    assert one.reduced_on == SALE - A_DAY * 366
    assert one.prior is None


def test_a_longer_pause_ends_a_sale() -> None:
    sale = shown(900, SALE - A_DAY * 60, SALE - A_DAY * 22, reduced_since="2026-01-01")
    before = shown(1_000, day("2026-01-01"), sale.first - A_DAY)
    [one] = found(shown(900, SALE, reduced_since="2026-01-01"), before, sale)
    assert (one.reduced_on, one.prior) == (SALE, None)


@pytest.mark.parametrize(
    ("sold", "amount"),
    [
        (goods(1_000), 1_000),
        (goods(1_000, discounts=(off("percent", "10"),)), 900),
        (goods(1_000, discounts=(off("percent", "10", needs="member"),)), 1_000),
        (goods(1_000, discounts=(off("percent", "10", needs="first_purchase"),)), 1_000),
        (goods(1_000, discounts=(off("percent", "10", needs="coupon", coupon="A"),)), 1_000),
        (bought(once("g", each("500"), "base"), where=KOREA, min_quantity=3), 1_500),
        (bought(once("g", "1000", "base"), once("d", "300", "delivery"), where=KOREA), 1_000),
        (bought(once("g", "1000", "base"), once("p", "100", "deposit"), where=KOREA), 1_000),
        (bought(once("g", "1000", "base"), once("f", "50", "fee"), where=KOREA), 1_050),
        (bought(once("g", "1000", "base"), where=KOREA, tax="excluded"), 1_100),
        (bought(where=KOREA, status="on_request"), None),
        (bought(where=KOREA, status="free"), 0),
    ],
    ids=[
        "plain",
        "discount for everyone",
        "member",
        "first order",
        "coupon",
        "least quantity",
        "without delivery",
        "without deposit",
        "with a fee",
        "tax as the market shows it",
        "on request",
        "free",
    ],
)
def test_the_selling_price_is_what_everyone_pays(sold: Price, amount: int | None) -> None:
    [identity] = identities(product(goods(1)), KOREA)
    stood = sold_on(product(sold), identity, KOREA, SALE)
    assert stood.amount == (None if amount is None else won(amount))
    assert stood.for_sale


def test_a_later_price_after_a_trial_is_the_selling_price() -> None:
    monthly = price(part("plan", "9900"), where=KOREA, phases=(Phase(kind="trial", days=400),))
    [identity] = identities(product(monthly), KOREA)
    assert sold_on(product(monthly), identity, KOREA, SALE).amount == won(9_900)


def test_inside_one_edition_the_price_changes_on_the_dates_it_names() -> None:
    lists = (
        goods(1_000, valid_to="2026-11-30", discounts=(off("percent", "10", valid_from="2026-11-25"),)),
        goods(1_200, valid_from="2026-12-01", valid_to="9999-12-31"),
    )
    sold = product(*lists, offered_to="2026-12-10")
    [identity] = identities(sold, KOREA)
    entries = sold_between(sold, identity, KOREA, SALE, day("2026-12-31"))
    assert [(one.since.isoformat(), one.amount.minor if one.amount else None) for one in entries] == [
        ("2026-11-22", 1_000),
        ("2026-11-25", 900),
        ("2026-12-01", 1_200),
        ("2026-12-11", None),
    ]


def test_a_day_that_no_calendar_has_breaks_nothing() -> None:
    sold = product(goods(1_000, valid_from="2026-02-31"))
    [identity] = identities(sold, KOREA)
    assert [one.amount for one in sold_between(sold, identity, KOREA, SALE, LAST_DAY)] == [won(1_000)]


@pytest.mark.parametrize("state", ["sold_out", "gone"])
def test_what_cannot_be_bought_is_not_for_sale(state: Any) -> None:
    sold = product(goods(1_000), stock=Stock(state=state))
    [identity] = identities(sold, KOREA)
    assert not sold_on(sold, identity, KOREA, SALE).for_sale


def test_a_price_that_names_no_reduction_needs_no_history() -> None:
    assert not may_announce(product(goods(1_000, discounts=(off("percent", "10", needs="member"),))))
    assert may_announce(product(goods(1_000, reduced_since="2026-01-01")))


def prior(on: str, amount: int | None, discount: str | None = "off") -> Prior:
    return Prior(
        product="thing",
        market="KR",
        currency="KRW",
        interval="once",
        customer_type="b2c",
        discount=discount,
        reduced_on=on,
        amount=amount,
        days=20,
        method="lowest",
    )


@pytest.mark.parametrize(
    ("priors", "running", "amount"),
    [
        ((prior("2026-11-01", 1_000),), {"off"}, 1_000),
        ((prior("2026-11-01", 1_000),), {"other"}, None),
        ((prior("2026-11-23", 1_000),), {"off"}, None),
        ((prior("2026-11-01", 1_000), prior("2026-11-10", 900)), {"off"}, 900),
        ((prior("2026-11-01", 1_000), prior("2026-11-10", None)), {"off"}, None),
        ((prior("2026-11-01", 1_000), prior("2026-11-01", 900, "more")), {"off", "more"}, 900),
        ((prior("2026-11-01", 1_000), prior("2026-11-10", 900, "more")), {"off"}, 1_000),
        ((prior("2026-11-01", 1_000, None),), {""}, 1_000),
    ],
    ids=["running", "ended", "to come", "newest", "newest has none", "lowest", "other ended", "price itself"],
)
def test_the_newest_running_reduction_is_the_one_shown(
    priors: tuple[Prior, ...], running: set[str], amount: int | None
) -> None:
    [identity] = identities(product(goods(1)), KOREA)
    one = shown_prior(priors, identity, running, SALE)
    assert (one.amount if one else None) == amount


def test_an_earlier_price_of_another_market_or_interval_is_not_shown() -> None:
    [identity] = identities(product(goods(1)), KOREA)
    for other in (
        replace(identity, market="JP"),
        replace(identity, interval="month"),
        replace(identity, customer_type="b2b"),
        replace(identity, currency="JPY"),
    ):
        assert shown_prior((prior("2026-11-01", 1_000),), other, {"off"}, SALE) is None


def test_a_history_is_merged_day_by_day() -> None:
    every = (
        shown(1_000, day("2026-11-01"), day("2026-11-05")),
        shown(900, day("2026-11-05"), day("2026-11-07")),
    )
    [identity] = identities(every[0].product, KOREA)
    merged = standing(stretches(every, identity))
    assert [(one.since.day, one.amount.minor if one.amount else None) for one in merged] == [
        (1, 1_000),
        (5, 900),
        (8, None),
    ]
