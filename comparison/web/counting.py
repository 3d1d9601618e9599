"""Counts what shoppers do, in memory first and then by whole numbers in the store: nobody is told apart.

What comes is held against the names of the live edition, so that nobody can fill the table with names of
their own, and bounded: how much in a minute, and how much waits to be written. What is beyond is counted
as dropped. Up to `FLUSH_SECONDS` of it are lost if the machine stops.
"""

import asyncio
import hashlib
import ipaddress
import secrets
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from ..core.catalogue import Shop
from ..core.errors import ComparisonError
from ..core.publication import Publication
from ..core.quiz import NOT_SURE
from ..storage.counts import REASONS, CountKind, CountRow
from ..storage.zones import zone_of
from .logs import log
from .places import Recent
from .reading import Reader

MOST_A_MINUTE = 6_000
MOST_OF_ONE_ADDRESS = 60
MOST_ADDRESSES = 10_000
MOST_WAITING = 5_000
FLUSH_SECONDS = 1.0
_MINUTE = 60
_MOST_NAMES, _NAMES_BYTES = 1_000, 4_000_000

Key = tuple[str, str, str, CountKind, str]


class Deed(NamedTuple):
    """One thing that a shopper did."""

    kind: CountKind
    key: str = ""


class _Names(NamedTuple):
    """What can be counted of the live edition of that *digest*."""

    digest: str
    known: dict[CountKind, frozenset[str]]
    zone: str
    is_counting: bool


class Counting:
    """Counts for one worker."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._waiting: Counter[Key] = Counter()
        self._names: Recent[_Names] = Recent(_MOST_NAMES, _NAMES_BYTES)
        self._window = _Window(lambda: reader.clock().timestamp())
        self._flush: asyncio.TimerHandle | None = None
        self._writing: asyncio.Task[None] | None = None

    def admits(self, client: str) -> bool:
        """Whether one more batch of the address *client* may come in this minute."""
        return self._window.admits(client)

    async def count(self, shop: str, comparison: str, deeds: Iterable[Deed]) -> None:
        """Count *deeds* of the names that the live edition knows, if the shop counts at all."""
        try:
            names = await self._names_of(shop, comparison)
            if not names.is_counting or not await self._wanted(shop):
                return
        except ComparisonError:
            return
        day = self._reader.clock().astimezone(zone_of(names.zone)).date().isoformat()
        for deed in deeds:
            if deed.key in names.known.get(deed.kind, ()):
                self._note((shop, comparison, day, deed.kind, deed.key))
        self._flush_soon()

    def write(self) -> None:
        """Write all that waits, at the end."""
        rows, self._waiting = self._waiting, Counter()
        if rows:
            self._add(rows)

    def _note(self, key: Key) -> None:
        """One more of *key*; past a bound one more that was dropped."""
        shop, comparison, day, *_ = key
        is_full = key not in self._waiting and len(self._waiting) >= MOST_WAITING
        is_let_in = self._window.counts_one() and not is_full
        self._waiting[key if is_let_in else (shop, comparison, day, "dropped", "")] += 1

    def _flush_soon(self) -> None:
        if self._flush is None and self._waiting:
            self._flush = asyncio.get_running_loop().call_later(FLUSH_SECONDS, self._start)

    def _start(self) -> None:
        self._flush = None
        self._writing = asyncio.get_running_loop().create_task(self._write())

    async def _write(self) -> None:
        rows, self._waiting = self._waiting, Counter()
        try:
            # A writer may have to wait for another one, which no request should wait for.
            await asyncio.to_thread(self._add, rows)
        except ComparisonError as error:
            self._waiting.update(rows)
            log().warning("counts wait", waiting=len(self._waiting), reason=type(error).__name__)
            self._flush_soon()

    def _add(self, rows: Counter[Key]) -> None:
        self._reader.store.add_counts([_row(key, count) for key, count in rows.items()])

    async def _names_of(self, shop: str, comparison: str) -> _Names:
        digest = await self._reader.live_digest(shop, comparison)
        place = f"{shop}/{comparison}".encode()
        kept = self._names.get(place)
        if kept is not None and kept.digest == digest:
            return kept
        edition, _ = await self._reader.edition(await self._reader.live_row(shop, comparison), None)
        names = _names(digest, edition.publication)
        weight = sum(len(one) for keys in names.known.values() for one in keys) + 500
        self._names.put(place, names, weight)
        return names

    async def _wanted(self, shop: str) -> bool:
        """Whether the shop counts now: who switches it off need not publish first."""
        stored = await self._reader.ask(self._reader.store.get, shop, "shop", shop)
        record = stored.record if stored else None
        return isinstance(record, Shop) and record.counting


class _Window:
    """How much came in the minute that runs. Addresses are kept only as digests, with a salt of that
    minute, and forgotten at its end; one that is no public address stands for many people."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._minute, self._salt, self._counted = 0, b"", 0
        self._batches: Counter[bytes] = Counter()

    def admits(self, client: str) -> bool:
        self._turn()
        if not _is_public(client):
            return True
        digest = hashlib.blake2b(client.encode(), key=self._salt, digest_size=8).digest()
        if digest not in self._batches and len(self._batches) >= MOST_ADDRESSES:
            return False
        self._batches[digest] += 1
        return self._batches[digest] <= MOST_OF_ONE_ADDRESS

    def counts_one(self) -> bool:
        self._turn()
        self._counted += 1
        return self._counted <= MOST_A_MINUTE

    def _turn(self) -> None:
        minute = int(self._now() // _MINUTE)
        if minute != self._minute:
            self._minute, self._salt, self._counted = minute, secrets.token_bytes(16), 0
            self._batches.clear()


def _is_public(client: str) -> bool:
    try:
        return ipaddress.ip_address(client).is_global
    except ValueError:
        return False


def _names(digest: str, publication: Publication) -> _Names:
    quiz = publication.comparison.quiz
    answers = {
        f"{question.key}/{answer}"
        for question in (quiz.questions if quiz else ())
        for answer in (*(one.key for one in question.answers), NOT_SURE)
    }
    known: dict[CountKind, frozenset[str]] = {
        "view": frozenset({""}),
        "persona": frozenset(one.key for one in publication.personas),
        "quiz": frozenset(answers),
        "select": frozenset(one.key for one in publication.comparison.tiers),
        "helped": frozenset({"yes"}),
        "why": frozenset(REASONS),
    }
    return _Names(digest, known, publication.shop.time_zone, publication.shop.counting)


def _row(key: Key, count: int) -> CountRow:
    shop, comparison, day, kind, what = key
    return CountRow(shop=shop, comparison=comparison, day=day, kind=kind, key=what, count=count)
