import datetime

import pytest
from builders_words import won

from comparison.core.messages import Message, Period, Quantified, say
from comparison.core.values import (
    Extra,
    Listing,
    NotApplicable,
    NotStated,
    Number,
    Unlimited,
    Value,
    Words,
    YesNo,
)
from comparison.words import speaker
from comparison.words.speaker import IncompleteMessage

WEDNESDAY = datetime.date(2026, 11, 25)
FRIDAY = datetime.date(2026, 11, 27)


@pytest.mark.parametrize(
    ("style", "ko", "en"),
    [
        ("full", "2026년 11월 25일", "Nov 25, 2026"),
        ("day", "11월 25일", "Nov 25"),
        ("weekday", "11월 25일\u00a0(수)", "Wed, Nov 25"),
        ("month", "2026년 11월", "November 2026"),
    ],
)
def test_a_day_is_written_in_the_style_asked_for(style, ko: str, en: str):
    assert (speaker("ko").day(WEDNESDAY, style), speaker("en").day(WEDNESDAY, style)) == (ko, en)


@pytest.mark.parametrize(
    ("last", "ko", "en"),
    [
        (FRIDAY, "11월 25일\u00a0(수)~27일\u00a0(금)", "Wed, Nov 25 – Fri, Nov 27"),
        (WEDNESDAY, "11월 25일\u00a0(수)", "Wed, Nov 25"),
        (datetime.date(2026, 12, 2), "11월 25일\u00a0(수)~12월 2일\u00a0(수)", "Wed, Nov 25 – Wed, Dec 2"),
        (
            datetime.date(2027, 1, 2),
            "2026년 11월 25일\u00a0(수)~2027년 1월 2일\u00a0(토)",
            "Wed, Nov 25, 2026 – Sat, Jan 2, 2027",
        ),
    ],
)
def test_a_range_of_days_says_what_its_ends_share_once(last: datetime.date, ko: str, en: str):
    assert speaker("ko").day_range(WEDNESDAY, last) == ko
    assert speaker("en").day_range(WEDNESDAY, last) == en


def test_an_arrival_names_the_hour_and_the_days():
    message = say("delivery.arrival", time=datetime.time(14, 0), range=(WEDNESDAY, FRIDAY))
    assert speaker("ko").say(message) == "오후 2:00까지 주문하면 11월 25일\u00a0(수)~27일\u00a0(금) 도착 예정"
    assert speaker("en").say(message) == "Order by 2:00 PM: arrives Wed, Nov 25 – Fri, Nov 27"


@pytest.mark.parametrize(
    ("manner", "ko", "en"),
    [
        ("plain", "빨강, 파랑, 초록", "빨강, 파랑, 초록"),
        ("and", "빨강·파랑·초록", "빨강, 파랑, and 초록"),
        ("or", "빨강, 파랑 또는 초록", "빨강, 파랑, or 초록"),
    ],
)
def test_a_list_is_joined_in_the_manner_of_the_language(manner, ko: str, en: str):
    items = ("빨강", "파랑", "초록")
    assert (speaker("ko").listing(items, manner), speaker("en").listing(items, manner)) == (ko, en)


def test_a_message_inside_a_message_is_said_in_the_same_language():
    message = say("page.bracketed", text="Plus", note=say("fit.strong"))
    assert speaker("ko").say(message) == "Plus (잘 맞아요)"
    assert speaker("en").say(message) == "Plus (Good fit)"


def test_a_reason_says_the_value_and_the_need():
    need = say("need.at_least", value=Quantified(amount="40", unit="m2"))
    area = Number(amount="47", unit="m2")
    missed = say("fit.but_unmet", feature="면적", value=area, need=need)
    assert speaker("ko").say(missed) == "면적 47m² (필요: 40m² 이상)"


def test_the_cheaper_tier_says_how_much_over_how_long():
    message = say("fit.cheaper_also_fits", tier="Plus", delta=won(222_000), horizon=Period(months=36))
    assert speaker("en").say(message) == "Plus fits too, for ₩222,000 less over 3 years"


@pytest.mark.parametrize(("count", "text"), [(1, "1 row is the same"), (27, "27 rows are the same")])
def test_english_says_one_row_and_many_rows(count: int, text: str):
    assert speaker("en").text("control.folded", count=count) == text


