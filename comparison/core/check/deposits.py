"""H14: a deposit is its own charge, outside the price and the unit price."""

from collections.abc import Iterator
from itertools import chain

from ..markets import Market
from ..pricing.model import Component, Once
from .examined import Examined, PlacedPrice
from .finding import Finding, Level, found
from .grading import graver, place_in
from .texts import first_saying, names, price_texts
from .wordings import DEPOSIT, DEPOSIT_INSIDE, says


def deposit_as_a_price(examined: Examined) -> Iterator[Finding]:
    """H14: a charge is called a deposit, or comes back, and is of another kind."""
    for placed, component, path in examined.components():
        if component.kind != "deposit" and _comes_back(component):
            graded = _graded(examined, placed)
            if graded:
                place = place_in(f"{path}.kind", graded[0], "deposit")
                facts = {"name": placed.name, "charge": examined.said(component.label)}
                yield found("H14", graded[1], place, "other_kind", market=graded[0].code, **facts)


def deposit_said_to_be_inside(examined: Examined) -> Iterator[Finding]:
    """H14: a name, a label or the words of a price say that the deposit is in it."""
    for seller in examined.sellers:
        for placed in seller.prices():
            text = first_saying(DEPOSIT_INSIDE, chain(names(examined, seller), price_texts(placed)))
            graded = _graded(examined, placed)
            if text and graded:
                place = place_in(text.path, graded[0], "deposit")
                facts = {"name": placed.name, "words": text.words, "market": graded[0].code}
                yield found("H14", graded[1], place, "inside", **facts)
                break


def _graded(examined: Examined, placed: PlacedPrice) -> tuple[Market, Level] | None:
    """An error only where the market keeps deposits out of prices, and only for consumers."""
    return graver(
        examined.markets_of(placed.price),
        lambda market: market.deposit == "separate" and placed.price.customer_type != "b2b",
    )


def _comes_back(component: Component) -> bool:
    paid_back = component.refundable and isinstance(component.when, Once)
    return paid_back or any(says(DEPOSIT, words) for words in component.label.values())
