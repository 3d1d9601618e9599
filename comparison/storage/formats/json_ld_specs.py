"""Single prices of JSON-LD: what an offer or a price specification says, and which part it plays.

Source: docs/importing.md, "JSON-LD". Of all specifications of one offer only those that everybody pays
count; a crossed-out price, one for members and one for larger quantities are told apart.
"""

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from ...core.errors import RefusedFile
from ...core.money import CURRENCIES
from ...core.pricing.model import Measure
from ..units import dimension_of
from .json_ld_faults import refused_node
from .json_ld_nodes import Graph, Node, local_name
from .quantities import decimal_text, unit_of
from .stated_money import StatedMoney, stated_money

Role = Literal["base", "regular", "crossed", "member", "quantity", "delivery", "payment", "fee", "left_out"]

_CROSSED = {"ListPrice", "SRP", "MSRP", "StrikethroughPrice", "MinimumAdvertisedPrice", "InvoicePrice"}
_TYPES: dict[str, Role] = {"DeliveryChargeSpecification": "delivery", "PaymentChargeSpecification": "payment"}
_COMPONENTS: dict[str, Role] = {
    "ActivationFee": "fee",
    "CleaningFee": "fee",
    "Downpayment": "fee",
    "Subscription": "base",
    "Installment": "left_out",
    "DistanceFee": "left_out",
}
_INTERVALS = {
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}
_WORDS = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "mo": "month",
    "mon": "month",
    "yearly": "year",
    "annually": "year",
    "annual": "year",
    "yr": "year",
    "ann": "year",
}
_DURATION = re.compile(r"P(?P<count>[0-9]{1,3})(?P<unit>[DWMY])")
_LETTERS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_NO_AMOUNT = {"nan", "inf", "infinity", "-infinity", "null", "none", "undefined"}
_DAY = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?", re.DOTALL)


class Span(NamedTuple):
    """A length of time: so *many* of a *unit*."""

    many: int
    unit: str

    @property
    def interval(self) -> str:
        """As a catalogue writes it: ``month``, ``6-month``."""
        return self.unit if self.many == 1 else f"{self.many}-{self.unit}"


class Reader:
    """Reads prices of one file."""

    def __init__(self, file: str, graph: Graph) -> None:
        self.file, self.graph = file, graph

    def money(self, node: Node, name: str, outer: Node) -> StatedMoney | str | None:
        """The amount under *name*; words where it is words; None where there is nothing.

        The currency is that of *node*, else that of *outer*, else what the amount itself says.

        Raises:
            RefusedFile: it is neither, or the currency is none.
        """
        text = node.text(name)
        if not text:
            return None
        money = stated_money(text)
        if money is None:
            if any(letter.isdigit() for letter in text) or text.lower() in _NO_AMOUNT:
                raise self.refused(node, name, ("no_money", "money"), text=text[:60])
            return text
        return StatedMoney(money.amount, self.currency(node, outer) or money.currency)

    def day(self, node: Node, name: str) -> str | None:
        """The day under *name*, None where there is none.

        Raises:
            RefusedFile: it holds anything else.
        """
        text = node.text(name)
        if not text:
            return None
        found = _DAY.fullmatch(text)
        try:
            return datetime.date.fromisoformat(found["day"] if found else text).isoformat()
        except ValueError:
            raise self.refused(node, name, ("cell_no_date", "cell_date"), text=text[:60]) from None

    def refused(self, node: Node, name: str, problem: tuple[str, str], **facts: object) -> RefusedFile:
        """A fault under *name* in *node*."""
        return refused_node(self.file, self.graph, node, name, problem, **facts)

    def currency(self, node: Node, outer: Node) -> str | None:
        """The currency that *node*, else *outer* names; None where neither does.

        Raises:
            RefusedFile: it is none.
        """
        for one in (node, outer):
            for name in ("priceCurrency", "currency"):
                code = one.text(name).upper()
                if code in CURRENCIES:
                    return code
                if code:
                    raise self.refused(one, name, ("unknown_currency", "unknown_currency"))
        return None


