"""Computed disadvantages of a tier beside the other shown ones: in a row, in arrival, in price."""

from collections.abc import Mapping, Sequence
from typing import Literal

from ..bounds import Result
from ..catalogue import Feature, Product
from ..diff import cells_of, difference
from ..fit import Disadvantage
from ..pricing.quote import Quote
from ..values import Number, Value
from .advantage import Presence, advantage, known_value, presence
from .candidates import Basis, Candidate
from .order import horizon_least, horizon_most

Values = Mapping[str, Value]
Kind = Literal["absent", "extra", "less", "more"]
_KINDS: dict[Presence, Kind] = {"absent": "absent", "extra": "extra", "included": "less"}


class Column(Result, frozen=True, kw_only=True):
    """A shown tier as it is held against others. *values* are those that can be relied on."""

    tier: str
    values: Values
    quote: Quote
    days: int | None

    def value(self, feature: Feature) -> Value | None:
        """The value in a row; None where it is unknown."""
        return self.values.get(feature.key)


class RowLoss(Result, frozen=True, kw_only=True):
    """A row in which others are better. *to_equals* is whether an equal is, *to_all* whether all are."""

    disadvantage: Disadvantage
    to_equals: bool
    to_all: bool


class Company(Result, frozen=True, kw_only=True):
    """A tier, the *others* beside it, and which of these, its *equals*, are to be named first."""

    own: Column
    others: Sequence[Column]
    equals: frozenset[str]

    def first(self, columns: Sequence[Column]) -> Column:
        """The first of *columns* that is an equal, else the first of them."""
        return next((one for one in columns if one.tier in self.equals), columns[0])


def column_of(candidate: Candidate, quote: Quote, basis: Basis) -> Column:
    """*candidate* with the quote that its figures are taken from."""
    arrival = candidate.product.arrival
    return Column(
        tier=candidate.tier,
        values=basis.once(
            "values", (candidate.tier, basis.today), lambda: _relied_on(candidate.product, basis)
        ),
        quote=quote,
        days=arrival.days_max if arrival else None,
    )


def _relied_on(product: Product, basis: Basis) -> Values:
    cells = cells_of(product)
    known = {one.key: known_value(one, cells.get(one.key), basis.today) for one in basis.features}
    return {key: value for key, value in known.items() if value is not None}


def row_loss(company: Company, feature: Feature) -> RowLoss | None:
    """What the tier gives up in one row, against the best of its equals, else of all others."""
    own = company.own.value(feature)
    better = [one for one in company.others if advantage(feature, one.value(feature), own) == 1]
    if own is None or not better:
        return None
    equals = [one for one in better if one.tier in company.equals]
    against = _best(equals or better, feature)
    return RowLoss(
        disadvantage=_in_row(company.own.tier, own, against, feature),
        to_equals=against.tier in company.equals,
        to_all=len(better) == len(company.others),
    )


def unpriced(company: Company) -> Disadvantage | None:
    """That the tier has no price, or only the least it can be, where another one has."""
    priced = [one for one in company.others if one.quote.is_priced]
    if company.own.quote.status not in {"open", "on_request"} or not priced:
        return None
    return Disadvantage(tier=company.own.tier, against=company.first(priced).tier, kind="unpriced")


def slower(company: Company) -> Disadvantage | None:
    """By how many working days the tier arrives later, by the last day of each promise."""
    own = company.own.days
    if own is None:
        return None
    faster = {one.tier: one.days for one in company.others if one.days is not None and one.days < own}
    if not faster:
        return None
    columns = sorted((one for one in company.others if one.tier in faster), key=lambda one: faster[one.tier])
    against = company.first(columns).tier
    days = Number(amount=str(own - faster[against]), unit="day")
    return Disadvantage(tier=company.own.tier, against=against, kind="slower", difference=days)


def dearer(company: Company) -> Disadvantage | None:
    """By how much the tier surely costs more over the horizon than the cheapest other one."""
    own = horizon_least(company.own.quote)
    if own is None:
        return None
    costs = {one.tier: horizon_most(one.quote) for one in company.others}
    cheaper = {tier: cost for tier, cost in costs.items() if cost is not None and cost < own}
    if not cheaper:
        return None
    columns = [one for one in company.others if one.tier in cheaper]
    against = company.first(sorted(columns, key=lambda one: cheaper[one.tier])).tier
    return Disadvantage(tier=company.own.tier, against=against, kind="dearer", money=own - cheaper[against])


def _in_row(tier: str, own: Value, against: Column, feature: Feature) -> Disadvantage:
    other = against.value(feature)
    if isinstance(own, Number) and isinstance(other, Number):
        larger, smaller = (own, other) if feature.direction == "lower" else (other, own)
        return Disadvantage(
            tier=tier,
            against=against.tier,
            kind="more" if feature.direction == "lower" else "less",
            feature=feature.key,
            difference=difference(larger, smaller),
        )
    return Disadvantage(tier=tier, against=against.tier, kind=_kind(own, feature), feature=feature.key)


def _kind(own: Value, feature: Feature) -> Kind:
    if feature.direction == "lower":
        return "more"
    return _KINDS[presence(own) or "absent"]


def _best(columns: Sequence[Column], feature: Feature) -> Column:
    """The first of the columns that none of the others beats in the row."""
    best = columns[0]
    for one in columns[1:]:
        if advantage(feature, one.value(feature), best.value(feature)) == 1:
            best = one
    return best
