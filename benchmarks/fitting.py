"""The fits of five tiers for a persona of twenty needs, against the loop that only tests the needs."""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal

from comparison.core.catalogue import AddOn, Cell, Product
from comparison.core.fitting import Basis, Candidate, candidate_for, first_answer, fit_order, fit_tiers
from comparison.core.money import Money
from comparison.core.personas import Need, Persona
from comparison.core.pricing.quote import Quote
from comparison.core.values import Number, Value, Words, YesNo

from .catalogue import features, persona, plain_price, product, text
from .measuring import Case, Row, calls, row, seconds

TIERS, NEEDS, ROWS, ADD_ONS = 5, 20, 47, 10
_TODAY = datetime.date(2026, 11, 22)


def rows() -> Iterator[Row]:
    """Without add-ons, and with ten that may each meet a need."""
    wanted = persona("team", NEEDS)
    products = [product(f"plan-{place}", "plans", place, ROWS, plain_price(place)) for place in range(TIERS)]
    basis = Basis(today=_TODAY, features=features(ROWS), quantities={"user": 14})
    helping = tuple(_add_on(number) for number in range(ADD_ONS))
    cases = [
        Case("fit of 5 tiers × 20 needs", calls(lambda: _judge(wanted, products, (), basis))),
        Case(
            "fit of 5 tiers × 20 needs, 10 add-ons", calls(lambda: _judge(wanted, products, helping, basis))
        ),
        Case("plain loop over 100 needs", calls(lambda: plain_levels(wanted, products))),
    ]
    samples = seconds(cases)
    for case in cases[:2]:
        yield row(case.name, cases[2].name, samples)


def plain_levels(wanted: Persona, products: Sequence[Product]) -> list[str]:
    """A level for each product: strong, partial or no, by its needs alone and without a reason."""
    return [_plain_level(wanted, one) for one in products]


def _plain_level(wanted: Persona, one: Product) -> str:
    values = {cell.feature: cell.value for cell in one.cells}
    unmet = [need.level for need in wanted.needs if not _is_met(need, values[need.feature])]
    if "must" in unmet:
        return "no"
    return "partial" if unmet else "strong"


def _is_met(need: Need, value: Value) -> bool:
    if isinstance(value, YesNo):
        return value.yes
    if isinstance(value, Number) and need.number is not None:
        return Decimal(value.amount) >= Decimal(need.number)
    return isinstance(value, Words) and value.text["en"] in need.texts


def _judge(wanted: Persona, products: Sequence[Product], add_ons: tuple[AddOn, ...], basis: Basis) -> None:
    candidates = [_candidate(place, one, add_ons) for place, one in enumerate(products)]
    fits = fit_tiers(wanted, candidates, basis)
    first_answer(fit_order(fits, candidates), fits, candidates)


def _candidate(place: int, one: Product, add_ons: tuple[AddOn, ...]) -> Candidate:
    """A tier whose price is known already: quotes are measured by themselves."""

    def quote(taken: tuple[AddOn, ...]) -> Quote:
        monthly = Money(minor=100_000 * (place + 1) + 10_000 * len(taken), currency="KRW")
        return Quote(
            tier=one.key,
            status="complete",
            currency="KRW",
            interval="month",
            market="KR",
            headline=monthly,
            horizon_total=monthly * 12,
        )

    return candidate_for(one.key, one, add_ons, quote)


def _add_on(number: int) -> AddOn:
    """Gives one row that some tiers lack, at a price."""
    cell = Cell(feature=f"row-{number * 2}", value=YesNo(yes=True))
    return AddOn(
        key=f"more-{number}", name=text(f"more {number}"), cells=(cell,), prices=(plain_price(number),)
    )
