"""H05: a sum is said, not a sum with a percentage to be added."""

from collections.abc import Iterator

from ..pricing.amounts import Percent
from .examined import Examined
from .finding import Finding, found
from .grading import AnySeller, unless_imported
from .texts import Text, first_saying, names, texts
from .wordings import PERCENT_FORM


def percentage_instead_of_a_sum(examined: Examined) -> Iterator[Finding]:
    """H05: a name, a label or the words of a price say "100 + 10%"."""
    for placed in examined.sellers:
        text = first_saying(PERCENT_FORM, _stated(examined, placed))
        if text is not None:
            facts = {"name": placed.name, "words": text.words}
            yield found("H05", unless_imported(placed), text.path, "as_words", **facts)


def percentage_of_nothing(examined: Examined) -> Iterator[Finding]:
    """H05: a percentage is of a charge that is not there, so that it comes to nothing."""
    known = {component.key for _, component, _ in examined.components()}
    for placed, component, path in examined.components():
        of = component.amount.of if isinstance(component.amount, Percent) else ()
        for key in of:
            if key not in known:
                facts = {"name": placed.name, "charge": examined.said(component.label), "missing": key}
                yield found("H05", "error", f"{path}.amount", "of_nothing", **facts)


def _stated(examined: Examined, placed: AnySeller) -> Iterator[Text]:
    """The label of a percentage that is computed may say how: it is no price."""
    yield from names(examined, placed)
    for price in placed.prices():
        yield from texts(f"{price.path}.words", price.price.words)
        for component, path in price.charges():
            if not isinstance(component.amount, Percent):
                yield from texts(f"{path}.label", component.label)
