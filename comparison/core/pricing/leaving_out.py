"""What is not in the headline and must stand beside it by name."""

from collections.abc import Sequence
from decimal import Decimal

from ..catalogue import Product
from ..content import ExcludedCost
from ..money import Money, rounded
from .entries import Account, Entry
from .quote import Excluded

_OUTSIDE = frozenset({"outside", "no_rate"})


def excluded(account: Account, product: Product, named: Sequence[Excluded]) -> tuple[Excluded, ...]:
    """Tax, delivery and deposits that the market keeps apart, components *named*, and stated costs."""
    return (
        *_tax(account),
        *_kept_apart(account),
        *named,
        *(_cost(cost, account) for cost in product.excluded),
    )


def _tax(account: Account) -> list[Excluded]:
    """Tax on what is in the headline; the amount only where every rate is known."""
    if account.states.isdisjoint(_OUTSIDE):
        return []
    outside = [
        (entry, entry.line.taxed)
        for entry in account.entries
        if entry.line.taxed is not None and entry.line.taxed.state in _OUTSIDE
    ]
    taxes = [None if taxed.tax is None else taxed.tax * entry.headline_times for entry, taxed in outside]
    known = None if None in taxes else account.frame.money(sum(tax or 0 for tax in taxes))
    return [Excluded(item="tax", kind="tax", estimate=known)]


def _kept_apart(account: Account) -> list[Excluded]:
    """Each by the first of its charges that is not free."""
    first: dict[int, Entry] = {}
    for entry in account.entries:
        if entry.kind in account.frame.apart and entry.high != 0:
            first.setdefault(id(entry.due.charge), entry)
    return [_apart(entry, account) for entry in first.values()]


def _apart(entry: Entry, account: Account) -> Excluded:
    return Excluded(
        item=entry.due.charge.component.key,
        kind="deposit" if entry.kind == "deposit" else "delivery",
        estimate=None if entry.high is None else account.frame.money(entry.high),
        every=None if entry.due.rhythm == "once" else entry.run.interval.text,
    )


def _cost(cost: ExcludedCost, account: Account) -> Excluded:
    currency = cost.currency or account.frame.currency
    estimate: Money | None = None
    if cost.estimate is not None:
        estimate = rounded(Decimal(cost.estimate), currency)
    return Excluded(item=cost.key, kind="cost", estimate=estimate, every=cost.every)
