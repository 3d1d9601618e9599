"""One offer of JSON-LD taken apart: what everybody pays, how often, on which days, and with what on top."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from ...core.pricing.amounts import Flat
from ...core.pricing.model import Component, Measure, Once, Phase, Term
from .delivery_rates import Rate
from .json_ld_delivery import countries_in, rates_of
from .json_ld_nodes import Node, local_name
from .json_ld_specs import (
    Reader,
    Role,
    cycle_of,
    lasting,
    least_quantity,
    measure_of,
    role_of,
    said_unit,
    specs_of,
)
from .stated_money import StatedMoney
from .tallies import Tally

_REGIONS = ("eligibleRegion", "areaServed", "availableAtOrFrom")
_LEFT_OUT: dict[Role, str] = {
    "member": "member_prices",
    "quantity": "quantity_prices",
    "crossed": "crossed_out",
    "payment": "charges_left_out",
    "left_out": "charges_left_out",
}
_FEE = {"ko": "한 번 내는 비용", "en": "One-off charge"}
_DELIVERY = {"ko": "배송비", "en": "Delivery"}
_MONTHS = {"month": 1, "year": 12}
_LONGEST_TERM = 120


class Stated(NamedTuple):
    """One price of an offer, for one interval. *node* is the offer it is from."""

    node: Node
    interval: str
    amount: str | None
    low: str | None
    high: str | None
    words: str
    currency: str | None
    tax: Literal["included", "excluded"] | None
    measure: Measure | None
    charges: tuple[Component, ...]
    phases: tuple[Phase, ...]
    term: Term | None
    countries: tuple[str, ...]
    rates: tuple[Rate, ...]
    days: tuple[str | None, str | None]
    least: int


def stated_by(offer: Node, reader: Reader, tally: Tally) -> list[Stated]:
    """The prices that *offer* states; none where it states none. What is left out is counted in *tally*.

    Raises:
        RefusedFile: an amount, a currency or a day of it cannot be read.
    """
    specs = [
        spec for spec in specs_of(offer) if spec.has("price") or spec.has("minPrice") or spec.has("maxPrice")
    ]
    roles = {id(spec): role_of(spec) for spec in specs}
    payable = _payable(offer, specs, roles)
    for spec in specs:
        note = _LEFT_OUT.get(roles[id(spec)])
        if note and spec not in payable:
            tally.count(note)
    charges = tuple(_charges(offer, specs, roles, reader))
    intervals: dict[str, list[Node]] = {}
    for spec in payable:
        cycle = cycle_of(spec)
        intervals.setdefault(cycle.interval if cycle else "once", []).append(spec)
    return [
        _stated(offer, interval, several, charges, reader, tally) for interval, several in intervals.items()
    ]


def _payable(offer: Node, specs: Sequence[Node], roles: dict[int, Role]) -> list[Node]:
    """The specifications that say what everybody pays: the best of what there is, else the offer itself."""
    for role in ("base", "regular"):
        found = [spec for spec in specs if roles[id(spec)] == role]
        if found:
            return found
    if any(offer.has(name) for name in ("price", "lowPrice", "highPrice", "minPrice", "maxPrice")):
        return [offer]
    larger = [spec for spec in specs if roles[id(spec)] == "quantity" and least_quantity(spec) > 1]
    if larger:
        return [min(larger, key=least_quantity)]
    return [spec for spec in specs if roles[id(spec)] == "crossed"][:1]


def _stated(
    offer: Node,
    interval: str,
    specs: Sequence[Node],
    charges: tuple[Component, ...],
    reader: Reader,
    tally: Tally,
) -> Stated:
    """The price of one interval. Of several specifications the last in time is the regular one."""
    ordered = sorted(specs, key=lambda spec: lasting(spec, "billingStart") or 0)
    regular = ordered[-1]
    money, words = _amount(regular, offer, reader)
    low, high = (
        _end(regular, offer, names, reader) for names in (("lowPrice", "minPrice"), ("highPrice", "maxPrice"))
    )
    if money is not None:
        low = high = None
    known = money or high or low
    phases = tuple(_phases(ordered[:-1], offer, money, reader))
    tally.count("phases_left_out", len(ordered) - 1 - len(phases))
    return Stated(
        node=offer,
        interval=interval,
        amount=money.amount if money else low.amount if low and low == high else None,
        low=low.amount if low else None,
        high=high.amount if high else None,
        words=words or _one_end(low, high),
        currency=known.currency if known else reader.currency(regular, offer),
        tax=_tax(regular, offer),
        measure=measure_of(regular),
        charges=charges,
        phases=phases,
        term=_term(regular),
        countries=countries_in(offer, _REGIONS),
        rates=rates_of(offer),
        days=_days(regular, offer, reader),
        least=max(least_quantity(regular), least_quantity(offer)),
    )


def _amount(spec: Node, offer: Node, reader: Reader) -> tuple[StatedMoney | None, str]:
    """The amount, or what is said instead: words, or an amount for something that nobody counts here."""
    money = reader.money(spec, "price", offer)
    if isinstance(money, str):
        return None, money
    unit = said_unit(spec)
    if money is not None and unit:
        return None, " ".join(filter(None, (money.amount, money.currency, unit)))
    return money, ""


def _end(spec: Node, offer: Node, names: Sequence[str], reader: Reader) -> StatedMoney | None:
    for name in names:
        money = reader.money(spec, name, offer)
        if isinstance(money, StatedMoney):
            return money
    return None


def _one_end(low: StatedMoney | None, high: StatedMoney | None) -> str:
    """What is said where only one end is known: at least, or at most so much."""
    if (low is None) == (high is None):
        return ""
    sign, end = ("≥", low) if low else ("≤", high)
    return " ".join(filter(None, (sign, end.amount, end.currency))) if end else ""


def _phases(
    earlier: Sequence[Node], offer: Node, regular: StatedMoney | None, reader: Reader
) -> Iterator[Phase]:
    """The lower amounts of the first cycles."""
    for spec in earlier:
        money, cycles = reader.money(spec, "price", offer), lasting(spec, "billingDuration")
        if not isinstance(money, StatedMoney) or regular is None or not cycles or cycles > _LONGEST_TERM:
            return
        if Decimal(money.amount) >= Decimal(regular.amount) or money.currency != regular.currency:
            return
        yield Phase(kind="intro", cycles=cycles, amount=money.amount)


def _term(spec: Node) -> Term | None:
    """What a subscription binds to, where its charge says for how long it is billed."""
    cycle, length = cycle_of(spec), lasting(spec, "billingDuration")
    if cycle is None or not length or local_name(spec.text("priceComponentType")) != "Subscription":
        return None
    months = length * cycle.many * _MONTHS.get(cycle.unit, 0)
    return Term(min_months=months) if 0 < months <= _LONGEST_TERM else None


def _charges(
    offer: Node, specs: Sequence[Node], roles: dict[int, Role], reader: Reader
) -> Iterator[Component]:
    for number, spec in enumerate(specs):
        role = roles[id(spec)]
        money = reader.money(spec, "price", offer) if role in {"fee", "delivery"} else None
        if not isinstance(money, StatedMoney):
            continue
        label = _DELIVERY if role == "delivery" else _FEE
        name = spec.text("name")
        yield Component(
            key=f"{role}-{number + 1}",
            label=dict.fromkeys(label, name[:200]) if name else label,
            kind="delivery" if role == "delivery" else "fee",
            amount=Flat(value=money.amount),
            when=Once(),
        )


def _tax(spec: Node, offer: Node) -> Literal["included", "excluded"] | None:
    for node in (spec, offer):
        included = node.flag("valueAddedTaxIncluded")
        if included is not None:
            return "included" if included else "excluded"
    return None


def _days(spec: Node, offer: Node, reader: Reader) -> tuple[str | None, str | None]:
    starts = reader.day(spec, "validFrom") or reader.day(offer, "validFrom")
    ends = reader.day(spec, "validThrough") or reader.day(offer, "validThrough")
    return starts, ends or reader.day(offer, "priceValidUntil")
