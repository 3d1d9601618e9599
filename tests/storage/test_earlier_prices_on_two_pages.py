"""A product in two comparisons: what either page showed counts, for as long as it showed it."""

from contextlib import closing
from pathlib import Path

import pytest
from builders_prices import KOREA, after, faults, noon, off, open_shop, priors, put_out, sell, tier
from builders_store import comparison, fill, price, product

from comparison.core.errors import PublishingRefused
from comparison.storage.price_history import price_history
from comparison.storage.publish import roll_back, take_offline
from comparison.storage.sqlite import SqliteStore
from comparison.storage.sqlite_driver import driver
from comparison.storage.store import Store

SALE = "2026-03-01"


def on_two_pages(store: Store, here: str, elsewhere: str, *, before: int = 40) -> None:
    """*small* for *here* in the comparison *air* and for *elsewhere* in *other*, so many days before the sale."""
    open_shop(store)
    fill(store, [comparison("small", key="other")])
    store.save("acme", product(prices=(price(elsewhere),)), expected=None, by="anna")
    put_out(store, after(SALE, -before), key="other")
    sell(store, after(SALE, -before + 1), here)


def refused(store: Store, day: str, value: str) -> list[str]:
    with pytest.raises(PublishingRefused) as refusal:
        sell(store, day, value, reduced_since=day)
    return [key for key, _ in faults(refusal.value)]


def test_a_lower_price_that_the_other_page_still_shows_is_the_earlier_price(store: Store) -> None:
    on_two_pages(store, "120", "90")
    [prior] = priors(sell(store, SALE, "80", reduced_since=SALE))
    assert prior.amount == 90


def test_nothing_is_reduced_while_the_other_page_sells_it_for_less(store: Store) -> None:
    on_two_pages(store, "120", "90")
    assert refused(store, SALE, "100") == ["check.H10.not_below"]


def test_a_page_counts_no_longer_once_it_was_offline_for_the_rule_s_days(store: Store) -> None:
    on_two_pages(store, "120", "90")
    take_offline(store, "acme", "other", by="anna", note="", now=noon(after(SALE, -21)))
    sell(store, SALE, "100", reduced_since=SALE)
    assert tier(store, SALE).prior is not None


def test_days_on_the_other_page_are_days_for_sale(store: Store) -> None:
    on_two_pages(store, "120", "120", before=25)
    take_offline(store, "acme", "air", by="anna", note="", now=noon(after(SALE, -23)))
    [prior] = priors(sell(store, SALE, "100", reduced_since=SALE))
    assert prior.amount == 120


def test_a_sale_that_the_other_page_began_goes_on(store: Store) -> None:
    on_two_pages(store, "120", "120")
    sell(store, SALE, "100", reduced_since=SALE)
    later = after(SALE, 30)
    [prior] = priors(put_out(store, later, key="other"))
    assert (prior.amount, prior.reduced_on) == (120, SALE)


def test_going_back_to_less_elsewhere_is_refused_where_a_discount_is_to_come(store: Store) -> None:
    on_two_pages(store, "120", "90", before=80)
    store.save("acme", product(prices=(price("120"),)), expected=None, by="anna")
    put_out(store, after(SALE, -60), key="other")
    later = off("10", valid_from=after(SALE, 10))
    sell(store, SALE, "120", discounts=(later,))
    with pytest.raises(PublishingRefused) as refusal:
        roll_back(store, "acme", "other", 1, by="anna", note="", now=noon(after(SALE, 1)))
    assert [key for key, _ in faults(refusal.value)] == ["prior.denied"]


def test_the_history_holds_the_lower_of_the_two_pages(store: Store) -> None:
    on_two_pages(store, "120", "90")
    [line] = price_history(store, "acme", "air")
    assert [(str(one.since), one.amount and one.amount.minor) for one in line.entries] == [
        (after(SALE, -40), 90),
    ]


def test_editions_are_found_by_their_products(store: Store) -> None:
    on_two_pages(store, "120", "90")
    put_out(store, SALE, key="other", rule=KOREA)
    assert store.editions_with("acme", "small") == [("air", 1), ("other", 1), ("other", 2)]
    assert store.editions_with("acme", "large") == []
    assert store.editions_with("elsewhere", "small") == []


def test_editions_that_were_stored_before_there_was_an_index_are_found_too(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    earlier = SqliteStore(path)
    earlier.migrate()
    on_two_pages(earlier, "120", "90")
    earlier.close()
    with closing(driver.connect(path)) as database:
        database.execute("drop table edition_products")
        database.execute("delete from _sqlite_migrations where name = 'm0006_products_of_editions'")
        database.execute(
            "insert into editions select shop, comparison, 9, digest, published_at,"
            " published_by, note, '{' from editions where comparison = 'air'"
        )
        database.commit()
    today = SqliteStore(path)
    today.migrate()
    assert today.editions_with("acme", "small") == [("air", 1), ("other", 1)]
    today.close()
