"""Earlier prices at publication: found in what was published before, and nowhere else."""

from typing import Any

import pytest
from builders_prices import (
    JAPAN,
    KOREA,
    UNION,
    after,
    faults,
    noon,
    off,
    open_shop,
    priors,
    put_out,
    sell,
    sold_out,
    tier,
)
from builders_store import price, product
from msgspec.structs import replace

from comparison.core.errors import PublishingRefused
from comparison.core.pricing.amounts import Flat, Span
from comparison.core.pricing.model import Component
from comparison.storage.publish import take_offline
from comparison.storage.store import Store
from comparison.words import speaker

FIRST = "2026-10-01"
SALE = "2026-11-22"


def refused(store: Store, day: str, value: str, **fields: Any) -> list[tuple[str, str]]:
    with pytest.raises(PublishingRefused) as refusal:
        sell(store, day, value, **fields)
    return faults(refusal.value)


def said(store: Store, day: str, language: str = "en", **asked: str) -> str | None:
    prior = tier(store, day, asked).prior
    return speaker(language).say(prior) if prior else None


@pytest.fixture
def opened(store: Store) -> Store:
    """Sold for 299,000 since the first of October."""
    open_shop(store)
    sell(store, FIRST, "299000")
    return store


def test_a_reduction_is_said_against_the_lowest_price_of_the_market_s_days(opened: Store) -> None:
    sell(opened, SALE, "289000", reduced_since=SALE)
    assert said(opened, SALE) == "3% below the lowest price of the last 20 days, ₩299,000"
    assert said(opened, SALE, "ko") == "최근 20일 최저가 299,000원보다 3% 저렴해요"


def test_a_discount_for_everyone_is_an_announced_reduction(opened: Store) -> None:
    row = sell(opened, SALE, "299000", discounts=(off("10"),))
    assert [(one.discount, one.amount, one.reduced_on) for one in priors(row)] == [("sale", 299_000, SALE)]
    assert said(opened, SALE) == "10% below the lowest price of the last 20 days, ₩299,000"


def test_a_lower_price_without_an_announcement_says_nothing(opened: Store) -> None:
    assert priors(sell(opened, SALE, "199000")) == ()
    assert said(opened, SALE) is None


@pytest.mark.parametrize(("days", "allowed"), [(19, False), (20, True), (21, True)])
def test_the_price_must_have_been_published_for_the_market_s_days(
    store: Store, days: int, allowed: bool
) -> None:
    open_shop(store)
    sell(store, after(SALE, -days), "299000")
    if allowed:
        assert sell(store, SALE, "289000", reduced_since=SALE).number == 2
    else:
        assert refused(store, SALE, "289000", reduced_since=SALE) == [
            ("check.H10.too_short", "$.products[0].prices[0].reduced_since")
        ]


@pytest.mark.parametrize(("days", "lowest"), [(19, 289_000), (20, 289_000), (21, 299_000)])
def test_a_low_price_counts_for_so_many_days_after_its_last(store: Store, days: int, lowest: int) -> None:
    open_shop(store)
    sell(store, FIRST, "299000")
    last = after(SALE, -days)
    sell(store, f"{last}T01:00:00.000000Z", "289000")
    sell(store, f"{last}T03:00:00.000000Z", "299000")
    [prior] = priors(sell(store, SALE, "279000", reduced_since=SALE))
    assert prior.amount == lowest


def test_e33_the_reduction_is_measured_from_thirty_days_and_never_from_the_older_list(store: Store) -> None:
    open_shop(store)
    sell(store, "2026-06-01", "9990", rule=UNION)
    sell(store, "2026-10-20", "7990", rule=UNION)
    sell(store, SALE, "7490", rule=UNION, reduced_since=SALE)
    earlier = tier(store, SALE).earlier
    assert earlier is not None
    assert (earlier.percent, earlier.money.minor, earlier.days, earlier.method) == (6, 7_990, 30, "lowest")


def test_e33_at_the_lowest_price_no_reduction_may_be_announced(store: Store) -> None:
    open_shop(store)
    sell(store, "2026-06-01", "9990", rule=UNION)
    sell(store, "2026-10-20", "7990", rule=UNION)
    assert refused(store, SALE, "7990", rule=UNION, reduced_since=SALE) == [
        ("check.H10.not_below", "$.products[0].prices[0].reduced_since")
    ]


def test_e34_two_for_a_raised_price_is_no_reduction(store: Store) -> None:
    open_shop(store)
    sell(store, FIRST, "1780")
    sell(store, "2026-11-17", "12900")
    assert refused(store, SALE, "6450", reduced_since=SALE) == [
        ("check.H10.low_lately", "$.products[0].prices[0].reduced_since")
    ]


