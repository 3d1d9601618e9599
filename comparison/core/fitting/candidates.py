"""A candidate: a tier with what can be bought beside it, and the way to price both."""

import datetime
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence

from ..bounds import Result
from ..catalogue import AddOn, Feature, Product, Stock
from ..kept import Kept, T
from ..pricing.quote import Quote

AddOns = tuple[AddOn, ...]
Pricing = Callable[[AddOns], Quote]


class Basis(Result, frozen=True, kw_only=True):
    """What all judgements of a comparison share.

    *features* are the rows in their order. *quantities* are the counts in force by unit, as in
    the context; a unit it lacks falls back on the persona's usual size. *kept* is what earlier
    judgements of the same publication have found.
    """

    today: datetime.date
    features: tuple[Feature, ...] = ()
    quantities: Mapping[str, int] = {}
    kept: Kept | None = None

    def once(self, kind: str, question: Hashable, answer: Callable[[], T]) -> T:
        """What *answer* says, asked only once of one publication where that is being *kept*."""
        return self.kept.once(kind, question, answer) if self.kept is not None else answer()


class Candidate(Result, frozen=True, kw_only=True):
    """A tier to be judged. *add_ons* are those that can be bought with its product.

    *chosen* are the add-ons the shopper already took: they serve every need. *quote* prices the
    tier with the add-ons given (the chosen ones among them), in the order of *add_ons*.
    """

    tier: str
    product: Product
    quote: Pricing
    add_ons: AddOns = ()
    stock: Stock = Stock()
    chosen: tuple[str, ...] = ()


def candidate_for(
    tier: str, product: Product, add_ons: Iterable[AddOn], quote: Pricing, *, chosen: Collection[str] = ()
) -> Candidate:
    """The candidate of *product*, with the add-ons sold with it; each quote is computed once.

    A private add-on is there only if it was chosen. A chosen one that is not sold with *product*
    serves no need and stays in every quote: it cannot be had, and the quote says so.
    """
    every = tuple(add_ons)
    sold = tuple(
        one for one in every if is_sold_with(one, product) and (not one.private or one.key in chosen)
    )
    refused = tuple(one for one in every if one.key in chosen and not is_sold_with(one, product))
    return Candidate(
        tier=tier,
        product=product,
        quote=_remembering(lambda taken: quote((*taken, *refused))),
        add_ons=sold,
        stock=product.stock,
        chosen=tuple(one.key for one in sold if one.key in chosen),
    )


def is_sold_with(add_on: AddOn, product: Product) -> bool:
    """Whether *add_on* can be bought beside *product*."""
    return not add_on.available_for or product.key in add_on.available_for


def named(candidate: Candidate, keys: Collection[str]) -> AddOns:
    """The candidate's add-ons with these keys, in its own order."""
    return tuple(one for one in candidate.add_ons if one.key in keys)


def with_required(add_on: AddOn, sold: Mapping[str, AddOn], product: str) -> frozenset[str] | None:
    """The add-on with all it requires beside *product*; None if one of these is not *sold*."""
    needed: set[str] = set()
    waiting = [add_on.key]
    while waiting:
        key = waiting.pop()
        if key not in sold:
            return None
        if key not in needed:
            needed.add(key)
            waiting.extend(one for one in sold[key].requires if one != product)
    return frozenset(needed)


def can_be_together(add_ons: Sequence[AddOn]) -> bool:
    """Whether none excludes another and no two are of one group."""
    keys = {one.key for one in add_ons}
    groups = [one.group for one in add_ons if one.group is not None]
    return len(groups) == len(set(groups)) and not any(keys & set(one.excludes) for one in add_ons)


def _remembering(quote: Pricing) -> Pricing:
    known: dict[tuple[str, ...], Quote] = {}

    def remembered(add_ons: AddOns) -> Quote:
        keys = tuple(one.key for one in add_ons)
        if keys not in known:
            known[keys] = quote(add_ons)
        return known[keys]

    return remembered
