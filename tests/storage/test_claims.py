"""No change makes an earlier price untrue that some edition shows, or will show."""

import pytest
from builders_prices import faults, noon, off, open_shop, priors, put_out, sell, tier
from builders_store import comparison, fill, price, product

from comparison.core.check import Finding
from comparison.core.errors import BadParameter, PublishingRefused
from comparison.storage.editions import read_product_edition
from comparison.storage.publish import roll_back, schedule, take_offline
from comparison.storage.sqlite_driver import driver
from comparison.storage.store import EditionRow, Store
from comparison.words import speaker

FIRST, SALE = "2026-10-01", "2026-11-22"
NO_LONGER = ("prior.no_longer", "$.products[0].prices")
DENIED = ("prior.denied", "$.products[0].prices")
COMING = off("10", valid_from="2026-12-01", valid_to="2026-12-10")


@pytest.fixture
def opened(store: Store) -> Store:
    """Sold for 299,000 since the first of October."""
    open_shop(store)
    sell(store, FIRST, "299000")
    return store


def back_to(store: Store, number: int, day: str) -> EditionRow:
    return roll_back(store, "acme", "air", number, by="ben", note="", now=noon(day))


def with_another(store: Store) -> None:
    """A second comparison of the same product, live since the first of October."""
    fill(store, [comparison("small", key="other")])
    put_out(store, FIRST, key="other")


def test_rolling_back_to_a_sale_that_the_days_since_deny_is_refused(opened: Store) -> None:
    sell(opened, SALE, "289000", reduced_since=SALE)
    sell(opened, "2026-11-25", "299000")
    with pytest.raises(PublishingRefused) as refusal:
        back_to(opened, 2, "2026-11-28")
    assert faults(refusal.value) == [NO_LONGER]
    assert [entry.number for entry in opened.live_log("acme", "air")] == [1, 2, 1]
    assert tier(opened, "2026-11-28").prior is None


def test_the_refusal_says_why_and_what_to_do(opened: Store) -> None:
    sell(opened, SALE, "289000", reduced_since=SALE)
    sell(opened, "2026-11-25", "299000")
    with pytest.raises(PublishingRefused) as refusal:
        back_to(opened, 2, "2026-11-28")
    [finding] = [one for one in refusal.value.findings if isinstance(one, Finding)]
    assert speaker("en").say(finding.message) == (
        "Small: this edition announces a reduction from ₩299,000 on Nov 22, 2026, which the price history"
        " no longer bears out"
    )


def test_rolling_back_to_a_sale_is_fine_once_the_days_bear_it_out_again(opened: Store) -> None:
    sell(opened, SALE, "289000", reduced_since=SALE)
    sell(opened, "2026-11-25", "299000")
    assert back_to(opened, 2, "2026-12-20").number == 2
    assert tier(opened, "2026-12-20").earlier is not None


def test_rolling_back_inside_an_unbroken_sale_is_fine(opened: Store) -> None:
    sell(opened, SALE, "289000", reduced_since=SALE)
    renamed = product(sku="A1", prices=(price("289000", reduced_since=SALE),))
    opened.save("acme", renamed, expected=None, by="anna")
    put_out(opened, "2026-11-25")
    assert back_to(opened, 2, "2026-11-26").number == 2


def test_scheduling_a_sale_that_the_days_until_then_deny_is_refused(opened: Store) -> None:
    sell(opened, SALE, "289000", reduced_since=SALE)
    sell(opened, "2026-11-25", "299000")
    with pytest.raises(PublishingRefused) as refusal:
        schedule(opened, "acme", "air", 2, since=noon("2026-12-01"), by="b", note="", now=noon("2026-11-26"))
    assert faults(refusal.value) == [NO_LONGER]


