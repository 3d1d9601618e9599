"""H05: a sum is said, not a sum with a percentage to be added."""

from collections.abc import Iterator

from ..pricing.amounts import Percent
from ..pricing.model import EachCycle, Every, Once, When
from .examined import Examined
from .finding import Finding, found
from .grading import AnySeller, unless_imported
from .texts import Text, first_saying, names, texts
from .wordings import PERCENT_FORM

_LAST_CYCLE = 1_200


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


def percentage_of_another_day(examined: Examined) -> Iterator[Finding]:
    """H05: a percentage is of a charge of the same price that never falls due with it, so that it comes to
    nothing."""
    for placed, component, path in examined.components():
        of = component.amount.of if isinstance(component.amount, Percent) else ()
        in_a_sum = isinstance(component.when, Once | EachCycle | Every)
        for other in placed.price.components if in_a_sum else ():
            if other.key in of and not _meet(component.when, other.when):
                charges = {"charge": examined.said(component.label), "other": examined.said(other.label)}
                yield found("H05", "error", f"{path}.amount", "another_day", name=placed.name, **charges)


def _meet(one: When, other: When) -> bool:
    """Whether both are ever worked out together: in one rhythm, or in a cycle that both have."""
    ours, theirs = _cycles(one), _cycles(other)
    if ours is None or theirs is None:
        return one == other
    return ours.start < theirs.stop and theirs.start < ours.stop


def _cycles(when: When) -> range | None:
    """The billing cycles that *when* is due in: what is due once joins the first. None for none of them."""
    if isinstance(when, Once):
        return range(1, 2)
    if isinstance(when, EachCycle):
        return range(when.from_cycle, (when.to_cycle or _LAST_CYCLE) + 1)
    return None


def _stated(examined: Examined, placed: AnySeller) -> Iterator[Text]:
    """The label of a percentage that is computed may say how: it is no price."""
    yield from names(examined, placed)
    for price in placed.prices():
        yield from texts(f"{price.path}.words", price.price.words)
        for component, path in price.charges():
            if not isinstance(component.amount, Percent):
                yield from texts(f"{path}.label", component.label)
