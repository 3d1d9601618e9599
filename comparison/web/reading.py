"""Reads what an answer is made of: the parameters of an address, and editions from the store."""

import asyncio
import datetime
import re
from collections.abc import Callable
from typing import ParamSpec, TypeVar
from urllib.parse import parse_qsl, unquote_to_bytes

from ..core.catalogue import Shop
from ..core.errors import BadParameter, NewerFormat, NotFound
from ..core.publication import Edition
from ..storage.moments import moment
from ..storage.store import EditionRow, LiveEntry, Store
from .decoded import DecodedEditions
from .refusals import AddressTooLong, MalformedRequest, TooManyParameters

MOST_QUERY_BYTES = 8_000
MOST_PARAMETERS = 100
_KEY = re.compile(r"[a-z0-9-]{1,64}")

Clock = Callable[[], datetime.datetime]
P = ParamSpec("P")
T = TypeVar("T")


def this_moment() -> datetime.datetime:
    """The machine's clock."""
    return datetime.datetime.now(datetime.UTC)


def check_address(raw_path: bytes, query: bytes) -> None:
    """Refuse an address that nobody can have meant, before anything is done for it.

    Raises:
        AddressTooLong, TooManyParameters: past the bounds above.
        MalformedRequest: it is not UTF-8.
    """
    if len(raw_path) + len(query) > MOST_QUERY_BYTES:
        raise AddressTooLong(MOST_QUERY_BYTES)
    if query.count(b"&") >= MOST_PARAMETERS:
        raise TooManyParameters(MOST_PARAMETERS)
    for part in (raw_path, query):
        if b"%" in part or not part.isascii():
            _refuse_no_utf8(part)


def pairs_of(query: bytes) -> list[tuple[str, str]]:
    """Names and values of a query string that `check_address` let through."""
    return parse_qsl(query.decode("utf-8"), errors="strict")


def stated_language(query: bytes) -> str:
    """What an address says as its ``lang``, unchecked; nothing where it can't be read."""
    try:
        pairs = parse_qsl(query[:MOST_QUERY_BYTES].decode("ascii", "replace"))
    except ValueError:
        return ""
    return dict(pairs).get("lang", "")


def _refuse_no_utf8(part: bytes) -> None:
    try:
        unquote_to_bytes(part).decode("utf-8")
    except UnicodeDecodeError:
        raise MalformedRequest from None


class Reader:
    """Asks the store, and remembers which editions it could not read.

    *newer* names, for every comparison whose live edition was written by a newer release, its
    number; `/readyz` shows them.
    """

    def __init__(self, store: Store, *, threaded: bool, clock: Clock) -> None:
        self.store, self.clock = store, clock
        self.newer: dict[str, int] = {}
        self.decoded = DecodedEditions()
        self._threaded = threaded

    async def ask(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call the store: inline where an answer takes microseconds, else in a thread."""
        if self._threaded:
            return await asyncio.to_thread(function, *args, **kwargs)
        return function(*args, **kwargs)

    async def live_row(self, shop: str, comparison: str) -> EditionRow:
        """The live edition as it lies in the store.

        Raises:
            NotFound: no such comparison, or it is not live.
        """
        if _KEY.fullmatch(shop) and _KEY.fullmatch(comparison):
            row = await self.ask(self.store.live, shop, comparison, moment(self.clock()))
            if row is not None:
                return row
        raise NotFound("comparison", f"{shop}/{comparison}")

    async def live_digest(self, shop: str, comparison: str) -> str:
        """The digest of the live edition: another one as soon as another edition is live.

        Raises:
            NotFound: no such comparison, or it is not live.
        """
        if _KEY.fullmatch(shop) and _KEY.fullmatch(comparison):
            digest = await self.ask(self.store.live_digest, shop, comparison, moment(self.clock()))
            if digest is not None:
                return digest
        raise NotFound("comparison", f"{shop}/{comparison}")

    async def edition(self, live: EditionRow, number: int | None) -> tuple[Edition, bytes]:
        """The live edition, or the one that *number* names, with its document.

        Raises:
            BadParameter: edition *number* never was live.
        """
        if number is None or number == live.number:
            return await self._readable(live)
        known = number in await self._lived(live.shop, live.comparison)
        row = await self.ask(self.store.edition, live.shop, live.comparison, number) if known else None
        if row is None:
            raise BadParameter("edition", str(number), (f"1–{live.number}",))
        return self.decoded.read(row), row.document

    async def shop(self, shop: str) -> Shop | None:
        """*shop* as it is being edited; None if there is no such shop."""
        stored = await self.ask(self.store.get, shop, "shop", shop) if _KEY.fullmatch(shop) else None
        return stored.record if stored and isinstance(stored.record, Shop) else None

    async def languages(self, shop: str) -> tuple[str, ...]:
        """The languages of *shop* as it is being edited; none if there is no such shop."""
        found = await self.shop(shop)
        return found.languages if found else ()

    async def _readable(self, live: EditionRow) -> tuple[Edition, bytes]:
        """*live*, or where a newer release wrote it, the newest before it that can be read."""
        name = f"{live.shop}/{live.comparison}"
        try:
            edition = self.decoded.read(live)
        except NewerFormat as error:
            self.newer[name] = live.number
            return await self._last_readable(live, error)
        self.newer.pop(name, None)
        return edition, live.document

    async def _last_readable(self, live: EditionRow, error: NewerFormat) -> tuple[Edition, bytes]:
        for number in await self._lived(live.shop, live.comparison):
            row = await self.ask(self.store.edition, live.shop, live.comparison, number)
            if row is None:
                continue
            try:
                return self.decoded.read(row), row.document
            except NewerFormat:
                continue
        raise error

    async def _lived(self, shop: str, comparison: str) -> tuple[int, ...]:
        """Numbers of the editions that were live at some time, the latest first."""
        log = await self.ask(self.store.live_log, shop, comparison)
        now = moment(self.clock())
        lived = sorted((entry for entry in log if _began(entry, now)), key=_since, reverse=True)
        return tuple(dict.fromkeys(entry.number for entry in lived))


def _began(entry: LiveEntry, now: str) -> bool:
    return entry.number > 0 and entry.since <= now


def _since(entry: LiveEntry) -> str:
    return entry.since