def test_a_count_is_grouped():
    text = speaker("en").text("receipt.drift_equal", count=1_204, days=30)
    assert text == "All 1,204 checkouts we checked in the last 30 days matched the price shown"


@pytest.mark.parametrize(
    ("value", "ko", "en"),
    [
        (YesNo(yes=True), "있음", "Yes"),
        (YesNo(yes=False), "없음", "No"),
        (Number(amount="47", unit="m2"), "47m²", "47 m²"),
        (Number(amount="3"), "3", "3"),
        (
            Words(text={"ko": "공개 저장소만", "en": "Public repositories only"}),
            "공개 저장소만",
            "Public repositories only",
        ),
        (Words(text={"ko": "종이"}), "종이", "종이"),
        (Words(text={"ko-KR": "종이", "en-GB": "paper"}), "종이", "종이"),
        (Listing(items=({"ko": "브라질"}, {"ko": "콜롬비아"})), "브라질, 콜롬비아", "브라질, 콜롬비아"),
        (Unlimited(), "무제한", "Unlimited"),
        (
            Unlimited(fair_use=Number(amount="50", unit="gb-month")),
            "무제한 (월 50GB까지 제 속도)",
            "Unlimited (full speed up to 50 GB a month)",
        ),
        (
            Unlimited(fair_use=Number(amount="500", unit="user")),
            "무제한 (공정 사용 500명까지)",
            "Unlimited (fair use up to 500 people)",
        ),
        (Extra(add_on="ai"), "추가 구매", "Extra"),
        (NotStated(), "미표기", "Not stated"),
        (NotApplicable(), "해당 없음", "Not applicable"),
    ],
)
def test_every_kind_of_value_is_said_in_words(value: Value, ko: str, en: str):
    assert (speaker("ko").value(value), speaker("en").value(value)) == (ko, en)


def test_an_extra_names_its_price_where_it_is_known():
    extras = {"ai": say("price.a_month", amount=won(9_900))}
    assert speaker("ko").value(Extra(add_on="ai"), extras) == "추가 구매 (매달 9,900원)"
    assert speaker("en").value(Extra(add_on="ai"), extras) == "Extra (₩9,900 a month)"


def test_a_missing_argument_is_an_error_and_never_a_gap():
    with pytest.raises(IncompleteMessage, match=r"page\.bracketed lacks 'note'"):
        speaker("ko").say(say("page.bracketed", text="x"))


def test_a_missing_count_is_an_error():
    with pytest.raises(IncompleteMessage, match="count"):
        speaker("en").say(say("control.folded"))


@pytest.mark.parametrize("argument", [None, 1.5, True, {"ko": "x"}])
def test_what_is_not_a_kind_of_argument_is_refused(argument: object):
    with pytest.raises(TypeError, match="cannot say"):
        speaker("en").say(Message(key="page.plain", arguments={"text": argument}))


@pytest.mark.parametrize(
    ("tag", "ko", "en"),
    [
        ("ko", "한국어", "Korean"),
        ("zh-Hant", "중국어 (번체)", "Chinese (Traditional)"),
        ("qq-1", "qq-1", "qq-1"),
    ],
)
def test_a_language_is_named_in_the_readers_language(tag: str, ko: str, en: str):
    assert (speaker("ko").language_name(tag), speaker("en").language_name(tag)) == (ko, en)


def test_text_of_a_shop_goes_into_a_sentence_as_it_is():
    assert (
        speaker("en").text("fit.sold_out_first", tier="50% <b>{off}</b>")
        == "50% <b>{off}</b> also fits but is sold out"
    )


def test_a_number_text_is_grouped_and_not_rounded():
    assert speaker("ko").number("1234567.000125") == "1,234,567.000125"


@pytest.mark.parametrize(("text", "said"), [("2.9", "2.9%"), ("19", "19%"), ("0.5", "0.5%"), ("100", "100%")])
def test_per_cent_keeps_its_decimals(text: str, said: str):
    assert speaker("ko").percent(text) == said


@pytest.mark.parametrize(
    ("tag", "way"),
    [
        ("ko", "ltr"),
        ("de-AT", "ltr"),
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("az-Arab", "rtl"),
        ("xx", "ltr"),
        ("x", "ltr"),
    ],
)
def test_a_language_is_written_one_way(tag: str, way: str) -> None:
    assert speaker("en").direction(tag) == way
