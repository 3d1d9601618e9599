"""Publishing, rolling back, scheduling and taking offline: each is one transaction.

An edition, once stored, never changes. What is live is decided by the live log alone, and every
one of these only adds to it. Moments are text as `moments` makes it.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ..core.bounds import MOST_DOCUMENT_BYTES
from ..core.check.finding import Finding, Missing
from ..core.errors import BadParameter, NotFound, PublishingRefused
from ..core.extras import extras_of
from ..core.markets import Market
from ..core.messages import say
from ..core.publication import Publication, digest, encoded
from ..core.quiz import quiz_keys
from .claims import measured, untrue_claims
from .drafts import Draft, resolve
from .editions import read_edition
from .finding_counts import findings_rows
from .moments import checked_moment, moment
from .product_editions import published_products, restored_products, withdrawn_products
from .store import EditionRow, LiveEntry, Store

Check = Callable[[Publication, Sequence[Missing]], Sequence[Finding]]
_MOST_GONE = 500
# Nobody waits longer for their turn. Beyond it the clock was set back, and what is done shall be seen now.
_LONGEST_WAIT = datetime.timedelta(hours=1)


class History(NamedTuple):
    """Every edition, newest first and without its document, and the live log, newest entry first."""

    editions: tuple[EditionRow, ...]
    entries: tuple[LiveEntry, ...]


def publish(  # noqa: PLR0913  Each is one fact of the edition, and all but three are said by name.
    store: Store,
    shop: str,
    comparison: str,
    *,
    by: str,
    note: str,
    now: str,
    check: Check,
    markets: Mapping[str, Market],
    since: str | None = None,
) -> EditionRow:
    """Make the draft of *comparison* its live edition, now or from the moment *since* on.

    *check* gets the resolved draft and the records it names that are not there. A draft that
    equals an edition makes no new one: that edition goes live, where it is not live already. What was
    found is counted for that day, whoever publishes.

    Raises:
        PublishingRefused: *check* found an error, a reduction has no earlier price to be measured
            from, or the document is too large. Nothing is stored.
        NotFound: no such shop or comparison.
        BadParameter: *now* or *since* is no moment, or *since* is before *now*.
    """
    line = _line(shop, comparison, by=by, note=note, now=now, since=since)
    found: list[Finding] = []

    def noted(publication: Publication, missing: Sequence[Missing]) -> Sequence[Finding]:
        found.extend(check(publication, missing))
        return found

    with store.writing():
        line = line if since else _in_its_turn(store, line)
        draft = resolve(store, shop, comparison, markets=markets)
        document = _checked_document(store, draft, noted, line.since)
        row = _edition_like(store, line, digest(document)) or _new_edition(store, line, document)
        _go_live(store, line, row)
        for count in findings_rows(shop, comparison, line.entered_at[:10], found):
            store.set_count(count)
    return row


def roll_back(
    store: Store, shop: str, comparison: str, number: int, *, by: str, note: str, now: str
) -> EditionRow:
    """Make an earlier edition live again, at once and byte for byte.

    Raises:
        NotFound: no such edition.
        NewerFormat, StoreUnusable: it cannot be read.
        PublishingRefused: an earlier price that it, or another edition, shows would be untrue.
        BadParameter: *now* is no moment.
    """
    with store.writing():
        now = in_turn(store, shop, comparison, now)
        return schedule(store, shop, comparison, number, since=now, by=by, note=note, now=now)


def schedule(  # noqa: PLR0913  Each is one fact of the log's line, and half are said by name.
    store: Store, shop: str, comparison: str, number: int, *, since: str, by: str, note: str, now: str
) -> EditionRow:
    """Make an edition live from the moment *since* on. Raises as `roll_back` and `publish` do."""
    line = _line(shop, comparison, by=by, note=note, now=now, since=since)
    with store.writing():
        row = store.edition(shop, comparison, number)
        if row is None:
            raise NotFound("edition", f"{comparison}/{number}")
        _go_live(store, line, row)
    return row


def take_offline(
    store: Store, shop: str, comparison: str, *, by: str, note: str, now: str, since: str | None = None
) -> LiveEntry:
    """Show nothing of *comparison* from now on, or from the moment *since* on; its history stays.

    Raises:
        NotFound: it is not live then.
        PublishingRefused: an earlier price that a scheduled edition shows would be untrue.
        BadParameter: *now* or *since* is no moment, or *since* is before *now*.
    """
    line = _line(shop, comparison, by=by, note=note, now=now, since=since)
    with store.writing():
        line = line if since else _in_its_turn(store, line)
        before = store.live(shop, comparison, line.since)
        if before is None:
            raise NotFound("edition", comparison)
        _go_offline(store, line, before)
    return line


def history(store: Store, shop: str, comparison: str) -> History:
    """What was published, and what was live since when; both empty where nothing ever was."""
    return History(tuple(store.editions(shop, comparison)), tuple(store.live_log(shop, comparison)))


def in_turn(store: Store, shop: str, comparison: str, now: str) -> str:
    """*now*, or the moment of what went live at once after it: whoever had to wait to write comes last.

    Asked for inside `Store.writing`, and once: a second answer would wait anew, from the first one on.
    Raises BadParameter where *now* is no moment.
    """
    until = datetime.datetime.fromisoformat(checked_moment("now", now)) + _LONGEST_WAIT
    log = store.live_log(shop, comparison)
    at_once = (entry.since for entry in log if entry.since == entry.entered_at)
    return max((since for since in at_once if now < since <= moment(until)), default=now)


def _in_its_turn(store: Store, line: LiveEntry) -> LiveEntry:
    at = in_turn(store, line.shop, line.comparison, line.since)
    return replace(line, since=at, entered_at=at)


def _line(shop: str, comparison: str, *, by: str, note: str, now: str, since: str | None) -> LiveEntry:
    """The line for the live log, still without the number of an edition."""
    entered_at = checked_moment("now", now)
    begins = checked_moment("since", since or now)
    if begins < entered_at:
        raise BadParameter("since", begins, (entered_at,))
    return LiveEntry(
        shop=shop, comparison=comparison, number=0, since=begins, by=by, note=note, entered_at=entered_at
    )


def _checked_document(store: Store, draft: Draft, check: Check, since: str) -> bytes:
    publication = replace(draft.publication, gone=_gone(store, draft.publication))
    findings = [finding for finding in check(publication, draft.missing) if finding.level == "error"]
    findings += _unknown_markets(publication)
    if not findings:
        publication, without_prior = measured(store, publication, since)
        findings += without_prior
    document = encoded(publication)
    findings += _too_large(document)
    if findings:
        raise PublishingRefused(publication.comparison.key, tuple(findings))
    return document


def _unknown_markets(publication: Publication) -> Iterator[Finding]:
    """Without a market's row nobody knows how prices are shown there."""
    known = {market.code for market in publication.markets}
    for index, code in enumerate(publication.shop.markets):
        if code not in known:
            message = say("finding.market_unknown", market=code)
            path = f"$.shop.markets[{index}]"
            yield Finding(rule="market", level="error", path=path, message=message, market=code)


