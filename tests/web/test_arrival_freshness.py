"""A promise of arrival is never handed out after its cut-off, from whatever cache."""

import datetime

import pytest
from builders_web import Client, Clock, new_store, product, publication, publish, settings, shop
from msgspec.structs import replace

from comparison.app import create_app
from comparison.core.catalogue import Arrival
from comparison.storage.zones import zone_of
from comparison.web.freshness import _instant

PROMISE = Arrival(days_min=1, days_max=2, cutoff="14:00")
PAGES = ("/fragments/acme/air", "/c/acme/air")


def utc(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


@pytest.fixture
def asking(tmp_path):
    clock = Clock()
    store = new_store(tmp_path)
    goods = tuple(product(key, "10.00", rooms="1", quiet=True, arrival=PROMISE) for key in ("lite", "max"))
    of = publication(shop=shop(time_zone="America/New_York"), products=goods)
    publish(store, replace(of, comparison=replace(of.comparison, noun="product")))
    yield Client(create_app(settings(tmp_path), clock=clock)), clock
    store.close()


def seconds_kept(got) -> tuple[int, ...]:
    figures = dict(part.split("=") for part in got.headers["cache-control"].split(", ") if "=" in part)
    return tuple(
        int(figures[name]) for name in ("max-age", "s-maxage", "stale-while-revalidate", "stale-if-error")
    )


# New York is five hours behind UTC in November: 14:00 there is 19:00.
@pytest.mark.parametrize("page_address", PAGES)
@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("2026-11-23T18:59:00", "Order by 2:00 PM: arrives Tue, Nov 24 – Wed, Nov 25"),
        ("2026-11-23T19:00:59", "Order by 2:00 PM: arrives Tue, Nov 24 – Wed, Nov 25"),
        ("2026-11-23T19:01:00", "Arrives Wed, Nov 25 – Fri, Nov 27"),  # Thursday is Thanksgiving.
        ("2026-11-24T04:59:59", "Arrives Wed, Nov 25 – Fri, Nov 27"),
        ("2026-11-24T05:00:00", "Order by 2:00 PM: arrives Wed, Nov 25 – Fri, Nov 27"),
    ],
)
def test_a_page_says_what_holds_in_the_shop_s_zone(asking, page_address: str, at: str, text: str):
    client, clock = asking
    clock.at = utc(at)
    # Both tiers arrive alike, so it is said once for both.
    assert client.get(page_address).text.count(text) == 1


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("2026-11-23T18:59:00", "오후 2:00까지 주문하면 11월 24일\u00a0(화)~25일\u00a0(수) 도착 예정"),
        ("2026-11-23T19:01:00", "11월 25일\u00a0(수)~27일\u00a0(금) 도착 예정"),
    ],
)
def test_korean_says_the_same_days(asking, at: str, text: str):
    client, clock = asking
    clock.at = utc(at)
    assert client.get("/fragments/acme/air?lang=ko").text.count(f">{text}<") == 1


@pytest.mark.parametrize("page_address", PAGES)
def test_finished_bytes_are_made_anew_at_the_cut_off(asking, page_address: str):
    client, clock = asking
    clock.at = utc("2026-11-23T19:00:59")
    before = client.get(page_address)
    assert client.get(page_address).body == before.body
    clock.at = utc("2026-11-23T19:01:00")
    assert "Order by" in before.text
    assert "Order by" not in client.get(page_address).text


@pytest.mark.parametrize("page_address", [*PAGES, "/api/v1/comparisons/acme/air"])
@pytest.mark.parametrize("left", [30, 61, 90, 119, 120, 150, 3_600])
def test_no_cache_may_show_the_promise_after_its_cut_off(asking, page_address: str, left: int):
    client, clock = asking
    clock.at = utc("2026-11-23T19:01:00") - datetime.timedelta(seconds=left)
    age, shared, revalidating, failing = seconds_kept(client.get(page_address))
    for fresh in (age, shared):
        assert fresh + revalidating <= left
        assert fresh + failing <= left


def test_the_api_has_the_promise_in_words_and_as_dates(asking):
    client, clock = asking
    clock.at = utc("2026-11-23T18:59:00")
    got = client.get("/api/v1/comparisons/acme/air").text
    assert '"range":["2026-11-24","2026-11-25"]' in got
    assert '"text":"Order by 2:00 PM: arrives Tue, Nov 24 – Wed, Nov 25"' in got
    assert '"holds_until":"2026-11-23T14:01:00"' in got


def test_a_page_without_goods_to_send_has_no_row_of_arrivals(tmp_path):
    store = new_store(tmp_path)
    publish(store, publication())
    assert (
        'data-block="delivery"'
        not in Client(create_app(settings(tmp_path), clock=Clock())).get(PAGES[0]).text
    )
    store.close()


BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("wall", "fold", "instant"),
    [
        # The last Sunday of March: 02:00 becomes 03:00, so 02:31 is past as soon as it jumps.
        ("2027-03-28T01:31", 0, "2027-03-28T00:31"),
        ("2027-03-28T02:31", 0, "2027-03-28T01:00"),
        ("2027-03-28T03:31", 0, "2027-03-28T01:31"),
        # The last Sunday of October: 02:31 comes twice.
        ("2026-10-25T02:31", 0, "2026-10-25T00:31"),
        ("2026-10-25T02:31", 1, "2026-10-25T01:31"),
        ("2026-10-25T14:01", 1, "2026-10-25T13:01"),
    ],
)
def test_an_end_is_found_on_the_days_that_change_to_and_from_summer_time(wall: str, fold: int, instant: str):
    end = datetime.datetime.fromisoformat(wall).replace(fold=fold)
    assert _instant(end, zone_of(BERLIN)) == utc(instant).timestamp()
