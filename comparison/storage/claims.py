"""Claims stay true: no change may be made that a reduction already announced would then deny.

An edition keeps the earlier prices it was published with. They are looked at again whenever something
goes live, goes offline or is scheduled: for every edition that is live from then on, and its days.
Source: docs/pricing.md, "Earlier prices".
"""

import datetime
from collections.abc import Iterator
from itertools import pairwise
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
from .store import LiveEntry, Store
from .zones import day_of, last_day_before, zone_of

_PRIORS = b'"priors":'


class _Stay(NamedTuple):
    """An edition that is live from the moment of its *entry* up to that of *until*, if there is one."""

    entry: LiveEntry
    until: str | None


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


def untrue_claims(store: Store, line: LiveEntry, *, everywhere: bool) -> Iterator[Finding]:
    """Every earlier price that some edition would show untruly, now that *line* is in the log.

    Looks at the comparison of *line* itself, and *everywhere* at the others of its shop too.
    """
    for comparison in _comparisons(store, line) if everywhere else [line.comparison]:
        for stay in _stays(store, line.shop, comparison, line.entered_at):
            row = store.edition(line.shop, comparison, stay.entry.number)
            if row is not None and _PRIORS in row.document:
                yield from _untrue(store, read_edition(row).publication, stay, line)


def _comparisons(store: Store, line: LiveEntry) -> list[str]:
    drafts = (stored.record.key for stored in store.scan(line.shop, "comparison"))
    return sorted({*drafts, *store.live_comparisons(line.shop, line.entered_at), line.comparison})


def _stays(store: Store, shop: str, comparison: str, now: str) -> Iterator[_Stay]:
    """What is live at *now*, and everything that will be."""
    # Of two lines for one moment the one entered later counts, and the log has it first.
    newest = {entry.since: entry for entry in reversed(store.live_log(shop, comparison))}
    for since, until in pairwise([*sorted(newest), None]):
        if since is not None and newest[since].number and (until is None or until > now):
            yield _Stay(newest[since], until)


def _untrue(store: Store, publication: Publication, stay: _Stay, line: LiveEntry) -> Iterator[Finding]:
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
