"""What comes with a product, and what has to be bought besides, with what that costs over the horizon."""

from collections.abc import Sequence

from msgspec.structs import replace

from ...content import BoxItem, Separate
from ...messages import Message, Period, Quantified, say
from ...money import Money, total
from ...view_blocks import Block, Fact, Told
from ..column import Bench, Column
from .telling import row, said, told


def box(bench: Bench, columns: Sequence[Column]) -> Block | None:
    """The block of what is in the box; None where no tier says."""
    heading = say("page.box_heading")
    inside = row(said(heading), [_inside(bench, column.product.box) for column in columns])
    besides = row(said(say("box.besides")), [_besides(bench, column) for column in columns])
    rows = tuple(one for one in (inside, besides) if one is not None)
    return Block(key="box", heading=heading, rows=rows) if rows else None


def over_the_horizon(column: Column, charge: str) -> Money | None:
    """What the charge of that key comes to over the horizon, as the horizon's own sum counts it.

    None where the basket has no such charge, or its amount is not known.
    """
    lines = [one for one in column.quote.lines if one.component == charge and one.in_horizon and one.times]
    amounts = [one.amount * one.times for one in lines if one.amount is not None]
    return total(amounts, column.quote.currency) if lines and len(amounts) == len(lines) else None


def _inside(bench: Bench, items: Sequence[BoxItem]) -> list[Fact]:
    by_language: dict[str | None, list[Message]] = {}
    for item in items:
        label = _counted(bench, item)
        by_language.setdefault(label.lang, []).append(label.text)
    listed = [
        Fact(text=Told(text=say("page.commas", items=tuple(texts)), lang=lang))
        for lang, texts in by_language.items()
    ]
    inside = (said(say("delivery.in_the_box")),)
    return [replace(fact, notes=inside) for fact in listed[:1]] + listed[1:]


def _counted(bench: Bench, item: BoxItem) -> Told:
    label = told(bench, item.label)
    if item.count == 1:
        return label
    count = Quantified(amount=str(item.count), unit="item")
    return Told(text=say("box.several", label=label.text, count=count), lang=label.lang)


def _besides(bench: Bench, column: Column) -> list[Fact]:
    return [
        Fact(text=told(bench, one.label), notes=(said(_price(column, one)),))
        for one in column.product.separate
    ]


def _price(column: Column, one: Separate) -> Message:
    amount = over_the_horizon(column, one.charge) if one.charge else None
    if amount is None:
        return say("box.separately_not_stated")
    period = Period(months=column.quote.horizon_months)
    return say("delivery.bought_separately", amount=say("price.over_years", amount=amount, period=period))
