"""Every kind of price in the headline table, said in both languages as the content notes have it."""

import datetime

import pytest
from builders_words import dollars, dots, won

from comparison.core.messages import Message, Period, Quantified, say
from comparison.core.money import Money
from comparison.words import speaker

DAY = datetime.date(2026, 12, 6)
DAY_BEFORE = datetime.date(2026, 12, 5)


def _now(amount: Money | Message) -> Message:
    return say("page.spaced", lead=say("price.you_pay_now"), text=amount)


def _goods(filters: str) -> Message:
    times = say("price.item_times", label=filters, count=2, amount=won(104_000))
    over = say("price.over_years_including", period=Period(months=36), amount=won(393_000), items=(times,))
    return dots(_now(won(289_000)), over)


def _per_seat() -> Message:
    sum_of = say(
        "price.quantity_times", quantity=Quantified(amount="14", unit="user"), amount=dollars("8.75")
    )
    second = say("page.commas", items=(sum_of, say("price.tax_separate")))
    return dots(say("price.a_month", amount=dollars("122.50")), second)


def _prepaid_year() -> Message:
    figure = say("price.paid_for", amount=dollars("1218.00"), span=say("price.for_years", count=1))
    return dots(_now(figure), say("price.works_out_a_month", amount=dollars("101.50")))


def _trial() -> Message:
    monthly = say("price.a_month", amount=won(9_900))
    return dots(
        say("price.from_date", date=DAY, price=monthly),
        say("price.today", amount=won(0)),
        say("price.cancel_by", date=DAY_BEFORE),
    )


def _minimum_term() -> Message:
    bound = say("price.minimum_term", months=36, amount=won(572_400))
    return dots(say("price.a_month", amount=won(15_900)), bound)


def _by_measure() -> Message:
    per = say("price.per_measure", measure=Quantified(amount="100", unit="g"), amount=won(4_800))
    return dots(
        _now(won(27_000)),
        say("page.bracketed", text=per, note=say("price.delivery_separate")),
        say("price.deposit", amount=won(1_000)),
    )


def _own_sales() -> Message:
    usage = (say("price.usage_sales", amount=dollars("10000")), say("price.usage_orders", count=200))
    return dots(say("price.a_month", amount=dollars("389.00")), say("price.based_on", usage=usage))


def _range() -> Message:
    return dots(say("price.range", low=won(33_900), high=won(39_900)), say("price.depends_on_address"))


def _at_least(fees: str) -> Message:
    least = say("price.at_least_plus", amount=dollars("2300"), extra=(fees,))
    return dots(least, say("price.amount_not_published"))


def _on_request(why: str) -> Message:
    return dots(say("price.on_request"), say("page.plain", text=why))


ROWS = [
    (
        _goods("필터"),
        "ko",
        "지금 결제 289,000원 · 3년 쓰면 393,000원 (필터 2번 104,000원 포함)",
    ),
    (
        _goods("filters"),
        "en",
        "You pay now ₩289,000 · ₩393,000 over 3 years (2 filters, ₩104,000, included)",
    ),
    (_per_seat(), "ko", "매달 US$122.50 · 14명 × US$8.75, 세금 별도"),
    (_per_seat(), "en", "$122.50 a month · 14 people × $8.75, tax not included"),
    (_prepaid_year(), "ko", "지금 결제 US$1,218.00 (1년 치) · 한 달에 US$101.50꼴"),
    (_prepaid_year(), "en", "You pay now $1,218.00 (for a year) · works out at $101.50 a month"),
    (_trial(), "ko", "12월 6일부터 매달 9,900원 · 오늘은 0원 · 12월 5일까지 해지하면 결제되지 않아요"),
    (_trial(), "en", "₩9,900 a month from Dec 6 · ₩0 today · cancel by Dec 5 and you pay nothing"),
    (_minimum_term(), "ko", "매달 15,900원 · 36개월 약정, 모두 572,400원"),
    (_minimum_term(), "en", "₩15,900 a month · 36-month minimum, ₩572,400 in all"),
    (
        _by_measure(),
        "ko",
        "지금 결제 27,000원 · 100g당 4,800원 (배송비 제외) · 보증금 1,000원 별도, 돌려받아요",
    ),
    (
        _by_measure(),
        "en",
        "You pay now ₩27,000 · ₩4,800 per 100 g (delivery not included) · deposit ₩1,000 extra, refunded",
    ),
    (_own_sales(), "ko", "매달 US$389.00 · 매출 US$10,000, 주문 200건 기준"),
    (_own_sales(), "en", "$389.00 a month · at $10,000 in sales, 200 orders"),
    (_range(), "ko", "33,900원~39,900원 · 배송지에 따라 달라요"),
    (_range(), "en", "₩33,900–39,900 · depends on where you live"),
    (_at_least("카드 수수료"), "ko", "최소 US$2,300.00 + 카드 수수료 · 금액이 공개되지 않았어요"),
    (_at_least("card fees"), "en", "At least $2,300.00 + card fees · the amount is not published"),
    (_on_request("인원에 따라 달라요"), "ko", "가격 문의 · 인원에 따라 달라요"),
    (_on_request("Depends on headcount"), "en", "Price on request · Depends on headcount"),
]


@pytest.mark.parametrize(("message", "language", "text"), ROWS, ids=[text[:30] for _, _, text in ROWS])
def test_a_headline_reads_as_written(message: Message, language: str, text: str):
    assert speaker(language).say(message) == text


def test_a_narrow_column_says_the_sum_over_three_years_without_the_word_for_won():
    message = say("price.over_years_short", period=Period(months=36), amount=won(282_000))
    assert speaker("ko").say(message) == "3년 282,000"


def test_a_narrow_column_keeps_the_sign_of_every_other_currency():
    message = say("price.over_years_short", period=Period(months=36), amount=dollars("1218"))
    assert speaker("ko").say(message) == "3년 US$1,218.00"


def test_the_highest_end_of_a_range_keeps_its_word_in_korean():
    assert speaker("ko").text("price.range", low=won(1), high=won(2)) == "1원~2원"
