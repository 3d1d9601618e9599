"""Runs the discounts over an occasion: group by group, in order, on the running amounts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from ..messages import Message, say
from .discounts import taken_off
from .dues import Due
from .frame import Frame
from .ledger import Ledger, is_share
from .model import Discount
from .offers import Offer


def discount(ledger: Ledger, places: Sequence[int]) -> None:
    """Takes off what the discounts of every price take off those *places* of the occasion."""
    dues = ledger.dues
    for offer in ledger.discounted:
        own = [at for at in places if dues[at].charge.offer is offer]
        for one in _standing(offer, dues) if own else ():
            scope = [at for at in own if _in_scope(one, dues[at]) and ledger.running[at]]
            # By key, so that the order in which components are written down decides nothing.
            _take_off(ledger, one, sorted(scope, key=ledger.key))


def unused(left: Mapping[int, int], offers: Iterable[Offer], frame: Frame) -> Iterator[Message]:
    """What to say of every fixed discount of *offers* that was larger than what it could be taken off.

    *left* is what remains of each, in minor units, by its identity.
    """
    for offer in offers:
        for one in offer.discounts:
            if amount := left.get(id(one)):
                label = frame.label(one.label)
                yield say("price.discount_unused", discount=label, amount=frame.money(amount))


def _standing(offer: Offer, dues: Sequence[Due]) -> Sequence[Discount]:
    """The first exclusive discount of *offer* alone, where one is in force here; else all."""
    for one in offer.discounts:
        if one.exclusive and any(_in_scope(one, due) for due in dues if due.charge.offer is offer):
            return (one,)
    return offer.discounts


def _in_scope(one: Discount, due: Due) -> bool:
    component = due.charge.component
    named = component.key in one.scope
    if due.paid == 0:  # A free cycle, or a running cost: a reduction of the purchase is not one of it.
        return named and one.cycles is None
    if one.cycles is not None and due.paid > one.cycles:
        return False
    if one.scope:
        return named
    # A share of discounted charges is discounted already.
    return component.kind != "deposit" and not is_share(due)


def _take_off(ledger: Ledger, one: Discount, places: Sequence[int]) -> None:
    if not places:
        return
    frame = ledger.frame
    first = any(ledger.dues[at].paid == 1 for at in places)
    left = ledger.left_first if first else ledger.left
    if one.kind == "amount":
        left.setdefault(id(one), frame.minor(max(Decimal(one.value), Decimal(0))))
    amounts = [ledger.running[at] or 0 for at in places]
    units = [_priced_units(ledger, at) for at in places]
    offs = taken_off(one, amounts, units, left.get(id(one), 0), frame)
    for at, amount, off in zip(places, amounts, offs, strict=True):
        if off:
            ledger.running[at] = amount - off
            ledger.reductions[at] = (*ledger.reductions[at], (one.key, off))
    if one.kind == "amount":
        left[id(one)] -= sum(offs)


def _priced_units(ledger: Ledger, at: int) -> int:
    worked = ledger.worked[at]
    quantity = 1 if worked is None or worked.share is not None else worked.quantity
    return quantity * ledger.dues[at].charge.months
