"""What a tier offers for a need: its own value, raised and completed by add-ons."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from ..bounds import Result
from ..catalogue import AddOn, Cell
from ..diff import cells_of, plain, proven
from ..fit import Outcome
from ..money import ARITHMETIC
from ..personas import Need
from ..values import Extra, NotStated, Number, Unlimited, Value
from .candidates import Candidate
from .outcomes import best, outcome_of


class Offer(Result, frozen=True, kw_only=True):
    """A *product*'s own *cells* by feature and the add-ons *sold* with it by key.

    *given* are the cells that each of these states, by its key and by feature; *about* are the features
    that each says anything of.
    """

    product: str
    cells: Mapping[str, Cell]
    sold: Mapping[str, AddOn]
    given: Mapping[str, Mapping[str, Sequence[Cell]]]
    about: Mapping[str, frozenset[str]]
    today: datetime.date


def offer_of(candidate: Candidate, today: datetime.date) -> Offer:
    """What *candidate* offers on the day *today*."""
    cells = cells_of(candidate.product)
    given = {one.key: _stated_by(one) for one in candidate.add_ons}
    bought = _bought_with(cells)
    return Offer(
        product=candidate.product.key,
        cells=cells,
        sold={one.key: one for one in candidate.add_ons},
        given=given,
        about={
            one.key: frozenset((*given[one.key], *bought.get(one.key, ()), *_extended_by(one)))
            for one in candidate.add_ons
        },
        today=today,
    )


def answered(need: Need, offer: Offer, lent: Sequence[AddOn]) -> Outcome:
    """How the tier answers *need* together with the add-ons *lent* to it."""
    own = offer.cells.get(need.feature)
    if not lent:
        return outcome_of(need, own, offer.today)
    if own is not None:
        own = replace(own, value=_extended(own.value, _raised_by(need.feature, lent)))
    given = [cell for one in lent for cell in offer.given[one.key].get(need.feature, ())]
    found = [outcome_of(need, cell, offer.today) for cell in (own, *given)]
    if not given and own is not None and _is_bought(own.value, lent):
        found.append("met" if need.op == "has" else "unknown")
    return best(found)


def is_proven(feature: str, offer: Offer, lent: Sequence[AddOn]) -> bool:
    """Whether all that the tier and the add-ons *lent* to it state of *feature* can be taken at its word."""
    own = offer.cells.get(feature)
    given = [cell for one in lent for cell in offer.given[one.key].get(feature, ())]
    return all(proven(cell, offer.today) for cell in (*given, *((own,) if own else ())))


def serves(add_on: AddOn, need: Need, offer: Offer) -> bool:
    """Whether *add_on* says anything about the feature of *need*."""
    return need.feature in offer.about[add_on.key]


def _stated_by(add_on: AddOn) -> Mapping[str, Sequence[Cell]]:
    stated: dict[str, list[Cell]] = {}
    for cell in add_on.cells:
        if not isinstance(cell.value, NotStated):
            stated.setdefault(cell.feature, []).append(cell)
    return stated


def _extended_by(add_on: AddOn) -> Iterator[str]:
    return (one.feature for one in add_on.extensions)


def _bought_with(cells: Mapping[str, Cell]) -> Mapping[str, Sequence[str]]:
    """The features that each add-on is named for as their price, by its key."""
    bought: dict[str, list[str]] = {}
    for feature, cell in cells.items():
        if isinstance(cell.value, Extra):
            bought.setdefault(cell.value.add_on, []).append(feature)
    return bought


def _is_bought(value: Value, lent: Iterable[AddOn]) -> bool:
    return isinstance(value, Extra) and any(one.key == value.add_on for one in lent)


def _raised_by(feature: str, lent: Iterable[AddOn]) -> Decimal:
    raised = Decimal(0)
    for add_on in lent:
        for extension in add_on.extensions:
            if extension.feature == feature:
                raised = ARITHMETIC.add(raised, Decimal(extension.amount))
    return raised


def _extended(value: Value, by: Decimal) -> Value:
    """*value* with its limit, or its fair-use number, raised *by* so many of its own unit."""
    if not by:
        return value
    if isinstance(value, Number):
        return _raised(value, by)
    if isinstance(value, Unlimited) and value.fair_use is not None:
        return Unlimited(fair_use=_raised(value.fair_use, by))
    return value


def _raised(number: Number, by: Decimal) -> Number:
    amount = Decimal(number.amount)
    raised = ARITHMETIC.add(amount, by)
    if number.base is None or not amount:
        return Number(amount=plain(raised), unit=number.unit)
    # Base units are proportional to the stated ones, so the base grows in the same ratio.
    base = ARITHMETIC.divide(ARITHMETIC.multiply(Decimal(number.base), raised), amount)
    return Number(amount=plain(raised), unit=number.unit, base=plain(base), base_unit=number.base_unit)
