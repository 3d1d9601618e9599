"""What the catalogue check need not ask: by construction no quote can be without it (H01, H05, H17)."""

from builders_pricing import product
from examples import tried
from hypothesis import assume, given, settings
from msgspec.structs import replace
from strategies_pricing import Case, cases

from comparison.core.pricing.engine import quote_tier
from comparison.core.pricing.model import Always, Component, EachCycle, Once, Term
from comparison.core.pricing.quote import Quote

FIGURES = {"complete", "complete_ex_tax", "bounded", "open"}
often = settings(max_examples=tried(300), deadline=None)


def asked(case: Case) -> Quote:
    stated, shopper, where = case
    return quote_tier("tier", product(stated), (), shopper, where)


def is_due_at_once(component: Component) -> bool:
    """Whether nobody can refuse it and it falls due in the first cycle, trial and introduction aside."""
    at_once = isinstance(component.when, Once) or component.when == EachCycle()
    return isinstance(component.obligation, Always) and at_once


@often
@given(cases())
def test_h01_what_nobody_can_refuse_is_in_the_headline_or_named_beside_it(case: Case) -> None:
    stated, shopper, where = case
    quoted = asked((replace(stated, phases=()), shopper, where))
    assume(quoted.status in FIGURES and not quoted.free)
    charged = {line.component for line in quoted.lines if line.headline_times}
    named = {one.item for one in quoted.excluded}
    nothing = {line.component for line in quoted.lines if line.amount is not None and not line.amount.minor}
    due = {one.key for one in stated.components if is_due_at_once(one)}
    assert due <= charged | named | nothing


@often
@given(cases())
def test_h01_only_what_a_market_keeps_apart_or_nobody_can_count_is_named_beside_it(case: Case) -> None:
    stated, shopper, where = case
    quoted = asked((replace(stated, phases=()), shopper, where))
    assume(quoted.status in FIGURES)
    kinds = {one.key: one.kind for one in stated.components if is_due_at_once(one)}
    apart = {one.item for one in quoted.excluded if one.kind in {"delivery", "deposit"}}
    assert {kinds[key] for key in apart & kinds.keys()} <= {"delivery", "deposit"}


@often
@given(cases())
def test_h05_a_percentage_is_an_amount_in_its_line_or_the_headline_is_not_settled(case: Case) -> None:
    quoted = asked(case)
    assume(quoted.status in {"complete", "complete_ex_tax"})
    assert all(line.amount is not None for line in quoted.lines if line.share is not None)


@often
@given(cases())
def test_h17_a_minimum_term_has_its_commitment_in_every_quote_with_a_figure(case: Case) -> None:
    stated, shopper, where = case
    bound = replace(stated, term=Term(min_months=18, exit_fee="40"))
    quoted = asked((bound, shopper, where))
    assume(quoted.status in FIGURES)
    assert quoted.commitment_months == 18
    assert (quoted.commitment_total is None) == (quoted.status == "open")
