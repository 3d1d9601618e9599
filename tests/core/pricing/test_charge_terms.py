"""What one is bound to, and what comes after the first charge."""

import pytest
from builders_pricing import (
    bought,
    figure,
    once,
    part,
    price,
    quote,
)

from comparison.core.pricing.model import EachCycle, Phase, Term

PLAN = part("plan", "10")


@pytest.mark.parametrize(("fee", "bound"), [("15", "25.00"), ("500", "120.00"), (None, "120.00")])
def test_the_commitment_is_the_cheaper_way_out(fee: str | None, bound: str) -> None:
    assert figure(quote(price(PLAN, term=Term(min_months=12, exit_fee=fee))).commitment_total) == bound


def test_a_term_begins_after_the_trial() -> None:
    stated = price(PLAN, phases=(Phase(kind="trial", days=14),), term=Term(min_months=12))
    assert figure(quote(stated).commitment_total) == "120.00"


def test_without_a_term_the_first_day_is_all_one_is_bound_to() -> None:
    quoted = quote(price(PLAN, once("bottle", "2", "deposit")))
    assert (figure(quoted.commitment_total), quoted.commitment_months) == ("10.00", 0)


def test_what_is_bought_once_has_no_monthly_figure() -> None:
    assert quote(bought(once("goods", "100", "base"))).monthly_equivalent is None


def test_a_regular_plan_has_no_steady_amount_beside_it() -> None:
    quoted = quote(price(PLAN))
    assert (quoted.steady, quoted.headline_from) == (None, None)


def test_instalments_end_and_the_steady_amount_is_the_last_one_paid() -> None:
    stated = price(once("first", "100"), part("rate", "20", when=EachCycle(to_cycle=6)))
    assert figure(quote(stated).steady) == "20.00"