@pytest.mark.parametrize(
    ("history", "found"),
    [
        ([("2026-09-01", "1000")], 1_000),
        ([("2026-09-01", "1000"), ("2026-11-09", "1200")], 1_000),
        ([("2026-09-01", "1000"), ("2026-11-06", "1200")], None),
        ([("2026-09-01", "1000"), ("2026-10-20", "1200")], 1_200),
        ([("2026-11-08", "1000")], 1_000),
        ([("2026-11-09", "1000")], None),
        ([("2026-09-01", "1000"), ("2026-10-10", "1100"), ("2026-11-01", "1200")], None),
    ],
    ids=[
        "all eight weeks",
        "ended two weeks ago",
        "ended earlier",
        "for over half",
        "sold for two weeks",
        "sold for thirteen days",
        "no majority",
    ],
)
def test_in_japan_it_is_the_price_of_most_of_eight_weeks(
    store: Store, history: list[tuple[str, str]], found: int | None
) -> None:
    open_shop(store)
    for day, value in history:
        sell(store, day, value, rule=JAPAN)
    if found is None:
        assert refused(store, SALE, "900", rule=JAPAN, reduced_since=SALE)[0][0] in {
            "check.H10.no_usual_price",
            "check.H10.not_below",
        }
        return
    [prior] = priors(sell(store, SALE, "900", rule=JAPAN, reduced_since=SALE))
    assert (prior.amount, prior.method) == (found, "majority")


def test_in_japan_the_words_name_the_usual_price(store: Store) -> None:
    open_shop(store)
    sell(store, "2026-09-01", "1000", rule=JAPAN)
    sell(store, SALE, "900", rule=JAPAN, reduced_since=SALE)
    assert said(store, SALE) == "10% below the price charged on most of the last 56 days, ₩1,000"


def test_a_market_without_a_rule_says_nothing_and_asks_nothing(store: Store) -> None:
    open_shop(store)
    silent = replace(KOREA, prior_price=None)
    assert priors(sell(store, SALE, "299000", rule=silent, discounts=(off("10"),))) == ()
    assert said(store, SALE) is None


def test_days_sold_out_are_no_days_of_a_price(store: Store) -> None:
    open_shop(store)
    sell(store, "2026-10-28", "299000")
    sold_out(store, "2026-11-05", "299000")
    sell(store, "2026-11-10", "299000")
    # Of the 25 days before, four were those without a sale and the two at its ends count.
    assert priors(sell(store, SALE, "289000", reduced_since=SALE))[0].amount == 299_000


def test_days_sold_out_do_not_fill_the_market_s_days(store: Store) -> None:
    open_shop(store)
    sell(store, "2026-11-01", "299000")
    sold_out(store, "2026-11-05", "299000")
    sell(store, "2026-11-10", "299000")
    assert refused(store, SALE, "289000", reduced_since=SALE)[0][0] == "check.H10.too_short"


def test_days_offline_are_no_days_of_a_price(store: Store) -> None:
    open_shop(store)
    sell(store, FIRST, "299000")
    take_offline(store, "acme", "air", by="anna", note="", now=noon("2026-10-10"))
    sell(store, "2026-11-20", "299000")
    assert refused(store, SALE, "289000", reduced_since=SALE)[0][0] == "check.H10.too_short"


def test_a_sale_goes_on_after_days_sold_out(opened: Store) -> None:
    sell(opened, SALE, "289000", reduced_since=SALE)
    sold_out(opened, "2026-11-25", "289000")
    row = sell(opened, "2026-11-27", "289000", reduced_since=SALE)
    assert [(one.reduced_on, one.amount) for one in priors(row)] == [(SALE, 299_000)]


def test_the_same_draft_published_again_is_the_same_edition(opened: Store) -> None:
    first = sell(opened, SALE, "299000", discounts=(off("10"),))
    assert put_out(opened, "2026-11-25") == first
    assert len(opened.editions("acme", "air")) == 2


def test_a_draft_without_reductions_holds_no_earlier_prices(opened: Store) -> None:
    row = sell(opened, SALE, "299000", discounts=(off("5", needs="member"),))
    assert b'"priors"' not in row.document


@pytest.mark.parametrize(
    "condition",
    [
        {"needs": "coupon", "coupon": "TEA"},
        {"needs": "member"},
        {"needs": "first_purchase"},
        {"scope": ("delivery",)},
        {"valid_from": "2026-01-01", "valid_to": "2026-06-30"},
    ],
)
def test_what_is_no_reduction_of_everyone_s_price_needs_no_history(
    store: Store, condition: dict[str, Any]
) -> None:
    open_shop(store)
    delivery = Component(key="delivery", label={"en": "D"}, kind="delivery", amount=Flat(value="3000"))
    parts = (*price("299000").components, delivery)
    assert sell(store, SALE, "299000", components=parts, discounts=(off("10", **condition),)).number == 1


def test_a_reduction_of_the_first_cycles_is_a_beginning(store: Store) -> None:
    open_shop(store)
    row = sell(store, SALE, "8000", interval="month", discounts=(off("20", cycles=3),))
    assert priors(row) == ()
    assert said(store, SALE) is None


