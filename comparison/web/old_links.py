"""Old links: an address that names an edition which is no longer live learns what changed since."""

import datetime
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from ..core.compare.changes import Facts, Place, Shown, changes, facts, first_as_now, same_context
from ..core.context import Asked
from ..core.errors import BadParameter, NewerFormat
from ..core.publication import Edition
from ..core.view import Changes, View
from ..storage.editions import read_edition
from ..storage.store import EditionRow, LiveEntry, Store
from ..storage.zones import day_of

Viewing = Callable[[Edition, Asked], View]


class Link(NamedTuple):
    """A link made from *edition*, as it shows in *view*, and what was *asked* by it."""

    edition: Edition
    view: View
    asked: Asked


class Since(NamedTuple):
    """The *entries* of the live log since an edition went live for the last time, that one first."""

    entries: tuple[LiveEntry, ...]

    @property
    def later(self) -> tuple[LiveEntry, ...]:
        """What went live after it, oldest first; being offline in between is no change."""
        return tuple(entry for entry in self.entries[1:] if entry.number)


def live_since(store: Store, live: EditionRow, number: int, now: str) -> Since:
    """What was live since edition *number* was for the last time, up to the moment *now*.

    Nothing where it is live, or never was.
    """
    log = store.live_log(live.shop, live.comparison)
    began = sorted((one for one in log if one.since <= now), key=lambda one: (one.since, one.entered_at))
    places = [place for place, entry in enumerate(began) if entry.number == number]
    if not places or number == live.number:
        return Since(())
    return Since(tuple(began[places[-1] :]))


def changes_since(
    store: Store, link: Link, since: Since, viewing: Viewing, zone: datetime.tzinfo
) -> Changes | None:
    """What changed since *link* was made; None where today's edition cannot be seen in its context."""
    asked = same_context(link.asked, link.view.context)
    editions = _Editions(store, since.later, asked, viewing)
    now = editions.shown(len(since.later) - 1) if since.later else None
    if now is None:
        return None
    whole = link.view.context.diff is None
    before = Shown(edition=link.edition, view=link.view if whole else viewing(link.edition, asked))
    said = facts(now.view)

    def day(place: Place) -> datetime.date:
        found = first_as_now(place, said.get(place), len(since.later), editions.facts)
        return day_of(since.later[found].since, zone)

    told = changes(before, now, day_of(since.entries[0].since, zone), day)
    current = tuple(pair for pair in link.view.context.canonical if pair[0] != "edition")
    return replace(told, current=current)


class _Editions:
    """The editions of *entries* as they show in one context; each is read and made once."""

    def __init__(self, store: Store, entries: Sequence[LiveEntry], asked: Asked, viewing: Viewing) -> None:
        self._store, self._entries, self._asked, self._viewing = store, entries, asked, viewing
        self._shown = cache(self._make)
        self.facts = cache(self._facts)

    def shown(self, index: int) -> Shown | None:
        """None where it cannot be read, or not in this context."""
        return self._shown(self._entries[index].number)

    def _facts(self, index: int) -> Facts:
        shown = self.shown(index)
        return facts(shown.view) if shown else {}

    def _make(self, number: int) -> Shown | None:
        entry = self._entries[0]
        row = self._store.edition(entry.shop, entry.comparison, number)
        try:
            edition = read_edition(row) if row else None
            return Shown(edition=edition, view=self._viewing(edition, self._asked)) if edition else None
        except (NewerFormat, BadParameter):
            return None
