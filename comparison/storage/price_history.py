"""The price history of a shop: what each product was published with, and since when.

Nobody types it and nothing keeps it besides the editions and the live log, which only grow. A day is
one of the shop's time zone; an edition counts on every day on which it was shown at any moment.
Source: docs/pricing.md, "Earlier prices".
"""

import datetime
from collections.abc import Iterator, Sequence

from ..core.bounds import Result
from ..core.errors import NotFound
from ..core.money import Money
from ..core.pricing.announcing import may_announce
from ..core.pricing.reduced import (
    LONGEST_RUN_DAYS,
    Announced,
    Shown,
    announced_in,
    standing,
    stretches,
)
from ..core.pricing.selling import LAST_DAY, Identity, Sold, identities
from ..core.publication import Publication
from .editions import read_edition
from .shown_products import Asked, Span, spans_of
from .store import Store
from .zones import day_of, zone_of

# The longest run of a sale, and twice the longest window that a market's rule may name.
_LOOKED_BACK = datetime.timedelta(days=LONGEST_RUN_DAYS + 2 * 366)


class PriceEntry(Result, frozen=True, kw_only=True):
    """What everyone paid *since* that day; None where it was not *for_sale* or had no single figure.

    *reduced* is whether that was announced as a reduction.
    """

    since: datetime.date
    amount: Money | None
    for_sale: bool
    reduced: bool


class PriceLine(Result, frozen=True, kw_only=True):
    """How one price of a *tier* stood, oldest entry first; days to come are those of what is scheduled."""

    tier: str
    identity: Identity
    entries: tuple[PriceEntry, ...]


def announced_reductions(store: Store, publication: Publication, since: str) -> tuple[Announced, ...]:
    """What *publication* announces if it is live from the moment *since* on, measured by the history.

    A competitor's prices are none of this shop's history, and are left out.
    """
    first = day_of(since, zone_of(publication.shop.time_zone))
    announcing = [its for its in publication.products if its.competitor is None and may_announce(its)]
    asked = Asked(publication, since, first - _LOOKED_BACK)
    spans = spans_of(store, asked, [product.key for product in announcing])
    found: list[Announced] = []
    for product in announcing:
        for market in publication.markets:
            found += _announced(Shown(product, market, first, LAST_DAY), spans[product.key])
    return tuple(found)


def price_history(store: Store, shop: str, comparison: str) -> tuple[PriceLine, ...]:
    """The history of every price of the tiers of *comparison*, as it was published last.

    Raises:
        NotFound: it was never published.
    """
    editions = store.editions(shop, comparison)
    row = store.edition(shop, comparison, editions[0].number) if editions else None
    if row is None:
        raise NotFound("edition", comparison)
    publication = read_edition(row).publication
    tiers = publication.comparison.tiers
    asked = Asked(publication, None, datetime.date.min)
    spans = spans_of(store, asked, [tier.product for tier in tiers])
    lines: list[PriceLine] = []
    for tier in tiers:
        for market in publication.markets:
            lines += _lines(tier.key, _shown(spans[tier.product], market.code))
    return tuple(lines)


def _announced(own: Shown, spans: Sequence[Span]) -> Iterator[Announced]:
    rule = own.market.prior_price
    if rule is not None:
        before = _shown(spans, own.market.code)
        for identity in identities(own.product, own.market):
            yield from announced_in(own, before, identity, rule)


def _lines(tier: str, shown: Sequence[Shown]) -> Iterator[PriceLine]:
    every = dict.fromkeys(one for its in shown for one in identities(its.product, its.market))
    for identity in every:
        found = [sold for sold in standing(stretches(shown, identity)) if sold.since <= LAST_DAY]
        yield PriceLine(tier=tier, identity=identity, entries=tuple(map(_entry, found)))


def _entry(sold: Sold) -> PriceEntry:
    return PriceEntry(
        since=sold.since, amount=sold.amount, for_sale=sold.for_sale, reduced=bool(sold.announced)
    )


def _shown(spans: Sequence[Span], market: str) -> list[Shown]:
    """The product as the market of that code saw it; nothing where it was not sold there."""
    return [
        Shown(span.product, one, span.first, span.last)
        for span in spans
        for one in span.markets
        if one.code == market
    ]