def test_the_first_cycles_of_what_is_bought_once_are_all_there_is(store: Store) -> None:
    open_shop(store)
    assert refused(store, SALE, "8000", discounts=(off("20", cycles=3),))[0][0] == "check.H10.too_short"


@pytest.mark.parametrize(
    ("once", "delivered", "allowed"),
    [("18900", "18900", True), ("18900", "21000", False), ("18900", "18000", True)],
)
def test_a_standing_discount_for_paying_so_is_measured_from_the_other_way(
    store: Store, once: str, delivered: str, allowed: bool
) -> None:
    open_shop(store)
    ways = (price(once), price(delivered, interval="month", discounts=(off("10"),)))
    store.save("acme", product(prices=ways), expected=None, by="anna")
    if allowed:
        assert priors(put_out(store, SALE)) == ()
    else:
        with pytest.raises(PublishingRefused):
            put_out(store, SALE)


def test_a_first_day_in_the_past_is_that_of_the_first_publication(opened: Store) -> None:
    sell(opened, "2026-11-15", "279000")
    # Before the first of November it was dearer; shoppers have met the discount only today.
    shifted = off("5", valid_from="2026-11-01", valid_to="2026-12-31")
    assert refused(opened, SALE, "299000", discounts=(shifted,))[0][0] == "check.H10.not_below"


def test_a_discount_of_a_later_day_is_said_from_that_day_on(opened: Store) -> None:
    dated = off("10", valid_from="2026-12-01", valid_to="2026-12-10")
    row = sell(opened, SALE, "299000", discounts=(dated,))
    assert [(one.reduced_on, one.amount) for one in priors(row)] == [("2026-12-01", 299_000)]
    assert [said(opened, day) is not None for day in ("2026-11-30", "2026-12-01", "2026-12-10")] == [
        False,
        True,
        True,
    ]
    assert said(opened, "2026-12-11") is None


def test_a_further_reduction_is_measured_from_the_price_of_the_sale(opened: Store) -> None:
    sell(opened, SALE, "299000", discounts=(off("10"),))
    row = sell(opened, "2026-11-28", "299000", discounts=(off("20"),))
    assert [(one.reduced_on, one.amount) for one in priors(row)] == [("2026-11-28", 269_100)]
    assert said(opened, "2026-11-28") == "11% below the lowest price of the last 20 days, ₩269,100"


def test_a_reduction_on_top_of_another_has_a_measure_of_its_own(opened: Store) -> None:
    deep = off("20", "weekend", valid_from="2026-11-28", valid_to="2026-11-29", order=1)
    long = off("10", "autumn", valid_from=SALE, valid_to="2026-11-29")
    sell(opened, SALE, "299000", discounts=(long, deep))
    assert said(opened, "2026-11-27") == "10% below the lowest price of the last 20 days, ₩299,000"
    assert said(opened, "2026-11-28") == "20% below the lowest price of the last 20 days, ₩269,100"


def test_a_sale_that_gets_dearer_again_cannot_be_announced(opened: Store) -> None:
    deep = off("20", "weekend", valid_from="2026-11-28", valid_to="2026-11-29", order=1)
    long = off("10", "autumn", valid_from=SALE, valid_to="2026-12-10")
    assert refused(opened, SALE, "299000", discounts=(long, deep)) == [
        ("check.H10.not_below", "$.products[0].prices[0].discounts[0]")
    ]


def test_a_price_without_a_single_figure_cannot_be_announced_as_reduced(opened: Store) -> None:
    [base] = price("1").components
    ranging = (replace(base, amount=Span(low="100000", high="200000")),)
    assert refused(opened, SALE, "", components=ranging, reduced_since=SALE) == [
        ("check.H10.no_figure", "$.products[0].prices[0].reduced_since")
    ]


def test_a_history_begins_anew_after_days_without_a_single_figure(opened: Store) -> None:
    [base] = price("1").components
    ranging = (replace(base, amount=Span(low="100000", high="200000")),)
    sell(opened, "2026-11-10", "", components=ranging)
    sell(opened, "2026-11-11", "299000")
    assert refused(opened, SALE, "289000", reduced_since=SALE)[0][0] == "check.H10.too_short"


def test_a_day_is_one_of_the_shop_s_own_time_zone(store: Store) -> None:
    open_shop(store)
    # 1 November, 23:59 and 2 November, 00:01 in Seoul.
    sell(store, "2026-11-01T14:59:00.000000Z", "299000")
    row = sell(store, "2026-11-20T15:01:00.000000Z", "289000", reduced_since="2026-11-21")
    assert priors(row)[0].reduced_on == "2026-11-21"


def test_a_day_later_in_the_shop_s_own_time_zone_is_a_day_too_few(store: Store) -> None:
    open_shop(store)
    sell(store, "2026-11-01T15:01:00.000000Z", "299000")
    fault = refused(store, "2026-11-20T15:01:00.000000Z", "289000", reduced_since="2026-11-21")
    assert fault[0][0] == "check.H10.too_short"
