"""What a file says of delivery, written into a price that somebody entered by hand.

A file states one fee. From which basket on it is nothing, and what it is far away, stay as they were entered.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from ..core.pricing.amounts import Amount, Flat, Table
from ..core.pricing.model import Component


def can_replace(entered: Sequence[Component], fees: Sequence[Component]) -> bool:
    """Whether *fees* of a file are nothing but one plain fee for delivery, with one place in *entered*."""
    if not fees:
        return True
    plain = len(fees) == 1 and isinstance(fees[0].amount, Flat) and fees[0].reason is None
    places = [one for one in entered if one.kind == "delivery"]
    taken = {one.key for one in entered if one.kind != "delivery"}
    return plain and fees[0].kind == "delivery" and len(places) < 2 and fees[0].key not in taken


def with_fees(entered: Sequence[Component], fees: Sequence[Component]) -> tuple[Component, ...]:
    """*entered* with *fees*, of which `can_replace` holds."""
    fee = next((one.amount.value for one in fees if isinstance(one.amount, Flat)), None)
    if fee is None:
        return tuple(entered)
    if all(one.kind != "delivery" for one in entered):
        return (*entered, *fees)
    return tuple(
        replace(one, amount=_with_fee(one.amount, fee)) if one.kind == "delivery" else one for one in entered
    )


def _with_fee(amount: Amount, fee: str) -> Amount:
    if not isinstance(amount, Table) or amount.by == "weight":
        return Flat(value=fee)
    place = next((place for place, row in enumerate(amount.rows) if not row.regions), None)
    if place is None:
        return Flat(value=fee)
    rows = (replace(row, value=fee) if at == place else row for at, row in enumerate(amount.rows))
    return replace(amount, rows=tuple(rows))
