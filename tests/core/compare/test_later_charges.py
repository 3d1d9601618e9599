"""Trials, introductory prices, terms: what comes later, beside the first amount and in the receipt."""

import pytest
from builders_totals import (
    CLOSED,
    all_said,
    charge,
    once,
    one_of,
    plans,
    receipt_cells,
    said,
    seen,
    tier,
    won,
)
from msgspec.structs import replace

from comparison.core.pricing.amounts import Unknown
from comparison.core.pricing.model import Phase, Price, Term

TRIAL = won("9900", phases=(Phase(kind="trial", days=14),))
INTRO = won("9900", phases=(Phase(kind="intro", cycles=2, amount="5000"),))
BOTH = won("9900", phases=(Phase(kind="trial", cycles=1), Phase(kind="intro", cycles=3, amount="1000")))
CANCELLED = Term(
    auto_renew=True,
    notice_days=30,
    exit_fee="100000",
    min_months=36,
    how_to_cancel={"en": "By phone"},
    cancel="https://shop.example/cancel",
)


def beside(price: Price, language: str = "en") -> list[str]:
    return all_said([one.figure for one in tier(plans(price)).headline.beside], language)


@pytest.mark.parametrize(
    ("price", "figure", "others"),
    [
        (TRIAL, "₩9,900 a month from Dec 6", ["₩0 today"]),
        (INTRO, "₩5,000 a month", ["then ₩9,900 a month from Jan 22, 2027"]),
        (BOTH, "₩1,000 a month from Dec 22", ["₩0 today", "then ₩9,900 a month from Mar 22, 2027"]),
        (won("9900", once("start", "49000")), "₩58,900", ["then ₩9,900 a month from Dec 22, 2026"]),
        (won("9900"), "₩9,900 a month", []),
    ],
)
def test_every_amount_of_equal_weight_stands_beside_the_figure(
    price: Price, figure: str, others: list[str]
) -> None:
    assert (said(tier(plans(price)).headline.figure), beside(price)) == (figure, others)


def test_a_head_says_the_amount_large_and_its_rhythm_small() -> None:
    [today, later] = tier(plans(BOTH)).headline.beside
    assert [said(today.amount), said(today.unit)] == ["₩0", "today"]
    assert [said(later.amount), said(later.unit)] == ["₩9,900", "a month from Mar 22, 2027"]


def test_a_first_payment_that_holds_a_fee_is_no_month_s_price() -> None:
    headline = tier(plans(won("9900", once("start", "49000")))).headline
    assert (said(headline.lead), said(headline.amount)) == ("You pay now", "₩58,900")


def test_the_last_day_of_free_leaving_is_a_date() -> None:
    assert said(tier(plans(TRIAL)).headline.second_short, "ko") == "12월 5일까지 해지하면 결제되지 않아요"


@pytest.mark.parametrize(
    ("extra", "figure", "unit"),
    [
        ((one_of("white", "0"), one_of("black", "20000")), "At most ₩20,000 today", "today, at most"),
        ((charge("fee", Unknown(how={"en": "ask"})), once("more", "500")), "₩500 today", "today"),
    ],
)
def test_what_is_due_today_is_one_end_while_a_charge_of_today_is_open(
    extra: tuple[object, ...], figure: str, unit: str
) -> None:
    price = replace(TRIAL, components=(*TRIAL.components, *extra))
    [today, *_] = tier(plans(price)).headline.beside
    assert (said(today.figure), said(today.unit)) == (figure, unit)


@pytest.mark.parametrize(
    ("price", "words"),
    [
        (TRIAL, "₩9,900 a month from Dec 6, 2026"),
        (BOTH, "₩1,000 a month from Dec 22, 2026 · ₩9,900 a month from Mar 22, 2027"),
        (INTRO, "₩9,900 a month from Jan 22, 2027"),
    ],
)
def test_every_changed_charge_has_its_date_in_the_receipt(price: Price, words: str) -> None:
    consent = "your consent is asked for within the 30 days before; without it you are not charged"
    assert receipt_cells(seen(plans(price)).receipt, "changes") == [f"{words} · {consent}"]


def test_a_rise_past_the_horizon_is_named_all_the_same() -> None:
    [words] = receipt_cells(seen(plans(INTRO), {"horizon": "1"}).receipt, "changes")
    assert words.startswith("₩9,900 a month from Jan 22, 2027")


def test_a_price_that_only_falls_needs_no_consent() -> None:
    falling = won("5000", phases=(Phase(kind="intro", cycles=2, amount="9900"),))
    assert receipt_cells(seen(plans(falling)).receipt, "changes") == ["₩5,000 a month from Jan 22, 2027"]


