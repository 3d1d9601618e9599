"""Variants of one product as choices and, where some of them are reduced, as a sale.

A reduction with dates holds for a time; the union model has one such time for all variants of a
price. Where theirs differ, the regular price is charged, because nobody may be promised too little.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from .goods import Choice, Sale
from .names import slug, unique


class Variant(NamedTuple):
    """One variant: what it regularly costs, and what it is *reduced* to from *starts* to *ends*.

    Amounts are decimal text in major units; either may be unknown.
    """

    label: str
    sku: str | None = None
    amount: str | None = None
    reduced: str | None = None
    starts: str | None = None
    ends: str | None = None
    available: bool = True

    @property
    def is_reduced(self) -> bool:
        """Whether the lower price is one, or the only one."""
        return self.reduced is not None and (
            self.amount is None or Decimal(self.reduced) < Decimal(self.amount)
        )

    @property
    def dates(self) -> tuple[str | None, str | None]:
        """When the reduction begins and ends."""
        return self.starts, self.ends


class Offered(NamedTuple):
    """What variants are offered for: *amount* where it is one for all, *choices* where there are several.

    *mixed* says that reductions were left out because their dates differ.
    """

    amount: str | None
    choices: tuple[Choice, ...]
    sale: Sale | None
    available: bool
    mixed: bool = False


def offered(variants: Sequence[Variant]) -> Offered:
    """*variants* as one offer."""
    reduced = [one for one in variants if one.is_reduced]
    dates = {one.dates for one in reduced}
    mixed = len(dates) > 1
    regular = _choices(variants, [_charged(one) if mixed else one.amount for one in variants])
    lower = _choices(variants, [one.reduced if one.is_reduced else one.amount for one in variants])
    return Offered(
        amount=_single(regular),
        choices=regular if len(regular) > 1 else (),
        sale=_sale(lower, dates.pop()) if len(dates) == 1 else None,
        available=any(one.available for one in variants),
        mixed=mixed,
    )


def _charged(variant: Variant) -> str | None:
    """What is charged where the dates of variants differ: reduced only where that has no end."""
    endless = variant.is_reduced and variant.dates == (None, None)
    return variant.reduced if endless or variant.amount is None else variant.amount


def _choices(variants: Sequence[Variant], amounts: Sequence[str | None]) -> tuple[Choice, ...]:
    taken: set[str] = set()
    return tuple(
        Choice(
            key=unique(slug(one.label, fallback="choice"), taken),
            label=one.label,
            amount=amount,
            sku=one.sku,
            available=one.available,
        )
        for one, amount in zip(variants, amounts, strict=True)
    )


def _sale(lower: tuple[Choice, ...], dates: tuple[str | None, str | None]) -> Sale:
    single = _single(lower)
    starts, ends = dates
    return Sale(amount=single, starts=starts, ends=ends, choices=() if single else lower)


def _single(choices: Sequence[Choice]) -> str | None:
    """The amount that all of *choices* have."""
    amounts = {choice.amount for choice in choices if choice.amount is not None}
    return amounts.pop() if len(amounts) == 1 else None
