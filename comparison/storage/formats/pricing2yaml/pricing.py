"""Reads the top of a file: what is sold, when it was looked at, in which currency and rhythm."""

import datetime
import re
from decimal import Decimal
from typing import NamedTuple

import msgspec

from ....core.bounds import WebAddress
from ....core.messages import Message
from ....core.money import CURRENCIES
from .amounts import decimal_of
from .features import Row, read_features, read_limits
from .known_keys import left_out
from .node import Node
from .plans import Extra, SellingRules, Sold, read_add_ons, read_plans
from .recognise import Version, version_of

_FIGURES = re.compile(r"[0-9]{1,4}")
_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ].*)?")
_INTERVALS = {
    **dict.fromkeys(("daily", "day"), "day"),
    **dict.fromkeys(("weekly", "week"), "week"),
    **dict.fromkeys(("monthly", "month"), "month"),
    **dict.fromkeys(("quarterly", "quarter"), "3-month"),
    **dict.fromkeys(("semester", "semiannual", "semiannually", "semi-annual", "half-yearly"), "6-month"),
    **dict.fromkeys(("annual", "annually", "yearly", "year"), "year"),
    **dict.fromkeys(("biennial", "biennially"), "2-year"),
    **dict.fromkeys(("triennial", "triennially"), "3-year"),
}


class Billing(NamedTuple):
    """A rhythm one can pay in, and what share of the stated price is then asked for a month."""

    interval: str
    factor: Decimal


class Pricing(NamedTuple):
    """A file as it was read. *annual_sold* is False where the file says that nobody can pay yearly."""

    version: Version
    name: str
    label: str | None
    created: str
    address: str | None
    currency: str | None
    billing: tuple[Billing, ...]
    annual_sold: bool
    starts: str | None
    ends: str | None
    tags: tuple[str, ...]
    features: list[Row]
    limits: list[Row]
    plans: list[Sold]
    add_ons: list[Extra]
    notes: tuple[Message, ...]


def read_pricing(top: Node) -> Pricing:
    """Read a whole file.

    Raises:
        RefusedFile: the first thing that cannot be taken, with its line.
    """
    top.mapping()
    version = version_of(top)
    notes = left_out(top, "pricing")
    tags = top.at("tags").texts()
    rules = SellingRules.of(top, version)
    return Pricing(
        version=version,
        name=_name(top.at("saasName")),
        label=_label(top, version),
        created=_created(top, version),
        address=_address(top.at("url")),
        currency=_currency(top.at("currency")),
        billing=_billing(top.at("billing")),
        annual_sold=not top.has("hasAnnualPayment") or top.at("hasAnnualPayment").flag(),
        starts=_optional_date(top.at("starts")),
        ends=_optional_date(top.at("ends")),
        tags=tags,
        features=read_features(top, tags, notes),
        limits=read_limits(top, notes),
        plans=read_plans(top, rules, notes),
        add_ons=read_add_ons(top, rules, notes),
        notes=tuple(notes),
    )


def _name(node: Node) -> str:
    name = (node.text() or "").strip()
    if not name:
        raise node.refusal("no_name")
    return name


def _label(top: Node, version: Version) -> str | None:
    """The pricing's own label; until 2.0 the key named the syntax."""
    return top.at("version").text() if version in {"2.1", "3.0"} else None


def _created(top: Node, version: Version) -> str:
    if version != "1.0":
        return _date(top.at("createdAt"))
    parts = [top.at(part) for part in ("year", "month", "day")]
    for part in parts:
        if not isinstance(part.value, str) or not _FIGURES.fullmatch(part.value):
            raise part.refusal("no_date")
    return _day(parts[0], *(int(part.value) for part in parts))


def _date(node: Node) -> str:
    parts = _DATE.fullmatch(node.value) if isinstance(node.value, str) else None
    if parts is None:
        raise node.refusal("no_date")
    return _day(node, *(int(part) for part in parts.groups()))


def _day(node: Node, year: int, month: int, day: int) -> str:
    try:
        return datetime.date(year, month, day).isoformat()
    except (ValueError, OverflowError):
        raise node.refusal("no_date") from None


def _optional_date(node: Node) -> str | None:
    return None if node.value is None else _date(node)


def _address(node: Node) -> str | None:
    if node.value is None:
        return None
    try:
        return msgspec.convert(node.value, WebAddress)
    except msgspec.ValidationError:
        raise node.refusal("no_address") from None


def _currency(node: Node) -> str | None:
    if node.value is None:
        return None
    if not isinstance(node.value, str) or node.value not in CURRENCIES:
        raise node.refusal("unknown_currency")
    return node.value


def _billing(node: Node) -> tuple[Billing, ...]:
    found: dict[str, Decimal] = {}
    for child in node.children():
        interval = _INTERVALS.get(child.key.lower())
        if interval is None:
            raise child.refusal("unknown_period", periods=tuple(_INTERVALS))
        if interval in found:
            raise child.refusal("period_twice")
        found[interval] = _factor(child)
    return tuple(Billing(interval, factor) for interval, factor in found.items())


def _factor(node: Node) -> Decimal:
    factor = decimal_of(node)
    if not 0 < factor <= 1:
        raise node.refusal("bad_factor")
    return factor
