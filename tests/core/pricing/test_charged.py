"""What a checkout charged against its quote: equal, or the line that differs, by its right name."""

import datetime
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as some

from comparison.core.errors import CurrenciesDiffer
from comparison.core.money import Money
from comparison.core.pricing.charged import MOST_NAMED, ChargedLine, DifferingLine, charges_today, outcome
from comparison.core.pricing.drift import LEAST_CHECKED, count_said, since_day
from comparison.core.pricing.signed import SignedLine, SignedQuote
from comparison.words import speaker

TODAY = datetime.date(2026, 11, 22)
MIDNIGHT = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)


def signed_line(component: str, amount: int | None, **changes: object) -> SignedLine:
    usual = {"add_on": None, "times": 1, "first": TODAY, "due_today": True}
    return SignedLine(component=component, amount=amount, **(usual | changes))


def signed_quote(*lines: SignedLine) -> SignedQuote:
    """Won; what is due today is the sum of the *lines* that are."""
    due = sum(line.amount or 0 for line in lines if line.due_today)
    return SignedQuote(
        shop="acme",
        comparison="air",
        number=1,
        digest="d" * 64,
        context={},
        tier="lite",
        currency="KRW",
        headline=due,
        due_today=due,
        lines=lines,
        issued=MIDNIGHT,
        expires=MIDNIGHT + datetime.timedelta(days=2),
        policy_version="2026-01-01",
    )


def won(minor: int) -> Money:
    return Money(minor=minor, currency="KRW")


RENEWAL = signed_line("renewal", 9_900, due_today=False, times=11, first=datetime.date(2026, 12, 22))
QUOTE = signed_quote(
    signed_line("base", 29_700),
    signed_line("delivery", 3_000),
    signed_line("gift", 700, add_on="wrap"),
    RENEWAL,
)
WHOLE = (("base", None, 29_700), ("delivery", None, 3_000), ("gift", "wrap", 700))


def charged(*lines: tuple[str, str | None, int]) -> tuple[ChargedLine, ...]:
    return tuple(ChargedLine(component=one, add_on=add_on, minor=minor) for one, add_on, minor in lines)


class Case(NamedTuple):
    """A total, the lines that were stated, and the charges to be named: component, add-on, kind, amounts."""

    total: int
    lines: tuple[tuple[str, str | None, int], ...] | None
    named: tuple[tuple[str, str | None, str, int | None, int | None], ...]


CASES = {
    "equal by its total": Case(33_400, None, ()),
    "equal by every line": Case(33_400, WHOLE, ()),
    "a mandatory line was left out": Case(
        30_400, (WHOLE[0], WHOLE[2]), (("delivery", None, "missing", 3_000, None),)
    ),
    "an add-on was left out": Case(32_700, WHOLE[:2], (("gift", "wrap", "missing", 700, None),)),
    "a line was put in": Case(
        34_400, (*WHOLE, ("service", None, 1_000)), (("service", None, "extra", None, 1_000),)
    ),
    "a line has another amount": Case(
        33_900,
        (WHOLE[0], ("delivery", None, 3_500), WHOLE[2]),
        (("delivery", None, "other_amount", 3_000, 3_500),),
    ),
    "one line for another, the same total": Case(
        33_400,
        (WHOLE[0], ("service", None, 3_000), WHOLE[2]),
        (("delivery", None, "missing", 3_000, None), ("service", None, "extra", None, 3_000)),
    ),
    "the same key of another add-on": Case(
        33_400,
        (*WHOLE[:2], ("gift", None, 700)),
        (("gift", "wrap", "missing", 700, None), ("gift", None, "extra", None, 700)),
    ),
    "less by exactly one line": Case(30_400, None, (("delivery", None, "missing", 3_000, None),)),
    "more by exactly one line": Case(36_400, None, (("delivery", None, "other_amount", 3_000, 6_000),)),
    "more by what is due later": Case(43_300, None, (("renewal", None, "extra", None, 9_900),)),
    "less by what is due later": Case(23_500, None, ()),
    "a difference that is no line's": Case(33_000, None, ()),
    "lines are right, the total is not": Case(30_400, WHOLE, (("delivery", None, "missing", 3_000, None),)),
}