def _too_large(document: bytes) -> Iterator[Finding]:
    if len(document) > MOST_DOCUMENT_BYTES:
        message = say("finding.too_large", bytes=len(document), most=MOST_DOCUMENT_BYTES)
        yield Finding(rule="size", level="error", path="$", message=message)


def _gone(store: Store, publication: Publication) -> tuple[str, ...]:
    """Keys that some earlier edition had and this one has not, the latest to go first."""
    shop, comparison = publication.shop.key, publication.comparison.key
    earlier = store.editions(shop, comparison)
    newest = store.edition(shop, comparison, earlier[0].number) if earlier else None
    if newest is None:
        return ()
    before = read_edition(newest).publication
    kept = set(_keys(publication))
    # The edition before holds the keys that had gone until then, so one edition is enough.
    gone = dict.fromkeys(key for key in (*_keys(before), *before.gone) if key not in kept)
    return tuple(gone)[:_MOST_GONE]


def _keys(publication: Publication) -> tuple[str, ...]:
    tiers = (tier.key for tier in publication.comparison.tiers)
    personas = (persona.key for persona in publication.personas)
    pains = (pain.key for pain in publication.comparison.pains)
    extras = (extra.key for extra in extras_of(publication))
    asked = quiz_keys(publication.comparison.quiz)
    return (*tiers, *personas, *pains, *(add_on.key for add_on in publication.add_ons), *extras, *asked)


def _edition_like(store: Store, line: LiveEntry, its_digest: str) -> EditionRow | None:
    for row in store.editions(line.shop, line.comparison):
        if row.digest == its_digest:
            return store.edition(line.shop, line.comparison, row.number)
    return None


def _new_edition(store: Store, line: LiveEntry, document: bytes) -> EditionRow:
    earlier = store.editions(line.shop, line.comparison)
    row = EditionRow(
        shop=line.shop,
        comparison=line.comparison,
        number=earlier[0].number + 1 if earlier else 1,
        digest=digest(document),
        published_at=line.entered_at,
        published_by=line.by,
        note=line.note,
        document=document,
    )
    store.add_edition(row)
    return row


def _go_live(store: Store, line: LiveEntry, row: EditionRow) -> None:
    before = store.live(line.shop, line.comparison, line.since)
    if before is not None and before.number == row.number:
        return
    publication = read_edition(row).publication
    entry = replace(line, number=row.number)
    store.add_live(entry)
    store.add_product_editions(list(published_products(store, publication, line.since)))
    replaced = read_edition(before).publication if before is not None else None
    if replaced is not None:
        store.add_product_editions(list(withdrawn_products(store, replaced, publication, line.since)))
    restored_products(store, line.shop, line.since)
    _keep_claims_true(store, entry, publication, replaced)
    if stays := _until_cancelled(store, line, before.number if before is not None else 0):
        _go_live(store, stays, row)


def _go_offline(store: Store, line: LiveEntry, before: EditionRow) -> None:
    store.add_live(line)
    publication = read_edition(before).publication
    withdrawn = list(withdrawn_products(store, publication, None, line.since))
    store.add_product_editions(withdrawn)
    restored_products(store, line.shop, line.since)
    _keep_claims_true(store, line, publication)
    if stays := _until_cancelled(store, line, before.number):
        _go_offline(store, stays, before)


def _until_cancelled(store: Store, line: LiveEntry, before: int) -> LiveEntry | None:
    """*line* for the next moment in the log, where nothing would have changed then.

    What was cancelled stands in the log as the edition that was live (*before*): left alone, it would bring
    that one back.
    """
    later = (one for one in store.scheduled(line.shop, line.since) if one.comparison == line.comparison)
    following = next(later, None)
    return replace(line, since=following.since) if following and following.number == before else None


def _keep_claims_true(store: Store, entry: LiveEntry, *changed: Publication | None) -> None:
    """Refuse what would make an earlier price untrue that some edition shows.

    *changed* is what goes live or offline.

    Raises:
        PublishingRefused: with every such price.
    """
    products = {product.key for one in changed if one is not None for product in one.products}
    findings = tuple(untrue_claims(store, entry, products))
    if findings:
        raise PublishingRefused(entry.comparison, findings)
