"""The demo's goods arrive as the plan says, in Korean and in English."""

import datetime

import pytest
from builders_demo import demo_edition

from comparison.core.asking import read_asked
from comparison.core.compare import compare
from comparison.core.delivery import Clock
from comparison.core.view import View
from comparison.storage.holidays import holidays_of
from comparison.words import speaker


def view(shop: str, comparison: str, at: str, **asked: str) -> View:
    moment = datetime.datetime.fromisoformat(at)
    clock = Clock(time=moment.time(), holidays=holidays_of)
    return compare(demo_edition(shop, comparison), read_asked(asked.items()), moment.date(), clock=clock)


def said(of: View, language: str | None = None) -> list[tuple[str, ...]]:
    speak = speaker(language or of.context.lang).say
    return [
        tuple(speak(message) for message in (tier.arrival, *tier.arrival_notes) if message)
        for tier in of.tiers
    ]


def test_the_purifiers_arrive_in_one_or_two_working_days_and_the_largest_is_slow() -> None:
    place = ("hanui", "air-purifiers", "2026-11-24T10:00")
    assert said(view(*place)) == [
        (
            "오후 2:00까지 주문하면 11월 25일\u00a0(수)~26일\u00a0(목) 도착 예정",
            "제주·도서산간: 3,000원 추가",
        ),
        (
            "오후 2:00까지 주문하면 11월 25일\u00a0(수)~26일\u00a0(목) 도착 예정",
            "제주·도서산간: 5,000원 추가",
        ),
        (
            "배송이 느린 편이에요: 12월 1일\u00a0(화)~3일\u00a0(목) 도착 예정",
            "제주·도서산간: 배송하지 않아요",
        ),
    ]
    assert said(view(*place, lang="en")) == [
        ("Order by 2:00 PM: arrives Wed, Nov 25 – Thu, Nov 26", "Jeju and islands: ₩3,000 more"),
        ("Order by 2:00 PM: arrives Wed, Nov 25 – Thu, Nov 26", "Jeju and islands: ₩5,000 more"),
        ("Slower than usual: arrives Tue, Dec 1 – Thu, Dec 3", "Jeju and islands: no delivery"),
    ]


@pytest.mark.parametrize(
    ("at", "ko", "en"),
    [
        # Seollal 2027 is Sunday 7 February, so Tuesday the 9th is off too.
        (
            "2027-02-05T10:00",
            "오후 2:00까지 주문하면 2월 10일\u00a0(수)~11일\u00a0(목) 도착 예정",
            "Order by 2:00 PM: arrives Wed, Feb 10 – Thu, Feb 11",
        ),
        (
            "2027-02-08T10:00",
            "2월 11일\u00a0(목)~12일\u00a0(금) 도착 예정",
            "Arrives Thu, Feb 11 – Fri, Feb 12",
        ),
        # Chuseok 2026 is Friday 25 September.
        (
            "2026-09-23T10:00",
            "오후 2:00까지 주문하면 9월 28일\u00a0(월)~29일\u00a0(화) 도착 예정",
            "Order by 2:00 PM: arrives Mon, Sep 28 – Tue, Sep 29",
        ),
        # Over the end of the year both years are named.
        (
            "2026-12-30T10:00",
            "오후 2:00까지 주문하면 2026년 12월 31일\u00a0(목)~2027년 1월 4일\u00a0(월) 도착 예정",
            "Order by 2:00 PM: arrives Thu, Dec 31, 2026 – Mon, Jan 4, 2027",
        ),
    ],
)
def test_holidays_move_the_days(at: str, ko: str, en: str) -> None:
    of = view("hanui", "air-purifiers", at)
    assert (said(of, "ko")[0][0], said(of, "en")[0][0]) == (ko, en)


def test_jeju_pays_more_for_two_and_is_not_sent_the_largest() -> None:
    of = view("hanui", "air-purifiers", "2026-11-24T10:00", region="jeju-islands")
    days = "오후 2:00까지 주문하면 11월 25일\u00a0(수)~26일\u00a0(목) 도착 예정"
    assert said(of, "ko") == [(days,), (days,), ("제주·도서산간: 배송하지 않아요",)]


def test_a_sold_out_purifier_promises_no_day() -> None:
    assert said(view("hanui", "air-purifiers-sold-out", "2026-11-24T10:00"), "ko")[1] == ()


def test_coffee_moves_on_saturdays_too() -> None:
    of = view("coffee", "everyday", "2026-11-27T15:00")
    assert said(of, "en") == [("Order by 3:00 PM: arrives Sat, Nov 28 – Tue, Dec 1",)] * 3


@pytest.mark.parametrize("shop", ["team-chat", "shop-plans"])
def test_plans_are_not_delivered(shop: str) -> None:
    assert said(view(shop, "plans", "2026-11-24T10:00"), "en") == [()] * 4
