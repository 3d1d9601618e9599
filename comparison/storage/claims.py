"""Claims stay true: no change may be made that a reduction already announced would then deny.

An edition keeps the earlier prices it was published with. They are looked at again whenever something
goes live, goes offline or is scheduled: for every edition that is live from then on, and its days.
Source: docs/pricing.md, "Earlier prices".
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from ..core.check.examined import Examined
from ..core.check.finding import Finding
from ..core.check.reductions import without_earlier_price
from ..core.languages import label
from ..core.messages import say
from ..core.money import Money
from ..core.pricing.announcing import ITSELF
from ..core.pricing.prior import Prior
from ..core.pricing.reduced import Announced, priors_of, shown_prior
from ..core.publication import Publication
from .editions import read_edition
from .price_history import announced_reductions
from .stays import Stay, stays
from .store import LiveEntry, Store
from .zones import day_of, last_day_before, zone_of

_PRIORS = b'"priors":'


class Measured(NamedTuple):
    """An edition with its earlier prices, and the errors where there are none."""

    publication: Publication
    findings: tuple[Finding, ...]


def measured(store: Store, publication: Publication, since: str) -> Measured:
    """*publication* with the earlier price of every reduction that it announces from *since* on.

    It must have passed the check: prices are computed. One that announces nothing stays as it is.
    """
    announced = announced_reductions(store, publication, since)
    today = day_of(since, zone_of(publication.shop.time_zone))
    examined = Examined(publication, (), today, history=lambda: announced)
    return Measured(replace(publication, priors=priors_of(announced)), tuple(without_earlier_price(examined)))


def untrue_claims(store: Store, line: LiveEntry, products: Iterable[str]) -> Iterator[Finding]:
    """Every earlier price that some edition would show untruly, now that *line* is in the log.

    *products* are those that it changes: all comparisons that ever had one of them are looked at.
    """
    having = {comparison for key in products for comparison, _ in store.editions_with(line.shop, key)}
    for comparison in sorted({*having, line.comparison}):
        for stay in _from_now_on(store, line, comparison):
            row = store.edition(line.shop, comparison, stay.entry.number)
            if row is not None and _PRIORS in row.document:
                yield from _untrue(store, read_edition(row).publication, stay, line)


def _from_now_on(store: Store, line: LiveEntry, comparison: str) -> Iterator[Stay]:
    """What is live as *line* is entered, and everything that will be."""
    for stay in stays(store, line.shop, comparison):
        if stay.until is None or stay.until > line.entered_at:
            yield stay


def _untrue(store: Store, publication: Publication, stay: Stay, line: LiveEntry) -> Iterator[Finding]:
    zone = zone_of(publication.shop.time_zone)
    first = day_of(stay.entry.since, zone)
    last = last_day_before(stay.until, zone)
    for one in announced_reductions(store, publication, stay.entry.since):
        day = max(one.reduced_on, first)
        shown = shown_prior(publication.priors, one.identity, {one.discount or ITSELF}, day)
        if day <= last and shown is not None and not _bears_out(one, shown):
            yield _finding(publication, shown, stay.entry, line)


def _bears_out(one: Announced, shown: Prior) -> bool:
    return one.prior is not None and shown.amount is not None and shown.amount <= one.prior.minor


def _finding(publication: Publication, shown: Prior, entry: LiveEntry, line: LiveEntry) -> Finding:
    at = next(index for index, one in enumerate(publication.products) if one.key == shown.product)
    facts = {
        "name": label(publication.products[at].name, publication.shop.languages),
        "amount": Money(minor=shown.amount or 0, currency=shown.currency),
        "date": datetime.date.fromisoformat(shown.reduced_on),
    }
    place = f"$.products[{at}].prices"
    if entry == line:
        message, fix = say("prior.no_longer", **facts), say("prior.fix.no_longer")
    else:
        edition = f"{entry.comparison} {entry.number}"
        message, fix = say("prior.denied", edition=edition, **facts), say("prior.fix.denied", edition=edition)
    return Finding(
        rule="H10", level="error", path=place, message=message, fix=fix, market=shown.market, source=None
    )
