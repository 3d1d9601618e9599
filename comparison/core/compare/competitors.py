"""A column that another seller sells: shown beside ours, with its sources, and never sold here.

It is no candidate: it is not in the order, is never the answer, and nothing is called cheaper
for its sake. Where every fact of it has a dated source its fit is computed like any other, and
what our tiers give up is measured against it too.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence

from ..catalogue import AddOn, Product
from ..fit import Fit
from ..fitting import Basis, Candidate, candidate_for, fit_tier
from ..messages import Message, say
from ..personas import Persona
from ..pricing.quote import Quote
from ..sources import Source
from ..values import NotStated
from .column import Bench, Column


def is_ours(product: Product) -> bool:
    """Whether the shop sells *product* itself."""
    return product.competitor is None


def ours(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns of what the shop itself sells."""
    return tuple(column for column in columns if is_ours(column.product))


def rivals(columns: Sequence[Column]) -> tuple[Candidate, ...]:
    """The sourced columns of other sellers, to be held against ours. The shop's extras are not theirs."""
    return tuple(
        candidate_for(column.tier.key, column.product, (), _always(column.quote))
        for column in columns
        if not is_ours(column.product) and is_sourced(column.product)
    )


def rival_fits(persona: Persona, candidates: Iterable[Candidate], basis: Basis) -> tuple[Fit, ...]:
    """The computed fits of other sellers' columns, without flags and outside of any order."""
    return tuple(fit_tier(persona, candidate, basis) for candidate in candidates)


def is_sourced(product: Product) -> bool:
    """Whether the product, every value it states and every price have a source with its date."""
    return all(source is not None and source.as_of is not None for source in stated_sources(product))


def stated_sources(product: Product) -> Iterator[Source | None]:
    """The source of the product itself, of each stated value and of each price; None where it lacks one."""
    if product.competitor is not None:
        yield product.competitor.source
    for cell in product.cells:
        if not isinstance(cell.value, NotStated):
            yield cell.source
    for price in product.prices:
        yield price.source


def sold_by(bench: Bench, product: Product) -> Message | None:
    """Whose product it is and since when nobody looked: the oldest date among its sources."""
    if product.competitor is None:
        return None
    seller = bench.label(product.competitor.seller)
    days = [source.as_of for source in stated_sources(product) if source is not None and source.as_of]
    if not days:
        return say("competitor.head_undated", seller=seller)
    return say("competitor.head", seller=seller, date=_oldest(bench, days))


def source_notes(bench: Bench, columns: Sequence[Column]) -> tuple[Message, ...]:
    """For each column of another seller, where its figures come from."""
    return tuple(
        say("competitor.sources", tier=column.name, known=_known(bench, column.product))
        for column in columns
        if not is_ours(column.product)
    )


def _always(quote: Quote) -> Callable[[tuple[AddOn, ...]], Quote]:
    return lambda _: quote


def _known(bench: Bench, product: Product) -> tuple[Message, ...]:
    found = dict.fromkeys(
        (bench.label(source.title), source.as_of) for source in stated_sources(product) if source is not None
    )
    return tuple(
        say("page.bracketed", text=title, note=bench.day(as_of)) if as_of else say("page.plain", text=title)
        for title, as_of in found
    )


def _oldest(bench: Bench, days: Sequence[str]) -> datetime.date:
    return min(bench.day(day) for day in days)
