"""What a merchant wrote about a seller, sentence by sentence, with the place of each."""

from collections.abc import Iterator, Mapping
from re import Pattern
from typing import NamedTuple

from ..catalogue import Product
from ..values import Words
from .examined import Examined, PlacedPrice
from .grading import AnySeller

Said = Mapping[str, str] | None


class Text(NamedTuple):
    """One text in one language, and where it stands."""

    path: str
    words: str


def texts(path: str, said: Said) -> Iterator[Text]:
    """*said* in every language it has."""
    for words in (said or {}).values():
        yield Text(path, words)


def names(examined: Examined, placed: AnySeller) -> Iterator[Text]:
    """What a seller is called: its name, and its labels among the tiers."""
    yield from texts(f"{placed.path}.name", placed.seller.name)
    if isinstance(placed.seller, Product):
        for index, tier in enumerate(examined.publication.comparison.tiers):
            if tier.product == placed.seller.key:
                yield from texts(f"$.comparison.tiers[{index}].label", tier.label)


def price_texts(placed: PlacedPrice) -> Iterator[Text]:
    """What stands beside a price: its words, and the labels of its charges and discounts."""
    yield from texts(f"{placed.path}.words", placed.price.words)
    for component, path in placed.charges():
        yield from texts(f"{path}.label", component.label)
    for index, discount in enumerate(placed.price.discounts):
        yield from texts(f"{placed.path}.discounts[{index}].label", discount.label)


def all_texts(examined: Examined, placed: AnySeller) -> Iterator[Text]:
    """Everything that shoppers read about a seller."""
    seller = placed.seller
    yield from names(examined, placed)
    yield from texts(f"{placed.path}.description", seller.description)
    for price in placed.prices():
        yield from price_texts(price)
    for index, cell in enumerate(seller.cells):
        yield from texts(f"{placed.path}.cells[{index}].note", cell.note)
        if isinstance(cell.value, Words):
            yield from texts(f"{placed.path}.cells[{index}].value", cell.value.text)
    if isinstance(seller, Product) and seller.arrival:
        yield from texts(f"{placed.path}.arrival.note", seller.arrival.note)


def comparison_texts(examined: Examined) -> Iterator[Text]:
    """What shoppers read about the comparison as a whole."""
    comparison = examined.publication.comparison
    yield from texts("$.comparison.title", comparison.title)
    if comparison.pick:
        yield from texts("$.comparison.pick.reason", comparison.pick.reason)


def first_saying(pattern: Pattern[str], among: Iterator[Text]) -> Text | None:
    """The first text that *pattern* is found in."""
    return next((text for text in among if pattern.search(text.words)), None)
