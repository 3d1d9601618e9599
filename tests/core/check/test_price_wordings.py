"""What the price rules read out of labels and names, and what they leave alone."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from bad_prices import BAD_PRICES

from comparison.core.check import wordings
from comparison.core.check.packs import pack

PAGE = Path(__file__).parents[3] / "docs" / "catalogue-check.md"


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("MANDATORY", "필수 설치비"),
        ("MANDATORY", "Pflichtversicherung"),
        ("VAGUE_FEE", "서비스 수수료"),
        ("VAGUE_FEE", "Convenience fee"),
        ("VAGUE_FEE", "Bearbeitungsgebühr"),
        ("PERCENT_FORM", "100 + 10%"),
        ("PERCENT_FORM", "€1,200 plus 19 %"),
        ("PERCENT_FORM", "10,000원 + 3.3%"),
        ("FROM_AMOUNT", "from US$5"),
        ("FROM_AMOUNT", "ab 5 €"),
        ("FROM_AMOUNT", "9,900원부터"),
        ("FROM_AMOUNT", "9,900원~"),
        ("NET_PRICE", "부가세 별도"),
        ("NET_PRICE", "zzgl. MwSt."),
        ("NET_PRICE", "$10 + VAT"),
        ("NET_PRICE", "GST not included"),
        ("SAVING", "1+1"),
        ("SAVING", "Buy two, get one free"),
        ("DEPOSIT", "빈 병 보증금"),
        ("DEPOSIT", "Flaschenpfand"),
        ("DEPOSIT_INSIDE", "보증금 포함"),
        ("DEPOSIT_INSIDE", "incl. bottle deposit"),
        ("DRAINED", "Abtropfgewicht"),
        ("FOR_SOME_ONLY", "첫 구매 할인"),
        ("FOR_SOME_ONLY", "Members' price"),
        ("FREE_DELIVERY", "배송비 무료"),
        ("FREE_DELIVERY", "Free standard shipping"),
        ("PAY_ON_ARRIVAL", "택배비 착불"),
        ("DELIVERY_PROMISE", "오늘 주문하면 2일 안에 도착"),
        ("DELIVERY_PROMISE", "Ships within 2 days"),
    ],
)
def test_a_wording_is_known(pattern: str, words: str):
    assert getattr(wordings, pattern).search(words)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("MANDATORY", "Insurance, not mandatory"),
        ("MANDATORY", "필수 아님"),
        ("VAGUE_FEE", "Customer service"),
        ("PERCENT_FORM", "2.9% + $0.30"),
        ("PERCENT_FORM", "Grows by 10%"),
        ("FROM_AMOUNT", "From 10 people"),
        ("NET_PRICE", "VAT included"),
        ("NET_PRICE", "부가세 포함"),
        ("DEPOSIT", "No deposit"),
        ("FOR_SOME_ONLY", "회원권 12개월"),
        ("FOR_SOME_ONLY", "First 3 months half price"),
        ("FREE_DELIVERY", "Delivery"),
        ("FREE_DELIVERY", "No free delivery"),
        ("DELIVERY_PROMISE", "Same-day support"),
        ("DELIVERY_PROMISE", "Fast replies"),
    ],
)
def test_an_honest_wording_is_left_alone(pattern: str, words: str):
    assert not wordings.says(getattr(wordings, pattern), words)


@pytest.mark.parametrize(
    ("name", "good", "pieces"),
    [
        ("Filter", "filter", 1),
        ("Filter 3-pack", "filter", 3),
        ("Pack of 6 Filter", "filter", 6),
        ("Filter 2+1", "filter", 3),
        ("Filter, 3 for 2", "filter", 3),
        ("Filter × 4", "filter", 4),
        ("하늬 필터 3개 세트", "하늬 필터", 3),
        ("데일리 블렌드 1kg", "데일리 블렌드", 1),
        ("데일리 블렌드 500g", "데일리 블렌드", 1),
        ("Olive oil 0.75 l", "olive oil", 1),
        ("Single", "", 1),
        ("Windows 11", "windows 11", 1),
    ],
)
def test_a_name_says_which_good_it_is_and_how_many(name: str, good: str, pieces: int):
    assert pack(name) == (good, Decimal(pieces))


@pytest.mark.parametrize("rule", sorted({bad.rule for bad in BAD_PRICES}))
def test_every_price_rule_stands_on_the_page(rule: str):
    assert re.search(rf"^\| {rule} \|", PAGE.read_text("utf-8"), re.MULTILINE)
