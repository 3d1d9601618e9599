"""When each edition of a comparison is live, by the live log."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from .store import LiveEntry, Store


class Stay(NamedTuple):
    """An edition that is live from the moment of its *entry* up to that of *until*, if there is one."""

    entry: LiveEntry
    until: str | None


def stays(store: Store, shop: str, comparison: str, *, replaced_at: str | None = None) -> Iterator[Stay]:
    """Every stay of an edition, the oldest first, past and scheduled.

    *replaced_at* leaves out what the log has for that moment, as something else will be live then.
    """
    # Of two lines for one moment the one entered later counts, and the log has it first.
    newest = {entry.since: entry for entry in reversed(store.live_log(shop, comparison))}
    if replaced_at is not None:
        newest.pop(replaced_at, None)
    moments = sorted({*newest, *([replaced_at] if replaced_at is not None else [])})
    for since, until in pairwise([*moments, None]):
        entry = newest.get(since) if since is not None else None
        if entry is not None and entry.number:
            yield Stay(entry, until)


def live_stay(store: Store, shop: str, comparison: str, at: str) -> Stay | None:
    """The stay of the edition that is live at the moment *at*."""
    for stay in stays(store, shop, comparison):
        if stay.entry.since <= at and (stay.until is None or at < stay.until):
            return stay
    return None
