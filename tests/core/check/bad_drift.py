"""Editions whose checkouts charged something else than was shown, one for every fault that H42 knows."""

import datetime
from typing import Any

from bad_catalogues import Bad
from builders_check import edition, large, price, small
from msgspec.structs import replace

from comparison.core.check.finding import Level
from comparison.core.money import Money
from comparison.core.pricing.drift import Drift, DriftLine, charge_digest

YESTERDAY = datetime.date(2026, 11, 21)
_COMPONENT = "$.products[0].prices[0].components[0]"
_PRICES = "$.products[0].prices"


def dollars(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


def drift_line(component: str | None = "base", **changes: Any) -> DriftLine:
    """Two checkouts in which the small tier's charge was ten dollars in the quote and twelve at the till."""
    usual = DriftLine(
        comparison="apps",
        tier="small",
        component=component,
        add_on=None,
        label={"en": "Subscription"} if component else None,
        kind="other_amount" if component else None,
        expected=dollars(1_000),
        charged=dollars(1_200),
        count=2,
        last_on=YESTERDAY,
        charge=charge_digest(edition(), "small", None, component),
        settled=False,
    )
    return replace(usual, **changes)


def drift(*lines: DriftLine) -> Drift:
    return Drift(checked=50, differing=sum(line.count for line in lines), lines=lines)


def _bad(fault: str, path: str, line: DriftLine, level: Level = "error") -> Bad:
    return Bad("H42", fault, level, path, edition, drift=drift(line))


def _repriced() -> Any:
    return edition(replace(small(), prices=(price("12"),)), large())


BAD_DRIFT = (
    _bad("other_amount", _COMPONENT, drift_line()),
    _bad("missing", _COMPONENT, drift_line(kind="missing", charged=None)),
    _bad("extra", _PRICES, drift_line("fee", kind="extra", expected=None, label=None)),
    _bad("total", _PRICES, drift_line(None)),
    _bad("mended", _COMPONENT, drift_line(settled=True), level="warning"),
    Bad("H42", "mended", "warning", _COMPONENT, _repriced, drift=drift(drift_line())),
)
