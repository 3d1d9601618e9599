"""Builders of personas, tiers and quotes for the tests of fits."""

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from comparison.core.catalogue import AddOn, Cell, Extension, Feature, Product, Stock
from comparison.core.fit import Fit
from comparison.core.fitting import Basis, Candidate, candidate_for
from comparison.core.money import Money, rounded
from comparison.core.personas import Budget, Need, Persona
from comparison.core.pricing.model import Price
from comparison.core.pricing.quote import Line, Quote
from comparison.core.sizes import SizeRange
from comparison.core.values import Extra, Listing, NotStated, Number, Unlimited, Value, Words, YesNo

TODAY = datetime.date(2026, 11, 22)
YES, NO, NOT_STATED = YesNo(yes=True), YesNo(yes=False), NotStated()
Pricing = Callable[[tuple[AddOn, ...]], Quote]


def number(
    amount: str | int, unit: str | None = None, base: str | None = None, base_unit: str | None = None
) -> Number:
    return Number(amount=str(amount), unit=unit, base=base, base_unit=base_unit)


def unlimited(fair_use: Number | None = None) -> Unlimited:
    return Unlimited(fair_use=fair_use)


def words(**texts: str) -> Words:
    return Words(text=texts)


def listing(*items: str) -> Listing:
    return Listing(items=tuple({"en": item} for item in items))


def extra(add_on: str) -> Extra:
    return Extra(add_on=add_on)


def cells(values: Mapping[str, Value | Cell]) -> tuple[Cell, ...]:
    return tuple(
        value if isinstance(value, Cell) else Cell(feature=key, value=value) for key, value in values.items()
    )


def product(key: str, values: Mapping[str, Value | Cell], **more: Any) -> Product:
    return Product(key=key, name={"en": key}, category="kind", cells=cells(values), **more)


def feature(key: str, **more: Any) -> Feature:
    return Feature(key=key, label={"en": key}, **more)


def rising(key: str) -> Feature:
    """A number of which more is better."""
    return feature(key, kind="number", direction="higher")


def falling(key: str) -> Feature:
    """A number of which less is better."""
    return feature(key, kind="number", direction="lower")


def need(
    feature: str, op: str = "has", wanted: str | int | tuple[str, ...] | None = None, **more: Any
) -> Need:
    if isinstance(wanted, tuple):
        more["texts"] = wanted
    elif wanted is not None:
        more["number"] = str(wanted)
    return Need(feature=feature, op=op, **more)


def must(
    feature: str, op: str = "has", wanted: str | int | tuple[str, ...] | None = None, **more: Any
) -> Need:
    return need(feature, op, wanted, level="must", **more)


def should(
    feature: str, op: str = "has", wanted: str | int | tuple[str, ...] | None = None, **more: Any
) -> Need:
    return need(feature, op, wanted, level="should", **more)


def nice(
    feature: str, op: str = "has", wanted: str | int | tuple[str, ...] | None = None, **more: Any
) -> Need:
    return need(feature, op, wanted, level="nice", **more)


def budget(amount: str | int, per: str = "month", *, hard: bool = False, currency: str = "USD") -> Budget:
    return Budget(amount=str(amount), currency=currency, per=per, hard=hard)


def people(count: int) -> SizeRange:
    return SizeRange(unit="user", usual=count)


def persona(*needs: Need, key: str = "persona", **more: Any) -> Persona:
    return Persona(key=key, label={"en": key}, needs=needs, **more)


def add_on(
    key: str,
    values: Mapping[str, Value] | None = None,
    *,
    raises: Mapping[str, str] | None = None,
    **more: Any,
) -> AddOn:
    more.setdefault("prices", (Price(market="US", currency="USD", interval="month"),))
    extensions = tuple(Extension(feature=one, amount=amount) for one, amount in (raises or {}).items())
    return AddOn(key=key, name={"en": key}, cells=cells(values or {}), extensions=extensions, **more)


def unpriced_add_on(key: str, values: Mapping[str, Value], **more: Any) -> AddOn:
    price = Price(market="US", currency="USD", interval="month", status="on_request")
    return add_on(key, values, prices=(price,), **more)


def seats(
    tier: str,
    per_seat: str | None,
    count: int = 1,
    *,
    months: int = 12,
    extras: Mapping[str, str | None] | None = None,
) -> Pricing:
    """A price for each of *count* users a month; *extras* are those of add-ons, None for no price."""

    def quote(add_ons: tuple[AddOn, ...]) -> Quote:
        lent = [(extras or {}).get(one.key) for one in add_ons]
        if per_seat is None:
            return Quote(
                tier=tier, status="on_request", currency="USD", interval="month", market="US", quantity=count
            )
        each = Decimal(per_seat) + sum((Decimal(one) for one in lent if one is not None), Decimal(0))
        monthly = rounded(each * count, "USD")
        return Quote(
            tier=tier,
            status="open" if None in lent else "complete_ex_tax",
            currency="USD",
            interval="month",
            market="US",
            headline=monthly,
            horizon_months=months,
            horizon_total=monthly * months,
            quantity=count,
            quantity_asked=count,
            quantity_unit="user",
            lines=tuple(_line(one.key) for one, amount in zip(add_ons, lent, strict=True) if amount is None),
        )

    return quote


def goods(tier: str, now: int, in_all: int | None = None, *, months: int = 36, **more: Any) -> Pricing:
    """Won to pay now, and over the horizon."""
    total = Money(minor=now if in_all is None else in_all, currency="KRW")

    def quote(_: tuple[AddOn, ...]) -> Quote:
        return Quote(
            tier=tier,
            **{
                "status": "complete",
                "currency": "KRW",
                "interval": "once",
                "market": "KR",
                "headline": Money(minor=now, currency="KRW"),
                "horizon_months": months,
                "horizon_total": total,
                **more,
            },
        )

    return quote


def tier(
    key: str,
    values: Mapping[str, Value | Cell] | None = None,
    quote: Pricing | None = None,
    *,
    add_ons: tuple[AddOn, ...] = (),
    stock: str = "available",
    chosen: tuple[str, ...] = (),
    **more: Any,
) -> Candidate:
    """A tier whose product has the same key; free of charge unless a quote is given."""
    made = product(key, values or {}, stock=Stock(state=stock), **more)
    return candidate_for(key, made, add_ons, quote or seats(key, "0"), chosen=chosen)


def basis(*features: Feature, today: datetime.date = TODAY, **quantities: int) -> Basis:
    return Basis(today=today, features=features, quantities=quantities)


def by_tier(fits: tuple[Fit, ...]) -> dict[str, Fit]:
    return {fit.tier: fit for fit in fits}


def _line(key: str) -> Line:
    return Line(
        component="base",
        kind="addon",
        add_on=key,
        obligation="always",
        unit_amount=None,
        unit=None,
        quantity=1,
        months=1,
        times=12,
        every="month",
        first=TODAY,
        last=TODAY,
        net=None,
        tax=None,
        tax_rate=None,
        amount=None,
        low=None,
        due_today=True,
        in_headline=True,
        in_horizon=True,
        reason=None,
    )
