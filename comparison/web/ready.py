"""What was prepared of pages, read where a page is made; and prepared again where it was missed twice."""

import datetime
from collections.abc import Callable, Set
from typing import Any

import msgspec

from ..core.compare.column import Part
from ..core.compare.groups import keep_groups
from ..core.compare.pairs import keep_pair
from ..core.compare.rows import keep_rows
from ..core.context import Asked
from ..core.kept import Kept
from ..core.known_names import KnownNames
from ..core.publication import Edition
from ..core.view import View
from ..core.view_rows import RowView
from ..words import speaker
from .freshness import Freshness, keep_dates
from .kept_groups import KeptGroups
from .places import Recent
from .prepared import Prepared, is_plain, maker, queries_of, read_prepared
from .reading import Reader
from .sources import Subject

# Told of a comparison of which a whole page was missed for the second time: shop and key.
Missed = Callable[[str, str], None]
_MOST_MISSED, _MISSED_BYTES = 10_000, 400
# Not sooner again: what can never be ready (a market that is none, a language the shop has not) is missed
# every time.
_TELLS_AGAIN_SECONDS = 600


class ReadyPages:
    """Finds what is prepared. Tells *missed* of what is not, once it was asked for twice.

    It is not *allowed* where templates look into sentences before they are said. Groups of rows are taken as
    they were written by *groups_maker*, and their HTML is put among the *kept_groups*.
    """

    def __init__(
        self,
        reader: Reader,
        missed: Missed | None = None,
        *,
        allowed: bool = True,
        groups_maker: str | None = None,
        kept_groups: KeptGroups | None = None,
    ) -> None:
        self._reader, self._missed, self._allowed = reader, missed, allowed
        self._groups_maker, self._kept_groups = groups_maker, kept_groups
        self._seen: Recent[bool] = Recent(_MOST_MISSED, _MOST_MISSED * _MISSED_BYTES)
        self._told: Recent[float] = Recent(_MOST_MISSED, _MOST_MISSED * _MISSED_BYTES)
        # Asked now: what is installed later is not what runs here.
        maker()

    async def view(
        self, kind: str, subject: Subject, digest: str, unshown: Set[Part] = frozenset(), **more: Any
    ) -> tuple[View, Freshness] | None:
        """For a page of *kind* the whole view of the edition *digest*, *more* in it and nothing of what is
        *unshown*, and how long it is true.

        Only what is asked for by no more than a language or a market may be ready.
        """
        if not subject.comparison or not self._allowed or not is_plain(subject.asked):
            return None
        now = self._reader.clock()
        ready = await self._found(subject.shop, subject.comparison, digest, subject.asked)
        view = ready.whole(now, self._groups_maker, unshown, **more) if ready else None
        if ready is None or view is None:
            self._miss(kind, subject, digest, now)
            return None
        return view, ready.fresh(view, now)

    async def names(self, subject: Subject, digest: str) -> KnownNames | None:
        """The names that the live edition knows, if anything is ready of it."""
        if not subject.comparison or subject.asked.edition is not None:
            return None
        ready = await self._read(subject.shop, subject.comparison, digest, "")
        return ready.names if ready else None

    async def seed(self, edition: Edition, asked: Asked, now: datetime.datetime) -> None:
        """Give the dates and rows that are ready of *edition* to the views that its pages are made of."""
        if not self._allowed:
            return
        kept = self._reader.decoded.kept_for_pages(edition)
        where = edition.publication
        ready = await self._found(where.shop.key, where.comparison.key, edition.digest, asked)
        if kept is None or ready is None:
            return
        keep_dates(kept, ready.dates)
        if ready.has_rows(now):
            question = ready.question(now)
            rows = keep_rows(kept, question, lambda: self._with_groups(kept, ready))
            keep_pair(kept, ready.pair, rows, question.today, ready.pair_differing)

    def _with_groups(self, kept: Kept, ready: Prepared) -> tuple[RowView, ...]:
        """The rows that are *ready*; their groups are kept beside them, and so is the HTML of these."""
        groups = tuple(one.group() for one in ready.groups)
        rows = ready.rows(groups)
        keep_groups(kept, ready.languages, rows, groups)
        if self._kept_groups is not None and ready.is_written_by(self._groups_maker):
            self._kept_groups.keep(groups, ready.groups, speaker(ready.languages[0]).language, ready.looks)
        return rows

    def _miss(self, kind: str, subject: Subject, digest: str, now: datetime.datetime) -> None:
        """Tell now and then of what was missed before on this day, for others are not worth it."""
        if self._missed is None:
            return
        query = queries_of(subject.asked)[0]
        key = f"{kind} {subject.shop}/{subject.comparison}/{digest}/{query}/{now.date()}".encode()
        if not self._seen.get(key):
            self._seen.put(key, True, _MISSED_BYTES)  # noqa: FBT003  A set has no bound.
            return
        edition, at = f"{subject.shop}/{subject.comparison}/{digest}".encode(), now.timestamp()
        told = self._told.get(edition)
        if told is None or at - told >= _TELLS_AGAIN_SECONDS:
            self._told.put(edition, at, _MISSED_BYTES)
            self._missed(subject.shop, subject.comparison)

    async def _found(self, shop: str, comparison: str, digest: str, asked: Asked) -> Prepared | None:
        """What is ready in the language and for the market that are *asked*."""
        for query in queries_of(asked):
            ready = await self._read(shop, comparison, digest, query)
            if ready is not None:
                return ready if ready.answers(asked) else None
        return None

    async def _read(self, shop: str, comparison: str, digest: str, query: str) -> Prepared | None:
        store = self._reader.store
        body = await self._reader.ask(store.prepared, shop, comparison, digest, query, maker())
        if body is None:
            return None
        try:
            return read_prepared(body)
        except msgspec.MsgspecError:
            return None
