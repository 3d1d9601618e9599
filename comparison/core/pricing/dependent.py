"""Charges that follow from the others due with them: by the size of the basket, or as a percentage."""

from collections.abc import Sequence
from decimal import Decimal

from ..messages import say
from ..money import ARITHMETIC
from .amounts import Percent, Table
from .amounts.percent import percent_cost, percent_cost_inside
from .amounts.table import next_cheaper_row, row_cost, rows_between, rows_that_may_apply
from .amounts.worked import Worked
from .dues import Due
from .ledger import HIGH, LOW, Ledger, is_share
from .refusals import NotSold

_IN_BASKET = frozenset({"base", "seat", "usage", "addon", "consumable"})


def fill_tables(ledger: Ledger, *, other_end: Decimal | None = None) -> list[int]:
    """Looks up what depends on the discounted goods of the occasion; answers the places filled.

    Where the goods are only known between two ends, *other_end* is what they come to at the other one:
    every row counts that lies between, since the dearer basket may have the cheaper delivery.

    Raises:
        NotSold: nothing is offered for this basket or region.
    """
    places = [at for at, due in enumerate(ledger.dues) if due.derived and not is_share(due)]
    for at in places:
        table = ledger.dues[at].charge.component.amount
        if isinstance(table, Table):
            _fill_from(table, ledger, at, other_end)
    return places


def fill_shares(ledger: Ledger) -> list[int]:
    """Fills in percentages, those first that depend on no other; answers the places filled.

    Shares that depend on each other in a ring stay unknown.
    """
    bases = {at: _base(ledger, at) for at, due in enumerate(ledger.dues) if is_share(due)}
    waiting = set(bases)
    while ready := [at for at in waiting if waiting.isdisjoint(bases[at])]:
        for at in ready:
            ledger.fill(at, _share(ledger, at, bases[at]))
        waiting.difference_update(ready)
    return list(bases)


def basket_of(ledger: Ledger) -> Decimal | None:
    """What the goods of the occasion cost after discounts; None while one of them is unknown."""
    amounts = [ledger.running[at] for at, due in enumerate(ledger.dues) if is_in_basket(due)]
    if any(amount is None for amount in amounts):
        return None
    return ledger.frame.major(sum(amount or 0 for amount in amounts))


def is_in_basket(due: Due) -> bool:
    """Whether it is one of the goods that a threshold looks at."""
    return due.charge.component.kind in _IN_BASKET and not due.derived


def _fill_from(table: Table, ledger: Ledger, at: int, other_end: Decimal | None) -> None:
    basket, region = basket_of(ledger), ledger.frame.context.region
    if basket is None or other_end is None:
        rows = rows_that_may_apply(table, region, basket)
    else:
        rows = rows_between(table, region, *sorted((basket, other_end)))
    values = sorted((row.value for row in rows if row.value is not None), key=Decimal)
    if not values:
        raise NotSold("price.reason.not_delivered")
    ledger.fill(at, row_cost(values[0] if ledger.end == LOW else values[-1]))
    if values[0] != values[-1]:
        ledger.ranging.add(at)
    if basket is not None and len(rows) == 1 and ledger.end == HIGH:
        cheaper = next_cheaper_row(table, rows[0], region)
        if cheaper is not None:
            _tell_of_threshold(ledger, at, basket, *cheaper)


def _tell_of_threshold(ledger: Ledger, at: int, basket: Decimal, threshold: Decimal, then: Decimal) -> None:
    frame, component = ledger.frame, ledger.dues[at].charge.component
    more = frame.money(frame.minor(ARITHMETIC.subtract(threshold, basket)))
    saved = frame.money((ledger.stated[at] or 0) - frame.minor(then))
    if then == 0 and component.kind == "delivery":
        ledger.notes.append(say("price.free_delivery_hint", more=more, delivery=saved))
    else:
        label = frame.label(component.label)
        ledger.notes.append(say("price.cheaper_from", more=more, item=label, saved=saved))


def _base(ledger: Ledger, at: int) -> list[int]:
    """The places of the charges that the share at *at* is of, its own left out.

    A key is looked for in the same price first, then in the others due with it.
    """
    amount = ledger.dues[at].charge.component.amount
    names = set(amount.of) - {ledger.key(at)} if isinstance(amount, Percent) else set()
    others = [(other, due) for other, due in enumerate(ledger.dues) if other != at]
    if not names:
        return [other for other, due in others if _counts(due)]
    offer = ledger.dues[at].charge.offer
    own = {due.charge.component.key for due in ledger.dues if due.charge.offer is offer}
    return [
        other
        for other, due in others
        if ledger.key(other) in names and (due.charge.offer is offer or ledger.key(other) not in own)
    ]


def _counts(due: Due) -> bool:
    return due.charge.component.kind != "deposit" and not is_share(due)


def _share(ledger: Ledger, at: int, others: Sequence[int]) -> Worked | None:
    amount = ledger.dues[at].charge.component.amount
    amounts = [ledger.running[other] for other in others]
    if not isinstance(amount, Percent) or any(one is None for one in amounts):
        return None
    base = ledger.frame.major(sum(one or 0 for one in amounts))
    times = 1 if amount.plus_per is None else ledger.frame.context.quantities[amount.plus_per]
    if ledger.key(at) in amount.of:
        return percent_cost_inside(amount, base, times)
    return percent_cost(amount, base, times)