def role_of(spec: Node) -> Role:
    """Which part *spec* plays in its offer."""
    by_type = next((role for name, role in _TYPES.items() if name in spec.types), None)
    component = by_type or _COMPONENTS.get(local_name(spec.text("priceComponentType")))
    if component:
        return component
    if spec.has("validForMemberTier"):
        return "member"
    kind = local_name(spec.text("priceType"))
    if kind in _CROSSED:
        return "crossed"
    if spec.has("eligibleTransactionVolume") or least_quantity(spec) > 1:
        return "quantity"
    return "regular" if kind == "RegularPrice" else "base"


def specs_of(offer: Node) -> Iterator[Node]:
    """The price specifications of *offer*, those that others are made of taken apart."""
    for spec in offer.nodes("priceSpecification"):
        yield from spec.nodes("priceComponent") or [spec]


def least_quantity(spec: Node) -> int:
    """From how many on it holds."""
    for quantity in spec.nodes("eligibleQuantity"):
        text = decimal_text(quantity.text("minValue") or quantity.text("value"))
        if text is not None and text.isdigit():
            return max(int(text), 1)
    return 1


def cycle_of(spec: Node) -> Span | None:
    """How often *spec* is charged; None where it is charged once."""
    for quantity in spec.nodes("referenceQuantity"):
        unit = _time_unit(quantity)
        if unit:
            return Span(_count(quantity.text("value")), unit)
    unit = _time_unit(spec)
    if unit:
        return Span(_count(spec.text("billingIncrement")), unit)
    duration = _DURATION.fullmatch(spec.text("billingDuration"))
    if duration and not spec.has("billingIncrement"):
        return Span(int(duration["count"]) or 1, _LETTERS[duration["unit"]])
    return None


def lasting(spec: Node, name: str) -> int | None:
    """How many cycles *name* (``billingDuration``, ``billingStart``) says; None where it does not."""
    for quantity in spec.nodes(name):
        text = decimal_text(quantity.text("value"))
        return int(text) if text and text.isdigit() else None
    text = decimal_text(spec.text(name))
    return int(text) if text and text.isdigit() else None


def measure_of(spec: Node) -> Measure | None:
    """How much of the good the price is for, and per what its unit price is said."""
    for quantity in spec.nodes("referenceQuantity"):
        amount, unit = decimal_text(quantity.text("value") or "1"), _unit(quantity)
        if amount is None or unit is None or unit in _INTERVALS or Decimal(amount) <= 0:
            continue
        base = next(iter(quantity.nodes("valueReference")), None)
        per = decimal_text(base.text("value") or "1") if base else amount
        per_unit = (_unit(base) or unit) if base else unit
        if per and Decimal(per) > 0 and (per_unit == unit or dimension_of(per_unit) == dimension_of(unit)):
            return Measure(amount=amount, unit=unit, per=per, per_unit=per_unit)
    return None


def said_unit(spec: Node) -> str:
    """A unit in words that is neither time nor measure (``per transaction``)."""
    for node in (spec, *spec.nodes("eligibleQuantity"), *spec.nodes("referenceQuantity")):
        text = node.text("unitText")
        if text and _unit(node) is None and _time_unit(node) is None:
            return text
    return ""


def _unit(node: Node) -> str | None:
    return unit_of(node.text("unitCode"), node.text("unitText"))


def _time_unit(node: Node) -> str | None:
    unit = _unit(node)
    if unit in _INTERVALS:
        return unit
    word = (node.text("unitText") or node.text("unitCode")).lower().removeprefix("per ").removeprefix("/")
    return _WORDS.get(word) or _INTERVALS.get(word)


def _count(text: str) -> int:
    plain = decimal_text(text)
    return int(plain) if plain and plain.isdigit() and 0 < int(plain) < 1000 else 1
