"""What is scheduled stays what shoppers will see, whatever goes live in between."""

import pytest
from builders_prices import KOREA, faults, noon, open_shop, put_out, sell, tier
from builders_store import comparison, fill, product
from msgspec.structs import replace

from comparison.core.catalogue import Comparison
from comparison.core.errors import PublishingRefused
from comparison.core.money import Money
from comparison.storage.adhoc import edition_together, live_products
from comparison.storage.publish import take_offline
from comparison.storage.store import Store


@pytest.fixture
def opened(store: Store) -> Store:
    open_shop(store)
    return store


def retitled(store: Store, title: str) -> None:
    stored = store.get("acme", "comparison", "air")
    assert stored is not None
    assert isinstance(stored.record, Comparison)
    store.save("acme", replace(stored.record, title={"en": title}), expected=None, by="anna")


def shown_alone(store: Store, day: str) -> str:
    """What ``?products=small`` shows the product for."""
    edition = edition_together(live_products(store, "acme", ["small"], noon(day)))
    component = edition.publication.products[0].prices[0].components[0]
    return str(getattr(component.amount, "value", ""))


def dearer_in_between(store: Store) -> None:
    """80 from the first on, 100 from the fifth on, and from the twentieth on an edition that says 80."""
    sell(store, "2026-01-01", "80")
    retitled(store, "From the twentieth")
    put_out(store, "2026-01-02", since=noon("2026-01-20"))
    retitled(store, "Until then")
    sell(store, "2026-01-05", "100")


def test_a_scheduled_edition_shows_its_own_price_after_another_one_came_in_between(opened: Store) -> None:
    dearer_in_between(opened)
    headline = tier(opened, "2026-01-25").quote.headline
    assert headline == Money(minor=80, currency="KRW")
    assert shown_alone(opened, "2026-01-19") == "100"
    assert shown_alone(opened, "2026-01-25") == "80"


def test_a_price_that_was_scheduled_counts_in_the_history(opened: Store) -> None:
    dearer_in_between(opened)
    with pytest.raises(PublishingRefused) as refusal:
        sell(opened, "2026-02-12", "90", reduced_since="2026-02-12")
    assert [key for key, _ in faults(refusal.value)] == ["check.H10.not_below"]


def test_a_product_that_came_in_between_leaves_with_the_scheduled_edition(opened: Store) -> None:
    sell(opened, "2026-01-01", "80")
    retitled(opened, "From the twentieth")
    put_out(opened, "2026-01-02", since=noon("2026-01-20"))
    fill(opened, [product("large"), comparison("small", "large")])
    put_out(opened, "2026-01-05")
    assert opened.live_product("acme", "large", noon("2026-01-19")) is not None
    assert opened.live_product("acme", "large", noon("2026-01-25")) is None


def test_a_product_that_came_in_between_leaves_when_the_comparison_goes_offline(opened: Store) -> None:
    sell(opened, "2026-01-01", "80")
    take_offline(opened, "acme", "air", by="anna", note="", now=noon("2026-01-02"), since=noon("2026-01-20"))
    fill(opened, [product("large"), comparison("small", "large")])
    put_out(opened, "2026-01-05")
    assert opened.live_product("acme", "large", noon("2026-01-25")) is None


def test_the_scheduled_edition_of_another_comparison_shows_its_own_price_too(opened: Store) -> None:
    sell(opened, "2026-01-01", "80")
    fill(opened, [comparison("small", key="more")])
    put_out(opened, "2026-01-02", key="more", since=noon("2026-01-20"))
    sell(opened, "2026-01-05", "100")
    assert shown_alone(opened, "2026-01-25") == "80"


def test_nothing_is_written_again_for_what_stays_the_same(opened: Store) -> None:
    sell(opened, "2026-01-01", "80")
    sell(opened, "2026-01-02", "70", since=noon("2026-01-20"))
    before = len(opened.product_editions("acme", "small"))
    retitled(opened, "Another title")
    opened.save("acme", product(prices=tier_prices(opened)), expected=None, by="anna")
    put_out(opened, "2026-01-03", rule=KOREA)
    assert len(opened.product_editions("acme", "small")) == before


def tier_prices(store: Store):
    """The prices that are live on the third of January."""
    row = store.live_product("acme", "small", noon("2026-01-03"))
    assert row is not None
    return (
        edition_together(live_products(store, "acme", ["small"], noon("2026-01-03")))
        .publication.products[0]
        .prices
    )


def on_another_page(store: Store, day: str) -> None:
    """The comparison *other* of *small*, published as the product is now."""
    fill(store, [comparison("small", key="other")])
    put_out(store, day, key="other")


def test_a_product_whose_newest_page_goes_offline_is_shown_as_on_the_page_that_stays(opened: Store) -> None:
    sell(opened, "2026-01-01", "100")
    on_another_page(opened, "2026-01-02")
    sell(opened, "2026-01-03", "90")
    take_offline(opened, "acme", "air", by="anna", note="", now=noon("2026-01-04"))
    assert shown_alone(opened, "2026-01-05") == "100"


def test_a_product_left_out_of_its_newest_page_is_shown_as_on_the_page_that_has_it(opened: Store) -> None:
    sell(opened, "2026-01-01", "100")
    on_another_page(opened, "2026-01-02")
    sell(opened, "2026-01-03", "90")
    fill(opened, [product("large"), comparison("large")])
    put_out(opened, "2026-01-04")
    assert shown_alone(opened, "2026-01-05") == "100"
