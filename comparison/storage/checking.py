"""The catalogue check over what a shop has: the draft of a comparison, and what it names in vain."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence

from ..core.check import Finding, Missing, open_references, run
from ..core.markets import Market
from ..core.publication import Publication
from .drafts import resolve
from .store import Store


def checker(
    store: Store, shop: str, today: datetime.date
) -> Callable[[Publication, Sequence[Missing]], tuple[Finding, ...]]:
    """The check that publishing asks for, with the references inside add-ons looked up in *shop*."""

    def check(publication: Publication, missing: Sequence[Missing]) -> tuple[Finding, ...]:
        return run(publication, (*missing, *_not_there(store, shop, publication)), today)

    return check


def findings_on(
    store: Store, shop: str, comparison: str, *, markets: Mapping[str, Market], today: datetime.date
) -> tuple[Finding, ...]:
    """All findings on *comparison* as it would be published on *today*.

    Raises:
        NotFound: no such shop or comparison.
    """
    draft = resolve(store, shop, comparison, markets=markets)
    return checker(store, shop, today)(draft.publication, draft.missing)


def _not_there(store: Store, shop: str, publication: Publication) -> Iterator[Missing]:
    named = tuple(open_references(publication))
    for kind in dict.fromkeys(one.kind for one in named):
        there = store.get_many(shop, kind, [one.key for one in named if one.kind == kind])
        yield from (one for one in named if one.kind == kind and one.key not in there)
