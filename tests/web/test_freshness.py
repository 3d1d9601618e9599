import datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest
from builders_web import publication

from comparison.core.asking import read_asked
from comparison.core.compare import compare
from comparison.core.messages import say
from comparison.core.publication import Edition
from comparison.core.view import Notice
from comparison.storage.zones import zone_of
from comparison.web.freshness import Freshness, cache_control, freshness, until_midnight

TODAY = datetime.date(2026, 11, 22)
UTC = datetime.UTC


def at(text: str, zone: datetime.tzinfo = UTC) -> float:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()


def view(*notices):
    edition = Edition(
        number=1, digest="d", published_at="2026-01-01T00:00:00.000000Z", publication=publication()
    )
    plain = compare(edition, read_asked([]), TODAY)
    return msgspec.structs.replace(plain, notices=tuple(Notice(text=notice) for notice in notices))


def noticed(day: datetime.date):
    return view(say("page.changed_since", date=day))


def document(*days: str) -> bytes:
    return msgspec.json.encode({"dates": days, "words": "no date: 2026-11-25"})


def test_a_page_without_dates_stays_true_by_itself():
    assert freshness(view(), document(), UTC).true_until is None


@pytest.mark.parametrize(
    ("days", "until"),
    [
        (["2026-11-22"], "2026-11-23"),
        (["2026-11-23"], "2026-11-23"),
        (["2026-12-24"], "2026-12-24"),
        (["2027-01-01", "2026-12-24"], "2026-12-24"),
        (["2026-11-21"], None),
        (["2020-01-01", "2026-11-21"], None),
        (["9999-12-31"], None),
        (["2026-02-30", "2026-13-01"], None),
    ],
)
def test_a_date_of_the_document_changes_the_page_on_it_and_on_the_day_after(days, until):
    found = freshness(view(), document(*days), UTC).true_until
    assert found == (at(f"{until}T00:00:00") if until else None)


@pytest.mark.parametrize("day", [TODAY, TODAY + datetime.timedelta(days=3)])
def test_a_day_counted_from_today_changes_at_midnight(day):
    assert freshness(noticed(day), document(), UTC).true_until == at("2026-11-23T00:00:00")


def test_a_day_beside_a_single_tier_is_seen_too():
    plain = view()
    later = say("price.then_from", price=say("price.free"), date=datetime.date(2027, 2, 22))
    tier = msgspec.structs.replace(plain.tiers[0], conditional=(later,))
    fresh = freshness(msgspec.structs.replace(plain, tiers=(tier,)), document(), UTC)
    assert fresh.true_until == at("2026-11-23T00:00:00")


def test_a_day_that_has_passed_changes_nothing():
    assert freshness(noticed(datetime.date(2026, 11, 1)), document(), UTC).true_until is None


def test_a_day_that_the_document_holds_was_not_counted_from_today():
    fresh = freshness(noticed(datetime.date(2026, 12, 24)), document("2026-12-24"), UTC)
    assert fresh.true_until == at("2026-12-24T00:00:00")


@pytest.mark.parametrize(
    ("zone", "ends"), [("Asia/Seoul", "2026-11-22T15:00:00"), ("America/New_York", "2026-11-23T05:00:00")]
)
def test_the_day_ends_at_the_shop_s_midnight(zone, ends):
    assert freshness(view(), document(), zone_of(zone)).day_ends == at(ends)


@pytest.mark.parametrize("name", ["Mars/Base", "", "../etc/passwd", "/etc/localtime"])
def test_a_zone_that_nobody_knows_is_utc(name):
    assert zone_of(name) is UTC


def test_a_zone_is_found_by_its_name():
    assert zone_of("Asia/Seoul") == ZoneInfo("Asia/Seoul")


def test_an_answer_of_the_api_is_true_for_the_rest_of_the_day():
    fresh = until_midnight(view(), UTC)
    assert fresh == Freshness(day_ends=at("2026-11-23T00:00:00"), true_until=at("2026-11-23T00:00:00"))


@pytest.mark.parametrize(
    ("left", "figures"),
    [
        (None, (30, 60, 30, 86_400)),
        (100_000, (30, 60, 30, 86_400)),
        (3_600, (30, 60, 30, 3_600)),
        (45, (30, 45, 30, 45)),
        (0.9, (0, 0, 0, 0)),
        (-5, (0, 0, 0, 0)),
    ],
)
def test_each_figure_is_cut_to_the_seconds_that_are_left(left, figures):
    fresh = Freshness(day_ends=0, true_until=None if left is None else 1_000 + left)
    age, shared, revalidating, failing = figures
    assert cache_control(fresh, 1_000) == (
        f"public, max-age={age}, s-maxage={shared}, stale-while-revalidate={revalidating}, stale-if-error={failing}"
    )
