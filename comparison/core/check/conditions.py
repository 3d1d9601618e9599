"""H22: what only some shoppers pay is not everyone's price."""

from collections.abc import Iterator
from itertools import chain

from ..pricing.model import If
from .examined import Examined, PlacedPrice
from .finding import Finding, found
from .texts import Text, first_saying, names, texts
from .wordings import FOR_SOME_ONLY, says


def condition_in_words_only(examined: Examined) -> Iterator[Finding]:
    """H22: a discount is called one for a coupon, members or newcomers, and everyone gets it."""
    for placed in examined.prices:
        for index, one in enumerate(placed.price.discounts):
            if one.needs == "none" and any(says(FOR_SOME_ONLY, words) for words in one.label.values()):
                facts = {"name": placed.name, "discount": examined.said(one.label)}
                path = f"{placed.path}.discounts[{index}].needs"
                yield found("H22", "error", path, "discount", **facts)


def price_for_some_as_everyones(examined: Examined) -> Iterator[Finding]:
    """H22: a name, a charge or the words of a price speak of a coupon or of members, and it is everyone's."""
    for seller in examined.sellers:
        own = (_of_everyone(placed) for placed in seller.prices())
        text = first_saying(FOR_SOME_ONLY, chain(names(examined, seller), *own))
        if text is not None and seller.seller.prices:
            yield found("H22", "error", text.path, "price", name=seller.name, words=text.words)


def _of_everyone(placed: PlacedPrice) -> Iterator[Text]:
    yield from texts(f"{placed.path}.words", placed.price.words)
    for component, path in placed.charges():
        if not isinstance(component.obligation, If) and component.kind in {"base", "seat"}:
            yield from texts(f"{path}.label", component.label)
