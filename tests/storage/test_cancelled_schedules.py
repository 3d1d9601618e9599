"""What was scheduled and cancelled never comes back, whatever is done before its moment."""

import pytest
from builders_store import (
    LATER,
    MARKETS,
    NEXT_DAY,
    NOON,
    catalogue,
    comparison,
    fill,
    finds_nothing,
)

from comparison.storage.noted_publishing import Doing, cancel_scheduled, scheduled
from comparison.storage.publish import publish, roll_back, schedule, take_offline
from comparison.storage.store import Store

AFTERWARDS = "2026-11-22T12:00:01.000000Z"
DAY_AFTER = "2026-11-24T12:00:00.000000Z"


def put_out(store: Store, *, now: str = NOON, since: str | None = None) -> None:
    publish(
        store, "acme", "air", by="anna", note="", now=now, since=since, check=finds_nothing, markets=MARKETS
    )


def draft(store: Store, *tiers: str) -> None:
    store.save("acme", comparison(*tiers), expected=None, by="anna")


def cancel(store: Store, since: str = NEXT_DAY, now: str = AFTERWARDS) -> None:
    cancel_scheduled(store, Doing("acme", "air", "ben", "", now), since)


def live(store: Store, now: str) -> int:
    row = store.live("acme", "air", now)
    return row.number if row else 0


def plans(store: Store, now: str = LATER) -> list[tuple[int, str]]:
    return [(entry.number, entry.since) for entry in scheduled(store, "acme", "air", now)]


@pytest.fixture
def with_two(store: Store) -> Store:
    """Edition 1 is live; edition 2 was scheduled for the next day, and cancelled."""
    fill(store, catalogue())
    put_out(store)
    draft(store, "large")
    put_out(store, now=AFTERWARDS, since=NEXT_DAY)
    cancel(store)
    return store


def test_what_is_published_before_a_cancelled_moment_stays_beyond_it(with_two: Store) -> None:
    put_out(with_two, now=LATER)
    assert (live(with_two, LATER), live(with_two, NEXT_DAY), live(with_two, DAY_AFTER)) == (2, 2, 2)
    assert plans(with_two) == []
    assert with_two.live_product("acme", "small", NEXT_DAY) is None


def test_what_is_restored_before_a_cancelled_moment_stays_beyond_it(store: Store) -> None:
    fill(store, catalogue())
    put_out(store)
    draft(store, "large")
    put_out(store, now=AFTERWARDS)
    draft(store, "small")
    put_out(store, now=AFTERWARDS, since=NEXT_DAY)
    cancel(store)
    roll_back(store, "acme", "air", 1, by="ben", note="", now=LATER)
    assert (live(store, LATER), live(store, NEXT_DAY)) == (1, 1)


def test_what_is_taken_offline_before_a_cancelled_moment_stays_so(with_two: Store) -> None:
    take_offline(with_two, "acme", "air", by="ben", note="", now=LATER)
    assert (live(with_two, LATER), live(with_two, NEXT_DAY)) == (0, 0)
    assert with_two.live_product("acme", "small", NEXT_DAY) is None


def test_a_first_publication_after_a_cancelled_first_schedule_does_not_vanish(store: Store) -> None:
    fill(store, catalogue())
    put_out(store, since=NEXT_DAY)
    cancel(store)
    put_out(store, now=LATER)
    assert (live(store, LATER), live(store, NEXT_DAY)) == (1, 1)
    assert store.live_product("acme", "small", NEXT_DAY) is not None


def test_what_is_scheduled_before_a_cancelled_moment_stays_beyond_it(store: Store) -> None:
    fill(store, catalogue())
    put_out(store)
    draft(store, "large")
    put_out(store, now=AFTERWARDS, since=DAY_AFTER)
    cancel(store, DAY_AFTER)
    schedule(store, "acme", "air", 2, since=NEXT_DAY, by="ben", note="", now=LATER)
    assert (live(store, NEXT_DAY), live(store, DAY_AFTER)) == (2, 2)


def test_two_cancelled_moments_in_a_row_both_stay_cancelled(store: Store) -> None:
    fill(store, catalogue())
    put_out(store)
    draft(store, "large")
    put_out(store, now=AFTERWARDS, since=NEXT_DAY)
    draft(store, "small")
    put_out(store, now=AFTERWARDS, since=DAY_AFTER)
    cancel(store, DAY_AFTER)
    cancel(store, NEXT_DAY)
    assert plans(store) == []
    put_out(store, now=LATER)
    assert (live(store, LATER), live(store, NEXT_DAY), live(store, DAY_AFTER)) == (3, 3, 3)


def test_what_is_still_scheduled_comes_all_the_same(store: Store) -> None:
    fill(store, catalogue())
    put_out(store)
    draft(store, "large")
    put_out(store, now=AFTERWARDS, since=NEXT_DAY)
    draft(store, "small")
    put_out(store, now=LATER)
    assert (live(store, LATER), live(store, NEXT_DAY)) == (3, 2)
