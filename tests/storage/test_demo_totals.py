"""What the demo comparisons say of time, growth and the end of a price, in both languages."""

import datetime

import pytest
from builders_demo import demo_edition

from comparison.core.asking import read_asked
from comparison.core.compare import compare
from comparison.core.view import View
from comparison.words import speaker

TODAY = datetime.date(2026, 11, 22)


def shown(place: str, language: str, **asked: str) -> View:
    shop, _, comparison = place.partition("/")
    return compare(demo_edition(shop, comparison), read_asked([("lang", language), *asked.items()]), TODAY)


@pytest.mark.parametrize(
    ("place", "language", "tabs"),
    [
        ("team-chat/plans", "ko", ["월 결제", "연 결제 (16~17% 절약)"]),
        ("team-chat/plans", "en", ["Monthly", "Yearly (save 16–17%)"]),
        ("coffee/everyday", "ko", ["한 번 구매", "정기배송 (10% 절약)"]),
        ("coffee/everyday", "en", ["One-off", "Regular delivery (save 10%)"]),
        ("hanui/air-purifiers", "ko", []),
        ("shop-plans/plans", "en", []),
    ],
)
def test_the_tabs_say_what_they_save(place: str, language: str, tabs: list[str]) -> None:
    say = speaker(language).say
    assert [say(choice.label) for choice in shown(place, language).intervals] == tabs


@pytest.mark.parametrize(
    ("place", "language", "sentences"),
    [
        (
            "team-chat/plans",
            "ko",
            [
                "Pro: 10개월 이상 쓰면 연 결제가 더 저렴해요",
                "Business+: 11개월 이상 쓰면 연 결제가 더 저렴해요",
            ],
        ),
        (
            "shop-plans/plans",
            "en",
            [
                "Shopify is cheaper than Basic above $33,000 of monthly sales",
                "Advanced is cheaper than Shopify above $147,000 of monthly sales",
            ],
        ),
        (
            "shop-plans/plans",
            "ko",
            [
                "월 매출이 US$33,000보다 많으면 Shopify가 Basic보다 저렴해요",
                "월 매출이 US$147,000보다 많으면 Advanced가 Shopify보다 저렴해요",
            ],
        ),
        ("hanui/air-purifiers", "ko", []),
        ("coffee/everyday", "ko", []),
    ],
)
def test_the_sentences_under_the_prices(place: str, language: str, sentences: list[str]) -> None:
    say = speaker(language).say
    assert [say(message) for message in shown(place, language).totals] == sentences


@pytest.mark.parametrize(
    ("place", "language", "words"),
    [
        ("hanui/air-purifiers", "ko", "이 밖에 꼭 내야 하는 돈은 없어요 (판매자 확인, 2026년 11월 2일)"),
        ("coffee/everyday", "en", "No other charge you can't avoid (confirmed by the shop, Nov 2, 2026)"),
        ("shop-plans/plans", "en", None),
    ],
)
def test_that_nothing_else_is_due_is_said_where_every_price_is_attested(
    place: str, language: str, words: str | None
) -> None:
    attested = shown(place, language).receipt.attested
    assert (speaker(language).say(attested) if attested else None) == words


def test_each_tab_of_an_old_price_list_says_its_own_age() -> None:
    ages = [
        speaker("en").say(shown("team-chat/plans", "en", interval=interval).footnotes[0])
        for interval in ("month", "year")
    ]
    assert ages == ["Checked 20 months ago, may have changed", "Checked 28 months ago, may have changed"]


def test_how_a_regular_delivery_is_left_is_in_the_receipt_with_its_address() -> None:
    view = shown("coffee/everyday", "ko", interval="month")
    [row] = [row for row in view.receipt.rows if row.key == "cancelling"]
    assert {cell.address for cell in row.cells} == {"https://shop.example/coffee/subscription"}
    assert all(
        "언제든 주문 내역에서 해지할 수 있어요" in speaker("ko").say(cell.text)
        for cell in row.cells
        if cell.text
    )
