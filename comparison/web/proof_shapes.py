"""The shapes in which checked checkouts are answered and shown to everybody."""

import datetime
from collections.abc import Sequence

from ..core.bounds import Result
from ..core.languages import label
from ..core.money import Money
from ..core.pricing.charged import Kind
from ..core.pricing.drift import Checked


class ShownLine(Result, frozen=True, kw_only=True):
    """A charge that differed, with the shop's name for it, null where the shop has no such charge.

    ``missing`` was promised and not charged, ``extra`` was charged and not promised for today. *inferred*
    means that the checkout stated no lines, and this one alone explains the difference.
    """

    component: str
    add_on: str | None
    label: str | None
    kind: Kind
    expected: Money | None
    charged: Money | None
    inferred: bool


class Verified(Result, frozen=True, kw_only=True):
    """What a checkout is told: whether it charged what was shown, and where it did not.

    *difference* is what was charged less what was expected, which is what the quote says is due today.
    """

    quote_id: str
    equal: bool
    expected: Money
    charged: Money
    difference: Money
    lines: tuple[ShownLine, ...]


class DriftedCheckout(Result, frozen=True, kw_only=True):
    """One checkout that differed, on which day, without a word of who bought. *name* is the tier's."""

    day: datetime.date
    comparison: str
    tier: str
    name: str
    expected: Money
    charged: Money
    difference: Money
    lines: tuple[ShownLine, ...]


class DriftReport(Result, frozen=True, kw_only=True):
    """The checked checkouts of a shop in *days* days from *since* on, the newest that differed first."""

    shop: str
    days: int
    since: datetime.date
    checked: int
    differing: int
    checkouts: tuple[DriftedCheckout, ...]


def verified(checked: Checked, languages: Sequence[str]) -> Verified:
    """*checked* with its labels in the first of *languages* that they have."""
    return Verified(
        quote_id=checked.quote_id,
        equal=checked.equal,
        expected=checked.expected,
        charged=checked.charged,
        difference=checked.difference,
        lines=_lines(checked, languages),
    )


def drifted(checked: Checked, day: str, languages: Sequence[str]) -> DriftedCheckout:
    """*checked* as everybody may see it."""
    return DriftedCheckout(
        day=datetime.date.fromisoformat(day),
        comparison=checked.comparison,
        tier=checked.tier,
        name=label(checked.name, languages) if checked.name else checked.tier,
        expected=checked.expected,
        charged=checked.charged,
        difference=checked.difference,
        lines=_lines(checked, languages),
    )


def _lines(checked: Checked, languages: Sequence[str]) -> tuple[ShownLine, ...]:
    return tuple(
        ShownLine(
            component=one.line.component,
            add_on=one.line.add_on,
            label=label(one.label, languages) if one.label else None,
            kind=one.line.kind,
            expected=one.line.expected,
            charged=one.line.charged,
            inferred=one.line.inferred,
        )
        for one in checked.lines
    )
