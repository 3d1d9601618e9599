"""Makes ready what pages of a live edition are made from, so that a first answer need not.

It is done where an edition goes live, and by `tier-compare prepare`. An edition without it is answered
as well, only later.
"""

import contextlib
import datetime
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from .. import words
from ..core.compare import compare
from ..core.compare.receipts import EMPTY
from ..core.context import Asked
from ..core.delivery import Clock
from ..core.errors import ComparisonError
from ..core.known_names import known_names
from ..core.publication import Edition, Publication
from ..core.view import View
from ..storage.editions import read_edition
from ..storage.holidays import holidays_of
from ..storage.moments import moment
from ..storage.prepared import PreparedRow
from ..storage.store import EditionRow, Store
from ..storage.zones import zone_of
from ..words import spoken
from .freshness import dates_in, freshness, start_of, turns_of
from .group_writer import GroupWriter
from .kept_groups import WrittenGroup, looks
from .lasting import lasting_until, without_sums
from .prepared import Prepared, base_query, maker, write_prepared
from .written import Piece

# Languages and markets of one edition that are made ready, and all that they may take together.
MOST_ROWS, MOST_BYTES = 24, 2_000_000


def prepare(
    store: Store, shop: str, comparison: str, at: datetime.datetime, writer: GroupWriter | None = None
) -> int:
    """Make ready the edition that is live of *comparison* at the moment *at*; how many pages.

    Groups of rows are written by *writer*, if there is one. What was ready of earlier editions goes. None
    where nothing is live.

    Raises:
        NewerFormat, StoreUnusable: the edition cannot be read.
    """
    live = store.live(shop, comparison, moment(at))
    rows = list(_rows(live, at, writer)) if live is not None else []
    store.keep_prepared(shop, comparison, [live.digest] if live else [], rows)
    return len(rows)


def prepare_if_possible(
    store: Store, shop: str, comparison: str, at: datetime.datetime, writer: GroupWriter | None = None
) -> None:
    """`prepare`; what cannot be made ready is answered as well, only later."""
    with contextlib.suppress(ComparisonError):
        prepare(store, shop, comparison, at, writer)


class _Source(NamedTuple):
    """The edition, its document, the moment on the shop's own clock, and what writes groups of rows."""

    edition: Edition
    document: bytes
    now: datetime.datetime
    zone: datetime.tzinfo
    writer: GroupWriter | None


def _rows(live: EditionRow, at: datetime.datetime, writer: GroupWriter | None) -> Iterator[PreparedRow]:
    edition = read_edition(live)
    zone = zone_of(edition.publication.shop.time_zone)
    source = _Source(edition, live.document, at.astimezone(zone), zone, writer)
    room = MOST_BYTES
    for asked in islice(_asked(edition.publication), MOST_ROWS):
        body = write_prepared(_prepared(source, asked))
        room -= len(body)
        if room < 0:
            return
        yield PreparedRow(
            shop=live.shop,
            comparison=live.comparison,
            digest=live.digest,
            query=base_query(asked.lang, asked.market),
            maker=maker(),
            body=body,
        )


def _asked(publication: Publication) -> Iterator[Asked]:
    """What a shopper may ask for who says no more than a language and a market."""
    for market in (None, *publication.shop.markets[1:]):
        for lang in (None, *publication.shop.languages[1:]):
            yield Asked(lang=lang, market=market)


def _prepared(source: _Source, asked: Asked) -> Prepared:
    publication, zone, today = source.edition.publication, source.zone, source.now.date()
    viewing = partial(_viewed, source, asked)
    view = viewing(today)
    speaker = words.speaker(view.context.lang)
    said = spoken.in_words(without_sums(view), speaker)
    bare = spoken.in_words(replace(without_sums(view), groups=(), receipt=EMPTY), speaker)
    written = source.writer(said) if source.writer else None
    # What is different since the edition before is told from whole views of both.
    is_known = "changes" not in publication.comparison.blocks
    return Prepared(
        made=source.now.timestamp(),
        dates=dates_in(source.document),
        turns=tuple(start_of(turn, zone) for turn in sorted(turns_of(source.document, today))),
        view_until=lasting_until(publication, source.document, view, zone, viewing) if is_known else 0.0,
        true_until=freshness(view, source.document, zone).true_until,
        zone=publication.shop.time_zone,
        names=known_names(publication),
        languages=(view.context.lang, *publication.shop.languages),
        market=view.context.market,
        interval=view.context.interval,
        tiers=tuple(tier.key for tier in view.tiers),
        features=_features(publication),
        view=spoken.encoded(bare) if is_known else b"",
        receipt=spoken.encoded_receipt(said.receipt),
        groups=_groups(said, written),
        groups_maker=source.writer.maker if source.writer and written else None,
        looks=looks(view.tiers),
        pair=tuple(tier.key for tier in view.tiers if tier.in_pair),
        pair_differing=view.pair_differing,
    )


def _groups(said: View, written: tuple[Piece, ...] | None) -> tuple[WrittenGroup, ...]:
    pieces = written or (Piece(b"", b""),) * len(said.groups)
    return tuple(
        WrittenGroup(piece.html, piece.digest, spoken.encoded_group(group))
        for piece, group in zip(pieces, said.groups, strict=True)
    )


def _viewed(source: _Source, asked: Asked, today: datetime.date) -> View:
    clock = Clock(time=source.now.time(), holidays=holidays_of)
    view = compare(source.edition, asked, today, clock=clock)
    return replace(view, counting=source.edition.publication.shop.counting)


def _features(publication: Publication) -> tuple[str, ...]:
    """The features that are rows, in the order of the comparison."""
    known = [feature.key for feature in publication.category.features]
    return tuple(key for key in publication.comparison.features or known if key in known)