def test_an_edition_published_for_later_is_measured_by_the_days_until_then(store: Store) -> None:
    open_shop(store)
    sell(store, "2026-11-10", "299000")
    row = sell(store, SALE, "289000", reduced_since="2026-11-30", since=noon("2026-11-30"))
    assert [(one.reduced_on, one.amount) for one in priors(row)] == [("2026-11-30", 299_000)]
    assert tier(store, "2026-11-30").earlier is not None


def test_a_lower_price_before_a_scheduled_sale_is_refused(opened: Store) -> None:
    sell(opened, SALE, "289000", reduced_since="2026-11-30", since=noon("2026-11-30"))
    with pytest.raises(PublishingRefused) as refusal:
        sell(opened, "2026-11-25", "279000")
    assert faults(refusal.value) == [DENIED]


def test_a_lower_price_is_fine_once_another_edition_is_scheduled_instead(opened: Store) -> None:
    sell(opened, SALE, "289000", reduced_since="2026-11-30", since=noon("2026-11-30"))
    schedule(opened, "acme", "air", 1, since=noon("2026-11-30"), by="b", note="", now=noon("2026-11-24"))
    assert sell(opened, "2026-11-25", "279000").number == 3


def test_another_comparison_cannot_deny_a_discount_that_is_to_come(opened: Store) -> None:
    with_another(opened)
    sell(opened, SALE, "299000", discounts=(COMING,))
    opened.save("acme", product(prices=(price("279000"),)), expected=None, by="anna")
    with pytest.raises(PublishingRefused) as refusal:
        put_out(opened, "2026-11-25", key="other")
    assert faults(refusal.value) == [DENIED]
    live = opened.live_product("acme", "small", noon("2026-11-26"))
    assert live is not None
    assert read_product_edition(live).publication.products[0].prices[0].discounts == (COMING,)


def test_the_price_published_in_one_comparison_counts_in_the_other(opened: Store) -> None:
    with_another(opened)
    sell(opened, "2026-11-10", "279000")
    opened.save("acme", product(prices=(price("285000", reduced_since=SALE),)), expected=None, by="anna")
    with pytest.raises(PublishingRefused) as refusal:
        put_out(opened, SALE, key="other")
    assert faults(refusal.value)[0][0] == "check.H10.not_below"


def test_a_product_s_own_edition_keeps_the_earlier_prices_of_that_product_alone(opened: Store) -> None:
    fill(opened, [product("large"), comparison("small", "large")])
    sell(opened, SALE, "289000", reduced_since=SALE)
    small, large = (opened.live_product("acme", key, noon(SALE)) for key in ("small", "large"))
    assert small is not None
    assert large is not None
    assert [one.product for one in read_product_edition(small).publication.priors] == ["small"]
    assert read_product_edition(large).publication.priors == ()


def test_taking_offline_what_a_scheduled_sale_is_measured_from_is_refused(store: Store) -> None:
    open_shop(store)
    sell(store, "2026-11-01", "299000")
    sell(store, "2026-11-05", "289000", reduced_since="2026-11-22", since=noon("2026-11-22"))
    with pytest.raises(PublishingRefused):
        take_offline(store, "acme", "air", by="b", note="", now=noon("2026-11-10"))
    assert store.live("acme", "air", noon("2026-11-11")) is not None


@pytest.mark.parametrize("table", ["editions", "product_editions", "live"])
@pytest.mark.parametrize("statement", ["update {} set shop = 'x'", "delete from {}"])
def test_no_published_price_can_be_changed_or_deleted(
    opened: Store, address: str, table: str, statement: str
) -> None:
    connection = driver.connect(address.removeprefix("sqlite:"))
    with pytest.raises(driver.IntegrityError, match="only grow"):
        connection.execute(statement.format(table))
    connection.close()


@pytest.mark.parametrize("since", ["2026-11-01", "2026-11-21"])
def test_a_price_of_the_past_cannot_be_published(opened: Store, since: str) -> None:
    with pytest.raises(BadParameter):
        put_out(opened, SALE, since=noon(since))
