"""The catalogue check over what a shop has: the draft of a comparison, and what it names in vain."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence

from ..core.check import Finding, Missing, open_references, run
from ..core.markets import Market
from ..core.publication import Publication
from .checkouts import drift_of
from .drafts import resolve
from .editions import read_edition
from .price_history import announced_reductions
from .store import Store
from .zones import last_moment_of, zone_of


def checker(
    store: Store, shop: str, today: datetime.date
) -> Callable[[Publication, Sequence[Missing]], tuple[Finding, ...]]:
    """The check that publishing asks for, with the references inside add-ons looked up in *shop*.

    Publishing itself holds reductions against the price history, as of the moment they go live.
    """

    def check(publication: Publication, missing: Sequence[Missing]) -> tuple[Finding, ...]:
        lacking = (*missing, *_not_there(store, shop, publication))
        drift = drift_of(store, shop, today)
        return run(publication, lacking, today, drift=drift, before=lambda: _live(store, publication, today))

    return check


def findings_on(
    store: Store, shop: str, comparison: str, *, markets: Mapping[str, Market], today: datetime.date
) -> tuple[Finding, ...]:
    """All findings on *comparison* as it would be published on *today*.

    Raises:
        NotFound: no such shop or comparison.
    """
    draft = resolve(store, shop, comparison, markets=markets)
    publication = draft.publication
    return run(
        publication,
        (*draft.missing, *_not_there(store, shop, publication)),
        today,
        drift=drift_of(store, shop, today),
        history=lambda: announced_reductions(store, publication, _end_of(today, publication)),
        before=lambda: _live(store, publication, today),
    )


def _live(store: Store, publication: Publication, today: datetime.date) -> Publication | None:
    """The edition that *publication* would follow."""
    row = store.live(publication.shop.key, publication.comparison.key, _end_of(today, publication))
    return read_edition(row).publication if row else None


def _end_of(today: datetime.date, publication: Publication) -> str:
    return last_moment_of(today, zone_of(publication.shop.time_zone))


def _not_there(store: Store, shop: str, publication: Publication) -> Iterator[Missing]:
    named = tuple(open_references(publication))
    for kind in dict.fromkeys(one.kind for one in named):
        there = store.get_many(shop, kind, [one.key for one in named if one.kind == kind])
        yield from (one for one in named if one.kind == kind and one.key not in there)
