"""What a column head, the charges and the receipt say for each kind of price."""

import pytest
from builders_compare import bought, edition, monthly, product, view
from msgspec.structs import replace

from comparison.core.messages import Message
from comparison.core.money import Money
from comparison.core.pricing.amounts import Amount, Flat, PerUnit, Span, Unknown
from comparison.core.pricing.model import Component, EachCycle, Once, Phase, Price, Term
from comparison.core.view import TierView, View
from comparison.core.view_rows import ChargeRow
from comparison.words import speaker

PLAN = monthly("9.99")
YEARLY = monthly("99.00", interval="year")


def with_charge(price: Price, amount: Amount, kind: str = "fee") -> Price:
    when = Once() if price.interval == "once" else EachCycle()
    charge = Component(key="more", label={"en": "More"}, kind=kind, amount=amount, when=when)  # type: ignore[arg-type]
    return replace(price, components=(*price.components, charge))


BOUNDED = with_charge(PLAN, Span(low="1.00", high="3.00", depends_on={"en": "address"}))
OPEN = with_charge(PLAN, Unknown(how={"en": "not published"}))
FREE_BUT_FOR_A_FEE = with_charge(monthly("0"), Unknown(how={"en": "not published"}))
NOT_PUBLISHED = replace(OPEN, components=OPEN.components[-1:])
TRIAL = replace(PLAN, phases=(Phase(kind="trial", days=14),))
LONG_TRIAL = replace(PLAN, phases=(Phase(kind="trial", days=60),))
YEARLY_TRIAL = replace(YEARLY, phases=(Phase(kind="trial", days=14),))
INTRO = replace(PLAN, phases=(Phase(kind="intro", cycles=2, amount="5.00"),))
TERM = replace(PLAN, term=Term(min_months=36))
DEPOSIT = with_charge(bought("27"), Flat(value="3"), "deposit")


def seen(*prices: Price) -> View:
    return view(edition([product(f"p{index}", price) for index, price in enumerate(prices)]))


def tier(price: Price) -> TierView:
    return seen(price).tiers[0]


def english(message: Message | None) -> str | None:
    return speaker("en").say(message) if message else None


def row(rows: tuple[ChargeRow, ...], key: str) -> list[str | None]:
    found = next(one for one in rows if one.key == key)
    return [english(cell.text) or (cell.amount and speaker("en").money(cell.amount)) for cell in found.cells]


@pytest.mark.parametrize(
    ("price", "figure"),
    [
        (PLAN, "$9.99 a month"),
        (TRIAL, "$9.99 a month from Dec 6"),
        (LONG_TRIAL, "$9.99 a month from Jan 21, 2027"),
        (YEARLY_TRIAL, "$99.00 (for a year) from Dec 6"),
        (INTRO, "$5.00 a month"),
        (YEARLY, "$99.00 (for a year)"),
        (BOUNDED, "$10.99–12.99 a month"),
        (OPEN, "At least $9.99 + More"),
        (FREE_BUT_FOR_A_FEE, "At least $0.00 + More"),
        (NOT_PUBLISHED, "Price on request"),
    ],
)
def test_the_figure_says_amount_rhythm_and_first_day(price: Price, figure: str) -> None:
    assert english(tier(price).headline.figure) == figure


@pytest.mark.parametrize(
    ("price", "unit"),
    [(PLAN, "a month"), (TRIAL, "a month from Dec 6"), (YEARLY_TRIAL, "for a year from Dec 6")],
)
def test_a_column_head_says_the_rhythm_and_the_first_day(price: Price, unit: str) -> None:
    assert english(tier(price).headline.unit) == unit


@pytest.mark.parametrize(
    ("price", "condition"),
    [
        (PLAN, "tax not included"),
        (TRIAL, "cancel by Dec 5 and you pay nothing"),
        (TERM, "36-month minimum, $359.64 in all"),
        (BOUNDED, "tax not included"),
        (OPEN, "tax not included"),
        (DEPOSIT, "deposit $3.00 extra, refunded"),
    ],
)
def test_a_condition_of_the_price_stands_in_the_column_head_and_in_the_answer(
    price: Price, condition: str
) -> None:
    headline = tier(price).headline
    assert condition in (english(headline.second_short) or "")
    assert condition in (english(headline.second) or "")


def test_goods_and_a_prepaid_year_are_paid_now() -> None:
    assert [english(tier(price).headline.lead) for price in (bought("5"), YEARLY)] == ["You pay now"] * 2


def test_what_begins_with_a_free_trial_is_not_paid_now() -> None:
    shown = seen(YEARLY_TRIAL)
    assert shown.tiers[0].headline.lead is None
    assert english(next(one for one in shown.charges if one.key == "now").label) == "First payment"


def test_a_trial_with_a_period_of_notice_promises_nothing() -> None:
    price = replace(TRIAL, term=Term(notice_days=7))
    assert "cancel by" not in (english(tier(price).headline.second) or "")


def test_a_paid_trial_promises_nothing() -> None:
    price = replace(PLAN, phases=(Phase(kind="trial", days=14, amount="1.00"),))
    assert "you pay nothing" not in (english(tier(price).headline.second) or "")


def test_a_range_outside_of_the_headline_leaves_it_one_figure() -> None:
    price = with_charge(PLAN, Span(low="3.90", high="9.90", depends_on={"en": "address"}), "delivery")
    shown = seen(price)
    assert english(shown.tiers[0].headline.figure) == "$9.99 a month"
    assert row(shown.charges, "now") == ["$9.99"]
    assert row(shown.charges, "later") == ["$166.68–238.68"]


def test_a_phase_is_a_charge_of_its_own_in_one_row() -> None:
    assert row(seen(INTRO, PLAN).charges, "seat") == ["$5.00 a month, $9.99 a month", "$9.99 a month"]


def test_the_sums_of_a_range_and_of_an_unknown_charge_say_so() -> None:
    shown = seen(BOUNDED, OPEN, PLAN)
    assert row(shown.charges, "now") == ["$10.99–12.99", "At least $9.99", "$9.99"]
    assert row(shown.charges, "later") == ["$131.88–155.88", "At least $119.88", "$119.88"]


def test_an_unknown_charge_has_no_figure_in_the_receipt() -> None:
    shown = seen(OPEN, PLAN)
    unknown = next(one for one in shown.receipt.rows if one.key == "more").cells[0]
    assert (unknown.amount, english(unknown.text)) == (None, "not published")


def test_a_receipt_multiplies_out_every_phase() -> None:
    seat = next(one for one in seen(INTRO).receipt.rows if one.key == "seat").cells[0]
    assert (english(seat.text), seat.amount) == (
        "$5.00 × 2, $9.99 × 10",
        Money(minor=10_990, currency="USD"),
    )


def test_rows_of_a_receipt_add_up_to_the_sum_over_the_horizon() -> None:
    price = with_charge(PLAN, PerUnit(value="1.50", unit="user"))
    rows = {one.key: one.cells[0].amount for one in seen(price).receipt.rows}
    assert rows["seat"] is not None
    assert rows["more"] is not None
    assert rows["seat"] + rows["more"] == rows["later"]
