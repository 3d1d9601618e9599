"""What shoppers were shown of a product, and on which days: on every page that has it, and by itself.

A product may be in several comparisons, and each page goes on showing it as it was when that page was
published. So what was charged is only known from all of them together.
Source: docs/pricing.md, "Earlier prices".
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from msgspec.structs import replace

from ..core.bounds import Result
from ..core.catalogue import Product
from ..core.markets import Market
from ..core.pricing.schedule import add_days
from ..core.publication import Publication
from .editions import read_edition, read_product_edition
from .stays import stays
from .store import Store
from .zones import day_of, last_day_before, zone_of


class Span(Result, frozen=True, kw_only=True):
    """*product* as it was shown in *markets* from its *first* to its *last* day, each in whole or in part."""

    product: Product
    markets: tuple[Market, ...]
    first: datetime.date
    last: datetime.date


class Asked(NamedTuple):
    """Whose pages: those of the shop of *publication*, without what its own page shows from *since* on
    (None: with it), and without what ended before the day *earliest*."""

    publication: Publication
    since: str | None
    earliest: datetime.date

    @property
    def shop(self) -> str:
        return self.publication.shop.key

    @property
    def zone(self) -> datetime.tzinfo:
        return zone_of(self.publication.shop.time_zone)


def spans_of(store: Store, asked: Asked, products: Iterable[str]) -> Mapping[str, list[Span]]:
    """The spans of each of *products*; pages that show the same on days that meet make one."""
    keys = frozenset(products)
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for key in sorted(keys):
        for span in _by_itself(store, asked, key):
            _add(found[key], span)
    for span in _on_pages(store, asked, keys):
        _add(found[span.product.key], span)
    return found


def _by_itself(store: Store, asked: Asked, product: str) -> Iterator[Span]:
    moments = {row.published_at for row in store.product_editions(asked.shop, product)}
    ends = sorted({*moments, *([asked.since] if asked.since else [])})
    for at in sorted(moments):
        until = next((end for end in ends if end > at), None)
        last = last_day_before(until, asked.zone)
        row = store.live_product(asked.shop, product, at) if at != asked.since else None
        if row is not None and last >= asked.earliest:
            yield from _spans(read_product_edition(row).publication, {product}, asked, at, last)


def _on_pages(store: Store, asked: Asked, keys: Set[str]) -> Iterator[Span]:
    held: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for key in keys:
        for place in store.editions_with(asked.shop, key):
            held[place].add(key)
    for comparison in sorted({comparison for comparison, _ in held}):
        own = asked.since if comparison == asked.publication.comparison.key else None
        for stay in stays(store, asked.shop, comparison, replaced_at=own):
            number, last = stay.entry.number, last_day_before(stay.until, asked.zone)
            row = store.edition(asked.shop, comparison, number) if last >= asked.earliest else None
            if row is not None and (comparison, number) in held:
                shown = held[comparison, number]
                yield from _spans(read_edition(row).publication, shown, asked, stay.entry.since, last)


def _spans(
    publication: Publication, keys: Set[str], asked: Asked, since: str, last: datetime.date
) -> Iterator[Span]:
    first = day_of(since, asked.zone)
    for product in publication.products:
        if product.key in keys:
            yield Span(product=product, markets=publication.markets, first=first, last=last)


def _add(spans: list[Span], more: Span) -> None:
    for index, one in enumerate(spans):
        if _meet(one, more) and (one.product, one.markets) == (more.product, more.markets):
            spans[index] = replace(one, first=min(one.first, more.first), last=max(one.last, more.last))
            return
    spans.append(more)


def _meet(one: Span, other: Span) -> bool:
    return one.first <= add_days(other.last, 1) and other.first <= add_days(one.last, 1)