def test_a_price_that_stays_has_no_row_of_changes() -> None:
    assert receipt_cells(seen(plans(won("9900"), won("5000"))).receipt, "changes") == []


def test_the_next_charge_is_the_day_after_the_trial() -> None:
    assert receipt_cells(seen(plans(TRIAL, won("1"))).receipt, "next") == ["Dec 6, 2026", "Dec 22, 2026"]


def test_a_price_that_stays_the_same_counts_no_date_from_today() -> None:
    assert receipt_cells(seen(plans(won("9900"))).receipt, "next") == []


def test_renewal_notice_exit_and_how_to_leave_are_in_the_receipt() -> None:
    shown = seen(plans(won("9900", term=CANCELLED), won("5000")))
    assert receipt_cells(shown.receipt, "cancelling") == [
        " · ".join(
            (
                "36-month minimum",
                "Renews every month",
                "By phone",
                "30 days' notice to cancel",
                "leaving within the term costs ₩100,000",
            )
        ),
        "Not stated",
    ]
    [row] = [row for row in shown.receipt.rows if row.key == "cancelling"]
    assert [cell.address for cell in row.cells] == ["https://shop.example/cancel", None]


def test_what_ends_by_itself_says_so() -> None:
    ends = won("9900", term=Term(auto_renew=False))
    assert receipt_cells(seen(plans(ends)).receipt, "cancelling") == ["Does not renew by itself"]


def test_a_card_that_a_trial_asks_for_is_said() -> None:
    price = won("9900", term=Term(), phases=(Phase(kind="trial", days=14, needs_card=True),))
    [words] = receipt_cells(seen(plans(price)).receipt, "cancelling")
    assert words.endswith("A card is needed to start the trial")


def test_a_minimum_term_always_stands_with_all_that_it_costs() -> None:
    headline = tier(plans(won("15900", term=Term(min_months=36)))).headline
    assert said(headline.second_short) == "36-month minimum, ₩572,400 in all"
    assert said(headline.second) == "36-month minimum, ₩572,400 in all"


def test_an_exit_fee_makes_the_term_look_no_cheaper_than_it_is() -> None:
    headline = tier(plans(won("15900", term=Term(min_months=36, exit_fee="50000")))).headline
    assert said(headline.second_short) == "36-month minimum, ₩572,400 in all"
    assert said(headline.second) == "36-month minimum, ₩572,400 in all · at least ₩65,900 if you leave early"


def test_tax_that_nobody_stated_is_said_beside_the_price() -> None:
    headline = tier(plans(won("9900", tax="unknown"))).headline
    assert said(headline.second_short, "ko") == "세금 포함 여부 미표기"
    assert said(headline.second) == "whether tax is included is not stated"


def test_that_nothing_else_is_due_is_said_when_every_price_is_attested() -> None:
    receipt = seen(plans(won("1", closed=CLOSED), won("2", closed=CLOSED))).receipt
    assert said(receipt.attested) == "No other charge you can't avoid (confirmed by the shop, Nov 2, 2026)"
    assert receipt_cells(receipt, "attested") == []


def test_of_some_attested_prices_each_says_its_own() -> None:
    receipt = seen(plans(won("1", closed=CLOSED), won("2"))).receipt
    assert receipt.attested is None
    assert receipt_cells(receipt, "attested") == [
        "None (confirmed by the shop, Nov 2, 2026)",
        "Not confirmed by the shop",
    ]


def test_where_nobody_attests_nothing_is_said_of_it() -> None:
    receipt = seen(plans(won("1"), won("2"))).receipt
    assert (receipt.attested, receipt_cells(receipt, "attested")) == (None, [])


def test_an_assumption_of_one_tier_is_said_with_its_name() -> None:
    receipt = seen(plans(won("1", tax="unknown"), won("2"))).receipt
    assert all_said(receipt.assumptions) == [
        "P0: The seller has not said whether tax is included; figures are as stated"
    ]


@pytest.mark.parametrize(
    ("checked", "old"),
    [("2026-11-02", False), ("2026-07-23", False), ("2026-07-22", True), ("2025-03-08", True)],
)
def test_a_price_checked_more_than_a_few_months_ago_says_so(checked: str, old: bool) -> None:
    footnotes = seen(plans(won("1", checked_on=checked))).footnotes
    assert ("price.old" in {note.key for note in footnotes}) is old


def test_a_rise_after_a_year_stands_beside_the_price() -> None:
    # E40's form: a year at 9,900, then dearer.
    rising = won("12000", phases=(Phase(kind="intro", cycles=12, amount="9900"),))
    assert beside(rising) == ["then ₩12,000 a month from Nov 22, 2027"]
