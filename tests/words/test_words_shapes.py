import datetime
import json

import pytest
from builders_words import dollars, won

from comparison.core.errors import (
    AmountTooLarge,
    BadParameter,
    ComparisonError,
    CurrenciesDiffer,
    NewerFormat,
    NotFound,
    PublishingRefused,
    RefusedFile,
    StaleRevision,
    StoreUnusable,
)
from comparison.core.fit import Reason
from comparison.core.messages import Period, Quantified, UnitAmount, say
from comparison.core.pricing.quote import Later, Quote
from comparison.core.values import Listing, Number, Words
from comparison.words import sentence_of, with_text


def test_money_is_its_minor_units_its_currency_and_its_text():
    assert with_text(dollars("122.50"), "en") == {"minor": 12_250, "currency": "USD", "text": "$122.50"}


def test_a_message_is_its_key_its_arguments_and_its_text():
    assert with_text(say("price.a_month", amount=won(15_900)), "ko") == {
        "key": "price.a_month",
        "arguments": {"amount": {"minor": 15_900, "currency": "KRW", "text": "15,900원"}},
        "text": "매달 15,900원",
    }


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        (Quantified(amount="47", unit="m2"), {"amount": "47", "unit": "m2", "text": "47m²"}),
        (Period(months=36), {"months": 36, "text": "3년"}),
        (UnitAmount(amount="8.75", currency="USD"), {"amount": "8.75", "currency": "USD", "text": "US$8.75"}),
        (datetime.date(2026, 11, 25), "2026-11-25"),
        (("a", 1, None, True), ["a", 1, None, True]),
        (Words(text={"ko": "종이", "en": "paper"}), {"is": "text", "text": "종이"}),
        (Listing(items=({"ko": "브라질"},)), {"is": "list", "text": "브라질"}),
        (
            Number(amount="1", unit="kg", base="1000", base_unit="g"),
            {"is": "number", "amount": "1", "unit": "kg", "base": "1000", "base_unit": "g", "text": "1kg"},
        ),
    ],
)
def test_each_wordless_value_has_its_text_beside_it(value: object, shape: object):
    assert with_text(value, "ko") == shape


def test_a_quote_keeps_its_fields_and_says_its_money():
    later = Later(
        amount=won(24_000),
        every="6-month",
        first=datetime.date(2027, 5, 22),
        last=datetime.date(2029, 5, 22),
        times=5,
    )
    quote = Quote(
        tier="lite",
        status="complete",
        currency="KRW",
        interval="once",
        market="KR",
        headline=won(162_000),
        then=(later,),
    )
    shape = with_text(quote, "ko")
    assert shape["headline"]["text"] == "162,000원"
    assert shape["then"][0]["first"] == "2027-05-22"
    assert shape["deposit"] is None
    assert list(shape)[:3] == ["tier", "status", "currency"]
    assert json.loads(json.dumps(shape)) == shape


def test_a_reason_without_a_value_stays_without_one():
    reason = Reason(kind="need", index=0, feature="area", level="must", outcome="unknown")
    assert with_text(reason, "en")["value"] is None


@pytest.mark.parametrize("value", [1.5, {1, 2}, object()])
def test_what_has_no_shape_is_refused(value: object):
    with pytest.raises(TypeError, match="No shape"):
        with_text(value, "en")


@pytest.mark.parametrize(
    ("error", "ko", "en"),
    [
        (
            BadParameter("interval", "fortnight", ("month", "year")),
            "interval에 쓸 수 없는 값이에요: fortnight. 쓸 수 있는 값: month, year",
            "interval can't be fortnight. Use one of: month, year",
        ),
        (
            BadParameter("qty.user", "x", ()),
            "qty.user에 쓸 수 없는 값이에요: x. 여기에는 고를 것이 없으니 빼 주세요",
            "qty.user can't be x. There is nothing to choose here: leave it out",
        ),
        (NotFound("shop", "acme"), "상점: acme가 없어요", "There is no shop acme"),
        (NotFound("add-on", "ai"), "추가 상품: ai가 없어요", "There is no add-on ai"),
        (
            RefusedFile("plans.yml", 3, "$.plans.PRO", "is not a number", "a number or text"),
            "plans.yml:3: $.plans.PRO: is not a number. 쓸 수 있는 값: a number or text",
            "plans.yml:3: $.plans.PRO: is not a number. Accepted: a number or text",
        ),
        (
            RefusedFile("plans.yml", 1_204, "", "is not UTF-8 text", ""),
            "plans.yml:1204: is not UTF-8 text",
            "plans.yml:1204: is not UTF-8 text",
        ),
        (
            RefusedFile("plans.yml", 0, "", "is empty", ""),
            "plans.yml: is empty",
            "plans.yml: is empty",
        ),
        (
            StaleRevision("plus", 3, 5, None),
            "plus: 다른 사람이 먼저 바꿨어요 (수정본 3에서 시작했지만 지금은 5). 저장하지 않았어요",
            "plus was changed by someone else first (drawn from revision 3, now 5). Nothing was saved",
        ),
        (
            PublishingRefused("air", ("one",)),
            "air: 고쳐야 할 점이 1개 있어 게시하지 않았어요",
            "air was not published: 1 error to fix",
        ),
        (
            NewerFormat(3, 1),
            "더 새로운 버전이 쓴 내용이라 읽을 수 없어요 (형식 3, 이 버전은 1까지)",
            "Written by a newer release: format 3, this one reads up to 1",
        ),
        (
            CurrenciesDiffer("KRW", "USD"),
            "통화가 달라 더할 수 없어요: KRW, USD",
            "Two currencies can't be added: KRW and USD",
        ),
        (
            AmountTooLarge("KRW"),
            "금액이 너무 커서 계산할 수 없어요 (KRW)",
            "The amount is too large to work out (KRW)",
        ),
        (
            StoreUnusable("no file"),
            "데이터베이스를 쓸 수 없어요: no file",
            "The database can't be used: no file",
        ),
        (ComparisonError(), "처리하지 못했어요", "That could not be done"),
    ],
)
def test_an_error_is_said_to_its_reader(error: ComparisonError, ko: str, en: str):
    assert (sentence_of(error, "ko"), sentence_of(error, "en-US")) == (ko, en)
