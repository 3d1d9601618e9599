"""What happens after buying: when it arrives, how it is sent back, who helps and for how long."""

from collections.abc import Sequence

from ...content import Returns, Support
from ...messages import Message, Period, say
from ...money import rounded_text
from ...view import TierView
from ...view_blocks import Block, Fact
from ..column import Bench, Column
from .telling import row, said, told


def delivery(tiers: Sequence[TierView]) -> Block | None:
    """When each tier arrives, where any says so; a sold-out one says that instead."""
    if not any(tier.arrival for tier in tiers):
        return None
    heading = say("delivery.row")
    found = row(said(heading), [_arrival(tier) for tier in tiers])
    return Block(key="delivery", heading=heading, rows=(found,)) if found else None


def returns(bench: Bench, columns: Sequence[Column]) -> Block | None:
    """How each tier can be sent back; what the shop says of all of its goods counts for its own."""
    heading = say("returns.heading")
    found = row(said(heading), [_returned(_returns_of(bench, column)) for column in columns])
    return Block(key="returns", heading=heading, rows=(found,)) if found else None


def support(bench: Bench, columns: Sequence[Column]) -> Block | None:
    """Who helps after the sale, and for how long."""
    kinds = {_kind(one): told(bench, one.label) for column in columns for one in _support_of(bench, column)}
    found = (row(label, [_help(bench, column, kind) for column in columns]) for kind, label in kinds.items())
    rows = tuple(one for one in found if one is not None)
    return Block(key="support", heading=say("support.heading"), rows=rows) if rows else None


def _arrival(tier: TierView) -> list[Fact]:
    words = tier.arrival or tier.stock
    notes = tuple(said(note) for note in tier.arrival_notes)
    return [Fact(text=said(words), notes=notes)] if words else []


def _returns_of(bench: Bench, column: Column) -> Returns | None:
    if column.product.returns is not None or column.product.competitor is not None:
        return column.product.returns
    return bench.publication.shop.returns


def _support_of(bench: Bench, column: Column) -> tuple[Support, ...]:
    if column.product.support or column.product.competitor is not None:
        return column.product.support
    return bench.publication.shop.support


def _returned(returns: Returns | None) -> list[Fact]:
    if returns is None:
        return []
    if returns.days == 0:
        return [Fact(text=said(say("returns.none")))]
    days = say("returns.days_not_stated") if returns.days is None else say("returns.days", count=returns.days)
    return [Fact(text=said(days), notes=(said(_who_pays(returns)),))]


def _who_pays(returns: Returns) -> Message:
    if returns.who_pays is None:
        return say("returns.payer_not_stated")
    amount = rounded_text(returns.fee, returns.currency) if returns.fee and returns.currency else None
    if amount is not None and amount.minor:
        return say(f"returns.{returns.who_pays}_pays_fee", amount=amount)
    return say(f"returns.{returns.who_pays}_pays")


def _kind(one: Support) -> tuple[tuple[str, str], ...]:
    """What makes two tiers' help the same row: its name."""
    return tuple(sorted(one.label.items()))


def _help(bench: Bench, column: Column, kind: tuple[tuple[str, str], ...]) -> list[Fact]:
    return [
        Fact(text=said(_lasting(one)), notes=(told(bench, one.note),) if one.note else ())
        for one in _support_of(bench, column)
        if _kind(one) == kind
    ]


def _lasting(one: Support) -> Message:
    if one.months is not None:
        return say("support.months", period=Period(months=one.months))
    return say("support.while_paid" if one.while_paid else "support.not_stated")