def _told(line: DifferingLine) -> tuple[str, str | None, str, int | None, int | None]:
    before, after = line.expected, line.charged
    return line.component, line.add_on, line.kind, before and before.minor, after and after.minor


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_line_that_differs_is_named(case: Case) -> None:
    found = outcome(QUOTE, won(case.total), charged(*case.lines) if case.lines else None)
    assert tuple(_told(line) for line in found.lines) == case.named
    assert found.difference == won(case.total - 33_400)
    assert found.equal == (not case.named and case.total == 33_400)


def test_two_lines_of_one_amount_leave_it_open_which_was_left_out() -> None:
    twins = signed_quote(signed_line("base", 10_000), signed_line("a", 500), signed_line("b", 500))
    assert outcome(twins, won(10_500), None).lines == ()


def test_a_named_line_says_whether_it_was_stated_or_concluded() -> None:
    stated = outcome(QUOTE, won(30_400), charged(WHOLE[0], WHOLE[2]))
    concluded = outcome(QUOTE, won(30_400), None)
    assert [one.lines[0].inferred for one in (stated, concluded)] == [False, True]


def test_a_free_trial_need_not_be_stated() -> None:
    trial = signed_quote(signed_line("base", 0), RENEWAL)
    assert outcome(trial, won(0), ()).equal


def test_a_trial_that_is_charged_at_once_names_what_was_due_later() -> None:
    trial = signed_quote(signed_line("base", 0), RENEWAL)
    assert [_told(line) for line in outcome(trial, won(9_900), None).lines] == [
        ("renewal", None, "extra", None, 9_900)
    ]


def test_lines_of_one_charge_are_added_up() -> None:
    twice = outcome(QUOTE, won(33_400), charged(("base", None, 9_700), ("base", None, 20_000), *WHOLE[1:]))
    assert twice.equal


def test_another_currency_is_no_difference_but_a_mistake() -> None:
    with pytest.raises(CurrenciesDiffer):
        outcome(QUOTE, Money(minor=33_400, currency="USD"), None)


def test_no_more_lines_are_named_than_fit() -> None:
    strange = [(f"fee-{number}", None, 1) for number in range(100)]
    assert len(outcome(QUOTE, won(33_500), charged(*WHOLE, *strange)).lines) == MOST_NAMED


amounts = some.lists(some.integers(1, 10**12), min_size=1, max_size=8)


@given(amounts)
def test_a_checkout_that_charges_every_line_is_always_equal(minors: list[int]) -> None:
    quote = signed_quote(*(signed_line(f"c{at}", minor) for at, minor in enumerate(minors)))
    lines = charged(*((f"c{at}", None, minor) for at, minor in enumerate(minors)))
    assert outcome(quote, won(sum(minors)), lines).equal


@given(amounts, some.data())
def test_a_checkout_that_leaves_out_any_line_never_is(minors: list[int], data: some.DataObject) -> None:
    quote = signed_quote(*(signed_line(f"c{at}", minor) for at, minor in enumerate(minors)))
    left_out = data.draw(some.sampled_from(range(len(minors))))
    lines = [(f"c{at}", None, minor) for at, minor in enumerate(minors) if at != left_out]
    found = outcome(quote, won(sum(minors)), charged(*lines))
    assert [(line.component, line.kind) for line in found.lines] == [(f"c{left_out}", "missing")]


def test_what_is_due_later_is_no_charge_of_today() -> None:
    assert set(charges_today(QUOTE)) == {("base", None), ("delivery", None), ("gift", "wrap")}


def test_the_last_30_days_are_today_and_29_before() -> None:
    assert since_day(TODAY) == datetime.date(2026, 10, 24)


@pytest.mark.parametrize("differing", [0, 1, 99])
def test_nothing_is_said_of_99_checkouts(differing: int) -> None:
    assert count_said(LEAST_CHECKED - 1, differing) is None


@pytest.mark.parametrize(
    ("language", "differing", "sentence"),
    [
        ("ko", 0, "최근 30일 확인한 결제 1,204건 모두 표시 금액과 같았어요"),
        ("ko", 2, "최근 30일 확인한 결제 1,204건 중 2건은 표시 금액과 달랐어요"),
        ("en", 0, "All 1,204 checkouts we checked in the last 30 days matched the price shown"),
        ("en", 2, "2 of 1,204 checkouts in the last 30 days differed from the price shown"),
    ],
)
def test_the_count_is_said_whatever_it_is(language: str, differing: int, sentence: str) -> None:
    said = count_said(1_204, differing)
    assert said is not None
    assert speaker(language).say(said) == sentence
