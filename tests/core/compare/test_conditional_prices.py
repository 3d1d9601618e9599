"""First orders, members, coupons: a line with its condition, and the headline only where it is passed in."""

import pytest
from builders_compare import product
from builders_totals import (
    all_said,
    goods,
    korea,
    off,
    once,
    plans,
    receipt_cells,
    said,
    seen,
    tier,
    won,
)
from msgspec.structs import replace

from comparison.core.pricing.model import Condition, If, Price
from comparison.core.publication import Edition

BOUGHT = replace(goods("289000"), discounts=(off("first", "10", "first_purchase"),))


def shop(*prices: Price) -> Edition:
    return korea(*(product(f"p{at}", price) for at, price in enumerate(prices)), noun="product")


def conditions(of: Edition, language: str = "en", **asked: str) -> list[str]:
    return all_said(tier(of, asked).conditional, language)


def reduced(*discounts: object) -> Edition:
    return plans(won("10000", discounts=discounts))


def test_a_first_order_is_a_second_line_with_its_condition() -> None:
    assert conditions(shop(BOUGHT), "ko") == ["첫 구매라면 260,100원 (10% 할인)"]
    assert conditions(shop(BOUGHT)) == ["First order: ₩260,100 (10% off)"]


def test_the_headline_changes_only_when_the_condition_is_passed_in() -> None:
    assert said(tier(shop(BOUGHT)).headline.figure) == "₩289,000"
    assert said(tier(shop(BOUGHT), {"first_purchase": "1"}).headline.figure) == "₩260,100"
    assert conditions(shop(BOUGHT), first_purchase="1") == []


def test_the_percentage_is_of_the_whole_headline_and_rounded_down() -> None:
    # 20,000 and 3,000 for delivery; the goods alone are 10 % less.
    price = replace(goods("20000"), discounts=(off("first", "10", "first_purchase", scope=("goods",)),))
    assert conditions(shop(price)) == ["First order: ₩21,000 (8% off)"]


def test_a_reduction_of_some_months_says_what_it_goes_back_to() -> None:
    assert conditions(reduced(off("m", "20", "member", cycles=3))) == [
        "Members: ₩8,000 a month (20% off) · then ₩10,000 a month from Feb 22, 2027"
    ]


def test_a_coupon_is_named_with_what_it_comes_to() -> None:
    assert conditions(reduced(off("autumn", "5", "coupon", coupon="AUTUMN"))) == [
        "With coupon AUTUMN: ₩9,500 a month (5% off)"
    ]


def test_a_coupon_that_has_ended_is_no_condition() -> None:
    assert conditions(reduced(off("old", "5", "coupon", valid_to="2026-01-01"))) == []


def test_a_fee_for_a_first_order_is_said_without_a_percentage() -> None:
    fee = once("start", "5000", obligation=If(condition=Condition(first_purchase=True)))
    assert conditions(plans(won("10000", fee))) == [
        "First order: ₩15,000 · then ₩10,000 a month from Dec 22, 2026"
    ]


def test_what_no_head_has_room_for_is_in_the_receipt() -> None:
    three = reduced(
        off("first", "10", "first_purchase"),
        off("member", "20", "member", order=1),
        off("code", "30", "coupon", order=2),
    )
    assert len(conditions(three)) == 3
    assert receipt_cells(seen(three).receipt, "conditional") == ["With coupon code: ₩7,000 a month (30% off)"]


@pytest.mark.parametrize(
    ("coupon", "words"),
    [
        ("autumn", "Coupon autumn is counted in"),
        ("old", "That coupon has ended, so it isn't counted"),
        ("nothing", "That coupon does not apply here, so it isn't counted"),
        ("member-only", "Coupon member-only takes nothing off here"),
    ],
)
def test_what_became_of_a_coupon_is_said_beside_the_total(coupon: str, words: str) -> None:
    of = reduced(
        off("autumn", "5", "coupon"),
        off("old", "5", "coupon", order=1, valid_to="2026-01-01"),
        off("member-only", "0", "coupon", order=2),
    )
    assert said(seen(of, {"coupon": coupon}).coupon) == words


def test_a_coupon_that_has_ended_is_not_counted() -> None:
    of = reduced(off("old", "5", "coupon", valid_to="2026-01-01"))
    assert said(tier(of, {"coupon": "old"}).headline.figure) == "₩10,000 a month"


def test_a_coupon_for_some_tiers_names_them() -> None:
    of = plans(won("10000", discounts=(off("autumn", "5", "coupon"),)), won("20000"))
    assert said(seen(of, {"coupon": "AUTUMN"}).coupon) == "Coupon AUTUMN is counted in for P0 only"


def test_without_a_coupon_nothing_is_said_of_one() -> None:
    assert seen(reduced(off("autumn", "5", "coupon"))).coupon is None
