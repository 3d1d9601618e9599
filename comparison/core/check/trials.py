"""H16: a trial or an introductory price says when it ends, what comes then, and how to get out."""

from collections.abc import Iterator

from ..pricing.amounts import Unknown
from ..pricing.model import EachCycle, Optional, Phase, Price, Term
from ..pricing.schedule import interval_of
from .examined import Examined, PlacedPrice
from .finding import Finding, Level, found


def phase_without_an_end(examined: Examined) -> Iterator[Finding]:
    """H16: a trial, an introductory price or a rise has no length, or two."""
    for placed, phase, path in _phases(examined):
        if (phase.cycles is None) == (phase.days is None):
            yield found("H16", "error", path, "no_end", name=placed.name)


def phase_without_an_amount(examined: Examined) -> Iterator[Finding]:
    """H16: an introductory price or a rise does not say what is paid then."""
    for placed, phase, path in _phases(examined):
        if phase.kind != "trial" and phase.amount is None:
            yield found("H16", "error", path, "no_amount", name=placed.name)


def nothing_known_afterwards(examined: Examined) -> Iterator[Finding]:
    """H16: nobody can know what is paid once the phases are over."""
    for placed in examined.prices:
        if placed.price.phases and not _goes_on(placed.price):
            yield found("H16", "error", f"{placed.path}.phases", "no_later_amount", name=placed.name)


def nothing_said_of_leaving(examined: Examined) -> Iterator[Finding]:
    """H16: how it renews, or how to cancel, is left unsaid where a trial or a low price runs out.

    A warning where only a discount runs out: what comes then stands beside it.
    """
    for placed in examined.prices:
        price = placed.price
        runs_out = any(one.cycles is not None for one in price.discounts) and price.interval != "once"
        if price.phases and _renews_unsaid(price):
            yield found("H16", "error", f"{placed.path}.term", "no_renewal", name=placed.name)
        if (price.phases or runs_out) and not _says_how_to_cancel(price.term):
            level: Level = "error" if price.phases else "warning"
            yield found("H16", level, f"{placed.path}.term", "no_cancelling", name=placed.name)


def _phases(examined: Examined) -> Iterator[tuple[PlacedPrice, Phase, str]]:
    for placed in examined.prices:
        for index, phase in enumerate(placed.price.phases):
            yield placed, phase, f"{placed.path}.phases[{index}]"


def _goes_on(price: Price) -> bool:
    """Whether something known and unavoidable is charged in every later cycle."""
    return price.status == "priced" and any(
        isinstance(one.when, EachCycle)
        and one.when.to_cycle is None
        and not isinstance(one.obligation, Optional)
        and not isinstance(one.amount, Unknown)
        for one in price.components
    )


def _renews_unsaid(price: Price) -> bool:
    """Without a term nobody knows; a term longer than the interval has to say how long the next one is."""
    term = price.term
    if term is None:
        return True
    longer = term.min_months > interval_of(price.interval).months
    return term.auto_renew and term.renews_every is None and longer


def _says_how_to_cancel(term: Term | None) -> bool:
    return term is not None and bool(term.how_to_cancel or term.cancel)
